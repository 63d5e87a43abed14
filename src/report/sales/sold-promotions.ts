/** What promotions and coupons took off the goods of a paper, by the names that they had when it was issued. */

import { couponsOn } from "../../domain/balance/order-deals.ts";
import { refundsOf } from "../../domain/balance/paid-items.ts";
import { type ReceiptItem, type RefundItem } from "../../domain/events/order-events.ts";
import { type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { allocate } from "../../domain/money/allocate.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor } from "../../domain/money/amounts.ts";
import { divideRounded, productOf } from "../../domain/money/rounding.ts";
import { gatherOrder } from "../../domain/order/gathered-order.ts";
import { refundableItems } from "../../domain/order/refund.ts";
import { type WrittenDeal } from "../../domain/promotions/held-deals.ts";
import {
  type OrderState,
  type ReceiptState,
  type RefundState,
} from "../../domain/state/order-state.ts";

export interface SoldPromotion {
  readonly name: string;
  /** The deals and coupons that a receipt is the first to name; none of a refund. */
  readonly uses: number;
  /** What guests saved by it; below zero on a refund: so much of that went with the goods, or no longer holds. */
  readonly off: MinorUnits;
}

type Part = readonly [name: string, off: MinorUnits];

/** Returns what promotions took off on a receipt of the order; of an order by itself, or of its whole bill. */
export function promotionsOnReceipt(
  view: LedgerView,
  order: EventId,
  receipt: ReceiptState,
): ReadonlyArray<SoldPromotion> {
  const { items } = receipt.body;
  if (items.every(isPlain)) return [];
  const bill = gatherOrder(view, order);
  const offs = items.flatMap((item) => partsOf(bill, item));
  const uses = namesFirstUsed(bill, receipt);
  const names = new Set([...offs.map(([name]) => name), ...uses]);
  return [...names].map((name) => ({
    name,
    uses: uses.filter((used) => used === name).length,
    off: offOf(offs, name),
  }));
}

/** Returns what goods that come back take along of what promotions had taken off them. */
export function promotionsOnRefund(
  view: LedgerView,
  order: EventId,
  refund: RefundState,
): ReadonlyArray<SoldPromotion> {
  const bill = gatherOrder(view, order);
  const receipt = receiptsOf(bill).find(({ id }) => id === refund.body.of);
  if (receipt === undefined || receipt.body.items.every(isPlain)) return [];
  const offs = refund.body.items.flatMap((item) => partsBack({ bill, receipt, refund }, item));
  const names = new Set(offs.map(([name]) => name));
  return [...names].map((name) => ({ name, uses: 0, off: offOf(offs, name) }));
}

function offOf(parts: ReadonlyArray<Part>, name: string): MinorUnits {
  return sumMinor(parts, ([own, off]) => (own === name ? off : 0));
}

function isPlain({ deals = [], coupons = [] }: ReceiptItem): boolean {
  return deals.length === 0 && coupons.length === 0;
}

/** What an item's promotions took off it, one by one. Several deals bear their sum as they were written. */
function partsOf(bill: OrderState, item: ReceiptItem): ReadonlyArray<Part> {
  const coupons = couponsOn(bill, [item]);
  const offByDeals = subtractMinor(
    item.promo ?? minor(0),
    sumMinor(coupons, ({ off }) => off),
  );
  const deals = dealsNamed(bill, item);
  const weights = deals.map(({ pieces }) =>
    sumMinor(pieces, ([line, , off]) => (line === item.line ? off : 0)),
  );
  const isShared = weights.some((weight) => weight > 0);
  const parts = isShared ? allocate(offByDeals, weights) : [offByDeals];
  return [
    ...deals.map(({ name }, at) => [name, parts[at] ?? minor(0)] as const),
    ...coupons.map(({ name, off }) => [name, off] as const),
  ];
}

function dealsNamed(
  { promoted = [] }: OrderState,
  { deals: ids = [] }: ReceiptItem,
): ReadonlyArray<WrittenDeal> {
  const byId = new Map(promoted.flatMap(({ deals }) => deals.map((deal) => [deal.id, deal])));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The name of each deal and coupon that no receipt of the bill before this one names. */
function namesFirstUsed(bill: OrderState, receipt: ReceiptState): ReadonlyArray<string> {
  const all = receiptsOf(bill);
  const place = all.findIndex(({ id }) => id === receipt.id);
  const before = all.slice(0, Math.max(0, place)).flatMap(({ body }) => body.items);
  const dealsBefore = new Set(before.flatMap(({ deals = [] }) => deals));
  const couponsBefore = new Set(
    before.flatMap(({ coupons = [] }) => coupons.map(({ promotion }) => promotion)),
  );
  const { items } = receipt.body;
  const deals = new Map(items.flatMap((item) => dealsNamed(bill, item)).map((it) => [it.id, it]));
  return [
    ...[...deals.values()].filter(({ id }) => !dealsBefore.has(id)),
    ...couponsOn(bill, items).filter(({ promotion }) => !couponsBefore.has(promotion)),
  ].map(({ name }) => name);
}

interface Back {
  readonly bill: OrderState;
  readonly receipt: ReceiptState;
  readonly refund: RefundState;
}

/**
 * Of what promotions took off the item, so much goes as of its pieces come back, cents by how many are back in
 * all; and what the pieces that stay cost more goes too.
 */
function partsBack({ bill, receipt, refund }: Back, item: RefundItem): ReadonlyArray<Part> {
  const sold = receipt.body.items.find(({ line }) => line === item.line);
  if (sold === undefined || isPlain(sold)) return [];
  const parts = partsOf(bill, sold);
  const promo = sumMinor(parts, ([, off]) => off);
  if (promo <= 0) return [];
  const of = refundableItems(bill, receipt).find(({ line }) => line === item.line)?.quantity ?? 0;
  const all = refundsOf(bill.refunds, receipt.id);
  const place = all.findIndex(({ id }) => id === refund.id);
  const before = piecesBack(all.slice(0, Math.max(0, place)), item.line);
  const gone = goneOf(promo, before - item.quantity, of) - goneOf(promo, before, of);
  const off = minor(0 - gone - (item.raised ?? 0));
  const shares = allocate(
    off,
    parts.map(([, own]) => own),
  );
  return parts.map(([name], at) => [name, shares[at] ?? minor(0)] as const);
}

function piecesBack(refunds: ReadonlyArray<RefundState>, line: EventId): number {
  const items = refunds.flatMap(({ body }) => body.items.filter((item) => item.line === line));
  return items.reduce((sum, { quantity }) => sum - quantity, 0);
}

function goneOf(promo: MinorUnits, back: number, of: number): number {
  return of <= 0 ? 0 : divideRounded(productOf(promo, Math.min(back, of)), of, "up");
}

function receiptsOf({ receipts, gathered }: OrderState): ReadonlyArray<ReceiptState> {
  return gathered?.receipts ?? receipts;
}
