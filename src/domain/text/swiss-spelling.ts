/**
 * Switzerland writes German without ß, and numbers with a point in each of its languages: the words of
 * its screens and papers are those of the language, in its spelling. What stands in them of others, such
 * as the name that a customer has given, stays as it was typed.
 */

import { type Locale } from "./locale.ts";

const SHARP_S = /[ßẞ]/gu;
/** The decimal comma in a message's example amount. */
const DECIMAL_COMMA = /(?<=[0-9]),(?=[0-9])/gu;
const SWISS_SIGNS: Readonly<Record<string, string>> = { ß: "ss", ẞ: "SS", ",": "." };

/** These signs protect text that isn't ours while a sentence is made; no text has them. */
const KEPT_SIGNS: Readonly<Record<string, string>> = { ß: "\uE000", ẞ: "\uE001", ",": "\uE002" };
const KEPT = /[\uE000-\uE002]/gu;
const SIGNS_BY_KEPT = new Map(Object.entries(KEPT_SIGNS).map(([sign, kept]) => [kept, sign]));

/**
 * The Swiss words are made when somebody first reads them: making them takes longer than most
 * starts can spare.
 */
const swissByWords = new WeakMap<object, unknown>();

/** Returns words as a locale spells them; messages that take facts as well. */
export function respell<Words extends object>(words: Words, locale: Locale): Words {
  if (locale !== "de-CH" && locale !== "fr-CH") return words;
  const known = swissByWords.get(words) ?? swiss(words);
  swissByWords.set(words, known);
  return known as Words;
}

function swiss(words: unknown): unknown {
  if (typeof words === "string") return ofOthers(withSigns(words, SWISS_SIGNS));
  if (typeof words === "function") {
    const say = words as (...facts: unknown[]) => unknown;
    return (...facts: unknown[]) => swiss(say(...facts.map(kept)));
  }
  if (Array.isArray(words)) return words.map(swiss);
  // A value that is no record, such as a pattern for answers, stays as it is.
  return isRecord(words) ? inRecord(words, swiss) : words;
}

/** A fact that goes through a sentence of ours and comes out as it was. */
function kept(fact: unknown): unknown {
  if (typeof fact === "string") return withSigns(fact, KEPT_SIGNS);
  if (typeof fact === "function") {
    const say = fact as (...facts: unknown[]) => unknown;
    return (...facts: unknown[]) => kept(say(...facts));
  }
  if (Array.isArray(fact)) return fact.map(kept);
  return isRecord(fact) ? inRecord(fact, kept) : fact;
}

function withSigns(text: string, signs: Readonly<Record<string, string>>): string {
  function instead(sign: string): string {
    return signs[sign] ?? sign;
  }
  return text.replaceAll(SHARP_S, instead).replaceAll(DECIMAL_COMMA, instead);
}

function ofOthers(text: string): string {
  return text.replaceAll(KEPT, (sign) => SIGNS_BY_KEPT.get(sign) ?? sign);
}

function inRecord(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): unknown {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function isRecord(words: unknown): words is Readonly<Record<string, unknown>> {
  return (
    typeof words === "object" && words !== null && Object.getPrototypeOf(words) === Object.prototype
  );
}
