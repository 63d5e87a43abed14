/**
 * A printer without hardware: an emulator whose paper is a text file.
 *
 * It is switched off by a file `<roll>.off` beside the roll. Unlike a real printer it always knows
 * what it has printed, so a job that it took is `printed`.
 */

import { access } from "node:fs/promises";

import { err, ok } from "../domain/result.ts";
import { appendToFile } from "./append-to-file.ts";
import { createEmulator } from "./emulator.ts";
import { rollToText } from "./roll.ts";
import { type Transport } from "./transport.ts";

export interface VirtualPrinterOptions {
  /** The text file that is the paper. Its folder is made when it is absent. */
  readonly rollPath: string;
  readonly columns: number;
}

export function createVirtualPrinter({ rollPath, columns }: VirtualPrinterOptions): Transport {
  const emulator = createEmulator({ columns });
  let closed = false;

  return {
    async send(bytes) {
      if (closed || (await exists(`${rollPath}.off`))) return err({ type: "printer/unreachable" });
      emulator.write(bytes);
      const complaints = emulator.takeComplaints().map((complaint) => `(printer: ${complaint})\n`);
      const paper = rollToText(emulator.takeRoll(), columns);
      const appended = await appendToFile(rollPath, paper + complaints.join(""));
      return appended.ok ? ok("printed") : appended;
    },
    async close() {
      closed = true;
    },
  };
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // Whatever keeps us from seeing the switch, the printer counts as on.
    return false;
  }
}
