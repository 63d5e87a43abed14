/** The words of the screens, under the name that the screens know. */

export {
  colonOf,
  en,
  entrySentence,
  optionClause,
  type Words,
  wordsFor,
} from "../words/screen-words.ts";
