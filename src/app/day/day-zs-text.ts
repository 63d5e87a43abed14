/** The closes and Zs of a day, its supplements and what each till sold, as text in a language. */

import { OWN } from "../../domain/events/drawer-events.ts";
import { type DayMoney } from "../../domain/figures/day-money.ts";
import { sumNamed } from "../../domain/figures/day-sums.ts";
import { minor } from "../../domain/money/amounts.ts";
import { localForeign } from "../../domain/tenders/foreign-cash.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { clockText, markTwice, momentText } from "../../domain/text/clock-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type DayOutage } from "../../report/day-outages.ts";
import { type DayClose, type TillFigures } from "../../report/day-zs.ts";
import { type Difference, type ZTrouble } from "../../report/difference.ts";
import { addFigures, readFigures } from "../../report/figures.ts";
import { type Supplement } from "../../report/supplements.ts";
import { exemptSalesText, taxText } from "../../words/exempt-text.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { zReportWords } from "../../words/made/zReport/all.ts";
import { type ZReportWords } from "../../words/made/zReport/words.ts";
import { moneyText, type Speech } from "../speech.ts";
import { tenderText } from "../words/tender-text.ts";
import { type TextRow } from "../words/text-columns.ts";
import { personText } from "./day-drawers-text.ts";
import { type DayReport, type DaySpeech, type ReportView } from "./day-report-parts.ts";

/**
 * Returns the rows of a closed day, before the sums as they are now; the recorded figures only
 * where they differ.
 */
export function closedRows(report: DayReport, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(zReportWords, speech.locale);
  const { closes, zs, missingZs, ended, supplements, recorded } = report.closing;
  const shown = [
    ...closes.flatMap((close) => closeRows(close, report, speech)),
    ...zs.flatMap(({ series, no, till, at, total }) => [
      row(words.z({ z: `${series}-${no}`, till, at: timeText(at, report, speech) }), total, speech),
    ]),
    ...[...Map.groupBy(zs, ({ series }) => series)].flatMap(([series, own]) => {
      const last = own.toSorted((a, b) => a.no - b.no).at(-1);
      return last === undefined ? [] : [row(words.grandTotal({ series }), last.grandTotal, speech)];
    }),
    ...ended.map(({ till, total }) => row(words.ended({ till }), total, speech)),
    ...missingZs.map(
      ({ series, no, total }) =>
        `! ${words.missingZ({ z: `${series}-${no}`, money: moneyText(total, speech) })}`,
    ),
  ];
  if (supplements.length === 0) return shown;
  const sums = readFigures(addFigures(recorded.map(({ figures }) => figures)));
  return [
    ...shown,
    words.recorded,
    ...figureRows(sums, report, speech),
    ...supplementRows(supplements, speech),
    words.now,
  ];
}

function closeRows(
  { till, at, asked, missing, without }: DayClose,
  report: DayReport,
  speech: DaySpeech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(zReportWords, speech.locale);
  const who = asked === null ? "" : personText(asked);
  return [
    `  ${words.closed({ at: timeText(at, report, speech), till, who })}`,
    ...(missing.length === 0 ? [] : [`    ${words.notHeard({ tills: missing.join(", ") })}`]),
    ...without.map((it) => `    ${words.without({ till: it.till, reason: it.reason })}`),
  ];
}

function figureRows(
  { receipts, sales, returned, refunds, rounding, taxes, exempt, tenders }: DayMoney,
  { withholdsCash, tenderNames }: Pick<DayReport, "withholdsCash" | "tenderNames">,
  speech: Speech,
): ReadonlyArray<Exclude<TextRow, string>> {
  const words = wordsIn(zReportWords, speech.locale);
  const names = wordsIn(dayWords, speech.locale);
  return [
    row(words.receipts({ receipts }), sales, speech),
    ...(returned.count === 0 ? [] : [row(words.returned, returned.total, speech)]),
    ...(refunds.count === 0
      ? []
      : [row(words.refunds({ refunds: refunds.count }), refunds.total, speech)]),
    ...(rounding === 0 ? [] : [row(words.rounding, rounding, speech)]),
    ...(exempt === 0 ? [] : [row(exemptSalesText(speech.locale), exempt, speech)]),
    ...taxes.flatMap(({ net, tax, ...of }) => {
      const label = taxText(of, speech.locale);
      const owed = of.exempt === undefined ? [row(names.tax({ tax: label }), tax, speech)] : [];
      return [row(names.net({ tax: label }), net, speech), ...owed];
    }),
    ...tenders
      .filter(({ method }) => method !== "cash" || !withholdsCash)
      .map(({ method, kept }) => {
        const tender = tenderText({ method, name: tenderNames.get(method) }, names);
        return row(names.kept({ tender }), kept, speech);
      }),
  ];
}

/** The most supplements named; more are only counted. */
const SUPPLEMENTS_NAMED_MAX = 20;

function supplementRows(
  supplements: ReadonlyArray<Supplement>,
  speech: Speech,
): ReadonlyArray<TextRow> {
  const words = wordsIn(zReportWords, speech.locale);
  // The tender of a receipt is in the receipt's line already.
  const shown = supplements.filter(({ amount }) => amount !== 0);
  const more = shown.length - SUPPLEMENTS_NAMED_MAX;
  return [
    ...shown.slice(0, SUPPLEMENTS_NAMED_MAX).map((it) => {
      const money = moneyText(it.amount, speech);
      return `  ${words.supplement({ what: whatText(it, speech), till: it.till, z: it.z ?? "", money })}`;
    }),
    ...(more > 0 ? [`  + ${more}`] : []),
  ];
}

