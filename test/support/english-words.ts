/** What the screens and the papers say in English, for tests that look for it. */

import { paperWords } from "../../src/printer/paper-words.ts";
import { wordsFor } from "../../src/words/screen-words.ts";

export const enScreen = wordsFor({ locale: "en" });
export const enPaper = paperWords("en");
