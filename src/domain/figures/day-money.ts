/** The money in the sums of a day, as Zs record them and folds keep them, as papers and reports have it. */

import { type MilliPercent, type MinorUnits, zeroMinor } from "../money/amounts.ts";
import { type TaxView } from "../money/tax.ts";
import { totalOf } from "./day-sums.ts";
import { type NamedSums } from "./figure.ts";
import { type FigureRow, FIGURES } from "./figures.ts";

export interface DayMoney {
  readonly receipts: number;
  readonly sales: MinorUnits;
  readonly returned: { readonly count: number; readonly total: MinorUnits };
  readonly refunds: { readonly count: number; readonly total: MinorUnits };
  readonly rounding: MinorUnits;
  /** By their rates, the highest first. */
  readonly taxes: ReadonlyArray<TaxView>;
  /** Sales that owe no taxes, less what was refunded of them. */
  readonly exempt: MinorUnits;
  /** By their methods, those of which only tips are there, too. */
  readonly tenders: ReadonlyArray<DayTender>;
}

/**
 * `refunded` is zero or below, and in no other sum here; `corrected` is what was corrected to the tender less what
 * was corrected from it, with cash rounding and without tips.
 */
export interface DayTender extends Omit<FigureRow<"tenders">, "tendered" | "change"> {
  /** Given beside the amounts, to whoever took them: no turnover. As corrected. */
  readonly tips: MinorUnits;
  /** The amount that the tender is up by all of that; for cash, what is in the drawers. */
  readonly kept: MinorUnits;
}

export function dayMoney(sums: NamedSums): DayMoney {
  return {
    receipts: totalOf("sales", "receipts", sums),
    sales: totalOf("sales", "sales", sums),
    returned: {
      count: totalOf("returned", "returns", sums),
      total: totalOf("returned", "returned", sums),
    },
    refunds: {
      count: totalOf("refunds", "refunds", sums),
      total: totalOf("refunds", "refunded", sums),
    },
    rounding: totalOf("rounding", "amount", sums),
    taxes: FIGURES.taxes
      .rows(sums)
      .map(taxOfRow)
      .toSorted((a, b) => b.rate - a.rate),
    exempt: totalOf("exempt", "amount", sums),
    tenders: tendersOf(sums),
  };
}

function taxOfRow({ label, rate, how, base, tax, off }: FigureRow<"taxes">): TaxView {
  const of = { label, rate: rate as MilliPercent, included: how === "included", net: base, tax };
  return how === "exempt" ? { ...of, exempt: off } : of;
}

function tendersOf(sums: NamedSums): ReadonlyArray<DayTender> {
  const tipsByMethod = Map.groupBy(FIGURES.tips.rows(sums), ({ method }) => method);
  const tenders = new Map(FIGURES.tenders.rows(sums).map((row) => [row.method, row]));
  return [...new Set([...tenders.keys(), ...tipsByMethod.keys()])].toSorted().map((method) => {
    const { count, amount, rounding, refunded, corrected } = tenders.get(method) ?? NOTHING;
    const own = tipsByMethod.get(method) ?? [];
    const tips = own.reduce((sum, tip) => sum + tip.amount, 0) as MinorUnits;
    const kept = (amount + rounding + refunded + corrected + tips) as MinorUnits;
    return { method, count, amount, rounding, refunded, corrected, tips, kept };
  });
}

const NOTHING = {
  count: 0,
  amount: zeroMinor,
  rounding: zeroMinor,
  refunded: zeroMinor,
  corrected: zeroMinor,
};
