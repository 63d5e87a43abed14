/**
 * The lists that may stand beside the order: what each holds as long as it is open. `State`: of the screens,
 * which hold a list, and are held by one that waits for an answer.
 */

import { type BackWhat } from "../domain/commands/money/refund-receipt.ts";
import { type LineVoid } from "../domain/commands/order/take-off.ts";
import {
  type ModifierGroup,
  type Product,
  type Service,
  type TakenModifier,
} from "../domain/goods/catalogue.ts";
import { type GoodsFate } from "../domain/goods/goods-fate.ts";
import { type PackWeight } from "../domain/goods/measure.ts";
import { type EventId } from "../domain/identity.ts";
import { type MinorUnits, type Thousandths } from "../domain/money/amounts.ts";
import { type OrderView } from "../domain/views.ts";
import { type DrawerPage } from "./drawer-state.ts";
import { type GuestList } from "./guest-list.ts";
import { type PlannedAct } from "./planned-act.ts";
import { type AttentionItem } from "./ports/attention-port.ts";
import { type CardWanted, type ShopCard, type ShopTab } from "./ports/card-port.ts";
import { type ShownSheet } from "./ports/count-port.ts";
import { type ShownDelivery, type ShownDraft } from "./ports/delivery-port.ts";
import { type BoxFinding } from "./ports/doctor-port.ts";
import { type ShownEvening } from "./ports/evening-port.ts";
import { type ShownHistory } from "./ports/history-port.ts";
import { type PaperView, type ReceiptPaper, type ReceiptRow } from "./ports/paper-port.ts";
import { type CorrectableOrder } from "./ports/payment-port.ts";
import { type ShownShift } from "./ports/people-port.ts";
import { type QueuedPaper } from "./ports/queue-port.ts";
import { type AskedDay } from "./ports/refusal-port.ts";
import { type ReportChoice, type ShownReport } from "./ports/report-port.ts";
import {
  type GoodsReturn,
  type ReasonOfReturn,
  type ReceiptToReturn,
  type RefundQuote,
} from "./ports/return-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import { type ShownTips } from "./ports/tips-port.ts";

/** Goods that wait until the cashier has chosen what they need. */
export interface PendingGoods {
  readonly product: Product;
  /** The quantity, below zero for returned goods. */
  readonly quantity: Thousandths;
  readonly price?: MinorUnits;
  /** The price stands on the pack: each is a piece. */
  readonly isPack?: true;
  /** What one pack weighs, where its label says so. */
  readonly packWeight?: PackWeight;
  /** Empties of the goods come back, for their deposit. */
  readonly isEmpties?: true;
  /** Options picked so far, by number. */
  readonly numbers: ReadonlyArray<number>;
  /** Served otherwise than the order. */
  readonly service?: Service;
  /** How the order is about to be served. */
  readonly pricedAs?: Service;
  /** The text that named them goes when they are added; beside a scan it stays. */
  readonly keepsText: boolean;
  /** Somebody has said that they are sold although they are sold out. */
  readonly sellsOn?: boolean;
}

/** Returns the goods that a list asks about; undefined for any other list. */
export function goodsAskedIn(
  list: { readonly type: string; readonly goods?: unknown } | undefined,
): PendingGoods | undefined {
  const isAsked = list?.type === "choice" || list?.type === "fate";
  return isAsked ? (list.goods as PendingGoods) : undefined;
}

/** A key whose work waits for an answer. */
export interface PressedIn<State> {
  /** The state when the key was pressed. */
  readonly before: State;
  /** Presses the key again. */
  readonly again: (state: State) => State;
}

interface ListBase {
  /** Letters typed while the list is open search it. */
  readonly filter: string;
  /** The row that Enter takes. */
  readonly at: number;
}

/** The lines to void, and how much of the order they are: the next `*` takes the next larger scope. */
export interface MeantVoids {
  readonly voids: ReadonlyArray<LineVoid>;
  readonly scope: "some" | "lines" | "order";
}

