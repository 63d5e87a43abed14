/** The nightly report of a day as JSON. Null is what whoever looks may not see before the count. */

import { wordsIn } from "../../domain/text/words-in.ts";
import {
  isUncounted,
  type DayDrawer,
  type DrawerClose,
  type DrawerCount,
  type DrawerMoney,
} from "../../report/day-drawers.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { type TillFigures } from "../../report/day-zs.ts";
import { type Difference } from "../../report/difference.ts";
import { readFigures } from "../../report/figures.ts";
import { type Supplement } from "../../report/supplements.ts";
import { dayWords } from "../../words/made/day/all.ts";
import { doubtsToJson, taxToJson, wallToText } from "../orders/order-json.ts";
import { type DayReport, type ReportingTill } from "./day-report-parts.ts";
import { englishSubject, numberText } from "./day-report-text.ts";
import { isComplete, tiesOut } from "./day-report.ts";
import { terminalJson } from "./day-terminals-text.ts";
import { dayTillToJson } from "./day-tills-json.ts";
import { figureJson } from "./figure-rows.ts";

export function dayReportToJson(
  report: DayReport,
  till: ReportingTill,
  tills: ReadonlyArray<DayTill>,
): Readonly<Record<string, unknown>> {
  const complete = isComplete(report, tills);
  const words = wordsIn(dayWords, "en");
  return {
    currency: till.currency.code,
    day: report.day,
    complete,
    tiesOut: tiesOut(report, tills),
    sales: { receipts: report.receipts, total: report.sales, rounding: report.rounding },
    returned: report.returned,
    refunds: report.refunds,
    exempt: report.exempt,
    taxes: report.taxes.map(taxToJson),
    ...moneyToJson(report),
    ...drawersToJson(report),
    ...zsToJson(report),
    goods: report.goods,
    ...figureJson(report, "goods"),
    servers: report.servers,
    terminals: report.terminals.map(terminalJson),
    outages: report.outages.map(({ from, to, ...outage }) => ({
      ...outage,
      from: wallToText(from),
      to: wallToText(to),
    })),
    otherDates: report.otherDates,
    acts: report.acts.map(({ at, ...act }) => ({ ...act, day: at.day, at: wallToText(at) })),
    cardsAtRisk: report.atRisk,
    openTabs: report.openTabs,
    comps: report.comps.map(({ by, ...it }) => ({ staff: by.staff, name: by.name, ...it })),
    compTaxes: report.compTaxes,
    ...figureJson(report, "acts"),
    corrections: report.corrections,
    ...(report.reassigned.length === 0 ? {} : { reassigned: report.reassigned }),
    otherwise: report.otherwise,
    series: report.series,
    inQuestion: report.inQuestion,
    deposits: report.deposits,
    openOrders: report.openOrders,
    incomplete: report.incomplete.map((number) => numberText(number, words)),
    doubted: report.doubted.map(({ number, doubts }) => ({ number, ...doubtsToJson(doubts) })),
    unread: report.unread.map(({ id, kind, v }) => ({ id, kind, v })),
    attention: report.attention.map(({ order, type, amount, turnover, papers }) => ({
      order: numberText(order, words),
      type,
      amount,
      turnover,
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
    differences: report.differences.map((difference) => differenceToJson(difference, report, till)),
    tills: tills.map(dayTillToJson),
  };
}

/** Returns the money as JSON; figures that would tell a person what to count in a drawer are null. */
function moneyToJson(report: DayReport): Readonly<Record<string, unknown>> {
  const { tenders, ownCash, withholdsCash } = report;
  const hidden = {
    amount: null,
    rounding: null,
    refunded: null,
    corrected: null,
    tips: null,
    kept: null,
  };
  return {
    tenders: withholdsCash
      ? tenders.map((tender) => (tender.method === "cash" ? { ...tender, ...hidden } : tender))
      : tenders,
    ...figureJson(report, "foreign"),
    ownCash: withholdsCash ? null : ownCash,
    ...figureJson(report, "money"),
  };
}

function differenceToJson(
  difference: Difference,
  report: DayReport,
  till: ReportingTill,
): Readonly<Record<string, unknown>> {
  const { check, about, expected, found } = difference;
  const isHidden = about.type === "drawer/uncounted" && report.withholdsCash;
  return {
    check,
    what: englishSubject(difference, report, till),
    expected: isHidden ? null : expected,
    found: about.type === "drawer/uncounted" ? null : found,
  };
}

type Json = Readonly<Record<string, unknown>>;

/** The closes and Zs of a day, its supplements and what each till sold, for scripts. */
function zsToJson({
  closing: { closes, zs, missingZs, ended, recorded, supplements, now },
  withholdsCash,
}: Pick<DayReport, "closing" | "withholdsCash">): Json {
  return {
    closes: closes.map(({ at, ...close }) => ({ ...close, at: wallToText(at) })),
    zs: zs.map(({ id, at, isNamed, ...z }) => ({
      ...z,
      event: id,
      at: wallToText(at),
      named: isNamed,
    })),
    missingZs: missingZs.map(({ series, no, total }) => ({ series, no, total })),
    ended,
    recorded: recorded.map((it) => figuresToJson(it, withholdsCash)),
    supplements: supplements.map(supplementToJson),
    byTill: now.map((it) => figuresToJson(it, withholdsCash)),
  };
}

function supplementToJson(supplement: Supplement): Json {
  const { event, kind, till, number, amount, z } = supplement;
  return { event, kind, till, number, amount, z };
}

function figuresToJson({ till, figures }: TillFigures, withholdsCash: boolean): Json {
  const { taxes, tenders, ...sums } = readFigures(figures);
  return {
    till,
    ...sums,
    taxes: taxes.map(taxToJson),
    tenders: tenders.map(({ method, count, amount, kept }) => {
      const isHidden = withholdsCash && method === "cash";
      return { method, count, amount: isHidden ? null : amount, kept: isHidden ? null : kept };
    }),
  };
}

/** The drawers of a day and the safe. */
function drawersToJson({
  day,
  drawers,
  safe,
  outside,
  withholdsCash,
}: Pick<DayReport, "day" | "drawers" | "safe" | "outside" | "withholdsCash">): Json {
  return {
    cashWithheld: withholdsCash,
    drawers: drawers.map((drawer) =>
      drawerToJson(drawer, withholdsCash && isUncounted(drawer, day)),
    ),
    outsideDrawers: { ...outside, amount: withholdsCash ? null : outside.amount },
    safe: {
      moves: safe.moves.map(({ at, ...move }) => ({ ...move, day: at.day, at: wallToText(at) })),
      lies: drawerMoneyToJson(safe.lies),
    },
  };
}

function drawerToJson(drawer: DayDrawer, isHidden: boolean): Json {
  const { session, device, till, no, pouch, isOpen, opened, float, leftBefore, fromSafe } = drawer;
  const { expected, counts, close, since, late, lies } = drawer;
  return {
    session,
    till: { fingerprint: device, name: till },
    no,
    pouch,
    open: isOpen,
    opened: { by: opened.by, day: opened.at.day, at: wallToText(opened.at) },
    float: drawerMoneyToJson(float),
    leftBefore,
    fromSafe,
    expected: isHidden ? null : { ...drawerMoneyToJson(expected), others: expected.others },
    counts: counts.map(countToJson),
    close: close === null ? null : closeToJson(close),
    since: isHidden ? null : since,
    late: late.map(({ number, day, at, own }) => ({
      number,
      day,
      at: at === null ? null : wallToText(at),
      amount: own,
    })),
    lies: isHidden ? null : drawerMoneyToJson(lies),
  };
}

function countToJson({
  id,
  by,
  at,
  blind,
  counted,
  expected,
  difference,
  others,
}: DrawerCount): Json {
  return {
    count: id,
    by,
    day: at.day,
    at: wallToText(at),
    blind,
    counted: drawerMoneyToJson(counted),
    expected: drawerMoneyToJson(expected),
    difference,
    others,
  };
}

function closeToJson(close: DrawerClose): Json {
  const { count, by, approved, at, expected, counted, difference, reason } = close;
  return {
    count,
    by,
    approved,
    day: at.day,
    at: wallToText(at),
    expected,
    counted,
    difference,
    why: reason,
    leaves: drawerMoneyToJson(close.leaves),
    toSafe: close.toSafe,
    needs: close.needs,
  };
}

function drawerMoneyToJson({ own, foreign }: DrawerMoney): Json {
  return { amount: own, foreign };
}
