/**
 * A count as people type it: `20*10` is twenty of 10.00, `3x0.50` three full rolls of 0.50, `612.40` a
 * sum. Pieces add up; a sum stands alone.
 */

import { type Cash } from "../events/drawer-events.ts";
import { minor } from "../money/amounts.ts";
import { type Currency, parseMoney } from "../money/currency.ts";
import { rollSize } from "../money/rolls.ts";
import { err, ok, type Result } from "../result.ts";

export type CountFault =
  | { readonly type: "count/not-so"; readonly text: string }
  | { readonly type: "count/no-piece"; readonly text: string }
  | { readonly type: "count/no-roll"; readonly text: string };

/** So many of one coin or note, or a sum. */
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
  const own = counted.reduce((total, { value, count }) => total + value * count, 0);
  return { own: minor(own), pieces: counted };
}
