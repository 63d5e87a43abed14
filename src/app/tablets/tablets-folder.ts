/**
 * The tills of tablets that reach this box by a terminal: each has a folder of its own beside the box's
 * store, with its store, its socket and a record of what it is.
 *
 * Folders may be crossed by everybody and listed by their owner alone: whoever may attach to a socket
 * has to reach it, and a store inside is its owner's.
 */

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type DeviceId, deviceIdSchema } from "../../domain/identity.ts";
import { type ExclusiveLock, takeLock } from "../../ledger/exclusive-lock.ts";
import { hasLedger } from "../../ledger/open-ledger.ts";
import { isSocketTooLong, socketBeside } from "../attach/attach-socket.ts";
import { isPending } from "../founding/pending-join.ts";
import { errnoCode } from "../system/errno-code.ts";
import { type FileFault, writeAtomically } from "../system/write-atomically.ts";

/** The record of a tablet whose till is a till of the shop. */
export interface TabletRecord {
  readonly device: DeviceId;
  /** The fingerprint of its ssh key, as ssh shows it. */
  readonly key: string;
}

export interface TabletPlace {
  readonly name: string;
  readonly folder: string;
  readonly store: string;
  readonly socket: string;
  /** The system takes no socket of so long a path. */
  readonly isTooLong: boolean;
}

export interface Tablet extends TabletPlace {
  /** Undefined for one whose adding was cut short. */
  readonly record: TabletRecord | undefined;
}

/** As a folder, as an instance of a unit, and as the comment of a key. */
const NAME = /^[a-z][a-z0-9-]{0,31}$/u;
const RECORD = "tablet.json";
const KEYS = "authorized_keys";
/** No name of a tablet, so nobody takes it for one. */
const REMOVED = ".removed";
const CROSSED = 0o711;

const recordSchema = z.object({ device: deviceIdSchema, key: z.string() });

/** The folder of tablets, and the keys with which they come in. */
export function tabletsFolder(store: string): { readonly folder: string; readonly keys: string } {
  const folder = `${store}-tablets`;
  return { folder, keys: path.join(folder, KEYS) };
}

export function isTabletName(text: string): boolean {
  return NAME.test(text);
}

export function tabletPlace(store: string, name: string): TabletPlace {
  const folder = path.join(tabletsFolder(store).folder, name);
  const own = path.join(folder, "store");
  const socket = socketBeside(own);
  return { name, folder, store: own, socket, isTooLong: isSocketTooLong(socket) };
}

/** Returns the tablets by name; none where the folder is missing. */
export function listTablets(store: string): ReadonlyArray<Tablet> {
  const { folder } = tabletsFolder(store);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isTabletName(entry.name))
    .map(({ name }) => readTablet(tabletPlace(store, name)))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Undefined while another process adds or removes one. It lies in the box's store, where nobody else can hold it. */
export function lockTablets(store: string): ExclusiveLock | undefined {
  return takeLock(store, "tablets");
}

/** Makes a folder that everybody may cross; returns the system's fault. */
export function makeFolder(folder: string): Result<undefined, FileFault> {
  try {
    mkdirSync(folder, { recursive: true, mode: CROSSED });
    // The shell's mask may have taken the right to cross.
    chmodSync(folder, CROSSED);
    return ok(undefined);
  } catch (cause) {
    const code = errnoCode(cause);
    if (code === undefined) throw cause;
    return err({ type: "file/unwritable", file: folder, code });
  }
}

/** Removes the folder of a tablet that came to nothing: no shop may know of it. */
export function forgetEmpty({ folder, store }: TabletPlace): void {
  if (!hasLedger(store) && !isPending(store)) rmSync(folder, { recursive: true, force: true });
}

/** Writes down that the tablet is complete. */
export function keepRecord(
  { folder }: TabletPlace,
  record: TabletRecord,
): Promise<Result<boolean, FileFault>> {
  return writeAtomically(path.join(folder, RECORD), (write) =>
    write(`${JSON.stringify(record, undefined, 2)}\n`),
  );
}

/** The place to which a removed tablet's folder is moved: a free one. */
export function removedPlace(store: string, name: string): string {
  const folder = path.join(tabletsFolder(store).folder, REMOVED);
  for (let count = 1; ; count += 1) {
    const place = path.join(folder, count === 1 ? name : `${name}-${count}`);
    if (!existsSync(place)) return place;
  }
}

/** Returns a tablet whose folder may be missing. */
export function readTablet(place: TabletPlace): Tablet {
  const file = path.join(place.folder, RECORD);
  if (!existsSync(file)) return { ...place, record: undefined };
  return { ...place, record: recordSchema.safeParse(jsonIn(file)).data };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
