/**
 * What goes back of a receipt with some of its goods: their price, their part of the charges, and of
 * each tax.
 *
 * What went out already is taken off what should have gone out by now, so that goods which come back one by one
 * give back to the cent what was paid for all of them. Source: docs/rules/arithmetic.md, R9.
 */

import { type StatedCharge } from "../events/charge-events.ts";
import {
  type ReceiptIssued,
  type ReceiptItem,
  type ReceiptTax,
  type RefundIssued,
} from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type PricingRule } from "../money/pricing-rule.ts";
import { negated } from "../money/remaining-tax.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import {
  type BorneTax,
  onPrices,
  saysSomething,
  sumTaxes,
  type Tax,
  taxBill,
  taxName,
  type TaxRules,
} from "../money/tax.ts";
import { chargesGoingBack, withChargeItems } from "./order-charges.ts";
import { borneOn } from "./order-exempt.ts";
import { isTaxedAsStated, toReceiptTax, toTaxView } from "./remaining-bill.ts";

/** The lines of a bill with the taxes that they bear now. */
export interface TaxedBill {
  readonly lines: ReadonlyArray<{ readonly id: EventId; readonly taxes: ReadonlyArray<Tax> }>;
  readonly rule: PricingRule;
}

type PaperBack = Pick<RefundIssued, "taxes" | "charges"> & {
  readonly items: ReadonlyArray<TaxedItem>;
};

/** All amounts are below zero. */
export interface WorthBack {
  readonly charges: ReadonlyArray<StatedCharge>;
  readonly taxes: ReceiptTax[];
  /** The price of the items, the charges, and the taxes that prices don't include. */
  readonly total: MinorUnits;
}

/**
 * Returns what goes back with these items, whose nets are below zero, after the refunds of `before`.
 * Undefined where the taxes of a part can't be told: another till changed how the order is served.
 */
export function worthBack(
  bill: TaxedBill,
  receipt: ReceiptIssued,
  {
    before,
    items,
  }: { readonly before: ReadonlyArray<PaperBack>; readonly items: ReadonlyArray<TaxedItem> },
): WorthBack | undefined {
  const { half } = bill.rule;
  const charges = chargesGoingBack(receipt, { before, items, half });
  const taxes = taxesBack(bill, receipt, {
    refunds: before,
    items: withChargeItems({ items, charges }).items,
  });
  if (taxes === undefined) return undefined;
  const total = minor(
    sumMinor(items, ({ net }) => net) + sumMinor(charges, ({ amount }) => amount) + onPrices(taxes),
  );
  return { charges, taxes, total };
}

type TaxedItem = Pick<ReceiptItem, "line" | "net">;

function taxesBack(
  { lines, rule }: TaxedBill,
  receipt: ReceiptIssued,
  {
    refunds,
    items,
  }: { readonly refunds: ReadonlyArray<PaperBack>; readonly items: ReadonlyArray<TaxedItem> },
): ReceiptTax[] | undefined {
  const paper = withChargeItems(receipt);
  const refundsBefore = refunds.map(withChargeItems);
  const back = [...refundsBefore.flatMap((body) => body.items), ...items];
  const taxesByLine = borneOn(lines, receipt);
  if (paper.items.some(({ kind }) => kindOf({ kind }).side < 0)) {
    return taxesBesideReturns(paper, { before: refundsBefore, items, taxesByLine, rule });
  }
  // Line by line: what two tills gave back twice makes up for nothing that is still with the guest.
  const isWhole = paper.items.every(({ line, net }) => {
    const gone = back.filter((item) => item.line === line);
    return net + sumMinor(gone, (item) => item.net) === 0;
  });
  if (!isWhole && !isTaxedAsStated(paper, taxesByLine)) return undefined;

  function bears(line: EventId, tax: ReceiptTax): boolean {
    return isWhole || (taxesByLine.get(line) ?? []).some((own) => taxName(own) === taxName(tax));
  }

  return receipt.taxes.flatMap((stated) => {
    // A cent that rounding moved in goods of before is no tax of these.
    if (!isWhole && !items.some(({ line }) => bears(line, stated))) return [];
    const charged = sumMinor(
      paper.items.filter(({ line }) => bears(line, stated)),
      ({ net }) => net,
    );
    const returned =
      0 -
      sumMinor(
        back.filter(({ line }) => bears(line, stated)),
        ({ net }) => net,
      );

    function part(amount: number): number {
      return isWhole || charged === 0
        ? amount
        : divideRounded(productOf(amount, returned), charged, rule.half);
    }

    const tax = part(stated.tax);
    const off = part(stated.exempt ?? zeroMinor);
    const within = stated.included ? tax + off : 0;
    // The base and the tax make up the goods' price where they bear this tax alone.
    const contained = stated.included ? stated.tax + (stated.exempt ?? 0) : 0;
    const isAlone = stated.base + contained === charged;
    const base = isWhole || !isAlone ? part(stated.base) : returned - within;
    const gone = refundsBefore.flatMap(({ taxes }) =>
      taxes.filter((other) => taxName(other) === taxName(stated)),
    );
    const exempt = minor(0 - off - sumMinor(gone, (it) => it.exempt ?? 0));
    const now = {
      base: minor(0 - base - sumMinor(gone, (it) => it.base)),
      tax: minor(0 - tax - sumMinor(gone, (it) => it.tax)),
      ...(stated.exempt === undefined ? {} : { exempt }),
    };
    return now.base === 0 && now.tax === 0 && exempt === 0 ? [] : [{ ...stated, ...now }];
  });
}

/**
 * Returns the taxes of a receipt that had returned goods on it. The refund takes the stated taxes
 * down to those of what is left, so that both together are right.
 */
function taxesBesideReturns(
  receipt: ReceiptIssued,
  {
    before,
    items,
    taxesByLine,
    rule,
  }: {
    readonly before: ReadonlyArray<
      Pick<RefundIssued, "taxes"> & { readonly items: ReadonlyArray<TaxedItem> }
    >;
    readonly items: ReadonlyArray<TaxedItem>;
    readonly taxesByLine: ReadonlyMap<EventId, ReadonlyArray<BorneTax>>;
    readonly rule: TaxRules;
  },
): ReceiptTax[] | undefined {
  if (!isTaxedAsStated(receipt, taxesByLine)) return undefined;
  const back = [...before.flatMap((body) => body.items), ...items];
  const stays = receipt.items.map(({ line, net }) => {
    const gone = sumMinor(
      back.filter((item) => item.line === line),
      (item) => item.net,
    );
    return { amount: minor(net + gone), taxes: taxesByLine.get(line) ?? [] };
  });
  const { taxes } = taxBill({ lines: stays, half: rule.half, rounding: rule.rounding });
  const stated = [receipt, ...before].flatMap((body) => body.taxes.map(toTaxView));
  // A cent that rounding moved in other goods is no tax of these.
  const borne = new Set(items.flatMap(({ line }) => (taxesByLine.get(line) ?? []).map(taxName)));
  return sumTaxes([...taxes, ...stated.map(negated)])
    .filter((sum) => borne.has(taxName(sum)) && saysSomething(sum))
    .map(toReceiptTax);
}
