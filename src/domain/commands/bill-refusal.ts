/** Why something about bills and their parts was not done. */

import { type MinorUnits, type Thousandths } from "../money/amounts.ts";

export type BillRefusal =
  /** Nobody has ordered anything. */
  | { readonly type: "bill/empty" }
  /** `max`: into so many parts at most. */
  | { readonly type: "split/count"; readonly max: number }
  /** So many of the parts that are left are no bill of their own. */
  | { readonly type: "split/together"; readonly parts: number }
  /** A part of the plan is paid already: it is not taken back. */
  | { readonly type: "split/begun" }
  /** A bill of a part of the plan is printed: it is not taken back. */
  | { readonly type: "split/billed" }
  /** Nothing is left to pay. */
  | { readonly type: "split/nothing" }
  /** No such plan is there. */
  | { readonly type: "split/none" }
  /** Of a line more than is left of it, or nothing. */
  | { readonly type: "split/share"; readonly name: string }
  /** It leaves nothing for anybody else. */
  | { readonly type: "split/whole" }
  | { readonly type: "split/amount"; readonly rest: MinorUnits }
  /** Nobody has said which seat a line is for. */
  | { readonly type: "split/no-seats" }
  | { readonly type: "split/seat-empty"; readonly seat: number }
  /** Goods of a receipt come back for the order's. */
  | { readonly type: "split/returns" }
  | { readonly type: "split/part-unknown"; readonly text: string; readonly parts: number }
  | { readonly type: "split/part-paid" }
  | { readonly type: "split/part-empty" }
  /** It lies there already, or is on that bill. */
  | { readonly type: "move/same" }
  /** In thousandths of what the line is counted in. */
  | { readonly type: "move/not-so-much"; readonly name: string; readonly left: Thousandths }
  | { readonly type: "move/returns" }
  /** One of the two owes no taxes, or by another number. */
  | { readonly type: "move/exempt" }
  | { readonly type: "move/not-merged" }
  /** `orders`: numbers of those that sit there already; `number`: of the one that was to go there. */
  | {
      readonly type: "move/in-use";
      readonly text: string;
      readonly number: string;
      readonly orders: ReadonlyArray<string>;
    }
  /** It can't be taken back: it has gone on since, or somebody has paid there, or has a bill in hand. */
  | { readonly type: "move/since" }
  | { readonly type: "move/paid-since" }
  | { readonly type: "move/bill-since" }
  /** Only a part of the line is on this bill, and what was to be written is of all of it. */
  | { readonly type: "line/elsewhere-too"; readonly name: string }
  /** A share of it is paid, here or on another bill. */
  | { readonly type: "line/part-paid"; readonly name: string };
