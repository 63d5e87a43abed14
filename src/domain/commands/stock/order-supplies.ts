/** Decides about purchase orders: that goods are ordered, that they came, that the rest is waited for no longer. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { HOW_MAX, type PurchaseLine, PURCHASE_LINES_MAX } from "../../events/purchase-events.ts";
import { type StockReceived } from "../../events/stock-events.ts";
import { purchasesKey } from "../../folds/purchase-fold.ts";
import { STOCK_MAX, stockQuantity } from "../../goods/stock-quantity.ts";
import { type BusinessDay, type EventId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { zeroMinor } from "../../money/amounts.ts";
import { openOf, type Resolvable } from "../../state/attention.ts";
import { type Came, type PurchaseState } from "../../state/purchase-state.ts";
import {
  type DeliveriesApart,
  deliveriesApart,
  lastDeliveries,
  voicesApart,
} from "../../stock/deliveries-apart.ts";
import { lastPrice, priceOf } from "../../stock/prices.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";
import { decideResolveAttention } from "../money/resolve-attention.ts";
import { type Refusal } from "../refusal.ts";
import { requireKept } from "./move-stock.ts";

export interface OrderedGoods {
  readonly sku: string;
  /** In millionths of its unit. */
  readonly quantity: number;
  /** As it was typed. */
  readonly how: string;
}

export interface PurchaseWish {
  readonly supplier: string;
  /** Null where nobody knows. */
  readonly expected: BusinessDay | null;
  readonly note: string;
  readonly lines: ReadonlyArray<OrderedGoods>;
}

/** The first event of the decision is the order. An article that is named twice is added up. */
export function decideOrderSupplies(context: DecisionContext, wish: PurchaseWish): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const { expected } = wish;
  const [supplier, note] = [wish.supplier.trim(), wish.note.trim()];
  for (const [what, text] of Object.entries({ supplier, note })) {
    const fits = requireShortText(what, text);
    if (!fits.ok) return fits;
  }
  const lines = linesOf(context, wish.lines);
  if (!lines.ok) return lines;
  const { view, series, till, idAt } = context;
  const number = `P${series}${view.sum(purchasesKey(till)) + 1}`;
  const streams: Draft["streams"] = [toStreamId("purchase", idAt(0))];
  const body = { number, supplier, expected, note, lines: [...lines.value] };
  return ok([{ kind: "purchase/ordered", streams, body }]);
}

function linesOf(
  context: DecisionContext,
  goods: ReadonlyArray<OrderedGoods>,
): Result<ReadonlyArray<PurchaseLine>, Refusal> {
  const bySku = new Map<string, PurchaseLine>();
  for (const { sku, quantity: wanted, how } of goods) {
    const kept = requireKept(context, sku);
    if (!kept.ok) return kept;
    const before = bySku.get(sku);
    const sum = wanted + (before?.quantity ?? 0);
    const typed = before === undefined ? how : `${before.how} + ${how}`;
    if (!isQuantity(wanted) || sum > STOCK_MAX || typed.length > HOW_MAX) {
      return err({ type: "stock/quantity", name: kept.value });
    }
    const price = lastPrice(context.view.state("stock", sku));
    const cost = price === undefined ? null : priceOf(price, sum);
    bySku.set(sku, { sku, quantity: stockQuantity(sum), how: typed, cost });
  }
  if (bySku.size === 0) return err({ type: "purchase/no-goods" });
  if (bySku.size > PURCHASE_LINES_MAX) {
    return err({ type: "purchase/many", most: PURCHASE_LINES_MAX });
  }
  return ok([...bySku.values()]);
}

function isQuantity(quantity: number): boolean {
  return Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= STOCK_MAX;
}

export interface CameGoods extends Partial<
  Pick<StockReceived, "cost" | "batch" | "expires" | "supplier" | "note" | "place">
> {
  readonly sku: string;
  /** In millionths of its unit. */
  readonly quantity: number;
}

export interface DeliveryWish {
  /** The purchase order that it came for; null for none. */
  readonly order: EventId | null;
  /** Each article that came, as often as it is named. */
  readonly lines: ReadonlyArray<CameGoods>;
  /** Whether what has not come of the order is waited for no longer. */
  readonly closes?: boolean;
}

/** Books all of a delivery or nothing of it. More than was ordered, and other goods, are booked like the rest. */
export function decideDelivery(context: DecisionContext, wish: DeliveryWish): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const order = wish.order === null ? undefined : requireOpenOrder(context, wish.order);
  if (order?.ok === false) return order;
  const drafts: Draft[] = [];
  for (const line of wish.lines) {
    const came = decideReceive(context, line, wish.order);
    if (!came.ok) return came;
    drafts.push(...came.value);
  }
  if (drafts.length === 0) return err({ type: "purchase/no-goods" });
  if (drafts.length > PURCHASE_LINES_MAX) {
    return err({ type: "purchase/many", most: PURCHASE_LINES_MAX });
  }
  if (wish.closes === true && order !== undefined && wish.order !== null) {
    drafts.push(closing(wish.order, order.value, ""));
  }
  return ok(drafts);
}

