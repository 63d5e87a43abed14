/** Taking money for the order on the screen, and what it comes to. */

import { type CorrectionWay } from "../../acts/correct.ts";
import {
  type ForeignGiven,
  type RefundToTender,
  type TenderGiven,
} from "../../domain/commands/pay-order.ts";
import { type SplitWish } from "../../domain/commands/split-order.ts";
import { type TipGiven } from "../../domain/commands/tip.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Result } from "../../domain/result.ts";
import { type OwnTender, type TenderMoney } from "../../domain/tenders.ts";
import { type OrderView, type PaymentView } from "../../domain/views.ts";
import { type Refusal, type StaffTile } from "./refusal-port.ts";

export interface PaidOutcome {
  readonly payment: PaymentView;
  /** Present when the order is paid in full by it. */
  readonly receiptNumber?: string;
  /** The receipt's mode; missing where it is printed by itself. */
  readonly receiptMode?: "on-request" | "never";
  readonly order: OrderView;
  /** Who took it, where that was not whoever is asked. */
  readonly by?: Pick<StaffTile, "number" | "name">;
}

/** Who took the last of an order's money, and where. */
export interface PaidBy {
  readonly name: string;
  readonly till: string;
  readonly receipt: string;
}

/** The worth of money in another currency, in the shop's own. */
export interface ForeignWorth {
  /** The exchange rate as it is typed. */
  readonly rate: string;
  readonly worth: MinorUnits;
  readonly change: MinorUnits;
  /** The amount that remains to be paid in cash. */
  readonly left: MinorUnits;
}

/** A payment that may have been made otherwise than it was booked. */
export interface CorrectableOrder {
  readonly order: EventId;
  /** Number of its last receipt, or its own. */
  readonly name: string;
  readonly ways: ReadonlyArray<CorrectionWay>;
}

/** The payments by the person at the till. */
export interface PaymentSession {
  /**
   * Takes cash; sends what was not sent; prints the receipt when nothing is left. When the order is
   * overpaid or goods come back (`refundDue`), zero hands out what came in cash. A tip is in what is given.
   */
  readonly payCash: (tendered: MinorUnits, tip?: TipGiven) => Result<PaidOutcome, Refusal>;
  /**
   * Takes a sum by card, at most what is due; its terminal stands beside the till and has said yes.
   * Below zero it gives back what came so.
   */
  readonly payCard: (amount: MinorUnits, tip?: TipGiven) => Result<PaidOutcome, Refusal>;
  /**
   * Gives back what came by that tender, of an order that is overpaid or that goods come back for; with a
   * reason also what came by others.
   */
  readonly refundPayment: (back: RefundToTender) => Result<PaidOutcome, Refusal>;
  /** Returns the amounts of a split's parts; refused as the split would be. */
  readonly splitOutlook: (wish: SplitWish) => Result<ReadonlyArray<MinorUnits>, Refusal>;
  /** Returns the refund of each tender now; the one that Enter and the screen name comes first. */
  readonly refundTenders: () => ReadonlyArray<TenderMoney>;
  /** Returns the shop's tenders besides cash and cards, by digit. */
  readonly tenders: () => ReadonlyArray<OwnTender>;
  /** Takes such a tender, at most what is due; a tip is in the amount. */
  readonly payTender: (given: TenderGiven) => Result<PaidOutcome, Refusal>;
  /** Takes cash of another currency; a tip is in the shop's own money. */
  readonly payForeign: (given: ForeignGiven) => Result<PaidOutcome, Refusal>;
  /** Returns the result of taking that money now. */
  readonly foreignWorth: (given: ForeignGiven) => Result<ForeignWorth, Refusal>;
  /** Returns a tip rounded to coins. */
  readonly cashTip: (tip: MinorUnits) => MinorUnits;
  /** Returns the amount that cash settles now, rounded as cash is; below zero for a refund. */
  readonly cashDue: () => MinorUnits;
  /**
   * How the order on the screen was paid, when it is, or on an empty screen the one before: its change
   * must be seen after a power cut too.
   */
  readonly lastPaid: () => PaidOutcome | undefined;
  /** Of the last receipt of the order on the screen, whichever till issued it; undefined without one. */
  readonly paidBy: () => PaidBy | undefined;
  /** Of a receipt or an order by its number; where that is empty, of what this till was paid last. */
  readonly correctable: (text: string) => Result<CorrectableOrder, Refusal>;
}
