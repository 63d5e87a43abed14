/**
 * Sales that are exempt of taxes: what an order says of it, and what tills apart made of that.
 *
 * What is said of the order whose bill it is holds for all that is on the bill. Prices stay; taxes that
 * they contain go off what is paid (`money/tax.ts`). A receipt says for itself whether it was exempt.
 */

import { type Exempt } from "../events/exempt-events.ts";
import { type ReceiptIssued } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { type LineKind } from "../lines/line-kinds.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import {
  type BorneTax,
  exemptTaxes,
  type Tax,
  type TaxableLine,
  taxBill,
  type TaxRules,
} from "../money/tax.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { ordersOnBill } from "./line-places.ts";
import { taxesOfCharges, withChargeItems } from "./order-charges.ts";
import { refundsOf } from "./paid-items.ts";

/** Null for a sale that owes its taxes. */
export function exemptionOf({ fields }: Pick<OrderState, "fields">): Exempt | null {
  return (fields.exempt && registerValue(fields.exempt)) ?? null;
}

/** A line, or a charge, which has no kind and is exempt with its sale. */
export interface TaxedLine {
  readonly kind?: Pick<LineKind, "exempted">;
  readonly taxes: ReadonlyArray<Tax>;
}

/** Returns the taxes that a line bears in an exempt sale. */
export function borneTaxes(
  { kind, taxes }: TaxedLine,
  exempt: Exempt | null | undefined,
): ReadonlyArray<BorneTax> {
  const owes = exempt === null || exempt === undefined || kind?.exempted === false;
  return owes ? taxes : exemptTaxes(taxes, exempt.pays);
}

/** Returns the goods with their charges, with the taxes that they bear in such a sale. */
export function borneOn(
  lines: ReadonlyArray<NamedLine>,
  { charges, exempt }: Pick<ReceiptIssued, "charges" | "exempt">,
): ReadonlyMap<EventId, ReadonlyArray<BorneTax>> {
  return new Map([
    ...lines.map((line) => [line.id, borneTaxes(line, exempt)] as const),
    ...taxesOfCharges(charges).map(([id, taxes]) => [id, borneTaxes({ taxes }, exempt)] as const),
  ]);
}

interface NamedLine extends TaxedLine {
  readonly id: EventId;
}

/**
 * Returns the receipts that took taxes of what another till, apart, had said to be exempt, each with what
 * was paid too much; below zero for a receipt that spared taxes which were owed again. A write names the receipts that its till knew, and those were not made apart.
 */
export function exemptOtherwise(
  order: OrderState,
  lines: ReadonlyArray<NamedLine>,
  rules: TaxRules,
): ReadonlyArray<{ readonly receipt: EventId; readonly amount: MinorUnits }> {
  const knows = ordersOnBill(order).flatMap(({ fields: { exempt }, knownBy = {} }) => {
    const write = exempt?.open.at(-1);
    const receiptsKnown = write && knownBy[write.id];
    return receiptsKnown === undefined ? [] : [receiptsKnown];
  });
  if (knows.length === 0) return [];
  const issued = order.receipts.filter(({ home, id, body }) => {
    // On a bill of several orders each receipt is in the list once, as one of its orders has it.
    const isOfBill = home || order.gathered !== undefined;
    return isOfBill && knows.some((known) => !known.includes(id)) && !isAllBack(order, body);
  });
  if (issued.length === 0) return [];
  return issued.flatMap(({ id, body }) => {
    const meant = exemptionMeant(order, body);
    if (meant?.pays === body.exempt?.pays) return [];
    const [taken, owed] = [body.exempt, meant].map((exempt) =>
      totalAs({ ...body, exempt }, lines, rules),
    );
    const amount = minor((taken ?? 0) - (owed ?? 0));
    return amount === 0 ? [] : [{ receipt: id, amount }];
  });
}

/**
 * Returns the exemption of the bill, or of the goods' own order when that was merged into another
 * bill apart.
 */
function exemptionMeant(order: OrderState, { items }: Pick<ReceiptIssued, "items">): Exempt | null {
  const { orders = [] } = order.gathered ?? {};
  const lying = new Set(items.map(({ at }) => at));
  const ordersPaid = orders.filter(({ opened }) => opened !== null && lying.has(opened.id));
  return [order, ...ordersPaid].map(exemptionOf).find((exempt) => exempt !== null) ?? null;
}

function totalAs(
  receipt: Omit<ReceiptIssued, "exempt"> & { readonly exempt: Exempt | null | undefined },
  named: ReadonlyArray<NamedLine>,
  rules: TaxRules,
): MinorUnits {
  const { exempt, ...paper } = receipt;
  const taxes = borneOn(named, exempt ? { ...paper, exempt } : paper);
  const lines = withChargeItems(paper).items.map(({ line, net }): TaxableLine => ({
    amount: net,
    taxes: taxes.get(line) ?? [],
  }));
  return taxBill({ lines, ...rules }).total;
}

function isAllBack({ refunds, receipts }: OrderState, body: ReceiptState["body"]): boolean {
  const { id } = receipts.find((receipt) => receipt.body === body) ?? {};
  const back = id === undefined ? [] : refundsOf(refunds, id);
  return back.length > 0 && body.total + sumMinor(back, (it) => it.body.total) === 0;
}
