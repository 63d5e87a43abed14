/** Switzerland writes German without ß: the words of its screens and papers are German's, spelt its way. */

import { type Locale } from "./locale.ts";

const SHARP_S = /[ßẞ]/gu;

/** Not made before somebody reads them: that takes longer than most starts can spare. */
const speltByWords = new WeakMap<object, unknown>();

/** What a locale's words are, as it spells them; messages that take facts as well. */
export function spelt<Words extends object>(words: Words, locale: Locale): Words {
  if (locale !== "de-CH") return words;
  const known = speltByWords.get(words) ?? swiss(words);
  speltByWords.set(words, known);
  return known as Words;
}

function swiss(words: unknown): unknown {
  if (typeof words === "string") return words.replaceAll(SHARP_S, swissOf);
  if (typeof words === "function") {
    const say = words as (...facts: unknown[]) => unknown;
    return (...facts: unknown[]) => swiss(say(...facts));
  }
  if (Array.isArray(words)) return words.map(swiss);
  // What is no record, such as the pattern of an answer, stays what it is.
  if (!isRecord(words)) return words;
  return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, swiss(word)]));
}

function isRecord(words: unknown): words is Readonly<Record<string, unknown>> {
  return (
    typeof words === "object" && words !== null && Object.getPrototypeOf(words) === Object.prototype
  );
}

function swissOf(sign: string): string {
  return sign === "ß" ? "ss" : "SS";
}
