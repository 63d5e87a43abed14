/** Why something about bills and their parts was not done. */

import { refusal } from "../base/refusal-table.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const BILL_REFUSALS = {
  /** The bill has no goods. */
  "bill/empty": refusal("conflict"),
  /** `max`: into so many parts at most. */
  "split/count": refusal<{ max: number }>("wrong"),
  /** The parts that are left cannot be paid together as one bill. */
  "split/together": refusal<{ parts: number }>("wrong"),
  /** A part of the split is paid already, so the split can't be undone. */
  "split/begun": refusal("conflict"),
  /** A bill of a part of the plan is printed: it is not taken back. */
  "split/billed": refusal("conflict"),
  /** The bill has nothing left to pay. */
  "split/nothing": refusal("conflict"),
  /** No such plan is there. */
  "split/none": refusal("conflict"),
  /** The share is more than is left of the line, or nothing. */
  "split/share": refusal<{ name: string }>("wrong"),
  /** The share leaves nothing for anybody else. */
  "split/whole": refusal("wrong"),
  "split/amount": refusal<{ rest: MinorUnits }>("wrong"),
  /** The lines have no seats. */
  "split/no-seats": refusal("wrong"),
  "split/seat-empty": refusal<{ seat: number }>("wrong"),
  /** Goods of a receipt come back for the order's. */
  "split/returns": refusal("conflict"),
  "split/part-unknown": refusal<{ text: string; parts: number }>("unknown"),
  "split/part-paid": refusal("conflict"),
  "split/part-empty": refusal("conflict"),
};
