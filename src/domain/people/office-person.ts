/**
 * A person whom head office brought to a shop: the name is sealed under a key of the office's own, whose id says whose it
 * is. So no office can write, or take the place of, the key of anybody else.
 */

import { type DeviceId } from "../identity.ts";

/** Returns how the ids of the keys begin by which that office seals what it says of a person. */
export function officeKeyStart(number: string, office: DeviceId): string {
  return `person/${number}/${office}/`;
}

/** Whether an office made that key, and so can read whatever is sealed under it. */
export function isOfficeKey(id: string): boolean {
  return /^person\/[1-9][0-9]{0,5}\/[0-9a-z]{26}\//u.test(id);
}

export function isKeyOf(id: string, office: DeviceId): boolean {
  return isOfficeKey(id) && id.split("/")[2] === office;
}
