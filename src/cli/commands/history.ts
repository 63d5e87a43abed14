/** `till history`: who did what, when and at which till. */

import { tillsNotHeard } from "../../app/day/what-is-open.ts";
import { findSubject, type HistoryOf } from "../../app/history/history-subject.ts";
import { historyToText } from "../../app/history/history-text.ts";
import {
  type HistoryDays,
  type HistoryFilter,
  type HistoryLine,
  readHistory,
} from "../../app/history/history.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { speechOf } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { readTimeOfDay } from "../../domain/commands/people/clock-staff.ts";
import { minor } from "../../domain/money/amounts.ts";
import { parseMoney } from "../../domain/money/currency.ts";
import { timeOfDayText } from "../../domain/text/clock-text.ts";
import { localMoney } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { historyWords } from "../../words/made/history/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, type StaffOptions, whoIsThere, withTill } from "../with-till.ts";
import { rangeOf, requireReports } from "./report.ts";

export type { HistoryOf } from "../../app/history/history-subject.ts";

const said = sentencesOf(historyWords);

export interface HistoryOptions extends JsonOptions, StaffOptions {
  /** Missing for all days. */
  readonly day?: string;
  readonly to?: string;
  readonly since?: string;
  readonly until?: string;
  readonly sum?: string;
  readonly word?: string;
}

/** `words`: what it is of, and what names it. */
export function tellHistory(
  words: HistoryOf | readonly [of: HistoryOf, text: string],
  options: HistoryOptions,
  console: Console,
): Promise<ExitCode> {
  const [of, text = ""] = typeof words === "string" ? [words] : words;
  return withTill({ ...options, onlyLooks: true }, console, async ({ till, clock, printing }) => {
    const holder = await printing.askHolder();
    const actor = await whoIsThere(till, options, console);
    requireReports(till, actor);
    const days = daysOf(till, options);
    const found = findSubject(till, { of, text, day: days?.from });
    if (!found.ok) throw refusalFault(found.fault, till);
    const { name, subject } = found.value;
    const speech = { ...speechOf(till, actor), locale: console.locale() };
    const filter = filterOf(till, options);
    const lines = readHistory(till, { subject, days, filter, speech });
    const view = holder.type === "answered" ? holder.mesh : undefined;
    const lastDay = days?.to ?? till.days().now;
    const unheard = tillsNotHeard({ till, clock, view }, lastDay).map(({ code }) => code);
    if (options.json === true) {
      console.json({
        of,
        name,
        currency: till.currency.code,
        from: days?.from ?? null,
        to: days?.to ?? null,
        unheard,
        lines: lines.map((line) => toJson(till, line)),
      });
    } else {
      const {
        head,
        nothing,
        nothingFound,
        unheard: notHeard,
      } = wordsIn(historyWords, speech.locale);
      console.out(head({ what: of, name }));
      for (const row of historyToText(till, lines, speech)) console.out(row);
      const isFiltered = days !== undefined || Object.keys(filter).length > 0;
      if (lines.length === 0) console.say(isFiltered ? nothingFound : nothing);
      if (unheard.length > 0) console.say(notHeard({ tills: unheard.join(", ") }));
    }
    return unheard.length > 0 ? EXIT.incomplete : EXIT.fine;
  });
}

/** A last day alone is the end of all that was before. */
function daysOf(till: Till, { day, to }: HistoryOptions): HistoryDays | undefined {
  if (day === undefined && to === undefined) return undefined;
  const first = day ?? till.founding.firstDay;
  return rangeOf(till, to === undefined ? { day: first } : { day: first, to });
}

function filterOf(till: Till, options: HistoryOptions): HistoryFilter {
  const { sum, word } = options;
  const [since, until] = [timeOf(options, "since"), timeOf(options, "until")];
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(sum === undefined ? {} : { sum: sumOf(till, sum) }),
    ...(word === undefined ? {} : { word }),
  };
}

function timeOf(options: HistoryOptions, name: "since" | "until"): string | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const minutes = readTimeOfDay(text);
  if (minutes === undefined) {
    const facts = { option: `--${name}`, text: quoted(text) };
    throw usageFault(said(({ noTime }) => noTime(facts)));
  }
  return timeOfDayText(minutes);
}

function sumOf({ currency }: Till, text: string): number {
  const sum = parseMoney(text.replace(/^-/u, ""), currency);
  if (sum.ok) return sum.value;
  const example = localMoney(minor(EXAMPLE_SUM), currency, "en");
  throw usageFault(said(({ noSum }) => noSum({ text: quoted(text), example })));
}

const EXAMPLE_SUM = 1250;

function toJson(till: Till, line: HistoryLine) {
  const { time: _, at, transaction: __, ...rest } = line;
  const who = line.by === "" ? "" : till.staffName(line.by);
  return { at: wallToText(at), ...rest, name: who };
}
