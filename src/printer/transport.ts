/**
 * How bytes reach one printer. A driver knows the wire; the queue above knows what to do about a
 * fault, which is why a fault says what is now true and not what went wrong inside.
 */

import { type Result } from "../domain/result.ts";

export type PrinterFault =
  /** Nothing was sent: the job may be tried again. */
  | { readonly type: "printer/unreachable"; readonly cause?: unknown }
  /** The job may be on paper, whole or in part: never again without a mark or a person. */
  | { readonly type: "printer/unacknowledged"; readonly cause?: unknown };

/** `printed`: the printer said so, after the job. `sent`: it has all bytes and can't tell more. */
export type Delivery = "printed" | "sent";

export interface Transport {
  /** One whole job. The caller waits for the answer before it sends the next one. */
  readonly send: (bytes: Uint8Array) => Promise<Result<Delivery, PrinterFault>>;
  readonly close: () => Promise<void>;
}
