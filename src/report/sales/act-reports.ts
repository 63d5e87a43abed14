/** The reports of what people did besides selling: discounts, voids, drawers, and how soon kitchens were done. */

import { type ActKind, type DayAct } from "../day-acts.ts";
import { type DayDrawer } from "../day-drawers.ts";
import { type Column, type ReportRow, type ReportTable, shareOf } from "./report-table.ts";

const OFF: ReadonlyArray<ActKind> = ["discount", "comp", "staff-meal", "spoiled"];
const VOIDS: ReadonlyArray<ActKind> = ["void", "void-after-bill", "taken-off", "promotion-broken"];
/** The acts that each of these reports counts. */
export const REPORTED_ACTS = { discounts: OFF, voids: VOIDS } as const;

const ACT_COLUMNS: ReadonlyArray<Column> = [
  "staff",
  "name",
  "act",
  "reason",
  "count",
  "amount",
  "byMoney",
];

/**
 * What was taken off, by person, act and reason, the most first. A void that was taken back is none.
 * `named`: what an act is called.
 */
export function actsReport(
  acts: ReadonlyArray<DayAct>,
  named: (act: ActKind) => string,
): ReportTable {
  const sums = new Map<string, { readonly of: DayAct; count: number; amount: number }>();
  const total = { count: 0, amount: 0 };
  for (const of of acts) {
    if (of.undone) continue;
    const key = [of.by.staff, of.act, of.reason].join("\n");
    const own = sums.get(key) ?? { of, count: 0, amount: 0 };
    own.count += 1;
    own.amount += of.amount;
    total.count += 1;
    total.amount += of.amount;
    sums.set(key, own);
  }
  const rows = [...sums]
    .toSorted(([a, one], [b, other]) => other.amount - one.amount || (a < b ? -1 : 1))
    .map(([, { of, count, amount }]) => {
      const { by, act, reason } = of;
      const byMoney = shareOf(amount, total.amount);
      return { staff: by.staff, name: by.name, act: named(act), reason, count, amount, byMoney };
    });
  return { columns: ACT_COLUMNS, rows, total, bars: "amount" };
}

export interface ClosedDrawer extends DayDrawer {
  readonly close: NonNullable<DayDrawer["close"]>;
}

/** Each drawer that was closed, in the order of days. `label`: what the drawer is called. */
export function drawersReport(
  drawers: ReadonlyArray<ClosedDrawer>,
  label: (drawer: DayDrawer) => string,
): ReportTable {
  const total = { expected: 0, counted: 0, difference: 0 };
  const rows = drawers.map((drawer): ReportRow => {
    const { by, at, expected, counted, difference, reason } = drawer.close;
    total.expected += expected;
    total.counted += counted;
    total.difference += difference;
    const who = { staff: by.staff, name: `${label(drawer)} ${by.name}`.trimEnd() };
    return { step: at.day, ...who, expected, counted, difference, reason };
  });
  return {
    columns: ["step", "name", "staff", "expected", "counted", "difference", "reason"],
    rows,
    total,
  };
}

/** A ticket of a station, in milliseconds since whatever it asks for was ordered. */
export interface TicketTimes {
  readonly station: string;
  /** Until it was sent; undefined where the order of it is not of the day. */
  readonly sentMs: number | undefined;
  /** From then until a screen said that all of it is done; undefined where none did. */
  readonly doneMs: number | undefined;
}

/** How soon what was ordered was sent, and then done, by station. Clocks are those of the tills that said so. */
export function speedReport(
  tickets: ReadonlyArray<TicketTimes>,
  named: (station: string) => string,
): ReportTable {
  const byStation = Map.groupBy(tickets, ({ station }) => station);
  const rows = [...byStation]
    .map(([station, own]) => Object.assign({ name: named(station) }, speedCells(own)))
    .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
  return {
    columns: ["name", "count", "toTicket", "done", "toDone", "slowest"],
    rows,
    total: speedCells(tickets),
    bars: "toDone",
  };
}

interface SpeedCells {
  readonly count: number;
  readonly toTicket: number | null;
  readonly done: number;
  readonly toDone: number | null;
  readonly slowest: number | null;
}

function speedCells(tickets: ReadonlyArray<TicketTimes>): SpeedCells {
  const sent = tickets.flatMap(({ sentMs }) => sentMs ?? []);
  const done = tickets.flatMap(({ doneMs }) => doneMs ?? []);
  return {
    count: tickets.length,
    toTicket: meanSeconds(sent),
    done: done.length,
    toDone: meanSeconds(done),
    slowest: done.length === 0 ? null : Math.round(Math.max(...done) / 1000),
  };
}

function meanSeconds(times: ReadonlyArray<number>): number | null {
  if (times.length === 0) return null;
  return Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length / 1000);
}
