/** What a new till is called, as an option says it. */

import { usageFault } from "./fault.ts";

/** Of a shop's first till. */
export const USUAL_DEVICE = "Front counter";
export const DEVICE_NAME_MAX = 40;

export function deviceNameFrom(text: string, option: string): string {
  const name = text.trim();
  if (name !== "" && name.length <= DEVICE_NAME_MAX) return name;
  throw usageFault(`${option} needs a name of 1 to ${DEVICE_NAME_MAX} characters.`);
}
