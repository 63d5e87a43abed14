/** `FIELD=VALUE`, as commands take it. */

import { type FieldText } from "../domain/office/entry-wish.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { usageFault } from "./fault.ts";
import { oneLine } from "./one-line.ts";
import { sentencesOf } from "./sentences-of.ts";

export function toFieldText(word: string): FieldText {
  const cut = word.indexOf("=");
  if (cut <= 0) {
    throw usageFault(sentencesOf(cliWords)(({ line }) => line.noField({ text: oneLine(word) })));
  }
  return { field: word.slice(0, cut), text: word.slice(cut + 1) };
}
