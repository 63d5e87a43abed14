/**
 * The deals of an order, worked out by each act of a person on it and written with it. They are not computed by each
 * reader: so two tills that hear of each other's goods show the same sum, and a merge makes no deal. Source: COUNTER 11.
 */

import { orderBalance } from "../balance/order-balance.ts";
import { offOfPieces, orderDeals } from "../balance/order-deals.ts";
import { discountsOf } from "../balance/order-discount.ts";
import { ok } from "../base/result.ts";
import { type Draft } from "../events/kinds.ts";
import { DEALS_MAX } from "../events/promoted-events.ts";
import { billStreams } from "../folds/order-fold.ts";
import { discountLine } from "../goods/pricing.ts";
import { type EventId, type Origin, type StreamId, streamName, streamType } from "../identity.ts";
import { minor, zeroMinor } from "../money/amounts.ts";
import { pricingRule } from "../money/pricing-rule.ts";
import { billOf, billOrder, gatherOrder } from "../order/gathered-order.ts";
import { groupOfOrder } from "../people/customer-group.ts";
import { promotionBook } from "../prices/promotion-book.ts";
import { basketDeals } from "../promotions/basket-deals.ts";
import { type BasketLine } from "../promotions/basket.ts";
import { withIds } from "../promotions/held-deals.ts";
import { isForGroup } from "../promotions/promotion.ts";
import { type LineState, type OrderState } from "../state/order-state.ts";
import { type Decision, type DecisionContext } from "./decision.ts";
import { foldDrafts, shiftContext, viewAfter } from "./drafted-order.ts";

type Looking = Pick<DecisionContext, "view" | "day">;

/** Returns the event of the deals that the order has now, where it would say something else than before; `id` is its own. */
export function promotedAnew(
  { view }: Looking,
  order: OrderState,
  id: EventId,
): ReadonlyArray<Draft> {
  if (order.opened === null || !mayBePromoted(order)) return [];
  const held = orderDeals(order);
  const lines = basketLines(order, held.freeByLine);
  const before = held.deals.filter((deal) => !held.frozen.has(deal.id));
  if (lines.length === 0 && before.length === 0) return [];
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
  if (now.size === before.length && before.every((deal) => now.has(deal.id))) return [];
  const named = new Set([
    ...lines.map(({ line }) => line),
    ...before.flatMap(({ pieces }) => pieces.map(([line]) => line)),
  ]);
  const body = {
    lines: [...named],
    deals: deals.map(({ id: deal, promotion, name, pieces }) => ({
      id: deal,
      promotion,
      name,
      pieces: pieces.map(([line, pieceCount, off]) => ({ line, count: pieceCount, off })),
    })),
  };
  return [{ kind: "order/promoted", streams: [...billStreams(order)], body }];
}

/** Whether a line was offered anything, or an act has written deals. Most orders need no look further. */
function mayBePromoted({ linesById, promoted }: OrderState): boolean {
  if (promoted !== undefined) return true;
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
    const by = added.by === "weight" ? "weight" : "each";
    const { gross } = balance;
    const pieces = by === "weight" ? free : free * PIECE;
    return [
      {
        line: id,
        sku,
        category,
        by,
        count: free,
        price: by === "weight" ? gross : unitPrice,
        taxes,
        offers,
        off: minor(offOfPieces(personsOff(balance), { pieces, of: quantity })),
      },
    ];
  });
}

const PIECE = 1000;

/** Returns what a person's discount would take off the line if none of it were in a deal. */
function personsOff({
  line,
  gross,
  discount,
}: ReturnType<typeof orderBalance>["lines"][number]): number {
  if (discount === null) return zeroMinor;
  const { half } = pricingRule(line.added?.rule ?? 1);
  return gross - discountLine(gross, discountsOf(discount), half).net;
}

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
    (draft) => draft.kind === "order/line-added" && draft.body.offers !== undefined,
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
