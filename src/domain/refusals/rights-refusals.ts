/** Why a person may not do something, or not without somebody else. */

import { refusal } from "../base/refusal-table.ts";
import { type Permission } from "../events/permission.ts";
import { type MilliPercent, type MinorUnits } from "../money/amounts.ts";

/** The events that an act would write, as one text: equal for the same act alone. */
export type ActPrint = string;

export const RIGHTS_REFUSALS = {
  /** `act`: what somebody who may do it can vouch for. */
  "permission/missing": refusal<{ permission: Permission; staff: string; act?: ActPrint }>(
    "not-allowed",
  ),
  /** The discount is more than the person may give by their own right. */
  "discount/beyond-limit": refusal<{
    staff: string;
    rate: MilliPercent;
    limit: MilliPercent;
    act?: ActPrint;
  }>("not-allowed"),
  /** The comp is more than the person may still give away that day, which is `left`. */
  "comp/beyond-budget": refusal<{ staff: string; left: MinorUnits; act?: ActPrint }>("not-allowed"),
  /** Something came between the question and the answer. */
  "approval/changed": refusal("conflict"),
};
