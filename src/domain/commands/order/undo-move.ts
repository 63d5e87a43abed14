/**
 * Taking back that lines went to another order, that orders were put on one bill, or that guests went to
 * another table: as long as nobody has paid for it or has a bill of it in hand, and nobody has moved it on.
 */

import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type LinePlace } from "../../events/bill-events.ts";
import { type Draft, type KnownEvent } from "../../events/kinds.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId, type StreamId, streamName, streamType } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { thousandths } from "../../money/amounts.ts";
import { destinationOf } from "../../order/destination.ts";
import { gatherOrder } from "../../order/gathered-order.ts";
import { type OrderState, type Destination, openedId } from "../../state/order-state.ts";
import { openWriteIds, type Register, registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { viewAfter } from "./drafted-order.ts";
import { merged, placedAt, withMoved } from "./move-lines.ts";

/** However much it moved, it is one thing. */
export interface MoveBack {
  readonly type: "move-back";
  readonly lines: ReadonlyArray<LineBefore>;
  readonly merged: ReadonlyArray<MergedBefore>;
  readonly places: ReadonlyArray<DestinationBefore>;
  /** The order that was opened for the move; it ends again, unless more came. */
  readonly opened: EventId | undefined;
  /** All orders that it was about, and how much had been paid or printed of each. */
  readonly orders: ReadonlyArray<Papers>;
}

/** `write`: what is taken back, which has to hold still. */
interface LineBefore {
  readonly line: EventId;
  readonly birth: EventId;
  readonly at: ReadonlyArray<LinePlace>;
  readonly seat: number;
  readonly write: EventId;
}

interface MergedBefore {
  readonly order: EventId;
  readonly into: EventId | null;
  readonly write: EventId;
}

interface DestinationBefore {
  readonly order: EventId;
  readonly place: Destination;
  readonly write: EventId;
}

interface Papers {
  readonly order: EventId;
  readonly paid: number;
  readonly bills: number;
}

/** What was before a move, and the ids of the events that it writes. */
export interface BeforeMove {
  readonly view: OrderStates;
  readonly idAt: DecisionContext["idAt"];
}

/** Whoever knows each order by itself. */
export interface OrderStates {
  readonly state: (type: "order", id: string) => OrderState;
}

/** Returns whether events put whole orders or parts of them elsewhere. */
export function isOfMove(events: ReadonlyArray<KnownEvent>): boolean {
  return events.some(({ kind, body }) => {
    if (kind === "order/line-placed" || kind === "order/merged") return true;
    return kind === "order/changed" && "table" in body.set;
  });
}

/** The opposite of what a decision writes, given what was before it; `idAt` names its events. */
export function moveBackOf(
  { view, idAt }: BeforeMove,
  drafts: ReadonlyArray<Draft | KnownEvent>,
): MoveBack {
  const lines: LineBefore[] = [];
  const mergedBefore: MergedBefore[] = [];
  const places: DestinationBefore[] = [];
  let opened: EventId | undefined;
  const orders = new Set<EventId>();
  for (const [index, { kind, streams, body }] of drafts.entries()) {
    const write = idAt(index);
    const named = streams.filter(isOrder).map((stream) => streamName(stream) as EventId);
    const [home] = named;
    if (home === undefined) continue;
    for (const order of named) orders.add(order);
    const state = view.state("order", home);
    if (kind === "order/opened") opened = write;
    if (kind === "order/line-placed")
      lines.push(lineBefore(state, { ...body, birth: home, write }));
    if (kind === "order/merged") {
      const into = (state.fields.merged && registerValue(state.fields.merged)) ?? null;
      mergedBefore.push({ order: home, into, write });
    }
    const isPlace = kind === "order/changed" && ("table" in body.set || "name" in body.set);
    if (isPlace) places.push({ order: home, place: destinationOf(state), write });
  }
  const papers = [...orders].map((order) => papersOf(view, order));
  return { type: "move-back", lines, merged: mergedBefore, places, opened, orders: papers };
}

function isOrder(stream: StreamId): boolean {
  return streamType(stream) === "order";
}

function lineBefore(
  state: OrderState,
  { line: id, birth, write }: Pick<LineBefore, "line" | "birth" | "write">,
): LineBefore {
  const fields = state.linesById[id]?.fields;
  const quantity = Math.abs((fields && registerValue(fields.quantity)) ?? 1);
  const whole = [{ order: birth, weight: thousandths(quantity) }];
  const at = (fields?.place && registerValue(fields.place)) ?? whole;
  return { line: id, birth, at, seat: (fields && registerValue(fields.seat)) ?? 0, write };
}

/** Returns the started payments, receipts and bills of an order. */
function papersOf(view: OrderStates, order: EventId): Papers {
  const { paymentsById, receipts, bills = [] } = view.state("order", order);
  const paid = Object.keys(paymentsById).length + receipts.length;
  return { order, paid, bills: bills.length };
}

export function decideMoveBack(context: DecisionContext, undo: MoveBack): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const why = whyNot(context, undo);
  if (why !== undefined) return err(why);
  const { view } = context;
  const drafts = [
    ...undo.lines.flatMap((line) => linesBack(view, line)),
    ...undo.merged.map(({ order, into }) => merged(view.state("order", order), into)),
    ...undo.places.flatMap(({ order, place }) => placedAt(view.state("order", order), place) ?? []),
  ];
  const ended = undo.opened === undefined ? [] : endedAgain(context, drafts, undo.opened);
  const bills = [
    ...undo.lines.flatMap(({ at }) => at.map(({ order }) => order)),
    ...undo.merged.flatMap(({ order, into }) => [order, ...(into === null ? [] : [into])]),
    ...undo.places.map(({ order }) => order),
  ];
  return ok(withMoved(context, { drafts: [...drafts, ...ended], bills }));
}

