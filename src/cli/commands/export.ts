/** `till export events`: everything that happened, for whoever checks it without this program. */

import path from "node:path";

import { exportEvents } from "../../app/export-events.ts";
import { type FileFault, writeAtomically } from "../../app/write-atomically.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { storeDir, type StoreOptions, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

export interface ExportEventsOptions extends StoreOptions {
  readonly from?: string;
  readonly to?: string;
  readonly bodies: boolean;
  readonly out?: string;
}

export function exportTheEvents(options: ExportEventsOptions, console: Console): Promise<ExitCode> {
  const out = outFile(options, console);
  return withTill(options, console, async ({ till }) => {
    const from = options.from === undefined ? undefined : dayOf(options.from, till, "--from");
    const to = options.to === undefined ? undefined : dayOf(options.to, till, "--to");
    if (from !== undefined && to !== undefined && from > to) {
      throw usageFault(`--from ${from} is after --to ${to}.`);
    }
    const selection = { bodies: options.bodies, from, to };
    if (out === undefined) {
      await exportEvents(till, selection, console.write);
      return EXIT.fine;
    }
    const written = await writeAtomically(out, (write) => exportEvents(till, selection, write));
    if (!written.ok) throw unwritable(written.fault);
    console.say(`${written.value} events are in ${out}`);
    return EXIT.fine;
  });
}

/** Never among the store's own files: a slip of the keyboard must not replace the ledger. */
function outFile(options: ExportEventsOptions, console: Console): string | undefined {
  if (options.out === undefined) return undefined;
  const file = path.resolve(options.out);
  if (path.dirname(file) !== storeDir(options, console)) return file;
  throw usageFault(`--out ${options.out} is in the till's own folder: choose another.`);
}

function unwritable({ file, code }: FileFault): CommandFault {
  return usageFault(`${file} can't be written (${code}); nothing was.`);
}
