/** A payment that was made otherwise than it was booked, as somebody at the till puts it right. */

import { type EventId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Result } from "../../domain/result.ts";
import { type Refusal } from "./refusal-port.ts";

/** One way to put it right: all that was booked by a tender was made by another one. */
export interface CorrectionWay {
  readonly payment: EventId;
  readonly from: TenderSum;
  readonly to: TenderSum;
}

/** What there is less or more of a tender by it, tip and cash rounding with it. */
interface TenderSum {
  readonly method: string;
  /** Of a tender of the shop's own. */
  readonly name?: string;
  readonly amount: MinorUnits;
}

export interface CorrectableOrder {
  readonly order: EventId;
  /** Number of its last receipt, or its own. */
  readonly name: string;
  readonly ways: ReadonlyArray<CorrectionWay>;
}

/** By the right to give money back. */
export interface CorrectionSession {
  /** Of a receipt or an order by its number; without one, of what this till was paid last. */
  readonly correctable: (text: string) => Result<CorrectableOrder, Refusal>;
  readonly correct: (
    order: EventId,
    way: CorrectionWay,
    reason: string,
  ) => Result<undefined, Refusal>;
}
