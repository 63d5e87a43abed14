/**
 * What sales should have used beside what is gone: thrown away, eaten by who works here, and missing when it
 * was counted. Each day at what goods cost at its end, as its report has it.
 */

import { type Product } from "../../domain/goods/catalogue.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { costOn } from "../../domain/stock/cost.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { deedByArticle, missingByArticle, type StockQuantityOf } from "../../report/day-stock.ts";
import { type Till } from "../till/till.ts";

/** What becomes of stock, as far as it is known. */
export const VARIANCE_PARTS = ["used", "wasted", "eaten", "missing"] as const;
type VariancePart = (typeof VARIANCE_PARTS)[number];

export interface Amount {
  /** In millionths of the article's unit; of what is missing below zero for what was found. */
  readonly quantity: number;
  /** What that costs; undefined where nobody ever said a cost. */
  readonly worth: MinorUnits | undefined;
}

export type VarianceRow = Readonly<Record<VariancePart, Amount>> & { readonly product: Product };

export interface Variance {
  /** What is missing most, in money, comes first. */
  readonly rows: ReadonlyArray<VarianceRow>;
  readonly totals: Readonly<Record<VariancePart, MinorUnits>>;
}

/** Returns what became of the stock from one business day to another, both included. */
export function stockVariance(till: Till, from: BusinessDay, to: BusinessDay): Variance {
  const products = till.catalogue().productsBySku;
  return till.ledger.read((view) => {
    const bySku = new Map<string, Record<VariancePart, Amount>>();
    function add(
      part: VariancePart,
      day: BusinessDay,
      quantities: ReadonlyArray<StockQuantityOf>,
    ): void {
      for (const { sku, quantity } of quantities) {
        const present = bySku.get(sku) ?? NOTHING;
        const worth = costOn(view.state("stock", sku), day, quantity);
        bySku.set(sku, { ...present, [part]: amountsOf(present[part], { quantity, worth }) });
      }
    }
    for (let day = from; day <= to; day = addDays(day, 1)) {
      add("used", day, deedByArticle(view, "used", day));
      add("wasted", day, deedByArticle(view, "waste", day));
      add("eaten", day, deedByArticle(view, "staff-meal", day));
      add("missing", day, missingByArticle(view, day));
    }
    const rows = [...bySku].flatMap(([sku, parts]): ReadonlyArray<VarianceRow> => {
      const product = products.get(sku);
      const isNothing = Object.values(parts).every(({ quantity }) => quantity === 0);
      if (product === undefined || isNothing) return [];
      // Nothing has cost nothing, as soon as somebody said what something costs.
      const none = costOn(view.state("stock", sku), to, 0);
      const { used, wasted, eaten, missing } = parts;
      return [
        {
          product,
          used: orNone(used, none),
          wasted: orNone(wasted, none),
          eaten: orNone(eaten, none),
          missing: orNone(missing, none),
        },
      ];
    });
    return { rows: rows.toSorted(byLoss), totals: totalsOf(rows) };
  });
}

const NONE: Amount = { quantity: 0, worth: undefined };
const NOTHING = { used: NONE, wasted: NONE, eaten: NONE, missing: NONE };

function amountsOf(one: Amount, other: Amount): Amount {
  const isKnown = one.worth !== undefined || other.worth !== undefined;
  return {
    quantity: one.quantity + other.quantity,
    worth: isKnown ? minor((one.worth ?? 0) + (other.worth ?? 0)) : undefined,
  };
}

function orNone(amount: Amount, none: MinorUnits | undefined): Amount {
  return amount.quantity === 0 && amount.worth === undefined ? { ...amount, worth: none } : amount;
}

function byLoss(one: VarianceRow, other: VarianceRow): number {
  const loss = (other.missing.worth ?? 0) - (one.missing.worth ?? 0);
  return loss === 0 ? compareText(one.product.name, other.product.name) : loss;
}

function totalsOf(rows: ReadonlyArray<VarianceRow>): Variance["totals"] {
  function total(part: VariancePart): MinorUnits {
    return sumMinor(rows, (row) => row[part].worth ?? minor(0));
  }
  const [used, wasted, eaten] = [total("used"), total("wasted"), total("eaten")];
  return { used, wasted, eaten, missing: total("missing") };
}

/** Returns how much of what was used is missing besides, in thousandths of a per cent; undefined where none was used. */
export function missingRate({ used, missing }: VarianceRow): number | undefined {
  if (used.quantity <= 0) return undefined;
  return Math.round((missing.quantity / used.quantity) * 100_000);
}
