/**
 * What the screens need from the till, declared here because they need it; `app` fits it.
 *
 * Every action commits before it returns. A refusal is one sentence that says what happened and what
 * to do, and means that nothing was written. Only log-in takes time (the PIN's hash): it is async.
 */

import { type MilliPercent, type MinorUnits, type Thousandths } from "../domain/amounts.ts";
import { type ScaleRule } from "../domain/barcode.ts";
import {
  type Catalogue,
  type Product,
  type Service,
  type SoldBy,
  type TakenModifier,
} from "../domain/catalogue.ts";
import { type ForeignGiven, type TenderGiven } from "../domain/commands/pay-order.ts";
import { type Refire } from "../domain/commands/refire-line.ts";
import { type LineVoid } from "../domain/commands/take-off.ts";
import { type CustomerView, type FoundCustomers } from "../domain/customer-search.ts";
import { type CustomerTexts } from "../domain/customers.ts";
import { type GivenDiscount } from "../domain/events/order-events.ts";
import { type GoodsFate } from "../domain/goods-fate.ts";
import { type BusinessDay, type EventId } from "../domain/identity.ts";
import { type Locale } from "../domain/locale.ts";
import { type PrinterTrouble } from "../domain/printer-trouble.ts";
import { type ReceiptTender } from "../domain/refund.ts";
import { type Result } from "../domain/result.ts";
import { type OwnTender } from "../domain/tenders.ts";
import { type LineView, type OrderView, type PaymentView } from "../domain/views.ts";
import { type BoxFinding } from "./doctor-port.ts";
import { type OfficeSession } from "./office-port.ts";
import { type QueuedPaper, type QueueSession } from "./queue-port.ts";
import { type ApprovalNeeded, type Refusal, type StaffTile } from "./refusal-port.ts";
import { type ShopTill } from "./tills-port.ts";

/** What takes a right that not everybody has. */
export type GuardedAct =
  | { readonly permission: "void" | "return" }
  | { readonly permission: "discount"; readonly rate: MilliPercent };

export type Vouching =
  /** The person may do it alone. */
  | { readonly type: "needless" }
  /** None of them: nobody here may. */
  | ({ readonly type: "asked" } & Pick<ApprovalNeeded, "approvers" | "usual">);

export interface ShopFacts {
  readonly name: string;
  readonly device: string;
  readonly currency: string;
  readonly demo: boolean;
  /** For learning: nothing that is done here is in the books. */
  readonly training: boolean;
  /** Of the locked screen, and of whoever has chosen no other. */
  readonly locale: Locale;
  /** What is recorded in words, such as why something was taken back, is in this language. */
  readonly recordsIn: Locale;
  /** How a new order is served unless the cashier says otherwise. */
  readonly defaultService: Service;
  /** Without a key; 0 never locks. */
  readonly lockAfterMinutes: number;
  /** How the shop's scales write their labels. */
  readonly scaleLabels: ReadonlyArray<ScaleRule>;
  /** Notes and coins of the currency, largest first, for quick cash. */
  readonly denominations: ReadonlyArray<MinorUnits>;
}

export interface GoodsChoice {
  readonly sku: string;
  /** Below zero: they come back, without a receipt. */
  readonly quantity: Thousandths;
  /** Undefined takes the product's defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier>;
  /** For open prices, or a price by the right to change it. */
  readonly price?: MinorUnits;
  /** The price stands on the pack, by the shop's own scale: it takes no right. */
  readonly isPack?: boolean;
  /** Served otherwise than its order, such as one cake to take away. */
  readonly service?: Service;
  /** How the order will be served, as the next act says: the price is of that. */
  readonly pricedAs?: Service;
}

/** Of one, without modifiers. */
export interface PriceNow {
  readonly price: MinorUnits;
  /** Name of the price list that it is by; empty for the product's own price. */
  readonly list: string;
}

