/** The places that a box backs up to: named by a person, kept in its book. */

import { spawn } from "node:child_process";
import {
  realpath,
  stat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import path from "node:path";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { copyFolder } from "../../ledger/recovery/backup-format.ts";
import { environmentOfOthers } from "../system/environment.ts";
import { errnoCode } from "../system/errno-code.ts";
import { type BackupBook, type PlaceSetting } from "./backup-book.ts";
import { type BackupPlace, type PlaceFault } from "./backup-place.ts";

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
  /** The folder would be lost together with the ledger that it has to outlive. */
  | { readonly type: "place/own-folder"; readonly folder: string }
  /** The command doesn't say what to send, or as what. */
  | { readonly type: "place/no-words"; readonly command: string; readonly words: string }
  | { readonly type: "place/unusable"; readonly fault: PlaceFault };

export interface AddedPlace {
  readonly place: PlaceSetting;
  /** Whether the place is on the ledger's own disk: then one fault breaks both. */
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

/** Removes the place from the book and leaves its files. False when there is no such place. */
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

/** Returns the place as lists show it. */
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

/*
 * Copies in a folder: of a USB stick, of a second disk, of a share.
 *
 * A marker says that this is the place that was meant. A stick that isn't plugged in leaves an empty
 * folder behind, on the very disk that the copy is to outlive: without the marker nothing is written.
 */

const MARKER = "place";
const PART = ".part";
const OWNER_ONLY = 0o600;
/** The error codes of file systems that can't sync a folder: shares and some drivers of sticks. */
const NO_FOLDER_SYNC = new Set(["EINVAL", "ENOTSUP", "EISDIR", "EPERM", "EACCES", "EBADF"]);

/** A share that was gone for long may still do what it was told: then nobody wants it any more. */
interface Errand {
  readonly isGivenUp: boolean;
}

/** Longer than a slow stick takes for one file, and no reason to wait for a share that is gone. */
const PATIENCE_MS = 2 * 60_000;

/** Makes the folder of a copy and marks it. */
export async function markFolder(
  folder: string,
  id: string,
): Promise<Result<undefined, PlaceFault>> {
  try {
    if (!(await stat(path.dirname(folder))).isDirectory()) return err(failed(folder, "ENOTDIR"));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await write(path.join(folder, MARKER), Buffer.from(`${id}\n`), { isGivenUp: false });
    return ok(undefined);
  } catch (cause) {
    return err(faultOf(cause, folder));
  }
}

export function createFolderPlace(
  folder: string,
  { id, clock }: { readonly id: string; readonly clock: Clock },
): BackupPlace {
  async function attempt<Value>(
    work: (errand: Errand) => Promise<Value>,
    errand: Errand,
  ): Promise<Result<Value, PlaceFault>> {
    try {
      const marker = await readFile(path.join(folder, MARKER), "utf8");
      return marker.trim() === id ? ok(await work(errand)) : err(away(folder));
    } catch (cause) {
      return err(faultOf(cause, folder));
    }
  }

  function inTime<Value>(
    work: (errand: Errand) => Promise<Value>,
  ): Promise<Result<Value, PlaceFault>> {
    const { promise, resolve, reject } = Promise.withResolvers<Result<Value, PlaceFault>>();
    const errand = { isGivenUp: false };
    const cancel = clock.after(PATIENCE_MS, () => {
      errand.isGivenUp = true;
      resolve(err(silent(folder)));
    });
    attempt(work, errand).then(resolve, reject).finally(cancel).catch(reject);
    return promise;
  }

  return {
    list: () => inTime(() => sizesIn(folder)),
    put: (name, bytes) =>
      inTime(async (errand) => {
        await write(path.join(folder, name), bytes, errand);
        return undefined;
      }),
    get: (name) => inTime(() => readFile(path.join(folder, name))),
  };
}

async function sizesIn(folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const name of await readdir(folder)) {
    if (name === MARKER || name.endsWith(PART)) continue;
    sizes.set(name, (await stat(path.join(folder, name))).size);
  }
  return sizes;
}

/** Writes beside the final name first, so that a name never stands for half a file. */
async function write(file: string, bytes: Uint8Array, errand: Errand): Promise<void> {
  const part = `${file}${PART}`;
  try {
    const handle = await open(part, "w", OWNER_ONLY);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (errand.isGivenUp) throw new Error(`${file} came too late.`);
    await rename(part, file);
    await syncFolder(path.dirname(file));
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    throw cause;
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (!NO_FOLDER_SYNC.has(errnoCode(cause) ?? "")) throw cause;
  }
}

function faultOf(cause: unknown, folder: string): PlaceFault {
  const code = errnoCode(cause);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
    case "ENODEV":
    case "ENXIO":
    case "ESTALE":
    case "EHOSTDOWN":
      return away(folder);
    case "ENOSPC":
    case "EDQUOT":
      return {
        type: "place/full",
        sentence: `${folder} is full: make room there, or name another place.`,
      };
    case undefined:
      throw cause;
    default:
      return failed(folder, code);
  }
}

function away(folder: string): PlaceFault {
  const sentence = `${folder} is not there: plug the stick in, or mount the disk.`;
  return { type: "place/away", sentence };
}

function silent(folder: string): PlaceFault {
  const sentence = `${folder} doesn't answer: look at its plug and its network.`;
  return { type: "place/failed", sentence };
}

