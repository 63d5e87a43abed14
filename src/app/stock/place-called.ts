/** How a place is called where goods lie. */

import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { stockWords } from "../../words/made/stock/all.ts";

/** Returns the place as people named it; the one that goods are sold from has no name of its own. */
export function placeCalled(place: string, locale: Locale): string {
  return place === "" ? wordsIn(stockWords, locale).shopFloor : place;
}
