/** The common parts of the readers of typed fields. */

import { err, ok, type Result } from "../base/result.ts";
import { quoted } from "../text/quoted.ts";
import { type EditFault } from "./entry-wish.ts";
import { bounded as readBounded } from "./goods-cell.ts";

/** Reads the name of an entry that is no product. */
export function readEntryName(text: string): Result<string, string> {
  return text.trim() === "" ? err("is empty: say one") : readBounded(text.trim());
}

export function readCount(text: string, max: number): Result<number, string> {
  const typed = text.trim();
  const isCount = /^[0-9]{1,6}$/u.test(typed) && Number(typed) <= max;
  return isCount ? ok(Number(typed)) : err(`${quoted(typed)} is no number: 0 to ${max}`);
}

export function wrongField(field: string, message: string): Result<never, EditFault> {
  return err({ type: "entry/wrong", field, message });
}

/** `Price "abc" is no amount: …`, `Price: its modifiers bring …`. */
export function fieldSentence(field: string, message: string): string {
  const isAbbreviation = field === "plu" || field === "sku" || field === "id";
  const name = isAbbreviation
    ? field.toUpperCase()
    : field.charAt(0).toUpperCase() + field.slice(1);
  const goesOn = /^(?:["“]|is |has |keeps |would )/u.test(message);
  return `${name}${goesOn ? "" : ":"} ${message}.`;
}
