/** An order as people see it, from its facts and from what became of its tickets. */

import { askedSum, waitingCards } from "../balance/card-payments.ts";
import { tabLimit, unclosedTabs } from "../balance/card-tabs.ts";
import { slipOf } from "../balance/hand-cards.ts";
import { guestsOnBill } from "../balance/line-places.ts";
import { dishLine, sidesSent } from "../balance/line-sides.ts";
import { moneyOwed } from "../balance/money-by-tender.ts";
import { familyOf, GIVEN_BACK_BY_REFUND } from "../balance/money-law.ts";
import {
  courseOf,
  isSameButOrderNote,
  isSameMaking,
  type LineBalance,
  makingOf,
  type OrderBalance,
  orderBalance,
  sentMaking,
} from "../balance/order-balance.ts";
import { chargeViews } from "../balance/order-charges.ts";
import { tenderShares } from "../balance/payment-tenders.ts";
import { returnablePayments } from "../balance/returnable-payments.ts";
import { type OpenReturn, openReturns } from "../balance/returns-taken.ts";
import { heldQuantity, sentPieces, sentQuantity } from "../balance/sent-pieces.ts";
import { wholeTip } from "../balance/tips-after.ts";
import { doubtsIn, isDoubted } from "../doubts/doubts.ts";
import { type LineAdded } from "../events/line-events.ts";
import { orderAttention } from "../folds/order-attention.ts";
import { type Service } from "../goods/catalogue.ts";
import { type PackWeight } from "../goods/measure.ts";
import { type EventId, type StreamId } from "../identity.ts";
import { type UnknownEvent } from "../ledger-view.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  type SoldBy,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { noteOf, orderNoteOf } from "../state/notes.ts";
import {
  type BillState,
  type LineState,
  type Making,
  type OrderState,
  type PaymentState,
} from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type TenderMoney } from "../tenders/tenders.ts";
import {
  type CardSaidView,
  type KitchenWait,
  type LineView,
  type MoneyMove,
  type OrderQuestion,
  type OrderView,
  type PartView,
  type PaymentView,
  type PrintedBillView,
  type ReturnView,
  type TabView,
} from "../views.ts";
import { type AskedFact, askedFacts } from "./asked-facts.ts";
import { type BillPart, billParts, remainderBesideParts } from "./bill-parts.ts";
import { billStanding, isSinceBill, ownBills } from "./bills.ts";
import { isMoved, linesMovedFrom, type StationOf } from "./destination.ts";
import { dueAtOf, isForLater } from "./due-at.ts";
import { type JoinsProduct, likeness, neverJoins } from "./equal-lines.ts";
import { discountWrites, goodsOffOf } from "./goods-off.ts";
import { lineList } from "./line-list.ts";
import { promoOfLine } from "./line-promo.ts";
import { withSerial } from "./line-serial.ts";
import { rowsOfPaper } from "./paper-rows.ts";
import { isReceiptWaiting, joinedTo } from "./table-view.ts";
import { taxChanges, type TaxesOfLine } from "./tax-changes.ts";
import { actsOf, ownerOf } from "./who-serves.ts";

/** Lookups of what became of kitchen tickets. */
export interface TicketLookups {
  readonly isOnPaper: (ticket: StreamId) => boolean;
  /** A person wants no paper of it, and there is none. */
  readonly isPutAside: (ticket: StreamId) => boolean;
  /** Undefined once a printer has taken it, a person wants no paper of it, or a screen has worked it. */
  readonly wait: (ticket: StreamId) => KitchenWait | undefined;
  /** A screen has said that the ticket's part of the line is done. */
  readonly isMade: (ticket: StreamId, line: EventId) => boolean;
  readonly station: StationOf;
  /** Whether equal lines of a product are one row of the order; missing for never. */
  readonly joins?: JoinsProduct;
}

/** The lookups for a view that doesn't show the kitchen. */
export const NO_LOOKUPS: TicketLookups = {
  isOnPaper: () => false,
  isPutAside: () => false,
  wait: () => undefined,
  isMade: () => false,
  station: () => "",
};

/**
 * `order` must have been opened: one that still waits for its opening has no view. `unknown` is what
 * can't be folded of it.
 */
