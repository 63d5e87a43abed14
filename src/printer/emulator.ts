/**
 * A printer in software with endless paper and an endless buffer, for whoever has bytes and wants to
 * see them on paper. What it doesn't know it reports, because a real one would print it as garbage.
 *
 * `write` takes bytes in pieces of any size; an unfinished command waits for the rest. With power,
 * paper and faults: `emulator/printer-device.ts`.
 */

import { createPrinterDevice } from "./emulator/printer-device.ts";
import { type RollEntry } from "./roll.ts";

export interface EmulatorOptions {
  /** Characters of font A on a line. */
  readonly columns: number;
  /** Code pages of this model by their number; the default is Epson's. */
  readonly pagesByNumber?: ReadonlyMap<number, string>;
  /** Some printers start in two-byte mode, and return to it with every reset. */
  readonly startsInKanjiMode?: boolean;
}

export interface Emulator {
  readonly write: (bytes: Uint8Array) => void;
  /** Returns what was printed since the last call. */
  readonly takeRoll: () => ReadonlyArray<RollEntry>;
  /** Returns the printer's answers since the last call. */
  readonly takeReplies: () => Uint8Array;
  /** Bytes that mean nothing here, or stood where they have no effect, since the last call. */
  readonly takeComplaints: () => ReadonlyArray<string>;
}

export function createEmulator(options: EmulatorOptions): Emulator {
  const device = createPrinterDevice({
    ...options,
    // Nothing here takes time.
    clock: { nowMs: () => 0, after: () => () => undefined },
    receiveBufferBytes: Infinity,
  });
  const replies: number[] = [];
  const unseen: { roll: RollEntry[]; complaints: string[] } = { roll: [], complaints: [] };
  device.answerTo((bytes) => {
    replies.push(...bytes);
    return true;
  });

  return {
    write(bytes) {
      device.receive(bytes);
      unseen.roll.push(...device.roll());
      unseen.complaints.push(...device.complaints());
      device.tearOff();
    },
    takeRoll: () => unseen.roll.splice(0),
    takeReplies: () => Uint8Array.from(replies.splice(0)),
    takeComplaints: () => unseen.complaints.splice(0),
  };
}
