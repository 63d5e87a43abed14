/**
 * The defaults that a new shop takes from its country: money, time, taxes, keys, and what is
 * missing to sell there by the law. The facts are as of their dates: a start, and no advice.
 */

import { type TaxClass } from "../goods/catalogue.ts";
import { milliPercent } from "../money/amounts.ts";
import { currenciesByCode } from "../money/currency.ts";
import { type KeyLayout } from "../settings/setting-readers.ts";
import { type Locale, typedRate } from "../text/locale.ts";
import { type Duty, dutiesByCountry } from "./country-duties.ts";
import { type CountryTaxes, taxesByCountry, type UsualTax } from "./country-taxes.ts";

export interface Country extends CountryTaxes {
  /** ISO 3166-1, two letters; `XX` for one that is not in the list. */
  readonly code: string;
  readonly name: string;
  /** ISO 4217; empty where the shop must say it. */
  readonly currency: string;
  /** IANA names, the most usual one first. */
  readonly zones: ReadonlyArray<string>;
  /** The step of cash rounding, in minor units of the country's currency; 0 for none. */
  readonly cashStep: number;
  readonly keyLayout: KeyLayout;
  /** The language of screens and papers: the country's, where the till has it. */
  readonly language: Locale;
  /** The duties that the law sets and this program does not meet. */
  readonly duty: Duty;
}

/** The code of any country that is not in the list: all of its facts are asked for. */
export const OTHER_COUNTRY = "XX";

interface CountryFacts {
  readonly name: string;
  readonly currency: string;
  readonly zones: ReadonlyArray<string>;
  readonly keyLayout: KeyLayout;
  /**
   * The step of cash rounding, where it is not the currency's own. Source: fixtures/vectors/cash-rounding.json,
   * C14.
   */
  readonly cashStep?: number;
}

const FACTS_BY_COUNTRY: ReadonlyArray<readonly [code: string, place: CountryFacts]> = [
  ["AT", { name: "Austria", currency: "EUR", keyLayout: "de", zones: ["Europe/Vienna"] }],
  [
    "BE",
    { name: "Belgium", currency: "EUR", keyLayout: "fr", zones: ["Europe/Brussels"], cashStep: 5 },
  ],
  ["CH", { name: "Switzerland", currency: "CHF", keyLayout: "ch", zones: ["Europe/Zurich"] }],
  ["CZ", { name: "Czechia", currency: "CZK", keyLayout: "us", zones: ["Europe/Prague"] }],
  ["DE", { name: "Germany", currency: "EUR", keyLayout: "de", zones: ["Europe/Berlin"] }],
  ["DK", { name: "Denmark", currency: "DKK", keyLayout: "us", zones: ["Europe/Copenhagen"] }],
  [
    "ES",
    {
      name: "Spain",
      currency: "EUR",
      keyLayout: "es",
      zones: ["Europe/Madrid", "Atlantic/Canary"],
    },
  ],
  [
    "FI",
    { name: "Finland", currency: "EUR", keyLayout: "us", zones: ["Europe/Helsinki"], cashStep: 5 },
  ],
  ["FR", { name: "France", currency: "EUR", keyLayout: "fr", zones: ["Europe/Paris"] }],
  ["GB", { name: "United Kingdom", currency: "GBP", keyLayout: "uk", zones: ["Europe/London"] }],
  [
    "IE",
    { name: "Ireland", currency: "EUR", keyLayout: "uk", zones: ["Europe/Dublin"], cashStep: 5 },
  ],
  ["IT", { name: "Italy", currency: "EUR", keyLayout: "us", zones: ["Europe/Rome"], cashStep: 5 }],
  ["LU", { name: "Luxembourg", currency: "EUR", keyLayout: "ch", zones: ["Europe/Luxembourg"] }],
  [
    "NL",
    {
      name: "Netherlands",
      currency: "EUR",
      keyLayout: "us",
      zones: ["Europe/Amsterdam"],
      cashStep: 5,
    },
  ],
  ["NO", { name: "Norway", currency: "NOK", keyLayout: "us", zones: ["Europe/Oslo"] }],
  ["PL", { name: "Poland", currency: "PLN", keyLayout: "us", zones: ["Europe/Warsaw"] }],
  [
    "PT",
    {
      name: "Portugal",
      currency: "EUR",
      keyLayout: "us",
      zones: ["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"],
    },
  ],
  ["SE", { name: "Sweden", currency: "SEK", keyLayout: "us", zones: ["Europe/Stockholm"] }],
  ["US", { name: "United States", currency: "USD", keyLayout: "us", zones: usZones() }],
  [OTHER_COUNTRY, { name: "another country", currency: "", keyLayout: "us", zones: ["UTC"] }],
];

const LANGUAGES: ReadonlyMap<string, Locale> = new Map([
  ["AT", "de"],
  ["BE", "nl"],
  ["CH", "de-CH"],
  ["DE", "de"],
  ["ES", "es"],
  ["FR", "fr"],
  ["IT", "it"],
  ["LU", "fr"],
  ["NL", "nl"],
  ["PL", "pl"],
  ["PT", "pt"],
]);

export const countriesByCode: ReadonlyMap<string, Country> = new Map(
  FACTS_BY_COUNTRY.map(([code, { cashStep, ...place }]) => [
    code,
    {
      code,
      ...place,
      language: LANGUAGES.get(code) ?? "en",
      cashStep: cashStep ?? currenciesByCode.get(place.currency)?.cashStep ?? 0,
      ...factsOf(taxesByCountry, code),
      duty: factsOf(dutiesByCountry, code),
    },
  ]),
);

/** Tax classes as the catalogue has them: counter and dine-in bear one rate, what leaves the other. */
export function toTaxClasses(
  taxes: ReadonlyArray<UsualTax>,
  {
    label,
    included,
    locale = "en",
  }: { readonly label: string; readonly included: boolean; readonly locale?: Locale },
): ReadonlyArray<TaxClass> {
  return taxes.map(({ id, name, inHouse, away }) => {
    const [here, there] = [inHouse, away].map((rate) =>
      rate === undefined
        ? []
        : [{ label: `${label} ${percentText(rate, locale)}%`, rate: milliPercent(rate), included }],
    );
    const [house = [], out = []] = [here, there];
    return {
      id,
      name,
      taxesByService: { counter: house, "dine-in": house, takeaway: out, delivery: out },
    };
  });
}

/** 1/1000 % as people type per cent: 7000 is `7`, 8875 is `8.875` or `8,875`. */
export function percentText(rate: number, locale: Locale = "en"): string {
  return typedRate(milliPercent(rate), locale).replace("%", "");
}

function factsOf<Facts>(facts: ReadonlyMap<string, Facts>, code: string): Facts {
  const found = facts.get(code);
  if (found === undefined) throw new Error(`The country ${code} has no facts.`);
  return found;
}

function usZones(): ReadonlyArray<string> {
  const cities = ["New_York", "Chicago", "Denver", "Phoenix", "Los_Angeles", "Anchorage"];
  return [...cities.map((city) => `America/${city}`), "Pacific/Honolulu"];
}
