/**
 * Moving lines to another order, and two orders onto one bill. Nothing is rung up anew: a line stays what
 * it was, in the order that it was born in, and only where it lies is said. What the kitchen has of it is
 * told where it goes, once, by the same act.
 */

import { ODD_CENTS_MAX, piecesAt } from "../../balance/line-places.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { openReturns } from "../../balance/returns-taken.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type LinePlace } from "../../events/bill-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { lineStream, orderStream } from "../../folds/order-fold.ts";
import { type EventId, toStreamId } from "../../identity.ts";
import { oneUnit, type Thousandths, thousandths } from "../../money/amounts.ts";
import { destinationOf } from "../../order/destination.ts";
import { billOf, billOrder, gatherOrder } from "../../order/gathered-order.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds, registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type KitchenLine } from "../kitchen/kitchen-stations.ts";
import { madeMoves, tellKitchen, unsentLines } from "../kitchen/send-order.ts";
import { replaceUnreadMoves, unneeded } from "../kitchen/unread-tickets.ts";
import { type Refusal } from "../refusal.ts";
import { withoutFollowers } from "./deposits.ts";
import { shiftContext, viewAfter } from "./drafted-order.ts";
import { isExemptAlike } from "./exempt-order.ts";
import { changeOf, isPaidByCoupons, requireDeed } from "./open-line.ts";
import { type NewOrder, openOrder } from "./open-order.ts";
import { headChange } from "./order-head.ts";

export interface MovedLine {
  readonly line: EventId;
  /** The quantity to move; undefined for all of it that lies here and is not paid. */
  readonly quantity?: Thousandths | undefined;
}

export interface MoveLines {
  readonly lines: ReadonlyArray<MovedLine>;
  /** An order that is open, or one that is opened for it. */
  readonly to: EventId | NewOrder;
}

/** `order`: the bill that the lines are on. They have no seat where they come to. */
export function decideMoveLines(
  context: DecisionContext,
  order: OrderState,
  { lines, to }: MoveLines,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const opening = typeof to === "string" ? [] : openOrder(context, to);
  const into = typeof to === "string" ? to : context.idAt(0);
  const fits = typeof to === "string" ? requireBill(context, order, to) : ok(undefined);
  if (!fits.ok) return fits;
  const drafts: Draft[] = [...opening];
  for (const { line: id, quantity } of withoutFollowers(order, inOrder(order, lines))) {
    const line = orderBalance(order).lines.find((it) => it.id === id);
    if (line === undefined) return err({ type: "line/unknown" });
    const movable = requireDeed(line, "moved");
    if (!movable.ok) return movable;
    const places = placesAfter(order, line, { into, quantity });
    if (!places.ok) return places;
    drafts.push(placed(order, line, places.value));
    const seat = registerValue(line.line.fields.seat) ?? 0;
    if (seat !== 0) drafts.push(changeOf(order, line, { set: { seat: 0 } }));
  }
  if (drafts.length === opening.length) return err({ type: "line/unknown" });
  return ok(withTickets(context, { drafts, into, lines: lines.map(({ line }) => line) }));
}

/** Returns each line once, as they stand on the bill: so they stand on the other one, too. */
function inOrder(order: OrderState, lines: ReadonlyArray<MovedLine>): ReadonlyArray<MovedLine> {
  const place = new Map(orderBalance(order).lines.map(({ id }, at) => [id, at]));
  const once = [...new Map(lines.map((line) => [line.line, line])).values()];
  return once.toSorted(({ line: one }, { line: other }) =>
    Math.sign((place.get(one) ?? 0) - (place.get(other) ?? 0)),
  );
}

/** Returns the bill that lines may go to: another one than theirs, and not paid. */
function requireBill(
  { view }: DecisionContext,
  order: OrderState,
  to: EventId,
): Result<OrderState, Refusal> {
  const bill = billOf(view, to);
  if (bill.opened === null) return err({ type: "order/unknown", text: to });
  if (bill.opened.id === openedId(order)) return err({ type: "move/same" });
  if (orderBalance(bill).status === "paid") return err({ type: "order/paid" });
  return ok(bill);
}

