/** `till hub report`: figures over shops. */

import { moneyText } from "../../app/speech.ts";
import { systemClock } from "../../app/system-clock.ts";
import { tableLines } from "../../app/text-columns.ts";
import { type BusinessDay, businessDaySchema } from "../../domain/identity.ts";
import { currenciesByCode } from "../../domain/money/currency.ts";
import { addDays, civilTime } from "../../domain/text/civil-time.ts";
import { readDay } from "../../domain/text/day-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type NoGroup } from "../../hub/hub-server.ts";
import { type Days, type ShopSales } from "../../hub/sales-report.ts";
import { cliGroupsWords } from "../../words/made/cliGroups/all.ts";
import { cliHubWords } from "../../words/made/cliHub/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { notFoundFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { sentencesOf } from "../sentences-of.ts";
import { answerOf, type DatabaseOptions } from "./hub-options.ts";

const said = sentencesOf(cliHubWords);

export interface ReportOptions extends DatabaseOptions {
  readonly day: string;
  readonly to?: string;
  readonly group?: string;
}

export async function reportSales(options: ReportOptions, console: Console): Promise<ExitCode> {
  const { from, to } = daysOf(options);
  const shops = await reportOf<ReadonlyArray<ShopSales>>(options, "sales", { from, to });
  if (options.json === true) {
    console.json({ from, to, shops });
    return EXIT.fine;
  }
  if (shops.length === 0) console.out(said(({ report: words }) => words.nothing));
  else for (const line of linesOf(shops, console)) console.out(line);
  return EXIT.fine;
}

/** Asks the office for a report. Throws where no shop is in the group. */
export async function reportOf<Report>(
  options: DatabaseOptions & Pick<ReportOptions, "group">,
  report: string,
  asked: Readonly<Record<string, string>>,
): Promise<Report> {
  const { group } = options;
  const query = new URLSearchParams({ ...asked, ...(group === undefined ? {} : { group }) });
  const answer = await answerOf<Report | NoGroup>(options, `/report/${report}?${query.toString()}`);
  if (group !== undefined && isNoGroup(answer)) {
    const name = quoted(group);
    throw notFoundFault(sentencesOf(cliGroupsWords)((words) => words.noGroup({ name })));
  }
  return answer as Report;
}

function isNoGroup(answer: unknown): answer is NoGroup {
  return typeof answer === "object" && answer !== null && "type" in answer;
}

export function daysOf({ day, to: last }: ReportOptions): Days {
  const from = dayOf(day);
  const to = last === undefined ? from : dayOf(last);
  if (to < from) throw usageFault(said(({ report: words }) => words.backwards));
  return { from, to };
}

function linesOf(shops: ReadonlyArray<ShopSales>, { locale }: Console): ReadonlyArray<string> {
  const { report: words } = wordsIn(cliHubWords, locale());
  const heads = [words.shop, words.receipts, words.sales, words.refunded];
  return tableLines([heads, ...shops.map((shop) => rowOf(shop, locale()))], 1);
}

function rowOf(
  { name, currency, receipts, sales, returned, refunded }: ShopSales,
  locale: ReturnType<Console["locale"]>,
): ReadonlyArray<string> {
  const known = currenciesByCode.get(currency);
  function text(amount: number): string {
    return known === undefined ? `${amount}` : moneyText(amount, { currency: known, locale });
  }
  return [name, String(receipts), text(sales + returned), text(refunded)];
}

/** The office has no business day of its own: today is that of its clock. */
function dayOf(text: string): BusinessDay {
  const { date } = civilTime(systemClock.nowMs(), 0);
  const today = businessDaySchema.parse(date);
  if (text === "today") return today;
  if (text === "yesterday") return addDays(today, -1);
  const day = readDay(text, today);
  if (day !== undefined) return day;
  throw usageFault(said(({ report: words }) => words.noDay({ text: quoted(text) })));
}
