/**
 * The fold of one order, in the total order of its events' keys.
 *
 * Nothing here refuses: what two tills did apart is kept side by side. An event that names a line or
 * payment that is not here yet makes an empty place for it, which shows the order as incomplete until
 * the named event arrives.
 */

import { orderOfPayment } from "../balance/line-places.ts";
import { toldLine } from "../balance/line-sides.ts";
import { tipHolder } from "../balance/reassigned.ts";
import { backToStock } from "../balance/shares-back.ts";
import { assertNever } from "../base/assert-never.ts";
import { doubtsIn } from "../doubts/doubts.ts";
import { REASSIGNED_MAX } from "../events/correction-events.ts";
import { type KnownEvent, type NumberedEvent } from "../events/kinds.ts";
import { COUPONS_MAX } from "../events/promoted-events.ts";
import { type TicketIssued } from "../events/ticket-events.ts";
import {
  type EventId,
  type StreamId,
  streamName,
  streamType,
  toStreamId,
  deviceOf,
} from "../identity.ts";
import { type BirthEvent, bornLine, isBirth } from "../lines/born-lines.ts";
import { minor } from "../money/amounts.ts";
import { noteResolved } from "../state/attention.ts";
import { type Fold } from "../state/fold.ts";
import {
  type BegunCourse,
  emptyLine,
  emptyOrder,
  fieldsAsAdded,
  isSeated,
  type LineState,
  type Making,
  type OrderState,
  type PromotedState,
  type ReturnState,
  type LineFields,
  openedId,
} from "../state/order-state.ts";
import {
  registerValue,
  emptyRegister,
  openWriteIds,
  type Register,
  writeRegister,
} from "../state/register.ts";
import { beginLineStock, keepOfLine, returnToStock } from "../stock/line-stock.ts";
import { billedLines, changesBill, linesOnBill, otherSinceBill } from "./billed-lines.ts";
import { cameBy, joinedBy } from "./came-by.ts";
import { following, withDepositsOf } from "./deposit-lines.ts";
import { handedOut, voided } from "./line-voids.ts";
import { movedBefore } from "./moved-before.ts";
import { orderRow } from "./order-row.ts";
import { orderContributions, orderStamps, orderTags } from "./order-sums.ts";
import { foldPayment, withoutMoneyOf } from "./payment-fold.ts";
import { whoAndWhen } from "./who-and-when.ts";

/*
 * How much one order may hold. Each event of it costs as much as it has lines by then: one that a till filled
 * without end would keep every till busy for minutes. What lies beyond is not folded, the same on every till.
 */

/** Lines, payments and returns that one till may add: ten times a night of a large party. */
export const ADDED_MAX = 1000;
/** The most parts of a state, of all tills, counting also events that are named and not here. */
export const PARTS_MAX = 4000;
/** The most people at a table. */
const PEOPLE_MAX = 200;

/** Whether an event would make an order hold more than it may. */
function isTooMuch(state: OrderState, event: KnownEvent): boolean {
  const part = partOf(event);
  if (part === undefined || isHere(state, part)) return false;
  const ids = partIds(state);
  if (ids.length >= PARTS_MAX) return true;
  if (ids.length < ADDED_MAX) return false;
  const start = `${deviceOf(event.key.origin)}.`;
  return ids.filter((id) => id.startsWith(start)).length >= ADDED_MAX;
}

/** The line, payment or return that it is about. */
function partOf(event: KnownEvent): EventId | undefined {
  if (isBirth(event)) return event.id;
  switch (event.kind) {
    case "payment/started":
    case "order/return-taken":
      return event.id;
    case "order/line-changed":
    case "order/line-discounted":
    case "order/line-voided":
    case "order/line-handed-out":
      return event.body.line;
    case "payment/captured":
    case "payment/declined":
    case "payment/unknown":
    case "payment/resolved":
      return event.body.payment;
    case "order/return-ended":
      return event.body.taken;
    default:
      return undefined;
  }
}

function isHere({ linesById, paymentsById, returnsById }: OrderState, id: EventId): boolean {
  return [linesById, paymentsById, returnsById ?? {}].some((parts) => Object.hasOwn(parts, id));
}

function partIds({ linesById, paymentsById, returnsById }: OrderState): ReadonlyArray<EventId> {
  const parts = [linesById, paymentsById, returnsById ?? {}];
  return parts.flatMap((byId) => Object.keys(byId) as EventId[]);
}

