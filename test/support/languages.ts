/** Languages of the program, for tests that hold each of them: a new one is held from its first day. */

import { type Language, languageOf, type Locale, LOCALES } from "../../src/domain/text/locale.ts";

export const LANGUAGES: ReadonlyArray<Language> = [...new Set(LOCALES.map(languageOf))];

/** All that messages are translated into. */
export const TRANSLATIONS: ReadonlyArray<Exclude<Language, "en">> = LANGUAGES.filter(
  (language) => language !== "en",
);

/** The same, and each country that writes otherwise. */
export const OTHER_LOCALES: ReadonlyArray<Exclude<Locale, "en">> = LOCALES.filter(
  (locale) => locale !== "en",
);
