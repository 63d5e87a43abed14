/** Sums of a day under their names, as Zs record them and folds keep them, read as what they count. */

import { booksOf, totalOf } from "../domain/figures/day-sums.ts";
import { type FigureRow, FIGURES } from "../domain/figures/figures.ts";
import {
  addMinor,
  milliPercent,
  type MilliPercent,
  minor,
  type MinorUnits,
  sumMinor,
  zeroMinor,
} from "../domain/money/amounts.ts";

export interface FiguresRead {
  readonly receipts: number;
  readonly sales: MinorUnits;
  readonly returned: { readonly count: number; readonly total: MinorUnits };
  readonly refunds: { readonly count: number; readonly total: MinorUnits };
  readonly rounding: MinorUnits;
  readonly taxes: ReadonlyArray<FigureTax>;
  /** Sales that owe no taxes, less what was refunded of them. */
  readonly exempt: MinorUnits;
  readonly tenders: ReadonlyArray<FigureTender>;
}

interface FigureTax {
  readonly label: string;
  readonly rate: MilliPercent;
  readonly included: boolean;
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
  /** The tax that prices of exempt sales contain, and that nobody paid. */
  readonly exempt?: MinorUnits;
}

interface FigureTender {
  readonly method: string;
  readonly count: number;
  readonly amount: MinorUnits;
  /** The net amount, with rounding, refunds, corrections and tips. */
  readonly kept: MinorUnits;
}

type Sums = ReadonlyMap<string, number>;

export function readFigures(sums: Sums): FiguresRead {
  return {
    receipts: totalOf("receipts", "count", sums),
    sales: minor(totalOf("sales", "amount", sums)),
    returned: {
      count: totalOf("returns", "count", sums),
      total: minor(totalOf("returned", "amount", sums)),
    },
    refunds: {
      count: totalOf("refunds", "count", sums),
      total: minor(totalOf("refunded", "amount", sums)),
    },
    rounding: minor(totalOf("rounding", "amount", sums)),
    taxes: taxesOf(sums),
    exempt: minor(totalOf("exempt", "amount", sums)),
    tenders: tendersOf(sums),
  };
}

function taxesOf(sums: Sums): ReadonlyArray<FigureTax> {
  return FIGURES.taxes
    .rows(sums)
    .map(({ label, rate, how, base, tax, off }) => {
      const figure = {
        label,
        rate: milliPercent(rate),
        included: how === "included",
        net: base,
        tax,
      };
      return how === "exempt" ? Object.assign(figure, { exempt: off }) : figure;
    })
    .toSorted((a, b) => b.rate - a.rate || (a.label < b.label ? -1 : 1));
}

/** Tenders of which only tips are there, too. */
function tendersOf(sums: Sums): ReadonlyArray<FigureTender> {
  const tenders = new Map(FIGURES.tenders.rows(sums).map((row) => [row.method, row]));
  const tips = FIGURES.tips.rows(sums);
  const methods = new Set([...tenders.keys(), ...tips.map(({ method }) => method)]);
  return [...methods].toSorted().map((method) => {
    const row = tenders.get(method);
    const own = tips.filter((tip) => tip.method === method);
    const tipped = sumMinor(own, ({ amount }) => amount);
    const kept = sumMinor(row === undefined ? [] : [row], keptWithoutTips);
    return {
      method,
      count: row?.count ?? 0,
      amount: row?.amount ?? zeroMinor,
      kept: addMinor(kept, tipped),
    };
  });
}

function keptWithoutTips({
  amount,
  rounding,
  refunded,
  corrected,
}: FigureRow<"tenders">): MinorUnits {
  return addMinor(amount, rounding, refunded, corrected);
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
