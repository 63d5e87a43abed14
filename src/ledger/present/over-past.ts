/**
 * Today on top of a past: what a box reads that has folded its shop before and is far behind it now.
 *
 * What it was told is folded onto what it has, as if it had heard it in order: stream by stream, and only what is
 * newer by a signed write. So nothing that is here is ever gone or less because of what somebody tells, whatever a
 * teller leaves out; sums move by what the told events change, and by nobody's word.
 */

import { type StateByType, type StreamType } from "../../domain/folds/folds.ts";
import {
  deviceOf,
  type Origin,
  type StreamId,
  streamType,
  toStreamId,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Admission, type StageOneResult } from "../../domain/membership/admission.ts";
import { createStageOne, type StageOne } from "../log/stage-one.ts";
import {
  type StoredTransaction,
  toTransaction,
  type TransactionEvent,
} from "../log/stored-transaction.ts";
import { type Follower } from "../projection/follower.ts";
import { createTagChanges, mergedSums } from "../projection/projection.ts";
import { type Revisions } from "../projection/revisions.ts";
import { type Derived, foldOnTop, inKeyOrder, type StreamRow } from "../projection/stream-row.ts";
import { type Store } from "../store.ts";
import { eventsByStream, type ReadPiece } from "./present-pieces.ts";
import { type PresentFacts } from "./present-table.ts";
import { type ShownPresent } from "./shown-present.ts";
import { HOLDS_ALL } from "./tell-present.ts";

export interface OverPastDeps {
  readonly store: Pick<Store, "head" | "control">;
  readonly shop: StageOneDeps["shop"];
  readonly founder: StageOneDeps["founder"];
  /** What is here, folded as ever. */
  readonly past: Past;
  /** Those of the past: what is shown changes with either. */
  readonly revisions: Revisions;
}

type StageOneDeps = Parameters<typeof createStageOne>[0];
export type Past = Pick<Follower, "view" | "row" | "eventsOf" | "stageOne" | "admission">;

export interface Told {
  readonly pieces: ReadonlyArray<ReadPiece>;
  /** Of these the pieces hold all that matters. */
  readonly streams: ReadonlySet<StreamId>;
  readonly uncounted: PresentFacts["uncounted"];
}

export interface OverPast extends Omit<ShownPresent, "facts"> {
  /** Takes up what has changed in the past. Call with that caught up, inside a transaction. */
  readonly refresh: () => void;
}

/** A stream of which something was told that is not here. */
interface Over {
  readonly row: StreamRow;
  /** What the past's own row counts for. */
  readonly below: Derived;
}

/** Whether anything in these transactions is beyond what is here. What is not, is here or contradicts what is. */
export function isBeyond(
  store: Pick<Store, "head">,
  { origin, first }: StoredTransaction,
): boolean {
  return first > (store.head(origin)?.seq ?? 0);
}

export function createOverPast(deps: OverPastDeps, told: Told): OverPast {
  const { past, revisions, store } = deps;
  const overs = new Map<StreamId, Over>();
  const totals = createTotalsOver(past, overs);
  const seen = new Map<StreamType, number>();
  const furthest = new Map<Origin, number>();
  for (const { piece, transactions } of told.pieces) {
    const last = transactions.at(-1)?.last ?? 0;
    furthest.set(piece.origin, Math.max(last, furthest.get(piece.origin) ?? 0));
  }
  let members = membersOf(deps, told);
  let news = newsOf(deps, told, members);
  let heads = headsText();

  function headsText(): string {
    return [...furthest.keys()].map((origin) => store.head(origin)?.seq ?? 0).join(" ");
  }

  function foldAgain(stream: StreamId): void {
    const events = news.get(stream);
    if (events === undefined) overs.delete(stream);
    else {
      const below = past.row(stream);
      const row = foldOnTop(below, {
        stream,
        events: inKeyOrder(events),
        all: () => [...past.eventsOf(stream), ...events],
      });
      overs.set(stream, { row, below: below.derived() });
    }
    totals.moved();
    revisions.bump(stream);
  }

  function noteSeen(): void {
    for (const stream of news.keys()) {
      const type = streamType(stream) as StreamType;
      seen.set(type, revisions.of(type));
    }
  }

  /** Returns the streams whose rows in the past may be others now. */
  function movedBelow(): Set<StreamId> {
    const moved = new Set<StreamId>();
    for (const [type, revision] of seen) {
      if (revisions.of(type) === revision) continue;
      const changed = revisions.since(type, revision);
      for (const stream of overs.keys()) {
        if (streamType(stream) === type && changed?.has(stream) !== false) moved.add(stream);
      }
    }
    return moved;
  }

  function refresh(): void {
    const moved = movedBelow();
    const now = headsText();
    const isOther = past.stageOne().result() !== members.below;
    if (isOther || now !== heads) {
      if (isOther) members = membersOf(deps, told);
      const before = news;
      heads = now;
      news = newsOf(deps, told, members);
      for (const stream of new Set([...before.keys(), ...news.keys()])) {
        if (isOther || before.get(stream)?.length !== news.get(stream)?.length) moved.add(stream);
      }
    }
    for (const stream of moved) foldAgain(stream);
    if (moved.size > 0) noteSeen();
  }

  for (const stream of news.keys()) foldAgain(stream);
  noteSeen();
  return {
    view: {
      // The type names the fold that made the state.
      state: <Type extends StreamType>(type: Type, name: string) =>
        (overs.get(toStreamId(type, name))?.row.state ??
          past.view().state(type, name)) as StateByType[Type],
      glance: <Type extends StreamType>(type: Type, name: string) =>
        (overs.get(toStreamId(type, name))?.row.state ??
          past.view().glance(type, name)) as StateByType[Type],
      unknownIn: (stream) => overs.get(stream)?.row.unknown ?? past.view().unknownIn(stream),
      revision: revisions.of,
      changedSince: revisions.since,
      stamp: revisions.stamp,
      ...totals.view,
    },
    lastHlc: (stream) => overs.get(stream)?.row.last?.hlc ?? 0,
    // What somebody claims to hold besides is not known by that.
    knownTo: (origin) => furthest.get(origin) ?? 0,
    admission: () => members.admission,
    founding: () => past.stageOne().founding(),
    result: () => past.stageOne().result(),
    keyOf: (device) => members.stageOne.keyOf(device),
    refresh,
  };
}

