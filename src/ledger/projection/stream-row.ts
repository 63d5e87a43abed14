/** One stream in memory and in its row: folding, writing and reading back. */

import { NUMBER_MAX } from "../../domain/base/bounds.ts";
import { type Contribution } from "../../domain/base/contribution.ts";
import { lazy } from "../../domain/base/lazy.ts";
import { UNKNOWN_TAG } from "../../domain/doubts/unknown-events.ts";
import { compareKeys, type EventKey } from "../../domain/events/event.ts";
import { isVersionHere, type KnownEvent } from "../../domain/events/kinds.ts";
import { foldOf } from "../../domain/folds/folds.ts";
import { type Origin, type StreamId } from "../../domain/identity.ts";
import { type UnknownEvent } from "../../domain/ledger-view.ts";
import { type Fold } from "../../domain/state/fold.ts";
import { type TransactionEvent } from "../log/stored-transaction.ts";
import { isLastKey, withLastInOrder } from "./last-key.ts";
import { packRow, unpackRow } from "./row-packing.ts";

/** A stream in memory. `state` is opaque here: only its fold looks inside. */
export interface StreamRow {
  readonly last: EventKey | undefined;
  /** How many events the stream holds, with those that this build can't fold. */
  readonly events: number;
  /** Events that this build can't fold. */
  readonly unknown: ReadonlyArray<UnknownEvent>;
  readonly state: unknown;
  /** Works out what the stream counts for, once. */
  readonly derived: () => Derived;
  /** The row as it will be stored, where that is known already. */
  readonly stored?: StoredText;
}

export interface StoredText {
  readonly packed: string | Uint8Array;
  /** Characters of the row's text. */
  readonly size: number;
}

/** A stream that was folded ahead, elsewhere: all its events stand in one segment. */
export interface RowAhead extends Pick<StreamRow, "last" | "events" | "unknown">, StoredText {
  readonly stream: StreamId;
  readonly derived: Derived;
}

export interface Derived {
  readonly contributions: ReadonlyArray<Contribution>;
  readonly tags: ReadonlySet<string>;
}

/** A stream from scratch, in the order of its events' keys. */
export function foldStream(stream: StreamId, events: ReadonlyArray<TransactionEvent>): StreamRow {
  return foldOnto(emptyRow(foldOf(stream)), { events: inKeyOrder(events), stream });
}

/**
 * A stream with these events on top, which come in the order of their keys.
 *
 * A fold is total; should one throw all the same, the event counts as one that this build can't
 * fold: the same on every till, and the sale goes on.
 */
export function foldOnto(
  before: StreamRow,
  {
    events,
    stream,
  }: { readonly events: ReadonlyArray<TransactionEvent>; readonly stream: StreamId },
): StreamRow {
  const fold = foldOf(stream);
  let { last, state } = before;
  const unknown: UnknownEvent[] = [];
  for (const readEvent of events) {
    const { event, known } = readEvent;
    const folded = known === undefined ? NOT_FOLDED : tryApply(fold, state, { known, stream });
    if (folded === NOT_FOLDED) unknown.push(toUnknown(readEvent));
    else state = folded;
    last = event.key;
  }
  const all = unknown.length === 0 ? before.unknown : [...before.unknown, ...unknown];
  return toRow(fold, { last, events: before.events + events.length, unknown: all, state });
}

/**
 * A stream with more events on top, in the order of their keys; where one sorts before what is there, it is folded
 * anew from `all` its events.
 */
export function foldOnTop(
  before: StreamRow,
  {
    events,
    stream,
    all,
  }: {
    readonly events: ReadonlyArray<TransactionEvent>;
    readonly stream: StreamId;
    /** Returns those below and these. */
    readonly all: () => ReadonlyArray<TransactionEvent>;
  },
): StreamRow {
  const isLate = events.some(({ event }) => !isAfter(event.key, before.last));
  return isLate ? foldStream(stream, all()) : foldOnto(before, { events, stream });
}

function isAfter(key: EventKey, last: EventKey | undefined): boolean {
  // Among those with the last key it isn't the key that says who comes first.
  return last === undefined || (!isLastKey(last.hlc) && compareKeys(key, last) > 0);
}

const NOT_FOLDED = Symbol("not folded");

function emptyRow(fold: Fold<unknown> | undefined): StreamRow {
  return toRow(fold, { last: undefined, events: 0, unknown: [], state: fold?.empty ?? null });
}

function toRow(fold: Fold<unknown> | undefined, row: Omit<StreamRow, "derived">): StreamRow {
  return {
    ...row,
    derived: lazy(() => (row.last === undefined ? NOTHING : derive(fold, row))),
  };
}

const NOTHING: Derived = { contributions: [], tags: new Set() };

/**
 * Works out the contributions and tags of a state. Both functions are total; should one throw all
 * the same, or count what no number holds, the stream counts for nothing and is shown as one that this build can't fold, on every
 * till alike.
 */
