/**
 * What decisions and views read of the ledger: folded states, sums and the index. Declared here
 * because the domain needs it; the ledger fits it.
 */

import { type StateByType, type StreamType } from "./folds/folds.ts";
import { type BusinessDay, type EventId, type StreamId } from "./identity.ts";

/** What a stream holds and this build can't fold. */
export interface UnknownEvent {
  readonly id: EventId;
  readonly kind: string;
  readonly v: number;
  /** Says who wrote it, in its header, or this build, of a kind that it knows. */
  readonly critical: boolean;
  readonly day: BusinessDay;
}

export interface LedgerView {
  /** The folded state of a stream; the empty state when it has no events. */
  readonly state: <Type extends StreamType>(type: Type, name: string) => StateByType[Type];
  /** The same of what is looked at once, such as each of 20,000 goods: it is not kept for the next time. */
  readonly glance: <Type extends StreamType>(type: Type, name: string) => StateByType[Type];
  /** What in the stream can't be folded by this build. */
  readonly unknownIn: (stream: StreamId) => ReadonlyArray<UnknownEvent>;
  /** Changes whenever a stream of this type does: what is worked out from it may be kept till then. */
  readonly revision: (type: StreamType) => number;
  /** Streams of this type that changed since that revision; undefined where that isn't known any more. */
  readonly changedSince: (type: StreamType, revision: number) => ReadonlySet<StreamId> | undefined;
  /** Zero when nothing counts under the key. */
  readonly sum: (key: string) => number;
  /** Sums whose key starts so, by rising key. */
  readonly sums: (prefix: string) => ReadonlyArray<readonly [key: string, amount: number]>;
  /** Streams found under a word, by rising name. */
  readonly tagged: (tag: string) => ReadonlyArray<StreamId>;
  /** The greatest tags that start so, falling, with their streams. */
  readonly lastTagged: (
    prefix: string,
    limit: number,
  ) => ReadonlyArray<readonly [tag: string, stream: StreamId]>;
}
