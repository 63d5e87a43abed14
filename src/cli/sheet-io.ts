/** Tables of commands as files: written whole or not at all, and read before anything is asked. */

import { readSheetFile, sheetToCsv } from "../app/catalogue/catalogue-file.ts";
import { type SheetFault } from "../app/catalogue/import-sheet.ts";
import { counted } from "../app/counted.ts";
import { percent } from "../app/percent.ts";
import { type Till } from "../app/till.ts";
import { writeAtomically } from "../app/write-atomically.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type SheetRow } from "../domain/office/goods-sheet.ts";
import { type Result } from "../domain/result.ts";
import { type Console } from "./console.ts";
import { type CommandFault, usageFault } from "./fault.ts";
import { type PlacedProblem, problemLines } from "./import-words.ts";
import { fileFault } from "./out-file.ts";
import { refusalFault } from "./refusal-fault.ts";
import { type JsonOptions } from "./with-till.ts";

export interface SheetOut {
  /** The first one has the headings. */
  readonly rows: Parameters<typeof sheetToCsv>[0];
  /** What a row is, in the singular. */
  readonly what: string;
  /** The file; undefined for the standard output. */
  readonly out: string | undefined;
}

export async function putSheet({ rows, what, out }: SheetOut, console: Console): Promise<void> {
  const text = sheetToCsv(rows);
  if (out === undefined) {
    await console.write(text);
    return;
  }
  const written = await writeAtomically(out, (write) => write(text));
  if (!written.ok) throw fileFault(written.fault);
  console.say(`${counted(rows.length - 1, what)} in ${out}`);
}

/** Says what is wrong with the file, place by place; what to throw then. */
export function wrongSheet(
  file: string,
  {
    problems,
    json,
  }: { readonly problems: ReadonlyArray<PlacedProblem>; readonly json: object | undefined },
  console: Console,
): CommandFault {
  if (json === undefined) for (const line of problemLines(problems)) console.say(line);
  else console.json(json);
  return usageFault(`Nothing of ${file} was imported.`);
}

export interface SheetWork<Done> {
  readonly till: Till;
  /** `Writing the prices`. */
  readonly doing: string;
  /** What somebody changed while the file was compared, in a sentence. */
  readonly moved: string;
  readonly write: (
    onProgress: (done: number, total: number) => void,
  ) => Result<Done, Refusal | SheetFault<PlacedProblem>>;
}

/** Shows how far it is; throws what a command ends with where nothing was written. */
export function writeSheet<Done>(
  { till, doing, moved, write }: SheetWork<Done>,
  options: JsonOptions,
  console: Console,
): Done {
  const progress = console.progress(options);
  const written = write((done, total) => progress.show(`${doing}: ${percent({ done, total })}`));
  progress.end();
  if (written.ok) return written.value;
  if (written.fault.type !== "sheet/wrong") throw refusalFault(written.fault, till);
  for (const line of problemLines(written.fault.problems)) console.say(line);
  throw usageFault(moved);
}

export const CATALOGUE_MOVED =
  "The catalogue changed meanwhile, and the file doesn't fit it any more.";

export function takeSheet(file: string): ReadonlyArray<SheetRow> {
  if (file === "") throw usageFault("Name the file to import: the name is empty.");
  const sheet = readSheetFile(file);
  if (!sheet.ok) throw usageFault(`${file} ${sheet.fault.what}; nothing was imported.`);
  return sheet.value;
}
