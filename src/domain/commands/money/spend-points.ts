/**
 * A customer spends points on an order. They take something off it as a coupon does, and are the till's to spend by
 * right: what they rest on is written with the receipt. Source: docs/rules/vouchers.md, G10.
 */

import { ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { couponsOfLine, couponsOn } from "../../balance/order-deals.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { earnedBy } from "../../balance/receipt-points.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type ReceiptIssued, type ReceiptItem } from "../../events/order-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { minor, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { toCustomer } from "../../people/customers.ts";
import { type CouponOff, type Promotion } from "../../promotions/promotion.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState, type PointedState, openedId } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { pointsPurse } from "../../vouchers/points-rights.ts";
import { debitBeyond, purseStanding, unsaidGifts } from "../../vouchers/purse-rights.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { richestTill } from "./richest-till.ts";

export interface SpentPoints {
  /** Undefined for as many as the order comes to, or all that the customer has where those are fewer. */
  readonly points?: number | undefined;
  /** Whether the order is to have none any more. */
  readonly isOff?: boolean | undefined;
  /** What papers call points, in the shop's language. */
  readonly name: string;
}

/** Puts points of the order's customer on it, in place of those that it had. */
export function decidePoints(
  context: DecisionContext,
  order: OrderState,
  { points, isOff = false, name }: SpentPoints,
): Decision {
  const open = requireOpen(context, order);
  if (!open.ok) return open;
  if (isOff) return pointsOff(order);
  const { view } = context;
  const worth = readSetting(view, "points-worth");
  if (worth === 0) return err({ type: "points/off" });
  const customer = knownCustomer(view, order);
  if (customer === undefined) return err({ type: "points/nobody" });
  const due = orderBalance(order).due + openOff(order);
  const level = levelOf(view, customer);
  const wanted = points ?? Math.min(Math.max(0, level), Math.ceil(due / worth));
  if (points !== undefined && points <= 0) return err({ type: "points/invalid", points });
  if (wanted === 0) {
    return level > 0
      ? err({ type: "points/invalid", points: 0 })
      : err({ type: "points/too-few", left: 0, wanted: 1 });
  }
  const right = rightTo(context, customer, wanted);
  if (!right.ok) return right;
  const body = { customer, points: wanted, worth: minor(worth), name };
  return ok([pointed(order, body)]);
}

/** Decides that an order has the points that it had before. */
export function decidePointsBack(
  context: DecisionContext,
  order: OrderState,
  before: Omit<PointedState, "id"> | undefined,
): Decision {
  const open = requireOpen(context, order);
  if (!open.ok) return open;
  if (before === undefined) return pointsOff(order);
  const { customer, points, worth, name } = before;
  return ok([pointed(order, { customer, points, worth, name })]);
}

function requireOpen(context: DecisionContext, order: OrderState): Result<undefined, Refusal> {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  return orderBalance(order).status === "paid" ? err({ type: "order/paid" }) : ok(undefined);
}

function pointsOff(order: OrderState): Decision {
  const having = ordersOnBill(order).flatMap((one) =>
    one.pointed === undefined ? [] : [{ one, had: one.pointed }],
  );
  if (having.length === 0) return err({ type: "points/not-there" });
  return ok(
    having.map(({ one, had: { customer, worth, name } }) =>
      pointed(one, { customer, points: 0, worth, name }),
    ),
  );
}

function pointed(order: OrderState, body: Omit<PointedState, "id">): Draft {
  return { kind: "order/pointed", streams: [orderStream(openedId(order))], body };
}

/** Returns the points on a bill; undefined for none, and while the bill is for somebody else than them. */
export function pointsOnBill(
  view: Pick<LedgerView, "state">,
  order: OrderState,
): PointedState | undefined {
  const having = ordersOnBill(order).flatMap(({ pointed: own }) => own ?? []);
  if (having.length === 0) return undefined;
  const customer = knownCustomer(view, order);
  return having.find((one) => one.customer === customer);
}

/** Returns the customer of an order; undefined for nobody, and for one who is erased. */
function knownCustomer(view: Pick<LedgerView, "state">, order: OrderState): string | undefined {
  const id = registerValue(order.fields.customer) ?? "";
  return id !== "" && typeof toCustomer(id, view.state("customer", id)) === "object"
    ? id
    : undefined;
}

/** Returns points as the coupon that they are on the bill. */
export function pointsCoupon({ id, points, worth, name }: PointedState): Promotion<CouponOff> {
  const off = { type: "amount", amount: minor(points * worth) } as const;
  return {
    write: id,
    id,
    name,
    terms: { type: "coupon", off, minimum: zeroMinor, code: "" },
    conditions: { days: [], hours: [], areas: [], groups: [] },
  };
}

