/** What a page is made with: who looks, and what they may see. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Currency, currenciesByCode } from "../../src/domain/money/currency.ts";
import { type HubPageWords } from "../../src/words/made/hubPage/words.ts";
import { type Rows } from "../rows/rows-database.ts";
import { type PageShop } from "./page-figures.ts";
import { type PageText } from "./page-text.ts";

export interface PageContext {
  readonly rows: Rows;
  /** The shops that whoever looks may see, by name. */
  readonly shops: ReadonlyArray<PageShop>;
  /** The newest business day of these shops by their clocks. */
  readonly today: BusinessDay;
  readonly nowMs: number;
  readonly offsetMinutes: (zone: string, atMs: number) => number;
  readonly words: HubPageWords;
  readonly text: PageText;
}

export function currencyOf({ currency }: PageShop): Currency | undefined {
  return currenciesByCode.get(currency);
}

/** Returns the currencies of shops, that of most shops first, each with its shops. */
export function shopsByCurrency(shops: ReadonlyArray<PageShop>): ReadonlyArray<{
  readonly code: string;
  readonly currency: Currency | undefined;
  readonly shops: ReadonlyArray<PageShop>;
}> {
  const groups = [...Map.groupBy(shops, ({ currency }) => currency)];
  return groups
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([code, own]) => ({ code, currency: currenciesByCode.get(code), shops: own }));
}