/* Registers of an order's head and of its lines, as events write them. */

/** A write of some fields, and the writes that it replaces, by field. */
interface FieldWrite {
  readonly id: EventId;
  readonly body: {
    readonly set: Readonly<Record<string, unknown>>;
    readonly over: Readonly<Record<string, ReadonlyArray<EventId>>>;
  };
}

type Optional<Fields> = {
  [Field in keyof Fields]-?: object extends Pick<Fields, Field> ? Field : never;
}[keyof Fields];

/** Registers that most orders and lines never have: not in their rows until somebody writes them. */
const SELDOM_FIELDS: Readonly<Record<Optional<OrderState["fields"]> | Optional<LineFields>, true>> =
  {
    held: true,
    serial: true,
    list: true,
    taxes: true,
    place: true,
    owner: true,
    note: true,
    split: true,
    merged: true,
    charges: true,
    exempt: true,
    dueAt: true,
    ageChecked: true,
  };

/** Writes those registers of `fields` that the event sets. */
function writeFields<Fields extends OrderState["fields"] | LineFields>(
  fields: Fields,
  event: FieldWrite,
): Fields {
  const written: Record<string, Register<unknown>> = { ...fields };
  for (const field of Object.keys(fields)) writeField(written, field, event);
  for (const field of Object.keys(SELDOM_FIELDS)) {
    if (!Object.hasOwn(fields, field)) writeField(written, field, event);
  }
  return written as Fields;
}

function writeField(
  written: Record<string, Register<unknown>>,
  field: string,
  { id, body }: FieldWrite,
): void {
  const value = body.set[field];
  if (value === undefined) return;
  const over = body.over[field] ?? [];
  written[field] = writeRegister(written[field] ?? emptyRegister(), { id, value, over });
}

export const orderFold: Fold<OrderState> = {
  version: 22,
  empty: emptyOrder,
  apply: (state: OrderState, event: KnownEvent, stream: string) => {
    if (isTooMuch(state, event)) return state;
    const next = namedUntilOpened(applyOrderEvent(state, event, stream), stream);
    return next === state ? state : withAct(next, event);
  },
  contributions: orderContributions,
  stamps: orderStamps,
  tags: orderTags,
  row: orderRow,
};

export function orderStream(order: EventId): StreamId {
  return toStreamId("order", order);
}

/** The order that a line of this bill was born in. */
export function lineBirth(order: OrderState, line: EventId): EventId {
  return order.gathered?.linesById[line]?.birth ?? openedId(order);
}

/** Returns the stream of a line's events: that of the order that it was born in, wherever it lies. */
export function lineStream(order: OrderState, line: EventId): StreamId {
  return orderStream(lineBirth(order, line));
}

/** Returns the stream of a payment's events: that of the order that it was made on. */
export function paymentStream(order: OrderState, payment: EventId): StreamId {
  return orderStream(orderOfPayment(order, payment) ?? openedId(order));
}

/** Returns the order's own stream first, then those of all orders on its bill or with lines on it. */
export function billStreams(order: OrderState): ReadonlyArray<StreamId> {
  const { orders = [], linesById = {} } = order.gathered ?? {};
  const members = orders.flatMap(({ opened }) => opened?.id ?? []);
  const births = Object.values(linesById).map(({ birth }) => birth);
  return [...new Set([openedId(order), ...members, ...births])].map(orderStream);
}

/** Notes the order's id while nobody here has heard its opening, so that it can say what it waits for. */
function namedUntilOpened(state: OrderState, stream: string): OrderState {
  if ((state.opened === null) === (state.unopened !== undefined)) return state;
  const { unopened: _, ...opened } = state;
  return state.opened === null
    ? { ...state, unopened: streamName(stream as StreamId) as EventId }
    : opened;
}

/** Notes who was at the order last, and when, where guests sit at it. */
function withAct(state: OrderState, event: KnownEvent): OrderState {
  const { by, wallMs } = event.act;
  if (by === "" || !isSeated(state) || isHandOver(event)) return state;
  const begun = event.kind === "ticket/issued" ? begunBy(event) : undefined;
  const lastActsMs = state.actsMs ?? {};
  const isKnown = Object.hasOwn(lastActsMs, by) || Object.keys(lastActsMs).length < PEOPLE_MAX;
  const actsMs = isKnown ? { ...lastActsMs, [by]: wallMs } : lastActsMs;
  return { ...state, actsMs, ...(begun === undefined ? {} : { begun }) };
}

