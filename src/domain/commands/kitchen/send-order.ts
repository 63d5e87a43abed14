/**
 * The tickets of an order, decided once, by the till that sends. A ticket names for each line the
 * event that it is about, so that every device prints what was issued and none makes tickets of its
 * own.
 */

import { guestsOnBill, isAllHere } from "../../balance/line-places.ts";
import { dishLine, sidesSent } from "../../balance/line-sides.ts";
import {
  courseOf,
  isSameButOrderNote,
  isSameMaking,
  type LineBalance,
  makingOf,
  orderBalance,
  sentMaking,
} from "../../balance/order-balance.ts";
import { sentPieces, sentQuantity, sentQuantityOnAllBills } from "../../balance/sent-pieces.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type TicketIssued, type TicketLine } from "../../events/ticket-events.ts";
import { lineBirth, lineStream, orderStream } from "../../folds/order-fold.ts";
import { isLineDone, isLineServed, type TicketState } from "../../folds/ticket-fold.ts";
import { type EventId, streamName, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { type Thousandths, thousandths } from "../../money/amounts.ts";
import {
  isMoved,
  linesMovedFrom,
  piecesElsewhere,
  destinationOf,
  stationsBy,
} from "../../order/destination.ts";
import { dueAtOf, isForLater } from "../../order/due-at.ts";
import { soldOnOf } from "../../prices/goods-left.ts";
import { ticketRoute } from "../../printers/ticket-route.ts";
import { orderNoteOf } from "../../state/notes.ts";
import {
  type Making,
  type OrderState,
  type Destination,
  openedId,
} from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { holdRule, isForKitchen, isToWait } from "../order/held-lines.ts";
import { sidesAtStations } from "./kitchen-sides.ts";
import { atStations, type KitchenLine, type Side, toldOf } from "./kitchen-stations.ts";

/**
 * The most lines of a ticket: with all modifiers and notes they fit into one event, and on a
 * bearable paper.
 */
const TICKET_LINES_MAX = 40;

/** Tells the kitchen what it has not been told yet: of what is to wait, that it is. */
export function decideSend(context: DecisionContext, order: OrderState): Decision {
  const allowed = requirePermission(context, "send");
  if (!allowed.ok) return allowed;
  const lines = unsentLines(context, order);
  if (lines.length === 0) {
    const isForKitchen = orderBalance(order).lines.some(({ line }) => line.added?.station !== "");
    return err({ type: isForKitchen ? "order/nothing-to-send" : "order/no-kitchen" });
  }
  return ok(tellKitchen(context, order, { firstIndex: 0, lines }));
}

/** Lines of which the kitchen knows less than was ordered, or otherwise than it is now. */
export function unsentLines(
  { view }: Pick<DecisionContext, "view">,
  order: OrderState,
): ReadonlyArray<KitchenLine> {
  const rule = holdRule(view, order);
  return orderBalance(order).lines.flatMap((balance): ReadonlyArray<KitchenLine> => {
    const { id } = balance;
    if (!isForKitchen(balance)) return [];
    const sent = sentQuantity(order, id);
    const changes = sent > 0 ? newsOf(view, order, { balance, quantity: sent }) : [];
    const more = moreOf(order, balance);
    if (more === undefined) return changes;
    const act = isToWait(rule, order, balance) ? "held" : "new";
    return changes.concat({ ...more, act });
  });
}

/** Returns what the kitchen is still to be sent of a line; undefined for nothing. */
export function moreOf(
  order: OrderState,
  balance: LineBalance,
): Pick<KitchenLine, "balance" | "quantity" | "cause"> | undefined {
  const more = thousandths(balance.quantity - sentQuantity(order, balance.id));
  return more <= 0 ? undefined : { balance, quantity: more, cause: causeOf(order, balance) };
}

/** A change says where to carry it too. */
function newsOf(
  view: LedgerView,
  order: OrderState,
  sent: Pick<KitchenLine, "balance" | "quantity">,
): ReadonlyArray<KitchenLine> {
  const { balance, quantity } = sent;
  const changes = changeOf(view, order, { balance, quantity });
  return changes.length > 0 ? changes : moveOf(view, order, sent);
}

/** Returns a move for a sent line that goes to another table since, unless the kitchen has let go of it. */
function moveOf(
  view: LedgerView,
  order: OrderState,
  { balance, quantity }: Pick<KitchenLine, "balance" | "quantity">,
): ReadonlyArray<KitchenLine> {
  const { id } = balance;
  const from = linesMovedFrom(order, [id, ...sidesSent(order, id)], stationsBy(view));
  if (!isMoved(from) || isMadeEverywhere(view, order, id)) return [];
  const { table, name } = order.fields;
  const written = [
    ...(from.table === undefined ? [] : table.open),
    ...(from.name === undefined ? [] : name.open),
    ...movedBy(order, balance),
  ];
  const pieces = piecesElsewhere(order, id, stationsBy(view))?.quantity ?? quantity;
  return [{ balance, act: "move", quantity: pieces, cause: written.at(-1)?.id ?? id }];
}

/**
 * Returns moves of goods that screens have said are made, where only some of a line came here and nobody has
 * handed it out. Its station need not hear of them; the pass tells the pieces apart by their tickets.
 */
export function madeMoves(view: LedgerView, order: OrderState): ReadonlyArray<KitchenLine> {
  return orderBalance(order).lines.flatMap((balance): ReadonlyArray<KitchenLine> => {
    const { id } = balance;
    const quantity = piecesElsewhere(order, id, stationsBy(view))?.quantity ?? 0;
    const isPart = quantity > 0 && quantity < sentQuantityOnAllBills(order, id);
    const isAtPass = isMadeEverywhere(view, order, id) && !isHandedOut(view, order, id);
    if (!isPart || !isAtPass) return [];
    const cause = movedBy(order, balance).at(-1)?.id ?? id;
    return [{ balance, act: "move", quantity: thousandths(quantity), cause }];
  });
}

/** Returns the events that laid the line on this bill, where it was born on another one. */
function movedBy(order: OrderState, { id, line }: LineBalance): ReadonlyArray<{ id: EventId }> {
  const where = order.gathered?.linesById[id];
  if (where === undefined || where.birth === order.opened?.id) return [];
  const birth = order.gathered?.orders.find(({ opened }) => opened?.id === where.birth);
  // A merge names itself: pieces of the line may have been told of by what laid them here before.
  return [...(line.fields.place?.open ?? []), ...(birth?.fields.merged?.open ?? [])];
}

function isMadeEverywhere(view: LedgerView, { sentLines }: OrderState, line: EventId): boolean {
  return sentLines
    .filter((it) => dishLine(it.line) === line)
    .every(({ ticket }) => isLineDone(view.state("ticket", streamName(ticket)), line));
}

function isHandedOut(view: LedgerView, { sentLines }: OrderState, line: EventId): boolean {
  return sentLines
    .filter((it) => dishLine(it.line) === line)
    .every(({ ticket }) => isLineServed(view.state("ticket", streamName(ticket)), line));
}

/**
 * Returns a change for a sent line that is to be made otherwise since: a guest's allergy must not
 * stay on the screen. A note for the whole order makes nothing anew that is made.
 */
function changeOf(
  view: LedgerView,
  order: OrderState,
  { balance, quantity }: Pick<KitchenLine, "balance" | "quantity">,
): ReadonlyArray<KitchenLine> {
  const sent = sentMaking(order, balance.id);
  const now = makingOf(order, balance);
  if (sent === undefined || isSameMaking(sent, now)) return [];
  if (isSameButOrderNote(sent, now) && isMadeEverywhere(view, order, balance.id)) return [];
  return [{ balance, act: "change", quantity, cause: changeCause(order, balance, { sent, now }) }];
}

/** The write that made it otherwise: of the line, or of its order when the line follows that. */
function changeCause(
  order: OrderState,
  { line, id }: LineBalance,
  { sent, now }: { readonly sent: Making; readonly now: Making },
): EventId {
  const { modifiers, note, service, course } = line.fields;
  const written = [
    ...(sent.service === now.service ? [] : [...order.fields.service.open, ...service.open]),
    ...(sent.note === now.note ? [] : note.open),
    ...(sent.orderNote === now.orderNote ? [] : orderNoteWrites(order)),
    ...(sent.course === now.course ? [] : course.open),
    ...(JSON.stringify(sent.modifiers) === JSON.stringify(now.modifiers) ? [] : modifiers.open),
  ];
  return written.findLast((write) => write.id !== id)?.id ?? id;
}

function orderNoteWrites({ fields, gathered }: OrderState): ReadonlyArray<{ id: EventId }> {
  const all = gathered?.orders.map((order) => order.fields) ?? [fields];
  return all.flatMap(({ note }) => note?.open ?? []);
}

/**
 * Issues one ticket for each station, or more for a long order. `firstIndex` is the index of its
 * first event in the decision, since a ticket's stream is named after that event.
 */
export function tellKitchen(
  context: DecisionContext,
  order: OrderState,
  {
    firstIndex,
    lines,
  }: { readonly firstIndex: number; readonly lines: ReadonlyArray<KitchenLine> },
): ReadonlyArray<Draft> {
  const placed = lines.flatMap((line) => {
    const own = atStations(context, order, line);
    const dishAt = own.map(([station]) => station);
    return [...own, ...sidesAtStations(context, order, { line, dishAt })];
  });
  const linesByStation = new Map(
    [...Map.groupBy(placed, ([station]) => station)].map(
      ([station, some]) => [station, some.map(([, line]) => line)] as const,
    ),
  );
  linesByStation.delete("");
  const papers = [...linesByStation].flatMap(([station, entries]) =>
    chunksOf(inCourses(entries), TICKET_LINES_MAX).map((some) => [station, some] as const),
  );
  const sent = piecesSent(linesByStation, () => true);
  const all = inAll([
    ...piecesBefore(context, order),
    ...piecesSent(linesByStation, ({ act }) => !isNews(act)),
  ]);
  return papers.map(([station, entries], index): Draft => {
    const id = context.idAt(firstIndex + index);
    const changed = entries.filter(({ act }) => isNews(act)).map(toldOf);
    const [first] = ticketsNaming(context, order, changed);
    const body: TicketIssued = {
      station,
      ...ticketRoute(context.view, station, context.device),
      head: headOf(order, linesMovedFrom(order, changed, stationsBy(context.view))),
      ...orderedBefore(first),
      lines: entries.map((entry) => ticketLine(order, entry)),
      also: (entries.every(({ act }) => isNews(act)) ? sent : all).filter(
        (other) => other.station !== station && other.pieces > 0,
      ),
    };
    const births = entries.map(({ balance }) => lineStream(order, balance.id));
    const streams = [
      ...new Set([orderStream(openedId(order)), ...births]),
      toStreamId("ticket", id),
    ];
    return { kind: "ticket/issued", streams, body };
  });
}

type Pieces = TicketIssued["also"][number];

/** Returns the pieces that stations are sent now, of the kind that is asked for. */
function piecesSent(
  linesByStation: ReadonlyMap<string, ReadonlyArray<KitchenLine>>,
  isAsked: (line: KitchenLine) => boolean,
): ReadonlyArray<Pieces> {
  return [...linesByStation].map(([station, entries]) => ({
    station,
    pieces: entries.filter(isAsked).reduce((sum, entry) => sum + piecesOf(entry), 0),
  }));
}

/** Returns the pieces that stations were sent before. */
function piecesBefore({ view }: DecisionContext, order: OrderState): ReadonlyArray<Pieces> {
  return orderBalance(order).lines.flatMap((balance) => {
    const own = sentPieces(order, balance.id).map(({ ticket, quantity }) => ({
      station: stationsBy(view)(ticket),
      pieces: piecesOf({ balance, quantity }),
    }));
    const sides = sidesSent(order, balance.id).flatMap((side) => sentPieces(order, side));
    return own.concat(
      sides.map(({ ticket, quantity }) => ({
        station: stationsBy(view)(ticket),
        pieces: wholePieces(quantity),
      })),
    );
  });
}

function inAll(pieces: ReadonlyArray<Pieces>): ReadonlyArray<Pieces> {
  const byStation = Map.groupBy(pieces, ({ station }) => station);
  return [...byStation]
    .filter(([station]) => station !== "")
    .map(([station, some]) => ({
      station,
      pieces: some.reduce((sum, { pieces }) => sum + pieces, 0),
    }));
}

type Issued = NonNullable<TicketState["issued"]>;

/** The oldest first. */
function ticketsNaming(
  { view }: DecisionContext,
  { sentLines }: OrderState,
  lines: ReadonlyArray<EventId>,
): ReadonlyArray<Issued> {
  const tickets = sentLines.filter(({ line }) => lines.includes(line)).map(({ ticket }) => ticket);
  return [...new Set(tickets)].flatMap(
    (ticket) => view.state("ticket", streamName(ticket)).issued ?? [],
  );
}

/** Whether the act changes something sent; more of a line is an order of its own. */
function isNews(act: KitchenLine["act"]): boolean {
  return act !== "new" && act !== "held";
}

function orderedBefore(first: Issued | undefined): Pick<TicketIssued, "ordered"> {
  if (first === undefined) return {};
  const { body, wallMs, offsetMinutes } = first;
  return { ordered: body.ordered ?? { wallMs, offsetMinutes } };
}

/** Groups lines that are done alike, course by course, so that a paper names each act once. */
function inCourses(entries: ReadonlyArray<KitchenLine>): ReadonlyArray<KitchenLine> {
  const acts = [...new Set(entries.map(({ act }) => act))];
  return entries.toSorted(
    (a, b) =>
      acts.indexOf(a.act) - acts.indexOf(b.act) ||
      courseOf(a.balance.line) - courseOf(b.balance.line),
  );
}

/** `from`: what its station believes of the place that is otherwise now. */
function headOf(order: OrderState, from: Partial<Destination>): TicketIssued["head"] {
  const { opened, fields } = order;
  const note = orderNoteOf(order);
  return {
    number: opened?.number ?? "",
    service: registerValue(fields.service) ?? "counter",
    ...destinationOf(order),
    covers: guestsOnBill(order),
    ...(note === "" ? {} : { note }),
    ...(isForLater(order) ? { dueAt: dueAtOf(order) } : {}),
    ...(from.table === undefined ? {} : { tableBefore: from.table }),
    ...(from.name === undefined ? {} : { nameBefore: from.name }),
  };
}

function ticketLine(order: OrderState, kitchenLine: KitchenLine): TicketLine {
  const { balance, act, quantity, cause, reason = "", voided, side } = kitchenLine;
  const { line, id } = balance;
  const { modifiers, note, service, course } = makingOf(order, balance);
  const told = toldOf(kitchenLine);
  const sent = sentMaking(order, told);
  const courseBefore = sent?.course ?? course;
  const isMoved = act === "change" && courseBefore !== course;
  const isServedAnew = act === "change" && sent !== undefined && sent.service !== service;
  const isNewsOfIt = act === "change" || act === "move";
  const waits = isNewsOfIt && sentPieces(order, told).every(({ isHeld }) => isHeld);
  const seat = registerValue(line.fields.seat) ?? 0;
  const isToMake = !isNews(act) || act === "fire";
  const isSoldOut = isToMake && side === undefined && soldOnOf(line) !== undefined;
  return {
    birth: lineBirth(order, id),
    line: id,
    act,
    cause,
    quantity: thousandths(Math.abs(quantity)),
    by: line.added?.by ?? "each",
    text: line.added?.kitchen ?? "",
    ...(line.added?.combo === undefined ? {} : { combo: line.added.combo.name }),
    modifiers: [...modifiers],
    note,
    service,
    ...(isServedAnew ? { serviceBefore: sent.service } : {}),
    // A void stands in the course where the station has the line.
    course: act === "void" ? courseBefore : course,
    ...(isMoved ? { courseBefore } : {}),
    ...(waits ? { waits } : {}),
    ...(isSoldOut ? { soldOut: true } : {}),
    ...(voided === undefined
      ? {}
      : { voided: { wallMs: voided.wallMs, offsetMinutes: voided.offsetMinutes } }),
    ...(seat > 0 ? { seat } : {}),
    ...(reason === "" ? {} : { reason }),
    ...(side === undefined ? {} : sideOf(side, line)),
  };
}

/** Returns what a ticket says otherwise of an option than of its dish. */
function sideOf(
  { group, option, name }: Side,
  { added }: LineBalance["line"],
): Pick<TicketLine, "text" | "by" | "modifiers" | "goesWith"> {
  const goesWith = { dish: added?.kitchen ?? "", group, option };
  return { text: name, by: "each", modifiers: [], goesWith };
}

function chunksOf<Item>(
  items: ReadonlyArray<Item>,
  size: number,
): ReadonlyArray<ReadonlyArray<Item>> {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/**
 * The line itself the first time, later the change that asked for more. Of a line that lies in several
 * orders the others than its own name themselves first, and then what laid so much there: each has pieces
 * of its own to tell.
 */
function causeOf(order: OrderState, { id, line }: LineBalance): EventId {
  const where = order.gathered?.linesById[id];
  if (where !== undefined && !isAllHere(where) && where.at !== where.birth) {
    const isSentFromHere = order.sentLines.some(
      (sent) => sent.line === id && sent.cause === where.at,
    );
    return isSentFromHere ? (line.fields.place?.open.at(-1)?.id ?? id) : where.at;
  }
  const said = new Set(
    order.sentLines.filter((sent) => sent.line === id && !isNews(sent.act)).map((it) => it.cause),
  );
  const writes = [id, line.fields.quantity.open.at(-1)?.id, line.fields.place?.open.at(-1)?.id];
  return writes.find((write) => write !== undefined && !said.has(write)) ?? id;
}

/** Whole pieces, whatever a broken till wrote; what is weighed counts as one. */
export function piecesOf({
  balance,
  quantity,
  side,
}: Pick<KitchenLine, "balance" | "quantity" | "side">): number {
  const isWeighed = side === undefined && balance.line.added?.by === "weight";
  return isWeighed ? 1 : wholePieces(quantity);
}

function wholePieces(quantity: Thousandths): number {
  return Math.ceil(Math.abs(quantity) / 1000);
}
