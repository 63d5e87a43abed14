/** A file that is there in full or not at all: written beside its place, synced, then renamed. */

import { type FileHandle, open, rename, rm } from "node:fs/promises";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { errnoCode } from "./errno-code.ts";

/** Takes a piece of text, or bytes; false when nobody wants more of it. */
export type WriteText = (text: string | Uint8Array) => Promise<boolean>;

export interface FileFault {
  readonly type: "file/unwritable";
  readonly file: string;
  /** The system's error code, such as `ENOENT`. */
  readonly code: string;
}

/** The file is for the owner alone: an export is as confidential as the ledger. */
const OWNER_ONLY = 0o600;

/** Replaces what was at `file` once `produce` has written everything. */
export async function writeAtomically<Value>(
  file: string,
  produce: (write: WriteText) => Promise<Value>,
): Promise<Result<Value, FileFault>> {
  const part = `${file}.${process.pid}.part`;
  try {
    const value = await writePart(await open(part, "w", OWNER_ONLY), produce);
    await rename(part, file);
    return ok(value);
  } catch (cause) {
    await rm(part, { force: true });
    const code = errnoCode(cause);
    if (code === undefined) throw cause;
    return err({ type: "file/unwritable", file, code });
  }
}

async function writePart<Value>(
  handle: FileHandle,
  produce: (write: WriteText) => Promise<Value>,
): Promise<Value> {
  try {
    const value = await produce(async (text) => {
      await handle.writeFile(text);
      return true;
    });
    await handle.sync();
    return value;
  } finally {
    await handle.close();
  }
}
