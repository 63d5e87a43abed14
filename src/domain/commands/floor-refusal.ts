/** The reasons for which something about a day, a table or a drawer was not done: parts of `Refusal`. */

import { type ClockReading } from "../clock-text.ts";
import { type DrawerAct } from "../folds/drawer-state.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type GuestTextFault } from "../order/guest-text.ts";

/** Why a day was not closed. */
export type DayRefusal =
  /** The till has done nothing since its last Z. */
  | { readonly type: "z/nothing" }
  | { readonly type: "day/not-come"; readonly day: string }
  | { readonly type: "day/before-shop"; readonly day: string }
  /** A till that was declared silent for good is there. */
  | { readonly type: "day/without-heard"; readonly name: string }
  | { readonly type: "day/without-reason"; readonly name: string }
  /** The close of another till counts what the device said beyond what is here of it. */
  | {
      readonly type: "day/counted-beyond";
      readonly name: string;
      readonly day: string;
      /** The name of the till that closed the day. */
      readonly closer: string;
      /** Number of the last event that the close knew, and of the last one that is here. */
      readonly known: number;
      readonly here: number;
    }
  /** The close of another till, or this one, counts what the revocation is meant to take back. */
  | {
      readonly type: "day/counted-before";
      readonly name: string;
      readonly day: string;
      readonly closer: string;
      readonly known: number;
    }
  | { readonly type: "z/unknown"; readonly text: string };

/** Why somebody was not seated, moved to a seat, let go, or handed over. */
export type TableRefusal =
  | { readonly type: "covers/invalid"; readonly max: number }
  | { readonly type: "seat/invalid"; readonly max: number }
  | GuestTextFault
  /** The guests cannot leave without ordering: the order has goods. */
  | { readonly type: "order/has-goods" }
  /** The order is closed, so nobody sits there any more. */
  | { readonly type: "order/nobody-there" }
  /** The order is still open. */
  | { readonly type: "order/there" }
  | { readonly type: "owner/same"; readonly staff: string }
  /** `orders`: numbers of those that one text names. */
  | {
      readonly type: "table/several";
      readonly text: string;
      readonly orders: ReadonlyArray<string>;
    }
  /** That person has no open tables or tabs. */
  | { readonly type: "owner/nothing"; readonly staff: string };

/** Why something about cash drawers was not done. */
export type DrawerRefusal =
  | { readonly type: "drawer/unknown" }
  | { readonly type: "drawer/no-such"; readonly text: string }
  | { readonly type: "drawer/open-already"; readonly opened: ClockReading & Pick<DrawerAct, "by"> }
  | { readonly type: "drawer/closed-already" }
  | { readonly type: "drawer/counted-since" }
  | { readonly type: "drawer/not-counted" }
  | { readonly type: "drawer/others-pouch"; readonly staff: string }
  /** The drawer stands at another till. */
  | { readonly type: "drawer/elsewhere" }
  | { readonly type: "drawer/taken-already" }
  /** The amount is below zero or above any drawer's, or the pieces do not make up the sum. */
  | { readonly type: "drawer/amount"; readonly max: MinorUnits }
  | { readonly type: "drawer/reason-needed" }
  /** Beyond the shop's limit: say why, or close all the same. */
  | { readonly type: "drawer/difference"; readonly difference: MinorUnits }
  /** The amount is more than should lie there. */
  | { readonly type: "drawer/not-so-much"; readonly amount: MinorUnits }
  /** Cash moves, no session is open, and the shop asks first, or refuses it. */
  | { readonly type: "drawer/none-open"; readonly isAsked: boolean };
