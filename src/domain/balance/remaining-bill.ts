/**
 * What no receipt of an order covers yet, with its taxes.
 *
 * What receipts state is frozen. The tax of the rest is tax on everything less tax covered, so that
 * no cent drifts however often a bill is paid in parts. That needs the goods to be taxed now as they
 * were when they were paid; a receipt of which that is not so (a line of it has not arrived yet, or
 * another till changed how the order is served) stands by itself and leaves the rest alone.
 */

import { type ReceiptIssued, type ReceiptItem, type ReceiptTax } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { remainingTaxes, type RemainingTaxes } from "../money/remaining-tax.ts";
import {
  type BorneTax,
  onPrices,
  type TaxableLine,
  taxName,
  type TaxRules,
  type TaxView,
} from "../money/tax.ts";

export interface RemainingLine {
  readonly id: EventId;
  readonly taxes: ReadonlyArray<BorneTax>;
  /** The remaining amount of its price after all discounts; below zero for returned goods. */
  readonly remaining: MinorUnits;
}

export interface RestOfOrderInput extends TaxRules {
  readonly lines: ReadonlyArray<RemainingLine>;
  readonly receipts: ReadonlyArray<Pick<ReceiptIssued, "items" | "taxes">>;
}

/** Goods that are paid owe no tax, so only the taxes that the rest bears are here. */
export function remainderOfOrder({
  lines,
  receipts,
  half,
  rounding,
}: RestOfOrderInput): RemainingTaxes {
  if (lines.every(owesNothing)) return { taxes: [], total: zeroMinor };
  const taxesByLine = new Map(lines.map(({ id, taxes }) => [id, taxes]));
  const standing = receipts.filter((receipt) => isTaxedAsStated(receipt, taxesByLine));
  const all = remainingTaxes({
    half,
    rounding,
    coveredLines: [],
    coveredTaxes: standing.flatMap((receipt) => receipt.taxes.map(toTaxView)),
    remainingLines: withCovered(lines, standing),
  });
  const owing = new Set(
    lines.filter(({ remaining }) => remaining !== 0).flatMap((line) => line.taxes.map(taxName)),
  );
  const taxes = all.taxes.filter((tax) => owing.has(taxName(tax)));
  const goods = sumMinor(lines, ({ remaining }) => remaining);
  return { taxes, total: minor(goods + onPrices(taxes)) };
}

/** Each line as a whole: where taxes are rounded per line, its shares come to the tax of all of it. */
function withCovered(
  lines: ReadonlyArray<RemainingLine>,
  receipts: ReadonlyArray<Pick<ReceiptIssued, "items">>,
): ReadonlyArray<TaxableLine> {
  const covered = new Map<EventId, number>();
  for (const { line, net } of receipts.flatMap(({ items }) => items)) {
    covered.set(line, (covered.get(line) ?? 0) + net);
  }
  return lines.map(({ id, remaining, taxes }) => ({
    amount: minor(remaining + (covered.get(id) ?? 0)),
    taxes,
  }));
}

/**
 * Most orders of a history are paid, and are folded without a look at their taxes. Taxes on top of
 * others may go round in a circle from line to line, which the bill refuses: those it has to see.
 */
function owesNothing({ remaining, taxes }: RemainingLine): boolean {
  return remaining === 0 && taxes.every(({ onTopOf }) => onTopOf === undefined);
}

/** Whether its goods are still taxed as they were when it was issued. */
export function isTaxedAsStated(
  { items, taxes }: Pick<ReceiptIssued, "items" | "taxes">,
  taxesByLine: ReadonlyMap<EventId, ReadonlyArray<BorneTax>>,
): boolean {
  if (items.some(({ line }) => !taxesByLine.has(line))) return false;
  const lines = items.map((item) => coveredLine(item, taxesByLine));
  const charged = lines.filter(({ amount }) => amount !== 0);
  const names = new Set(charged.flatMap((line) => line.taxes.map(taxName)));
  const stated = taxes.filter(({ base, tax, exempt = 0 }) => {
    return base !== 0 || tax !== 0 || exempt !== 0;
  });
  const unstated = names.difference(new Set(stated.map(taxName)));
  return (
    stated.every((tax) => names.has(taxName(tax)) && isChargedOn(lines, tax)) &&
    [...unstated].every((name) => mayComeToNothing(charged, name))
  );
}

/** Whether returned goods may take away all of a tax that sold goods bear: then no receipt states the tax. */
function mayComeToNothing(charged: ReadonlyArray<TaxableLine>, name: string): boolean {
  const bearing = charged.filter(({ taxes }) => taxes.some((tax) => taxName(tax) === name));
  const isMixed = new Set(bearing.map(({ amount }) => Math.sign(amount))).size > 1;
  // Where a line bears several taxes, the amount that each was charged on can't be seen from
  // outside.
  const isClear = bearing.every(({ taxes }) => taxes.length === 1);
  return isMixed && (!isClear || sumMinor(bearing, ({ amount }) => amount) === 0);
}

/** The amount that a tax was charged on, where lines with that one tax alone let it be checked. */
function isChargedOn(
  lines: ReadonlyArray<TaxableLine>,
  stated: ReceiptIssued["taxes"][number],
): boolean {
  const bearing = lines.filter((line) =>
    line.taxes.some((tax) => taxName(tax) === taxName(stated)),
  );
  if (bearing.some(({ taxes }) => taxes.length > 1)) return true;
  const { base, tax, exempt = zeroMinor } = stated;
  const amount = stated.included ? base + tax + exempt : base;
  return amount === sumMinor(bearing, (line) => line.amount);
}

function coveredLine(
  item: ReceiptItem,
  taxesByLine: ReadonlyMap<EventId, ReadonlyArray<BorneTax>>,
): TaxableLine {
  return { amount: item.net, taxes: taxesByLine.get(item.line) ?? [] };
}

export function toTaxView({ label, rate, included, base, tax, exempt }: ReceiptTax): TaxView {
  const off = exempt === undefined ? {} : { exempt };
  return { label, rate, included, net: base, tax, ...off };
}

export function toReceiptTax({ label, rate, included, net, tax, exempt }: TaxView): ReceiptTax {
  const off = exempt === undefined ? {} : { exempt };
  return { label, rate, included, base: net, tax, ...off };
}
