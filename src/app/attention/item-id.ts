/** What an item that needs a person is called: the same on every till, as long as it is the same. */

import { hash } from "node:crypto";

const ID_DIGITS = 8;

export function itemId(parts: ReadonlyArray<string>): string {
  return hash("sha256", parts.join("\0")).slice(0, ID_DIGITS);
}
