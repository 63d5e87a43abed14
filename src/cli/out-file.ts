/** A file that a command is told to write. */

import path from "node:path";

import { type FileFault } from "../app/system/write-atomically.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CommandFault, usageFault } from "./fault.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

/**
 * Returns the file to write. One among the store's own files is refused: a slip of the keyboard
 * must not replace the ledger.
 */
export function outFile(
  text: string | undefined,
  option: string,
  storeDir: string,
): string | undefined {
  if (text === undefined) return undefined;
  const file = path.resolve(text);
  if (path.dirname(file) !== storeDir) return file;
  throw usageFault(said((words) => words.file.ownFolder({ option, file: text })));
}

export function fileFault({ file, code }: FileFault): CommandFault {
  return usageFault(said((words) => words.file.unwritable({ file, code })));
}
