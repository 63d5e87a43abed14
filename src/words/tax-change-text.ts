/** Says in a language which taxes changed before goods were handed over, alike on screens and in the shell. */

import { type Locale } from "../domain/text/locale.ts";
import { wordsIn } from "../domain/text/words-in.ts";
import { type TaxChange } from "../domain/views.ts";
import { markWords } from "./made/mark/all.ts";

/** Returns `VAT 21% instead of VAT 19%`, for each change. */
export function taxChangeTexts(
  changes: ReadonlyArray<TaxChange> = [],
  locale: Locale,
): ReadonlyArray<string> {
  const { taxes: words } = wordsIn(markWords, locale);

  function names(labels: ReadonlyArray<string>): string {
    return labels.length === 0 ? words.none : labels.join(" + ");
  }

  return changes.map(({ before, after }) =>
    words.change({ before: names(before), after: names(after) }),
  );
}
