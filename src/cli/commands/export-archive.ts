/** `till export archive`: everything of business days as a folder that others can check. */

import { writeArchive } from "../../app/books/archive.ts";
import { percent } from "../../app/words/percent.ts";
import { booksWords } from "../../words/made/books/all.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { journalDays, judgeJournalDays, tellWrongDays } from "../journal-days.ts";
import { oneLine } from "../one-line.ts";
import { fileFault, outFile } from "../out-file.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type DayOptions, type StaffOptions, storeDir, withTill } from "../with-till.ts";
import { rangeOf } from "./report.ts";

const said = sentencesOf(booksWords);
const ofReports = sentencesOf(reportsWords);

export interface ExportArchiveOptions extends DayOptions, StaffOptions {
  readonly to?: string;
  readonly out: string;
}

export function exportArchive(options: ExportArchiveOptions, console: Console): Promise<ExitCode> {
  const out = outFile(options.out, "--out", storeDir(options, console)) ?? options.out;
  return withTill(options, console, async (open) => {
    const { till, clock } = open;
    const { from, to } = rangeOf(till, options);
    const days = journalDays(from, to);
    const { code, wrong, missing } = await judgeJournalDays(open, { days, options }, console);
    const progress = console.progress();
    let done = 0;
    const written = await writeArchive(till, out, {
      days,
      missing,
      nowMs: clock.nowMs(),
      onDay: () => {
        const facts = { percent: percent({ done, total: days.length }) };
        progress.show(said((words) => words.archive.writing(facts)));
        done += 1;
      },
    });
    progress.end();
    if (!written.ok) {
      const { fault } = written;
      if (fault.type === "file/unwritable") throw fileFault(fault);
      const folder = oneLine(fault.folder);
      throw usageFault(said((words) => words.archive.notEmpty({ folder })));
    }
    console.say(said((words) => words.archive.written({ folder: oneLine(out) })));
    tellWrongDays(wrong, console);
    if (missing.length > 0) {
      const tills = missing.join(", ");
      console.say(ofReports((words) => words.notHeard({ tills })));
    }
    return code;
  });
}
