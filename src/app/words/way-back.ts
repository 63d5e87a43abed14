/** A sum with the way that it goes back: `5.00 to the card`. */

import { type Language, languageOf, type Locale } from "../../domain/locale.ts";
import { type TenderMoney } from "../../domain/tenders.ts";

interface Ways {
  readonly cash: string;
  readonly card: string;
  readonly tender: (name: string) => string;
}

const WAYS: Readonly<Record<Language, Ways>> = {
  en: { cash: "in cash", card: "to the card", tender: (name) => `as ${name}` },
  de: { cash: "bar", card: "auf die Karte", tender: (name) => `als ${name}` },
  fr: { cash: "en espèces", card: "sur la carte", tender: (name) => `en ${name}` },
  es: { cash: "en efectivo", card: "a la tarjeta", tender: (name) => `en ${name}` },
};

/** `shown`: the sum as text. */
export function wayBackText(
  { method, name = method }: Omit<TenderMoney, "amount">,
  shown: string,
  locale: Locale,
): string {
  const ways = WAYS[languageOf(locale)];
  const way = method === "cash" || method === "card" ? ways[method] : ways.tender(name);
  return `${shown} ${way}`;
}
