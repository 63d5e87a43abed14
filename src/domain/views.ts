/**
 * What people see of orders, receipts and tickets: figures that are worked out already, for screens,
 * papers and the command line. Nothing downstream of these does arithmetic on money.
 */

import { type AttentionFact } from "./attention.ts";
import { type Service, type SoldBy } from "./catalogue.ts";
import { type Doubts } from "./doubts.ts";
import { type CompKind } from "./events/order-events.ts";
import { type ForeignCash } from "./foreign-cash.ts";
import { type GoodsFate } from "./goods-fate.ts";
import { type BusinessDay, type EventId } from "./identity.ts";
import { type MilliPercent, type MinorUnits, type Thousandths } from "./money/amounts.ts";
import { type TenderMoney } from "./tenders.ts";

/** An instant as it was on the wall of the shop: recorded, never worked out anew. */
export interface WallTime {
  readonly wallMs: number;
  readonly offsetMinutes: number;
  /** Whether the wall reads so twice, as clocks are set back: see clock-text.ts. */
  readonly isTwice?: boolean;
}

export interface ModifierView {
  readonly name: string;
  /** Each, for one unit of the line. */
  readonly price: MinorUnits;
  readonly count: number;
}

/**
 * `kitchen`: no printer of the shop prints for the station, so only its screen can say more. `doubt`: it
 * may be on paper, and its printer could not say.
 */
export interface KitchenWait {
  readonly for: "doubt" | "paper" | "kitchen";
  readonly sinceMs: number;
}

export interface LineView {
  readonly id: EventId;
  /** Position on the screen, from 1; `4` F5 means this. 0 for a line that is not shown. */
  readonly position: number;
  /** Taken off before anybody but the cashier knew of it: counted, but not shown any more. */
  readonly gone: boolean;
  readonly sku: string;
  readonly name: string;
  readonly soldBy: SoldBy;
  /** Below zero of goods that come back without a receipt, and so are the sums. */
  readonly quantity: Thousandths;
  /** Of one, without modifiers. */
  readonly price: MinorUnits;
  /** Name of the price list that its price is by; empty for none. */
  readonly list: string;
  /** With modifiers. */
  readonly unitPrice: MinorUnits;
  /** After its own discount. */
  readonly gross: MinorUnits;
  /** In 1/1000 %; zero where an amount is taken off. */
  readonly discountRate: MilliPercent;
  /** What its own discount takes off. */
  readonly off: MinorUnits;
  readonly modifiers: ReadonlyArray<ModifierView>;
  readonly note: string;
  /** How it is served, when that is not how its order is. */
  readonly service: Service | undefined;
  /** 0 for none. */
  readonly course: number;
  /** Whose it is at the table; 0 for everybody's. */
  readonly seat: number;
  /** As far as it is known to the kitchen: none, waiting for paper, on paper, or a person wants none. */
  readonly kitchen: "none" | "unsent" | "sent" | "printed" | "put-aside";
  /** The kitchen was told something of it, of which no paper is known and nothing is said to be done. */
  readonly waits: KitchenWait | undefined;
  /** The kitchen's screens have said that all of it that it was told is done. */
  readonly isMade: boolean;
  /** The kitchen waits with it, or with some of it, or is to. */
  readonly isHeld: boolean;
  readonly voided: boolean;
  /** It came after the last bill, or is not as that says. */
  readonly isSinceBill: boolean;
  /** How much of it a receipt covers already. */
  readonly covered: MinorUnits;
}

export interface TaxView {
  readonly label: string;
  readonly rate: MilliPercent;
  readonly included: boolean;
  /** Without the tax. */
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
  /** Of an exempt sale, which owes none: what prices contain of it, and the guest doesn't pay. */
  readonly exempt?: MinorUnits;
}

export interface ReceiptTaxView extends TaxView {
  /** Of the lines that bear it, one behind the other. */
  readonly letters: string;
}

export interface PaymentView {
  readonly id: EventId;
  readonly method: string;
  /** What a tender of the shop's own was called then. */
  readonly name?: string;
  /** What it settles. */
  readonly amount: MinorUnits;
  readonly tendered: MinorUnits;
  readonly change: MinorUnits;
  /** Cash rounding: what was settled minus what was due. */
  readonly rounding: MinorUnits;
  /** What was tendered, where it was money of another currency. */
  readonly foreign?: ForeignCash;
  /** In what was tendered, beside the amount; missing where none was given. */
  readonly tip?: MinorUnits;
  /** It was booked otherwise first: by another tender, or all of it by this one. */
  readonly corrected?: true;
}

