/** What came in by the hours of a day, beside those of another one. */

import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Currency } from "../../src/domain/money/currency.ts";
import { wallMsAt } from "../../src/domain/text/civil-time.ts";
import { timeOfDayText } from "../../src/domain/text/clock-text.ts";
import { type PageContext, shopsByCurrency } from "./page-context.ts";
import { type DayBegin, type HourSold, type PageShop, soldByHour } from "./page-figures.ts";
import { type Chart, type Row, type Table } from "./view.ts";

const HOUR_MS = 3_600_000;
const HOUR_MINUTES = 60;

/** Returns each shop's midnight of a day, and the moment of it that is as late as now is today. */
export function begunDays(
  { today, nowMs, offsetMinutes }: PageContext,
  shops: ReadonlyArray<PageShop>,
  day: BusinessDay,
): ReadonlyArray<DayBegin> {
  return shops.map(({ shop, zone, currency }) => {
    function midnight(of: BusinessDay): number {
      return wallMsAt(of, 0, (atMs) => offsetMinutes(zone, atMs));
    }
    const startMs = midnight(day);
    return { shop, day, currency, startMs, untilMs: startMs + nowMs - midnight(today) };
  });
}

/** Returns for each currency a chart that adds up hour by hour, and its table. `before`: the day beside it. */
export async function hourBlocks(
  context: PageContext,
  { day, before }: { readonly day: BusinessDay; readonly before: BusinessDay },
): Promise<ReadonlyArray<Chart | Table>> {
  const { rows, shops, words, text } = context;
  const begun = begunDays(context, shops, day);
  const found = await soldByHour(rows, [...begun, ...begunDays(context, shops, before)]);
  const groups = shopsByCurrency(shops);
  return groups.flatMap(({ code, currency }): ReadonlyArray<Chart | Table> => {
    const hours = found.filter((row) => row.currency === code);
    if (hours.length === 0) return [];
    const now = day === context.today ? nowHour(begun) : undefined;
    const labels = hourLabels(hours, now);
    const title = groups.length > 1 ? `${words.today.byHour} (${code})` : words.today.byHour;
    const chart: Chart = {
      type: "chart",
      title,
      currency,
      over: "hours",
      labels,
      series: [
        { name: text.day(day), amounts: addedUp(hours, day, { labels, until: now }) },
        { name: text.day(before), isPast: true, amounts: addedUp(hours, before, { labels }) },
      ],
    };
    return [chart, hourTable(context, { code, currency, hours, day, before })];
  });
}

/** Returns hours since midnight, with a fraction; the latest of all shops. */
function nowHour(begun: ReadonlyArray<DayBegin>): number {
  return Math.max(...begun.map(({ startMs, untilMs }) => (untilMs - startMs) / HOUR_MS));
}

function hourLabels(
  hours: ReadonlyArray<HourSold>,
  now: number | undefined,
): ReadonlyArray<number> {
  const known = hours.map(({ hour }) => hour);
  const [first, last] = [Math.min(...known), Math.max(...known) + 1];
  const whole = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const isWithin = now !== undefined && now > first && now < last && !whole.includes(now);
  return isWithin ? [...whole, now].toSorted((one, other) => one - other) : whole;
}

/** `until`: the hour of now, after which nothing is known; without one nothing is said within an hour. */
function addedUp(
  hours: ReadonlyArray<HourSold>,
  day: BusinessDay,
  {
    labels,
    until,
  }: { readonly labels: ReadonlyArray<number>; readonly until?: number | undefined },
): ReadonlyArray<number | null> {
  const own = hours.filter((row) => row.day === day);
  return labels.map((label) => {
    const isKnown = until === undefined ? Number.isInteger(label) : label <= until;
    if (!isKnown) return null;
    return own.reduce((sum, { hour, amount }) => sum + (hour < label ? amount : 0), 0);
  });
}

function hourTable(
  { words, text }: PageContext,
  {
    code,
    currency,
    hours,
    day,
    before,
  }: {
    readonly code: string;
    readonly currency: Currency | undefined;
    readonly hours: ReadonlyArray<HourSold>;
    readonly day: BusinessDay;
    readonly before: BusinessDay;
  },
): Table {
  const shown = [...new Set(hours.map(({ hour }) => hour))].toSorted((one, other) => one - other);
  function of(each: BusinessDay, wanted: number): HourSold | undefined {
    return hours.find((row) => row.day === each && row.hour === wanted);
  }
  return {
    type: "table",
    id: `hours-${code.toLowerCase()}`,
    title: words.frame.table,
    isFolded: true,
    columns: [
      { key: "hour", head: words.column.hour },
      { key: "receipts", head: words.today.receipts },
      { key: "sold", head: text.day(day) },
      { key: "sold-before", head: text.day(before) },
    ],
    rows: shown.map((hour): Row => {
      return {
        currency,
        cells: [
          { type: "text", text: hourText(hour) },
          { type: "count", count: of(day, hour)?.receipts ?? 0 },
          { type: "money", amount: of(day, hour)?.amount ?? 0 },
          { type: "money", amount: of(before, hour)?.amount ?? 0 },
        ],
      };
    }),
  };
}

/** The hours of a night are counted on: `25:00` is one o'clock. */
function hourText(hour: number): string {
  return timeOfDayText(hour * HOUR_MINUTES);
}
