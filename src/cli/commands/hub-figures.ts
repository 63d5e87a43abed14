/** `till hub report taxes`, `tenders` and so on: stored figures of shops, by period. */

import { moneyText } from "../../app/speech.ts";
import { tableLines } from "../../app/text-columns.ts";
import { currenciesByCode } from "../../domain/money/currency.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import {
  type FiguresReport,
  isReport,
  PERIODS,
  REPORTS,
  type ReportRow,
  type ReportSum,
} from "../../hub/figures-report.ts";
import { cliHubWords } from "../../words/made/cliHub/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { answerOf } from "./hub-options.ts";
import { daysOf, type ReportOptions } from "./hub-report.ts";

const said = sentencesOf(cliHubWords);

interface FiguresOptions extends ReportOptions {
  readonly by: string;
}

export async function reportFigures(
  report: string,
  options: FiguresOptions,
  console: Console,
): Promise<ExitCode> {
  if (!isReport(report)) {
    const all = Object.keys(REPORTS).join(", ");
    throw usageFault(
      said(({ report: words }) => words.noReport({ name: quoted(report), all: `sales, ${all}` })),
    );
  }
  const by = PERIODS.find((period) => period === options.by);
  if (by === undefined) {
    throw usageFault(said(({ report: words }) => words.noPeriod({ text: quoted(options.by) })));
  }
  const { from, to } = daysOf(options);
  const found = await answerOf<FiguresReport>(
    options,
    `/report/${report}?from=${from}&to=${to}&by=${by}`,
  );
  if (options.json === true) console.json({ from, to, by, ...found });
  else {
    const { rows } = found;
    if (rows.length === 0) console.out(said(({ report: words }) => words.noFigures));
    else for (const line of linesOf(rows, REPORTS[report].sums, console)) console.out(line);
    for (const { name: shop, day } of found.incomplete) {
      console.out(said(({ report: words }) => words.incomplete({ shop, day })));
    }
  }
  return found.incomplete.length === 0 ? EXIT.fine : EXIT.incomplete;
}

function linesOf(
  rows: ReadonlyArray<ReportRow>,
  sums: ReadonlyArray<ReportSum>,
  { locale }: Console,
): ReadonlyArray<string> {
  const { report: words } = wordsIn(cliHubWords, locale());
  const heads = [words.shop, words.period, words.name, ...sums.map((sum) => words[sum])];

  function sumText({ currency, sums: own }: ReportRow, sum: ReportSum): string {
    const amount = own[sum] ?? 0;
    const known = sum === "count" || sum === "minutes" ? undefined : currenciesByCode.get(currency);
    return known === undefined
      ? String(amount)
      : moneyText(amount, { currency: known, locale: locale() });
  }

  return tableLines(
    [
      heads,
      ...rows.map((row) => [row.name, row.period, row.of, ...sums.map((sum) => sumText(row, sum))]),
    ],
    TEXT_COLUMNS,
  );
}

const TEXT_COLUMNS = 3;