export interface PaidOutcome {
  readonly payment: PaymentView;
  /** Present when the order is paid in full by it. */
  readonly receiptNumber?: string;
  /** What becomes of its paper; missing where it comes out by itself. */
  readonly receiptWay?: "on-request" | "never";
  readonly order: OrderView;
}

/** What somebody may make of what needs them; the first of these only lead somewhere. */
export type AttentionAnswer = "open-receipt" | "open-order" | "say-left" | WrittenAnswer;
export type WrittenAnswer =
  | "settle"
  | "give-back"
  | "admit"
  | "retire"
  | "none-left"
  | "print"
  | "dismiss";

/** One thing that needs somebody. */
export interface AttentionItem {
  readonly id: string;
  /** What, and how much. */
  readonly text: string;
  /** Whose business it is. */
  readonly who: string;
  /** It is about the box, and gone once that is mended: nobody answers it. */
  readonly isOfBox?: boolean;
  readonly answers: ReadonlyArray<{
    readonly answer: AttentionAnswer;
    readonly text: string;
    /** Where it leads: the number of a receipt, an order, the name of goods. */
    readonly object: string;
  }>;
}

/** An order that the kitchen has done all of. */
export interface ReadyOrder {
  readonly number: string;
  /** Empty for none. */
  readonly table: string;
}

/** An order that is open at this till, or on its screen. */
export interface OrderHere {
  readonly id: EventId;
  readonly number: string;
  /** Who opened it. */
  readonly owner: { readonly number: string; readonly name: string };
  readonly due: MinorUnits;
  readonly giveBack: MinorUnits;
  readonly openedMs: number;
}

/** One printer as the status line tells it: `ok`, or what to look at. */
export interface PrinterStatus {
  readonly name: string;
  readonly state: "ok" | "off" | "waiting" | "asking";
  /** Nobody has seen yet how it is. */
  readonly isUnasked?: boolean;
  /** What keeps it from printing, where that is known. */
  readonly trouble?: PrinterTrouble | undefined;
  /** Cash was taken a moment ago, and it can't open its drawer. */
  readonly isDrawerShut?: boolean;
  readonly waitingJobs: number;
  /** Papers that wait for a person to say that they shall be printed. */
  readonly askingJobs: number;
  /** What all of these are; missing where they are of several kinds. */
  readonly papers?: "tickets" | "receipts" | undefined;
  /** For so long the oldest one has waited. */
  readonly waitMinutes?: number;
}

/** A printer that another till drives, which alone knows how it is. */
export interface FarPrinter {
  readonly name: string;
  readonly till: string;
  /** That till is not connected. */
  readonly isAway: boolean;
  /** So many tickets were sent to it long enough ago, and no paper of them is known. */
  readonly tickets: number;
  readonly waitMinutes: number;
}

/** The other tills in a few words. */
export interface MeshFields {
  /** Also when all is well: `single till`, or how many are connected, and on how many the last sale is safe. */
  readonly status: string;
  /** Where there is no room for that. */
  readonly short?: string;
  /** What somebody has to see to: a till that isn't heard, a clock that is wrong, a till that misbehaves. */
  readonly troubles: ReadonlyArray<string>;
}

/** The newest verified backup: `behind` when an hour was missed, `overdue` after a day without one. */
export interface BackupAge {
  readonly hours: number;
  readonly state: "fresh" | "behind" | "overdue";
}

export interface UndoneStep {
  /** On the screen; undefined for none, as when goods were sold out before the first line. */
  readonly order: OrderView | undefined;
  /** How it is served, or the next one. */
  readonly service: Service;
  /** In a sentence. */
  readonly what: string;
  /** The line that it is about now; undefined for none. */
  readonly line: EventId | undefined;
}

/** What is on the order again, and why something of the round is not. */
export interface RepeatedRound {
  readonly order: OrderView;
  readonly added: ReadonlyArray<LineView>;
  /** In sentences. */
  readonly leftOut: ReadonlyArray<string>;
}

