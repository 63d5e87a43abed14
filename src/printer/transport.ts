/**
 * How bytes reach one printer. A driver knows the wire; the queue above knows what to do about a
 * fault, which is why a fault says what is now true and not what went wrong inside.
 */

import { type Result } from "../domain/base/result.ts";
import { type PrinterTrouble } from "../domain/printers/printer-trouble.ts";

export type PrinterFault =
  /** Nothing was sent: the job may be tried again. */
  | {
      readonly type: "printer/unreachable";
      readonly trouble?: PrinterTrouble | undefined;
      readonly cause?: unknown;
    }
  /** The job may be on paper, whole or in part: never again without a mark or a person. */
  | {
      readonly type: "printer/unacknowledged";
      readonly trouble?: PrinterTrouble | undefined;
      readonly cause?: unknown;
    };

/** `printed`: the printer said so, after the job. `sent`: it has all bytes and can't tell more. */
export type Delivery = "printed" | "sent";

/** The printer's answer about an earlier job. `unknown`: it may be on paper or not. */
export type Recollection = "printed" | "unknown";

export interface Transport {
  /**
   * Asks the printer whether it can print this job now. Not a byte of it is sent. The answer is a note,
   * to be kept with the job: by it the printer is asked later what became of it. Absent where the
   * printer can't be asked anything.
   */
  readonly prepare?: (job: Uint8Array) => Promise<Result<string, PrinterFault>>;
  /** Sends one whole job. The caller waits for the answer before it sends the next one. */
  readonly send: (job: Uint8Array) => Promise<Result<Delivery, PrinterFault>>;
  /**
   * Asks for the outcome of the job that was begun under this note, after its answer was lost. When
   * it answers, the printer has nothing left of the job. A fault: it can't be asked now.
   */
  readonly recall?: (note: string) => Promise<Result<Recollection, PrinterFault>>;
  /**
   * Opens the drawer at once by these bytes, which it obeys past all that waits, also where it can't print;
   * says whether it was there to hear them. Absent where it can't be told.
   */
  readonly openDrawer?: (pulse: ReadonlyArray<number>) => Promise<boolean>;
  /** Listens to the level of the drawer's wire, which may be high or low while the drawer is open. */
  readonly onDrawer?: (listener: (level: "high" | "low") => void) => void;
  /** Listens to the trouble that stops the printer at work, and to the end of it. */
  readonly onTrouble?: (listener: (trouble: PrinterTrouble | undefined) => void) => void;
  /** Calls when the printer may be there again that could not be reached. */
  readonly onBack?: (listener: () => void) => void;
  /**
   * How the printer is while it has nothing to print: nothing is printed by it, and the way to it is given
   * back at once. Takes a bounded time. Absent where there is nothing that could be wrong.
   */
  readonly look?: () => Promise<Result<undefined, PrinterTrouble>>;
  readonly close: () => Promise<void>;
}
