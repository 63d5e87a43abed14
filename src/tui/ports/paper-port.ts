/** Papers and receipts: looked at, printed once more, and those that wait. */

import { type Result } from "../../domain/base/result.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type QueuedPaper } from "./queue-port.ts";
import { type Refusal } from "./refusal-port.ts";

/** A paper that can be printed once more. */
export interface PaperView {
  readonly id: EventId;
  readonly kind: "receipt" | "refund" | "ticket" | "report" | "bill" | "slip";
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
  /** The total, below zero for a refund. */
  readonly total: MinorUnits;
  /** The goods on it, in words. */
  readonly goods: string;
  /** What its cards' slips say: their numbers, and the last four digits of the cards. */
  readonly cards: ReadonlyArray<string>;
  /** Whether its order names something that was not heard here, or is in question. */
  readonly isIncomplete: boolean;
  /** The doubts about it, each in words; none for most. */
  readonly doubts: ReadonlyArray<string>;
}

/** A receipt as it is on paper; of a refund, below it, what became of the goods. */
export interface ReceiptPaper {
  readonly number: string;
  readonly isRefund: boolean;
  readonly paper: PaperView;
  readonly lines: ReadonlyArray<string>;
}

/** The papers, for everybody at the till. */
export interface PaperPort {
  /** Prints what waits for a person, marked where it may be on paper already; says how many. */
  readonly printAsking: () => number;
  /** Returns the papers that wait for a printer or for a person, the oldest first. */
  readonly queue: () => ReadonlyArray<QueuedPaper>;
  /** The last nine, the newest first; with an order's number its own. */
  readonly papers: (order?: string, locale?: Locale) => Result<ReadonlyArray<PaperView>, Refusal>;
  /** Prints it again, with a mark. `released`: it had not been printed yet, and is printed without one. */
  readonly reprint: (paper: PaperView, locale?: Locale) => Result<"again" | "released", Refusal>;
  /** Prints a copy of a receipt for the guest, with that mark. */
  readonly customerCopy: (paper: PaperView, locale?: Locale) => Result<void, Refusal>;
  /** Prints a receipt without prices, for whoever is given the goods. */
  readonly giftReceipt: (paper: PaperView, locale?: Locale) => Result<void, Refusal>;
  /** The newest receipts and refunds of all tills, the newest first. */
  readonly receipts: (locale?: Locale) => ReadonlyArray<ReceiptRow>;
  /**
   * Returns a receipt by its number, by the digits alone for one of this till, or by its barcode;
   * so many columns wide.
   */
  readonly receiptPaper: (
    text: string,
    columns: number,
    locale?: Locale,
  ) => Result<ReceiptPaper, Refusal>;
}
