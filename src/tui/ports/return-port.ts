/** Goods of a receipt that come back, for their money or for other goods. */

import { type Result } from "../../domain/base/result.ts";
import { type BackWhat } from "../../domain/commands/money/refund-receipt.ts";
import { type GoodsFate } from "../../domain/goods/goods-fate.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits, type SoldBy, type Thousandths } from "../../domain/money/amounts.ts";
import { type ReceiptTender } from "../../domain/order/refund.ts";
import { type TenderMoney } from "../../domain/tenders/tenders.ts";
import { type Refusal } from "./refusal-port.ts";

/** A receipt of whichever till, with what is left of it to come back. */
export interface ReceiptToReturn {
  readonly id: EventId;
  /** The order that it is of. */
  readonly order: EventId;
  readonly number: string;
  /** The rows of its paper. */
  readonly lines: ReadonlyArray<{
    /** The first line of the row. */
    readonly line: EventId;
    /** The lines of the row, each with what of it is left, and which part of a combo it is. */
    readonly items: ReadonlyArray<{
      readonly line: EventId;
      readonly left: Thousandths;
      readonly combo?: { readonly part: number };
    }>;
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
  /** What was paid for its lines beyond what they cost, and nobody has settled. */
  readonly beyond: ReadonlyArray<{
    readonly line: EventId;
    readonly name: string;
    readonly amount: MinorUnits;
  }>;
  /** The item of its order that was paid beyond what it costs, by money that stands on no receipt. */
  readonly overpaid: { readonly item: string; readonly amount: MinorUnits } | undefined;
  /** Sentences about its vouchers, which don't go back with it. */
  readonly staying: ReadonlyArray<string>;
}

/** What is handed out for goods that come back. */
export interface RefundQuote {
  readonly amount: MinorUnits;
  /** The amounts by their tenders: more than one where a card or a tender of the shop's brought too little. */
  readonly parts: ReadonlyArray<TenderMoney>;
  /** So much of it came in by another tender; zero where it does not go out in cash. */
  readonly notPaidInCash: MinorUnits;
  /** The tip of a card that was typed by hand, which may go back as well; zero for none. */
  readonly tip: MinorUnits;
}

export interface GoodsReturn {
  readonly receipt: ReceiptToReturn;
  readonly lines: ReadonlyArray<{ readonly line: EventId; readonly quantity: Thousandths }>;
  /** `cash`, `card`, or a tender of the shop's own that the receipt was paid by. */
  readonly method: string;
  readonly reason: string;
  /** Of all of them; else what is usual for each. */
  readonly goods?: GoodsFate | undefined;
  /** All of them were bad: what stays with the guest keeps its price. */
  readonly bad?: boolean | undefined;
  /** Which it is, where something was paid beyond: of that no lines need be named. */
  readonly what?: BackWhat | undefined;
  /** Whether the tip goes back with the last goods; missing as long as nobody has said it. */
  readonly tip?: "back" | "stays" | undefined;
}

/** Why goods come back, and what becomes of them. */
export type ReasonOfReturn = Pick<GoodsReturn, "reason" | "goods" | "bad">;

/** By the right to take goods back. */
export interface ReturnSession {
  /** By its number, by the digits alone for one of this till, or by its barcode. */
  readonly receipt: (text: string) => Result<ReceiptToReturn, Refusal>;
  /** What would be handed out, whoever may do it; `exchange` as its method is for other goods. */
  readonly refundFor: (back: Omit<GoodsReturn, "reason">) => Result<RefundQuote, Refusal>;
  /** Whether the person may do that now: who vouches is asked before the money is. */
  readonly mayRefund: (back: GoodsReturn) => Result<void, Refusal>;
}
