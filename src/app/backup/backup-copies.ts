/** Copies of a shop as they lie in a folder: found, opened with the recovery code, and looked through. */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import {
  BACKUP_VERSION,
  isCopyFolder,
  type Manifest,
  manifestName,
  openManifest,
  readManifestHead,
  segmentName,
  sha256,
  type Slot,
  SLOTS,
  splitRecords,
  tailName,
} from "../../ledger/recovery/backup-format.ts";
import { openBackupKey, openFile } from "../../ledger/recovery/backup-seal.ts";
import { type RecoverySecrets } from "../../ledger/recovery/recovery-code.ts";
import { type Part } from "../../ledger/recovery/refill.ts";
import { errnoCode } from "../system/errno-code.ts";

/** The files of one device in one place. */
export interface Copy {
  readonly type: "opened";
  readonly folder: string;
  /** The newest backup in it that is whole; if none is, the newest. */
  readonly manifest: Manifest;
  /** All the parts that may help, with those that only an older backup has. */
  readonly parts: ReadonlyArray<Part>;
}

export interface UnopenedCopy {
  readonly type: "unopened";
  readonly folder: string;
  readonly reason: /** No manifest can be read in it. */
    | "damaged"
    /** Sealed for another sheet. */
    | "other-sheet"
    | "newer-version";
}

/** Called with a sentence for each missing or damaged file. */
export type OnDamage = (sentence: string) => void;

/** A stick is named by its mount point, or by the folder in which people keep their copies. */
const DEPTH_MAX = 2;

/** Folders of copies in these folders, or these themselves; each once. */
export async function findCopies(dirs: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const found = await Promise.all(dirs.map((dir) => copiesIn(path.resolve(dir), 0)));
  return [...new Set(found.flat())];
}

/** Damage is reported here, or when its part is loaded. */
export async function openCopy(
  folder: string,
  sheet: RecoverySecrets,
  onDamage: OnDamage,
): Promise<Copy | UnopenedCopy> {
  const found = await Promise.all(SLOTS.map((slot) => openSlot(folder, slot, sheet)));
  const backups = found
    .filter((slot) => slot.type === "opened")
    .toSorted((a, b) => b.manifest.generation - a.manifest.generation);
  const [newest] = backups;
  if (newest === undefined) return { type: "unopened", folder, reason: reasonOf(found) };
  for (const { type, slot } of found) {
    if (type === "damaged") onDamage(`${path.join(folder, manifestName(slot))} is damaged.`);
  }
  if (!newest.isTailSound) {
    onDamage(`${path.join(folder, tailName(newest.slot))} is missing or damaged.`);
  }
  const { manifest } = backups.find(({ isTailSound }) => isTailSound) ?? newest;
  const segments = segmentParts(folder, backups, onDamage);
  const tails = backups.map(({ tail }) => ({ load: () => Promise.resolve(tail) }));
  return { type: "opened", folder, manifest, parts: [...segments, ...tails] };
}

async function copiesIn(dir: string, depth: number): Promise<ReadonlyArray<string>> {
  if (isCopyFolder(path.basename(dir))) return [dir];
  const names = await foldersIn(dir);
  const copies = names.filter(isCopyFolder).map((name) => path.join(dir, name));
  if (copies.length > 0 || depth === DEPTH_MAX) return copies;
  const deeper = names.map((name) => copiesIn(path.join(dir, name), depth + 1));
  return (await Promise.all(deeper)).flat();
}

interface OpenedSlot {
  readonly type: "opened";
  readonly slot: Slot;
  readonly key: string;
  readonly manifest: Manifest;
  /** Undefined when it can't be read. */
  readonly tail: ReadonlyArray<Uint8Array> | undefined;
  /** A backup that was cut short leaves the tail of the next one: it opens, and is another. */
  readonly isTailSound: boolean;
}

type FoundSlot =
  | OpenedSlot
  | { readonly type: "missing" | UnopenedCopy["reason"]; readonly slot: Slot };

async function openSlot(
  folder: string,
  slot: Slot,
  { sealKey }: RecoverySecrets,
): Promise<FoundSlot> {
  const file = await readOrNothing(path.join(folder, manifestName(slot)));
  if (file === "missing") return { type: "missing", slot };
  const head = file === "unreadable" ? undefined : readManifestHead(file);
  if (head === undefined || file === "unreadable") return { type: "damaged", slot };
  if (head.version > BACKUP_VERSION) return { type: "newer-version", slot };
  const { shop } = head;
  const key = openBackupKey(head, head, sealKey);
  if (key === undefined) return { type: "other-sheet", slot };
  const manifest = await openManifest(file, { slot, key, shop });
  if (manifest?.founding.shop !== shop) return { type: "damaged", slot };
  const name = tailName(slot);
  const sealed = await readOrNothing(path.join(folder, name));
  if (typeof sealed === "string") {
    return { type: "opened", slot, key, manifest, tail: undefined, isTailSound: false };
  }
  const plain = await openFile(key, { shop, name }, sealed);
  const tail = plain === undefined ? undefined : [...splitRecords(plain)];
  const isTailSound = tail !== undefined && sha256(sealed) === manifest.tail.sha256;
  return { type: "opened", slot, key, manifest, tail, isTailSound };
}

/** Returns the segments of the newest backup first, then those that only the one before it names. */
function segmentParts(
  folder: string,
  backups: ReadonlyArray<OpenedSlot>,
  onDamage: OnDamage,
): ReadonlyArray<Part> {
  const partsByHash = new Map<string, Part>();
  for (const { key, manifest } of backups) {
    const { shop } = manifest.founding;
    for (const segment of manifest.segments) {
      if (partsByHash.has(segment.hash)) continue;
      const name = segmentName(segment);
      const file = path.join(folder, name);
      const extent = `events ${segment.first} to ${segment.last} of ${segment.origin}`;
      partsByHash.set(segment.hash, {
        load: async () => {
          const sealed = await readOrNothing(file);
          const plain =
            typeof sealed === "string" ? undefined : await openFile(key, { shop, name }, sealed);
          if (plain !== undefined) return [...splitRecords(plain)];
          const what = sealed === "missing" ? "missing" : "damaged";
          onDamage(`${file} is ${what}: ${extent}.`);
          return undefined;
        },
      });
    }
  }
  return [...partsByHash.values()];
}

/** Returns the reason that helps the person most: a damaged manifest of this sheet first. */
function reasonOf(found: ReadonlyArray<FoundSlot>): UnopenedCopy["reason"] {
  const types = new Set(found.map(({ type }) => type));
  if (types.has("newer-version")) return "newer-version";
  return types.has("other-sheet") ? "other-sheet" : "damaged";
}

async function foldersIn(dir: string): Promise<ReadonlyArray<string>> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    // The folder is missing, or belongs to somebody else, so it holds no readable copy.
    return [];
  }
}

async function readOrNothing(file: string): Promise<Buffer | "missing" | "unreadable"> {
  try {
    return await readFile(file);
  } catch (cause) {
    return errnoCode(cause) === "ENOENT" ? "missing" : "unreadable";
  }
}
