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
import { doubtsToJson, taxToJson } from "../orders/order-json.ts";
import { type DayReport, type ReportingTill } from "./day-report-parts.ts";
import { englishSubject, numberText } from "./day-report-text.ts";
import { isComplete, tiesOut } from "./day-report.ts";
import { terminalJson } from "./day-terminals-text.ts";
import { dayTillToJson } from "./day-tills-json.ts";
import { figureJson } from "./figure-rows.ts";
import { type Json, plainJson } from "./plain-json.ts";

/** Facts of which nothing else is said here stand as they are, so that a new section of the report has its JSON. */
export function dayReportToJson(
  report: DayReport,
  till: ReportingTill,
  tills: ReadonlyArray<DayTill>,
): Json {
  const { receipts, sales, rounding, atRisk } = report;
  const words = wordsIn(dayWords, "en");
  return plainJson({
    currency: till.currency.code,
    day: report.day,
    complete: isComplete(report, tills),
    tiesOut: tiesOut(report, tills),
    ...asTheyAre(report),
    sales: { receipts, total: sales, rounding },
    taxes: report.taxes.map(taxToJson),
    ...moneyToJson(report),
    ...drawersToJson(report),
    ...zsToJson(report),
    ...figureJson(report),
    terminals: report.terminals.map(terminalJson),
    cardsAtRisk: atRisk,
    comps: report.comps.map(({ by, ...it }) => ({ staff: by.staff, name: by.name, ...it })),
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
    settled: report.settled.map(({ order, drawer, ...it }) => ({
      order: drawer === undefined ? numberText(order, words) : null,
      drawer: drawer ?? null,
      ...it,
    })),
    differences: report.differences.map((difference) => differenceToJson(difference, report, till)),
    tills: tills.map(dayTillToJson),
  });
}

/** The facts that have another name or place in the JSON, or that only say how others are told. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set<keyof DayReport>([
  "receipts",
  "rounding",
  "atRisk",
  "closing",
  "outside",
  "withholdsCash",
  "tenderNames",
]);

function asTheyAre(report: DayReport): Json {
  return Object.fromEntries(Object.entries(report).filter(([name]) => !TOLD_OTHERWISE.has(name)));
}

/** Returns the money as JSON; figures that would tell a person what to count in a drawer are null. */
function moneyToJson({ tenders, ownCash, withholdsCash }: DayReport): Json {
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
    ownCash: withholdsCash ? null : ownCash,
  };
}

function differenceToJson(difference: Difference, report: DayReport, till: ReportingTill): Json {
  const { check, about, expected, found } = difference;
  const isHidden = about.type === "drawer/uncounted" && report.withholdsCash;
  return {
    check,
    what: englishSubject(difference, report, till),
    expected: isHidden ? null : expected,
    found: about.type === "drawer/uncounted" ? null : found,
  };
}

/** The closes and Zs of a day, its supplements and what each till sold, for scripts. */
function zsToJson({
  closing: { closes, zs, missingZs, ended, recorded, supplements, now },
  withholdsCash,
  tenderNames,
}: Pick<DayReport, "closing" | "withholdsCash" | "tenderNames">): Json {
  const view = { withholdsCash, tenderNames };
  return {
    closes,
    zs: zs.map(({ id, isNamed, ...z }) => ({ ...z, event: id, named: isNamed })),
    missingZs: missingZs.map(({ series, no, total }) => ({ series, no, total })),
    ended,
    recorded: recorded.map((it) => figuresToJson(it, view)),
    supplements: supplements.map(supplementToJson),
    byTill: now.map((it) => figuresToJson(it, view)),
  };
}

function supplementToJson(supplement: Supplement): Json {
  const { event, kind, till, number, amount, z } = supplement;
  return { event, kind, till, number, amount, z };
}

function figuresToJson(
  { till, figures }: TillFigures,
  { withholdsCash, tenderNames }: Pick<DayReport, "withholdsCash" | "tenderNames">,
): Json {
  const { taxes, tenders, ...rest } = readFigures(figures);
  return {
    till,
    ...rest,
    taxes: taxes.map(taxToJson),
    tenders: tenders.map(({ method, count, amount, kept }) => {
      const isHidden = withholdsCash && method === "cash";
      const name = tenderNames.get(method) ?? null;
      return {
        method,
        name,
        count,
        amount: isHidden ? null : amount,
        kept: isHidden ? null : kept,
      };
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
    safe: { moves: safe.moves, lies: drawerMoneyToJson(safe.lies) },
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
    opened,
    float: drawerMoneyToJson(float),
    leftBefore,
    fromSafe,
    expected: isHidden ? null : { ...drawerMoneyToJson(expected), others: expected.others },
    counts: counts.map(countToJson),
    close: close === null ? null : closeToJson(close),
    since: isHidden ? null : since,
    late: late.map(({ number, day, at, own }) => ({ number, day, at, amount: own })),
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
    at,
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
    at,
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
