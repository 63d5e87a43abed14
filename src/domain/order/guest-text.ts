/**
 * The rules for names of tables and tabs: a person must be able to read them from a paper and type
 * them again.
 */

import { refusal, type RefusalOf } from "../base/refusal-table.ts";
import { err, ok, type Result } from "../base/result.ts";
import { foldText } from "../text/entry-text.ts";

export const GUEST_TEXT_FAULTS = {
  /** No table is called so, where nobody has said which ones there are. */
  "table/no-name": refusal<{ text: string }>("wrong"),
  /** A name of signs alone, or with signs that no paper shows. */
  "name/unreadable": refusal("wrong"),
  /** The name begins with a sign, which is a command where a tab is opened. */
  "name/sign": refusal<{ sign: string }>("wrong"),
  "text/too-long": refusal<{ what: string; max: number }>("wrong"),
};

export type GuestTextFault = RefusalOf<typeof GUEST_TEXT_FAULTS>;

/** The longest name in characters: enough for a guest's name, and short enough for a title and a ticket. */
export const ORDER_NAME_MAX = 30;

/** How many guests: an event has room for as many. */
export const COVERS_MAX = 999;

/** An event has room for as many; 0 is the whole table. */
export const SEAT_MAX = 99;

/** The form of a table's name in a shop without a floor plan: a number, perhaps with a letter behind it. */
const FREE_TABLE = /^(?<number>[1-9]\d{0,3})(?<letter>\p{L}?)$/u;

/** Signs of control, and those that turn other texts round. Marks of direction are part of a word. */
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Returns the name with single blanks and none at its ends; empty for none any more. */
export function readOrderName(text: string): Result<string, GuestTextFault> {
  const name = text.normalize("NFC").trim().replaceAll(/ +/gu, " ");
  if (Array.from(name).length > ORDER_NAME_MAX) {
    return err({ type: "text/too-long", what: "name", max: ORDER_NAME_MAX });
  }
  return isReadable(name) ? ok(name) : err({ type: "name/unreadable" });
}

/** Whether the text is empty, or can be printed and typed again. */
export function isReadable(text: string): boolean {
  return !UNREADABLE.test(text) && (text === "" || /[\p{L}\p{N}]/u.test(text));
}

/** The signs with which commands begin; `'t Hof` is a name all the same. */
const COMMAND = /^[*+\-/=?!<>&;:%]/u;

/** A name by which a tab is opened: `/3` was meant to split a bill. */
export function readTabName(text: string): Result<string, GuestTextFault> {
  const name = readOrderName(text);
  if (!name.ok) return name;
  if (name.value === "") return err({ type: "name/unreadable" });
  const sign = COMMAND.exec(name.value.normalize("NFKC"))?.[0];
  return sign === undefined ? name : err({ type: "name/sign", sign });
}

/** Whether a text names a table, where nobody has said which ones there are. */
export function isTableNumber(text: string): boolean {
  return /^\d+\p{L}?$/u.test(foldText(text));
}

/** Returns `12A` of `012a`. */
export function readTableNumber(text: string): Result<string, GuestTextFault> {
  const folded = foldText(text).replace(/^0+(?=\d)/u, "");
  const { number, letter = "" } = FREE_TABLE.exec(folded)?.groups ?? {};
  if (number === undefined) return err({ type: "table/no-name", text: shortened(text) });
  return ok(number + letter.toUpperCase());
}

/** A sentence has no room for more of it. */
const SHOWN_MAX = 10;

function shortened(text: string): string {
  const plain = Array.from(text.trim().replaceAll(/\p{Cc}+/gu, " "));
  return plain.length <= SHOWN_MAX ? plain.join("") : `${plain.slice(0, SHOWN_MAX).join("")}…`;
}

export function isSeat(seat: number): boolean {
  return Number.isInteger(seat) && seat >= 0 && seat <= SEAT_MAX;
}
