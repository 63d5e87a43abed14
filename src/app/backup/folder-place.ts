/**
 * Copies in a folder: of a USB stick, of a second disk, of a share.
 *
 * A marker says that this is the place that was meant. A stick that isn't plugged in leaves an empty
 * folder behind, on the very disk that the copy is to outlive: without the marker nothing is written.
 */

import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

import { type Clock } from "../../domain/ports.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { errnoCode } from "../errno-code.ts";
import { type BackupPlace, type PlaceFault } from "./backup-place.ts";

const MARKER = "place";
const PART = ".part";
const OWNER_ONLY = 0o600;
/** What file systems say that know no sync of a folder: shares and some drivers of sticks. */
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

/** Beside its place first, so that a name never stands for half a file. */
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
