/** Orders as people look for them. */

import { isUnread } from "../../domain/doubts/unknown-events.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import { OPEN_ORDER_TAG, orderDayTag, receiptTag } from "../../domain/folds/order-sums.ts";
import { doneAtMs, isCancelled, isLineDone } from "../../domain/folds/ticket-fold.ts";
import {
  type BusinessDay,
  deviceOf,
  type EventId,
  eventIdSchema,
  type StreamId,
  streamName,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { stationsBy } from "../../domain/order/destination.ts";
import { dayOfDue, dueAtOf, isForLater } from "../../domain/order/due-at.ts";
import { joinsIn } from "../../domain/order/equal-lines.ts";
import {
  billOf,
  billsOfOrders,
  gatherOrder,
  openBills,
} from "../../domain/order/gathered-order.ts";
import { type OrderRow, rowAt } from "../../domain/order/order-rows.ts";
import {
  parseReceiptNumber,
  type TicketLookups,
  toOrderView,
} from "../../domain/order/order-view.ts";
import { waitingBills, waitingGoods } from "../../domain/order/waiting-goods.ts";
import { printersOf, readPrinters } from "../../domain/printers/printers.ts";
import { ticketPrinter } from "../../domain/printers/ticket-route.ts";
import { type OrderState, openedId } from "../../domain/state/order-state.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type KitchenWait, type OrderView, type ReceiptView } from "../../domain/views.ts";
import { type CorrectedPayment, correctedPayments } from "../../report/corrections.ts";
import { type ReassignedOrder, reassignedOrders } from "../../report/reassigned-orders.ts";
import { type FoundReceipt, receiptViewOf } from "../printing/papers.ts";
import { type Till } from "../till/till.ts";
import { soleTable } from "./tables.ts";

export interface OrderDetails {
  readonly order: OrderView;
  readonly receipts: ReadonlyArray<ReceiptView>;
  readonly refunds: ReadonlyArray<ReceiptView>;
  /** Payments that were made otherwise than they were booked. */
  readonly corrections: ReadonlyArray<CorrectedPayment>;
  /** What was said of whose it is. */
  readonly reassigned: ReadonlyArray<ReassignedOrder>;
}

/** The bill that an order is on, with all that lies on it. */
export function orderState(view: LedgerView, id: EventId): OrderState {
  return billOf(view, id);
}

export function orderView(view: LedgerView, id: EventId): OrderView | undefined {
  const unknown = view.unknownIn(orderStream(id)).filter(isUnread);
  return toOrderView(orderState(view, id), ticketLooks(view), unknown);
}

/**
 * Orders opened on a day, and open ones of other days, in the order in which the ledger has them. One that is paid is
 * among the open ones while its guests still wait for something.
 */
export function listOrders(
  till: Till,
  query: { readonly day: BusinessDay; readonly openOnly: boolean },
): ReadonlyArray<OrderView> {
  return till.ledger.read((view) => {
    const ofDay = view.tagged(orderDayTag(query.day));
    const open = openBills(view);
    const all = query.openOnly
      ? [...open, ...waitingBills(view)].toSorted(byOpening)
      : billsOfOrders(view, [
          ...ofDay.map((stream) => streamName(stream) as EventId),
          ...open.map(openedId),
        ]);
    return all.flatMap((order) => orderView(view, openedId(order)) ?? []);
  });
}

/** Open orders that guests collect later, or on one day alone, the first wanted first. */
export function listOrdersForLater(till: Till, day?: BusinessDay): ReadonlyArray<OrderView> {
  return till.ledger.read((view) =>
    openBills(view)
      .filter((order) => isForLater(order) && isDueOn(order, day))
      .toSorted(byDue)
      .flatMap((order) => orderView(view, openedId(order)) ?? []),
  );
}

function isDueOn(order: OrderState, day: BusinessDay | undefined): boolean {
  return day === undefined || dayOfDue(dueAtOf(order)) === day;
}

function byDue(one: OrderState, other: OrderState): number {
  return compareText(dueAtOf(one), dueAtOf(other)) || byOpening(one, other);
}

function byOpening({ opened: one }: OrderState, { opened: other }: OrderState): number {
  return one === null || other === null ? 0 : compareInLedger(one, other);
}

/** Whether it is paid while its guests still wait for something. */
export function isWaiting(view: LedgerView, id: EventId): boolean {
  return waitingGoods(view, orderState(view, id)).length > 0;
}

/** The order that this till opened last on the present day. */
export function latestOwnOrder(till: Till): OrderView | undefined {
  const { ledger } = till;
  const day = ledger.day();
  if (day === undefined) return undefined;
  const ownPrefix = `${ledger.identity.origin}:`;
  return ledger.read((view) => {
    const names = view.tagged(orderDayTag(day)).map(streamName);
    const [latest] = names
      .filter((name) => name.startsWith(ownPrefix))
      .toSorted((a, b) => seqOf(b) - seqOf(a));
    return latest === undefined ? undefined : orderView(view, latest as EventId);
  });
}

/** The number of the event that an order is named for. */
function seqOf(order: string): number {
  return Number(order.split(":")[1]);
}

/**
 * Finds an order by its id, its number of today, or of a day (`A12/2026-12-01`), one of its receipts (`A-000012`),
 * or the table or guest that has it alone.
 */
export function findOrder(till: Till, text: string): OrderDetails | undefined {
  return till.ledger.read((view) => {
    const stream = findStream(till, view, { text });
    if (stream === undefined) return undefined;
    return orderDetails(till, view, streamName(stream) as EventId);
  });
}

/** The order itself that a text names, also where it is on another one's bill; its number is of the day. */
export function findOwnOrder(till: Till, text: string, day?: BusinessDay): EventId | undefined {
  return till.ledger.read((view) => {
    const stream = findStream(till, view, { text, day });
    return stream === undefined ? undefined : (streamName(stream) as EventId);
  });
}

/** Returns the order that this till has just written to. */
export function writtenOrder(till: Till, id: EventId): OrderDetails {
  const details = till.ledger.read((view) => orderDetails(till, view, id));
  if (details === undefined) throw new Error("The order that was just written to is not there.");
  return details;
}

/** Returns a row by its number in `till order show`. */
export function lineNumbered({ order }: OrderDetails, at: number): OrderRow | undefined {
  return rowAt(order.lines, at);
}

export function orderDetails(till: Till, view: LedgerView, id: EventId): OrderDetails | undefined {
  const order = orderView(view, id);
  if (order === undefined) return undefined;
  const state = orderState(view, id);
  const { receipts, refunds } = state;
  const bill = orderStream(openedId(state));

  function viewsOf(issued: ReadonlyArray<{ readonly id: EventId }>): ReadonlyArray<ReceiptView> {
    return issued.flatMap(
      (one) => receiptViewOf(till, view, { order: bill, receipt: one.id }) ?? [],
    );
  }

  return {
    order,
    receipts: viewsOf(receipts),
    refunds: viewsOf(refunds),
    corrections: correctedPayments(state, { staffName: till.staffName }),
    reassigned: reassignedOrders(view, state, { staffName: till.staffName }),
  };
}

/** Returns the order of a receipt. */
export function orderOf(view: LedgerView, { order }: Pick<FoundReceipt, "order">): OrderState {
  return gatherOrder(view, streamName(order) as EventId);
}

/** A receipt of whichever till by its number, or a refund. */
export function findReceipt(till: Till, text: string): FoundReceipt | undefined {
  const number = parseReceiptNumber(text);
  if (number === undefined) return undefined;
  return till.ledger.read((view) => {
    const order = streamOfReceipt(view, number);
    if (order === undefined) return undefined;
    const { receipts, refunds } = view.state("order", streamName(order));
    const receipt = [...receipts, ...refunds].find(
      ({ body: { series, no } }) => series === number.series && no === number.no,
    );
    return receipt && { order, receipt: receipt.id };
  });
}

/** Returns the receipt as it is on paper, whether its order is known or not. */
export function findReceiptView(till: Till, text: string): ReceiptView | undefined {
  const found = findReceipt(till, text);
  return found && till.ledger.read((view) => receiptViewOf(till, view, found));
}

function findStream(
  till: Till,
  view: LedgerView,
  asked: { readonly text: string; readonly day?: BusinessDay | undefined },
): StreamId | undefined {
  const { text, day = till.ledger.day() ?? till.founding.firstDay } = asked;
  const id = eventIdSchema.safeParse(text);
  if (id.success) return orderStream(id.data);
  const receipt = parseReceiptNumber(text);
  if (receipt !== undefined) return streamOfReceipt(view, receipt);
  const dated = /^(?<number>[^/]+)\/(?<day>\d{4}-\d{2}-\d{2})$/u.exec(text)?.groups;
  if (dated?.["number"] !== undefined) {
    const of = view.tagged(orderDayTag(dated["day"] as BusinessDay));
    return numberedIn(view, of, dated["number"]);
  }
  const streams = [...view.tagged(orderDayTag(day)), ...view.tagged(OPEN_ORDER_TAG)];
  const numbered = numberedIn(view, streams, text);
  const table = numbered === undefined ? soleTable(view, text) : undefined;
  return table === undefined ? numbered : orderStream(table);
}

function numberedIn(
  view: LedgerView,
  streams: ReadonlyArray<StreamId>,
  text: string,
): StreamId | undefined {
  const number = text.toUpperCase();
  return streams.find(
    (stream) => view.state("order", streamName(stream)).opened?.number === number,
  );
}

function streamOfReceipt(
  view: LedgerView,
  { series, no }: { readonly series: string; readonly no: number },
): StreamId | undefined {
  return view.tagged(receiptTag(series, no))[0];
}

function ticketLooks(view: LedgerView): TicketLookups {
  return {
    isOnPaper: (ticket) => isOnPaper(view, ticket),
    isPutAside: (ticket) => isPutAside(view, ticket),
    wait: (ticket) => waitOf(view, ticket),
    isMade: (ticket, line) => isLineDone(view.state("ticket", streamName(ticket)), line),
    station: stationsBy(view),
    joins: joinsIn(view),
  };
}

function waitOf(view: LedgerView, ticket: StreamId): KitchenWait | undefined {
  const state = view.state("ticket", streamName(ticket));
  const { issued, printed, uncertain } = state;
  const isOver = printed.length > 0 || isCancelled(state) || doneAtMs(state) !== undefined;
  if (issued === null || isOver) return undefined;
  const { station, owner } = issued.body;
  const [claim] = state.claimed ?? [];
  const driver = claim === undefined ? owner : deviceOf(claim);
  const printer =
    ticketPrinter(printersOf(view, driver), station) ?? ticketPrinter(readPrinters(view), station);
  const awaited = printer === undefined ? "kitchen" : "paper";
  return {
    for: uncertain.length > 0 ? "doubt" : awaited,
    sinceMs: issued.wallMs,
    ...(printer === undefined ? {} : { printer: printer.name }),
  };
}

/** A paper that came out after all counts for more. */
function isPutAside(view: LedgerView, ticket: StreamId): boolean {
  const state = view.state("ticket", streamName(ticket));
  return isCancelled(state) && state.printed.length === 0;
}

/**
 * Only a printer that reports it has certainly printed the ticket: of the others nobody knows more
 * than "sent".
 */
function isOnPaper(view: LedgerView, ticket: StreamId): boolean {
  const state = view.state("ticket", streamName(ticket));
  // Where neither the void nor its undo was printed, the earlier ticket still holds.
  const isAsBefore = state.issued?.body.lines.every(({ voided }) => voided !== undefined) === true;
  return (isAsBefore && isCancelled(state)) || state.printed.some(({ how }) => how === "printed");
}
