/** The drawers of a day and the safe for scripts. Null is what whoever looks may not see before the count. */

import {
  type DayDrawer,
  type DrawerClose,
  type DrawerCount,
  type DrawerMoney,
  isUncounted,
} from "../../report/day-drawers.ts";
import { type DayReport } from "../../report/day-report.ts";
import { wallToText } from "../orders/order-json.ts";

type Json = Readonly<Record<string, unknown>>;

export function drawersToJson({
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
      lies: moneyToJson(safe.lies),
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
    float: moneyToJson(float),
    leftBefore,
    fromSafe,
    expected: isHidden ? null : { ...moneyToJson(expected), others: expected.others },
    counts: counts.map(countToJson),
    close: close === null ? null : closeToJson(close),
    since: isHidden ? null : since,
    late: late.map(({ number, day, at, own }) => ({
      number,
      day,
      at: at === null ? null : wallToText(at),
      amount: own,
    })),
    lies: isHidden ? null : moneyToJson(lies),
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
    counted: moneyToJson(counted),
    expected: moneyToJson(expected),
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
    leaves: moneyToJson(close.leaves),
    toSafe: close.toSafe,
    needs: close.needs,
  };
}

function moneyToJson({ own, foreign }: DrawerMoney): Json {
  return { amount: own, foreign };
}
