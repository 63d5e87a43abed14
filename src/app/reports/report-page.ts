/** What stands around the table of a report, wherever it is shown, in the reader's language. */

import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type LateSales } from "../../report/sales/late-sales.ts";
import { COLUMNS, type ReportTable } from "../../report/sales/report-table.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { moneyText, type Speech } from "../speech.ts";
import { earlierRange, type ReportAsked } from "./reports.ts";

export interface ReportPage {
  readonly shop: string;
  readonly title: string;
  /** The days, and in which currency amounts are, where there are any. */
  readonly range: string;
  /** Sentences below the table. */
  readonly notes: ReadonlyArray<string>;
}

/** `missing`: the letters of the tills of which not all was heard. */
export function reportPage(
  shop: string,
  asked: ReportAsked,
  { table, missing }: { readonly table: ReportTable; readonly missing: ReadonlyArray<string> },
): ReportPage {
  const { report, from, to, speech, filter, withholdsCash } = asked;
  const words = wordsIn(reportsWords, speech.locale);
  const days = rangeText(asked, asked);
  const range = from === to ? days.from : words.range(days);
  const hasMoney = table.columns.some((column) => COLUMNS[column] === "money");
  const earlier = earlierRange(asked);
  return {
    shop,
    title: words.titles[report],
    range: hasMoney ? words.amountsIn({ range, currency: speech.currency.code }) : range,
    notes: [
      ...(table.rows.length === 0 ? [words.nothing(days)] : []),
      ...(report === "tenders" && withholdsCash ? [words.withheld] : []),
      ...(filter.item === undefined ? [] : [words.goodsAlone]),
      ...(earlier === undefined ? [] : [words.beside(rangeText(earlier, asked))]),
      ...(table.late === undefined ? [] : [words.late({ days: lateText(table.late, speech) })]),
      ...(missing.length === 0 ? [] : [words.notHeard({ tills: missing.join(", ") })]),
    ],
  };
}

/** The days that are named; of more it is only said that there are. */
const LATE_NAMED_MAX = 6;

function lateText(late: ReadonlyArray<LateSales>, speech: Speech): string {
  const named = late
    .slice(0, LATE_NAMED_MAX)
    .map(({ day, amount }) => `${localDate(day, speech.locale)} ${moneyText(amount, speech)}`);
  return [...named, ...(late.length > LATE_NAMED_MAX ? ["…"] : [])].join(", ");
}

function rangeText(
  { from, to }: Pick<ReportAsked, "from" | "to">,
  { speech: { locale } }: ReportAsked,
): { readonly from: string; readonly to: string } {
  return { from: localDate(from, locale), to: localDate(to, locale) };
}
