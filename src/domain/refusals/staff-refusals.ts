/** Why something about people who work here, their badges, PINs and hours was not done. */

import { refusal } from "../base/refusal-table.ts";
import { type BusinessDay } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const STAFF_REFUSALS = {
  "staff/unknown": refusal<{ staff: string }>("unknown"),
  "staff/inactive": refusal<{ staff: string }>("not-allowed"),
  "staff/number-invalid": refusal<{ text: string }>("wrong"),
  "staff/number-taken": refusal<{ staff: string; active: boolean }>("conflict"),
  "staff/name-invalid": refusal<{ max: number }>("wrong"),
  "staff/already-active": refusal<{ staff: string }>("conflict"),
  "staff/already-disabled": refusal<{ staff: string }>("conflict"),
  "staff/language-same": refusal<{ staff: string }>("conflict"),
  /** Nobody else who can sign in may change staff. */
  "staff/last-one": refusal<{ staff: string }>("conflict"),
  "staff/same-role": refusal<{ staff: string; role: string }>("conflict"),
  "badge/invalid": refusal<{ text: string }>("wrong"),
  /** The badge is a person's who works here, or a product's barcode. */
  "badge/taken": refusal<{ badge: string; staff: string }>("conflict"),
  "badge/goods": refusal<{ badge: string; name: string }>("conflict"),
  "badge/same": refusal<{ staff: string }>("conflict"),
  /** `waitMs`: before the next try. */
  "pin/wrong": refusal<{ staff: string; waitMs: number }>("not-allowed"),
  /** The PIN was not tried, because too many tries were wrong. */
  "pin/wait": refusal<{ staff: string; waitMs: number }>("not-allowed"),
  /** The person came by head office, which knows no PIN, and nobody here has set one. */
  "pin/none": refusal<{ staff: string }>("not-allowed"),
  "pin/busy": refusal<{ staff: string }>("conflict"),
  /** The pepper that all PINs are checked with is not here. */
  "pin/no-pepper": refusal("not-allowed"),
  "staff/no-rate": refusal<{ staff: string }>("conflict"),
  "shift/already-in": refusal<{ staff: string; since: string }>("conflict"),
  "shift/not-in": refusal<{ staff: string }>("conflict"),
  "tips/none": refusal("conflict"),
  "tips/nobody": refusal("conflict"),
  "tips/still-in": refusal<{ staff: string; day: BusinessDay }>("conflict"),
  "tips/days": refusal<{ most: number }>("wrong"),
  "tips/pooled": refusal<{ from: BusinessDay; to: BusinessDay; staff: string; amount: MinorUnits }>(
    "conflict",
  ),
  /** The shift is so long ago that the person forgot to end it: `since` has its date. */
  "shift/forgotten": refusal<{ staff: string; since: string }>("conflict"),
  "shift/forgot-to-leave": refusal<{ staff: string; since: string }>("conflict"),
  "shift/on-break": refusal<{ staff: string; since: string }>("conflict"),
  "shift/no-break": refusal<{ staff: string }>("conflict"),
  "shift/unknown": refusal<{ shift: string }>("unknown"),
  "shift/no-reason": refusal("wrong"),
  /** The corrected shift would end before it begins, last more than a day, or reach into the future. */
  "shift/times-odd": refusal<{ staff: string }>("wrong"),
  "shift/overlaps": refusal<{ staff: string; since: string }>("conflict"),
};
