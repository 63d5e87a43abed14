/** Why something about an order for later was not done. */

import { refusal } from "../base/refusal-table.ts";
import { type BusinessDay } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";

export const DUE_REFUSALS = {
  /** The order is one of now: there is nothing to collect later. */
  "due/none": refusal("conflict"),
  "due/past": refusal<{ day: BusinessDay; time: string }>("wrong"),
  /** All of it is paid, and it waits to be collected. */
  "due/paid": refusal("conflict"),
  /** A part of its bill is paid once it is collected. */
  "due/parts": refusal("wrong"),
  /** Nothing was paid for it: its goods are voided instead. */
  "forfeit/nothing": refusal("conflict"),
  /** Goods of it have a receipt. */
  "forfeit/receipt": refusal("conflict"),
  "forfeit/reason": refusal("wrong", { needsReason: true }),
  /** The hour at which it is wanted is still to come. */
  "forfeit/early": refusal<{ day: BusinessDay; time: string }>("wrong", { asks: "line" }),
  /** The setting names a tax class that there is not. */
  "forfeit/class": refusal<{ text: string }>("conflict"),
  /** All of it was paid at other taxes than it is handed over at. */
  "due/taxes": refusal<{ before: MinorUnits; after: MinorUnits }>("wrong", { asks: "line" }),
  /** It is collected once the rest is paid. */
  "due/rest": refusal<{ due: MinorUnits }>("wrong"),
};
