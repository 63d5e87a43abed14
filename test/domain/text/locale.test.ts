import { expect, test } from "vitest";

import { type BusinessDay } from "../../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { parseMoney } from "../../../src/domain/money/currency.ts";
import {
  factsOfLanguage,
  languageOf,
  localDate,
  localDay,
  type Locale,
  LOCALES,
  localMoney,
  localQuantity,
  localRate,
  typedMoney,
} from "../../../src/domain/text/locale.ts";
import { euro } from "../../support/small-shop.ts";

const FRIDAY = "2026-11-20" as BusinessDay;
const MIDNIGHT = 1_795_132_800_000;
const DAY_MS = 86_400_000;

test.each([
  ["en", ["1234567.89", "1234.50", "-0.05"]],
  ["de", ["1.234.567,89", "1.234,50", "-0,05"]],
  ["de-CH", ["1'234'567.89", "1'234.50", "-0.05"]],
  ["fr", ["1 234 567,89", "1 234,50", "-0,05"]],
  ["fr-CH", ["1'234'567.89", "1'234.50", "-0.05"]],
  ["es", ["1.234.567,89", "1234,50", "-0,05"]],
  ["nl", ["1.234.567,89", "1.234,50", "-0,05"]],
  ["it", ["1.234.567,89", "1234,50", "-0,05"]],
  ["pt", ["1 234 567,89", "1234,50", "-0,05"]],
  ["pl", ["1 234 567,89", "1234,50", "-0,05"]],
] as const)("amounts in %s", (locale, texts) => {
  const amounts = [123_456_789, 123_450, -5].map((it) => localMoney(minor(it), euro, locale));

  expect(amounts).toEqual(texts);
});

test.each([
  ["en", ["0.350", "12.5%", "2026-11-20", "Fri 20 Nov 2026"]],
  ["de", ["0,350", "12,5 %", "20.11.2026", "Fr 20.11.2026"]],
  ["de-CH", ["0.350", "12.5%", "20.11.2026", "Fr 20.11.2026"]],
  ["fr", ["0,350", "12,5 %", "20/11/2026", "ven. 20/11/2026"]],
  ["fr-CH", ["0.350", "12.5%", "20.11.2026", "ven. 20.11.2026"]],
  ["es", ["0,350", "12,5 %", "20/11/2026", "vie 20/11/2026"]],
  ["nl", ["0,350", "12,5%", "20-11-2026", "vr 20-11-2026"]],
  ["it", ["0,350", "12,5%", "20/11/2026", "ven 20/11/2026"]],
  ["pt", ["0,350", "12,5%", "20/11/2026", "sexta 20/11/2026"]],
  ["pl", ["0,350", "12,5%", "20.11.2026", "pt. 20.11.2026"]],
] as const)("weights, percentages and days in %s", (locale, texts) => {
  expect([
    localQuantity(thousandths(350), "weight", locale),
    localRate(milliPercent(12_500), locale),
    localDate(FRIDAY, locale),
    localDay(FRIDAY, locale),
  ]).toEqual(texts);
});

test("pieces are whole and a currency without decimals has none", () => {
  expect(localQuantity(thousandths(3000), "each", "de")).toBe("3");
  expect(localMoney(minor(123_456), { ...euro, decimals: 0 }, "de")).toBe("123.456");
});

test.each(LOCALES)("what %s types for an amount is read as that amount", (locale) => {
  expect(parseMoney(typedMoney(minor(123_456), euro, locale), euro)).toEqual({
    ok: true,
    value: 123_456,
  });
});

/** English groups nothing, on purpose. */
test.each(LOCALES.filter((locale) => locale !== "en"))(
  "%s is what the Intl of this box knows",
  (locale) => {
    for (const amount of [5, 123_450, 1_234_567, 123_456_789]) {
      expect(localMoney(minor(amount), euro, locale)).toBe(byIntl(locale, amount));
    }
    const percent = new Intl.NumberFormat(tagOf(locale), {
      style: "percent",
      maximumFractionDigits: 1,
    });
    // In Switzerland as amounts are, in each of its languages.
    const rate = locale === "fr-CH" ? "12.5%" : withOurSigns(percent.format(0.125));
    expect(localRate(milliPercent(12_500), locale)).toBe(rate);
    const digits = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
    expect(localDate(FRIDAY, locale)).toBe(daysIn(locale, digits)(MIDNIGHT));
    const short = daysIn(locale, { weekday: "short" });
    const long = daysIn(locale, { weekday: "long" });
    const { weekdays, weekdayNames } = factsOfLanguage(languageOf(locale));
    for (const [at, name] of weekdayNames.entries()) {
      const time = MIDNIGHT + (at - 4) * DAY_MS;
      expect(weekdays[at]?.replace(/\.$/u, "")).toBe(short(time).replace(/\.$/u, ""));
      expect(name.toLowerCase()).toBe(long(time).toLowerCase());
    }
  },
);

/** Its number alone. */
function byIntl(locale: Locale, amount: number): string {
  const format = new Intl.NumberFormat(tagOf(locale), { style: "currency", currency: "EUR" });
  const signs = format.formatToParts(amount / 100).filter(({ type }) => type !== "currency");
  return withOurSigns(signs.map(({ value }) => value).join(""));
}

function daysIn(locale: Locale, options: Intl.DateTimeFormatOptions): (time: number) => string {
  const format = new Intl.DateTimeFormat(tagOf(locale), { ...options, timeZone: "UTC" });
  return (time) => format.format(time);
}

/** Portuguese alone would be that of Brazil. */
function tagOf(locale: string): string {
  return locale === "pt" ? "pt-PT" : locale;
}

/** With our blanks and our apostrophe. */
function withOurSigns(text: string): string {
  return text
    .replaceAll(/[\u00a0\u202f]/gu, " ")
    .replaceAll("’", "'")
    .trim();
}

test("a locale is of one language", () => {
  expect(LOCALES.map(languageOf).slice(0, 6)).toEqual(["en", "de", "de", "fr", "fr", "es"]);
});
