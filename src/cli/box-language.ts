/** The language and country that the box is set to, as `LANG` names them. */

import { LOCALES } from "../domain/languages/codes.ts";
import type { Locale } from "../domain/text/locale.ts";

export interface BoxLanguage {
  /** The nearest that the till speaks; undefined for none. */
  readonly locale: Locale | undefined;
  /** ISO 3166-1. */
  readonly country: string | undefined;
}

/**
 * `de_CH.UTF-8` is Swiss German, `de_AT.UTF-8` German of Austria; `C` says nothing. A terminal of another
 * encoding would show the letters of ours as signs: it is spoken to in English.
 */
export function readBoxLanguage(name: string): BoxLanguage {
  const { language = "", country } =
    /^(?<language>[a-z]{2,3})(?:_(?<country>[A-Z]{2}))?(?:[.@]|$)/u.exec(name)?.groups ?? {};
  const nearest =
    LOCALES.find((one) => one === `${language}-${country}`) ??
    LOCALES.find((one) => one === language);
  return { locale: /utf-?8/iu.test(name) ? nearest : undefined, country };
}
