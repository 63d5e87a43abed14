/**
 * The views of orders, receipts and tickets, with figures worked out, for screens, papers and the
 * command line. Nothing that uses them does arithmetic on money.
 */

import { type Doubts } from "./doubts/doubts.ts";
import { type CompKind } from "./events/discount-events.ts";
import { type LineCombo } from "./events/line-parts.ts";
import { type TicketAct } from "./events/ticket-acts.ts";
import { type Service } from "./goods/catalogue.ts";
import { type GoodsFate } from "./goods/goods-fate.ts";
import { type PackWeight } from "./goods/measure.ts";
import { type BusinessDay, type EventId, type Origin } from "./identity.ts";
import { type LineKindName } from "./lines/line-kinds.ts";
import {
  type MilliPercent,
  type MinorUnits,
  type SoldBy,
  type Thousandths,
} from "./money/amounts.ts";
import { type TaxView } from "./money/tax.ts";
import { type AttentionFact } from "./state/attention.ts";
import { type ForeignCash } from "./tenders/foreign-cash.ts";
import { type TenderMoney } from "./tenders/tenders.ts";
import { type WallTime } from "./text/clock-text.ts";

/** How many of which goods, as a sentence names them. */
export interface GoodsCount {
  readonly name: string;
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
}

export interface ModifierView {
  readonly name: string;
  /** The price of one option, for one unit of the line. */
  readonly price: MinorUnits;
  readonly count: number;
}

/**
 * Says why the kitchen has no paper yet. `kitchen`: no printer prints for the station, so only its
 * screen can say more; `doubt`: the printer could not say whether it printed.
 */
export interface KitchenWait {
  readonly for: "doubt" | "paper" | "kitchen";
  readonly sinceMs: number;
  /** The name of the printer that is to print it; missing where none is. */
  readonly printer?: string;
}

/** The saving by promotions. */
export interface PromoView {
  /** Of the promotions, as they were called then, each once. */
  readonly names: ReadonlyArray<string>;
  readonly off: MinorUnits;
}

export interface LineView {
  readonly id: EventId;
  /**
   * The number of the line's row on the screen, from 1: `4` F5 means row 4. Equal lines have the same
   * number (`order/order-rows.ts`), and a line that is not shown has 0.
   */
  readonly position: number;
  /** The line was taken off before anybody but the cashier knew of it; it counts, but no screen shows it. */
  readonly gone: boolean;
  readonly kind: LineKindName;
  readonly sku: string;
  readonly name: string;
  /** The combo that the line is a part of. */
  readonly combo?: LineCombo;
  /** Of a deposit: the goods that it came with. */
  readonly with?: EventId;
  readonly soldBy: SoldBy;
  /** What one of it weighs: a pack with a printed price. */
  readonly packWeight?: PackWeight;
  /** The quantity is below zero, and so are the sums, for goods that come back without a receipt. */
  readonly quantity: Thousandths;
  /** The price of one unit, without modifiers. */
  readonly price: MinorUnits;
  /** The name of the price list that set the price; empty for none. */
  readonly list: string;
  /** The price of one unit, with modifiers. */
  readonly unitPrice: MinorUnits;
  /** The amount of the line after the line's own discount. */
  readonly gross: MinorUnits;
  /** The line's discount in 1/1000 %; zero where an amount is taken off. */
  readonly discountRate: MilliPercent;
  /** The amount that the line's own discount takes off. */
  readonly off: MinorUnits;
  /** What promotions take off it; missing for nothing. */
  readonly promo?: PromoView;
  readonly modifiers: ReadonlyArray<ModifierView>;
  readonly note: string;
  /** The serial number, empty while nobody has said it; missing for goods that are sold without. */
  readonly serial?: string;
  /** How the line is served, where that differs from its order. */
  readonly service: Service | undefined;
  /** The course number; 0 for none. */
  readonly course: number;
  /** The seat of the guest who ordered the line; 0 for the whole table. */
  readonly seat: number;
  /**
   * How far the line has got in the kitchen: nothing sent, waiting for paper, printed, or put aside
   * by a person.
   */
  readonly kitchen: "none" | "unsent" | "sent" | "printed" | "put-aside";
  /** The reason that the line waits: it was sent, but no paper is known and no screen says that it is done. */
  readonly waits: KitchenWait | undefined;
  /** The kitchen's screens say that everything sent of this line is done. */
  readonly isMade: boolean;
  /** The kitchen waits with the line or a part of it until its course is fired, or will once it is sent. */
  readonly isOnHold: boolean;
  readonly voided: boolean;
  /** The line was added or changed after the last bill was printed. */
  readonly isSinceBill: boolean;
  /** The amount of the line that receipts cover already. */
  readonly covered: MinorUnits;
}

