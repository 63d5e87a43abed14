/**
 * What a person reads when a command was refused: one sentence that says what happened and what to
 * do. The facts come from the domain, the words from the language: for the screen the person's own, for
 * the command line English.
 */

import { type Refusal } from "../../domain/commands/refusal.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import {
  localDay,
  type Locale,
  localMoney,
  localMeasure,
  localQuantity,
  localRate,
} from "../../domain/locale.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { tillWords } from "../words/till-words.ts";
import { type Shown } from "../words/words-shape.ts";

/** What the words need; a till has all of it but the locale. */
export interface SentenceContext {
  readonly currency: Currency;
  readonly staffName: (number: string) => string;
}

export function refusalSentence(
  refusal: Refusal,
  context: SentenceContext,
  locale: Locale = "en",
): string {
  const { refusals } = tillWords(locale);
  // By its type a refusal has the sentence that takes it.
  const say = refusals[refusal.type] as (refusal: Refusal, shown: Shown) => string;
  return say(refusal, shownIn(locale, context));
}

/** For whoever signs in: the day that they begin by signing in once more. */
export function dayToConfirm(
  { from, to }: Extract<Refusal, { readonly type: "day/far-jump" }>,
  context: SentenceContext,
  locale: Locale,
): string {
  const { day } = shownIn(locale, context);
  return tillWords(locale).desk.confirmDay(day(to), day(from));
}

function shownIn(locale: Locale, { currency, staffName }: SentenceContext): Shown {
  return {
    code: currency.code,
    money: (amount: MinorUnits) => localMoney(amount, currency, locale),
    quantity: (quantity, soldBy) => localQuantity(quantity, soldBy, locale),
    measure: (quantity, soldBy) => localMeasure(quantity, soldBy, locale),
    // The command line says days as it is told them.
    day: (day) => (locale === "en" ? day : localDay(day as BusinessDay, locale)),
    rate: (rate) => localRate(rate, locale),
    staffName,
  };
}