function whatText({ kind, number }: Supplement, { locale }: Speech): string {
  const { kinds } = wordsIn(zReportWords, locale);
  if (kind === "receipt/issued" || kind === "refund/issued") return number;
  const called = kinds[kindOf(kind)];
  return number === "" ? called : `${called} ${number}`;
}

function kindOf(kind: string): keyof ZReportWords["kinds"] {
  if (kind === "payment/captured") return "payment";
  if (kind === "payment/corrected") return "correction";
  if (kind === "z/closed") return "later";
  if (kind.startsWith("drawer/")) return "drawer";
  return kind.startsWith("safe/") ? "safe" : "other";
}

/**
 * Returns the sales and payments of each till, where there are several; refunds are where the goods
 * came back.
 */
export function tillRows(report: DayReport, speech: Speech): ReadonlyArray<TextRow> {
  const words = wordsIn(zReportWords, speech.locale);
  const tills = report.closing.now.filter(hasTrade);
  if (tills.length < 2) return [];
  return tills.flatMap(({ till, figures }) => {
    const sums = { ...readFigures(figures), taxes: [] };
    return figureRows(sums, report, speech).map(({ label, amount }) => {
      return { label: words.ofTill({ till, what: label }), amount };
    });
  });
}

export function outageRows(report: DayReport, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(zReportWords, speech.locale);
  return report.outages.map(({ till, from, to, receipts, refunds, voids, noSales }) => {
    const { outageDid } = words;
    const did = [
      ...moneyDone({ receipts, refunds }, speech),
      ...(voids === 0 ? [] : [outageDid.voids({ count: voids })]),
      ...(noSales === 0 ? [] : [outageDid.noSales({ count: noSales })]),
    ].join(", ");
    const times = { from: timeText(from, report, speech), to: timeText(to, report, speech) };
    return `  ${words.outage({ till, did, ...times })}`;
  });
}

/** Returns a row for what stands under this date and was before it, and for what was on it and stands under a later one. */
export function otherDateRows(report: DayReport, speech: DaySpeech): ReadonlyArray<TextRow> {
  const words = wordsIn(zReportWords, speech.locale);
  return report.otherDates.map(({ till, day, date, ...money }) => {
    const did = moneyDone(money, speech).join(", ");
    const said =
      day === report.day
        ? words.ofOtherDate({ till, did, date: localDate(date, speech.locale) })
        : words.underOtherDate({ till, did, date: localDate(day, speech.locale) });
    return `! ${said}`;
  });
}

function moneyDone(
  { receipts, refunds }: Pick<DayOutage, "receipts" | "refunds">,
  speech: DaySpeech,
): ReadonlyArray<string> {
  const { outageDid } = wordsIn(zReportWords, speech.locale);
  return [
    ...(receipts.count === 0
      ? []
      : [`${outageDid.receipts({ count: receipts.count })} ${moneyText(receipts.total, speech)}`]),
    ...(refunds.count === 0
      ? []
      : [`${outageDid.refunds({ count: refunds.count })} ${moneyText(refunds.total, speech)}`]),
  ];
}

function hasTrade({ figures }: TillFigures): boolean {
  return [...figures].some(
    ([name, amount]) =>
      amount !== 0 && (name === "receipts" || name === "refunds" || name.startsWith("tender/")),
  );
}

export function isZTrouble(about: Difference["about"]): about is ZTrouble {
  return about.type.startsWith("z/") || about.type === "day/unexplained";
}

/** Returns the sentence on a Z or a closed day that differs from its events. */
export function zTroubleText(
  about: ZTrouble,
  { expected, found }: Pick<Difference, "expected" | "found">,
  speech: Speech,
): string {
  const words = wordsIn(zReportWords, speech.locale);
  switch (about.type) {
    case "z/missing":
      return words.zMissing({ z: about.z });
    case "z/very-late":
      return words.veryLate({ what: about.number, till: about.till, z: about.z });
    default: {
      const figures = {
        wanted: figureText(about.name, expected, speech),
        found: figureText(about.name, found, speech),
      };
      return about.type === "z/figure"
        ? words.zFigure({ ...about, ...figures })
        : words.unexplained({ ...about, ...figures });
    }
  }
}

/** A sum that no figure has, such as a drawer's balance, is money. */
function figureText(name: string, amount: number, speech: Speech): string {
  const found = sumNamed(name);
  if (found?.unit === "count") return String(amount);
  const currency = String(found?.row["currency"] ?? OWN);
  return found?.unit === "foreign" && currency !== OWN
    ? localForeign(minor(amount), currency, speech.locale)
    : moneyText(amount, speech);
}

function timeText(
  at: DayClose["at"],
  { day }: Pick<ReportView, "day">,
  { locale, offsetAt }: DaySpeech,
): string {
  const { date } = civilTime(at.wallMs, at.offsetMinutes);
  const read = markTwice(at, offsetAt);
  return date === day ? clockText(read) : momentText(read, locale);
}

function row(label: string, amount: number, speech: Speech): Exclude<TextRow, string> {
  return { label, amount: moneyText(amount, speech) };
}
