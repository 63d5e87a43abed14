/** `till export events`: everything that happened, for whoever checks it without this program. */

import { exportEvents } from "../../app/books/export-events.ts";
import { writeAtomically } from "../../app/system/write-atomically.ts";
import { percent } from "../../app/words/percent.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { fileFault, outFile } from "../out-file.ts";
import { sentencesOf } from "../sentences-of.ts";
import { storeDir, type StoreOptions, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(cliDayWords);

export interface ExportEventsOptions extends StoreOptions {
  readonly from?: string;
  readonly to?: string;
  readonly bodies: boolean;
  readonly out?: string;
}

export function exportTheEvents(options: ExportEventsOptions, console: Console): Promise<ExitCode> {
  const out = outFile(options.out, "--out", storeDir(options, console));
  return withTill(options, console, async ({ till }) => {
    const from = options.from === undefined ? undefined : dayOf(options.from, till, "--from");
    const to = options.to === undefined ? undefined : dayOf(options.to, till, "--to");
    if (from !== undefined && to !== undefined && from > to) {
      throw usageFault(said((words) => words.export.backwards({ from, to })));
    }
    const selection = { bodies: options.bodies, from, to };
    if (out === undefined) {
      await exportEvents(till, selection, { write: console.write });
      return EXIT.fine;
    }
    // Without a file the events themselves may be on the terminal, so no progress is shown.
    const progress = console.progress();
    const written = await writeAtomically(out, (write) =>
      exportEvents(till, selection, {
        write,
        onProgress: (done, total) =>
          progress.show(
            said((words) => words.export.writing({ percent: percent({ done, total }) })),
          ),
      }),
    );
    progress.end();
    if (!written.ok) throw fileFault(written.fault);
    console.say(said((words) => words.export.written({ count: written.value, file: out })));
    return EXIT.fine;
  });
}