export interface ReceiptTaxView extends TaxView {
  /** The tax letters of the lines that bear this tax, one behind the other. */
  readonly letters: string;
}

export interface PaymentView {
  readonly id: EventId;
  readonly method: string;
  /** The name that the shop's own tender had when the payment was made. */
  readonly name?: string;
  /** The amount that the payment settles. */
  readonly amount: MinorUnits;
  readonly tendered: MinorUnits;
  readonly change: MinorUnits;
  /** The cash rounding: the settled amount minus the amount due. */
  readonly rounding: MinorUnits;
  /** The foreign money that was tendered, where it was not the shop's currency. */
  readonly foreign?: ForeignCash;
  /** The tip in the tendered money, beside the amount; missing where none was given. */
  readonly tip?: MinorUnits;
  /** The payment was booked otherwise at first, and somebody has corrected that. */
  readonly corrected?: true;
  /** What a terminal said of the card, or somebody typed of its slip; missing where nobody did. */
  readonly card?: CardSaidView;
}

export interface CardSaidView {
  /** `girocard *1234`; empty for what is not known. */
  readonly name: string;
  /** The number of the slip as it was typed; missing for none. */
  readonly slip?: string;
  /** The terminal did not ask its host: the money may still be refused. */
  readonly isOffline: boolean;
}

/** Quantities and amounts are below zero. */
export interface ReturnView {
  readonly id: EventId;
  /** The number of the receipt, such as `A-000012`. */
  readonly number: string;
  readonly lines: ReadonlyArray<{
    readonly name: string;
    readonly soldBy: SoldBy;
    readonly quantity: Thousandths;
    readonly amount: MinorUnits;
  }>;
  /** The total with the taxes that prices do not include. */
  readonly total: MinorUnits;
}

/** One part of an order's bill, where the bill is split. */
export interface PartView {
  readonly id: string;
  readonly no: number;
  readonly of: number;
  /** The part's total with all taxes, before payments. A paid part has its receipt's total. */
  readonly total: MinorUnits;
  /** The amount still due; zero once the part is paid. */
  readonly due: MinorUnits;
  /** The number of the receipt that paid the part; empty until then. */
  readonly receipt: string;
}

/** An order that was merged into another order's bill. */
export interface JoinedOrder {
  readonly id: EventId;
  readonly number: string;
  readonly table: string;
  readonly name: string;
}

/** Money that came in, above zero, or went out, below zero, for an order; cash as it was rounded. */
export interface MoneyMove extends TenderMoney {
  readonly what: "payment" | "hand-back" | "refund";
  /** The number of the refund; empty for any other. */
  readonly number: string;
  readonly tip: MinorUnits;
  /** Whether the payment was booked by another tender at first. */
  readonly isCorrected: boolean;
}

/** A payment that no receipt uses, and that has not gone back. */
export interface ReturnablePayment extends TenderMoney {
  readonly id: EventId;
  /** The tip that goes back with it. */
  readonly tip: MinorUnits;
  /** The terminal that took it, by its id; missing for every other payment. */
  readonly terminal?: string;
}

/** Names of taxes as they are printed, such as `VAT 19%`; none for goods that bear none. */
export interface TaxChange {
  readonly before: ReadonlyArray<string>;
  readonly after: ReadonlyArray<string>;
}

