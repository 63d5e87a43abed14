/**
 * A count as people type it: `20*10` is twenty of 10.00, `3x0.50` three full rolls of 0.50, `612.40` a
 * sum. Pieces add up; a sum stands alone.
 */

import { err, ok, type Result } from "../base/result.ts";
import { type Cash } from "../events/drawer-events.ts";
import { minor } from "../money/amounts.ts";
import { type Currency, parseMoney } from "../money/currency.ts";

export type CountFault =
  | { readonly type: "count/not-so"; readonly text: string }
  | { readonly type: "count/no-piece"; readonly text: string }
  | { readonly type: "count/no-roll"; readonly text: string };

/** A number of one coin or note, or a sum. */
export type CountEntry =
  | { readonly type: "pieces"; readonly value: number; readonly count: number }
  | { readonly type: "sum"; readonly amount: number };

const PIECES = /^(?<count>[0-9]{1,6})(?<sign>[*×xX])(?<value>[0-9]+(?:[.,][0-9]+)?)$/u;

export function readCountEntry(typed: string, currency: Currency): Result<CountEntry, CountFault> {
  const text = typed.trim();
  const parts = PIECES.exec(text)?.groups;
  if (parts === undefined) {
    const sum = parseMoney(text, currency);
    return sum.ok
      ? ok({ type: "sum", amount: sum.value })
      : err({ type: "count/not-so", text: typed });
  }
  const value = parseMoney(parts["value"] ?? "", currency);
  if (!value.ok) return err({ type: "count/not-so", text: typed });
  if (!currency.denominations.includes(value.value)) {
    return err({ type: "count/no-piece", text: parts["value"] ?? "" });
  }
  const count = Number(parts["count"]);
  if (parts["sign"] === "*" || parts["sign"] === "×") {
    return ok({ type: "pieces", value: value.value, count });
  }
  const size = rollSize(currency.code, value.value);
  return size === undefined
    ? err({ type: "count/no-roll", text: parts["value"] ?? "" })
    : ok({ type: "pieces", value: value.value, count: count * size });
}

/** A count of one currency: pieces by falling value, or a sum. Entries of one piece add up. */
export function countOf(entries: ReadonlyArray<CountEntry>): Pick<Cash, "own" | "pieces"> {
  const sum = entries.findLast((entry) => entry.type === "sum");
  if (sum !== undefined) return { own: minor(sum.amount), pieces: [] };
  const pieces = new Map<number, number>();
  for (const entry of entries) {
    if (entry.type === "pieces") {
      pieces.set(entry.value, (pieces.get(entry.value) ?? 0) + entry.count);
    }
  }
  const counted = [...pieces]
    .filter(([, count]) => count > 0)
    .toSorted(([a], [b]) => b - a)
    .map(([value, count]) => ({ value, count }));
  const countedSum = counted.reduce((total, { value, count }) => total + value * count, 0);
  return { own: minor(countedSum), pieces: counted };
}

/**
 * How many coins a full roll holds, by currency and coin in minor units.
 *
 * Sources: euro rolls by the usual of the euro area's central banks (2 and 1: 25; 0.50 to 0.10: 40;
 * below: 50); US rolls by the Federal Reserve (quarter 40, dime 50, nickel 40, penny 50); Swiss rolls
 * by the National Bank (5: 25; all others: 50); bags of the Bank of England's sizes for the pound.
 */
const ROLLS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  EUR: { 200: 25, 100: 25, 50: 40, 20: 40, 10: 40, 5: 50, 2: 50, 1: 50 },
  USD: { 25: 40, 10: 50, 5: 40, 1: 50 },
  CHF: { 500: 25, 200: 50, 100: 50, 50: 50, 20: 50, 10: 50, 5: 50 },
  GBP: { 200: 10, 100: 20, 50: 20, 20: 50, 10: 50, 5: 100, 2: 50, 1: 100 },
  CAD: { 200: 25, 100: 25, 25: 40, 10: 50, 5: 40 },
};

/** Returns the coins in a roll; undefined where that coin has no rolls. */
function rollSize(currency: string, value: number): number | undefined {
  return ROLLS[currency]?.[value];
}
