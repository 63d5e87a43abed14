/** Small files that only the office's own account may read, written whole or not at all. */

import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Returns undefined where there is no such file. Throws SyntaxError where it holds no JSON. */
export function readPrivateJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
  return JSON.parse(text);
}

/** Replaces the file at once: whoever reads meanwhile, or after a power cut, finds the old one or the new one. */
export function writePrivateJson(file: string, value: unknown): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const part = `${file}.part`;
  const handle = openSync(part, "w", OWNER_ONLY);
  try {
    writeSync(handle, `${JSON.stringify(value, undefined, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  syncFolder(folder);
}

/** The new name of a file is safe when its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
