/** Why money did not go back, or goods were not exchanged. */

import { refusal } from "../base/refusal-table.ts";
import { type MinorUnits, type Thousandths } from "../money/amounts.ts";

export const REFUND_REFUSALS = {
  /** `left` was taken by it and has not gone back yet. */
  "refund/beyond-tender": refusal<{ name: string; amount: MinorUnits; left: MinorUnits }>(
    "conflict",
  ),
  "refund/no-receipt": refusal("unknown"),
  "refund/reason-needed": refusal("wrong"),
  "refund/nothing-left": refusal<{ name: string }>("conflict"),
  "refund/too-much": refusal<{ name: string; left: Thousandths; isPiece: boolean }>("conflict"),
  /** Another till has changed the line since, so the price of a part of it is unknown. */
  "refund/only-whole": refusal<{ name: string }>("conflict"),
  "refund/only-share": refusal<{ name: string }>("conflict"),
  /** The refund of a receipt must say whether goods come back or an overpaid amount. */
  "refund/which": refusal<{ name: string; amount: MinorUnits }>("wrong"),
  "refund/none-beyond": refusal<{ name: string }>("conflict"),
  /** `name`: the number of the receipt. */
  "refund/no-tip": refusal<{ name: string }>("conflict"),
  "refund/beyond-card": refusal<{ amount: MinorUnits; left: MinorUnits }>("conflict"),
  /** `name`: the number of the receipt. Its goods come back for those of this order already. */
  "exchange/twice": refusal<{ name: string }>("conflict"),
  "exchange/many": refusal<{ max: number }>("conflict"),
  "exchange/none": refusal("conflict"),
  /** `name`: the number of the receipt. What stays with the guest costs as much without the promotion. */
  "exchange/worth-nothing": refusal<{ name: string }>("conflict"),
  /** Some of it came back elsewhere, or is no longer worth what was said. */
  "exchange/changed": refusal<{ name: string }>("conflict"),
};