function derive(
  fold: Fold<unknown> | undefined,
  { state, events, unknown }: Omit<StreamRow, "derived">,
): Derived {
  const contributions = attempt(() => [
    ...(fold?.contributions(state) ?? []),
    ...(fold?.stamps?.(state) ?? []).map((key) => [key, events] as const),
  ]);
  const own = attempt(() => fold?.tags(state) ?? []);
  const isCounted = contributions?.every(([, amount]) => isExact(amount)) === true;
  const isWhole = unknown.length === 0 && isCounted && own !== undefined;
  const tags = isWhole ? own : [...(own ?? []), UNKNOWN_TAG];
  return {
    // Keys and tags hold text from bodies, and half a character would be another key once it is
    // flushed.
    contributions: (isCounted ? contributions : []).map(([key, amount]) => [
      key.toWellFormed(),
      amount,
    ]),
    tags: new Set(tags.map((tag) => tag.toWellFormed())),
  };
}

/** Sums of such amounts are exact, in whatever order they are added up. */
function isExact(amount: number): boolean {
  return Number.isSafeInteger(amount) && Math.abs(amount) <= NUMBER_MAX;
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function toUnknown({ event, known, critical }: TransactionEvent): UnknownEvent {
  const { id, kind, v, act } = event;
  const isInvalid = known === undefined && isVersionHere(kind, v);
  return { id, kind, v, critical, day: act.day, ...(isInvalid ? { isInvalid } : {}) };
}

function tryApply(
  fold: Fold<unknown> | undefined,
  before: unknown,
  { known, stream }: { readonly known: KnownEvent; readonly stream: StreamId },
): unknown {
  try {
    return fold === undefined ? NOT_FOLDED : fold.apply(before, known, stream);
  } catch {
    return NOT_FOLDED;
  }
}

export function inKeyOrder(
  events: ReadonlyArray<TransactionEvent>,
): ReadonlyArray<TransactionEvent> {
  // Most events come in order.
  const isSorted = events.every((event, index) => compareEvents(events[index - 1], event) <= 0);
  return withLastInOrder(isSorted ? events : events.toSorted(compareEvents));
}

function compareEvents(a: TransactionEvent | undefined, b: TransactionEvent): number {
  if (a === undefined) return -1;
  // Only two admitted branches of one chain can have the same key: then the tag decides.
  return compareKeys(a.event.key, b.event.key) || compareText(a.event.id, b.event.id);
}

/** The row as it is flushed and compared: equal states give equal bytes. */
export function rowText(stream: StreamId, row: StreamRow): string {
  if (row.stored !== undefined) return unpackRow(row.stored.packed);
  const { last, events, unknown, state } = row;
  const fold = foldOf(stream);
  const key = last === undefined ? null : [last.hlc, last.origin, last.seq];
  const packed = fold?.row === undefined ? state : fold.row.pack(state);
  return JSON.stringify({ v: fold?.version ?? 0, last: key, events, unknown, state: packed });
}

/** Folds a stream as `foldStream` does, and packs what becomes of it. */
export function foldAhead(stream: StreamId, events: ReadonlyArray<TransactionEvent>): RowAhead {
  const row = foldStream(stream, events);
  const text = rowText(stream, row);
  return {
    stream,
    last: row.last,
    events: row.events,
    unknown: row.unknown,
    packed: packRow(text),
    size: text.length,
    derived: row.derived(),
  };
}

/** The row of a stream that was folded ahead. Its state is read when somebody asks for it: mostly nobody does. */
export function fromAhead({
  stream,
  last,
  events,
  unknown,
  derived,
  ...stored
}: RowAhead): StreamRow {
  const whole = lazy(() => parseRow(unpackRow(stored.packed), foldOf(stream)));
  return {
    last,
    events,
    unknown,
    get state() {
      return whole().state;
    },
    derived: () => derived,
    stored: { packed: stored.packed, size: stored.size },
  };
}

export function parseRow(text: string | undefined, fold: Fold<unknown> | undefined): StreamRow {
  if (text === undefined) return emptyRow(fold);
  // Written by rowText above, in a file that only the ledger writes.
  const row = JSON.parse(text) as {
    readonly last: readonly [number, Origin, number] | null;
    readonly events: number;
    readonly unknown: ReadonlyArray<UnknownEvent>;
    readonly state: unknown;
  };
  const last =
    row.last === null ? undefined : { hlc: row.last[0], origin: row.last[1], seq: row.last[2] };
  const state = fold?.row === undefined ? row.state : fold.row.unpack(row.state);
  return toRow(fold, { last, events: row.events, unknown: row.unknown, state });
}

/** Compares by the bytes of UTF-8, as SQLite does: never by locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  // Code units sort as UTF-8 does, but for the halves of characters beyond the first 65,536.
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

const SURROGATE = /[\ud800-\udfff]/;
