/** The words of how the tills stand in a language. */

import { type Locale } from "../../domain/locale.ts";
import { deMeshStatus } from "./de-mesh-status.ts";
import { enMeshStatus } from "./en-mesh-status.ts";
import { esMeshStatus } from "./es-mesh-status.ts";
import { frMeshStatus } from "./fr-mesh-status.ts";
import { type MeshStatusWords } from "./mesh-status-words.ts";
import { type WordsByLanguage, wordsIn } from "./words-by-language.ts";

const MESH_STATUS_WORDS: WordsByLanguage<MeshStatusWords> = {
  en: () => enMeshStatus,
  de: deMeshStatus,
  fr: frMeshStatus,
  es: esMeshStatus,
};

export function meshStatusWordsIn(locale: Locale): MeshStatusWords {
  return wordsIn(MESH_STATUS_WORDS, locale);
}