interface Members {
  /** Who counts by what is here and what was told, together. */
  readonly stageOne: StageOne;
  /** Whom the past lets in, as it says, and those besides whom only told acts let in. */
  readonly admission: Admission;
  /** What the past alone says, of which this was worked out. */
  readonly below: StageOneResult;
}

function membersOf({ store, shop, founder, past }: OverPastDeps, { pieces }: Told): Members {
  const stageOne = createStageOne({ shop, founder, ...HOLDS_ALL });
  for (const row of store.control()) stageOne.note(toTransaction(row));
  for (const { transactions } of pieces) {
    for (const one of transactions) if (isBeyond(store, one)) stageOne.note(one);
  }
  const admission = new Map([...stageOne.admission(), ...past.admission()]);
  return { stageOne, admission, below: past.stageOne().result() };
}

/** Returns what was told, counts and is not here, by its streams. */
function newsOf(
  { store }: OverPastDeps,
  { pieces, streams, uncounted }: Told,
  { stageOne, admission }: Members,
): ReadonlyMap<StreamId, ReadonlyArray<TransactionEvent>> {
  const left = new Set(uncounted.map(({ origin, seq, hash }) => `${origin} ${seq} ${hash}`));

  function counts(one: StoredTransaction): boolean {
    if (admission.get(deviceOf(one.origin))?.revoked !== false) return false;
    if (!stageOne.isAdmitted(one)) return false;
    return left.size === 0 || !left.has(`${one.origin} ${one.last} ${one.hash}`);
  }

  function* newOnes(): Generator<StoredTransaction> {
    for (const { transactions } of pieces) {
      for (const one of transactions) if (isBeyond(store, one) && counts(one)) yield one;
    }
  }

  return eventsByStream(streams, newOnes());
}

/** Sums and index of the past with what is told on top. Few streams are: what they change is added up anew. */
function createTotalsOver(
  past: Past,
  overs: ReadonlyMap<StreamId, Over>,
): {
  /** Something on top, or below it, is another now. */
  readonly moved: () => void;
  readonly view: Pick<LedgerView, "sum" | "sums" | "tagged" | "lastTagged">;
} {
  let known: ReturnType<typeof addedUp> | undefined;

  function now(): ReturnType<typeof addedUp> {
    known ??= addedUp(overs);
    return known;
  }

  return {
    moved: () => {
      known = undefined;
    },
    view: {
      sum: (key) => past.view().sum(key) + (now().sums.get(key) ?? 0),
      sums: (prefix, from) =>
        mergedSums(past.view().sums(prefix, from), now().sums, [prefix, from]),
      tagged: (tag) => now().tags.tagged(tag, past.view().tagged(tag)),
      lastTagged: (prefix, limit) =>
        now().tags.lastTagged(prefix, limit, (count) => past.view().lastTagged(prefix, count)),
    },
  };
}

function addedUp(overs: ReadonlyMap<StreamId, Over>): {
  readonly sums: ReadonlyMap<string, number>;
  readonly tags: ReturnType<typeof createTagChanges>;
} {
  const sums = new Map<string, number>();
  const tags = createTagChanges();
  function add(sign: 1 | -1, { contributions }: Derived): void {
    for (const [key, amount] of contributions) sums.set(key, (sums.get(key) ?? 0) + sign * amount);
  }
  for (const [stream, { row, below }] of overs) {
    const derived = row.derived();
    add(-1, below);
    add(1, derived);
    tags.move(stream, below.tags, derived.tags);
  }
  return { sums, tags };
}
