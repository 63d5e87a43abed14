/** Why somebody was not seated, moved to a seat, let go, or handed over. */

import { refusal } from "../base/refusal-table.ts";

export const TABLE_REFUSALS = {
  "covers/invalid": refusal<{ max: number }>("wrong"),
  "seat/invalid": refusal<{ max: number }>("wrong"),
  "owner/same": refusal<{ staff: string }>("conflict"),
  /** That person has no open tables or tabs. */
  "owner/nothing": refusal<{ staff: string }>("conflict"),
  /** `orders`: numbers of those that one text names. */
  "table/several": refusal<{ text: string; orders: ReadonlyArray<string> }>("conflict"),
};
