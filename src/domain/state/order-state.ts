/** The folded state of one order: facts only. What they amount to is worked out in order-view.ts. */

import { type Doubts } from "../doubts/doubts.ts";
import { type BillPrinted, type LinePlace, type SplitPart } from "../events/bill-events.ts";
import {
  type AtTerminal,
  type CardCaptured,
  type FoundReceipt,
  type UnknownWhy,
} from "../events/card-events.ts";
import { type OrderCharged } from "../events/charge-events.ts";
import {
  type OrderReassigned,
  type PaymentCorrected,
  type PaymentTipped,
} from "../events/correction-events.ts";
import { type Counted } from "../events/counted-events.ts";
import { type GivenDiscount, type OrderDiscount } from "../events/discount-events.ts";
import { type EventKey, type InLedger } from "../events/event.ts";
import { type ReturnTaken } from "../events/exchange-events.ts";
import { type Exempt } from "../events/exempt-events.ts";
import { type InvoiceIssued } from "../events/invoice-events.ts";
import { type LineAdded, type LineList } from "../events/line-events.ts";
import { type LineModifier } from "../events/line-parts.ts";
import { type ReceiptIssued, type RefundIssued } from "../events/order-events.ts";
import { type PaymentStarted } from "../events/payment-events.ts";
import { type TicketAct } from "../events/ticket-acts.ts";
import { type PaidByVoucher } from "../events/voucher-events.ts";
import { type Service } from "../goods/catalogue.ts";
import {
  type BusinessDay,
  type DeviceId,
  type EventId,
  type Origin,
  type StreamId,
} from "../identity.ts";
import { type BornLine } from "../lines/line-kinds.ts";
import { type MinorUnits, type Thousandths } from "../money/amounts.ts";
import { type WrittenPromotions } from "../promotions/held-deals.ts";
import { type ForeignCash } from "../tenders/foreign-cash.ts";
import { type ResolvedByName } from "./attention.ts";
import { emptyRegister, type Register, registerValue } from "./register.ts";

/** Points that a customer spends on an order, by the event that last said so. */
export interface PointedState {
  readonly id: EventId;
  readonly customer: string;
  readonly points: number;
  /** What each takes off. */
  readonly worth: MinorUnits;
  /** What papers call points. */
  readonly name: string;
}

