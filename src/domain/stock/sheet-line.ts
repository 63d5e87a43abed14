/**
 * What was entered for an article on a sheet: entries add up, since two people count two shelves, unless one
 * says which others it stands for. All of it is a function of the set of entries, in whatever order they come.
 */

import { compareKeys } from "../events/event.ts";
import { type EventId, type StreamId, toStreamId } from "../identity.ts";
import { type SheetCount, type SheetEntry, type SheetLineState } from "../state/stocktake-state.ts";

/** Returns the stream of an article on a sheet. Ids have no slash, as articles may. */
export function sheetLineStream(sheet: EventId, sku: string): StreamId {
  return toStreamId("sheet-line", sheetLineName(sheet, sku));
}

export function sheetLineName(sheet: EventId, sku: string): string {
  return `${sheet}/${sku}`;
}

export function readSheetLineName(name: string): { readonly sheet: EventId; readonly sku: string } {
  const at = name.indexOf("/");
  return { sheet: name.slice(0, at) as EventId, sku: name.slice(at + 1) };
}

/**
 * Returns the entries that hold, by rising key: those for which no other stands. Each names all that it stands for,
 * also by way of others.
 */
export function standingEntries({ entries }: SheetLineState): ReadonlyArray<SheetEntry> {
  // What an entry stands for was there before it, so that it is known already.
  const allByEntry = new Map<EventId, ReadonlySet<EventId>>();
  for (const { id, replaces } of entries) {
    const all = new Set(replaces);
    for (const one of replaces) for (const before of allByEntry.get(one) ?? []) all.add(before);
    allByEntry.set(id, all);
  }
  const replaced = new Set(entries.flatMap(({ replaces }) => replaces));
  return entries
    .filter(({ id }) => !replaced.has(id))
    .map((entry) => Object.assign({}, entry, { replaces: [...(allByEntry.get(entry.id) ?? [])] }));
}

/**
 * `entries`: by rising key. Of several that stand for the same ones the last counts: tills that were apart counted
 * the same goods anew.
 */
export function enteredSum(entries: ReadonlyArray<SheetEntry>): number {
  const counting = entries.filter(
    (one, at) => !entries.slice(at + 1).some((later) => standsForSame(one, later)),
  );
  return counting.reduce((sum, { counted }) => sum + counted, 0);
}

/** Says whether tills that were apart counted the same goods anew, and not alike: only a person knows which holds. */
export function isContradicted(entries: ReadonlyArray<SheetEntry>): boolean {
  return entries.some((one, at) =>
    entries
      .slice(at + 1)
      .some((later) => standsForSame(one, later) && one.counted !== later.counted),
  );
}

function standsForSame(one: SheetEntry, other: SheetEntry): boolean {
  return one.replaces.some((id) => other.replaces.includes(id));
}

/**
 * Returns the approval that holds: that of the last entry, and of two of the same last entry the later one, as
 * for the stock. What it did not know is not lost: it is among `uncountedEntries`. Undefined until there is one.
 */
export function standingCount({ counts }: SheetLineState): SheetCount | undefined {
  const [first, ...later] = counts;
  return later.reduce<SheetCount | undefined>(
    (best, count) => (best !== undefined && compareKeys(best.at, count.at) > 0 ? best : count),
    first,
  );
}

/**
 * Returns the entries that hold and are in no approval that holds: all until the article is approved, and
 * afterwards those of tills that were apart.
 */
export function uncountedEntries(line: SheetLineState): ReadonlyArray<SheetEntry> {
  const counted = new Set(standingCount(line)?.entries);
  return standingEntries(line).filter(({ id }) => !counted.has(id));
}
