/**
 * Which streams changed when, for what is worked out of many of them and kept, such as the catalogue.
 * Outlives a projection, so that what is kept above it stays right.
 */

import { type StreamId, streamType } from "../../domain/identity.ts";

export interface Revisions {
  /** Rises with each change of a stream of this type. */
  readonly of: (type: string) => number;
  /** The streams that changed since; undefined where that isn't known any more. */
  readonly since: (type: string, revision: number) => ReadonlySet<StreamId> | undefined;
  readonly bump: (stream: StreamId) => void;
  /** Anything may have changed. `beyond`: revisions of others that must not be taken for these. */
  readonly startOver: (beyond?: number) => void;
  /** The largest revision of any type. */
  readonly newest: () => number;
  /** Rises with each change of any stream, for what is worked out of streams of many types. */
  readonly stamp: () => number;
}

interface Changes {
  /** The revision of the first remembered change. */
  from: number;
  streams: StreamId[];
}

const NOTHING: ReadonlySet<StreamId> = new Set();

/** The most changes that are remembered; a reader from before them reads everything anew. */
const REMEMBERED_MAX = 1000;

/** For what nobody looks at while it changes. */
export const noRevisions: Revisions = {
  of: () => 0,
  since: () => undefined,
  bump: () => undefined,
  startOver: () => undefined,
  newest: () => 0,
  stamp: () => 0,
};

export function createRevisions(): Revisions {
  /** The least revision of a type that has not changed since everything began anew. */
  let base = 0;
  let stamp = 0;
  const changesByType = new Map<string, Changes>();

  function of(type: string): number {
    const changes = changesByType.get(type);
    return changes === undefined ? base : changes.from + changes.streams.length;
  }

  function newest(): number {
    return Math.max(base, ...[...changesByType.keys()].map(of));
  }

  return {
    of,
    since: (type, revision) => {
      const { from, streams } = changesByType.get(type) ?? { from: base, streams: [] };
      if (revision < from) return undefined;
      // The answer is mostly empty, and is read with each key.
      return revision - from === streams.length ? NOTHING : new Set(streams.slice(revision - from));
    },
    bump: (stream) => {
      stamp += 1;
      const type = streamType(stream);
      const changes = changesByType.get(type) ?? { from: base, streams: [] };
      if (changes.streams.length === REMEMBERED_MAX) {
        changes.from += REMEMBERED_MAX;
        changes.streams = [];
      }
      changes.streams.push(stream);
      changesByType.set(type, changes);
    },
    startOver: (beyond = 0) => {
      stamp += 1;
      base = 1 + Math.max(newest(), beyond);
      changesByType.clear();
    },
    newest,
    stamp: () => stamp,
  };
}
