/** `till verify`: re-checks everything that the ledger rests on. */

import { checkLedger } from "../../app/attention/checks.ts";
import { counted } from "../../app/counted.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { tellChecking } from "../progress-words.ts";
import { withTill, type JsonOptions } from "../with-till.ts";

export function verify(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const progress = console.progress(options);
    const report = checkLedger(till, tellChecking(progress));
    progress.end();
    if (options.json === true) console.json(report);
    else {
      const { transactions, events, origins, findings } = report;
      for (const { sentence } of findings) console.out(`! ${sentence}`);
      const result = report.ok ? "all checks passed." : `${counted(findings.length, "finding")}.`;
      const extent = [
        counted(transactions, "transaction"),
        counted(events, "event"),
        counted(origins, "chain"),
      ].join(", ");
      console.out(`${extent}: ${result}`);
    }
    return report.ok ? EXIT.fine : EXIT.damaged;
  });
}
