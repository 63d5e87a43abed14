/** The words of cash drawers in a language. */

import { type Locale } from "../../domain/locale.ts";
import { deDrawer } from "./de-drawer.ts";
import { type DrawerWords } from "./drawer-words.ts";
import { enDrawer } from "./en-drawer.ts";
import { esDrawer } from "./es-drawer.ts";
import { frDrawer } from "./fr-drawer.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const DRAWER_WORDS: WordsByLanguage<DrawerWords> = {
  en: () => enDrawer,
  de: deDrawer,
  fr: frDrawer,
  es: esDrawer,
};

export function drawerWordsIn(locale: Locale): DrawerWords {
  return wordsIn(DRAWER_WORDS, locale);
}