/** Returns why the move can't be undone; undefined where it can. */
function whyNot({ view }: DecisionContext, undo: MoveBack): Refusal | undefined {
  const now = undo.orders.map((before) => ({ before, now: papersOf(view, before.order) }));
  if (now.some((it) => it.now.paid > it.before.paid)) return { type: "move/paid-since" };
  if (now.some((it) => it.now.bills > it.before.bills)) return { type: "move/bill-since" };
  const isStill = [
    ...undo.lines.map(({ birth, line, write }) =>
      isLast(view.state("order", birth).linesById[line]?.fields.place, write),
    ),
    ...undo.merged.map(({ order, write }) =>
      isLast(view.state("order", order).fields.merged, write),
    ),
    ...undo.places.map(({ order, write }) => {
      const { table, name } = view.state("order", order).fields;
      return isLast(table, write) || isLast(name, write);
    }),
  ];
  return isStill.every(Boolean) ? undefined : { type: "move/since" };
}

function isLast(register: Register<unknown> | undefined, write: EventId): boolean {
  return register?.open.at(-1)?.id === write;
}

function linesBack(
  view: Pick<LedgerView, "state">,
  { line: id, birth, at, seat }: LineBefore,
): ReadonlyArray<Draft> {
  const line = view.state("order", birth).linesById[id];
  if (line === undefined || line.voids.length > 0) return [];
  const places = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const orders = [birth, ...[...places, ...at].map(({ order }) => order)];
  const placed: Draft = {
    kind: "order/line-placed",
    streams: [...new Set(orders)].map(orderStream),
    body: { line: id, at: [...at], over: openWriteIds(line.fields.place) },
  };
  // A seat that was set meanwhile stays.
  if (seat === 0 || registerValue(line.fields.seat) !== 0) return [placed];
  const body = {
    line: id,
    set: { seat },
    over: { seat: openWriteIds(line.fields.seat) },
    reason: "",
  };
  return [placed, { kind: "order/line-changed", streams: [orderStream(birth)], body }];
}

/** Ends the order that was opened for the move, as long as it holds nothing else. */
function endedAgain(
  context: DecisionContext,
  drafts: ReadonlyArray<Draft>,
  opened: EventId,
): ReadonlyArray<Draft> {
  const order = gatherOrder(viewAfter(context, drafts), opened);
  const { lines, deposits } = orderBalance(order);
  const isUsed = lines.some(({ voided }) => !voided) || deposits.length > 0;
  if (isUsed || (order.gathered !== undefined && order.gathered.orders.length > 1)) return [];
  const streams = [orderStream(openedId(order))];
  return [{ kind: "order/ended", streams, body: { reason: "" } }];
}