export interface OrderView {
  readonly id: EventId;
  /** The call-out number of the day, with the till's code: `A12`. */
  readonly number: string;
  readonly service: Service;
  readonly table: string;
  readonly name: string;
  readonly covers: number;
  /** The staff number of the person who serves the order. */
  readonly owner: string;
  /** The orders that were merged into this bill, with their tables; nearly always empty. */
  readonly joined: ReadonlyArray<JoinedOrder>;
  /**
   * Who last did something to the order, and when, by the clock of their till. Empty for an order
   * without a table.
   */
  readonly acts: ReadonlyArray<{ readonly staff: string; readonly wallMs: number }>;
  /**
   * The course of the lines added from here on; 0 for the product's own course, undefined while
   * nobody has set one.
   */
  readonly course: number | undefined;
  /** The customer's id; empty for none. The name is sealed, so whoever shows it opens it. */
  readonly customer: string;
  /** What all who make its goods have to know, such as an allergy; empty for nothing. */
  readonly note: string;
  readonly status: "open" | "paid" | "empty";
  /** When an order for later is wanted, such as `2026-12-05T10:00`; empty for an order of now. */
  readonly dueAt: string;
  readonly opened: WallTime;
  /** The doubts about the clock under which the order was opened; missing for most. */
  readonly doubts?: Doubts;
  readonly day: BusinessDay;
  /** All lines in the order in which they were added, voided ones included. */
  readonly lines: ReadonlyArray<LineView>;
  /** The order's discount in 1/1000 %; zero where an amount is taken off. */
  readonly discountRate: MilliPercent;
  /** The amount taken off the order, apart from what is taken off its lines. */
  readonly off: MinorUnits;
  /** The names of the goods that it is taken off; missing where that is all of the order. */
  readonly offGoods?: ReadonlyArray<string>;
  /** The charges on top of the lines, such as service; missing for none. */
  readonly charges?: ReadonlyArray<ChargeView>;
  /** The buyer's exemption number, where the order owes no taxes; missing for most. */
  readonly exempt?: string;
  readonly total: MinorUnits;
  readonly paid: MinorUnits;
  /** The paid amount that no receipt has used yet, such as a deposit. */
  readonly deposited: MinorUnits;
  readonly due: MinorUnits;
  /** The amount to hand out: paid beyond what the order costs now, or owed for goods that come back. */
  readonly refundDue: MinorUnits;
  /**
   * `refundDue` by the tender that brought it. It sums to less where goods come back, which are
   * refunded in cash or to a card.
   */
  readonly giveBackBy: ReadonlyArray<TenderMoney>;
  /** The payments that no receipt uses and that may go back as they came, in the order in which they were taken. */
  readonly returnable: ReadonlyArray<ReturnablePayment>;
  /** Each payment, hand-back and refund, with its tender. */
  readonly money: ReadonlyArray<MoneyMove>;
  /** The refunded amount; zero or below. */
  readonly refunded: MinorUnits;
  /** The amount that guests paid for lines beyond their price. */
  readonly tooMuch: MinorUnits;
  /**
   * The receipt goods that come back in exchange for goods of this order, until it is paid; nearly
   * always empty.
   */
  readonly returns: ReadonlyArray<ReturnView>;
  /** The card payments of which nobody knows yet whether the money comes; missing for none. */
  readonly cards?: ReadonlyArray<CardView>;
  /** What a guest's card holds for it; missing for nothing. */
  readonly tab?: TabView;
  /** The parts of a split bill, in the order of the plan; empty for one bill. */
  readonly parts: ReadonlyArray<PartView>;
  /** The amount of a split bill that is due and belongs to no part. */
  readonly besideParts: MinorUnits;
  /** Whether all is paid and nobody has made the receipt yet: whoever pays nothing more makes it. */
  readonly isReceiptWaiting: boolean;
  /** All bills printed for the order, in the ledger's order. */
  readonly bills: ReadonlyArray<PrintedBillView>;
  /** The bills that nobody has paid or replaced; undefined for none. */
  readonly billed: BillStanding | undefined;
  readonly taxes: ReadonlyArray<TaxView>;
  /** The taxes that changed between the typing of goods and their hand-over; missing for most. */
  readonly taxChanges?: ReadonlyArray<TaxChange>;
  readonly receipts: ReadonlyArray<string>;
  readonly refunds: ReadonlyArray<string>;
  /** The contradictions that a person has to settle, each with the numbers of its receipts or refunds. */
  readonly attention: ReadonlyArray<OrderQuestion>;
  /** Why the order is not complete here; empty for a complete one. */
  readonly incomplete: ReadonlyArray<Incompleteness>;
}

