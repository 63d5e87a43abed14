/**
 * Copies in a folder: of a USB stick, of a second disk, of a share.
 *
 * A marker says that this is the place that was meant. A stick that isn't plugged in leaves an empty
 * folder behind, on the very disk that the copy is to outlive: without the marker nothing is written.
 */

import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

import { err, ok, type Result } from "../domain/result.ts";
import { type BackupPlace, type PlaceFault } from "./backup-place.ts";

const MARKER = "place";
const PART = ".part";
const OWNER_ONLY = 0o600;
/** What file systems say that know no sync of a folder: shares and some drivers of sticks. */
const NO_FOLDER_SYNC = new Set(["EINVAL", "ENOTSUP", "EISDIR", "EPERM", "EACCES", "EBADF"]);

/** Makes the folder of a copy and marks it. */
export async function markFolder(
  folder: string,
  id: string,
): Promise<Result<undefined, PlaceFault>> {
  try {
    if (!(await stat(path.dirname(folder))).isDirectory()) return err(failed(folder, "ENOTDIR"));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await write(path.join(folder, MARKER), Buffer.from(`${id}\n`));
    return ok(undefined);
  } catch (cause) {
    return err(faultOf(cause, folder));
  }
}

export function createFolderPlace(folder: string, id: string): BackupPlace {
  async function isThere(): Promise<boolean> {
    return (await readFile(path.join(folder, MARKER), "utf8")).trim() === id;
  }

  async function attempt<Value>(work: () => Promise<Value>): Promise<Result<Value, PlaceFault>> {
    try {
      return (await isThere()) ? ok(await work()) : err(away(folder));
    } catch (cause) {
      return err(faultOf(cause, folder));
    }
  }

  return {
    list: () => attempt(() => sizesIn(folder)),
    put: (name, bytes) =>
      attempt(async () => {
        await write(path.join(folder, name), bytes);
        return undefined;
      }),
    get: (name) => attempt(() => readFile(path.join(folder, name))),
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
async function write(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}${PART}`;
  try {
    const handle = await open(part, "w", OWNER_ONLY);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
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
    if (!NO_FOLDER_SYNC.has(codeOf(cause))) throw cause;
  }
}

function faultOf(cause: unknown, folder: string): PlaceFault {
  const code = codeOf(cause);
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
    case "":
      throw cause;
    default:
      return failed(folder, code);
  }
}

function away(folder: string): PlaceFault {
  const sentence = `${folder} is not there: plug the stick in, or mount the disk.`;
  return { type: "place/away", sentence };
}

function failed(folder: string, code: string): PlaceFault {
  const sentence = `${folder} can't be used (${code}): check whose it is, and its disk.`;
  return { type: "place/failed", sentence };
}

/** What the system said, such as `ENOENT`; empty for a fault of ours. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error) || !("code" in cause) || !("syscall" in cause)) return "";
  return String(cause.code);
}
