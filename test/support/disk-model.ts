/**
 * A disk that may lose what was not synced. It is told what a process did, and says at any moment
 * which files a power cut could leave behind.
 *
 * Of the changes that a file has seen since its last sync the disk may have: all, none, the first
 * only, the last only, or all with the last one torn at a sector border. A file that was made,
 * renamed or removed may have its new name or its old one until its folder is synced.
 */

import { type DiskEvent } from "./disk-recording.ts";

export type Files = ReadonlyMap<string, Buffer>;

export interface Outcome {
  /** What became of the changes that were not synced. */
  readonly name: string;
  /** Equal for outcomes with equal files. */
  readonly key: string;
  readonly files: () => Files;
}

export interface Disk {
  readonly apply: (event: DiskEvent) => void;
  /** What a power cut now could leave behind; each set of files once. */
  readonly outcomes: () => ReadonlyArray<Outcome>;
}

export const SECTOR_BYTES = 512;

type Change = Extract<DiskEvent, { type: "write" | "truncate" }>;

interface File {
  /** Whatever it is called. */
  readonly number: number;
  /** As it is on the disk for certain. */
  synced: Buffer;
  syncedChanges: number;
  pending: Array<Change>;
}

type Names = ReadonlyMap<string, File>;

/** Which changes of a file are on the disk: so many from the first on, and a part of others. */
interface Survivors {
  readonly first: number;
  readonly others: ReadonlyArray<Change>;
  readonly mark: string;
}

export function createDisk(initial: Files): Disk {
  let count = 0;
  function newFile(synced: Buffer): File {
    count += 1;
    return { number: count, synced, syncedChanges: 0, pending: [] };
  }

  const now = new Map([...initial].map(([name, bytes]) => [name, newFile(bytes)] as const));
  let certain: Names = new Map(now);

  function applyToNames(event: NameEvent): void {
    const file = now.get(event.file) ?? newFile(Buffer.alloc(0));
    if (event.type === "create") now.set(event.file, file);
    else now.delete(event.file);
    if (event.type === "rename") now.set(event.to, file);
  }

  return {
    apply: (event) => {
      switch (event.type) {
        case "told":
          return;
        case "sync-folder":
          certain = new Map(now);
          return;
        case "create":
        case "rename":
        case "remove":
          applyToNames(event);
          return;
        default: {
          // One without a name is gone when the power is.
          const file = now.get(event.file);
          if (file !== undefined) applyToFile(file, event);
        }
      }
    },
    outcomes: () => outcomesOf({ now, certain }),
  };
}

type NameEvent = Extract<DiskEvent, { type: "create" | "rename" | "remove" }>;

function applyToFile(file: File, event: Change | Extract<DiskEvent, { type: "sync" }>): void {
  if (event.type !== "sync") {
    file.pending.push(event);
    return;
  }
  file.synced = changed(file.synced, file.pending);
  file.syncedChanges += file.pending.length;
  file.pending = [];
}

/** Undefined when a file has nothing to which it could happen. */
type Fate = (file: File, name: string) => Survivors | undefined;

function all({ pending }: File): Survivors {
  return { first: pending.length, others: [], mark: "" };
}

function none(): Survivors {
  return { first: 0, others: [], mark: "" };
}

function firstOnly({ pending }: File): Survivors | undefined {
  return pending.length === 0 ? undefined : { first: 1, others: [], mark: "" };
}

function lastOnly({ pending }: File): Survivors | undefined {
  const last = pending.at(-1);
  if (last === undefined || pending.length === 1) return undefined;
  return { first: 0, others: [last], mark: `+${pending.length - 1}` };
}

function lastTorn({ pending }: File): Survivors | undefined {
  const half = tornHalf(pending.at(-1));
  if (half === undefined) return undefined;
  return { first: pending.length - 1, others: [half], mark: "+half" };
}

interface Folder {
  readonly now: Names;
  readonly certain: Names;
}

function outcomesOf(folder: Folder): ReadonlyArray<Outcome> {
  const unsynced = [...folder.now].filter(([, { pending }]) => pending.length > 0);
  const parted = unsynced.length < 2 ? [] : unsynced.map(([name]) => name);
  const found = [
    toOutcome(folder, "all kept", { fate: all }),
    toOutcome(folder, "all lost", { fate: none, names: "certain" }),
    toOutcome(folder, "names lost", { fate: all, names: "certain" }),
    toOutcome(folder, "only names kept", { fate: none }),
    toOutcome(folder, "last torn", { fate: lastTorn }),
    toOutcome(folder, "only the first kept", { fate: firstOnly }),
    toOutcome(folder, "only the last kept", { fate: lastOnly }),
    ...parted.map((only) =>
      toOutcome(folder, `only ${only} kept`, {
        fate: (file, name) => (name === only ? all(file) : none()),
      }),
    ),
  ];
  const keys = found.map(({ key }) => key);
  return found.filter(({ key }, index) => keys.indexOf(key) === index);
}

function toOutcome(
  folder: Folder,
  name: string,
  { fate, names = "now" }: { readonly fate: Fate; readonly names?: keyof Folder },
): Outcome {
  const there = [...folder[names]].map(([fileName, file]) => ({
    fileName,
    number: file.number,
    synced: file.synced,
    syncedChanges: file.syncedChanges,
    // The list is added to later, and the files may be asked for then.
    pending: [...file.pending],
    survivors: fate(file, fileName) ?? all(file),
  }));
  return {
    name,
    key: there
      .map(({ fileName, number, syncedChanges, survivors: { first, mark } }) => {
        return `${fileName} is ${number}: ${syncedChanges + first}${mark}`;
      })
      .join(", "),
    files: () =>
      new Map(
        there.map(({ fileName, synced, pending, survivors: { first, others } }) => [
          fileName,
          changed(synced, [...pending.slice(0, first), ...others]),
        ]),
      ),
  };
}

/** The part of a write before the sector border nearest after its middle; undefined without one. */
function tornHalf(change: Change | undefined): Change | undefined {
  if (change?.type !== "write") return undefined;
  const { offset, bytes } = change;
  const end = offset + bytes.length;
  const afterMiddle = Math.ceil((offset + bytes.length / 2) / SECTOR_BYTES) * SECTOR_BYTES;
  const border =
    afterMiddle < end ? afterMiddle : Math.floor((end - 1) / SECTOR_BYTES) * SECTOR_BYTES;
  return border <= offset ? undefined : { ...change, bytes: bytes.subarray(0, border - offset) };
}

/** A copy with the changes made; a hole is zeros. */
function changed(before: Buffer, changes: ReadonlyArray<Change>): Buffer {
  if (changes.length === 0) return before;
  let size = before.length;
  let longest = size;
  for (const change of changes) {
    size =
      change.type === "truncate"
        ? change.size
        : Math.max(size, change.offset + change.bytes.length);
    longest = Math.max(longest, size);
  }
  const after = Buffer.alloc(longest);
  before.copy(after);
  for (const change of changes) {
    if (change.type === "write") change.bytes.copy(after, change.offset);
    else after.fill(0, change.size);
  }
  return after.subarray(0, size);
}
