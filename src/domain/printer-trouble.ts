/**
 * What keeps a printer from printing, as far as it can say or be seen. One cause at a time: the one
 * that a person has to see to first.
 */

import * as z from "zod";

export const printerTroubleSchema = z.enum([
  /** No current, no cable, no such address. */
  "off",
  /** Somebody else has it. */
  "busy",
  /** What is at its address answers, and lets nobody in: it starts, or another program has it. */
  "refused",
  /** This user may not use the device. */
  "no-access",
  /** What lies at its path is something else than a device that prints. */
  "no-printer-device",
  /** What is at its place says that it is another one. */
  "other-printer",
  "paper-out",
  "cover-open",
  "cutter",
  "overheated",
  "feeding",
  /** It says that it has an error, and needs to be switched off and on. */
  "error",
  /** It says that it is offline, and not why. */
  "offline",
  /** It can be reached and doesn't answer. */
  "silent",
  /** It answers, but in no language of printers. */
  "garbage",
]);

export type PrinterTrouble = z.infer<typeof printerTroubleSchema>;