/** Quantities and amounts are below zero. */
export interface ReturnView {
  readonly id: EventId;
  /** Of the receipt: `A-000012`. */
  readonly number: string;
  readonly lines: ReadonlyArray<{
    readonly name: string;
    readonly soldBy: SoldBy;
    readonly quantity: Thousandths;
    readonly amount: MinorUnits;
  }>;
  /** With the taxes that prices don't include. */
  readonly total: MinorUnits;
}

/** One of the parts that an order's bill is paid in. */
export interface PartView {
  readonly id: string;
  readonly no: number;
  readonly of: number;
  /** With all taxes, before what was paid of it; of one that is paid what its receipt says. */
  readonly total: MinorUnits;
  /** Zero once it is paid. */
  readonly due: MinorUnits;
  /** Number of the receipt that it was paid by; empty as long as it isn't. */
  readonly receipt: string;
}

/** An order that is on another one's bill. */
export interface JoinedOrder {
  readonly id: EventId;
  readonly number: string;
  readonly table: string;
  readonly name: string;
}

export interface OrderView {
  readonly id: EventId;
  /** Call-out number of the day, with the till's code: `A12`. */
  readonly number: string;
  readonly service: Service;
  readonly table: string;
  readonly name: string;
  readonly covers: number;
  /** Staff number of who serves it. */
  readonly owner: string;
  /** Orders that were put on its bill, and where their guests sit; nearly always empty. */
  readonly joined: ReadonlyArray<JoinedOrder>;
  /** Who did something to it, and when last, by the clock of their till; empty where nobody sits. */
  readonly acts: ReadonlyArray<{ readonly staff: string; readonly wallMs: number }>;
  /** Of what is added from here on; 0 for the product's own, undefined while nobody has said any. */
  readonly course: number | undefined;
  /** Id of the customer; empty for none. What they are called is sealed: whoever shows it opens it. */
  readonly customer: string;
  readonly status: "open" | "paid" | "empty";
  readonly opened: WallTime;
  /** Under which it was opened; missing for most. */
  readonly doubts?: Doubts;
  readonly day: BusinessDay;
  /** All lines, voided ones among them, in the order in which they were added. */
  readonly lines: ReadonlyArray<LineView>;
  /** In 1/1000 %, of what is taken off the order; zero where that is an amount. */
  readonly discountRate: MilliPercent;
  /** What is taken off the order, besides what is taken off its lines. */
  readonly off: MinorUnits;
  /** What is charged on top of its lines; missing for none. */
  readonly charges?: ReadonlyArray<ChargeView>;
  /** The buyer's number where it owes no taxes; missing for most. */
  readonly exempt?: string;
  readonly total: MinorUnits;
  readonly paid: MinorUnits;
  /** Of what was paid, what no receipt has used yet: a part that was paid of what is due. */
  readonly deposited: MinorUnits;
  readonly due: MinorUnits;
  /** To be handed out: paid beyond what the order costs now, or for goods that come back. */
  readonly giveBack: MinorUnits;
  /** By what that came; less than all of it where goods come back, which go out in cash or to a card. */
  readonly giveBackBy: ReadonlyArray<TenderMoney>;
  /** What went back by refunds: zero or below. */
  readonly refunded: MinorUnits;
  /** What was paid for lines beyond what they cost, and nobody has settled. */
  readonly tooMuch: MinorUnits;
  /** What was paid for lines beyond what they cost, and somebody settled so: it stays. */
  readonly settled: MinorUnits;
  /** Goods of receipts that come back for goods of this order, until it is paid; nearly always empty. */
  readonly returns: ReadonlyArray<ReturnView>;
  /** In the order of the plan; empty for an order with one bill. */
  readonly parts: ReadonlyArray<PartView>;
  /** What is left to pay and no part has, where the bill is split. */
  readonly besideParts: MinorUnits;
  /** Every bill that was printed of it, in the ledger's order. */
  readonly bills: ReadonlyArray<PrintedBillView>;
  /** Those of them that nobody has paid or replaced; undefined for none. */
  readonly billed: BillStanding | undefined;
  readonly taxes: ReadonlyArray<TaxView>;
  readonly receipts: ReadonlyArray<string>;
  readonly refunds: ReadonlyArray<string>;
  /** Contradictions that a person has to settle. */
  /** Each with the numbers of the receipts, or refunds, that it is about. */
  readonly attention: ReadonlyArray<OrderQuestion>;
  /** Why this is not all of it; empty for an order that is whole here. */
  readonly incomplete: ReadonlyArray<Incompleteness>;
}