/** A paper that can be printed once more. */
export interface PaperView {
  readonly id: EventId;
  readonly kind: "receipt" | "refund" | "ticket" | "report";
  /** `A-000012`, `A12 Bar`. */
  readonly name: string;
  /** Whether it was printed, or waits for a printer or a person; `elsewhere` was another till's. */
  readonly state: "printed" | "waits" | "asks" | "put aside" | "elsewhere";
}

/** A receipt, or a refund, in one row. */
export interface ReceiptRow {
  readonly number: string;
  readonly day: BusinessDay;
  /** `14:32`. */
  readonly time: string;
  /** Below zero for a refund. */
  readonly total: MinorUnits;
  /** What was on it, in words. */
  readonly goods: string;
}

/** A receipt as it is on paper; of a refund, below it, what became of the goods. */
export interface ReceiptPaper {
  readonly number: string;
  readonly isRefund: boolean;
  readonly paper: PaperView;
  readonly lines: ReadonlyArray<string>;
}

/** A receipt of whichever till, with what is left of it to come back. */
export interface ReceiptToReturn {
  readonly number: string;
  readonly lines: ReadonlyArray<{
    readonly line: EventId;
    readonly name: string;
    readonly soldBy: SoldBy;
    readonly left: Thousandths;
    /** What was paid for that, before taxes that prices don't include. */
    readonly leftNet: MinorUnits;
    /** What becomes of it unless somebody says otherwise. */
    readonly usualFate: GoodsFate;
  }>;
  /** With what it was paid, and by what its money went back since. */
  readonly tenders: ReadonlyArray<ReceiptTender>;
}

/** What money of another currency would settle, all in the shop's own. */
export interface ForeignWorth {
  /** What one of it is worth, as it is typed. */
  readonly rate: string;
  readonly worth: MinorUnits;
  readonly change: MinorUnits;
  /** What is left to be paid in cash. */
  readonly left: MinorUnits;
}

/** What is handed out for goods that come back. */
export interface MoneyBack {
  readonly amount: MinorUnits;
  /** So much of it came in by another tender; zero where it does not go out in cash. */
  readonly notPaidInCash: MinorUnits;
}

export interface GoodsBack {
  readonly receipt: ReceiptToReturn;
  readonly lines: ReadonlyArray<{ readonly line: EventId; readonly quantity: Thousandths }>;
  /** `cash`, `card`, or a tender of the shop's own that the receipt was paid by. */
  readonly method: string;
  readonly reason: string;
  /** Of all of them; else what is usual for each. */
  readonly goods?: GoodsFate | undefined;
}

export interface ApproverClaim {
  readonly number: string;
  readonly pin: string;
  readonly act: ApprovalNeeded["act"];
}

/** Customers, for whoever may look them up. */
export interface CustomerSession {
  /** By words of the name, digits of the phone, or the card. */
  readonly find: (typed: string) => Result<FoundCustomers, Refusal>;
  /** Empty too for whoever may not look. */
  readonly byCard: (code: string) => ReadonlyArray<CustomerView>;
  /** On the order on the screen, which it opens where there is none that is open. */
  readonly set: (customer: string) => Result<OrderView, Refusal>;
  readonly takeOff: () => Result<OrderView, Refusal>;
  /** Somebody new, on the order at once. */
  readonly add: (
    texts: Pick<CustomerTexts, "name" | "phone" | "card">,
  ) => Result<OrderView, Refusal>;
}

