/** One thing that was looked at on a box, and how it is. */

import { type BoxCheck } from "../tui/ports/doctor-port.ts";
import { type FindingsWords } from "../words/made/findings/words.ts";

export interface Finding {
  readonly check: BoxCheck;
  /** Of several that are looked at, such as the printer's name. */
  readonly name?: string;
  readonly state: "ok" | "note" | "wrong";
  /** The same in every language: for scripts. */
  readonly code: keyof FindingsWords;
  /** One sentence; for what is wrong, also what to do. */
  readonly sentence: string;
}