/** What a person is asked of an order: the first of the facts that it is about, with the sum of all. */
export interface OrderQuestion extends AttentionFact {
  readonly lines: number;
  readonly papers: ReadonlyArray<string>;
}

/** A guest's bill, which is no receipt. */
export interface PrintedBillView extends WallTime {
  readonly id: EventId;
  /** Within its order, from 1. */
  readonly no: number;
  /** Undefined for all that was left to pay. */
  readonly part: { readonly no: number; readonly of: number } | undefined;
  /** What the guest was asked for. */
  readonly total: MinorUnits;
  /** Staff number of who printed it. */
  readonly by: string;
}

/** The bills of an order that nobody has paid or replaced. */
export interface BillStanding {
  /** Their numbers: one, or one for each part that has a bill. */
  readonly numbers: ReadonlyArray<number>;
  /** When the newest of them was printed, by the clock of its till. */
  readonly printedMs: number;
  /** What the guests were asked for. */
  readonly asked: MinorUnits;
  /** What they would be asked for now. */
  readonly now: MinorUnits;
  /** Goods, prices or discounts are not as those bills say; a deposit alone changes nothing. */
  readonly isChanged: boolean;
}

/** It names something that was not heard yet, or something in it takes a newer build to read. */
export type Incompleteness = "not-heard" | "not-readable";

export interface ReceiptLineView {
  readonly name: string;
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
  readonly unitPrice: MinorUnits;
  /** Of a split bill, which share of the quantity it is; `part` for one that nobody says as a fraction. */
  readonly share?: { readonly num: number; readonly den: number } | "part";
  /** What the share is of, on a refund: its quantity says what came back, which of a share is nothing. */
  readonly sharedOf?: Thousandths;
  /** What it costs, before its part of what is taken off the order. */
  readonly amount: MinorUnits;
  /** In 1/1000 %; zero where an amount was taken off. */
  readonly discountRate: MilliPercent;
  /** What its own discount took off before that. */
  readonly off: MinorUnits;
  /** As what it was given away; missing for other discounts. */
  readonly comp?: CompKind;
  readonly modifiers: ReadonlyArray<ModifierView>;
  /** How it is served, when that is not how its order is. */
  readonly service: Service | undefined;
  /** Of a refund, where somebody said it: what became of the goods. */
  readonly goods?: GoodsFate;
  /** Stands for all its taxes; empty where it bears none. */
  readonly taxLetter: string;
}

/** Undefined where the key is not here or was destroyed: nobody can read it any more. */
export interface RecipientView {
  readonly name: string | undefined;
  readonly taxId: string | undefined;
}

/** Of a rate, or for each guest. */
export interface ChargeView {
  readonly name: string;
  /** In 1/1000 %; zero of one for each guest. */
  readonly rate: MilliPercent;
  readonly amount: MinorUnits;
}

