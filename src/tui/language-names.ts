/** What languages are called. */

import { type Locale } from "../domain/locale.ts";

/** As those who speak it call it. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  en: "English",
  de: "Deutsch",
  "de-CH": "Deutsch (Schweiz)",
  fr: "Français",
  "fr-CH": "Français (Suisse)",
  es: "Español",
};
