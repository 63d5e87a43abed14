/**
 * A talk with a printer, without any wire: what was heard goes in, what is to be said comes out, and
 * at the end an outcome. Time goes in as well, in pieces, so that nothing here looks at a clock.
 */

import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { type Reply } from "./replies.ts";

export type Heard =
  | { readonly type: "reply"; readonly reply: Reply }
  | { readonly type: "passed"; readonly ms: number }
  /** The way to the printer took some more of what was said. */
  | { readonly type: "progress" }
  /** It took all of it. Nothing says that it has arrived. */
  | { readonly type: "taken" };

export interface Said {
  readonly bytes?: Uint8Array | undefined;
  /** What holds the printer up just now. Not said is nothing. */
  readonly trouble?: PrinterTrouble | undefined;
}

export type Talk<Outcome> = Generator<Said, Outcome, Heard>;
