/** The figures of a Z, sorted into what papers and lists say of them. */

import { type Figures } from "../events/day-events.ts";
import { totalOf } from "../figures/day-sums.ts";
import { type FigureRow, FIGURES } from "../figures/figures.ts";

export interface ZTax {
  readonly label: string;
  /** The rate in 1/1000 %. */
  readonly rate: number;
  readonly base: number;
  readonly tax: number;
  /** The tax that prices contain and nobody paid, on sales that owe none. */
  readonly exempt?: number;
}

/** `amount` is what goods cost that were paid by it; `kept` is all that came by it, tips and rounding too. */
export interface ZTender {
  readonly method: string;
  readonly count: number;
  readonly amount: number;
  readonly rounding: number;
  readonly tips: number;
  readonly refunded: number;
  readonly corrected: number;
  readonly kept: number;
}

export interface ZLines {
  readonly receipts: number;
  readonly sales: number;
  readonly returns: number;
  readonly returned: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly rounding: number;
  readonly taxes: ReadonlyArray<ZTax>;
  /** Sales that owe no taxes, less what was refunded of them. */
  readonly exempt: number;
  /** Cash first, then cards, then the others by their ids. */
  readonly tenders: ReadonlyArray<ZTender>;
  /** Cash of other currencies; `worth` in the shop's own money. */
  readonly foreign: ReadonlyArray<FigureRow<"foreign">>;
  /** The sales by category, whatever their taxes. */
  readonly goods: ReadonlyArray<{ readonly category: string; readonly amount: number }>;
  readonly comps: ReadonlyArray<FigureRow<"comps">>;
  /** Voids, discounts and comps, by person. */
  readonly acts: ReadonlyArray<FigureRow<"acts">>;
}

export function zLines(figures: Figures): ZLines {
  const sums = Object.entries(figures);
  return {
    receipts: totalOf("receipts", "count", sums),
    sales: totalOf("sales", "amount", sums),
    returns: totalOf("returns", "count", sums),
    returned: totalOf("returned", "amount", sums),
    refunds: totalOf("refunds", "count", sums),
    refunded: totalOf("refunded", "amount", sums),
    rounding: totalOf("rounding", "amount", sums),
    taxes: taxesOf(FIGURES.taxes.rows(sums)),
    exempt: totalOf("exempt", "amount", sums),
    tenders: tendersOf(sums),
    foreign: FIGURES.foreign.rows(sums),
    goods: goodsOf(FIGURES.goods.rows(sums)),
    comps: FIGURES.comps.rows(sums).filter(({ count }) => count !== 0),
    acts: FIGURES.acts.rows(sums),
  };
}

function taxesOf(rows: ReadonlyArray<FigureRow<"taxes">>): ReadonlyArray<ZTax> {
  return rows
    .map(({ label, rate, how, base, tax, off }) =>
      how === "exempt" ? { label, rate, base, tax, exempt: off } : { label, rate, base, tax },
    )
    .toSorted((a, b) => b.rate - a.rate);
}

const FIRST_TENDERS = ["cash", "card"];

/** Tenders of which only tips are there, too. */
function tendersOf(sums: ReadonlyArray<[string, number]>): ReadonlyArray<ZTender> {
  const tips = FIGURES.tips.rows(sums);
  const tenders = new Map(FIGURES.tenders.rows(sums).map((row) => [row.method, row]));
  const all = [...new Set([...tenders.keys(), ...tips.map(({ method }) => method)])].toSorted();
  return [
    ...FIRST_TENDERS.filter((method) => all.includes(method)),
    ...all.filter((method) => !FIRST_TENDERS.includes(method)),
  ].map((method) => {
    const {
      count = 0,
      amount = 0,
      rounding = 0,
      refunded = 0,
      corrected = 0,
    } = tenders.get(method) ?? {};
    const own = tips.filter((tip) => tip.method === method);
    const tipped = own.reduce((sum, tip) => sum + tip.amount, 0);
    const kept = amount + rounding + tipped + refunded + corrected;
    return { method, count, amount, rounding, tips: tipped, refunded, corrected, kept };
  });
}

function goodsOf(rows: ReadonlyArray<FigureRow<"goods">>): ZLines["goods"] {
  const byCategory = Map.groupBy(rows, ({ category }) => category);
  return [...byCategory].map(([category, own]) => {
    return { category, amount: own.reduce((sum, { amount }) => sum + amount, 0) };
  });
}
