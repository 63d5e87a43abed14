/** Why something is taken off, to choose from by one digit each, in this order. */

import { type ScreenWords } from "../words/made/screen/words.ts";

/** Returns the reasons in a language. */
export function discountReasons({ discountReasons: words }: ScreenWords): ReadonlyArray<string> {
  return [words.quality, words.waited, words.regular, words.endOfDay, words.large];
}
