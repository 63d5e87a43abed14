/**
 * What could be taken back at this till, the last first. It outlives the session, so that another person
 * can take back what the one before did, by their own rights; not a restart.
 *
 * What was done while an order was on the screen stands with it, whatever it was done to: the key never
 * reaches past the last act to an older one.
 */

import { type Undo } from "../../domain/commands/order/undo-order.ts";
import { type EventId } from "../../domain/identity.ts";
import { type NextOrder } from "./next-order.ts";

/** The order on the screen; undefined for none. */
export type Slot = EventId | undefined;

export type Step =
  | Undo
  /** Chosen for the order that is begun next. `onOrder`: the same once it has begun. */
  | { readonly type: "next-back"; readonly before: Readonly<NextOrder>; readonly onOrder: Undo }
  /** Nothing was written of it either: whose is what is added. */
  | { readonly type: "seat-back"; readonly before: Pick<NextOrder, "seat"> }
  /** Nothing takes it back, and nothing from before it is reached. */
  | { readonly type: "stays"; readonly what: Staying };

export type Staying =
  | "kitchen"
  | "bill"
  | "money"
  | "payment"
  | "drawer"
  | "count"
  | "day"
  | "other";

export interface UndoStack {
  /** Adds one entry, however many steps the act took. */
  readonly push: (slot: Slot, steps: ReadonlyArray<Step>) => void;
  readonly last: (slot: Slot) => UndoEntry | undefined;
  /** The lines that the last entries of one step put back, the last one first. */
  readonly linesBack: (slot: Slot) => ReadonlyArray<EventId>;
  /** Removes the entry, because it was undone. `again`: the line that replaces the one it named. */
  readonly done: (slot: Slot, again: EventId | undefined) => void;
  /** An order came where none was: what was done before it stands with it from now on. */
  readonly attachTo: (order: EventId, how: "begun" | "brought") => void;
  /** Nothing of it can be taken back any more: it is paid. */
  readonly forget: (slot: Slot) => void;
}

export interface UndoEntry {
  readonly slot: Slot;
  readonly undo: Step;
  /** Entries of one step have the same. */
  readonly step: number;
}

/** The most entries: more than anybody remembers. */
const ENTRIES_MAX = 200;

export function createUndoStack(): UndoStack {
  let entries: ReadonlyArray<UndoEntry> = [];
  let step = 0;

  function lastOf(slot: Slot): UndoEntry | undefined {
    return entries.findLast((entry) => entry.slot === slot);
  }

  return {
    push: (slot, steps) => {
      step += 1;
      const noted = steps.map((undo) => ({ slot, undo, step }));
      entries = [...entries, ...noted].slice(-ENTRIES_MAX);
    },
    last: lastOf,
    linesBack: (slot) => {
      const last = lastOf(slot);
      const own = entries.filter((entry) => entry.slot === slot && entry.step === last?.step);
      const before = own.findLastIndex(({ undo }) => undo.type !== "put-back");
      return own
        .slice(before + 1)
        .toReversed()
        .flatMap(({ undo }) => (undo.type === "put-back" ? [undo.line] : []));
    },
    done: (slot, again) => {
      const taken = lastOf(slot);
      const rest = entries.filter((entry) => entry !== taken);
      const gone = taken?.undo.type === "put-back" ? taken.undo.line : undefined;
      entries =
        gone === undefined || again === undefined
          ? rest
          : rest.map((entry) => renamed(entry, gone, again));
    },
    attachTo: (order, how) => {
      entries = entries.flatMap((entry) => {
        const { slot, undo } = entry;
        if (slot !== undefined) return [entry];
        // How the sale before was paid is no act of this order.
        if (undo.type === "stays" && undo.what === "payment") return [];
        if (undo.type !== "next-back") return [{ ...entry, slot: order }];
        // An order that was there already is served as somebody has said for it.
        return how === "brought" ? [] : [{ ...entry, slot: order, undo: undo.onOrder }];
      });
    },
    forget: (slot) => {
      entries = entries.filter((entry) => entry.slot !== slot);
    },
  };
}

/** Renames a line in the entry, because the line came back under another id. */
function renamed(entry: UndoEntry, from: EventId, to: EventId): UndoEntry {
  const { undo } = entry;
  if (undo.type === "course-back") {
    const lines = undo.lines.map((it) => (it.line === from ? { ...it, line: to } : it));
    return { ...entry, undo: { ...undo, lines } };
  }
  return "line" in undo && undo.line === from ? { ...entry, undo: { ...undo, line: to } } : entry;
}