export function toOrderView(
  order: OrderState,
  tickets: TicketLookups,
  unknown: ReadonlyArray<UnknownEvent> = [],
): OrderView | undefined {
  const { opened, fields } = order;
  if (opened === null) return undefined;
  const balance = orderBalance(order);
  const attention = orderAttention(order);
  return {
    id: opened.id,
    number: opened.number,
    service: registerValue(fields.service) ?? "counter",
    table: registerValue(fields.table) ?? "",
    name: registerValue(fields.name) ?? "",
    covers: guestsOnBill(order),
    owner: ownerOf(order),
    joined: joinedTo(order),
    acts: actsOf(order),
    course: registerValue(fields.course),
    customer: registerValue(fields.customer) ?? "",
    note: orderNoteOf(order),
    status: balance.status,
    dueAt: isForLater(order, balance) ? dueAtOf(order) : "",
    opened: { wallMs: opened.wallMs, offsetMinutes: opened.offsetMinutes },
    ...(isDoubted(opened) ? { doubts: doubtsIn(opened) } : {}),
    day: opened.day,
    lines: lineViews(order, balance, tickets),
    discountRate: balance.discount?.rate ?? milliPercent(0),
    off: balance.off,
    ...goodsOffOf(order, discountWrites(order)),
    ...chargeViews(balance.charges.map(({ live: amount, ...it }) => ({ ...it, amount }))),
    ...(balance.exempt === null ? {} : { exempt: balance.exempt.number }),
    total: balance.total,
    paid: balance.paid,
    deposited: sumMinor(balance.deposits, ({ amount }) => amount),
    due: balance.due,
    refundDue: balance.refundDue,
    giveBackBy: moneyOwed(order).byTender.map(toTenderMoney),
    returnable: returnablePayments(order),
    money: moneyMoves(order),
    refunded: sumMinor(order.refunds, ({ body: { total, unfunded = 0 } }) => total + unfunded),
    tooMuch: sumMinor(
      attention.filter(({ type, sign }) => GIVEN_BACK_BY_REFUND.includes(type) && sign === 1),
      ({ amount }) => amount,
    ),
    returns: openReturns(order).map(toReturnView),
    ...cardViews(order),
    ...tabViewOf(order, balance.due),
    parts: billParts(order).map(toPartView),
    besideParts: billParts(order).length === 0 ? zeroMinor : remainderBesideParts(order),
    isReceiptWaiting: isReceiptWaiting(order, balance),
    bills: ownBills(order).map(toPrintedBill),
    billed: billStanding(order),
    taxes: balance.taxes,
    ...taxChangesOf(balance),
    receipts: order.receipts.map(({ body }) => receiptNumber(body.series, body.no)),
    refunds: order.refunds.map(({ body }) => receiptNumber(body.series, body.no)),
    attention: askedFacts(familyOf(order).whole, attention).map(toQuestion),
    incomplete: [
      ...(balance.waitsFor.length > 0 ? (["not-heard"] as const) : []),
      ...(unknown.length > 0 ? (["not-readable"] as const) : []),
    ],
  };
}

function taxChangesOf({ lines }: OrderBalance): Pick<OrderView, "taxChanges"> {
  const changes = taxChanges(
    lines.flatMap(({ line, taxes, service, voided }): ReadonlyArray<TaxesOfLine> => {
      if (voided || line.added === null || line.fields.taxes === undefined) return [];
      return [[line.added.taxes[service], taxes]];
    }),
  );
  return changes.length === 0 ? {} : { taxChanges: changes };
}

function tabViewOf(order: OrderState, due: MinorUnits): Pick<OrderView, "tab"> {
  const unclosed = unclosedTabs(order);
  const tab = unclosed.find(({ state }) => state === "open") ?? unclosed[0];
  if (tab === undefined) return {};
  const { state, started } = tab;
  const holds = state === "open" ? tabLimit(order) : tab.holds;
  return {
    tab: {
      // What is closed is left out above.
      state: state as TabView["state"],
      holds,
      left: minor(holds - due),
      terminal: started.terminal.id,
    },
  };
}

