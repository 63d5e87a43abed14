/** Sums of a day under their names, as Zs record them and folds keep them, read and added up. */

import { type DayMoney, dayMoney } from "../domain/figures/day-money.ts";
import { booksOf, daySumPrefix } from "../domain/figures/day-sums.ts";
import { type BusinessDay, type Origin } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type TaxView } from "../domain/money/tax.ts";

export function readFigures(sums: ReadonlyMap<string, number>): DayMoney {
  const money = dayMoney(sums);
  return { ...money, taxes: money.taxes.toSorted(byRate) };
}

/** The highest rate first, and taxes of the same one in the order of their labels. */
export function byRate(one: TaxView, other: TaxView): number {
  return other.rate - one.rate || (one.label < other.label ? -1 : 1);
}

/** The kept sums of a day, by till and by what they count. */
export function keptByTill(
  view: LedgerView,
  day: BusinessDay,
): ReadonlyMap<Origin, ReadonlyMap<string, number>> {
  const prefix = daySumPrefix(day);
  const sums = new Map<Origin, Map<string, number>>();
  for (const [key, amount] of view.sums(prefix)) {
    const rest = key.slice(prefix.length);
    const at = rest.indexOf("/");
    const origin = rest.slice(0, at) as Origin;
    const own = sums.get(origin) ?? new Map<string, number>();
    sums.set(origin, own.set(rest.slice(at + 1), amount));
  }
  return sums;
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