/** Returns the places of the line once so much of it has gone from here. */
function placesAfter(
  order: OrderState,
  line: LineBalance,
  { into, quantity }: { readonly into: EventId; readonly quantity: Thousandths | undefined },
): Result<LinePlace[], Refusal> {
  const name = line.line.added?.name ?? "";
  if (line.voided) return err({ type: "line/voided", name });
  const isFree = line.live === 0 && !isPaidByCoupons(order, line.id);
  const paid = isFree ? 0 : paidPieces(line);
  const left = Math.abs(line.quantity) - paid;
  if (left <= 0) return err({ type: "line/paid", name });
  const moved = quantity ?? left;
  const isPiece = line.line.added?.by !== "weight";
  if (moved <= 0 || (isPiece && moved % oneUnit !== 0)) {
    return err({ type: "quantity/invalid", name, quantity: thousandths(moved) });
  }
  if (moved > left) return err({ type: "move/not-so-much", name, left: thousandths(left) });
  const own = openedId(order);
  const where = order.gathered?.linesById[line.id];
  const before =
    where === undefined ? [{ order: own, weight: line.quantity }] : piecesAt(line, where);
  const here = where?.orders ?? [own];
  let gone: number = moved;
  const after: Array<{ order: EventId; weight: number }> = [];
  for (const place of before) {
    const weight = Math.abs(place.weight);
    const less = here.includes(place.order) ? Math.min(gone, weight) : 0;
    gone -= less;
    if (weight > less) after.push({ order: place.order, weight: weight - less });
  }
  const there = after.find((place) => place.order === into);
  if (there === undefined) after.push({ order: into, weight: moved });
  else there.weight += moved;
  return ok(after.map((place) => ({ order: place.order, weight: thousandths(place.weight) })));
}

/**
 * Pieces that are paid in full stay where they were paid. One of which a share is paid goes with what is
 * left of it; an odd cent of a split makes no share.
 */
function paidPieces({ quantity, remaining, live, line }: LineBalance): number {
  if (remaining === 0) return Math.abs(quantity);
  const piece = line.added?.by === "weight" ? 1 : oneUnit;
  const cents = ODD_CENTS_MAX * Math.sign(live);
  const left = Math.ceil((Math.abs(quantity) * (remaining - cents)) / live / piece) * piece;
  return Math.abs(quantity) - Math.max(piece, left);
}

function placed(order: OrderState, { id, line }: LineBalance, at: LinePlace[]): Draft {
  const places = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const streams = [
    lineStream(order, id),
    ...[...places, ...at].map((place) => orderStream(place.order)),
  ];
  return {
    kind: "order/line-placed",
    streams: [...new Set(streams)],
    body: { line: id, at, over: openWriteIds(line.fields.place) },
  };
}

/** The kitchen carries what it has to where it lies now. */
function withTickets(
  context: DecisionContext,
  {
    drafts,
    into,
    lines,
  }: {
    readonly drafts: ReadonlyArray<Draft>;
    readonly into: EventId;
    readonly lines: ReadonlyArray<EventId>;
  },
): ReadonlyArray<Draft> {
  const view = viewAfter(context, drafts);
  return [
    ...drafts,
    ...tellMoved({ ...context, view }, { bill: billOf(view, into), lines }, drafts.length),
  ];
}

/** Adds the tickets for all lines of several bills, which may be one bill by then. */
export function withMoved(
  context: DecisionContext,
  {
    drafts,
    bills,
  }: { readonly drafts: ReadonlyArray<Draft>; readonly bills: ReadonlyArray<EventId> },
): ReadonlyArray<Draft> {
  const view = viewAfter(context, drafts);
  const withTickets = [...drafts];
  for (const id of new Set(bills.map((order) => billOrder(view, order)))) {
    const bill = gatherOrder(view, id);
    const lines = orderBalance(bill).lines.map((line) => line.id);
    withTickets.push(...tellMoved({ ...context, view }, { bill, lines }, withTickets.length));
  }
  return withTickets;
}

function tellMoved(
  context: DecisionContext,
  { bill, lines }: { readonly bill: OrderState; readonly lines: ReadonlyArray<EventId> },
  firstIndex: number,
): ReadonlyArray<Draft> {
  const moved = unsentLines(context, bill).filter(
    ({ act, balance }) => act === "move" && lines.includes(balance.id),
  );
  const tickets = tellKitchen(context, bill, { firstIndex, lines: moved });
  const ids = tickets.map((_, at) => context.idAt(firstIndex + at));
  const told = replaceUnreadMoves(context, bill, { tickets, ids });
  const made = madeMoves(context.view, bill).filter(({ balance }) => lines.includes(balance.id));
  return [...told, ...ticketsOfMade(context, bill, { firstIndex: firstIndex + told.length, made })];
}

