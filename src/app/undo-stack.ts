/**
 * What could be taken back at this till, the last first. It outlives the session, so that another person
 * can take back what the one before did, by their own rights; not a restart.
 */

import { type Undo } from "../domain/commands/undo-order.ts";
import { type EventId } from "../domain/identity.ts";

export interface UndoStack {
  readonly push: (order: EventId, undo: Undo) => void;
  /** What is noted during the work is one step, however many actions it takes. */
  readonly together: <Value>(work: () => Value) => Value;
  readonly last: (order: EventId) => UndoEntry | undefined;
  /** It was taken back. `again`: the line that stands for the one that it named. */
  readonly done: (order: EventId, again: EventId | undefined) => void;
  /** Nothing of it can be taken back any more: it is paid. */
  readonly forget: (order: EventId) => void;
}

export interface UndoEntry {
  readonly order: EventId;
  readonly undo: Undo;
  /** Entries of one step have the same. */
  readonly step: number;
}

/** More than anybody remembers. */
const ENTRIES_MAX = 200;

export function createUndoStack(): UndoStack {
  let entries: ReadonlyArray<UndoEntry> = [];
  let step = 0;
  let isTogether = false;

  function lastOf(order: EventId): UndoEntry | undefined {
    return entries.findLast((entry) => entry.order === order);
  }

  return {
    push: (order, undo) => {
      if (!isTogether) step += 1;
      entries = [...entries, { order, undo, step }].slice(-ENTRIES_MAX);
    },
    together: (work) => {
      step += 1;
      isTogether = true;
      try {
        return work();
      } finally {
        isTogether = false;
      }
    },
    last: lastOf,
    done: (order, again) => {
      const taken = lastOf(order);
      const rest = entries.filter((entry) => entry !== taken);
      const gone = taken?.undo.type === "put-back" ? taken.undo.line : undefined;
      entries =
        gone === undefined || again === undefined
          ? rest
          : rest.map((entry) => renamed(entry, gone, again));
    },
    forget: (order) => {
      entries = entries.filter((entry) => entry.order !== order);
    },
  };
}

/** What was done before to a line that is back under another name was done to that. */
function renamed(entry: UndoEntry, from: EventId, to: EventId): UndoEntry {
  const { undo } = entry;
  return "line" in undo && undo.line === from ? { ...entry, undo: { ...undo, line: to } } : entry;
}
