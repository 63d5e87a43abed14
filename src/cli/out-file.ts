/** A file that a command is told to write. */

import path from "node:path";

import { type FileFault } from "../app/write-atomically.ts";
import { type CommandFault, usageFault } from "./fault.ts";

/** Never among the store's own files: a slip of the keyboard must not replace the ledger. */
export function outFile(
  text: string | undefined,
  option: string,
  storeDir: string,
): string | undefined {
  if (text === undefined) return undefined;
  const file = path.resolve(text);
  if (path.dirname(file) !== storeDir) return file;
  throw usageFault(`${option} ${text} is in the till's own folder: choose another.`);
}

export function fileFault({ file, code }: FileFault): CommandFault {
  return usageFault(`${file} can't be written (${code}); nothing was.`);
}
