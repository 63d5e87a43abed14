/** The words of orders in a language. */

import { type Locale } from "../../domain/locale.ts";
import { deOrder } from "./de-order.ts";
import { enOrder } from "./en-order.ts";
import { esOrder } from "./es-order.ts";
import { frOrder } from "./fr-order.ts";
import { type OrderWords } from "./order-words.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const ORDER_WORDS: WordsByLanguage<OrderWords> = {
  en: () => enOrder,
  de: deOrder,
  fr: frOrder,
  es: esOrder,
};

export function orderWordsIn(locale: Locale): OrderWords {
  return wordsIn(ORDER_WORDS, locale);
}
