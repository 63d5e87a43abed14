/** Sums of a day under their names, as Zs record them and folds keep them, read and added up. */

import { type DayMoney, dayMoney } from "../domain/figures/day-money.ts";
import { booksOf } from "../domain/figures/day-sums.ts";

/** Taxes of the same rate are in the order of their labels, as in the report of the day. */
export function readFigures(sums: ReadonlyMap<string, number>): DayMoney {
  const money = dayMoney(sums);
  const taxes = money.taxes.toSorted((a, b) => b.rate - a.rate || (a.label < b.label ? -1 : 1));
  return { ...money, taxes };
}

/** Whether a day's kept sums and what Zs record have it both. A drawer's balance is no figure of a day. */
export function isOfBoth(name: string): boolean {
  return !name.startsWith("drawer/") && (booksOf(name) ?? "both") === "both";
}

/** Adds up sums of the same name. */
export function addFigures(
  parts: Iterable<Iterable<readonly [name: string, amount: number]>>,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [name, amount] of part) sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return sums;
}
