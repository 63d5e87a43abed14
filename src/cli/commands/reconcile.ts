/** `till reconcile`: whether a day ties out to the cent. */

import { dayReport, dayReportToJson, dayReportToText } from "../../app/day-report.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { tellChecking } from "../progress-words.ts";
import { withTill, type DayOptions } from "../with-till.ts";
import { dayOf } from "./order.ts";

export function reconcile(options: DayOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const day = dayOf(options.day, till);
    const progress = console.progress(options);
    const report = dayReport(till, day, tellChecking(progress));
    progress.end();
    if (options.json === true) console.json(dayReportToJson(report, till.currency));
    else for (const line of dayReportToText(report, till.currency)) console.out(line);
    return codeOf(report);
  });
}

/**
 * A damaged ledger outweighs what can't be read here, that a difference or a contradiction, which may
 * come of it, and that what is only not here yet.
 */
function codeOf({
  differences,
  attention,
  incomplete,
  unread,
}: ReturnType<typeof dayReport>): ExitCode {
  if (differences.some(({ check }) => check === "chain")) return EXIT.damaged;
  if (unread.length > 0) return EXIT.incomplete;
  if (differences.length > 0 || attention.length > 0) return EXIT.foundWrong;
  return incomplete.length > 0 ? EXIT.incomplete : EXIT.fine;
}