/** A person at the till. Every action carries who did it and checks that it is permitted. */
export interface TillSession {
  readonly staffName: string;
  readonly staffNumber: string;
  /** The person's own; undefined for the shop's. */
  readonly locale?: Locale | undefined;
  /**
   * The person's own from now on; undefined for the shop's. Answers what is spoken here then, which a
   * till that speaks one language only does not change.
   */
  readonly setLanguage: (language: Locale | undefined) => Result<Locale | undefined, Refusal>;
  /** What the person must hear at once, such as why nothing can be sold, or that numbers begin anew. */
  readonly notice?: string;
  /**
   * The same person with another one's word for exactly that act, once the PIN was right. It holds for
   * no other act, so it is asked for each.
   */
  readonly approvedBy: (claim: ApproverClaim) => Promise<Result<TillSession, Refusal>>;
  /** The order on the screen; undefined before the first line. */
  readonly order: () => OrderView | undefined;
  readonly addGoods: (goods: GoodsChoice) => Result<OrderView, Refusal>;
  /** More of a line (`+3`), in thousandths; below zero of one that comes back. */
  readonly addQuantity: (line: EventId, more: Thousandths) => Result<OrderView, Refusal>;
  /** Less than the kitchen has been told of needs a reason: `takeOff`. Below zero of what comes back. */
  readonly setQuantity: (line: EventId, quantity: Thousandths) => Result<OrderView, Refusal>;
  readonly setModifiers: (
    line: EventId,
    modifiers: ReadonlyArray<TakenModifier>,
  ) => Result<OrderView, Refusal>;
  readonly setNote: (line: EventId, note: string) => Result<OrderView, Refusal>;
  /** Of one, without its options. */
  readonly setPrice: (line: EventId, price: MinorUnits) => Result<OrderView, Refusal>;
  /** Instead of what was taken off before; null takes nothing off any more. */
  readonly discountLine: (
    line: EventId,
    discount: GivenDiscount | null,
  ) => Result<OrderView, Refusal>;
  /** The same for all lines together, after what is taken off each. */
  readonly discountOrder: (discount: GivenDiscount | null) => Result<OrderView, Refusal>;
  /** So much of each line: all of it or nothing. What the kitchen has been told of needs a reason. */
  readonly takeOff: (voids: ReadonlyArray<LineVoid>, reason: string) => Result<OrderView, Refusal>;
  /** That goods are added in now; 0 for each in its own. */
  readonly course: () => number;
  /**
   * From here on; 0 for each in its own. `from`: this line and all below it change too. Before the first
   * goods it holds for the order that they begin.
   */
  readonly setCourse: (
    course: number,
    from: EventId | undefined,
  ) => Result<OrderView | undefined, Refusal>;
  /** Whether the kitchen is to wait with these lines, which it has not begun with. */
  readonly hold: (lines: ReadonlyArray<EventId>, held: boolean) => Result<OrderView, Refusal>;
  /** Has the kitchen begin with a course that waits; undefined for the next one. */
  readonly fire: (course: number | undefined) => Result<OrderView, Refusal>;
  /** Has the kitchen make what it has made once more; nothing is charged for that. */
  readonly refire: (again: Refire) => Result<OrderView, Refusal>;
  /** Why that can't be, before anybody is asked why it should. */
  readonly mayRefire: (again: Refire) => Result<void, Refusal>;
  readonly setService: (service: Service) => Result<OrderView | undefined, Refusal>;
  /** Says what is so now. */
  readonly answerAttention: (id: string, answer: AttentionAnswer) => Result<string, Refusal>;
  /**
   * Takes back what was done last, to the order on the screen or beside it, by the rights of the opposite
   * action. Where that can't be taken back it says so, and never takes an older act instead.
   */
  readonly undo: () => Result<UndoneStep, Refusal>;
  /** So much is there to be sold: 0 is sold out, null as much as anybody wants. */
  readonly setLeft: (sku: string, left: Thousandths | null) => Result<void, Refusal>;
  /** Tells the kitchen what it has not been told yet. */
  readonly send: () => Result<OrderView, Refusal>;
  /**
   * Takes cash; sends what was not sent; prints the receipt when nothing is left. When the order is
   * overpaid or goods come back (`giveBack`), zero hands that out as change. A tip is in what is given.
   */
  readonly payCash: (tendered: MinorUnits, tip?: MinorUnits) => Result<PaidOutcome, Refusal>;
  /** What the shop takes besides cash and cards, by digit. */
  readonly tenders: () => ReadonlyArray<OwnTender>;
  /** Takes such a tender, at most what is due; a tip is in the amount. */
  readonly payTender: (given: TenderGiven) => Result<PaidOutcome, Refusal>;
  /** Takes cash of another currency; a tip is in the shop's own money. */
  readonly payForeign: (given: ForeignGiven) => Result<PaidOutcome, Refusal>;
  /** What taking it would come to, as long as nothing else changes. */
  readonly foreignWorth: (given: ForeignGiven) => Result<ForeignWorth, Refusal>;
  /**
   * Takes a sum by card, at most what is due; its terminal stands beside the till and has said yes.
   * Below zero it gives a card all that goods that come back are worth.
   */
  readonly payCard: (amount: MinorUnits, tip?: MinorUnits) => Result<PaidOutcome, Refusal>;
  /**
   * How the order on the screen was paid, when it is, or on an empty screen the one before: its change
   * must be seen after a power cut too.
   */
  readonly lastPaid: () => PaidOutcome | undefined;
  /** What the order on the screen is asked for by, such as a guest's name. */
  readonly nameOrder: (name: string) => Result<OrderView, Refusal>;
  /** The last round of the order on the screen once more, at what it costs now. */
  readonly again: () => Result<RepeatedRound, Refusal>;
  /** Puts the order aside, so that the next key begins another. It stays open, at every till. */
  readonly newOrder: () => void;
  /** Orders that are open and not on this screen, the one that was opened last first. */
  readonly openOrders: () => ReadonlyArray<OrderView>;
  /** Brings an open order to the screen, and puts aside what was there. */
  readonly recall: (order: EventId) => Result<OrderView, Refusal>;
  /** By its number, by the digits alone for one of this till, or by its barcode. */
  readonly receipt: (text: string) => Result<ReceiptToReturn, Refusal>;
  /** What would be handed out, whoever may do it. */
  readonly moneyBack: (
    back: Omit<GoodsBack, "reason" | "method"> & {
      /** Or `exchange`: for other goods. */
      readonly method: GoodsBack["method"];
    },
  ) => Result<MoneyBack, Refusal>;
  /** Whether the person may do that now: who vouches is asked before the money is. */
  readonly mayGiveBack: (back: GoodsBack) => Result<void, Refusal>;
  /** `amount`: what is handed out. */
  readonly giveBack: (
    back: GoodsBack,
  ) => Result<{ readonly number: string; readonly amount: MinorUnits }, Refusal>;
  /** They come back for goods of the order on the screen, and the payment nets both. */
  readonly exchange: (back: Omit<GoodsBack, "method">) => Result<OrderView, Refusal>;
  /** What came back last so stays with the guest. */
  readonly keepGoods: () => Result<OrderView, Refusal>;
  readonly office: OfficeSession;
  readonly customers: CustomerSession;
  readonly queue: QueueSession;
  readonly clockedInSince: () => string | undefined;
  readonly clockIn: () => Result<string, Refusal>;
  readonly clockOut: () => Result<string, Refusal>;
  /** What a tip comes to in coins. */
  readonly cashTip: (tip: MinorUnits) => MinorUnits;
  /** What cash settles now, rounded as cash is; below zero what is to be given back. */
  readonly cashDue: () => MinorUnits;
}