export interface OrderState {
  /** The event that opened the order; null until it is heard, and the order waits until then. */
  readonly opened: OrderOpening | null;
  /** The order's own id, written only while the event that opens it is not here. */
  readonly unopened?: EventId;
  readonly fields: {
    readonly service: Register<Service>;
    readonly table: Register<string>;
    readonly name: Register<string>;
    readonly covers: Register<number>;
    /** The course of the lines added from here on; 0 or missing for the product's own. */
    readonly course: Register<number>;
    /** The customer's id; empty once no customer is named any more. */
    readonly customer: Register<string>;
    readonly discount: Register<OrderDiscount | null>;
    /** The staff number of the person who serves the order; missing while that is who opened it. */
    readonly owner?: Register<string>;
    /** What all who make its goods have to know; missing where nobody ever said anything. */
    readonly note?: Register<string>;
    /** The parts that the bill is paid in; empty for one bill, missing where nobody has split it. */
    readonly split?: Register<ReadonlyArray<SplitPart>>;
    /** The charges on top of the goods; missing where no rule ever applied. */
    readonly charges?: Register<ChargesWritten>;
    /** The reason that the order owes no taxes; null once it does again, missing where nobody said so. */
    readonly exempt?: Register<Exempt | null>;
    /** When it is wanted, on the shop's wall; empty once collected, missing where nobody ever said. */
    readonly dueAt?: Register<string>;
    /** The age that whoever collected it was found to have; missing where nobody was asked. */
    readonly ageChecked?: Register<number>;
    /** The order whose bill this one is on; null for its own bill, missing where nobody merged it. */
    readonly merged?: Register<EventId | null>;
  };
  /** The end of an order whose guests left without ordering; missing once the order is used again. */
  readonly ended?: OrderEnd;
  /**
   * When each person last did something to the order, by staff number, in ms by the clock of their
   * till. A counter's sale, which has no table, name or covers, does not have it.
   */
  readonly actsMs?: Readonly<Record<string, number>>;
  /** The course that the kitchen last began with; missing where `actsMs` is. */
  readonly begun?: BegunCourse;
  /** The lines in the order in which they were first named. */
  readonly linesById: Readonly<Record<EventId, LineState>>;
  readonly paymentsById: Readonly<Record<EventId, PaymentState>>;
  readonly receipts: ReadonlyArray<ReceiptState>;
  readonly refunds: ReadonlyArray<RefundState>;
  /** What was said of whose its goods and tips are, in the ledger's order; missing until somebody says it. */
  readonly reassigned?: ReadonlyArray<ReassignedState>;
  /** Every line that the kitchen was sent, once for each ticket that names it. */
  readonly sentLines: ReadonlyArray<SentLine>;
  /** The table and name on each ticket; missing until a ticket names one. */
  readonly destinationByTicket?: Readonly<Record<StreamId, Destination>>;
  /** The table or name that a ticket's goods were to go to before; missing for a ticket that moves nothing. */
  readonly movedByTicket?: Readonly<Record<StreamId, Partial<Destination>>>;
  /** The order on whose bill a ticket's goods were; missing where that is the order that they were born in. */
  readonly billByTicket?: Readonly<Record<StreamId, EventId>>;
  /** The receipt goods that come back in exchange for goods of this order; missing for most. */
  readonly returnsById?: Readonly<Record<EventId, ReturnState>>;
  /**
   * The orders that were once merged into this one, or whose lines were moved here. Whether they
   * still are is in their own state.
   */
  readonly guests?: ReadonlyArray<EventId>;
  /** The event that brought it onto the bill that it is on; missing where nobody merged it. */
  readonly joined?: InLedger;
  /** The printed bills in their order; missing until one is printed. */
  readonly bills?: ReadonlyArray<BillState>;
  /** The invoices of its receipts in their order; missing until one is issued. */
  readonly invoices?: ReadonlyArray<InvoiceState>;
  /**
   * The amounts of the order's discounts by the write that granted each, replaced ones included;
   * missing where none is an amount.
   */
  readonly amountsOff?: Readonly<Record<EventId, MinorUnits>>;
  /**
   * The receipts that discounts, charges and exemptions knew, by their writes; missing where none of
   * them noted any.
   */
  readonly knownBy?: Readonly<Record<EventId, ReadonlyArray<EventId>>>;
  /**
   * The reasons of discounts, also of the lines', by the write that granted each; missing where
   * nobody gave one.
   */
  readonly whyOff?: Readonly<Record<EventId, string>>;
  /**
   * The names of the goods that an order's discount is on, by its write, replaced ones included; missing
   * where each is on all goods.
   */
  readonly goodsOff?: Readonly<Record<EventId, ReadonlyArray<string>>>;
  /** The person who gave a comp, by the write that granted it, replaced ones included; mostly missing. */
  readonly compsBy?: Readonly<Record<EventId, CompGiver>>;
  /** What acts wrote of promotions, in its order; missing until one did. */
  readonly promoted?: ReadonlyArray<PromotedState>;
  /** The writes of the coupons that it has, in the order in which guests showed them; missing until one did. */
  readonly coupons?: ReadonlyArray<EventId>;
  /** The points that its customer spends on it; missing while there are none. */
  readonly pointed?: PointedState;
  /** The questions about the order that people have settled; missing until one is. */
  readonly resolved?: ResolvedByName;
  /** The orders on one bill put together. No fold writes it: gathered-order.ts does. */
  readonly gathered?: Gathered;
}

