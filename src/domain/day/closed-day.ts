/**
 * The closes of a business day put together: each Z and each range of an ended chain once, whoever
 * named it. A day that two halves of a shop closed apart is the union of both.
 */

import { type DayClosed, type Figures } from "../events/day-events.ts";
import { type CloseState, type ZState } from "../folds/day-fold.ts";
import { type BusinessDay, chainPosition, type EventId, type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { addMinor, type MinorUnits } from "../money/amounts.ts";
import { compareText } from "../text/entry-text.ts";
import { toFigures } from "./z-tally.ts";

export type NamedZ = DayClosed["zs"][number];
export type EndedChain = DayClosed["ended"][number];

export interface ClosedDay {
  /** The closes in the ledger's order; none for an open day. */
  readonly closes: ReadonlyArray<CloseState>;
  /** The Zs that a close names and that are here, by till and number. */
  readonly zs: ReadonlyArray<ZState>;
  /**
   * The Zs that a close names and that are missing or do not count: the day is incomplete, and its
   * total is the close's.
   */
  readonly missingZs: ReadonlyArray<NamedZ>;
  /** Ranges of chains that have ended, and that no named Z covers. */
  readonly ended: ReadonlyArray<EndedChain>;
  /** Zs of the day that no close names yet: supplements until the day is closed again. */
  readonly laterZs: ReadonlyArray<ZState>;
  /** Tills of which nothing will be heard any more, as a person said. */
  readonly without: DayClosed["without"];
  /** The total of all receipts and refunds that it counts, in minor units. */
  readonly total: MinorUnits;
  /** The figures of its Zs and ended chains for the day itself, by till. */
  readonly figuresByTill: ReadonlyMap<Origin, Figures>;
  /** The revisions of all figures at which these were added up. */
  readonly revisions: ReadonlyArray<number>;
  /** Whether that event stands in what a close names. */
  readonly covers: (event: EventId) => boolean;
}

export function closedDay(view: Pick<LedgerView, "state">, day: BusinessDay): ClosedDay {
  const state = view.state("day", day);
  const { closes } = state;
  const named = new Map(closes.flatMap(({ body }) => body.zs.map((it) => [it.z, it] as const)));
  const zs = state.zs.filter(({ id }) => named.has(id)).toSorted(byTill);
  const here = new Set(zs.map(({ id }) => id));
  const missingZs = [...named.values()].filter(({ z }) => !here.has(z)).toSorted(bySeries);
  const ended = endedOnce(closes, [...named.keys()]);
  const totals = [...zs.map(({ body }) => body), ...missingZs, ...ended];
  return {
    closes,
    zs,
    missingZs,
    ended,
    laterZs: state.zs.filter(({ id }) => !named.has(id)).toSorted(byTill),
    without: withoutOnce(closes),
    total: addMinor(...totals.map(({ total }) => total)),
    figuresByTill: figuresByTill(day, { zs, ended }),
    revisions: [...zs.map(({ body }) => body), ...ended].map(revisionOf),
    covers: coverOf({ zs, missingZs, ended }, state.zs),
  };
}

/** Returns the revision of the figures at which a Z was made. */
export function revisionOf({ revision = 0 }: Pick<DayClosed["ended"][number], "revision">): number {
  return revision;
}

/**
 * A chain has no gap between its Zs. So what a close counted of an ended chain stands in a Z as soon as
 * one of that chain from behind its beginning is named; of two ranges with one beginning the longer holds
 * the other.
 */
function endedOnce(
  closes: ReadonlyArray<CloseState>,
  named: ReadonlyArray<EventId>,
): ReadonlyArray<EndedChain> {
  const lastNamed = new Map<Origin, number>();
  for (const { origin, seq } of named.map(chainPosition)) {
    lastNamed.set(origin, Math.max(seq, lastNamed.get(origin) ?? 0));
  }
  const longest = new Map<string, EndedChain>();
  for (const range of closes.flatMap(({ body }) => body.ended)) {
    const place = `${range.origin}:${range.from}`;
    const isInZ = (lastNamed.get(range.origin) ?? 0) > range.from;
    if (!isInZ && range.to > (longest.get(place)?.to ?? 0)) longest.set(place, range);
  }
  return [...longest.values()].toSorted(
    (a, b) => compareText(a.origin, b.origin) || a.from - b.from,
  );
}

/** The first word on a till stays. */
function withoutOnce(closes: ReadonlyArray<CloseState>): ClosedDay["without"] {
  const said = closes.flatMap(({ body }) => body.without);
  return [...Map.groupBy(said, ({ device }) => device).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  );
}

function figuresByTill(
  day: BusinessDay,
  { zs, ended }: Pick<ClosedDay, "zs" | "ended">,
): ClosedDay["figuresByTill"] {
  const parts = [
    ...zs.map(({ body }) => ({ till: body.till, figures: body.figures })),
    ...zs.flatMap(({ body }) => body.others.filter((other) => other.day === day)),
    ...ended.map(({ origin, figures }) => ({ till: origin, figures })),
  ];
  const sums = new Map<Origin, Map<string, number>>();
  for (const { till, figures } of parts) {
    const own = sums.get(till) ?? new Map<string, number>();
    sums.set(till, own);
    for (const [name, amount] of Object.entries(figures)) {
      own.set(name, (own.get(name) ?? 0) + amount);
    }
  }
  return new Map([...sums].map(([till, own]) => [till, toFigures(own)]));
}

/** Returns the events that a missing Z covers: from the Z before it to its own. */
function coverOf(
  { zs, missingZs, ended }: Pick<ClosedDay, "zs" | "missingZs" | "ended">,
  known: ReadonlyArray<ZState>,
): ClosedDay["covers"] {
  const ranges = [
    ...zs.map(({ body: { till: origin, from, to } }) => ({ origin, from, to })),
    ...ended,
    ...missingZs.map(({ z }) => {
      const { origin, seq } = chainPosition(z);
      const before = known.filter(
        ({ id, body }) => body.till === origin && chainPosition(id).seq < seq,
      );
      return { origin, from: Math.max(0, ...before.map(({ body }) => body.to)) + 1, to: seq - 1 };
    }),
  ];
  const byOrigin = Map.groupBy(ranges, ({ origin }) => origin);
  return (event) => {
    const { origin, seq } = chainPosition(event);
    return byOrigin.get(origin)?.some(({ from, to }) => from <= seq && seq <= to) === true;
  };
}

function byTill(a: ZState, b: ZState): number {
  return bySeries(a.body, b.body) || compareText(a.id, b.id);
}

function bySeries(a: Pick<NamedZ, "series" | "no">, b: Pick<NamedZ, "series" | "no">): number {
  return compareText(a.series, b.series) || a.no - b.no;
}
