import { type Trouble } from "../../../proof/sim/options.ts";

/** What a shop may sell and promise beside its usual goods: each can be looked at alone. */
export const TRADES = [
  "stock",
  "vouchers",
  "later",
  "promotions",
  "points",
  "bottles",
  "apart",
  "tablets",
] as const satisfies Trouble[];