/** The orders, lines and receipts of one bill, where lines of several orders lie on it. */
export interface Gathered {
  /** The orders on the bill: the order itself first, then those that were merged into it. */
  readonly orders: ReadonlyArray<OrderState>;
  readonly linesById: Readonly<Record<EventId, GatheredLine>>;
  /** The receipts that cover any of the lines, on whichever bill those were. */
  readonly receipts: ReadonlyArray<ReceiptState>;
  /** The refunds of those receipts. */
  readonly refunds: ReadonlyArray<RefundState>;
  /** The orders whose money can't be told apart from this one's. */
  readonly family: OrderFamily;
  /** Two tills apart merged each of two orders into the other. */
  readonly isInCircle: boolean;
}

/**
 * The smallest set of orders of which lines, merges, receipts and payments name no order outside. What
 * was paid for any of them is told apart from what they cost only over all of them. Source: docs/rules/money.md, M1.
 */
export interface OrderFamily {
  /** All orders put together as if they were on one bill. */
  readonly whole: OrderState;
  /** The bills that the orders are on. */
  readonly bills: ReadonlyArray<OrderState>;
}

/** The bills that a line lies on. */
export interface GatheredLine {
  /** The order that the line was born in; its stream has every event of the line. */
  readonly birth: EventId;
  /** The first of the bill's orders that the line lies in; that order's discount applies to the line. */
  readonly at: EventId;
  /** All orders that the line lies in, also those on other bills. */
  readonly places: ReadonlyArray<LinePlace>;
  /** The orders of `places` that are on this bill. */
  readonly orders: ReadonlyArray<EventId>;
}

/** What an act wrote of promotions. */
export interface PromotedState extends InLedger, WrittenPromotions {}

export type ChargesWritten = Pick<OrderCharged, "charges" | "off" | "bill">;

export interface CompGiver {
  /** The staff number of the person who gave the comp. */
  readonly by: string;
  readonly till: Origin;
  readonly day: BusinessDay;
}

