/** Tables of commands as files: written whole or not at all, and read before anything is asked. */

import { readSheetFile, sheetToCsv } from "../app/catalogue-file.ts";
import { counted } from "../app/counted.ts";
import { writeAtomically } from "../app/write-atomically.ts";
import { type SheetRow } from "../domain/goods-sheet.ts";
import { type Console } from "./console.ts";
import { usageFault } from "./fault.ts";
import { fileFault } from "./out-file.ts";

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

export function takeSheet(file: string): ReadonlyArray<SheetRow> {
  if (file === "") throw usageFault("Name the file to import: the name is empty.");
  const sheet = readSheetFile(file);
  if (!sheet.ok) throw usageFault(`${file} ${sheet.fault.what}; nothing was imported.`);
  return sheet.value;
}
