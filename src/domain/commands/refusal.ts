/**
 * Why a command was not done. Facts only: the sentence that a person reads is made from them by
 * whoever shows it. A refused command has written nothing.
 */

import { type RefusalOf, type RefusalSort, type RefusalTable } from "../refusal-table.ts";
import * as TABLES from "../refusals/all.ts";

export type { ActPrint } from "../refusals/rights-refusals.ts";

export type Refusal = RefusalOf<(typeof TABLES)[keyof typeof TABLES]>;

const REFUSALS = Object.assign({}, ...Object.values<RefusalTable>(TABLES)) as RefusalTable<
  Refusal["type"]
>;

export function refusalSort(type: Refusal["type"]): RefusalSort {
  return REFUSALS[type].sort;
}

const SHORT_OF_GOODS = new Set<Refusal["type"]>([
  "product/sold-out",
  "product/only-left",
  "stock/none-here",
]);

/** Whether there is too little of some goods: who may sell beyond that is asked whether they mean it. */
export function isShortOfGoods({ type }: Pick<Refusal, "type">): boolean {
  return SHORT_OF_GOODS.has(type);
}

/** Whether the same act with a reason would be done. */
export function needsReason(type: Refusal["type"]): boolean {
  return REFUSALS[type].needsReason === true;
}