function cardViews(order: OrderState): Pick<OrderView, "cards"> {
  const waiting = waitingCards(order);
  if (waiting.length === 0) return {};
  return {
    cards: waiting.map(({ id, state, started }) => {
      const { id: terminal, wallMs, offsetMinutes } = started.terminal;
      const sum = askedSum(started);
      return { id, state, sum, terminal, till: started.till, wallMs, offsetMinutes };
    }),
  };
}

function toQuestion({ fact, papers, isPaidTwice }: AskedFact): OrderQuestion {
  const numbers = papers.map(({ series, no }) => receiptNumber(series, no));
  return { ...fact, isPaidTwice, papers: numbers };
}

function toPartView({ id, no, of, total, receipt, balance }: BillPart): PartView {
  const number = receipt === undefined ? "" : receiptNumber(receipt.body.series, receipt.body.no);
  return { id, no, of, total, due: balance.due, receipt: number };
}

function toPrintedBill({ id, body, by, wallMs, offsetMinutes }: BillState): PrintedBillView {
  const { no, part, total } = body;
  const own = part === undefined ? undefined : { no: part.no, of: part.of };
  return { id, no, part: own, total, by, wallMs, offsetMinutes };
}

function toTenderMoney({ method, name, amount }: TenderMoney): TenderMoney {
  return name === undefined ? { method, amount } : { method, name, amount };
}

/** Returns the moves in the order in which they are kept: payments first, then refunds. */
function moneyMoves({ paymentsById, refunds }: OrderState): ReadonlyArray<MoneyMove> {
  const plain = { tip: zeroMinor, isCorrected: false };
  return [
    ...Object.values(paymentsById).flatMap(paymentMoves),
    ...refunds.flatMap(({ body: { series, no, out } }) => {
      const about = { ...plain, what: "refund", number: receiptNumber(series, no) } as const;
      return out.map((money) => toMove(money, about));
    }),
  ];
}

/** Returns a move for each tender of a payment, as corrected; none before its capture. */
function paymentMoves(payment: PaymentState): ReadonlyArray<MoneyMove> {
  const isCorrected = (payment.corrections ?? []).length > 0;
  return tenderShares(payment).map(({ rounding, tip, ...money }) => {
    const amount = minor(money.amount + rounding);
    const what = amount < 0 ? "hand-back" : "payment";
    return toMove({ ...money, amount }, { what, number: "", tip, isCorrected });
  });
}

function toMove(money: TenderMoney, about: Omit<MoneyMove, keyof TenderMoney>): MoneyMove {
  return { ...toTenderMoney(money), ...about };
}

function toReturnView({ id, number, items, total }: OpenReturn): ReturnView {
  const lines = rowsOfPaper(items).flatMap((row) => {
    const quantity = thousandths(row.reduce((sum, item) => sum + item.quantity, 0));
    const amount = sumMinor(row, ({ net }) => net);
    return row
      .slice(0, 1)
      .map(({ name, by }) => ({ name, soldBy: toSoldBy(by), quantity, amount }));
  });
  return { id, number, lines, total };
}

/** `A-000001`: the series, and at least six digits. */
export function receiptNumber(series: string, no: number): string {
  return `${series}-${String(no).padStart(6, "0")}`;
}

/** Undefined for what is no receipt number; in either case, with or without the zeros. */
export function parseReceiptNumber(
  text: string,
): { readonly series: string; readonly no: number } | undefined {
  const { series, no } = /^(?<series>[A-Z0-9]+)-(?<no>[0-9]{1,9})$/iu.exec(text)?.groups ?? {};
  return series === undefined ? undefined : { series: series.toUpperCase(), no: Number(no) };
}

export function toPaymentView(order: OrderState, id: EventId): PaymentView | undefined {
  const payment = order.paymentsById[id];
  if (payment === undefined || payment.captured === null) return undefined;
  const { amount, tendered, change, rounding, foreign, card } = payment.captured;
  const { method = "cash", name } = payment.started ?? {};
  const tip = wholeTip(payment);
  const given = {
    ...(name === undefined ? {} : { name }),
    ...(tip === 0 ? {} : { tip }),
    ...(foreign === undefined ? {} : { foreign }),
    ...(card === undefined && payment.noted === undefined ? {} : { card: toCardSaid(payment) }),
  };
  return { id, method, amount, tendered, change, rounding, ...given };
}

