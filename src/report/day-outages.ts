/**
 * When other tills were cut off from this one on a day, and what they did meanwhile. No event says so: it
 * shows in what came late. What a till said before this one wrote something, by both their clocks, and was
 * stored after that, had not been heard then. A till at which nothing was done meanwhile can't tell.
 */

import { type KnownEvent } from "../domain/events/kinds.ts";
import { type DeviceId } from "../domain/identity.ts";
import { minor, type MinorUnits } from "../domain/money/amounts.ts";
import { type WallTime } from "../domain/text/clock-text.ts";
import { type ReportNames } from "./report-names.ts";

/** A transaction, as this till stored it. */
export interface Arrived {
  readonly device: DeviceId;
  /** The position in the order of arrival here. */
  readonly arrival: number;
  readonly at: WallTime;
  /** Receipts, refunds, voids and drawers that were opened without a sale. */
  readonly events: () => ReadonlyArray<KnownEvent>;
}

export interface CountedTotal {
  readonly count: number;
  readonly total: MinorUnits;
}

export interface DayOutage {
  readonly till: string;
  /** The time of the first event that did not come at once, by the clock of the till that was cut off. */
  readonly from: WallTime;
  /** The time of the last event that came late, by the clock of this till. */
  readonly to: WallTime;
  readonly receipts: CountedTotal;
  readonly refunds: CountedTotal;
  readonly voids: number;
  readonly noSales: number;
}

/** Links come back by themselves from less. */
const LATE_MS = 10 * 60_000;

/** `own`: what this till wrote; both by rising arrival. */
export function outagesOf(
  own: ReadonlyArray<Pick<Arrived, "arrival" | "at">>,
  others: ReadonlyArray<Arrived>,
  names: ReportNames,
): ReadonlyArray<DayOutage> {
  const byDevice = Map.groupBy(others, ({ device }) => device);
  return [...byDevice].flatMap(([device, rows]) =>
    stretchesOf(own, rows).map((late) => toOutage(names.tillName(device), late)),
  );
}

interface Late {
  readonly row: Arrived;
  /** The time of the last event that this till had written when it came. */
  readonly heard: WallTime;
}

/** Groups events that came late together; one that came at once ends the group. */
function stretchesOf(
  own: ReadonlyArray<Pick<Arrived, "arrival" | "at">>,
  rows: ReadonlyArray<Arrived>,
): ReadonlyArray<ReadonlyArray<Late>> {
  const stretches: Late[][] = [];
  let current: Late[] | undefined;
  let place = 0;
  for (const row of rows) {
    while ((own[place]?.arrival ?? Infinity) < row.arrival) place += 1;
    const before = own[place - 1];
    if (before === undefined || before.at.wallMs - row.at.wallMs <= LATE_MS) {
      current = undefined;
      continue;
    }
    if (current === undefined) stretches.push((current = []));
    current.push({ row, heard: before.at });
  }
  return stretches;
}

function toOutage(till: string, late: ReadonlyArray<Late>): DayOutage {
  const events = late.flatMap(({ row }) => row.events());
  const starts = late.map(({ row }) => row.at).toSorted((a, b) => a.wallMs - b.wallMs);
  const ends = late.map(({ heard }) => heard).toSorted((a, b) => b.wallMs - a.wallMs);
  const none = { wallMs: 0, offsetMinutes: 0 };
  return {
    till,
    from: starts[0] ?? none,
    to: ends[0] ?? none,
    receipts: totalOf(events, "receipt/issued"),
    refunds: totalOf(events, "refund/issued"),
    voids: events.filter(({ kind }) => kind === "order/line-voided").length,
    noSales: events.filter(({ kind }) => kind === "drawer/no-sale").length,
  };
}

/** Returns how many of the events are of the kind, and the sum of their totals. */
export function totalOf(
  events: ReadonlyArray<KnownEvent>,
  kind: "receipt/issued" | "refund/issued",
): CountedTotal {
  const totals = events.flatMap((event) => (event.kind === kind ? [event.body.total] : []));
  return { count: totals.length, total: minor(totals.reduce((sum, it) => sum + it, 0)) };
}
