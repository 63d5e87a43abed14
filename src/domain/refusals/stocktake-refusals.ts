/** Why a sheet of a stocktake was not opened, entered on or approved. */

import { refusal } from "../base/refusal-table.ts";

export const STOCKTAKE_REFUSALS = {
  "stocktake/unknown": refusal<{ number: string }>("unknown"),
  /** No article of these categories has a stock that somebody keeps. */
  "stocktake/no-articles": refusal("wrong"),
  /** It was approved: what is found now is counted on a sheet of its own. */
  "stocktake/closed": refusal<{ number: string }>("conflict"),
  "stocktake/nothing": refusal<{ number: string }>("conflict"),
  /** Something was entered since the person looked. */
  "stocktake/changed": refusal<{ number: string }>("conflict"),
  /** Tills that were apart counted all of an article anew, and differ. */
  "stocktake/contradicted": refusal<{ name: string }>("conflict"),
  "stocktake/many": refusal<{ name: string; most: number }>("conflict"),
};
