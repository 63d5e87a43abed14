/**
 * The questions that one printer was found to answer. They are asked once, when it is set up,
 * because some printers print an unknown question as garbage.
 */

import * as z from "zod";

export const printerAbilitiesSchema = z.object({
  /** Whether it reports which job it has printed (`GS ( H`). */
  processId: z.boolean(),
  /** Whether it reports that it has printed everything up to here (`GS r 1`). */
  fence: z.boolean(),
  /** Whether it reports its status at any moment (`DLE EOT`). */
  status: z.boolean(),
  /** Whether it reports changes of its status by itself (`GS a`). */
  asb: z.boolean(),
  /** Whether it counts its cuts (`GS g 2`): useful to know, but no proof that anything was printed. */
  counter: z.boolean(),
});

export type PrinterAbilities = z.infer<typeof printerAbilitiesSchema>;

/** The abilities of a printer that was never asked: it only gets print data, and no questions. */
export const NO_ABILITIES: PrinterAbilities = {
  processId: false,
  fence: false,
  status: false,
  asb: false,
  counter: false,
};
