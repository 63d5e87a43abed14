/** The words of people and their hours in a language. */

import { type Locale } from "../../domain/locale.ts";
import { dePeople } from "./de-people.ts";
import { enPeople } from "./en-people.ts";
import { esPeople } from "./es-people.ts";
import { frPeople } from "./fr-people.ts";
import { type PeopleWords } from "./people-words.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const PEOPLE_WORDS: WordsByLanguage<PeopleWords> = {
  en: () => enPeople,
  de: dePeople,
  fr: frPeople,
  es: esPeople,
};

export function peopleWordsIn(locale: Locale): PeopleWords {
  return wordsIn(PEOPLE_WORDS, locale);
}
