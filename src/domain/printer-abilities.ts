/**
 * What one printer was found to answer: asked once, when it is set up, because an unknown question is
 * printed as garbage by some.
 */

import * as z from "zod";

export const printerAbilitiesSchema = z.object({
  /** It says which job it has printed (`GS ( H`). */
  processId: z.boolean(),
  /** It says that it has printed all up to here (`GS r 1`). */
  fence: z.boolean(),
  /** It says how it is, at any moment (`DLE EOT`). */
  status: z.boolean(),
  /** It says so by itself (`GS a`). */
  asb: z.boolean(),
  /** It counts its cuts (`GS g 2`): good to know of a machine, and no proof of any paper. */
  counter: z.boolean(),
});

export type PrinterAbilities = z.infer<typeof printerAbilitiesSchema>;

/** Of a printer that nobody has asked: it is told what to print, and nothing else. */
export const NO_ABILITIES: PrinterAbilities = {
  processId: false,
  fence: false,
  status: false,
  asb: false,
  counter: false,
};
