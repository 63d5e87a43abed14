/**
 * Reports of a shop that is whole again: whatever came late, however often somebody had looked before, the sales
 * of a range are those of its days as they are reconciled, on every till.
 */

import { UNFILTERED } from "../../src/app/reports/read-filter.ts";
import { makeReport } from "../../src/app/reports/reports.ts";
import { soldNames } from "../../src/app/reports/sold-names.ts";
import { speechOf } from "../../src/app/speech.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type BusinessDay, streamName } from "../../src/domain/identity.ts";
import { daysBetween } from "../../src/domain/text/civil-time.ts";
import { reconcileDay } from "../../src/report/reconcile.ts";
import { type Member } from "./checks.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;
/** Days that lie further apart are two ranges: a clock that was off by years makes none of so many days. */
const APART_DAYS = 3;
const FIGURES = ["receipts", "sales", "returned", "refunded"] as const;

interface DayRange {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** The figures of a day; a day without sales has zeros. */
type SoldFigures = Readonly<Record<(typeof FIGURES)[number], number>> & { readonly day: string };

export function checkReports(world: World, members: ReadonlyArray<Member>): void {
  const wrong = members.flatMap(({ box, process }) => {
    const till = process.open()?.till;
    if (till === undefined) return [];
    const begun = till.ledger.read((view) => view.tagged("day"));
    const days = begun.map((stream) => streamName(stream) as BusinessDay).toSorted();
    return rangesOf(days).flatMap((range) =>
      wrongIn(till, range, days).map((what) => `${box.name}: ${what}`),
    );
  });
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(sentence);
}

/** The report of sales of the days, day by day, as `till report sales` has it. */
export function salesByDay(till: Till, { from, to }: DayRange): ReadonlyArray<SoldFigures> {
  const speech = speechOf(till);
  const { rows } = makeReport(till, {
    report: "sales",
    from,
    to,
    step: "day",
    names: soldNames(till, speech),
    speech,
    filter: UNFILTERED,
    beside: undefined,
    withholdsCash: false,
  });
  return rows.map((row) => ({
    day: String(row.step),
    receipts: Number(row.receipts),
    sales: Number(row.sales),
    returned: Number(row.returned),
    refunded: Number(row.refunded),
  }));
}

function wrongIn(
  till: Till,
  range: DayRange,
  days: ReadonlyArray<BusinessDay>,
): ReadonlyArray<string> {
  const { from, to } = range;
  const rows = new Map(salesByDay(till, range).map((row) => [row.day, row]));
  return days
    .filter((day) => from <= day && day <= to)
    .flatMap((day) => {
      const reconciled = reconciledOn(till, day);
      const row = rows.get(day);
      return FIGURES.flatMap((name) => {
        const [said, expected] = [row?.[name] ?? 0, reconciled[name]];
        if (said === expected) return [];
        return [
          `the report from ${from} to ${to} has ${said} ${name} on ${day}, and reconcile ${expected}`,
        ];
      });
    });
}

function reconciledOn(till: Till, day: BusinessDay): SoldFigures {
  const { receipts, sales, returned, refunds } = till.ledger.read((view) =>
    reconcileDay(view, day),
  );
  return { day, receipts, sales, returned: returned.total, refunded: refunds.total };
}

function rangesOf(days: ReadonlyArray<BusinessDay>): ReadonlyArray<DayRange> {
  const ranges: Array<{ from: BusinessDay; to: BusinessDay }> = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last !== undefined && daysBetween(last.to, day) <= APART_DAYS) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}
