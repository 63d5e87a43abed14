/** What is left of what was sold from one day to another, by product. */

import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { shareOf } from "../../domain/stock/cost.ts";
import { daysFromTo } from "../../domain/text/civil-time.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { marginsOn, type SoldMargin } from "../../report/margin.ts";
import { type Till } from "../till/till.ts";

export interface Margins {
  /** Those with a known cost first, and of them what left most. */
  readonly rows: ReadonlyArray<SoldMargin>;
  /** Of those with a known cost. */
  readonly known: MarginSum;
  /** Of all others: nobody knows what they cost. */
  readonly unknown: Omit<MarginSum, "cost">;
}

interface MarginSum {
  readonly products: number;
  readonly amount: MinorUnits;
  readonly net: MinorUnits;
  readonly cost: MinorUnits;
}

export function stockMargins(till: Till, from: BusinessDay, to: BusinessDay): Margins {
  const all = till.ledger.read((view) => marginsOn(view, daysFromTo(from, to)));
  const rows = all.toSorted(
    (one, other) =>
      (marginOf(other) ?? Number.MIN_SAFE_INTEGER) - (marginOf(one) ?? Number.MIN_SAFE_INTEGER) ||
      compareText(one.name, other.name),
  );
  const known = rows.filter(({ cost }) => cost !== undefined);
  const unknown = rows.filter(({ cost }) => cost === undefined);
  return { rows, known: sumOf(known), unknown: sumOf(unknown) };
}

function sumOf(rows: ReadonlyArray<SoldMargin>): MarginSum {
  return {
    products: rows.length,
    amount: sumMinor(rows, ({ amount }) => amount),
    net: sumMinor(rows, ({ net }) => net),
    cost: sumMinor(rows, ({ cost }) => cost ?? minor(0)),
  };
}

/** What is left of it; undefined where its cost is not known. */
export function marginOf({ net, cost }: Pick<SoldMargin, "net" | "cost">): MinorUnits | undefined {
  return cost === undefined ? undefined : minor(net - cost);
}

/** That in thousandths of a percent of the takings without taxes; undefined where there are none. */
export function marginRate(row: Pick<SoldMargin, "net" | "cost">): number | undefined {
  const margin = marginOf(row);
  return margin === undefined || row.net <= 0 ? undefined : shareOf(margin, 100_000, row.net);
}
