/** A day that is still to come, as commands take it. */

import { type Till } from "../app/till/till.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { readDay } from "../domain/text/day-text.ts";
import { languageOf } from "../domain/text/locale.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { usageFault } from "./fault.ts";
import { quoted } from "./one-line.ts";
import { sentencesOf } from "./sentences-of.ts";

/** The day of `--from`, from which something holds; undefined for at once. */
export function fromDayOf(
  till: Till,
  { from }: { readonly from?: string },
): BusinessDay | undefined {
  return from === undefined ? undefined : dayOf(till, from);
}

export function dayOf(till: Till, text: string): BusinessDay {
  const day = readDay(text, till.days().now, languageOf(till.shopLocale()));
  if (day !== undefined) return day;
  throw usageFault(sentencesOf(cliWords)(({ line }) => line.noDay({ text: quoted(text) })));
}
