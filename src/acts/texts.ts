/** Makes what the sentences of acts need, at the register and in the shell alike. */

import { type Thousandths } from "../domain/money/amounts.ts";
import { type Currency } from "../domain/money/currency.ts";
import { type Locale, localMeasure, localMoney, localQuantity } from "../domain/text/locale.ts";
import { magnitude } from "../domain/text/quantity.ts";
import { type GoodsCount } from "../domain/views.ts";
import { wordsFor } from "../words/screen-words.ts";
import { type TextContext } from "./act.ts";

export interface TextSource extends Pick<
  TextContext,
  "catalogue" | "index" | "left" | "stockLeft" | "refusal" | "tillName" | "wall"
> {
  readonly locale: Locale;
  readonly currency: Currency;
}

/** Returns the texts in the language of `locale`. */
export function createTexts(source: TextSource): TextContext {
  const { locale, currency, left, stockLeft } = source;
  const words = wordsFor({ locale });
  return {
    ...source,
    words,
    money: (amount) => localMoney(amount, currency, locale),
    times: (quantity, soldBy) => {
      const back = quantity < 0 ? `${words.plan.back} ` : "";
      const count = localQuantity(magnitude(quantity), soldBy, locale);
      return `${back}${count}${soldBy === "weight" ? " kg" : ""} × `;
    },
    leftOf: ({ sku, soldBy }) => {
      const limit = left(sku);
      const stock = stockLeft(sku);
      if (limit !== undefined && limit <= 0) return "";
      if (stock?.isGuarded === true && stock.quantity <= 0) return words.plan.noneHere;
      const there = leastOf(limit, stock?.quantity);
      if (there === undefined || there <= 0) return "";
      return words.plan.left({ count: localMeasure(there, soldBy, locale) });
    },
  };
}

/** Returns `2 × Latte, Croissant`. */
export function goodsText(
  { times }: Pick<TextContext, "times">,
  lines: ReadonlyArray<GoodsCount>,
): string {
  return lines.map((line) => `${times(line.quantity, line.soldBy)}${line.name}`).join(", ");
}

/** A countdown says how much is left where it says less than the stock, and never where it says more. */
function leastOf(
  limit: Thousandths | undefined,
  stock: Thousandths | undefined,
): Thousandths | undefined {
  if (limit === undefined || stock === undefined) return limit ?? stock;
  return limit < stock ? limit : stock;
}
