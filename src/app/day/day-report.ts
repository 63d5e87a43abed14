/** The nightly report of a day, with the chain that it rests on, and as JSON. */

import { type BusinessDay, deviceOf, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Currency } from "../../domain/money/currency.ts";
import { readSetting } from "../../domain/settings.ts";
import { verifyDay } from "../../ledger/verify-day.ts";
import { type VerifyOptions } from "../../ledger/verify.ts";
import { compTotals } from "../../report/comps.ts";
import { actsOfDay } from "../../report/day-acts.ts";
import {
  type OrderAttention,
  type OrderSettled,
  settledDrawers,
} from "../../report/day-attention.ts";
import { drawersOfDay, isUncounted } from "../../report/day-drawers.ts";
import { coversOfDay, goodsOfDay } from "../../report/day-goods.ts";
import { type DayReport } from "../../report/day-report.ts";
import { outsideDrawers, safeOfDay } from "../../report/day-safe.ts";
import { serversOfDay } from "../../report/day-servers.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { closingDifferences, zsOfDay } from "../../report/day-zs.ts";
import { type Difference } from "../../report/difference.ts";
import { drawerDifferences } from "../../report/drawer-differences.ts";
import { reconcileDay } from "../../report/reconcile.ts";
import { approverOf, personOf, type ReportNames } from "../../report/report-names.ts";
import { listAttention, type SettledAttention } from "../attention/attention.ts";
import { listQuestions } from "../attention/questions.ts";
import { pricedApartOn } from "../catalogue/priced-apart.ts";
import { doubtsToJson, taxToJson, wallToText } from "../orders/order-json.ts";
import { seriesTillName } from "../till-name.ts";
import { type Till } from "../till.ts";
import { dayWordsIn } from "../words/day-words-in.ts";
import { drawersToJson } from "./day-drawers-json.ts";
import { dayEvents } from "./day-events.ts";
import { outagesOfDay } from "./day-outages.ts";
import { englishSubject, numberText } from "./day-report-text.ts";
import { dayTillToJson } from "./day-tills-json.ts";
import { zsToJson } from "./day-zs-json.ts";
import { zDifferences } from "./z-check.ts";

export interface ReportOptions extends Pick<VerifyOptions, "onProgress"> {
  /**
   * False where whoever looks may not see what drawers should hold: then no cash is added up while one is
   * open and not counted. The nightly run may, and so may a person with the right to see reports.
   */
  readonly seesCash?: boolean;
}

/** It rests on the chains of its day alone, and reads receipts and payments themselves. */
export function dayReport(till: Till, day: BusinessDay, options: ReportOptions = {}): DayReport {
  const { seesCash = true, ...progress } = options;
  return reportOn(till, day, { chain: chainDifferences(till, day, progress), seesCash });
}

export function dayReports(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  options: Pick<ReportOptions, "seesCash"> = {},
): ReadonlyArray<DayReport> {
  return days.map((day) => dayReport(till, day, options));
}

function chainDifferences(
  { ledger }: Till,
  day: BusinessDay,
  progress: Pick<VerifyOptions, "onProgress">,
): ReadonlyArray<Difference> {
  const findings = verifyDay(ledger, day, progress);
  return findings.map(({ sentence }) => ({
    check: "chain",
    about: { type: "chain", sentence },
    expected: 0,
    found: 1,
  }));
}

function reportOn(
  till: Till,
  day: BusinessDay,
  { chain, seesCash }: { readonly chain: ReadonlyArray<Difference>; readonly seesCash: boolean },
): DayReport {
  const questioned = listQuestions(till).flatMap(({ receipts }) => receipts);
  const names = namesOf(till);
  const {
    zDifferences: zs,
    ofDrawers,
    ...report
  } = till.ledger.read((view) => ({
    ...reconcileDay(view, day, questioned),
    ...nightOf(till, view, { day, names }),
    servers: serversOfDay(view, day),
    zDifferences: zDifferences(till.ledger, view, day),
    ofDrawers: settledDrawers(view, day, names),
    pricedApart: pricedApartOn(till, view, day),
  }));
  const settled = listAttention(till)
    .filter(({ days }) => days.has(day))
    .map(settledDifference);
  const tips = report.tips.map((tip) => ({ ...tip, name: till.staffName(tip.staff) }));
  const soldOn = report.soldOn.map((it) => ({ ...it, name: till.staffName(it.staff) }));
  return {
    ...report,
    tips,
    servers: report.servers.map((it) => ({ ...it, name: till.staffName(it.staff) })),
    soldOn,
    corrections: report.corrections.map((it) => withNames(till, it)),
    otherwise: report.otherwise.map((it) => withNames(till, it)),
    attention: report.attention.map((fact) => ({ ...fact, papers: papersNamed(till, fact) })),
    settled: [...report.settled.map((it) => withNames(till, it)), ...ofDrawers],
    withholdsCash: !seesCash && report.drawers.some((drawer) => isUncounted(drawer, day)),
    differences: [
      ...report.differences,
      ...drawerDifferences(report.drawers, day),
      ...closingDifferences(report.closing),
      ...zs,
      ...settled,
      ...chain,
    ],
  };
}

function nightOf(
  { ledger }: Till,
  view: LedgerView,
  { day, names }: { readonly day: BusinessDay; readonly names: ReportNames },
): Pick<
  DayReport,
  "drawers" | "safe" | "outside" | "closing" | "goods" | "covers" | "acts" | "comps" | "outages"
