/** Why a customer's points are not spent. */

import { refusal } from "../base/refusal-table.ts";
import { type Origin } from "../identity.ts";
import { type Peer } from "../membership/peer.ts";

export const POINTS_REFUSALS = {
  /** The shop's points take nothing off. */
  "points/off": refusal("conflict"),
  /** The order is for nobody whose points they could be. */
  "points/nobody": refusal("conflict"),
  "points/invalid": refusal<{ points: number }>("wrong"),
  "points/too-few": refusal<{ left: number; wanted: number }>("conflict"),
  /** The order has none that could be taken off. */
  "points/not-there": refusal("conflict"),
  /** The till may spend less of them now than was wanted; `other` has some, where anybody has. */
  "points/none-here": refusal<{
    customer: string;
    here: number;
    other: (Peer & { has: number; origin: Origin }) | undefined;
  }>("conflict"),
};
