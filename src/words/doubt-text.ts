/** Says a doubt in a language, alike on papers, on screens and in the shell. Sources: see doubts.ts. */

import { type Doubts } from "../domain/doubts/doubts.ts";
import { durationText } from "../domain/text/duration-text.ts";
import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { markWords } from "./made/mark/all.ts";
import { type MarkWords } from "./made/mark/words.ts";

/** Returns one text for each doubt; none where there is none. */
export function doubtTexts(doubts: Doubts | undefined, locale: Locale): ReadonlyArray<string> {
  const { clock, behind } = doubts ?? {};
  const words = wordsIn(markWords, locale).doubt;
  return [
    ...(clock === undefined ? [] : [clockText(clock, words, locale)]),
    ...(behind === undefined ? [] : [words.behind]),
  ];
}

function clockText(
  { aheadMs }: NonNullable<Doubts["clock"]>,
  words: MarkWords["doubt"],
  locale: Locale,
): string {
  if (aheadMs === null) return words.clock;
  return words.clockOff({ off: durationText(aheadMs, locale), isAhead: aheadMs > 0 });
}
