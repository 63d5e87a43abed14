/** The notes of an order and of its lines: what tills said of one apart adds up. */

import { LONG_TEXT_MAX } from "../events/register-schemas.ts";
import { type LineState, type OrderState } from "./order-state.ts";
import { openValues, type Register, registerValue } from "./register.ts";

const BETWEEN = ", ";

/** Returns all that was said of the line, each part once: `no nuts` here and `vegan` there are `no nuts, vegan`. */
export function noteOf({ fields: { note } }: Pick<LineState, "fields">): string {
  if (note.open.length < 2) return registerValue(note) ?? "";
  return joinedNotes(valuesOf(note));
}

/** Returns what is said of the whole order, and of those that are on its bill. */
export function orderNoteOf({ fields, gathered }: Pick<OrderState, "fields" | "gathered">): string {
  const notes = gathered?.orders.map((order) => order.fields.note) ?? [fields.note];
  return joinedNotes(notes.flatMap((note) => (note === undefined ? [] : valuesOf(note))));
}

/** Joins notes, each part once. */
export function joinedNotes(notes: ReadonlyArray<string>): string {
  const parts = notes.flatMap((note) => note.split(BETWEEN)).map((part) => part.trim());
  const said = new Set(parts.filter((part) => part !== ""));
  return [...said].join(BETWEEN).slice(0, LONG_TEXT_MAX);
}

function valuesOf(note: Register<string>): ReadonlyArray<string> {
  return openValues(note).map(({ value }) => value);
}
