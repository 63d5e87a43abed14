/**
 * An exchange with a printer, without any wire: replies come in, bytes go out, and an outcome ends
 * it. Time comes in as well, in pieces, so that nothing here reads a clock.
 */

import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Reply } from "./replies.ts";

export type Incoming =
  | { readonly type: "reply"; readonly reply: Reply }
  | { readonly type: "passed"; readonly ms: number }
  /** The line took some more of the bytes. */
  | { readonly type: "progress" }
  /** The line took all of the bytes, which says nothing of their arrival. */
  | { readonly type: "taken" };

export interface Outgoing {
  readonly bytes?: Uint8Array | undefined;
  /** The trouble that holds the printer up now; missing for none. */
  readonly trouble?: PrinterTrouble | undefined;
}

export type PrinterExchange<Outcome> = Generator<Outgoing, Outcome, Incoming>;
