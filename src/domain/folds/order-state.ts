/** The folded state of one order: facts only. What they amount to is worked out in order-view.ts. */

import { type ResolvedByName } from "../attention.ts";
import { type Service } from "../catalogue.ts";
import { type Doubts } from "../doubts.ts";
import { type BillPrinted, type LinePlace, type SplitPart } from "../events/bill-events.ts";
import { type OrderCharged } from "../events/charge-events.ts";
import { type PaymentCorrected } from "../events/correction-events.ts";
import { type Counted } from "../events/counted-events.ts";
import { type ReturnTaken } from "../events/exchange-events.ts";
import { type Exempt } from "../events/exempt-events.ts";
import {
  type LineAdded,
  type LineList,
  type GivenDiscount,
  type LineModifier,
  type ReceiptIssued,
  type RefundIssued,
} from "../events/order-events.ts";
import { type PaymentStarted } from "../events/payment-events.ts";
import { type ForeignCash } from "../foreign-cash.ts";
import { type BusinessDay, type EventId, type Origin, type StreamId } from "../identity.ts";
import { type MinorUnits, type Thousandths } from "../money/amounts.ts";
import { type TicketAct } from "../views.ts";
import { emptyRegister, type Register, registerValue } from "./register.ts";

export interface OrderState {
  /** Null while the event that opened it is not here: then the order waits. */
  readonly opened: OrderOpening | null;
  /** Its own name, as long as the event that opens it is not here; never written otherwise. */
  readonly unopened?: EventId;
  readonly fields: {
    readonly service: Register<Service>;
    readonly table: Register<string>;
    readonly name: Register<string>;
    readonly covers: Register<number>;
    /** Of what is added from here on; 0, or never written, for the product's own. */
    readonly course: Register<number>;
    /** Id of the customer; empty for none any more. */
    readonly customer: Register<string>;
    readonly discount: Register<GivenDiscount | null>;
    /** Staff number of who serves it; not there as long as that is who opened it. */
    readonly owner?: Register<string>;
    /** The parts that its bill is paid in; empty for one bill. Not there where nobody has split it. */
    readonly split?: Register<ReadonlyArray<SplitPart>>;
    /** What it is charged on top of its goods; not there where no rule ever applied. */
    readonly charges?: Register<ChargesWritten>;
    /** Where it owes no taxes; null for where it does again. Not there where nobody has said so. */
    readonly exempt?: Register<Exempt | null>;
    /** The order whose bill it is on; null for its own. Not there where nobody has merged it. */
    readonly merged?: Register<EventId | null>;
  };
  /** They left without ordering; not there once it is for somebody again. */
  readonly ended?: OrderEnd;
  /**
   * When each person last did something to it, in ms by the clock of their till, by staff number. Not
   * there of an order that has no table, no name and no covers: nobody asks that of a counter's sale.
   */
  readonly actsMs?: Readonly<Record<string, number>>;
  /** What the kitchen was last told to begin with; not there where the above is not. */
  readonly begun?: BegunCourse;
  /** In the order in which they were first named. */
  readonly linesById: Readonly<Record<EventId, LineState>>;
  readonly paymentsById: Readonly<Record<EventId, PaymentState>>;
  readonly receipts: ReadonlyArray<ReceiptState>;
  readonly refunds: ReadonlyArray<RefundState>;
  /** What the kitchen was told, once per line of a ticket. */
  readonly sentLines: ReadonlyArray<SentLine>;
  /** By ticket, where that said to carry it; never written as long as none named a table or a person. */
  readonly destinationByTicket?: Readonly<Record<StreamId, Destination>>;
  /** Goods of receipts that come back for goods of this order; never written as long as nobody says so. */
  readonly returnsById?: Readonly<Record<EventId, ReturnState>>;
  /**
   * Orders that were merged into this one, or were born with lines that were placed here, once: whether
   * they still are is theirs to say. Never written as long as there is none.
   */
  readonly guests?: ReadonlyArray<EventId>;
  /** In their order; never written as long as none was printed. */
  readonly bills?: ReadonlyArray<BillState>;
  /** By the write that granted it, also one that is replaced; never written as long as none is an amount. */
  readonly amountsOff?: Readonly<Record<EventId, MinorUnits>>;
  /** Why a discount was given, of its lines too, by the write of it; never written as long as nobody said. */
  readonly whyOff?: Readonly<Record<EventId, string>>;
  /** Who gave something away as a comp, by the write of it, replaced ones too; mostly not there. */
  readonly compsBy?: Readonly<Record<EventId, CompGiver>>;
  /** What people have settled of what needed one; never written as long as nobody has. */
  readonly resolved?: ResolvedByName;
  /** Of an order that was put together of several, which no fold does: see gathered-order.ts. */
  readonly gathered?: Gathered;
}

