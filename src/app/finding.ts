/** The result of one check on a box. */

import { type BoxCheck } from "../tui/ports/doctor-port.ts";
import { type FindingsWords } from "../words/made/findings/words.ts";

export interface Finding {
  readonly check: BoxCheck;
  /** The name of the thing where there are several, such as the printer's. */
  readonly name?: string;
  readonly state: "ok" | "note" | "wrong";
  /** The code for scripts, the same in every language. */
  readonly code: keyof FindingsWords;
  /** One sentence, with the remedy where something is wrong. */
  readonly sentence: string;
}
