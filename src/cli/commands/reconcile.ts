/** `till reconcile`: whether a day ties out to the cent. */

import { dayReportToCsv } from "../../app/day/day-report-csv.ts";
import { dayReportToText } from "../../app/day/day-report-text.ts";
import { dayTillsToText } from "../../app/day/day-tills-text.ts";
import { maySeeCash } from "../../app/drawers/drawer-seen.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import {
  isYetToCome,
  notYetFault,
  reconcileDay,
  type ReconcileOptions,
} from "../reconciled-day.ts";
import { sentencesOf } from "../sentences-of.ts";
import { whoLooks, withTill } from "../with-till.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(cliDayWords);

export async function reconcile(options: ReconcileOptions, console: Console): Promise<ExitCode> {
  if (options.journal === true || options.to !== undefined) {
    const { tellJournal } = await import("./reconcile-journal.ts");
    return tellJournal(options, console);
  }
  if (options.csv === true && options.json === true)
    throw usageFault(said((words) => words.reconcile.csvOrJson));
  return withTill(options, console, async ({ till, printing, clock }) => {
    const day = dayOf(options.day, till);
    // The mesh is asked before the ledger is read, so that the report has all that is in step by
    // then.
    const holder = await printing.askHolder();
    const view = holder.type === "answered" ? holder.mesh : undefined;
    const actor = await whoLooks(till, options, console);
    const seesCash = maySeeCash(till, actor);
    const { report, tills, json, code } = reconcileDay(
      { till, clock },
      { day, view, seesCash, json: options.json === true || options.csv === true },
      console,
    );
    if (isYetToCome(till, report)) {
      throw notYetFault(day);
    }
    if (options.json === true) console.json(json);
    else if (options.csv === true) {
      await console.write(dayReportToCsv(json));
    } else {
      const locale = console.locale();
      const tillsText = dayTillsToText(tills, { till, locale, nowMs: clock.nowMs() });
      for (const line of dayReportToText(report, { till, locale }, tillsText)) {
        console.words(line, 4);
      }
    }
    return code;
  });
}