/** Decides that so much of an article came, for an order where one is named. Who may is for the caller to say. */
function decideReceive(context: DecisionContext, came: CameGoods, order: EventId | null): Decision {
  const { sku, cost = null, batch = "", expires = null } = came;
  const kept = requireKept(context, sku);
  if (!kept.ok) return kept;
  if (!isQuantity(came.quantity)) return err({ type: "stock/quantity", name: kept.value });
  const ordered = order === null ? null : context.view.state("purchase", order).ordered;
  const { supplier = ordered?.body.supplier ?? "", note = "", place = "" } = came;
  for (const [what, text] of Object.entries({ supplier, note, batch, place })) {
    const fits = requireShortText(what, text);
    if (!fits.ok) return fits;
  }
  const streams: Draft["streams"] = [
    toStreamId("stock", sku),
    ...(order === null ? [] : [toStreamId("purchase", order)]),
  ];
  const quantity = stockQuantity(came.quantity);
  const body = { quantity, place, supplier, note, cost, batch, expires };
  if (order === null) return ok([{ kind: "stock/received", streams, body }]);
  const knew = [...lastDeliveries(context.view.state("purchase", order), context.till)];
  return ok([{ kind: "stock/received", streams, body: { ...body, order, knew } }]);
}

export interface CloseWish {
  readonly order: EventId;
  readonly reason: string;
}

/** Refused for an order of which nothing is awaited any more. */
export function decideCloseOrder(context: DecisionContext, wish: CloseWish): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const order = requireOpenOrder(context, wish.order);
  if (!order.ok) return order;
  const reason = wish.reason.trim();
  const fits = requireShortText("reason", reason);
  if (!fits.ok) return fits;
  return ok([closing(wish.order, order.value, reason)]);
}

function closing(order: EventId, state: PurchaseState, reason: string): Draft {
  const number = state.ordered?.body.number ?? order;
  const streams: Draft["streams"] = [toStreamId("purchase", order)];
  return { kind: "purchase/closed", streams, body: { number, reason } };
}

/** More may come than was ordered, so that only a person's word closes an order to what is delivered. */
function requireOpenOrder(
  { view }: Pick<DecisionContext, "view">,
  order: EventId,
): Result<PurchaseState, Refusal> {
  const state = view.state("purchase", order);
  const number = state.ordered?.body.number ?? order;
  if (state.ordered === null) return err({ type: "purchase/unknown", number });
  return state.closed.length > 0 ? err({ type: "purchase/closed", number }) : ok(state);
}

/** An order that tills booked as come apart: all of it came, or what they booked is one delivery. */
export interface CameApart extends Resolvable<"purchase/came-apart"> {
  readonly subject: EventId;
  readonly number: string;
  readonly articles: ReadonlyArray<DeliveriesApart>;
}

/** Returns the open question of an order; undefined for none. */
export function cameApart(view: LedgerView, order: EventId): CameApart | undefined {
  const state = view.state("purchase", order);
  const articles = deliveriesApart(state);
  if (articles.length === 0) return undefined;
  const number = state.ordered?.body.number ?? "";
  const type = "purchase/came-apart";
  const fact = { type, subject: order, amount: zeroMinor, voices: voicesApart(articles) } as const;
  return openOf([{ ...fact, number, articles }], state.resolved)[0];
}

/** Takes off the stock what is another delivery's double. What this till has not heard of asks again. */
export function decideCameOnce(context: DecisionContext, order: EventId): Decision {
  const allowed = requirePermission(context, "stock");
  if (!allowed.ok) return allowed;
  const open = cameApart(context.view, order);
  if (open === undefined) return err({ type: "attention/none" });
  const doubles = open.articles.flatMap((article) => article.doubles);
  return ok(doubles.slice(0, PURCHASE_LINES_MAX).map((double) => cameOnce(order, double)));
}

function cameOnce(order: EventId, double: Came): Draft {
  const { id: delivery, hlc, day, sku, quantity, place, cost } = double;
  return {
    kind: "stock/came-once",
    streams: [toStreamId("stock", sku), toStreamId("purchase", order)],
    body: { order, delivery, hlc, day, quantity: stockQuantity(quantity), place, cost },
  };
}

/** All that was booked came: the stock stays. */
export function decideCameTwice(context: DecisionContext, order: EventId, note: string): Decision {
  const { resolved } = context.view.state("purchase", order);
  const stream = toStreamId("purchase", order);
  const item = cameApart(context.view, order);
  return decideResolveAttention(context, { stream, item, resolved, note });
}
