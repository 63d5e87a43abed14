/** What a walk through the screens of a language looks for: English that is left, and rows that are cut. */

import { type Locale } from "../../src/domain/text/locale.ts";

/** A small list; a language's own words of that look are beside it. */
const ENGLISH: ReadonlySet<string> = new Set(
  "the and is of to not by with your type order receipt back kept takes goods first nothing paid change card cash give no sold price already then what why given empty line locked hello which none more page there again void taken printed hit hits comes come later log staff number".split(
    " ",
  ),
);
const OWN: Readonly<Partial<Record<Locale, ReadonlySet<string>>>> = {
  fr: new Set(["page", "change"]),
  es: new Set(["no"]),
  nl: new Set(["is", "of", "back", "later", "open"]),
  it: new Set(["no", "come"]),
  pt: new Set(["no"]),
  pl: new Set(["to"]),
};

/** An id such as `7no4ka2b` is one word, whatever its letters spell. */
export function englishIn(text: string, locale: Locale): ReadonlyArray<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => ENGLISH.has(word) && !isOwnWord(word, locale));
}

/** Whether a word that looks English is one of the language. */
export function isOwnWord(word: string, locale: Locale): boolean {
  return OWN[locale]?.has(word) === true;
}

/** Rows that are not as they are where there is more room. */
export function cutRows(
  narrow: ReadonlyArray<string>,
  wide: ReadonlyArray<string>,
): ReadonlyArray<string> {
  return narrow.filter(
    // With blanks at its end a row has left something out, and cut nothing.
    (text, at) => !text.endsWith("  ") && unspaced(text) !== unspaced(wide[at] ?? ""),
  );
}

/** With more room the help takes fewer pages, so how many there are plays no part. */
function unspaced(text: string): string {
  return text.replaceAll(/\d+ (?:von|sur|de|van|di|z) \d+|\s+/gu, "");
}