function toCardSaid(payment: PaymentState): CardSaidView {
  const { brand, slip, last4 } = slipOf(payment);
  const digits = last4 === "" ? "" : `*${last4}`;
  const name = [brand, digits].filter((text) => text !== "").join(" ");
  const isOffline = payment.captured?.card?.offline === true;
  return { name, isOffline, ...(slip === "" ? {} : { slip }) };
}

/**
 * Lines that are gone keep no number: what is on the screen is counted through. Equal lines stand in
 * one row, and have its number.
 */
function lineViews(
  order: OrderState,
  { lines }: OrderBalance,
  tickets: TicketLookups,
): ReadonlyArray<LineView> {
  let last = 0;
  const positions = new Map<string, number>();
  return inPlace(lines).map((balance) => {
    const gone = balance.voided && !order.sentLines.some(({ line }) => line === balance.id);
    const view = toLineView(order, balance, { position: 0, gone, tickets });
    if (gone) return view;
    const row = rowOf(order, balance, { view, tickets });
    const position = (row === undefined ? undefined : positions.get(row)) ?? last + 1;
    if (row !== undefined) positions.set(row, position);
    last = Math.max(last, position);
    return Object.assign(view, { position });
  });
}

/**
 * Returns a text that the lines of a row have in common; undefined for a line that is a row of its
 * own. Each line of an order in courses is one: the rows below it are those of its course. Both halves of half and
 * half are in one course.
 */
function rowOf(
  order: OrderState,
  balance: LineBalance,
  { view, tickets }: { readonly view: LineView; readonly tickets: TicketLookups },
): string | undefined {
  const isHalf = view.combo?.half === true;
  const isInCourses = order.fields.course.open.length > 0 && !isHalf;
  const like = isInCourses ? undefined : likeness(order, balance, tickets.joins ?? neverJoins);
  if (like === undefined || view.combo !== undefined) return like;
  const { kitchen, waits, isMade, isOnHold, isSinceBill, covered } = view;
  return JSON.stringify([like, kitchen, waits, isMade, isOnHold, isSinceBill, covered === 0]);
}

/** Sorts lines as they were rung up; a line that was voided and brought back stands where it stood. */
function inPlace(lines: ReadonlyArray<LineBalance>): ReadonlyArray<LineBalance> {
  const placed: LineBalance[] = [];
  for (const balance of lines) {
    const replaced = balance.line.added?.instead;
    const at = replaced === undefined ? -1 : placed.findIndex(({ id }) => id === replaced);
    if (at < 0) placed.push(balance);
    else placed.splice(at + 1, 0, balance);
  }
  return placed;
}

function toLineView(
  order: OrderState,
  balance: LineBalance,
  place: {
    readonly position: number;
    readonly gone: boolean;
    readonly tickets: TicketLookups;
  },
): LineView {
  const { line } = balance;
  return {
    id: balance.id,
    position: place.position,
    gone: place.gone,
    sku: line.added?.sku ?? "",
    name: line.added?.name ?? "",
    ...(line.added?.combo === undefined ? {} : { combo: line.added.combo }),
    ...(line.added?.with === undefined ? {} : { with: line.added.with.line }),
    soldBy: toSoldBy(line.added?.by),
    ...withPackWeight(line),
    kind: balance.line.added?.kind ?? "goods",
    quantity: balance.quantity,
    price: registerValue(line.fields.unit) ?? zeroMinor,
    list: lineList(line)?.name ?? "",
    unitPrice: balance.unitPrice,
    gross: balance.live,
    discountRate: balance.discount?.rate ?? milliPercent(0),
    off: balance.off,
    ...promoOfLine(order, balance),
    modifiers: balance.modifiers.map(({ name, price, count }) => ({ name, price, count })),
    note: noteOf(line),
    ...withSerial(line),
    service: serviceApart(order, balance.service),
    course: courseOf(line),
    seat: registerValue(line.fields.seat) ?? 0,
    kitchen: kitchenState(order, balance, place.tickets),
    waits: waitOf(order, balance, place.tickets),
    isMade: isMade(order, balance, place.tickets),
    isOnHold: isHeld(order, balance),
    voided: balance.voided,
    isSinceBill: isSinceBill(order, balance.id),
    covered: balance.covered,
  };
}

