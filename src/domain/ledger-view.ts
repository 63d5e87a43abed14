/**
 * The reads of the ledger that decisions and views use: folded states, sums and the index. The
 * domain declares them because it needs them; the ledger implements them.
 */

import { type StateByType, type StreamType } from "./folds/folds.ts";
import { type BusinessDay, type EventId, type StreamId } from "./identity.ts";

/** An event in a stream that this build cannot fold. */
export interface UnknownEvent {
  readonly id: EventId;
  readonly kind: string;
  readonly v: number;
  /** Whether the event is critical: its header says so, or this build does for a kind that it knows. */
  readonly critical: boolean;
  readonly day: BusinessDay;
  /**
   * Whether its body can't be valid in any build: it is of a kind and version that this build knows, and
   * doesn't fit.
   */
  readonly isInvalid?: true;
}

export interface LedgerView {
  /** The folded state of a stream; the empty state when it has no events. */
  readonly state: <Type extends StreamType>(type: Type, name: string) => StateByType[Type];
  /**
   * Reads a state without keeping it for the next time: for what is looked at once, such as each of
   * 20,000 goods.
   */
  readonly glance: <Type extends StreamType>(type: Type, name: string) => StateByType[Type];
  /** Returns the events of the stream that this build cannot fold. */
  readonly unknownIn: (stream: StreamId) => ReadonlyArray<UnknownEvent>;
  /**
   * Returns a number that changes whenever a stream of this type does, so that results may be kept
   * until then.
   */
  readonly revision: (type: StreamType) => number;
  /**
   * Returns the streams of this type that changed since a revision; undefined where that is not
   * known any more.
   */
  readonly changedSince: (type: StreamType, revision: number) => ReadonlySet<StreamId> | undefined;
  /**
   * Returns a number that changes whenever anything does that this view shows: together with the view itself it
   * stands for all that can be worked out of it, so that results may be kept as long as both are the same.
   */
  readonly stamp: () => number;
  /** Returns the sum under a key; zero when nothing counts under it. */
  readonly sum: (key: string) => number;
  /** Returns the sums whose key begins with the prefix, by rising key; those before `from` are left out. */
  readonly sums: (
    prefix: string,
    from?: string,
  ) => ReadonlyArray<readonly [key: string, amount: number]>;
  /** Returns the streams that have a tag, by rising name. */
  readonly tagged: (tag: string) => ReadonlyArray<StreamId>;
  /** Returns the greatest tags that begin with the prefix, falling, with their streams. */
  readonly lastTagged: (
    prefix: string,
    limit: number,
  ) => ReadonlyArray<readonly [tag: string, stream: StreamId]>;
}
