/** `till hub report`: figures over shops. */

import { moneyText } from "../../src/app/speech.ts";
import { tableLines } from "../../src/app/words/text-columns.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { notFoundFault, usageFault } from "../../src/cli/fault.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { type BusinessDay, businessDaySchema } from "../../src/domain/identity.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { readDay } from "../../src/domain/text/day-text.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { cliGroupsWords } from "../../src/words/made/cliGroups/all.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { type NoGroup } from "../hub-server.ts";
import { type Days, type ShopSales } from "../sales-report.ts";
import { toldApart } from "../shops-apart.ts";
import { answerOf, type DatabaseOptions } from "./options.ts";

const said = sentencesOf(cliHubWords);

const SOME_DAY = businessDaySchema.parse("2000-01-01");

export interface ReportOptions extends DatabaseOptions {
  readonly day: string;
  readonly to?: string;
  readonly group?: string;
}

export async function reportSales(options: ReportOptions, console: Console): Promise<ExitCode> {
  const { from, to } = await daysOf(options);
  const shops = await reportOf<ReadonlyArray<ShopSales>>(options, "sales", { from, to });
  if (options.json === true) {
    console.json({ from, to, shops });
    return EXIT.fine;
  }
  if (shops.length === 0) console.out(said(({ report: words }) => words.nothing));
  else for (const line of linesOf(toldApart(shops), console)) console.out(line);
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

/** The office has no business day of its own: today is that of its shops. */
export async function daysOf(options: ReportOptions): Promise<Days> {
  const { day, to: last = day } = options;
  const typed = [day, last];
  // What is no day on any day is said before anybody is asked.
  for (const text of typed) dayOf(text, SOME_DAY);
  const isDated = typed.every((text) => businessDaySchema.safeParse(text).success);
  const today = isDated ? SOME_DAY : await answerOf<BusinessDay>(options, "/today");
  const [from, to] = [dayOf(day, today), dayOf(last, today)];
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

function dayOf(text: string, today: BusinessDay): BusinessDay {
  if (text === "today") return today;
  if (text === "yesterday") return addDays(today, -1);
  const day = readDay(text, today);
  if (day !== undefined) return day;
  throw usageFault(said(({ report: words }) => words.noDay({ text: quoted(text) })));
}