/** What a guest's card holds for the order. */
export interface TabView {
  /** `opening` and `ending`: the terminal is at it; `unknown`: it could not tell. */
  readonly state: "opening" | "unknown" | "open" | "ending";
  /** So much may be booked. */
  readonly holds: MinorUnits;
  /** So much may still be ordered; below zero beyond the limit. */
  readonly left: MinorUnits;
  /** The terminal, by its id. */
  readonly terminal: string;
}

/** A card payment that a terminal was asked for, and of which nobody knows yet what came of it. */
export interface CardView extends WallTime {
  readonly id: EventId;
  /** `unknown`: the terminal was asked and could not tell, so a person has to look. */
  readonly state: "open" | "unknown";
  /** All that the terminal was asked for, with the tip. */
  readonly sum: MinorUnits;
  /** The terminal, by its id. */
  readonly terminal: string;
  /** The till that asked it. */
  readonly till: Origin;
}

/** One question about an order. */
export interface OrderQuestion extends AttentionFact {
  /** Whether all that a receipt states was paid before. */
  readonly isPaidTwice: boolean;
  readonly papers: ReadonlyArray<string>;
}

/** A guest's bill, which is no receipt. */
export interface PrintedBillView extends WallTime {
  readonly id: EventId;
  /** The number of the bill within its order, from 1. */
  readonly no: number;
  /** The part of a split bill that it is for; undefined for everything left to pay. */
  readonly part: { readonly no: number; readonly of: number } | undefined;
  /** The total that the guest was asked for. */
  readonly total: MinorUnits;
  /** The staff number of the person who printed the bill. */
  readonly by: string;
}

/** The bills of an order that nobody has paid or replaced. */
export interface BillStanding {
  /** The bill numbers: one, or one for each part that has a bill. */
  readonly numbers: ReadonlyArray<number>;
  /** When the newest of the bills was printed, by the clock of its till. */
  readonly printedMs: number;
  /** The total that the bills ask for. */
  readonly asked: MinorUnits;
  /** The total that the bills would ask for if they were printed now. */
  readonly now: MinorUnits;
  /** Goods, prices or discounts have changed since the bills were printed; a deposit alone changes nothing. */
  readonly isChanged: boolean;
}

/** Why an order is incomplete: something that it names was not heard yet, or needs a newer build to read. */
export type Incompleteness = "not-heard" | "not-readable";

export interface ReceiptLineView {
  readonly name: string;
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
  /** What one of it weighs: a pack with a printed price. */
  readonly packWeight?: PackWeight;
  readonly unitPrice: MinorUnits;
  /** The share of the quantity on a split bill; `part` for a share that is no simple fraction. */
  readonly share?: { readonly num: number; readonly den: number } | "part";
  /** The whole quantity that a refunded share is of, since a share has no quantity of its own. */
  readonly sharedOf?: Thousandths;
  /** The amount before the line's part of the order's discount. */
  readonly amount: MinorUnits;
  /** The line's discount in 1/1000 %; zero where an amount was taken off. */
  readonly discountRate: MilliPercent;
  /** The amount that the line's own discount took off. */
  readonly off: MinorUnits;
  /** What promotions took off it; missing for nothing. */
  readonly promo?: PromoView;
  /** The kind of comp that the line was given away as; missing for other discounts. */
  readonly comp?: CompKind;
  readonly modifiers: ReadonlyArray<ModifierView>;
  /** The serial number; missing for goods that are sold without. */
  readonly serial?: string;
  /** How the line is served, where that differs from its order. */
  readonly service: Service | undefined;
  /** The fate of refunded goods, such as thrown away; missing where nobody said it. */
  readonly goods?: GoodsFate;
  /** The letter that stands for all taxes of the line; empty where it bears none, and where its parts have theirs. */
  readonly taxLetter: string;
  /** The combo that the line is a part of. */
  readonly combo?: LineCombo;
}