export interface ReturnReasonSaid extends ReasonOfReturn {
  /** The session of the person who approved exactly this, in cash; undefined where no approval was needed. */
  readonly vouched?: TillSession | undefined;
}

/** The method of a return: `cash`, `card`, a tender of the shop's own, or `exchange` for other goods. */
export type ReturnMethod = GoodsReturn["method"];

/** The goods that come back of a receipt, as far as they are counted. */
export interface ReturnList extends ListBase {
  readonly type: "return";
  readonly receipt: ReceiptToReturn;
  /** The quantity of each line that comes back; lines that don't are missing. */
  readonly counts: Readonly<Record<EventId, Thousandths>>;
  /** The choice between goods and money, asked first where the receipt, or its order, was overpaid. */
  readonly what?: BackWhat | undefined;
  /** The reason, where F5 has asked for it: F9 or F12 refunds the money, `+` begins an exchange. */
  readonly why?: ReturnReasonSaid | undefined;
  /** F10: the rows are the shop's own tenders that its money may go back to. */
  readonly asksTender?: boolean;
  /** A person says that another terminal than the one that took the money gives it back. */
  readonly isByHand?: boolean | undefined;
}

/** A list stands beside the order and takes one digit; the line keeps its text. */
export type ListIn<State> =
  | (ListBase & {
      readonly type: "choice";
      readonly goods: PendingGoods;
      readonly group: ModifierGroup;
    })
  /** What becomes of goods that come back, whose stock is kept; `modifiers` are those that were chosen. */
  | (ListBase & {
      readonly type: "fate";
      readonly goods: PendingGoods;
      readonly modifiers?: ReadonlyArray<TakenModifier>;
    })
  | (ListBase & {
      readonly type: "reason";
      /** The act that the reason is for. */
      readonly purpose: "void" | "refire";
    } & MeantVoids)
  /** Why an act is done, where the till asks. */
  | (ListBase & { readonly type: "act-why"; readonly planned: PlannedAct })
  /** The text before F4, whose number has several meanings. */
  | (ListBase & { readonly type: "discounts"; readonly typed: string })
  | (ListBase & {
      readonly type: "orders";
      readonly orders: ReadonlyArray<OrderView>;
      /** The orders are those for later. */
      readonly isLater?: true;
      /** The sum of the goods that are wanted tomorrow; empty for none. */
      readonly tomorrow?: string;
    })
  /** All that is open at tables and in tabs, as it is now. */
  | (ListBase & { readonly type: "plan"; readonly isMine: boolean })
  | (ListBase & GuestList)
  | (ListBase & {
      readonly type: "receipts";
      readonly receipts: ReadonlyArray<ReceiptRow>;
      /** The act on the chosen receipt. */
      readonly purpose: "look" | "return";
    })
  /** One receipt; `top` is the first line of it that is shown. */
  | (ListBase & { readonly type: "receipt"; readonly top: number } & ReceiptPaper)
  | (ListBase & { readonly type: "papers"; readonly papers: ReadonlyArray<PaperView> })
  | ReturnList
  | (ListBase & {
      readonly type: "return-reason";
      readonly receipt: ReceiptToReturn;
      readonly counts: Readonly<Record<EventId, Thousandths>>;
      readonly what?: BackWhat | undefined;
      /** Undefined as long as nobody has said it: in cash it would be this money. */
      readonly method: ReturnMethod | undefined;
      readonly isByHand?: boolean;
      readonly money: RefundQuote;
      /** What is handed out for bad goods: more where they are of a promotion. */
      readonly ifBad: RefundQuote;
      /** The fate of the goods; undefined as long as the reason implies it. */
      readonly goods: GoodsFate | undefined;
      /** The reason is said, and it is asked whether the tip goes back as well. */
      readonly asksTip?: ReturnReasonSaid;
    })
  | (ListBase & { readonly type: "correct"; readonly correctable: CorrectableOrder })
  /** Which of the terminals of this till takes the money. */
  | (ListBase & { readonly type: "terminals"; readonly wanted: CardWanted })
  /** The card payments of today as they were when the list was opened. */
  | (ListBase & { readonly type: "cards"; readonly cards: ReadonlyArray<ShopCard> })
  | (ListBase & { readonly type: "card"; readonly card: ShopCard })
  /** The typed digits are the number of the terminal's receipt. */
  | (ListBase & { readonly type: "card-number"; readonly card: ShopCard })
  /** What may be done with the tab of the order. `wanted`: what F12 would ask for besides. */
  | (ListBase & {
      readonly type: "tab";
      readonly sum: MinorUnits;
      readonly wanted?: CardWanted | undefined;
    })
  /** The tabs by card as they were when the list was opened. */
  | (ListBase & { readonly type: "tabs"; readonly tabs: ReadonlyArray<ShopTab> })
  /** The typed sum is the tip that stands on its slip. */
  | (ListBase & { readonly type: "card-tip"; readonly card: ShopCard })
  /** The typed text is what stands on its slip. */
  | (ListBase & { readonly type: "card-slip"; readonly card: ShopCard })
  | (ListBase & { readonly type: "messages" })
  /** The items as they were when the list was opened. */
  | (ListBase & { readonly type: "attention"; readonly items: ReadonlyArray<AttentionItem> })
  | (ListBase & {
      readonly type: "attention-item";
      readonly item: AttentionItem;
      /** Given as soon as somebody has said why. */
      readonly asked?: AttentionItem["answers"][number];
    })
  /** The papers in the order in which they were seen; one that is gone keeps its place. */
  | (ListBase & { readonly type: "queue"; readonly papers: ReadonlyArray<QueuedPaper> })
  | (ListBase & { readonly type: "queued-paper"; readonly paper: QueuedPaper })
  | (ListBase & { readonly type: "cancel-reason"; readonly paper: QueuedPaper })
  | (ListBase & { readonly type: "reports"; readonly reports: ReadonlyArray<ReportChoice> })
  /** One report as lines; `top` is the first of them that is shown. */
  | (ListBase & {
      readonly type: "report";
      readonly shown: ShownReport;
      readonly lines: ReadonlyArray<string>;
      readonly top: number;
    })
  /** Whom the shop owes tips, as it was when the list was opened. */
  | (ListBase & ShownTips & { readonly type: "tips" })
  /** The open sheets of a stocktake. */
  | (ListBase & { readonly type: "count"; readonly sheets: ReadonlyArray<ShownSheet> })
  /** What is awaited of suppliers. */
  | (ListBase & { readonly type: "deliveries"; readonly deliveries: ReadonlyArray<ShownDelivery> })
  /** What is counted in of a delivery. */
  | (ListBase & { readonly type: "delivery"; readonly draft: ShownDraft })
  /** What a person who leaves sold and took. */
  | (ListBase & ShownEvening & { readonly type: "evening"; readonly top: number })
  /** What happened, as lines; `top` is the first of them that is shown. */
  | (ListBase & ShownHistory & { readonly type: "history"; readonly top: number })
  /** Who worked when the list was opened; `chosen`: the rows are what can be done with that shift. */
  | (ListBase & {
      readonly type: "who";
      readonly shifts: ReadonlyArray<ShownShift>;
      readonly chosen: ShownShift | undefined;
    })
  | (ListBase & { readonly type: "printers" })
  | (ListBase & { readonly type: "tills" })
  | (ListBase & { readonly type: "status" })
  /** The findings as they were when the list was opened. */
  | (ListBase & { readonly type: "doctor"; readonly findings: ReadonlyArray<BoxFinding> })
  | (ListBase & { readonly type: "languages" })
  | (ListBase & { readonly type: "drawer"; readonly page: DrawerPage })
  /** The day's close; or which day it is, of somebody who pressed a key past the cut-over. */
  | (ListBase & { readonly type: "day"; readonly turn?: AskedDay & PressedIn<State> })
  /** Whether the kitchen makes goods on hold now that all is paid. */
  | (ListBase & PressedIn<State> & { readonly type: "held-goods" })
  /** `line`: what the line that keys act on is called; the rows are what can be done with it and its order. */
  | (ListBase & { readonly type: "more"; readonly line?: string });
