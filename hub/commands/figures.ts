/** `till hub report taxes`, `tenders` and so on: stored figures of shops, by period. */

import { sheetToCsv } from "../../src/app/catalogue/catalogue-file.ts";
import { moneyText } from "../../src/app/speech.ts";
import { tableLines } from "../../src/app/words/text-columns.ts";
import { type CsvOptions, isCsv } from "../../src/cli/commands/csv-option.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { usageFault } from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { currenciesByCode, formatMoney } from "../../src/domain/money/currency.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import {
  type FiguresReport,
  isReport,
  PERIODS,
  REPORTS,
  type ReportRow,
  type ReportSum,
} from "../figures-report.ts";
import { toldApart } from "../shops-apart.ts";
import { daysOf, reportOf, type ReportOptions } from "./report.ts";

const said = sentencesOf(cliHubWords);

interface FiguresOptions extends ReportOptions, CsvOptions {
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
  const { from, to } = await daysOf(options);
  const isTable = isCsv(options);
  const found = await reportOf<FiguresReport>(options, report, { from, to, by });
  if (options.json === true) console.json({ from, to, by, ...found });
  else if (isTable) await console.write(csvOf(found.rows, REPORTS[report].sums));
  else {
    const rows = toldApart(found.rows);
    if (rows.length === 0) console.out(said(({ report: words }) => words.noFigures));
    else for (const line of linesOf(rows, REPORTS[report].sums, console)) console.out(line);
    for (const { name: shop, day } of toldApart(found.incomplete)) {
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
    const known = isCount(sum) ? undefined : currenciesByCode.get(currency);
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

/** A flat table (RFC 4180) with English columns, amounts with a decimal point. */
function csvOf(rows: ReadonlyArray<ReportRow>, sums: ReadonlyArray<ReportSum>): string {
  return sheetToCsv([
    ["shop", "name", "period", "of", "currency", ...sums],
    ...rows.map(({ shop, name, period, of, currency, sums: own }) => {
      const known = currenciesByCode.get(currency);
      const cells = sums.map((sum) => {
        const amount = own[sum] ?? 0;
        const isAmount = known !== undefined && !isCount(sum);
        return isAmount ? formatMoney(minor(amount), known) : String(amount);
      });
      return [shop, name, period, of, currency, ...cells];
    }),
  ]);
}

function isCount(sum: ReportSum): boolean {
  return sum === "count" || sum === "minutes" || sum === "receipts";
}

const TEXT_COLUMNS = 3;