/** What the till says is in the language that is asked for, else in the shop's. */
export interface TillPort {
  readonly shop: ShopFacts;
  readonly staff: () => ReadonlyArray<StaffTile>;
  /** Who has that code on their card; more than one when two tills apart have said so. */
  /** The shop's time, such as `14:32`. */
  readonly timeOf: (atMs: number) => string;
  /** Whole ones, by this box's clock; zero for what another's clock has in the future. */
  readonly minutesSince: (atMs: number) => number;
  readonly badgeOwners: (code: string) => ReadonlyArray<StaffTile>;
  readonly lastStaffNumber: () => string | undefined;
  /** Whose word the person with this number would be asked for. */
  readonly vouching: (staffNumber: string, act: GuardedAct) => Vouching;
  readonly logIn: (staffNumber: string, pin: string) => Promise<Result<TillSession, Refusal>>;
  readonly catalogue: () => Catalogue;
  /** Reads some of it, for a moment when nobody waits; true while there is more. */
  readonly readGoodsAhead: () => boolean;
  /** Of a product; undefined for no limit, zero or below for sold out. */
  readonly left: (sku: string) => Thousandths | undefined;
  /** What it costs at this moment, served so. */
  readonly priceNow: (product: Product, service: Service) => PriceNow;
  /** Ids of the price lists that hold at this moment: as long as they are the same, so are the prices. */
  readonly listsNow: (service: Service) => string;
  /** Of an order, for whoever serves it; undefined for an id that is not known here. */
  readonly customer: (id: string) => CustomerView | "erased" | "unreadable" | undefined;
  /** Orders of this till that the kitchen has become ready with since this was asked last. */
  readonly readyOrders: () => ReadonlyArray<ReadyOrder>;
  /** The one on the screen first, then the newest first. */
  readonly ordersHere: () => ReadonlyArray<OrderHere>;
  readonly printers: () => ReadonlyArray<PrinterStatus>;
  readonly farPrinters: () => ReadonlyArray<FarPrinter>;
  /** Prints what waits for a person, marked where it may be on paper already; says how many. */
  readonly printAsking: () => number;
  /** What waits for a printer or for a person, the oldest first. */
  readonly queue: () => ReadonlyArray<QueuedPaper>;
  /** The last nine, the newest first; with an order's number its own. */
  readonly papers: (order?: string, locale?: Locale) => Result<ReadonlyArray<PaperView>, Refusal>;
  /** Once more, and marked so. `released`: it had not come out yet, and comes as it would have. */
  readonly reprint: (paper: PaperView, locale?: Locale) => Result<"again" | "released", Refusal>;
  /** One more of a receipt for the guest, marked as that. */
  readonly customerCopy: (paper: PaperView, locale?: Locale) => Result<void, Refusal>;
  /** The newest receipts and refunds of all tills, the newest first. */
  readonly receipts: () => ReadonlyArray<ReceiptRow>;
  /** By its number, by the digits alone for one of this till, or by its barcode; so many columns wide. */
  readonly receiptPaper: (
    text: string,
    columns: number,
    locale?: Locale,
  ) => Result<ReceiptPaper, Refusal>;
  /** Empty unless another program has the printers and doesn't answer. */
  readonly printStatus: (locale?: Locale) => string;
  /** Empty as long as the clock may be right. */
  readonly clockStatus: (locale?: Locale) => string;
  /**
   * `21.11. 8:30`, where the machine's clock can't be right; `by`: the staff number of who says it. Answers
   * what it is now, in a sentence.
   */
  readonly setClock: (
    typed: string,
    who: { readonly by: string; readonly locale: Locale },
  ) => Result<string, Refusal>;
  /** Empty as long as the disk has room. */
  readonly diskStatus: (locale?: Locale) => string;
  /** What needs somebody, item by item. */
  readonly attention: (locale?: Locale) => ReadonlyArray<AttentionItem>;
  /** What the ledger has to say, each in a few words; empty while all is well. */
  readonly ledgerNews: (locale?: Locale) => ReadonlyArray<string>;
  /** The same without what `attention` lists one by one. */
  readonly ledgerTroubles: (locale?: Locale) => ReadonlyArray<string>;
  readonly mesh: (locale?: Locale) => MeshFields;
  /** This one first. */
  readonly tills: () => ReadonlyArray<ShopTill>;
  /** What is well on this box and what is not; takes a moment. */
  readonly findings: (locale?: Locale) => ReadonlyArray<BoxFinding>;
  /** Undefined while no place for backups is set. */
  readonly backup: () => BackupAge | undefined;
  /** To be called before what may take seconds, in which no key is heard: who watches then waits. */
  readonly longWork: () => void;
  /** What is read inside belongs together, and is read quicker; nothing may be written inside. */
  readonly together: <Value>(read: () => Value) => Value;
  /** Called after anything changed that a screen shows; returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
}