export interface ReceiptView {
  readonly id: EventId;
  /** Series and number: `A-000001`. */
  readonly number: string;
  /** EAN-13 under the prefix 980, without a device letter: what a scan of the paper gives. */
  readonly barcode: string;
  readonly orderNumber: string;
  /** Of a split bill: which of its parts. */
  readonly part?: { readonly no: number; readonly of: number };
  readonly shopName: string;
  readonly head: ReadonlyArray<string>;
  readonly foot: ReadonlyArray<string>;
  readonly till: string;
  readonly cashier: string;
  readonly at: WallTime;
  /** Under which it was issued; missing for most. */
  readonly doubts?: Doubts;
  readonly day: BusinessDay;
  readonly service: Service;
  readonly table: string;
  /** Whom it was issued to; undefined when nobody said. */
  readonly to: RecipientView | undefined;
  /** The buyer's number of a sale that owes no taxes; missing for most. */
  readonly exempt?: string;
  readonly currency: string;
  readonly lines: ReadonlyArray<ReceiptLineView>;
  /** What is taken off all of them together. */
  readonly off: MinorUnits;
  /** As what all of it was given away; missing for other discounts. */
  readonly comp?: CompKind;
  /** What is charged on top of them; missing for none. */
  readonly charges?: ReadonlyArray<ChargeView>;
  readonly total: MinorUnits;
  readonly rounding: MinorUnits;
  readonly taxes: ReadonlyArray<ReceiptTaxView>;
  readonly payments: ReadonlyArray<PaymentView>;
  /** Of goods that came back, which makes all amounts negative: the receipt that they were on, and why. */
  readonly refund: { readonly of: string; readonly reason: string } | undefined;
  /** A demo shop's papers say so. */
  readonly demo: boolean;
  /** And a training shop's, which is one of those, say that instead. */
  readonly training?: boolean;
}

/**
 * What a line of a ticket asks the kitchen to do: make it; know of it, but wait; begin with what
 * waited; do it otherwise; not at all; carry it elsewhere; make it again.
 */
export const TICKET_ACTS = ["new", "held", "fire", "change", "void", "move", "refire"] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

/** More would not fit into one event. */
export const TICKET_LINES_MAX = 200;

/** What a paper asks for: what is wanted after all is no order of more. */
export type PaperAct = TicketAct | "back";

export interface TicketLineView {
  readonly act: PaperAct;
  /** Of what is wanted after all: when the station was told that it is void. */
  readonly voidedAt?: WallTime | undefined;
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
  readonly name: string;
  readonly modifiers: ReadonlyArray<{ readonly name: string; readonly count: number }>;
  readonly note: string;
  /** How it is served, when that is not how its order is. */
  readonly service: Service | undefined;
  /** Told before, where it is another one now. */
  readonly serviceBefore?: Service | undefined;
  /** 0 for none. */
  readonly course: number;
  /** Told before, where it is another one now. */
  readonly courseBefore?: number | undefined;
  /** Place at the table; 0 or undefined for none. */
  readonly seat?: number | undefined;
  /** Whatever else is asked of it: the kitchen is still to wait. */
  readonly waits?: boolean;
  /** Whoever sold it knew that it was sold out. */
  readonly isSoldOut?: boolean;
  /** Why it is made again, or no more; undefined where nobody said so. */
  readonly reason?: string | undefined;
}

/** What a ticket's paper says first, since it did not come out as it should have. */
export type TicketMark =
  /** Of another station, whose printer can't print. */
  | { readonly type: "rerouted"; readonly from: string }
  /** It waited so long for a printer. */
  | { readonly type: "late"; readonly minutes: number }
  /** Somebody asked for it again. */
  | { readonly type: "reprint" }
  /** Nobody can know whether the same is on paper already. */
  | { readonly type: "possible-duplicate" };

export interface TicketView {
  readonly id: EventId;
  readonly station: string;
  readonly orderNumber: string;
  readonly service: Service;
  readonly table: string;
  readonly name: string;
  readonly covers: number;
  /** The one that sent it. */
  readonly till: string;
  /** The one that opened the order. */
  readonly orderTill: string;
  readonly cashier: string;
  readonly at: WallTime;
  readonly lines: ReadonlyArray<TicketLineView>;
  /** None unless said otherwise. */
  readonly marks?: ReadonlyArray<TicketMark>;
  /** Its station had something of the order before; not so unless said. */
  readonly isAddOn?: boolean;
  /** Where what was sent at once is on several papers. */
  readonly part?: { readonly no: number; readonly of: number } | undefined;
  /** The tickets that asked for what this one takes off. */
  readonly cancels?: ReadonlyArray<EventId>;
  /** When its goods were ordered, where that was before. */
  readonly ordered?: WallTime | undefined;
  /** Told before, where it is another one now. */
  readonly tableBefore?: string | undefined;
  readonly nameBefore?: string | undefined;
  /** Other stations that have something of this order, with how many pieces. */
  readonly alsoAt: ReadonlyArray<{ readonly station: string; readonly pieces: number }>;
  readonly demo: boolean;
  readonly training?: boolean;
}
