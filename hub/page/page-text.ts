/** Figures of the page as a locale writes them. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { LOCALES } from "../../src/domain/languages/codes.ts";
import { minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type Currency } from "../../src/domain/money/currency.ts";
import {
  factsOfLocale,
  type Locale,
  localDay,
  localMoney,
  localQuantity,
  localSum,
} from "../../src/domain/text/locale.ts";

export interface PageText {
  readonly locale: Locale;
  readonly day: (day: BusinessDay) => string;
  /** Without the year: `20 Nov`, `20.11.` */
  readonly shortDay: (day: BusinessDay) => string;
  /** Takes minor units; the code of the currency stands beside it where `hasCode`. */
  readonly money: (amount: number, currency: Currency | undefined, hasCode?: boolean) => string;
  /** Takes thousandths. */
  readonly quantity: (quantity: number) => string;
  /** Returns by how much of `before` an amount is more: `+12%`; empty where there was nothing before. */
  readonly change: (amount: number, before: number) => string;
}

const THOUSAND = 1000;

export function pageTextIn(locale: Locale): PageText {
  return {
    locale,
    day: (day) => localDay(day, locale),
    shortDay: (day) =>
      localDay(day, locale)
        .replace(/^\S+ /u, "")
        .replace(/[ /.-]?\d{4}$/u, ""),
    money: (amount, currency, hasCode = false) => {
      if (currency === undefined) return String(amount);
      return hasCode
        ? localSum(amount, { currency, locale })
        : localMoney(minor(amount), currency, locale);
    },
    quantity: (quantity) =>
      localQuantity(thousandths(quantity), quantity % THOUSAND === 0 ? "each" : "weight", locale),
    change: (amount, before) => {
      if (before <= 0) return "";
      const percent = Math.round(((amount - before) * 100) / before);
      const sign = percent > 0 ? "+" : percent < 0 ? "−" : "±";
      return `${sign}${Math.abs(percent)}${factsOfLocale(locale).numbers.percent}%`;
    },
  };
}

/** Returns the first language of the header `Accept-Language` that the program speaks; undefined for none. */
export function acceptedLocale(header: string | undefined): Locale | undefined {
  const wanted = (header ?? "").slice(0, HEADER_CHARACTERS_MAX).split(",").map(readRange);
  const sorted = wanted.toSorted((one, other) => other.quality - one.quality);
  for (const { tag } of sorted) {
    const [language] = tag.split("-");
    const found =
      LOCALES.find((locale) => locale.toLowerCase() === tag) ??
      LOCALES.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return undefined;
}

const HEADER_CHARACTERS_MAX = 200;

function readRange(text: string): { readonly tag: string; readonly quality: number } {
  const [tag = "", weight = ""] = text.split(";");
  const quality = /^\s*q=(?<value>[01](?:\.\d+)?)\s*$/u.exec(weight)?.groups?.["value"];
  return { tag: tag.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
}
