/**
 * How languages and countries write amounts, weights, percentages and dates. Their signs are data, one
 * file per language in `languages/`. `Intl` is not asked: what it says depends on the box, and two tills
 * of one shop must say the same.
 *
 * Source: CLDR, `numbers` and `dates` of each locale; a test asks the `Intl` of its own box whether the
 * table is still that. On purpose otherwise: English groups nothing, because the comma that it groups
 * with is typed for a decimal; French groups with a blank, for the narrow one that hardly a printer has.
 */

import { type BusinessDay } from "../identity.ts";
import { type Language, type Locale, LOCALES } from "../languages/codes.ts";
import { de, deCH } from "../languages/de.ts";
import { en } from "../languages/en.ts";
import { es } from "../languages/es.ts";
import { fr, frCH } from "../languages/fr.ts";
import { it } from "../languages/it.ts";
import { type LanguageFacts, type LocaleFacts } from "../languages/language.ts";
import { nl } from "../languages/nl.ts";
import { pl } from "../languages/pl.ts";
import { pt } from "../languages/pt.ts";
import {
  type MilliPercent,
  minor,
  type MinorUnits,
  type SoldBy,
  type Thousandths,
} from "../money/amounts.ts";
import { type Currency, formatMoney } from "../money/currency.ts";
import { formatRate } from "../money/rates.ts";
import { weekday } from "./civil-time.ts";
import { formatQuantity } from "./quantity.ts";

export { LOCALES, type Language, type Locale };

const FACTS_BY_LANGUAGE: Readonly<Record<Language, LanguageFacts>> = {
  en,
  de,
  fr,
  es,
  nl,
  it,
  pt,
  pl,
};
const FACTS_BY_LOCALE: Readonly<Record<Locale, LocaleFacts>> = {
  ...FACTS_BY_LANGUAGE,
  "de-CH": deCH,
  "fr-CH": frCH,
};

export function languageOf(locale: Locale): Language {
  return locale.slice(0, 2) as Language;
}

export function factsOfLanguage(language: Language): LanguageFacts {
  return FACTS_BY_LANGUAGE[language];
}

export function factsOfLocale(locale: Locale): LocaleFacts {
  return FACTS_BY_LOCALE[locale];
}

/** `1234.50`, `1.234,50`, `1'234.50`, `1 234,50`: all decimals of the currency, no symbol. */
export function localMoney(amount: MinorUnits, currency: Currency, locale: Locale): string {
  const { decimal, group, groupedFrom } = FACTS_BY_LOCALE[locale].numbers;
  const [whole = "", part] = formatMoney(minor(Math.abs(amount)), currency).split(".");
  const grouped =
    whole.length < groupedFrom ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, group);
  const text = part === undefined ? grouped : `${grouped}${decimal}${part}`;
  return amount < 0 ? `-${text}` : text;
}

/** Returns an amount of minor units with the code of its currency. */
export function localSum(
  amount: number,
  { currency, locale }: { readonly currency: Currency; readonly locale: Locale },
): string {
  return `${localMoney(minor(amount), currency, locale)} ${currency.code}`;
}

/** Returns an amount as a person may type it: without groups. */
export function typedMoney(amount: MinorUnits, currency: Currency, locale: Locale): string {
  return withDecimal(formatMoney(amount, currency), locale);
}

/** `0.350`, `0,350`; pieces are whole. */
export function localQuantity(quantity: Thousandths, soldBy: SoldBy, locale: Locale): string {
  return withDecimal(formatQuantity(quantity, soldBy), locale);
}

/** Returns a quantity with its unit: `6`, `2.500 kg`. */
export function localMeasure(quantity: Thousandths, soldBy: SoldBy, locale: Locale): string {
  return `${localQuantity(quantity, soldBy, locale)}${soldBy === "weight" ? " kg" : ""}`;
}

/** `12.5%`, `12,5 %`. */
export function localRate(rate: MilliPercent, locale: Locale): string {
  const { percent } = FACTS_BY_LOCALE[locale].numbers;
  return withDecimal(formatRate(rate), locale).replace("%", `${percent}%`);
}

/** `12.5%`, `12,5%`, as it may be typed. */
export function typedRate(rate: MilliPercent, locale: Locale): string {
  return withDecimal(formatRate(rate), locale);
}

/** A number that is written already, with the decimal sign of the locale. */
export function withDecimal(text: string, locale: Locale): string {
  return text.replace(".", FACTS_BY_LOCALE[locale].numbers.decimal);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Returns a day with its weekday, to be read: `Fri 20 Nov 2026`, `Fr 20.11.2026`, `ven. 20/11/2026`. */
export function localDay(day: BusinessDay, locale: Locale): string {
  const language = languageOf(locale);
  const name = FACTS_BY_LANGUAGE[language].weekdays[weekday(day) - 1] ?? "";
  if (language !== "en") return `${name} ${localDate(day, locale)}`;
  const [year = "", month = "", date = ""] = day.split("-");
  return `${name} ${Number(date)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}

/** Returns a day without its year, for lists of days that are near: `Sat 21 Nov`, `Sa 21.11.`, `sam. 21/11`. */
export function localNearDay(day: BusinessDay, locale: Locale): string {
  const [year = ""] = day.split("-");
  return localDay(day, locale).replace(new RegExp(`[ /-]?${year}$`, "u"), "");
}

/**
 * Returns a day in digits, for papers: `2026-11-20` in English, which has no order of its own;
 * `20.11.2026`. Where there is none, the language's words for that.
 */
export function localDate(day: BusinessDay | undefined, locale: Locale): string {
  if (day === undefined) return factsOfLanguage(languageOf(locale)).noDate;
  const [year = "", month = "", date = ""] = day.split("-");
  const { dateSign } = FACTS_BY_LOCALE[locale];
  return dateSign === "iso" ? day : [date, month, year].join(dateSign);
}
