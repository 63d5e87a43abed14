/** Says in a language what is exempt of taxes, alike on papers, on screens and in the shell. */

import { type Language, languageOf, type Locale } from "./locale.ts";

interface ExemptWords {
  readonly tax: (label: string) => string;
  readonly spared: (label: string) => string;
  readonly by: (number: string) => string;
  readonly sales: string;
}

const WORDS: Readonly<Record<Language, ExemptWords>> = {
  en: {
    tax: (label) => `${label} exempt`,
    spared: (label) => `less ${label}`,
    by: (number) => `Tax exempt, buyer's number ${number}`,
    sales: "Tax-exempt sales",
  },
  de: {
    tax: (label) => `${label} befreit`,
    spared: (label) => `abzüglich ${label}`,
    by: (number) => `Steuerbefreit, Nummer des Käufers ${number}`,
    sales: "Steuerbefreite Verkäufe",
  },
  fr: {
    tax: (label) => `${label} exonérée`,
    spared: (label) => `moins ${label}`,
    by: (number) => `Exonéré de taxe, numéro de l’acheteur ${number}`,
    sales: "Ventes exonérées",
  },
  es: {
    tax: (label) => `${label} exento`,
    spared: (label) => `menos ${label}`,
    by: (number) => `Exento de impuestos, n.º del comprador ${number}`,
    sales: "Ventas exentas",
  },
};

/** `VAT 9% exempt`; as it is printed where it is owed. */
export function taxText(
  { label, exempt }: { readonly label: string; readonly exempt?: unknown },
  locale: Locale,
): string {
  return exempt === undefined ? label : WORDS[languageOf(locale)].tax(label);
}

/** Whether a tax has a row beside the goods: one that an exempt sale never had on top takes nothing off. */
export function hasRow({ exempt }: { readonly exempt?: number }): boolean {
  return exempt !== 0;
}

/** What is taken off prices, beside its sum. */
export function sparedText(label: string, locale: Locale): string {
  return WORDS[languageOf(locale)].spared(label);
}

/** With the number by which the buyer is exempt. */
export function exemptText(number: string, locale: Locale): string {
  return WORDS[languageOf(locale)].by(number);
}

/** Of a day, or of a till. */
export function exemptSalesText(locale: Locale): string {
  return WORDS[languageOf(locale)].sales;
}
