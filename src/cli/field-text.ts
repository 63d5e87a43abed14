/** `FIELD=VALUE`, as commands take it. */

import { type FieldText } from "../domain/office/entry-wish.ts";
import { usageFault } from "./fault.ts";
import { oneLine } from "./one-line.ts";

export function toFieldText(word: string): FieldText {
  const cut = word.indexOf("=");
  if (cut <= 0) {
    throw usageFault(`Say a field and what it is to be: name="Soup", not ${oneLine(word)}.`);
  }
  return { field: word.slice(0, cut), text: word.slice(cut + 1) };
}