export interface OrderOpening extends Doubts {
  readonly id: EventId;
  readonly number: string;
  readonly till: Origin;
  readonly by: string;
  readonly day: BusinessDay;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface BegunCourse {
  readonly wallMs: number;
  /** The latest course that the kitchen has begun with; 0 for none. */
  readonly course: number;
}

export interface OrderEnd {
  readonly id: EventId;
  readonly by: string;
  /** The reason; empty where nobody gave one. */
  readonly reason: string;
}

export interface LineState {
  /** The event that added the line; null until it is heard. */
  readonly added: BornLine | null;
  /** The clock of that event; 0 until it is heard. */
  readonly hlc: number;
  readonly by: string;
  /** The staff number of the person who owned the order then; missing where that is who opened it. */
  readonly owner?: string;
  readonly fields: LineFields;
  readonly voids: ReadonlyArray<LineVoid>;
  /** The number of bills printed before the line came; missing for none. */
  readonly afterBill?: number;
  /** What the line has taken of the stock and given back; missing for goods whose stock nobody keeps. */
  readonly stock?: LineStock;
  /** The line as the last bill had it; missing where none was printed since the line came. */
  readonly billed?: BilledLine;
  /** The voids of it that were none, since the guest has the goods; missing for most. */
  readonly handedOut?: ReadonlyArray<EventId>;
  /** The writes that made less of it and were taken back since; missing for most. */
  readonly undone?: ReadonlyArray<EventId>;
  /** What it took of the stock again, for goods that a void had given back to that; missing for most. */
  readonly again?: ReadonlyArray<StockAgain>;
  /** The event that last brought it to each order, its own one included; missing where nobody has moved it. */
  readonly came?: Readonly<Record<EventId, InLedger>>;
}

/** A second taking of a line, under the till of the event that it is named for. */
export interface StockAgain extends LineStock {
  readonly id: EventId;
  /** The quantity that it took of what the line has. */
  readonly of: Thousandths;
}

/** How much of a line the stock misses: `kept` less what was returned with its receipt. */
export interface LineStock {
  readonly hlc: number;
  /** The business day on which the line was added. */
  readonly day: BusinessDay;
  /** The smallest quantity that anybody wrote, with what did not come back of the rest. */
  readonly kept: Thousandths;
  readonly returned: Thousandths;
  /** The moments at which there was less, by rising key. */
  readonly backs: ReadonlyArray<
    EventKey & { readonly day: BusinessDay; readonly left: Thousandths }
  >;
}

export interface BilledLine {
  /** The quantity on the bill; zero for a line that was voided before. */
  readonly quantity: Thousandths;
  /** The orders that the line lay in; missing where nobody had moved it. */
  readonly place?: ReadonlyArray<LinePlace>;
  /** The price, the options, the discount or the service of the line has changed since the bill. */
  readonly isOther?: true;
}

export interface LineFields {
  readonly quantity: Register<Thousandths>;
  readonly unit: Register<MinorUnits>;
  readonly note: Register<string>;
  readonly seat: Register<number>;
  readonly course: Register<number>;
  readonly service: Register<Service | null>;
  readonly modifiers: Register<ReadonlyArray<LineModifier>>;
  readonly discount: Register<GivenDiscount | null>;
  /** The counted stock that the line takes from; missing for goods without a count. */
  readonly counted: Register<Counted>;
  /** The price list that set `unit` when it was repriced; null for the product's own price, mostly missing. */
  readonly list?: Register<LineList | null>;
  /** The taxes of the day that its goods are handed over; missing where they are those that it was added with. */
  readonly taxes?: Register<LineTaxes>;
  /** Its serial number, empty while nobody has said it; missing for goods that are sold without. */
  readonly serial?: Register<string>;
  /** Whether the kitchen holds the line; null for as its course says, missing where nobody has said. */
  readonly held?: Register<boolean | null>;
  /** The orders that the line lies in; missing where nobody has moved it. */
  readonly place?: Register<ReadonlyArray<LinePlace>>;
}

export interface LineVoid {
  readonly id: EventId;
  readonly reason: string;
  readonly by: string;
  readonly approved: string;
}

export interface PaymentState {
  /** The start of the payment; null until it is heard. */
  readonly started: {
    readonly method: string;
    /** The name that the shop's own tender had when the payment was made. */
    readonly name?: string;
    readonly amount: MinorUnits;
    /** The tender that the returned goods had been paid by, in an exchange; missing where money pays. */
    readonly from?: PaymentStarted["from"];
    /** The person and the reason for a refund by another tender than the payment's. */
    readonly otherwise?: Otherwise;
    /** The payments whose money goes back; missing for money that comes. */
    readonly gives?: ReadonlyArray<EventId>;
    /** Why one payment goes back as it came; missing for money that the order has too much of. */
    readonly reason?: string;
    /** It brings back what had gone out beyond what there was; missing for other payments. */
    readonly again?: true;
    readonly till: Origin;
    readonly day: BusinessDay;
    /** The drawer session that the payment moves; missing where none was open. */
    readonly drawer?: EventId;
    /** The part of the bill that the payment pays; missing where it pays whichever part comes next. */
    readonly part?: string;
    /** The terminal that the payment was asked for at; missing for every other payment. */
    readonly terminal?: StartedAtTerminal;
    /** Who booked when what a terminal beside the till had said; missing for every other payment. */
    readonly byHand?: BookedByHand;
    /** Who kept money that nobody owed, or wrote off what was missing; missing for every other payment. */
    readonly accepted?: Pick<Otherwise, "by" | "approved">;
    /** Whether this stream is the home of the event, where its money counts. */
    readonly home: boolean;
  } | null;
  /** The first capture in the order of keys; a payment counts once, by its id. */
  readonly captured: {
    readonly id: EventId;
    readonly amount: MinorUnits;
    readonly tendered: MinorUnits;
    readonly change: MinorUnits;
    readonly rounding: MinorUnits;
    /** The foreign money that was handed over; missing for the shop's own. */
    readonly foreign?: ForeignCash;
    /** The tip, and the staff number of the person who took the payment; missing for none. */
    readonly tip?: { readonly amount: MinorUnits; readonly to: string };
    /** The terminal's answer; missing for a payment that no terminal was asked for. */
    readonly card?: CardCaptured;
    /** The voucher that it was paid by; missing for other payments. */
    readonly voucher?: Pick<PaidByVoucher, "id" | "year">;
  } | null;
  /**
   * What a terminal gave back for goods, whose money is that of the refund which names the payment; missing
   * for every other payment.
   */
  readonly refunded?: NonNullable<PaymentState["captured"]>;
  /** What a terminal reserved, raised or released, which is no money; missing for every other payment. */
  readonly held?: NonNullable<PaymentState["captured"]>;
  /** The terminal did not take the money; missing where nobody said so. */
  readonly declined?: CardDeclined;
  /** The last time that nobody could tell what became of the payment; missing where nobody said so. */
  readonly unknown?: CardUnknown;
  /** The words of people about it, in their order; missing where nobody was asked. */
  readonly words?: ReadonlyArray<CardWord>;
  /** What became of an approval without the host, as it was told; missing where nobody has told it. */
  readonly forwarded?: ReadonlyArray<CardForwarded>;
  /** The corrections of the tender in their order; missing where nobody has corrected it. */
  readonly corrections?: ReadonlyArray<CorrectionState>;
  /** Corrections that another till had made as well, which count for nothing; missing for none. */
  readonly correctedAlike?: ReadonlyArray<CorrectedAlike>;
  /** The tips that were typed afterwards, in their order; missing for none. */
  readonly tipped?: ReadonlyArray<TippedState>;
  /** The staff number of whose the tip is, where somebody has said that it isn't the taker's. */
  readonly tipOf?: string;
  /** What a person has typed last of its slip, empty for what stays unknown; missing where nobody has. */
  readonly noted?: CardNoted;
}

export interface CardNoted {
  readonly slip: string;
  readonly last4: string;
}

export interface BookedByHand {
  readonly by: string;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

/** A payment's start at a terminal, with who started it and when. */
export interface StartedAtTerminal extends AtTerminal {
  readonly by: string;
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

export interface CardDeclined {
  readonly id: EventId;
  readonly how: "answer" | "memory" | "untold";
  readonly code: string;
}

export interface CardUnknown {
  readonly id: EventId;
  readonly found: FoundReceipt | null;
  readonly why: UnknownWhy;
  /** The tills that could not be heard; missing where that is not why. */
  readonly missing?: ReadonlyArray<DeviceId>;
}

/** A person's word on whether the terminal took the money. */
export interface CardForwarded {
  readonly id: EventId;
  readonly isAccepted: boolean;
  /** The staff number of the person who told it. */
  readonly by: string;
}

export interface CardWord {
  readonly id: EventId;
  readonly says: "yes" | "no";
  readonly number: string;
  readonly by: string;
}

/** A tip that a person typed after its payment. */
export interface TippedState extends Omit<CorrectionState, "body" | "approved"> {
  readonly body: PaymentTipped;
}

/** A person's word that a payment was made by another tender than it was booked by. */
export interface CorrectionState {
  readonly id: EventId;
  readonly body: PaymentCorrected;
  readonly by: string;
  /** The staff number of the person who approved it; empty for nobody. */
  readonly approved: string;
  readonly day: BusinessDay;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  /** Whether this stream is the home of the event, where its money counts. */
  readonly home: boolean;
}

/** A correction with the first one that says the same. */
export interface CorrectedAlike extends CorrectionState {
  readonly first: EventId;
}

/** A person's word on whose a paid order is. */
export interface ReassignedState extends Omit<CorrectionState, "body"> {
  readonly body: OrderReassigned;
  readonly hlc: number;
}

/** The person who refunded by another tender, the approving one (empty for none), and the reason. */
export interface Otherwise extends NonNullable<PaymentStarted["otherwise"]> {
  readonly by: string;
  readonly approved: string;
}

export interface ReceiptState {
  readonly id: EventId;
  readonly body: ReceiptIssued;
  readonly by: string;
  readonly day: BusinessDay;
  /**
   * The event's position among all events, together with its id. The till's wall clock says nothing
   * of that.
   */
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  readonly home: boolean;
}

export interface BillState extends Omit<ReceiptState, "body"> {
  readonly body: BillPrinted;
  /** The order's lines that lay on another order's bill; missing where the order itself was on this bill. */
  readonly lines?: ReadonlyArray<EventId>;
}

export interface InvoiceState extends Omit<ReceiptState, "body"> {
  readonly body: InvoiceIssued;
}

export interface RefundState extends Omit<ReceiptState, "body"> {
  readonly body: RefundIssued;
  /** The staff number of the person who approved the refund; missing where nobody had to. */
  readonly approved?: string;
}

export interface ReturnState {
  /** The returned goods; null until the event that took them is heard. */
  readonly taken: ReturnTaken | null;
  /**
   * The ends of the return: each names its refund, or null for none. The return waits for the
   * payment until it has an end.
   */
  readonly ends: ReadonlyArray<{ readonly refund: EventId | null }>;
}

export interface SentLine {
  readonly ticket: StreamId;
  readonly line: EventId;
  readonly act: TicketAct;
  readonly cause: EventId;
  readonly quantity: Thousandths;
  /** What the ticket named of how it is made. */
  readonly making: Making;
}

/** How the kitchen makes and serves a line. */
export interface Making {
  readonly modifiers: ReadonlyArray<{ readonly name: string; readonly count: number }>;
  readonly note: string;
  readonly service: Service;
  readonly course: number;
  /** The note of the whole order; missing for none. */
  readonly orderNote?: string;
}

/** The table and name that a ticket's goods are carried to; empty for what nobody has said. */
export interface Destination {
  readonly table: string;
  /** The name that the order is called by. */
  readonly name: string;
}

/** The state of an order of which no event is here. */
export const emptyOrder: OrderState = {
  opened: null,
  fields: {
    service: emptyRegister(),
    table: emptyRegister(),
    name: emptyRegister(),
    covers: emptyRegister(),
    course: emptyRegister(),
    customer: emptyRegister(),
    discount: emptyRegister(),
  },
  linesById: {},
  paymentsById: {},
  receipts: [],
  refunds: [],
  sentLines: [],
};

export const emptyLine: LineState = {
  added: null,
  hlc: 0,
  by: "",
  fields: {
    quantity: emptyRegister(),
    unit: emptyRegister(),
    note: emptyRegister(),
    seat: emptyRegister(),
    course: emptyRegister(),
    service: emptyRegister(),
    modifiers: emptyRegister(),
    discount: emptyRegister(),
    counted: emptyRegister(),
  },
  voids: [],
};

/** Returns the values that adding a line writes to its fields; undefined for a field that it leaves alone. */
export function fieldsAsAdded(added: LineAdded): {
  readonly [Field in Exclude<keyof LineFields, "discount" | "list" | "taxes" | "place">]:
    | LineAdded[Field]
    | undefined;
} {
  const { quantity, unit, note, seat, course, service, modifiers, counted, serial } = added;
  const held = added.held ? true : undefined;
  return { quantity, unit, note, seat, course, service, modifiers, counted, serial, held };
}

export type LineTaxes = LineAdded["taxes"];

/** Returns the taxes of a line by service: those of its hand-over, once they were written. */
export function taxesOfLine(
  { fields }: Pick<LineState, "fields">,
  added: Pick<LineAdded, "taxes">,
): LineTaxes {
  return (fields.taxes && registerValue(fields.taxes)) ?? added.taxes;
}

/** Whether somebody sits at a table with it, or asks for it by a name. */
export function isSeated({ fields }: OrderState): boolean {
  const texts = [fields.table, fields.name].map(registerValue);
  return texts.some((text = "") => text !== "") || (registerValue(fields.covers) ?? 0) > 0;
}

/**
 * An order's own name. Every order that a view offers was opened, and one on a bill with it was opened by a
 * till that may not have been heard yet, or that counts no more.
 */
export function openedId({ opened, unopened }: OrderState): EventId {
  const id = opened?.id ?? unopened;
  if (id === undefined) throw new Error("Nobody has said anything of the order.");
  return id;
}
