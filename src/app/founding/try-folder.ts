/** Whether a store can come to be in a folder, tried before anybody is asked what it is to be. */

import { accessSync, constants, mkdirSync, rmdirSync } from "node:fs";
import path from "node:path";

/** Leaves nothing there. Throws what the system says, as making the store would. */
export function tryFolder(dir: string): void {
  const first = mkdirSync(dir, { recursive: true });
  if (first === undefined) {
    accessSync(dir, constants.W_OK | constants.X_OK);
    return;
  }
  for (let made = dir; made !== path.dirname(first); made = path.dirname(made)) rmdirSync(made);
}
