/** The words of what needs somebody in a language. */

import { type Locale } from "../../domain/locale.ts";
import { type AttentionListWords } from "./attention-list-words.ts";
import { deAttentionList } from "./de-attention-list.ts";
import { enAttentionList } from "./en-attention-list.ts";
import { esAttentionList } from "./es-attention-list.ts";
import { frAttentionList } from "./fr-attention-list.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const ATTENTION_LIST_WORDS: WordsByLanguage<AttentionListWords> = {
  en: () => enAttentionList,
  de: deAttentionList,
  fr: frAttentionList,
  es: esAttentionList,
};

export function attentionListWordsIn(locale: Locale): AttentionListWords {
  return wordsIn(ATTENTION_LIST_WORDS, locale);
}
