/** The drawers of a day and the safe as text, in a language. */

import { type MinorUnits } from "../../domain/money/amounts.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { hasDate } from "../../domain/text/civil-time.ts";
import { clockText, markTwice, momentText } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import {
  type DayDrawer,
  type DrawerClose,
  type DrawerCount,
  type DrawerMoney,
  isUncounted,
  type ReportMoment,
} from "../../report/day-drawers.ts";
import { type Difference, type DrawerTrouble } from "../../report/difference.ts";
import { type Person } from "../../report/report-names.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { drawerNamesWords } from "../../words/made/drawerNames/all.ts";
import { drawerReportWords } from "../../words/made/drawerReport/all.ts";
import { moneyText, type Speech } from "../speech.ts";
import { tenderText } from "../words/tender-text.ts";
import { type TextRow } from "../words/text-columns.ts";
import { type DayReport, type DaySpeech, type ReportView } from "./day-report-parts.ts";

export function drawerRows(report: DayReport, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerReportWords, speech.locale);
  const { outside, drawers, withholdsCash } = report;
  return [
    ...drawers.flatMap((drawer) => rowsOf(drawer, report, speech)),
    ...(outside.count === 0 || withholdsCash
      ? []
      : [
          `  ${words.outside({ payments: outside.count, who: outside.by.map(personText).join(", "), money: moneyText(outside.amount, speech) })}`,
        ]),
    ...safeRows(report, speech),
    ...(withholdsCash ? [words.withheld] : []),
  ];
}

function rowsOf(drawer: DayDrawer, report: ReportView, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerReportWords, speech.locale);
  const { day, withholdsCash } = report;
  const { opened, float, fromSafe, expected, counts, close, lies } = drawer;
  const isHidden = withholdsCash && isUncounted(drawer, day);
  const name = drawerText(drawer, speech);
  return [
    `  ${words.opened({ drawer: name, at: reportTime(opened.at, report, speech), who: personText(opened.by) })}`,
    ...moneyRows(words.float, float, speech),
    ...(fromSafe === 0 ? [] : [inner(words.fromSafe, fromSafe, speech)]),
    ...(close !== null || isHidden ? [] : moneyRows(words.expected, expected, speech)),
    ...counts.flatMap((count) => countRows(count, report, speech)),
    ...(isHidden ? [] : sinceRows(drawer, speech)),
    ...(close === null ? [] : closeRows(close, speech)),
    ...(close === null && !isHidden && counts.length > 0
      ? moneyRows(words.lies, lies, speech)
      : []),
  ];
}

function countRows(
  { at, by, counted, expected, difference, others }: DrawerCount,
  report: ReportView,
  speech: DaySpeech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerReportWords, speech.locale);
  const tenders = wordsIn(dayWords, speech.locale);
  return [
    inner(
      words.counted({ at: reportTime(at, report, speech), who: personText(by) }),
      counted.own,
      speech,
    ),
    inner(words.expected, expected.own, speech),
    ...(difference === 0 ? [] : [inner(words.difference, difference, speech)]),
    ...counted.foreign.map(({ currency, amount }) => {
      const wanted = expected.foreign.find((it) => it.currency === currency)?.amount ?? 0;
      const said = [amount, wanted].map((sum) => foreignText(sum, currency, speech));
      const after = ` ${words.of({ expected: said[1] ?? "" })}`;
      return inForeign(`  ${words.countedIn({ currency })}`, said[0] ?? "", after);
    }),
    ...others
      .filter((it) => it.counted !== 0)
      .map((it): TextRow => {
        const name = report.tenderNames.get(it.method);
        const label = `  ${words.slips({ tender: tenderText({ method: it.method, name }, tenders) })}`;
        const after = ` ${words.of({ expected: moneyText(it.expected, speech) })}`;
        return { label, amount: moneyText(it.counted, speech), after };
      }),
  ];
}

/** Sums of which more are named one by one are told as one. */
const LATE_NAMED_MAX = 6;

function sinceRows({ since, late }: DayDrawer, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerReportWords, speech.locale);
  return [
    ...(since === 0 ? [] : [inner(words.since, since, speech)]),
    ...late.slice(0, LATE_NAMED_MAX).map(({ number, at, own }) => {
      const time = at === null ? "" : clockText(markTwice(at, speech.offsetAt));
      return `    ${words.late({ number, at: time, money: moneyText(own, speech) })}`;
    }),
    ...(late.length > LATE_NAMED_MAX ? [`    + ${late.length - LATE_NAMED_MAX}`] : []),
  ];
}

