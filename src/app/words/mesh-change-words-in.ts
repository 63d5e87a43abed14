/** The words of how tills are listed, looked for, shut out and replaced in a language. */

import { type Locale } from "../../domain/locale.ts";
import { deMeshChange } from "./de-mesh-change.ts";
import { enMeshChange } from "./en-mesh-change.ts";
import { esMeshChange } from "./es-mesh-change.ts";
import { frMeshChange } from "./fr-mesh-change.ts";
import { type MeshChangeWords } from "./mesh-change-words.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const MESH_CHANGE_WORDS: WordsByLanguage<MeshChangeWords> = {
  en: () => enMeshChange,
  de: deMeshChange,
  fr: frMeshChange,
  es: esMeshChange,
};

export function meshChangeWordsIn(locale: Locale): MeshChangeWords {
  return wordsIn(MESH_CHANGE_WORDS, locale);
}
