/** Why something about cash drawers was not done. */

import { type DrawerAct } from "../folds/drawer-state.ts";
import { type MinorUnits } from "../money/amounts.ts";

export type DrawerRefusal =
  | { readonly type: "drawer/unknown" }
  | { readonly type: "drawer/no-such"; readonly text: string }
  | { readonly type: "drawer/open-already"; readonly opened: DrawerAct }
  | { readonly type: "drawer/closed-already" }
  | { readonly type: "drawer/not-counted" }
  | { readonly type: "drawer/others-pouch"; readonly staff: string }
  /** It stands at another till. */
  | { readonly type: "drawer/elsewhere" }
  | { readonly type: "drawer/taken-already" }
  /** Below nothing, beyond what anybody has in a drawer, or pieces that don't make up the sum. */
  | { readonly type: "drawer/amount"; readonly max: MinorUnits }
  | { readonly type: "drawer/reason-needed" }
  /** Beyond the shop's limit: say why, or close all the same. */
  | { readonly type: "drawer/difference"; readonly difference: MinorUnits }
  /** More than should lie there. */
  | { readonly type: "drawer/not-so-much"; readonly amount: MinorUnits }
  /** Cash moves, no session is open, and the shop asks first, or refuses it. */
  | { readonly type: "drawer/none-open"; readonly isAsked: boolean };
