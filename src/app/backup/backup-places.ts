/** The places that a box backs up to: named by a person, kept in its book. */

import { realpath, stat } from "node:fs/promises";
import path from "node:path";

import { type Clock, type Random } from "../../domain/ports.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { copyFolder } from "../../ledger/recovery/backup-format.ts";
import { type BackupBook, type PlaceSetting } from "./backup-book.ts";
import { type BackupPlace, type PlaceFault } from "./backup-place.ts";
import { createCommandPlace } from "./command-place.ts";
import { createFolderPlace, markFolder } from "./folder-place.ts";

export type NewPlace =
  | { readonly type: "folder"; readonly folder: string }
  | {
      readonly type: "command";
      readonly put: string;
      readonly get?: string | undefined;
      readonly list?: string | undefined;
    };

export type PlaceRefusal =
  | { readonly type: "place/name" }
  | { readonly type: "place/taken" }
  | { readonly type: "place/no-folder"; readonly folder: string }
  /** It would go with the ledger that it is to outlive. */
  | { readonly type: "place/own-folder"; readonly folder: string }
  /** The command doesn't say what to send, or as what. */
  | { readonly type: "place/no-words"; readonly command: string; readonly words: string }
  | { readonly type: "place/unusable"; readonly fault: PlaceFault };

export interface AddedPlace {
  readonly place: PlaceSetting;
  /** On the disk of the ledger: what breaks one breaks the other. */
  readonly isOnSameDisk: boolean;
}

export interface PlacesDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly book: BackupBook;
  readonly clock: Clock;
  readonly random: Random;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;
const ID_BYTES = 8;
const WORK_FOLDER = ".backup";

/** A folder is looked at and marked at once; a command runs first with the first backup. */
export async function addPlace(
  deps: PlacesDeps,
  name: string,
  where: NewPlace,
): Promise<Result<AddedPlace, PlaceRefusal>> {
  const { book, random, clock } = deps;
  if (!NAME.test(name)) return err({ type: "place/name" });
  if (book.places().some((place) => place.name === name)) return err({ type: "place/taken" });
  const id = Buffer.from(random.bytes(ID_BYTES)).toString("hex");
  const checked = await checkWhere(deps, id, where);
  if (!checked.ok) return checked;
  const place = { id, name, addedMs: Math.trunc(clock.nowMs()), where: checked.value.where };
  book.setPlaces([...book.places(), place]);
  return ok({ place, isOnSameDisk: checked.value.isOnSameDisk });
}

/** What lies there stays there. False when there is no such place. */
export function removePlace(book: BackupBook, name: string): boolean {
  const place = book.places().find((place) => place.name === name);
  if (place === undefined) return false;
  book.setPlaces(book.places().filter(({ id }) => id !== place.id));
  book.forget(place.id);
  return true;
}

export function openPlace(
  { dir, ledger, clock }: Pick<PlacesDeps, "dir" | "ledger" | "clock">,
  { id, where }: PlaceSetting,
  ending: AbortSignal,
): BackupPlace {
  const copy = copyFolder(ledger.identity.key.device);
  if (where.type === "folder") {
    return createFolderPlace(path.join(where.folder, copy), { id, clock });
  }
  const workFolder = path.join(dir, WORK_FOLDER);
  return createCommandPlace({ commands: where, prefix: copy, workFolder, clock, ending });
}

/** In words, as lists show it. */
export function placeText({ where }: PlaceSetting): string {
  return where.type === "folder" ? where.folder : where.put;
}

async function checkWhere(
  { dir, ledger }: PlacesDeps,
  id: string,
  where: NewPlace,
): Promise<Result<Pick<AddedPlace, "isOnSameDisk"> & Pick<PlaceSetting, "where">, PlaceRefusal>> {
  if (where.type === "command") {
    const missing = missingWords(where);
    return missing === undefined ? ok({ where, isOnSameDisk: false }) : err(missing);
  }
  const folder = path.resolve(where.folder);
  const device = await deviceOf(folder);
  if (device === undefined) return err({ type: "place/no-folder", folder });
  const [own, real] = [await realpath(dir), await realpath(folder)];
  if (`${real}/`.startsWith(`${own}/`)) return err({ type: "place/own-folder", folder });
  const copy = path.join(folder, copyFolder(ledger.identity.key.device));
  const marked = await markFolder(copy, id);
  if (!marked.ok) return err({ type: "place/unusable", fault: marked.fault });
  const isOnSameDisk = device === (await deviceOf(dir));
  return ok({ where: { type: "folder", folder }, isOnSameDisk });
}

function missingWords({ put, get, list }: NewPlace & { readonly type: "command" }) {
  const wanted = [
    { command: put, words: ["{file}", "{name}"] },
    { command: get, words: ["{file}", "{name}"] },
    { command: list, words: [] },
  ];
  for (const { command, words } of wanted) {
    if (command === undefined) continue;
    const missing = words.filter((word) => !command.includes(word));
    if (missing.length === 0 && command.trim() !== "") continue;
    return { type: "place/no-words", command, words: missing.join(" and ") } as const;
  }
  return undefined;
}

/** Which disk it lies on; undefined when it is no folder. */
async function deviceOf(folder: string): Promise<number | undefined> {
  try {
    const found = await stat(folder);
    return found.isDirectory() ? found.dev : undefined;
  } catch {
    return undefined;
  }
}