> {
  const devices = [...ledger.admission().keys()];
  const events = dayEvents(ledger, day, view.state("day", day).closes.length > 0);
  const acts = actsOfDay(view, events, names);
  return {
    drawers: drawersOfDay(view, day, { ...names, devices }),
    safe: safeOfDay(view, day, names),
    outside: outsideDrawers(view, events, names),
    closing: zsOfDay(view, { day, events }, names),
    goods: goodsOfDay(view, day),
    covers: coversOfDay(view, day),
    acts,
    comps: compTotals(acts, readSetting(view, "comp-budget")),
    outages: outagesOfDay(ledger, day, names),
  };
}

function namesOf({ ledger, staffName }: Till): ReportNames {
  const devices = ledger.admission();
  return {
    staffName,
    tillName: (of) => devices.get(deviceOf(of as Origin))?.name ?? of.slice(0, SHOWN),
  };
}

/** Of a device that nobody has heard of. */
const SHOWN = 8;

function papersNamed(till: Till, { papers }: OrderAttention): OrderAttention["papers"] {
  return papers.map(({ number, till: series }) => {
    return { number, till: seriesTillName(till.ledger.admission(), series) };
  });
}

function withNames<Done extends Pick<OrderSettled, "by" | "approved">>(
  till: Till,
  done: Done,
): Done {
  const { by, approved } = done;
  return { ...done, by: personOf(till, by.staff), approved: approverOf(till, approved?.staff) };
}

function settledDifference({
  item: { type },
  till,
  numbersTwice,
  sentence,
}: SettledAttention): Difference {
  const settled = { type, till, numbersTwice, sentence };
  return { check: "settled", about: { type: "settled", settled }, expected: 0, found: 1 };
}

/** Whether nothing of the day can be missing here. */
export function isComplete(report: DayReport, tills: ReadonlyArray<DayTill>): boolean {
  const { unread, incomplete, closing } = report;
  const lacks = unread.length + incomplete.length + closing.missingZs.length;
  return lacks === 0 && tills.every(({ isWhole }) => isWhole);
}

export function dayReportToJson(
  report: DayReport,
  currency: Currency,
  tills: ReadonlyArray<DayTill>,
): Readonly<Record<string, unknown>> {
  const complete = isComplete(report, tills);
  const words = dayWordsIn("en");
  return {
    currency: currency.code,
    day: report.day,
    complete,
    tiesOut: complete && report.differences.length === 0,
    sales: { receipts: report.receipts, total: report.sales, rounding: report.rounding },
    returned: report.returned,
    refunds: report.refunds,
    exempt: report.exempt,
    taxes: report.taxes.map(taxToJson),
    ...moneyToJson(report),
    ...drawersToJson(report),
    ...zsToJson(report),
    goods: report.goods,
    covers: report.covers,
    servers: report.servers,
    outages: report.outages.map(({ from, to, ...outage }) => ({
      ...outage,
      from: wallToText(from),
      to: wallToText(to),
    })),
    acts: report.acts.map(({ at, ...act }) => ({ ...act, day: at.day, at: wallToText(at) })),
    comps: report.comps.map(({ by, ...it }) => ({ staff: by.staff, name: by.name, ...it })),
    soldOn: report.soldOn,
    corrections: report.corrections,
    otherwise: report.otherwise,
    series: report.series,
    inQuestion: report.inQuestion,
    deposits: report.deposits,
    pricedApart: report.pricedApart,
    openOrders: report.openOrders,
    incomplete: report.incomplete.map((number) => numberText(number, words)),
    doubted: report.doubted.map(({ number, doubts }) => ({ number, ...doubtsToJson(doubts) })),
    unread: report.unread.map(({ id, kind, v }) => ({ id, kind, v })),
    attention: report.attention.map(({ order, type, amount, papers }) => ({
      order: numberText(order, words),
      type,
      amount,
      papers,
    })),
    settled: report.settled.map(({ order, drawer, type, amount, by, approved, day, at, why }) => ({
      order: drawer === undefined ? numberText(order, words) : null,
      drawer: drawer ?? null,
      type,
      amount,
      by,
      approved,
      day,
      at: wallToText(at),
      why,
    })),
    differences: report.differences.map((difference) =>
      differenceToJson(difference, report, currency),
    ),
    tills: tills.map(dayTillToJson),
  };
}

/** What would tell whoever counts a drawer what to count is null. */
function moneyToJson({
  tenders,
  foreign,
  ownCash,
  tips,
  withholdsCash,
}: DayReport): Readonly<Record<string, unknown>> {
  if (!withholdsCash) return { tenders, foreign, ownCash, tips };
  return {
    tenders: tenders.map((tender) =>
      tender.method === "cash"
        ? {
            ...tender,
            amount: null,
            rounding: null,
            refunded: null,
            corrected: null,
            tips: null,
            kept: null,
          }
        : tender,
    ),
    foreign: null,
    ownCash: null,
    tips: tips.map((tip) => (tip.method === "cash" ? { ...tip, amount: null } : tip)),
  };
}

function differenceToJson(
  difference: Difference,
  report: DayReport,
  currency: Currency,
): Readonly<Record<string, unknown>> {
  const { check, about, expected, found } = difference;
  const isHidden = about.type === "drawer/uncounted" && report.withholdsCash;
  return {
    check,
    what: englishSubject(difference, { ...report, currency }),
    expected: isHidden ? null : expected,
    found: about.type === "drawer/uncounted" ? null : found,
  };
}