/**
 * The buyer on a receipt. A field is undefined where its key is not here or was destroyed, so
 * nobody can read it.
 */
export interface RecipientView {
  readonly name: string | undefined;
  readonly taxId: string | undefined;
  readonly address: string | undefined;
}

/** A charge on top of the lines: a rate, or an amount for each guest. */
export interface ChargeView {
  readonly name: string;
  /** The rate in 1/1000 %; zero for a charge per guest. */
  readonly rate: MilliPercent;
  readonly amount: MinorUnits;
}

/** By how much more goods count that stay with the guest, since others came back without which no deal holds. */
export interface RaisedView {
  readonly what: "combo" | "promotion";
  /** Below zero where they count for less. */
  readonly amount: MinorUnits;
  readonly taxLetter: string;
}

export interface ReceiptView {
  readonly id: EventId;
  /** The series and the number: `A-000001`. */
  readonly number: string;
  /** The barcode of the receipt: EAN-13 under the prefix 980, without a device letter. */
  readonly barcode: string;
  readonly orderNumber: string;
  /** The part of a split bill that the receipt pays. */
  readonly part?: { readonly no: number; readonly of: number };
  readonly shopName: string;
  readonly head: ReadonlyArray<string>;
  readonly foot: ReadonlyArray<string>;
  readonly till: string;
  readonly cashier: string;
  readonly at: WallTime;
  /** The doubts about the clock under which the receipt was issued; missing for most. */
  readonly doubts?: Doubts;
  readonly day: BusinessDay;
  readonly service: Service;
  readonly table: string;
  /** The buyer that the receipt names; undefined where nobody asked for it. */
  readonly to: RecipientView | undefined;
  /** Whether the paper is an invoice: the receipt names the buyer's address. */
  readonly isInvoice?: boolean;
  /** When an invoice of later was issued for it; missing for the receipt itself. */
  readonly invoicedAt?: WallTime;
  /** The buyer's exemption number on a sale without taxes; missing for most. */
  readonly exempt?: string;
  /** The points of the buyer; missing where the receipt says nothing of any. */
  readonly points?: {
    readonly earned: number;
    readonly spent: number;
    /** As far as the till knew. */
    readonly left: number;
  };
  /** Of goods that came back: the points that had paid for them; missing for none. */
  readonly pointsBack?: number;
  readonly currency: string;
  readonly lines: ReadonlyArray<ReceiptLineView>;
  /** The amount taken off all lines together. */
  readonly off: MinorUnits;
  /** The names of the goods that it is taken off; missing where that is all of the order. */
  readonly offGoods?: ReadonlyArray<string>;
  /** The kind of comp that the whole order was given away as; missing for other discounts. */
  readonly comp?: CompKind;
  /** The charges on top of the lines; missing for none. */
  readonly charges?: ReadonlyArray<ChargeView>;
  readonly total: MinorUnits;
  readonly rounding: MinorUnits;
  readonly taxes: ReadonlyArray<ReceiptTaxView>;
  readonly payments: ReadonlyArray<PaymentView>;
  /** The receipt whose goods came back, and why; all amounts are negative then. */
  readonly refund:
    | {
        readonly of: string;
        readonly reason: string;
        /** Missing for none. */
        readonly raised?: ReadonlyArray<RaisedView>;
        /** So much of it went back without money; missing for none. */
        readonly unfunded?: MinorUnits;
        /** The refund that was too much: this one sells so much of it again. */
        readonly instead?: string;
      }
    | undefined;
  /** The receipt is a demo shop's, and its paper says so. */
  readonly demo: boolean;
  /** The receipt is a training shop's, whose papers say that in place of the demo's mark. */
  readonly training?: boolean;
}