function closeRows(close: DrawerClose, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerReportWords, speech.locale);
  const { difference, by, approved, reason, leaves, toSafe } = close;
  const because = words.because({
    who: personText(by),
    approved: approved === null ? "" : personText(approved),
    reason,
  });
  return [
    ...(difference === 0 ? [] : [`    ${because}`]),
    ...moneyRows(words.leaves, leaves, speech),
    ...(toSafe === 0 ? [] : [inner(words.toSafe, toSafe, speech)]),
  ];
}

function safeRows({ safe }: DayReport, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(drawerReportWords, speech.locale);
  const { moves, lies } = safe;
  const isUsed = moves.length > 0 || lies.own !== 0 || lies.foreign.length > 0;
  return [
    ...moves.map(({ what, currency, amount, by, approved, reason }) => {
      const who = words.because({
        who: personText(by),
        approved: approved === null ? "" : personText(approved),
        reason,
      });
      const sum =
        currency === null ? moneyText(amount, speech) : foreignText(amount, currency, speech);
      return `  ${words.safeMoves[what]}: ${sum}, ${who}`;
    }),
    ...(isUsed ? [row(words.safe, lies.own, speech)] : []),
    ...lies.foreign.map(({ currency, amount }) =>
      inForeign(
        words.inCurrency({ label: words.safe, currency }),
        foreignText(amount, currency, speech),
      ),
    ),
  ];
}

function moneyRows(
  label: string,
  { own, foreign }: DrawerMoney,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const { inCurrency } = wordsIn(drawerReportWords, speech.locale);
  return [
    inner(label, own, speech),
    ...foreign
      .filter(({ amount }) => amount !== 0)
      .map(({ currency, amount }) =>
        inForeign(`  ${inCurrency({ label, currency })}`, foreignText(amount, currency, speech)),
      ),
  ];
}

function foreignText(amount: MinorUnits | number, currency: string, { locale }: Speech): string {
  return localForeign(amount as MinorUnits, currency, locale);
}

function inForeign(label: string, amount: string, after = ""): TextRow {
  return { label, amount, after };
}

/** Returns the sentence on a drawer that somebody has to look after, without the words of the check. */
export function drawerTroubleText(
  about: DrawerTrouble & { readonly drawer: DayDrawer },
  { expected, found }: Pick<Difference, "expected" | "found">,
  { day, withholdsCash, ...speech }: DaySpeech & ReportView,
): string {
  const words = wordsIn(drawerReportWords, speech.locale);
  const { drawer, type } = about;
  const name = drawerText(drawer, speech);
  const [wanted, seen] = [moneyText(expected, speech), moneyText(found, speech)];
  switch (type) {
    case "drawer/uncounted": {
      const since = reportTime(drawer.opened.at, { day }, speech);
      return words.uncounted({ drawer: name, since, expected: withholdsCash ? undefined : wanted });
    }
    case "drawer/float":
      return words.floatOff({ drawer: name, left: wanted, found: seen });
    case "drawer/foreign":
      return words.foreignOff({
        drawer: name,
        expected: foreignText(expected, about.currency, speech),
        found: foreignText(found, about.currency, speech),
      });
    default:
      return wordsIn(drawerNamesWords, speech.locale).needs[type]({
        drawer: name,
        money: moneyText(about.amount, speech),
      });
  }
}

export function drawerText(
  { till, no, pouch }: Pick<DayDrawer, "till" | "no" | "pouch">,
  { locale }: Pick<Speech, "locale">,
): string {
  const names = wordsIn(drawerNamesWords, locale);
  if (pouch !== null) return names.pouch({ person: personText(pouch) });
  return no === null || no === 1 ? names.drawer({ till }) : names.drawerNo({ till, no });
}

export function personText({ staff, name }: Person): string {
  return name === "" ? staff : name;
}

/** Returns the time, with the date where it was not on the report's calendar day. */
function reportTime(
  { day: on, ...at }: ReportMoment,
  { day }: Pick<ReportView, "day">,
  { locale, offsetAt }: Pick<DaySpeech, "locale" | "offsetAt">,
): string {
  const read = markTwice(at, offsetAt);
  return on === day && hasDate(at.wallMs) ? clockText(read) : momentText(read, locale);
}

function row(label: string, amount: number, speech: Speech): TextRow {
  return { label, amount: moneyText(amount, speech) };
}

function inner(label: string, amount: number, speech: Speech): TextRow {
  return row(`  ${label}`, amount, speech);
}
