/**
 * The Zs of a day and what its closes say together. A closed day's figures are those that its Zs recorded;
 * what no named Z holds is a supplement, and the sums as they are now are both together.
 */

import { closedDay, type ClosedDay, revisionOf } from "../domain/day/closed-day.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { isKnownAt } from "../domain/figures/day-sums.ts";
import { type ZState } from "../domain/folds/day-fold.ts";
import { type BusinessDay, type EventId, type Origin } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type MinorUnits } from "../domain/money/amounts.ts";
import { type Difference, differing } from "./difference.ts";
import { addFigures, isOfBoth, keptByTill } from "./figures.ts";
import { approverOf, type Person, type ReportNames } from "./report-names.ts";
import { laterZs, type Supplement, supplementsOf } from "./supplements.ts";

export interface DayZ {
  readonly id: EventId;
  readonly series: string;
  readonly no: number;
  readonly till: string;
  readonly at: { readonly wallMs: number; readonly offsetMinutes: number };
  readonly total: MinorUnits;
  readonly grandTotal: MinorUnits;
  readonly grandTurnover: MinorUnits;
  /** Whether a close of the day names it; else it is a supplement as a whole. */
  readonly isNamed: boolean;
}

export interface DayClose {
  readonly till: string;
  readonly at: { readonly wallMs: number; readonly offsetMinutes: number };
  /** Null where a timer closed it. */
  readonly asked: Person | null;
  readonly zs: ReadonlyArray<string>;
  /** The names of the tills whose events were not all here. */
  readonly missing: ReadonlyArray<string>;
  readonly without: ReadonlyArray<{ readonly till: string; readonly reason: string }>;
}

export interface TillFigures {
  readonly till: string;
  readonly origin: Origin;
  readonly figures: ReadonlyMap<string, number>;
}

export interface DayZs {
  readonly closes: ReadonlyArray<DayClose>;
  readonly zs: ReadonlyArray<DayZ>;
  /** The Zs that a close names and that are not here: nobody knows their figures. */
  readonly missingZs: ClosedDay["missingZs"];
  /** The events of ended chains after their last Z, as a close recorded them. */
  readonly ended: ReadonlyArray<{ readonly till: string; readonly total: MinorUnits }>;
  /** The recorded figures by till; none for a day that nobody has closed. */
  readonly recorded: ReadonlyArray<TillFigures>;
  readonly supplements: ReadonlyArray<Supplement>;
  /** The sums as they are now, by till. */
  readonly now: ReadonlyArray<TillFigures>;
  /** The figures where the records and supplements together differ from the present sums. */
  readonly unexplained: ReadonlyArray<{
    readonly till: string;
    readonly name: string;
    readonly expected: number;
    readonly found: number;
  }>;
}

/** `events`: all that was said on the day and counts. */
export function zsOfDay(
  view: LedgerView,
  { day, events }: { readonly day: BusinessDay; readonly events: ReadonlyArray<KnownEvent> },
  names: ReportNames,
): DayZs {
  const closed = closedDay(view, day);
  const isClosed = closed.closes.length > 0;
  const now = keptByTill(view, day);
  const revisions = [
    ...closed.revisions,
    ...laterZs(view, day).map(({ body }) => revisionOf(body)),
  ];
  const late = isClosed ? supplementsOf(view, { day, events, closed }, names) : [];
  return {
    closes: closed.closes.map((close) => toClose(close, names)),
    zs: [...closed.zs, ...closed.laterZs].map((z) => toZ(z, names, closed.zs.includes(z))),
    missingZs: closed.missingZs,
    ended: closed.ended.map(({ origin, total }) => ({ till: names.tillName(origin), total })),
    recorded: [...closed.figuresByTill].map(([origin, figures]) => ({
      till: names.tillName(origin),
      origin,
      figures: new Map(Object.entries(figures)),
    })),
    supplements: late,
    now: [...now].map(([origin, figures]) => ({ till: names.tillName(origin), origin, figures })),
    unexplained:
      isClosed && closed.missingZs.length === 0
        ? unexplained(closed.figuresByTill, { late, now, revisions }, names)
        : [],
  };
}

function toZ(
  { id, body, wallMs, offsetMinutes }: ZState,
  names: ReportNames,
  isNamed: boolean,
): DayZ {
  const { series, no, till, total, grandTotal, grandTurnover } = body;
  const at = { wallMs, offsetMinutes };
  return {
    id,
    series,
    no,
    till: names.tillName(till),
    at,
    total,
    grandTotal,
    grandTurnover,
    isNamed,
  };
}

function toClose(
  { till, wallMs, offsetMinutes, body }: ClosedDay["closes"][number],
  names: ReportNames,
): DayClose {
  return {
    till: names.tillName(till),
    at: { wallMs, offsetMinutes },
    asked: approverOf(names, body.asked),
    zs: body.zs.map(({ series, no }) => `${series}-${no}`),
    missing: body.missing.map(names.tillName),
    without: body.without.map(({ device, reason }) => ({ till: names.tillName(device), reason })),
  };
}

function unexplained(
  recorded: ClosedDay["figuresByTill"],
  {
    late,
    now,
    revisions,
  }: {
    readonly late: ReadonlyArray<Supplement>;
    readonly now: ReturnType<typeof keptByTill>;
    readonly revisions: ReadonlyArray<number>;
  },
  names: ReportNames,
): DayZs["unexplained"] {
  const added = Map.groupBy(
    late.flatMap(({ figures }) => figures),
    ({ till }) => till,
  );
  const tills = new Set([...recorded.keys(), ...added.keys(), ...now.keys()]);
  return [...tills].toSorted().flatMap((till) => {
    const expected = addFigures([
      Object.entries(recorded.get(till) ?? {}),
      ...(added.get(till) ?? []).map(({ sums }) => sums),
    ]);
    const found = now.get(till) ?? new Map<string, number>();
    const all = [...new Set([...expected.keys(), ...found.keys()])]
      .filter((name) => isOfBoth(name) && revisions.every((it) => isKnownAt(it, name)))
      .toSorted();
    return all
      .map((name) => ({
        till: names.tillName(till),
        name,
        expected: expected.get(name) ?? 0,
        found: found.get(name) ?? 0,
      }))
      .filter((it) => it.expected !== it.found);
  });
}

/** Returns the unexplained differences, and events that came too late for anybody to have waited. */
export function closingDifferences({
  unexplained: lines,
  supplements,
}: DayZs): ReadonlyArray<Difference> {
  return [
    ...lines.flatMap(({ till, name, expected, found }) =>
      differing("zs", { type: "day/unexplained", till, name }, [expected, found]),
    ),
    ...supplements
      .filter(({ isVeryLate, amount }) => isVeryLate && amount !== 0)
      .map(({ till, number, z, amount }): Difference => {
        const about = { type: "z/very-late", till, number, z: z ?? "" } as const;
        return { check: "zs", about, expected: 0, found: amount };
      }),
  ];
}
