/** Why a payment was not corrected. */

import { refusal } from "../base/refusal-table.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const CORRECTION_REFUSALS = {
  /** The order has no payment by that tender, or none that can be told apart. */
  "correction/no-payment": refusal("unknown"),
  "correction/reason-needed": refusal("wrong"),
  /** The order was paid by several tenders, so the correction must say which. */
  "correction/which": refusal("wrong"),
  /** Several people sold the order's goods or have its tips, so the word must say whose is meant. */
  "reassign/which": refusal("wrong"),
  /** That person has sold nothing of the order and has no tip of it. */
  "reassign/nothing": refusal<{ staff: string }>("unknown"),
  /** Goods were given for it, or money was handed out. */
  "correction/not-taken": refusal("conflict"),
  /** The payment was taken on another business day. */
  "correction/other-day": refusal("conflict"),
  /** The Z that holds it is closed. */
  "correction/in-z": refusal("conflict"),
  /** The payment is booked by that tender already. */
  "correction/same": refusal("conflict"),
  /** `left`: what was booked by that tender and has not gone back. */
  "correction/too-much": refusal<{ amount: MinorUnits; left: MinorUnits }>("conflict"),
  /** The payment was booked in cash of another currency, so it can only be corrected as a whole. */
  "correction/only-whole": refusal("wrong"),
};
