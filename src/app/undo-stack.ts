/**
 * What could be taken back at this till, the last first. It outlives the session, so that another person
 * can take back what the one before did, by their own rights; not a restart.
 */

import { type Undo } from "../domain/commands/undo-order.ts";
import { type EventId } from "../domain/identity.ts";

export interface UndoStack {
  /** One step, however many things it did. */
  readonly push: (order: EventId, undos: ReadonlyArray<Undo>) => void;
  readonly last: (order: EventId) => UndoEntry | undefined;
  /** It was taken back. `again`: the line that stands for the one that it named. */
  readonly done: (order: EventId, again: EventId | undefined) => void;
  /** Nothing of it can be taken back any more: it is paid. */
  readonly forget: (order: EventId) => void;
  /** The first line of the round that was repeated last, for whoever wants it once more. */
  readonly round: (order: EventId | undefined) => EventId | undefined;
  readonly noteRound: (order: EventId, first: EventId) => void;
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
  let rounds: ReadonlyArray<readonly [order: EventId, first: EventId]> = [];

  function lastOf(order: EventId): UndoEntry | undefined {
    return entries.findLast((entry) => entry.order === order);
  }

  return {
    push: (order, undos) => {
      step += 1;
      const noted = undos.map((undo) => ({ order, undo, step }));
      entries = [...entries, ...noted].slice(-ENTRIES_MAX);
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
    round: (order) => rounds.find(([of]) => of === order)?.[1],
    noteRound: (order, first) => {
      const others = rounds.filter(([of]) => of !== order);
      rounds = [...others, [order, first] as const].slice(-ENTRIES_MAX);
    },
  };
}

/** What was done before to a line that is back under another name was done to that. */
function renamed(entry: UndoEntry, from: EventId, to: EventId): UndoEntry {
  const { undo } = entry;
  if (undo.type === "course-back") {
    const lines = undo.lines.map((it) => (it.line === from ? { ...it, line: to } : it));
    return { ...entry, undo: { ...undo, lines } };
  }
  return "line" in undo && undo.line === from ? { ...entry, undo: { ...undo, line: to } } : entry;
}