/** A person who hands twenty tables over was at none of them. */
function isHandOver({ kind, body }: KnownEvent): boolean {
  return kind === "order/changed" && body.set.owner !== undefined;
}

function begunBy({ act, body: { lines } }: Of<"ticket/issued">): BegunCourse | undefined {
  const begun = lines.filter(({ act }) => act === "new" || act === "fire");
  if (begun.length === 0) return undefined;
  return { wallMs: act.wallMs, course: Math.max(...begun.map(({ course }) => course)) };
}

/** What was said of an order once too often is the work of a fault. */
function reassign(state: OrderState, event: Of<"order/reassigned">, stream: string): OrderState {
  const { id, body, act, streams } = event;
  const home = streams[0] === stream;
  const said = { id, body, approved: act.approved, home, ...whoAndWhen(event) };
  const reassigned = [...(state.reassigned ?? []), said].slice(0, REASSIGNED_MAX);
  const paymentsById = { ...state.paymentsById };
  for (const { payment: of } of body.tips) {
    const payment = paymentsById[of];
    if (payment === undefined) continue;
    paymentsById[of] = { ...payment, tipOf: tipHolder(of, payment, reassigned) };
  }
  return { ...state, paymentsById, reassigned };
}

function applyOrderEvent(state: OrderState, event: KnownEvent, stream: string): OrderState {
  if (isBirth(event)) return addLine(state, event);
  switch (event.kind) {
    case "order/opened":
      return openOrder(state, event, stream);
    case "order/changed":
      return { ...reopenedBy(state, event), fields: writeFields(state.fields, event) };
    case "order/ended":
      return { ...state, ended: { id: event.id, by: event.act.by, reason: event.body.reason } };
    case "order/line-changed":
      return changeLine(state, event.body.line, (line) => ({
        ...line,
        ...(changesBill(event.body.set) ? otherSinceBill(line) : {}),
        ...withUndone(line, event.body.undoes),
        ...(line.stock === undefined
          ? { fields: writeFields(line.fields, event) }
          : withLess(line, event)),
      }));
    case "order/discounted":
      return discountOrder(state, event);
    case "order/line-discounted": {
      const { line: id } = event.body;
      const write = discountWrite(event);
      return changeLine(noteGiver(state, event), id, (line) => ({
        ...line,
        fields: writeFields(line.fields, write),
      }));
    }
    case "order/charged":
    case "order/exempted":
    case "order/line-placed":
    case "order/merged":
    case "order/split":
    case "bill/printed":
      return applyBillEvent(state, event, stream);
    case "order/line-voided":
      return changeLine(state, event.body.line, (line) => voided(line, event));
    case "order/line-handed-out":
      return changeLine(state, event.body.line, (line) => handedOut(line, event));
    case "ticket/issued":
      return tellKitchen(state, event, stream);
    case "payment/started":
    case "payment/captured":
    case "payment/corrected":
    case "payment/tipped":
    case "payment/declined":
    case "payment/unknown":
    case "payment/resolved":
    case "payment/forwarded":
    case "payment/noted":
      return foldPayment(state, event, stream);
    case "order/reassigned":
      return reassign(state, event, stream);
    case "receipt/issued":
      return { ...state, receipts: [...state.receipts, issued(event, stream)] };
    case "invoice/issued":
      return { ...state, invoices: [...(state.invoices ?? []), issued(event, stream)] };
    case "refund/issued":
      return withoutMoneyOf(
        withReturns({ ...state, refunds: [...state.refunds, refunded(event, stream)] }, event),
        event.body.out.flatMap(({ payment }) => payment ?? []),
      );
    case "order/return-taken":
      return changeReturn(state, event.id, (it) => ({ ...it, taken: event.body }));
    case "order/return-ended": {
      const { taken, refund } = event.body;
      return changeReturn(state, taken, (it) => ({ ...it, ends: [...it.ends, { refund }] }));
    }
    case "order/promoted":
      if ((state.promoted?.length ?? 0) >= PARTS_MAX) return state;
      return { ...state, promoted: [...(state.promoted ?? []), promotedBy(event)] };
    case "order/couponed": {
      const { coupon, on } = event.body;
      const others = (state.coupons ?? []).filter((one) => one !== coupon);
      return { ...state, coupons: on ? [...others, coupon].slice(0, COUPONS_MAX) : others };
    }
    case "order/pointed": {
      const { pointed: _, ...without } = state;
      const { points } = event.body;
      return points === 0 ? without : { ...state, pointed: { id: event.id, ...event.body } };
    }
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    default:
      return state;
  }
}

