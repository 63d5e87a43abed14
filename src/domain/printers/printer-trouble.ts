/**
 * The causes that keep a printer from printing, as far as it reports them or they can be seen. Only
 * one cause is named: the one that a person has to fix first.
 */

import * as z from "zod";

export const printerTroubleSchema = z.enum([
  /** No current, no cable, no such address. */
  "off",
  /** Another program uses it. */
  "busy",
  /** The device at its address refuses connections: it is starting, or another program has it. */
  "refused",
  /** This user may not use the device. */
  "no-access",
  /** The path leads to something other than a printing device. */
  "no-printer-device",
  /** The device at its address reports that it is another printer. */
  "other-printer",
  "paper-out",
  "cover-open",
  "cutter",
  "overheated",
  "feeding",
  /** The printer reports an error, and has to be switched off and on. */
  "error",
  /** The printer reports that it is offline, without a reason. */
  "offline",
  /** The printer can be reached but doesn't answer. */
  "silent",
  /** The device answers, but not as a printer does. */
  "garbage",
]);

/** The troubles of a printer that another till or program may have in use for a moment. */
const IN_USE: ReadonlySet<string> = new Set(["busy", "refused", "silent"]);

export function mayBeInUse(trouble: PrinterTrouble | undefined): boolean {
  return trouble !== undefined && IN_USE.has(trouble);
}

export type PrinterTrouble = z.infer<typeof printerTroubleSchema>;
