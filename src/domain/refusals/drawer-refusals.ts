/** Why something about cash drawers was not done. */

import { refusal } from "../base/refusal-table.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type DrawerAct } from "../state/drawer-state.ts";
import { type ClockReading } from "../text/clock-text.ts";

export const DRAWER_REFUSALS = {
  "drawer/unknown": refusal("unknown"),
  "drawer/no-such": refusal<{ text: string }>("wrong"),
  "drawer/open-already": refusal<{ opened: ClockReading & Pick<DrawerAct, "by"> }>("conflict"),
  "drawer/closed-already": refusal("conflict"),
  "drawer/counted-since": refusal("conflict"),
  "drawer/not-counted": refusal("conflict"),
  "drawer/others-pouch": refusal<{ staff: string }>("conflict"),
  /** The drawer stands at another till. */
  "drawer/elsewhere": refusal("conflict"),
  "drawer/taken-already": refusal("conflict"),
  /** The amount is below zero or above any drawer's, or the pieces do not make up the sum. */
  "drawer/amount": refusal<{ max: MinorUnits }>("wrong"),
  /** No coins make that sum up. `near`: the nearest sum that they do. */
  "drawer/no-coin": refusal<{ amount: MinorUnits; coin: MinorUnits; near: MinorUnits }>("wrong"),
  "drawer/reason-needed": refusal("wrong"),
  /** Beyond the shop's limit: say why, or close all the same. */
  "drawer/difference": refusal<{ difference: MinorUnits }>("conflict", { needsReason: true }),
  /** The amount is more than should lie there. */
  "drawer/not-so-much": refusal<{ amount: MinorUnits }>("conflict"),
  /** Cash would move at a till that takes none. `cashTill`: one that does, such as `A Front counter`. */
  "drawer/no-cash-here": refusal<{ cashTill: string | undefined }>("conflict"),
  /** Cash moves, no session is open, and the shop asks first, or refuses it. */
  "drawer/none-open": refusal<{ isAsked: boolean }>("conflict", { asks: "drawer" }),
};