/** The act of a line as its paper names it. `back` takes back a void: it orders nothing more. */
export type PaperAct = TicketAct | "back";

export interface TicketLineView {
  readonly act: PaperAct;
  /** When the station was sent the void that a `back` line takes back. */
  readonly voidedAt?: WallTime | undefined;
  readonly quantity: Thousandths;
  readonly soldBy: SoldBy;
  readonly name: string;
  /** The combo that it is a part of. */
  readonly combo?: string;
  /** Of an option that is made for the dish of another station: that dish. */
  readonly dish?: string;
  readonly modifiers: ReadonlyArray<{ readonly name: string; readonly count: number }>;
  readonly note: string;
  /** How the line is served, where that differs from its order. */
  readonly service: Service | undefined;
  /** How the station was asked to serve the line before, where that has changed. */
  readonly serviceBefore?: Service | undefined;
  /** The course number; 0 for none. */
  readonly course: number;
  /** The course that the station was sent before, where it has changed. */
  readonly courseBefore?: number | undefined;
  /** The seat at the table; 0 or undefined for none. */
  readonly seat?: number | undefined;
  /** The kitchen still holds the line, whatever else the ticket says of it. */
  readonly waits?: boolean;
  /** The goods were sold although the cashier saw that they were sold out. */
  readonly isSoldOut?: boolean;
  /** The reason for making the line again, or for its void; undefined where nobody gave one. */
  readonly reason?: string | undefined;
}

/** A mark at the head of a ticket that did not come out as it should have. */
export type TicketMark =
  /** The ticket is of another station, whose printer cannot print. */
  | { readonly type: "rerouted"; readonly from: string }
  /** The ticket waited for a printer: when it was sent and when it is printed, as the clock shows them. */
  | { readonly type: "sent"; readonly sent: string }
  | { readonly type: "late"; readonly sent: string; readonly printed: string }
  /** The ticket was printed again on request. */
  | { readonly type: "reprint" }
  /** The same ticket may be on paper already: its printer could not say. */
  | { readonly type: "possible-duplicate" };

/** What those who make or bring an order's goods have to know of its guest. */
export interface GuestFacts {
  /** The order's note and that of its customer, such as an allergy; empty for none. */
  readonly note: string;
  /** To whom the goods are brought, each part empty where it isn't known; missing where the guest comes. */
  readonly to?: { readonly name: string; readonly phone: string; readonly address: string };
}

export interface TicketView {
  readonly id: EventId;
  readonly station: string;
  readonly orderNumber: string;
  readonly service: Service;
  readonly table: string;
  readonly name: string;
  readonly covers: number;
  /** When it is wanted, such as `2026-12-05T10:00`; missing for now. */
  readonly dueAt?: string;
  /** The till that sent the ticket. */
  readonly till: string;
  /** The till that opened the order. */
  readonly orderTill: string;
  readonly cashier: string;
  readonly guest?: GuestFacts | undefined;
  readonly at: WallTime;
  readonly lines: ReadonlyArray<TicketLineView>;
  /** The marks at the head of the paper; none where it is missing. */
  readonly marks?: ReadonlyArray<TicketMark>;
  /** The station had something of the order before; missing means no. */
  readonly isAddOn?: boolean;
  /** The notes of what stations had of the order before; missing means none. */
  readonly notesBefore?: ReadonlyArray<string>;
  /** The number of this paper, where one sending takes several papers. */
  readonly part?: { readonly no: number; readonly of: number } | undefined;
  /** The earlier tickets whose lines this one voids. */
  readonly cancels?: ReadonlyArray<EventId>;
  /** When the goods were ordered, where that was before the ticket. */
  readonly ordered?: WallTime | undefined;
  /** The table that the station was sent before, where it has changed. */
  readonly tableBefore?: string | undefined;
  readonly nameBefore?: string | undefined;
  /** The other stations that have something of this order, with their numbers of pieces. */
  readonly alsoAt: ReadonlyArray<{ readonly station: string; readonly pieces: number }>;
  readonly demo: boolean;
  readonly training?: boolean;
}
