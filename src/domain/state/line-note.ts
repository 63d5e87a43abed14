/** The note of a line: what tills said of it apart adds up. */

import { LONG_TEXT_MAX } from "../events/register-schemas.ts";
import { type LineState } from "./order-state.ts";
import { openValues, registerValue } from "./register.ts";

const BETWEEN = ", ";

/** Returns all that was said, each part once: `no nuts` at one till and `vegan` at another one are `no nuts, vegan`. */
export function noteOf({ fields: { note } }: Pick<LineState, "fields">): string {
  if (note.open.length < 2) return registerValue(note) ?? "";
  const parts = openValues(note).flatMap(({ value }) => value.split(BETWEEN));
  const said = new Set(parts.map((part) => part.trim()).filter((part) => part !== ""));
  return [...said].join(BETWEEN).slice(0, LONG_TEXT_MAX);
}