/** What an order is put together of that has lines of others, or has some elsewhere. */
export interface Gathered {
  /** On its bill, as they are: itself first, then those that were merged into it. */
  readonly orders: ReadonlyArray<OrderState>;
  readonly linesById: Readonly<Record<EventId, GatheredLine>>;
  /** All that cover something of its lines, on whichever bill that was. */
  readonly receipts: ReadonlyArray<ReceiptState>;
  /** It was merged, apart, into one that was merged into it. */
  readonly isInCircle: boolean;
}

/** Where a line lies that such an order has. */
export interface GatheredLine {
  /** The order that it was born in, in whose stream all that is said of it stands. */
  readonly birth: EventId;
  /** The first of the bill's orders that it lies in, whose discount applies to it. */
  readonly at: EventId;
  /** All that it lies in, also on other bills. */
  readonly places: ReadonlyArray<LinePlace>;
  /** Those on this bill. */
  readonly orders: ReadonlyArray<EventId>;
}

export type ChargesWritten = Pick<OrderCharged, "charges" | "off">;

export interface CompGiver {
  /** Staff number. */
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
  /** The latest one that is in it; 0 for none. */
  readonly course: number;
}

export interface OrderEnd {
  readonly id: EventId;
  readonly by: string;
  /** Empty where nobody said why. */
  readonly reason: string;
}

export interface LineState {
  /** Null while only changes of it are here. */
  readonly added: LineAdded | null;
  readonly by: string;
  /** Staff number of who owned the order then; not there where that is who opened it. */
  readonly owner?: string;
  readonly fields: LineFields;
  readonly voids: ReadonlyArray<LineVoid>;
  /** How many bills of its order had been printed before it came; not there where none had. */
  readonly afterBill?: number;
  /** As it was when the last bill was printed; not there where none was since it came. */
  readonly billed?: BilledLine;
}

export interface BilledLine {
  /** Zero of one that was voided before. */
  readonly quantity: Thousandths;
  /** Orders that it lay in; not there where nobody had moved it. */
  readonly place?: ReadonlyArray<LinePlace>;
  /** Its price, its options, its discount or how it is served was changed since. */
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
  /** Of goods of which so many are left; never written for all others. */
  readonly counted: Register<Counted>;
  /** What `unit` is by, where that was worked out anew; null for the product's own price. Mostly not there. */
  readonly list?: Register<LineList | null>;
  /** Whether the kitchen is to wait; null for as its course says. Not there where nobody has said. */
  readonly held?: Register<boolean | null>;
  /** Orders that it lies in; not there where nobody has moved it. */
  readonly place?: Register<ReadonlyArray<LinePlace>>;
}

export interface LineVoid {
  readonly id: EventId;
  readonly reason: string;
  readonly by: string;
  readonly approved: string;
}

