/**
 * The deals of an order, worked out by each act of a person on it and written with it. They are not computed by each
 * reader: so two tills that hear of each other's goods show the same sum, and a merge makes no deal. Source:
 * docs/rules/promotions.md, P11.
 */

import { ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import {
  couponsOfLine,
  couponsOn,
  type LineCoupon,
  offOfPieces,
  orderDeals,
} from "../../balance/order-deals.ts";
import { personsOff } from "../../balance/order-discount.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { DEALS_MAX } from "../../events/promoted-events.ts";
import { billStreams } from "../../folds/order-fold.ts";
import {
  type EventId,
  type Origin,
  type StreamId,
  streamName,
  streamType,
} from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { weightOfOne } from "../../lines/line-measure.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { billOf, billOrder, gatherOrder } from "../../order/gathered-order.ts";
import { groupOfOrder } from "../../people/customer-group.ts";
import { promotionBook } from "../../prices/promotion-book.ts";
import { basketDeals } from "../../promotions/basket-deals.ts";
import { type BasketLine } from "../../promotions/basket.ts";
import { type CouponLine, takenCoupons } from "../../promotions/coupons.ts";
import { withIds, type WrittenCoupon } from "../../promotions/held-deals.ts";
import { type CouponOff, isForGroup, type Promotion } from "../../promotions/promotion.ts";
import { type LineState, type OrderState, type PromotedState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { pointsCoupon, pointsOnBill } from "../money/spend-points.ts";
import { foldDrafts, shiftContext, viewAfter } from "./drafted-order.ts";
import { couponsOnBill } from "./take-coupon.ts";

type Looking = Pick<DecisionContext, "view" | "day">;

/**
 * Returns the event of the deals that the order has now, where it would say something else than before; `id` is its
 * own.
 */
export function promotedAnew(
  { view }: Looking,
  order: OrderState,
  id: EventId,
): ReadonlyArray<Draft> {
  if (order.opened === null || !mayBePromoted(order)) return [];
  const held = orderDeals(order);
  const lines = basketLines(order, held.freeByLine);
  const before = held.deals.filter((deal) => !held.frozen.has(deal.id));
  const couponed = couponsOnBill(order).length > 0 || hasPoints(order) || hasCoupons(order);
  if (lines.length === 0 && before.length === 0 && !couponed) return [];
  const group = groupOfOrder(view, order);
  const offered = new Set(lines.flatMap(({ offers }) => offers));
  const promotions = [...promotionBook(view).byWrite.values()].filter(
    ({ write, conditions }) => offered.has(write) && isForGroup(conditions, group),
  );
  let count = 0;
  const deals = withIds(basketDeals({ lines, promotions }).slice(0, DEALS_MAX), before, () => {
    count += 1;
    return `${id}/${count}`;
  });
  const now = new Set(deals.map((deal) => deal.id));
  const kept = couponed ? keptCoupons(view, order) : NOTHING_KEPT;
  const named = new Set([
    ...lines.map(({ line }) => line),
    ...before.flatMap(({ pieces }) => pieces.map(([line]) => line)),
    ...(couponed ? openLines(order) : []),
    ...linesToPay(order, kept),
  ]);
  if (named.size === 0) return [];
  const written = { id, hlc: 0, lines: [...named], deals };
  const coupons = couponed
    ? couponsAnew(view, withWritten(order, written), { group, named, kept })
    : [];
  const isSameDeals = now.size === before.length && before.every((deal) => now.has(deal.id));
  if (isSameDeals && isSameCoupons(order, [...named], coupons)) return [];
  const body = {
    lines: [...named],
    ...(coupons.length === 0 ? {} : { coupons: coupons.map(couponBody) }),
    deals: deals.map(({ id: deal, promotion, name, pieces }) => ({
      id: deal,
      promotion,
      name,
      pieces: pieces.map(([line, pieceCount, off]) => ({ line, count: pieceCount, off })),
    })),
  };
  return [{ kind: "order/promoted", streams: [...billStreams(order)], body }];
}

/** Returns the order as if an act had written so much of its promotions. */
function withWritten(order: OrderState, written: PromotedState): OrderState {
  return { ...order, promoted: [...(order.promoted ?? []), written] };
}

function hasPoints(order: OrderState): boolean {
  return ordersOnBill(order).some(({ pointed }) => pointed !== undefined);
}

function hasCoupons({ promoted = [] }: OrderState): boolean {
  return promoted.some(({ coupons = [] }) => coupons.length > 0);
}

/** Returns the lines of which no receipt covers anything and that lie on one bill: coupons are worked out on these. */
function openLines(order: OrderState): ReadonlyArray<EventId> {
  return orderBalance(order).lines.flatMap(({ id, voided, kind, share }) => {
    const isOpen = paidItemsOf(order, id).length === 0 && isAllHere(order, id);
    const bears = !voided && kind.isSale && kind.bearsDiscount && share === undefined;
    return bears && isOpen ? [id] : [];
  });
}

/** By line, what coupons go on taking off it; the lines that are worked out anew are not among them. */
type KeptCoupons = ReadonlyMap<EventId, ReadonlyArray<LineCoupon>>;

const NOTHING_KEPT: KeptCoupons = new Map();

/**
 * Returns what coupons took off lines of which a receipt has a share, or another bill. What was granted is granted,
 * and the rest of the line keeps its part of a coupon; its part of points only while they are there to be spent.
 */
function keptCoupons(view: LedgerView, order: OrderState): KeptCoupons {
  const { couponsByWrite } = promotionBook(view);
  const points = pointsOnBill(view, order)?.id;
  const open = new Set(openLines(order));
  return new Map(
    orderBalance(order).lines.flatMap(({ id, voided }) => {
      if (open.has(id)) return [];
      const granted = couponsOn(order, paidItemsOf(order, id));
      const isSpent = isAllHere(order, id);
      const goesOn = couponsOfLine(order, id).filter(
        ({ promotion }) => couponsByWrite.has(promotion) || (isSpent && promotion === points),
      );
      const others = granted.filter(({ promotion }) =>
        goesOn.every((one) => one.promotion !== promotion),
      );
      const own = voided ? granted : [...goesOn, ...others];
      return own.length === 0 && couponsOfLine(order, id).length === 0 ? [] : [[id, own] as const];
    }),
  );
}

/** Returns those of the lines of which something is still to pay on this bill. */
function linesToPay(order: OrderState, kept: KeptCoupons): ReadonlyArray<EventId> {
  return orderBalance(order).lines.flatMap(({ id, voided, remaining }) =>
    !voided && remaining !== 0 && kept.has(id) ? [id] : [],
  );
}

/**
 * Returns what the coupons of the bill take off its open lines, which have none in `order`, and what goes on being
 * taken off the others. Those count for the minimum, and what they had of an amount is granted.
 */
function couponsAnew(
  view: LedgerView,
  order: OrderState,
  {
    group,
    named,
    kept,
  }: {
    readonly group: string;
    readonly named: ReadonlySet<EventId>;
    readonly kept: KeptCoupons;
  },
): ReadonlyArray<WrittenCoupon> {
  const { couponsByWrite } = promotionBook(view);
  const open = new Set(openLines(order));
  const lines = orderBalance(order).lines.flatMap((balance): ReadonlyArray<CouponLine> => {
    const { id, line, voided, kind, gross, live, taxes } = balance;
    if (voided || !kind.isSale || !kind.bearsDiscount) return [];
    const cost = open.has(id) && named.has(id) ? live : zeroMinor;
    const { sku = "", category, combo } = line.added ?? {};
    return [{ line: id, sku, category, combo, list: gross, cost, taxes }];
  });
  const points = pointsOnBill(view, order);
  const held = [
    ...couponsOnBill(order)
      .flatMap((write) => couponsByWrite.get(write) ?? [])
      .filter(({ conditions }) => isForGroup(conditions, group)),
    ...(points === undefined ? [] : [pointsCoupon(points)]),
  ];
  const granted = [...kept.values()].flat();
  const coupons = held.flatMap((coupon) =>
    lessGranted(
      coupon,
      sumMinor(granted, ({ promotion, off }) => (promotion === coupon.write ? off : 0)),
    ),
  );
  const anew = takenCoupons(lines, coupons).map(({ promotion, offs }) => ({
    promotion,
    name: held.find(({ write }) => write === promotion)?.name ?? "",
    offs,
  }));
  return withKept(anew, kept, named);
}

/** Adds what goes on being taken off the lines that are named. */
function withKept(
  coupons: ReadonlyArray<WrittenCoupon>,
  kept: KeptCoupons,
  named: ReadonlySet<EventId>,
): ReadonlyArray<WrittenCoupon> {
  const goesOn = [...kept].flatMap(([line, own]) =>
    own.flatMap(({ promotion, name, off }): ReadonlyArray<WrittenCoupon> =>
      named.has(line) ? [{ promotion, name, offs: [[line, off]] }] : [],
    ),
  );
  const byWrite = Map.groupBy([...coupons, ...goesOn], ({ promotion }) => promotion);
  return [...byWrite].map(([promotion, all]) => ({
    promotion,
    name: all[0]?.name ?? "",
    offs: all.flatMap(({ offs }) => offs),
  }));
}

/** Returns the coupon with what is left of its amount; none where all of it was granted. */
function lessGranted(
  coupon: Promotion<CouponOff>,
  gone: MinorUnits,
): ReadonlyArray<Promotion<CouponOff>> {
  const { off } = coupon.terms;
  if (off.type === "rate" || gone === 0) return [coupon];
  if (gone >= off.amount) return [];
  const amount = subtractMinor(off.amount, gone);
  return [{ ...coupon, terms: { ...coupon.terms, off: { type: "amount", amount } } }];
}

function isSameCoupons(
  order: OrderState,
  lines: ReadonlyArray<EventId>,
  coupons: ReadonlyArray<WrittenCoupon>,
): boolean {
  return lines.every((line) => {
    const before = couponsOfLine(order, line).map(({ promotion, off }) => [promotion, off]);
    const now = coupons.flatMap(({ promotion, offs }) =>
      offs.flatMap(([id, off]) => (id === line ? [[promotion, off]] : [])),
    );
    return JSON.stringify(before) === JSON.stringify(now);
  });
}

function couponBody({ promotion, name, offs }: WrittenCoupon) {
  return { promotion, name, offs: offs.map(([line, off]) => ({ line, off })) };
}

/**
 * Whether a line was offered anything, a coupon was shown, or an act has written deals. Most orders need no look
 * further.
 */
function mayBePromoted(order: OrderState): boolean {
  const { linesById, promoted } = order;
  if (promoted !== undefined || couponsOnBill(order).length > 0 || hasPoints(order)) return true;
  return Object.values<LineState>(linesById).some(({ added }) => added?.offers !== undefined);
}

/** Returns the pieces that no receipt covers and no frozen deal holds, of lines that were offered something. */
function basketLines(
  order: OrderState,
  freeByLine: ReadonlyMap<EventId, number>,
): ReadonlyArray<BasketLine> {
  return orderBalance(order).lines.flatMap((balance): ReadonlyArray<BasketLine> => {
    const { id, line, voided, quantity, unitPrice, taxes, kind, share } = balance;
    const { added } = line;
    const free = freeByLine.get(id) ?? 0;
    const isWhole = share === undefined && isAllHere(order, id);
    if (added?.offers === undefined || voided || free <= 0 || !kind.isSale || !isWhole) return [];
    const { sku, category = "", offers } = added;
    const isWeighed = weightOfOne(added) !== undefined;
    const { gross } = balance;
    // What is weighed is free as a whole.
    const pieces = isWeighed ? quantity : free * PIECE;
    return [
      {
        line: id,
        sku,
        category,
        by: isWeighed ? "weight" : "each",
        count: free,
        price: isWeighed ? gross : unitPrice,
        taxes,
        offers,
        off: minor(offOfPieces(personsOff(balance), { pieces, of: quantity })),
      },
    ];
  });
}

const PIECE = 1000;

/** Deals are of lines that lie on one bill as a whole. */
function isAllHere({ gathered }: OrderState, line: EventId): boolean {
  const where = gathered?.linesById[line];
  return where === undefined || where.places.every(({ order }) => where.orders.includes(order));
}

/** The events by which what is free, what it costs, or whom it is for changes. */
const OCCASIONS: ReadonlySet<Draft["kind"]> = new Set([
  "order/line-added",
  "order/line-changed",
  "order/line-voided",
  "order/line-discounted",
  "order/changed",
  "order/line-placed",
  "order/merged",
  "order/couponed",
  "order/pointed",
  "payment/captured",
]);

/** Adds to a decision the deals of its bills. */
export function withPromotions(context: DecisionContext, decision: Decision): Decision {
  if (!decision.ok) return decision;
  const drafts = decision.value;
  const isOver = drafts.some(({ kind }) => kind === "receipt/issued" || kind === "order/promoted");
  const ids = new Set(
    drafts
      .filter(({ kind }) => OCCASIONS.has(kind))
      .flatMap(({ streams }) => streams.flatMap(orderOf)),
  );
  if (isOver || ids.size === 0) return decision;
  const isNew = drafts.some(
    (draft) =>
      draft.kind === "order/couponed" ||
      draft.kind === "order/pointed" ||
      (draft.kind === "order/line-added" && draft.body.offers !== undefined),
  );
  if (!isNew && [...ids].every((id) => !mayBePromoted(billOf(context.view, id)))) return decision;
  const view = viewAfter(context, drafts);
  const own: Draft[] = [];
  for (const id of new Set([...ids].map((one) => billOrder(view, one)))) {
    own.push(
      ...promotedAnew(
        { ...context, view },
        gatherOrder(view, id),
        context.idAt(drafts.length + own.length),
      ),
    );
  }
  return own.length === 0 ? decision : ok([...drafts, ...own]);
}

function orderOf(stream: StreamId): ReadonlyArray<EventId> {
  return streamType(stream) === "order" ? [streamName(stream) as EventId] : [];
}

/** The decision, on the bill with the deals that it has now. */
export function onPromotedOrder(
  context: DecisionContext,
  order: OrderState,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): Decision {
  const drafts = promotedAnew(context, order, context.idAt(0));
  if (drafts.length === 0) return decide(context, order);
  const after = foldDrafts(context, order, drafts);
  const decided = decide(shiftContext(context, drafts.length), after);
  return decided.ok ? ok([...drafts, ...decided.value]) : decided;
}

/** Stands for the id of an event that nobody writes. */
export const AHEAD = "ahead.0" as EventId;

/** The bill as it would be by whoever printed it, or took money for it, now. */
export function promotedNow(looking: Looking, order: OrderState): OrderState {
  const drafts = promotedAnew(looking, order, AHEAD);
  const nobody = { ...looking, till: "" as Origin, staff: { number: "" }, idAt: () => AHEAD };
  return drafts.length === 0 ? order : foldDrafts(nobody, order, drafts);
}
