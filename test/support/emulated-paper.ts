/** The paper that a printer in software makes of some bytes. */

import { createEmulator } from "../../src/printer/emulator.ts";
import { type RollEntry, rollToText } from "../../src/printer/roll.ts";

export interface Paper {
  readonly text: string;
  readonly entries: ReadonlyArray<RollEntry>;
  readonly complaints: ReadonlyArray<string>;
}

export function printOn(columns: number, bytes: Iterable<number>): Paper {
  const emulator = createEmulator({ columns });
  emulator.write(Uint8Array.from(bytes));
  const entries = emulator.takeRoll();
  return {
    text: rollToText(entries, columns),
    entries,
    complaints: emulator.takeComplaints(),
  };
}