/** Refuses a payment for which the till may not spend the points that are on the bill. */
export function requirePoints(
  context: DecisionContext,
  order: OrderState,
): Result<undefined, Refusal> {
  const own = pointsOnBill(context.view, order);
  if (own === undefined) return ok(undefined);
  const wanted = pointsFor(own, grantedOff(order, own.id), openOff(order));
  if (wanted === 0) return ok(undefined);
  const right = rightTo(context, own.customer, wanted);
  return right.ok ? ok(undefined) : right;
}

/** Returns what a receipt says of its customer's points, and the event that spends some. */
export function receiptPoints(
  context: DecisionContext,
  order: OrderState,
  { receipt, body }: { readonly receipt: EventId; readonly body: Omit<ReceiptIssued, "points"> },
): Pick<ReceiptIssued, "points"> & { readonly drafts: ReadonlyArray<Draft> } {
  const { view, till } = context;
  const customer = body.to?.customer;
  if (customer === undefined) return { drafts: [] };
  const per = readSetting(view, "points");
  const own = pointsOnBill(view, order);
  const points =
    own === undefined
      ? 0
      : pointsFor(own, grantedOff(order, own.id), offIn(body.items, new Set([own.id])));
  if (per === 0 && points === 0) return { drafts: [] };
  const earning = per === 0 ? {} : { per: minor(per) };
  const earned = earnedBy({ items: body.items, points: { ...earning, left: 0 } });
  const left = levelOf(view, customer) + earned - points;
  if (own === undefined || points === 0) return { points: { ...earning, left }, drafts: [] };
  const purse = pointsPurse(view, customer);
  const found = debitBeyond(purseStanding(purse, context.storedTo), {
    till,
    wanted: points,
    limit: limitNow(context),
  });
  // A terminal that has taken the money for the rest asks nobody any more.
  const beyond = found.ok ? found.value : found.fault.lacks;
  const after = [...unsaidGifts(purse, till)];
  const streams = [toStreamId("points", customer)];
  return {
    points: { ...earning, spent: { by: own.id, points }, left },
    drafts: [{ kind: "points/spent", streams, body: { receipt, points, after, beyond } }],
  };
}

/** Returns the points that so much more costs: each takes its worth off, the last one what is left of it. */
function pointsFor({ worth }: PointedState, before: number, more: number): number {
  return Math.ceil((before + more) / worth) - Math.ceil(before / worth);
}

/** Returns what points took off the receipts of the bill. */
function grantedOff(order: OrderState, id: EventId): number {
  const items = orderBalance(order).lines.flatMap((line) => paidItemsOf(order, line.id));
  return sumMinor(couponsOn(order, items), (one) => (one.promotion === id ? one.off : 0));
}

/** Returns what points take off goods that no receipt covers. */
function openOff(order: OrderState): number {
  const ids = new Set(ordersOnBill(order).flatMap(({ pointed: own }) => own?.id ?? []));
  if (ids.size === 0) return 0;
  return sumMinor(orderBalance(order).lines, ({ id, voided }) => {
    const items = paidItemsOf(order, id);
    const granted = offIn(items, ids);
    const all = voided ? granted : offIn([{ coupons: couponsOfLine(order, id) }], ids);
    return Math.max(0, all - granted);
  });
}

type Off = NonNullable<ReceiptItem["coupons"]>[number];

function offIn(
  items: ReadonlyArray<{ readonly coupons?: ReadonlyArray<Off> }>,
  ids: ReadonlySet<EventId>,
): number {
  return sumMinor(
    items.flatMap(({ coupons = [] }) => coupons),
    ({ promotion, off }) => (ids.has(promotion) ? off : 0),
  );
}

function levelOf(view: LedgerView, customer: string): number {
  return purseStanding(pointsPurse(view, customer)).level;
}

function limitNow({ view, isApart }: Pick<DecisionContext, "view" | "isApart">): number {
  return isApart?.() === true ? readSetting(view, "points-limit") : 0;
}

/** Refuses what the customer has not, or what the till may not spend now. */
function rightTo(
  context: DecisionContext,
  customer: string,
  wanted: number,
): Result<undefined, Refusal> {
  const { view, till, storedTo } = context;
  const standing = purseStanding(pointsPurse(view, customer), storedTo);
  if (wanted > standing.level) {
    return err({ type: "points/too-few", left: Math.max(0, standing.level), wanted });
  }
  const found = debitBeyond(standing, { till, wanted, limit: limitNow(context) });
  if (found.ok) return ok(undefined);
  const { here, richest } = found.fault;
  const other =
    richest === undefined ? undefined : { ...richestTill(context, richest), has: richest.balance };
  return err({ type: "points/none-here", customer, here, other });
}
