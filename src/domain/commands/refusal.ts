/**
 * Why a command was not done. Facts only: the sentence that a person reads is made from them by
 * whoever shows it. A refused command has written nothing.
 */

import { type RefusalOf, type RefusalSort, type RefusalTable } from "../base/refusal-table.ts";
import { type Question } from "../questions.ts";
import * as TABLES from "../refusals/all.ts";

export type { ActPrint } from "../refusals/rights-refusals.ts";

export type Refusal = RefusalOf<(typeof TABLES)[keyof typeof TABLES]>;

const REFUSALS = Object.assign({}, ...Object.values<RefusalTable>(TABLES)) as RefusalTable<
  Refusal["type"]
>;

export function refusalSort(type: Refusal["type"]): RefusalSort {
  return REFUSALS[type].sort;
}

/** Returns what the refusal asks before the same act is done; one that may ask says by a fact that it does not. */
export function questionOf(refusal: Refusal): Question | undefined {
  const isOver = "isAsked" in refusal && !refusal.isAsked;
  return isOver ? undefined : REFUSALS[refusal.type].asks;
}

/** Whether the same act with a reason would be done. */
export function needsReason(type: Refusal["type"]): boolean {
  return REFUSALS[type].needsReason === true;
}