/** An order that gets a table, a name or covers again is in use again. */
function reopenedBy(state: OrderState, { body: { set } }: Of<"order/changed">): OrderState {
  const { table = "", name = "", covers = 0, customer = "" } = set;
  const isForSomebody = table !== "" || name !== "" || covers > 0 || customer !== "";
  return isForSomebody ? reopened(state) : state;
}

function reopened(state: OrderState): OrderState {
  if (state.ended === undefined) return state;
  const { ended: _, ...open } = state;
  return open;
}

/**
 * Applies an event about where lines lie. Only the line's own order keeps that; the others note
 * that they have a guest.
 */
function applyBillEvent(
  state: OrderState,
  event: Of<
    | "order/line-placed"
    | "order/merged"
    | "order/split"
    | "bill/printed"
    | "order/charged"
    | "order/exempted"
  >,
  stream: string,
): OrderState {
  const [home] = event.streams;
  switch (event.kind) {
    case "order/line-placed": {
      if (home !== stream) return withGuest(state, home);
      const { line: id, at: place, over } = event.body;
      const write = { id: event.id, body: { set: { place }, over: { place: over } } };
      return changeLine(state, id, (line) => ({
        ...line,
        ...cameBy(event, line, state),
        fields: writeFields(line.fields, write),
      }));
    }
    case "order/merged": {
      if (home !== stream) return withGuest(state, home);
      const { into: merged, over } = event.body;
      const write = { id: event.id, body: { set: { merged }, over: { merged: over } } };
      return { ...state, ...joinedBy(event, state), fields: writeFields(state.fields, write) };
    }
    case "order/split":
      return withField(state, event, { split: event.body.parts });
    case "order/charged": {
      const { charges, off, bill } = event.body;
      return withField(noteKnown(state, event), event, {
        charges: { charges, off, ...(bill === undefined ? {} : { bill }) },
      });
    }
    case "order/exempted":
      return withField(noteKnown(state, event), event, { exempt: event.body.exempt });
    case "bill/printed":
      return withBill(state, event, stream);
    default:
      return assertNever(event, "event of a bill");
  }
}

/** The most receipts that a write names; nobody parts a bill into more. */
const KNOWN_MAX = 256;

/** Returns the receipts of the order that are known here, for a write to name. */
export function knownReceipts({ receipts }: OrderState): EventId[] {
  return receipts.slice(-KNOWN_MAX).map(({ id }) => id);
}

/** Writes the one field that the event sets. */
function withField(
  state: OrderState,
  { id, body: { over } }: Of<"order/split" | "order/charged" | "order/exempted">,
  set: Readonly<Record<string, unknown>>,
): OrderState {
  const write = { id, body: { set, over: { [Object.keys(set)[0] ?? ""]: over } } };
  return { ...state, fields: writeFields(state.fields, write) };
}

function withBill(state: OrderState, event: Of<"bill/printed">, stream: string): OrderState {
  const { isOnBill, lines } = linesOnBill(state, event.streams, stream);
  const bill = { ...issued(event, stream), ...(isOnBill ? {} : { lines }) };
  const linesById = billedLines(state.linesById, new Set(lines));
  return { ...state, linesById, bills: [...(state.bills ?? []), bill] };
}

/** Notes an order that may have lines here; what it has is in its own state. */
function withGuest(state: OrderState, guest: StreamId | undefined): OrderState {
  if (guest === undefined) return state;
  const id = streamName(guest) as EventId;
  const guests = state.guests ?? [];
  return guests.includes(id) ? state : { ...state, guests: [...guests, id] };
}

/** Notes the receipts that the write knew: what another till issued apart is told by that. */
function noteKnown(
  state: OrderState,
  { id, body: { knows } }: Of<"order/discounted" | "order/charged" | "order/exempted">,
): OrderState {
  return knows === undefined ? state : { ...state, knownBy: { ...state.knownBy, [id]: knows } };
}