function failed(folder: string, code: string): PlaceFault {
  const sentence = `${folder} can't be used (${code}): check whose it is, and its disk.`;
  return { type: "place/failed", sentence };
}

export interface PlaceCommands {
  /** Sends `{file}` there as `{name}`. */
  readonly put: string;
  /** Brings `{name}` from there into `{file}`. */
  readonly get?: string | undefined;
  /** Prints what is there, a line each: size and name, as `rclone ls` does. */
  readonly list?: string | undefined;
}

interface CommandPlaceDeps {
  readonly commands: PlaceCommands;
  /** The folder of the copy, in front of each name there. */
  readonly prefix: string;
  /** The folder of the files that the commands read and write. */
  readonly workFolder: string;
  readonly clock: Clock;
  /** Ends what runs. */
  readonly ending: AbortSignal;
}

/** A line that is dead by then will not come back to life. */
const COMMAND_PATIENCE_MS = 15 * 60_000;
/** The last words of a command that failed. */
const COMPLAINT_CHARACTERS_MAX = 200;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const LISTED = /^\s*(?<size>\d+)\s+(?<name>.+?)\s*$/u;

/**
 * Copies that a command carries away, such as rclone: `{file}` stands for a file on this box, `{name}`
 * for what it is called there. What such a place holds is only known as far as it can be asked.
 */
export function createCommandPlace(deps: CommandPlaceDeps): BackupPlace {
  const { commands, prefix, workFolder } = deps;
  const { get, list } = commands;

  /** Handles one file at a time, because a place is used by one run. */
  async function withFile<Value>(
    work: (file: string) => Promise<Result<Value, PlaceFault>>,
  ): Promise<Result<Value, PlaceFault>> {
    await mkdir(workFolder, { recursive: true, mode: 0o700 });
    const file = path.join(workFolder, "file");
    try {
      return await work(file);
    } finally {
      await rm(workFolder, { recursive: true, force: true });
    }
  }

  return {
    list: async () => {
      if (list === undefined) return ok(undefined);
      const listed = await run(deps, list, {});
      return listed.ok ? ok(sizesFrom(listed.value, prefix)) : listed;
    },
    put: (name, bytes) =>
      withFile(async (file) => {
        await writeFile(file, bytes, { mode: 0o600 });
        const sent = await run(deps, commands.put, { file, name: `${prefix}/${name}` });
        return sent.ok ? ok(undefined) : sent;
      }),
    ...(get === undefined
      ? {}
      : {
          get: (name) =>
            withFile(async (file) => {
              const fetched = await run(deps, get, { file, name: `${prefix}/${name}` });
              return fetched.ok ? readFetched(file, get) : fetched;
            }),
        }),
  };
}

async function readFetched(file: string, command: string): Promise<Result<Buffer, PlaceFault>> {
  try {
    return ok(await readFile(file));
  } catch {
    return err(commandFailed(command, "it brought no file"));
  }
}

/** Takes the last part of each name, because some tools print the whole path; other folders stay out. */
function sizesFrom(output: string, prefix: string): ReadonlyMap<string, number> {
  return new Map(
    output.split("\n").flatMap((line) => {
      const { size, name = "" } = LISTED.exec(line)?.groups ?? {};
      const at = name.lastIndexOf("/");
      const isElsewhere = at >= 0 && !`/${name.slice(0, at)}`.endsWith(`/${prefix}`);
      return size === undefined || isElsewhere ? [] : [[name.slice(at + 1), Number(size)] as const];
    }),
  );
}

/** Resolves with what it printed. */
function run(
  { clock, prefix, ending }: CommandPlaceDeps,
  command: string,
  { file = "", name = prefix }: { readonly file?: string; readonly name?: string },
): Promise<Result<string, PlaceFault>> {
  const interrupted: PlaceFault = {
    type: "place/interrupted",
    sentence: `\`${command}\` was interrupted.`,
  };
  if (ending.aborted) return Promise.resolve(err(interrupted));
  const words = command.replaceAll("{file}", quoted(file)).replaceAll("{name}", quoted(name));
  const { promise, resolve } = Promise.withResolvers<Result<string, PlaceFault>>();
  // A group of its own, so that what the shell started ends with it.
  const child = spawn("/bin/sh", ["-c", words], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: environmentOfOthers(),
  });
  let output = "";
  let complaint = "";
  function end(fault: PlaceFault): void {
    if (child.pid !== undefined) killGroup(child.pid);
    resolve(err(fault));
  }
  function onEnding(): void {
    end(interrupted);
  }
  const cancel = clock.after(COMMAND_PATIENCE_MS, () => {
    end(commandFailed(command, "no end after 15 minutes"));
  });
  ending.addEventListener("abort", onEnding);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output.length < OUTPUT_BYTES_MAX) output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_CHARACTERS_MAX);
  });
  child.on("error", (error) => {
    cancel();
    resolve(err(commandFailed(command, error.message)));
  });
  child.on("close", (code, signal) => {
    cancel();
    ending.removeEventListener("abort", onEnding);
    const why = complaint.trim().split("\n").at(-1) ?? "";
    const how = signal ?? `exit code ${code ?? 0}`;
    if (code === 0) resolve(ok(output));
    else resolve(err(commandFailed(command, why === "" ? how : `${how}: ${why}`)));
  });
  return promise;
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // All of it has ended; something in a group of its own still holds what it printed to.
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function commandFailed(command: string, why: string): PlaceFault {
  return { type: "place/failed", sentence: `\`${command}\` did not do it: ${why}.` };
}
