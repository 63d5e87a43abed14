/** What taking money for the order on the screen comes to, and how it was paid. */

import { type CorrectionWay } from "../../acts/correct.ts";
import { type Paid } from "../../acts/pay.ts";
import { type ReassignWay } from "../../acts/reassign.ts";
import { type Result } from "../../domain/base/result.ts";
import { type ForeignGiven } from "../../domain/commands/money/pay-order.ts";
import { type SplitWish } from "../../domain/commands/order/split-order.ts";
import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type OwnTender, type TenderMoney } from "../../domain/tenders/tenders.ts";
import { type OrderView, type PaymentView } from "../../domain/views.ts";
import { type Refusal, type StaffTile } from "./refusal-port.ts";

/** A payment that was made. */
export interface PaidOutcome extends Pick<Paid, "receiptNumber" | "receiptMode"> {
  readonly payment: PaymentView;
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
  /** Number of its last receipt; empty where a part was paid so far. */
  readonly receipt: string;
  readonly ways: ReadonlyArray<CorrectionWay>;
  /** By whom of those who are at work it may have been served. */
  readonly servers: ReadonlyArray<ReassignWay>;
}

/** The payments by the person at the till. */
export interface PaymentSession {
  /** Returns the amounts of a split's parts; refused as the split would be. */
  readonly splitOutlook: (wish: SplitWish) => Result<ReadonlyArray<MinorUnits>, Refusal>;
  /** Returns the refund of each tender now; the one that Enter and the screen name comes first. */
  readonly refundTenders: () => ReadonlyArray<TenderMoney>;
  /** Returns the shop's tenders besides cash and cards, by digit. */
  readonly tenders: () => ReadonlyArray<OwnTender>;
  /** Returns the result of taking that money now. */
  readonly foreignWorth: (
    given: ForeignGiven & { readonly part?: string | undefined },
  ) => Result<ForeignWorth, Refusal>;
  /** Returns a tip rounded to coins. */
  readonly cashTip: (tip: MinorUnits) => MinorUnits;
  /** Returns the amount that cash settles now of a part or of all, rounded as cash is; below zero for a refund. */
  readonly cashDue: (part?: string) => MinorUnits;
  /**
   * How the order on the screen was paid, when it is, or on an empty screen the one before: its change
   * must be seen after a power cut too.
   */
  readonly lastPaid: () => PaidOutcome | undefined;
  /** The person leaves the register, and has given the change of what was paid last. */
  readonly left: () => void;
  /** Of the last receipt of the order on the screen, whichever till issued it; undefined without one. */
  readonly paidBy: () => PaidBy | undefined;
  /** Of a receipt or an order by its number; where that is empty, of what this till was paid last. */
  readonly correctable: (text: string) => Result<CorrectableOrder, Refusal>;
}
