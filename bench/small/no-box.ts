/** What the parts of a small box have in common: what they are measured in, and what they say where there is none. */

import { type Measurement } from "../measurement.ts";

/** Where the time of a small box goes. */
export const SMALLEST_WHY = "See docs/decisions/0020-what-a-command-costs.md.";
export const SMALLEST_NOTE = "a fifth of a core, 1 GB";

/** Says that a part is left out, where nobody may make control groups. */
export function sayNoBox(what: string): ReadonlyArray<Measurement> {
  process.stderr.write(
    `${what} on a small box: left out, because this machine lets nobody make control groups (that takes root).\n`,
  );
  return [];
}
