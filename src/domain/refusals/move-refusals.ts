/** Why lines or an order were not moved. */

import { refusal } from "../base/refusal-table.ts";
import { type Thousandths } from "../money/amounts.ts";

export const MOVE_REFUSALS = {
  /** The line lies there already, or is on that bill. */
  "move/same": refusal("conflict"),
  /** `left` is in thousandths of the line's unit. */
  "move/not-so-much": refusal<{ name: string; left: Thousandths }>("wrong"),
  "move/returns": refusal("conflict"),
  /** One of the orders owes no taxes, or is exempt under another number. */
  "move/exempt": refusal("conflict"),
  "move/not-merged": refusal("conflict"),
  /** `orders`: numbers of those that sit there already; `number`: of the one that was to go there. */
  "move/in-use": refusal<{ text: string; number: string; orders: ReadonlyArray<string> }>(
    "conflict",
  ),
  /** The move cannot be taken back: the order has changed since, or somebody has paid there or has a bill. */
  "move/since": refusal("wrong"),
  "move/paid-since": refusal("wrong"),
  "move/bill-since": refusal("wrong"),
};
