/** The sentence of a warning about goods; for a screen, a command and an import. */

import { type GoodsWarning } from "../../domain/office/goods-warnings.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { goodsWarningWords } from "../../words/made/goodsWarning/all.ts";

/** Returns the sentence without a position in a file. */
export function warningSentence({ type, product, other }: GoodsWarning, locale: Locale): string {
  const { name, plu } = product;
  return wordsIn(goodsWarningWords, locale)[type]({ name, plu, other: other?.name ?? "" });
}
