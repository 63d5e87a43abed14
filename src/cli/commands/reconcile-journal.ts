/** `till reconcile --journal`: business days as double entry, for a bookkeeper. */

import { journalLines, journalOf } from "../../app/day/day-journal.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { journalDays, judgeJournalDays, requireSound, tellWrongDays } from "../journal-days.ts";
import { type ReconcileOptions } from "../reconciled-day.ts";
import { sentencesOf } from "../sentences-of.ts";
import { withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(cliDayWords);

export function tellJournal(options: ReconcileOptions, console: Console): Promise<ExitCode> {
  if (options.journal !== true) throw usageFault(said(({ journal }) => journal.toAlone));
  if (options.json === true) throw usageFault(said(({ journal }) => journal.isText));
  if (options.csv === true) throw usageFault(said(({ journal }) => journal.noTable));
  return withTill(options, console, async (open) => {
    const first = dayOf(options.day, open.till);
    const last = options.to === undefined ? first : dayOf(options.to, open.till, "--to");
    const days = journalDays(first, last);
    const { code, wrong } = await judgeJournalDays(open, { days, options }, console);
    const journal = journalOf(open.till, days);
    requireSound(journal);
    for (const line of journalLines(journal)) console.out(line);
    tellWrongDays(wrong, console);
    return code;
  });
}