/** Goods at a typed price are sold by the piece, and so are goods that are not known here. */
export function toSoldBy(by: LineAdded["by"] | undefined): SoldBy {
  return by === "weight" ? "weight" : "each";
}

/** Returns what one of a line weighs, where it is a pack with a printed price. */
export function withPackWeight({ added }: Pick<LineState, "added">): {
  readonly packWeight?: PackWeight;
} {
  return added?.packWeight === undefined ? {} : { packWeight: added.packWeight };
}

/** Undefined for what is served as its order is. */
export function serviceApart(order: OrderState, service: Service): Service | undefined {
  return service === (registerValue(order.fields.service) ?? "counter") ? undefined : service;
}

function kitchenState(
  order: OrderState,
  balance: LineBalance,
  looks: TicketLookups,
): LineView["kitchen"] {
  const { id, line, quantity, voided } = balance;
  const sent = sentQuantity(order, id);
  const making = sentMaking(order, id);
  if (line.added?.station === "" || (voided && making === undefined)) return "none";
  if (sent !== (voided ? 0 : quantity)) return "unsent";
  if (!voided && making !== undefined && isMadeOtherwise(order, { balance, making, looks }))
    return "unsent";
  const isElsewhere =
    !voided && isMoved(linesMovedFrom(order, [id, ...sidesSent(order, id)], looks.station));
  if (isElsewhere && !isMade(order, balance, looks)) return "unsent";
  const tickets = order.sentLines
    .filter((sent) => dishLine(sent.line) === id && !isReplacedMove(sent, looks))
    .map(({ ticket }) => ticket);
  if (tickets.every(looks.isOnPaper)) return "printed";
  return tickets.some((ticket) => looks.isPutAside(ticket)) ? "put-aside" : "sent";
}

/** Whether the kitchen is to hear that it is otherwise; of what is made a note for the whole order is no news. */
function isMadeOtherwise(
  order: OrderState,
  {
    balance,
    making,
    looks,
  }: {
    readonly balance: LineBalance;
    readonly making: Making;
    readonly looks: TicketLookups;
  },
): boolean {
  const now = makingOf(order, balance);
  if (isSameMaking(making, now)) return false;
  return !isSameButOrderNote(making, now) || !isMade(order, balance, looks);
}

/** Whether another move has taken the place of this one before anybody read it. */
function isReplacedMove(
  { act, ticket }: OrderState["sentLines"][number],
  looks: TicketLookups,
): boolean {
  return act === "move" && looks.isPutAside(ticket);
}

/**
 * Returns the wait of the line's oldest ticket that has one; a printing problem comes first, since
 * somebody can fix that.
 */
function waitOf(
  order: OrderState,
  { id }: LineBalance,
  tickets: TicketLookups,
): KitchenWait | undefined {
  const waits = order.sentLines
    .filter(({ line }) => dishLine(line) === id)
    .flatMap(({ ticket }) => tickets.wait(ticket) ?? [])
    .toSorted((one, other) => one.sinceMs - other.sinceMs);
  const forPaper = waits.find((wait) => wait.for === "paper");
  return waits.find((wait) => wait.for === "doubt") ?? forPaper ?? waits[0];
}

/** Whether the kitchen holds the line: by its tickets, or before those by the person who rang it up. */
function isHeld(order: OrderState, { id, line, voided }: LineBalance): boolean {
  const parts = sentPieces(order, id);
  if (voided || parts.length > 0) return heldQuantity(order, id) > 0;
  return line.fields.held !== undefined && registerValue(line.fields.held) === true;
}

/** Every station has done all that it was told of the line. */
function isMade(order: OrderState, { id }: LineBalance, tickets: TicketLookups): boolean {
  const sentLines = order.sentLines.filter(({ line }) => dishLine(line) === id);
  return sentLines.length > 0 && sentLines.every(({ ticket }) => tickets.isMade(ticket, id));
}