export interface PaymentState {
  /** Null while only its capture is here. */
  readonly started: {
    readonly method: string;
    /** What a tender of the shop's own was called then. */
    readonly name?: string;
    readonly amount: MinorUnits;
    /** By what the goods had been paid that pay here; not there where money does. */
    readonly from?: PaymentStarted["from"];
    /** Where money went back by another tender than it came by. */
    readonly otherwise?: Otherwise;
    readonly till: Origin;
    readonly day: BusinessDay;
    /** The session of the drawer that it moves; not there where none was open. */
    readonly drawer?: EventId;
    /** The part of the bill that it pays; not there where it pays whichever comes next. */
    readonly part?: string;
    /** Whether this stream is the event's home, where its money counts. */
    readonly home: boolean;
  } | null;
  /** The first capture by key; a payment counts once by its id. */
  readonly captured: {
    readonly id: EventId;
    readonly amount: MinorUnits;
    readonly tendered: MinorUnits;
    readonly change: MinorUnits;
    readonly rounding: MinorUnits;
    /** What was handed over, where that was not the shop's own money. */
    readonly foreign?: ForeignCash;
    /** Whose it is: who took the payment. Not there where none was given. */
    readonly tip?: { readonly amount: MinorUnits; readonly to: string };
  } | null;
  /** In their order; never written as long as nobody has corrected it. */
  readonly corrections?: ReadonlyArray<CorrectionState>;
}

/** Somebody has said that a payment was made otherwise than it was booked. */
export interface CorrectionState {
  readonly id: EventId;
  readonly body: PaymentCorrected;
  readonly by: string;
  /** Staff number of whoever vouched for it, or empty. */
  readonly approved: string;
  readonly day: BusinessDay;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  /** Whether this stream is the event's home, where its money counts. */
  readonly home: boolean;
}

/** Who handed it out, who vouched for that (empty for nobody), and why. */
export interface Otherwise extends NonNullable<PaymentStarted["otherwise"]> {
  readonly by: string;
  readonly approved: string;
}

export interface ReceiptState {
  readonly id: EventId;
  readonly body: ReceiptIssued;
  readonly by: string;
  readonly day: BusinessDay;
  /** Where it stands among all events, with its id; a till's clock on the wall says nothing of that. */
  readonly hlc: number;
  readonly wallMs: number;
  readonly offsetMinutes: number;
  readonly home: boolean;
}

export interface BillState extends Omit<ReceiptState, "body"> {
  readonly body: BillPrinted;
  /** Those of the order that lay on another one's bill; not there where the order itself was on it. */
  readonly lines?: ReadonlyArray<EventId>;
}

export interface RefundState extends Omit<ReceiptState, "body"> {
  readonly body: RefundIssued;
  /** Who vouched for it; not there where nobody had to. */
  readonly approved?: string;
}

export interface ReturnState {
  /** Null while only its end is here. */
  readonly taken: ReturnTaken | null;
  /** Each says by which refund, or null for none; as long as there is no end, it waits for the payment. */
  readonly ends: ReadonlyArray<{ readonly refund: EventId | null }>;
}

export interface SentLine {
  readonly ticket: StreamId;
  readonly line: EventId;
  readonly act: TicketAct;
  readonly cause: EventId;
  readonly quantity: Thousandths;
  /** How it is to be made and served, as the ticket said it. */
  readonly making: Making;
}

/** What a kitchen has to know of a line besides how many. */
export interface Making {
  readonly modifiers: ReadonlyArray<{ readonly name: string; readonly count: number }>;
  readonly note: string;
  readonly service: Service;
  readonly course: number;
}

/** Where what is made is carried; empty for what nobody has said. */
export interface Destination {
  readonly table: string;
  /** What the order is called by. */
  readonly name: string;
}

/** One of which nothing is here. */
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

/** What adding a line writes of its fields; undefined for those that it leaves alone. */
export function fieldsAsAdded(added: LineAdded): {
  readonly [Field in Exclude<keyof LineFields, "discount" | "list" | "place">]:
    | LineAdded[Field]
    | undefined;
} {
  const { quantity, unit, note, seat, course, service, modifiers, counted } = added;
  const held = added.held ? true : undefined;
  return { quantity, unit, note, seat, course, service, modifiers, counted, held };
}

/** Whether somebody sits at a table with it, or asks for it by a name. */
export function isSeated({ fields }: OrderState): boolean {
  const texts = [fields.table, fields.name].map(registerValue);
  return texts.some((text = "") => text !== "") || (registerValue(fields.covers) ?? 0) > 0;
}
