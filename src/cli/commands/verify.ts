/** `till verify`: re-checks everything that the ledger rests on. */

import { checkLedger } from "../../app/attention/checks.ts";
import { cliDayWords } from "../../words/made/cliDay/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { tellChecking } from "../progress-words.ts";
import { sentencesOf } from "../sentences-of.ts";
import { withTill, type JsonOptions } from "../with-till.ts";

const said = sentencesOf(cliDayWords);

export function verify(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    const progress = console.progress(options);
    const report = checkLedger(till, tellChecking(progress));
    progress.end();
    if (options.json === true) console.json(report);
    else {
      const { transactions, events, origins, findings } = report;
      for (const { sentence } of findings) console.out(`! ${sentence}`);
      const counts = { transactions, events, chains: origins };
      const found = findings.length;
      console.out(
        said(({ verify: words }) =>
          words.result({ extent: words.extent(counts), findings: report.ok ? 0 : found }),
        ),
      );
    }
    return report.ok ? EXIT.fine : EXIT.damaged;
  });
}