function promotedBy({ id, key, body }: Of<"order/promoted">): PromotedState {
  const deals = body.deals.map((deal) => ({
    ...deal,
    pieces: deal.pieces.map(({ line, count, off }) => [line, count, off] as const),
  }));
  const coupons = body.coupons?.map(({ promotion, name, offs }) => ({
    promotion,
    name,
    offs: offs.map(({ line, off }) => [line, off] as const),
  }));
  const written = { id, hlc: key.hlc, lines: body.lines, deals };
  return coupons === undefined ? written : { ...written, coupons };
}

function discountOrder(state: OrderState, event: Of<"order/discounted">): OrderState {
  const fields = writeFields(state.fields, discountWrite(event));
  const { amount = 0, goods } = event.body.discount ?? {};
  const on =
    goods === undefined ? {} : { goodsOff: { ...state.goodsOff, [event.id]: goods.names } };
  const after = { ...noteGiver(noteKnown(state, event), event), fields, ...on };
  if (amount === 0) return after;
  return { ...after, amountsOff: { ...state.amountsOff, [event.id]: minor(amount) } };
}

function noteGiver(
  state: OrderState,
  { id, act, key, body }: Of<"order/discounted" | "order/line-discounted">,
): OrderState {
  const { discount, reason } = body;
  const { whyOff, compsBy } = state;
  const giver = { by: act.by, till: key.origin, day: act.day };
  return {
    ...state,
    ...(reason === "" ? {} : { whyOff: { ...whyOff, [id]: reason } }),
    ...(discount?.kind === undefined ? {} : { compsBy: { ...compsBy, [id]: giver } }),
  };
}

function discountWrite({
  id,
  body: { discount, over },
}: Of<"order/discounted" | "order/line-discounted">): FieldWrite {
  return { id, body: { set: { discount }, over: { discount: over } } };
}

type Of<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;

function openOrder(state: OrderState, event: Of<"order/opened">, stream: string): OrderState {
  // The order is opened only by the event that it is named for.
  if (orderStream(event.id) !== stream) return state;
  const { number, till, service, table, name, covers } = event.body;
  const set = { service, table, name, covers };
  return {
    ...state,
    opened: { id: event.id, number, till, ...whoAndWhen(event), ...doubtsIn(event.body) },
    fields: writeFields(state.fields, { id: event.id, body: { set, over: {} } }),
  };
}

function addLine(state: OrderState, event: BirthEvent): OrderState {
  const set = fieldsAsAdded(event.body);
  const { fields } = state;
  const bills = (state.bills ?? []).filter(({ lines }) => lines === undefined);
  const owner = fields.owner && registerValue(fields.owner);
  const stock = beginLineStock(event.body, event);
  const after = changeLine(reopened(state), event.id, (line) => ({
    ...line,
    ...(bills.length === 0 ? {} : { afterBill: bills.length }),
    added: line.added ?? bornLine(event),
    hlc: line.added === null ? event.key.hlc : line.hlc,
    by: event.act.by,
    ...(stock === undefined ? {} : { stock }),
    ...(owner === undefined ? {} : { owner }),
    fields: writeFields(line.fields, { id: event.id, body: { set, over: {} } }),
  }));
  if (after.linesById[event.id]?.added?.with === undefined) return after;
  return changeLine(after, event.id, () => following(after.linesById, event.id));
}

function changeLine(
  state: OrderState,
  id: EventId,
  change: (line: LineState) => LineState,
): OrderState {
  const line = change(state.linesById[id] ?? emptyLine);
  const linesById = { ...state.linesById, [id]: line };
  return { ...state, linesById: withDepositsOf(linesById, id) };
}

/** Notes which writes of less were taken back. */
function withUndone(
  { undone = [] }: LineState,
  undoes: ReadonlyArray<EventId> | undefined,
): Pick<LineState, "undone"> {
  return undoes === undefined ? {} : { undone: [...new Set([...undone, ...undoes])] };
}

/**
 * A line that takes of the stock only gets less, and so do the parts of a combo. What tills wrote apart is no
 * question of its: the smallest quantity holds, so that what came free is never taken again by a late write.
 */
