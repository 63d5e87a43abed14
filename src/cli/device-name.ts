/** What a new till is called, as an option says it. */

import { usageFault } from "./fault.ts";

/** Of a shop's first till. */
export const USUAL_DEVICE = "Front counter";
const CHARACTERS_MAX = 40;

export function deviceNameFrom(text: string, option: string): string {
  const name = text.trim();
  if (name !== "" && name.length <= CHARACTERS_MAX) return name;
  throw usageFault(`${option} needs a name of 1 to ${CHARACTERS_MAX} characters.`);
}
