/**
 * What a day did with stock whose cost somebody said: used by what was sold, thrown away, eaten by who works
 * there, and missing when it was counted. At what it costs at the end of the day (`basisOn`): what comes later
 * changes the days after it, and only what is heard late of the day itself changes it.
 */

import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { costOn } from "../domain/stock/cost.ts";
import { foundOn } from "../domain/stock/levels.ts";
import { stockCountedTag, type StockDeed, stockDeedPrefix } from "../domain/stock/stock-keys.ts";

export interface StockSum {
  /** How many articles it is of. */
  readonly articles: number;
  /** What they cost, in minor units; what nobody said the cost of counts for nothing. */
  readonly total: MinorUnits;
}

/** So much of an article, in millionths of its unit. */
export interface StockQuantityOf {
  readonly sku: string;
  readonly quantity: number;
}

/** Returns what was used or lost of the stock on a business day. */
export function stockDeedOf(view: LedgerView, deed: StockDeed, day: BusinessDay): StockSum {
  return sumOf(view, day, deedByArticle(view, deed, day));
}

/** Returns the same by article. */
export function deedByArticle(
  view: LedgerView,
  deed: StockDeed,
  day: BusinessDay,
): ReadonlyArray<StockQuantityOf> {
  const prefix = stockDeedPrefix(deed, day);
  return view.sums(prefix).map(([key, quantity]) => ({ sku: key.slice(prefix.length), quantity }));
}

/** Returns what counts of a business day missed, less what they found beyond: above zero for what was missing. */
export function missingOn(view: LedgerView, day: BusinessDay): StockSum {
  return sumOf(view, day, missingByArticle(view, day));
}

/** Returns the same by article. */
export function missingByArticle(
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<StockQuantityOf> {
  return view.tagged(stockCountedTag(day)).map((stream) => {
    const sku = streamName(stream);
    return { sku, quantity: 0 - foundOn(view, view.state("stock", sku), day) };
  });
}

function sumOf(
  view: LedgerView,
  day: BusinessDay,
  quantities: ReadonlyArray<StockQuantityOf>,
): StockSum {
  const rows = quantities.filter(({ quantity }) => quantity !== 0);
  return {
    articles: rows.length,
    total: sumMinor(
      rows,
      ({ sku, quantity }) => costOn(view.state("stock", sku), day, quantity) ?? minor(0),
    ),
  };
}