function withLess(
  line: LineState,
  event: Of<"order/line-changed">,
): Pick<LineState, "fields" | "stock" | "again"> {
  const { body, id } = event;
  const { quantity, ...others } = body.set;
  const fields = writeFields(line.fields, { id, body: { set: others, over: body.over } });
  const present = registerValue(line.fields.quantity) ?? 0;
  if (quantity === undefined || !isLess(quantity, present)) return { fields };
  const over = openWriteIds(line.fields.quantity);
  return {
    fields: { ...fields, quantity: writeRegister(fields.quantity, { id, value: quantity, over }) },
    ...keepOfLine(line, event, Math.abs(quantity) + (body.wasted ?? 0)),
  };
}

/** Whether a quantity lies between zero and another one, on its side. */
function isLess(quantity: number, present: number): boolean {
  return quantity * Math.sign(present) >= 0 && Math.abs(quantity) < Math.abs(present);
}

/** Notes what came back to the stock of lines that were born here. */
function withReturns(state: OrderState, event: Of<"refund/issued">): OrderState {
  const back = event.body.items.filter(
    ({ line, goods }) => goods === "back" && state.linesById[line]?.stock !== undefined,
  );
  return [...new Set(back.map(({ line }) => line))].reduce(
    (order, id) =>
      changeLine(order, id, (line) => ({
        ...line,
        ...returnToStock(line, event, backToStock(state, id, line).at(-1) ?? 0),
      })),
    state,
  );
}

function changeReturn(
  state: OrderState,
  id: EventId,
  change: (taken: ReturnState) => ReturnState,
): OrderState {
  const taken = change(state.returnsById?.[id] ?? { taken: null, ends: [] });
  return { ...state, returnsById: { ...state.returnsById, [id]: taken } };
}

/** Whether the line is of an order that was put together of several, for what the same decision does next. */
function isGathered({ gathered, linesById }: OrderState, line: EventId): boolean {
  return gathered !== undefined && Object.hasOwn(linesById, line);
}

function tellKitchen(state: OrderState, event: Of<"ticket/issued">, stream: string): OrderState {
  const ticket = toStreamId("ticket", event.id);
  const { table, name } = event.body.head;
  const sentLines = event.body.lines
    .filter((line) => orderStream(line.birth) === stream || isGathered(state, line.line))
    .map((told) => {
      const { act, cause, quantity, modifiers, note, service, course } = told;
      const making = { modifiers, note, service, course, ...notedFor(event.body.head) };
      return { ticket, line: toldLine(told), act, cause, quantity, making };
    });
  const after = {
    ...state,
    sentLines: [...state.sentLines, ...sentLines],
    ...wayTold(state, event, stream),
  };
  if (table === "" && name === "") return after;
  return {
    ...after,
    destinationByTicket: { ...state.destinationByTicket, [ticket]: { table, name } },
  };
}

/** What was said of the whole order, as each of a ticket's lines is made by it. */
function notedFor({ note }: TicketIssued["head"]): Pick<Making, "orderNote"> {
  return note === undefined ? {} : { orderNote: note };
}

/** Notes where the ticket's goods were to go before, and whose bill they are on. */
function wayTold(
  { movedByTicket, billByTicket }: OrderState,
  { id, body, streams }: Of<"ticket/issued">,
  stream: string,
): Pick<OrderState, "movedByTicket" | "billByTicket"> {
  const ticket = toStreamId("ticket", id);
  const from = movedBefore(body.head);
  const bill = streams.find((it) => streamType(it) === "order");
  const isElsewhere = bill !== undefined && bill !== stream;
  return {
    ...(Object.keys(from).length > 0
      ? { movedByTicket: { ...movedByTicket, [ticket]: from } }
      : {}),
    ...(isElsewhere
      ? { billByTicket: { ...billByTicket, [ticket]: streamName(bill) as EventId } }
      : {}),
  };
}

function refunded(event: Of<"refund/issued">, stream: string): OrderState["refunds"][number] {
  const { approved } = event.act;
  return { ...issued(event, stream), ...(approved === "" ? {} : { approved }) };
}

function issued<Event extends NumberedEvent | Of<"bill/printed" | "invoice/issued">>(
  event: Event,
  stream: string,
) {
  const body: Event["body"] = event.body;
  return { id: event.id, body, home: event.streams[0] === stream, ...whoAndWhen(event) };
}