/** What is made goes elsewhere on tickets that are done from the beginning, and that nobody needs on paper. */
function ticketsOfMade(
  context: DecisionContext,
  bill: OrderState,
  { firstIndex, made }: { readonly firstIndex: number; readonly made: ReadonlyArray<KitchenLine> },
): ReadonlyArray<Draft> {
  const tickets = tellKitchen(context, bill, { firstIndex, lines: made });
  const done = tickets.flatMap((ticket, at): ReadonlyArray<Draft> => {
    if (ticket.kind !== "ticket/issued") return [];
    const id = context.idAt(firstIndex + at);
    const body = { lines: [...ticket.body.lines.keys()], over: [] };
    return [{ kind: "ticket/done", streams: [toStreamId("ticket", id)], body }, unneeded(id)];
  });
  return [...tickets, ...done];
}

export interface Merge {
  readonly into: EventId;
  /** The guests move to the other table; else their table stays theirs. */
  readonly comesAlong?: boolean | undefined;
}

/** Puts an order on another one's bill, with all that lies in it. */
export function decideMerge(
  context: DecisionContext,
  order: OrderState,
  { into, comesAlong = false }: Merge,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const bill = requireBill(context, order, into);
  if (!bill.ok) return bill;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  if (openReturns(order).length > 0) return err({ type: "move/returns" });
  if (!isExemptAlike(order, bill.value)) return err({ type: "move/exempt" });
  const at = comesAlong ? placedAt(order, { table: destinationOf(bill.value).table }) : undefined;
  const drafts = [merged(order, openedId(bill.value)), ...(at === undefined ? [] : [at])];
  const lines = orderBalance(order).lines.map(({ id }) => id);
  return ok(withTickets(context, { drafts, into: openedId(bill.value), lines }));
}

export interface MergeAll extends Merge {
  readonly orders: ReadonlyArray<EventId>;
}

/** Puts several orders on one bill in one act. */
export function decideMergeAll(context: DecisionContext, { orders, ...merge }: MergeAll): Decision {
  const drafts: Draft[] = [];
  for (const id of orders) {
    const view = viewAfter(context, drafts);
    const later = { ...shiftContext(context, drafts.length), view };
    const order = billOf(view, id);
    if (order.opened === null) return err({ type: "order/unknown", text: id });
    const done = decideMerge(later, order, merge);
    if (!done.ok) return done;
    drafts.push(...done.value);
  }
  return ok(drafts);
}

/**
 * Takes an order off the bill that it was put on: what lies in it is on its own again. Not once a part of it
 * is paid there: its taxes are those of the whole bill, and two bills would come to a cent more or less.
 */
export function decideUnmerge(context: DecisionContext, id: EventId): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const order = context.view.state("order", id);
  const into = (order.fields.merged && registerValue(order.fields.merged)) ?? undefined;
  if (order.opened === null || into === undefined) return err({ type: "move/not-merged" });
  const linesThere = orderBalance(gatherOrder(context.view, id)).lines;
  if (linesThere.some(({ remaining, live }) => remaining !== live))
    return err({ type: "move/paid-since" });
  const draft = merged(order, null);
  const lines = linesThere.map((line) => line.id);
  return ok(withTickets(context, { drafts: [draft], into: id, lines }));
}

/** Says on whose bill it is; null for its own. */
export function merged(order: OrderState, into: EventId | null): Draft {
  const own = openedId(order);
  const mergedInto = (order.fields.merged && registerValue(order.fields.merged)) ?? null;
  const others = [mergedInto, into].flatMap((id) => (id === null ? [] : [id]));
  const streams = [...new Set([own, ...others])].map(orderStream);
  return { kind: "order/merged", streams, body: { into, over: openWriteIds(order.fields.merged) } };
}

/**
 * Carries an order to another table, with all that the kitchen has of it. With a name its guests are a tab
 * from then on, at no table; without one they are called as before.
 */
export function decideMoveTable(
  context: DecisionContext,
  order: OrderState,
  to: { readonly table: string; readonly name?: string },
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  const { status, lines } = orderBalance(order);
  if (status === "paid") return err({ type: "order/paid" });
  const draft = placedAt(order, to);
  if (draft === undefined) return err({ type: "move/same" });
  return ok(
    withTickets(context, {
      drafts: [draft],
      into: openedId(order),
      lines: lines.map(({ id }) => id),
    }),
  );
}

/** Says where its guests are; undefined where they are there already. */
export function placedAt(
  order: OrderState,
  { table, name = destinationOf(order).name }: { readonly table: string; readonly name?: string },
): Draft | undefined {
  const destination = destinationOf(order);
  const set = {
    ...(table === destination.table ? {} : { table }),
    ...(name === destination.name ? {} : { name }),
  };
  return Object.keys(set).length === 0 ? undefined : headChange(order, set);
}
