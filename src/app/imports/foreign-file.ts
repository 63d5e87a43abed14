/** A file of another till's system, as tables: what it is written in and by which signs its columns are cut. */

import { CsvError, parse } from "csv-parse/sync";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { foldHead, type ForeignTable } from "../../domain/imports/foreign-sheet.ts";
import { readWorkbook, type WorkbookFault } from "./xlsx.ts";

export type ForeignFileFault =
  | WorkbookFault
  /** A workbook of before 2007, which nothing here reads. */
  | { readonly type: "old-workbook" }
  | { readonly type: "open-quote" }
  | { readonly type: "empty" };

export interface ForeignFile {
  readonly tables: ReadonlyArray<ForeignTable>;
  readonly isWorkbook: boolean;
  /** Whether nothing said how its text is written, and it was taken for a western Windows. */
  readonly isTakenForWindows: boolean;
}

const ZIP = Buffer.from("PK\u0003\u0004", "latin1");
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const SEPARATORS = [",", ";", "\t", "|"] as const;
const SAID = /^sep=(?<separator>.)\r?\n?/iu;

export function readForeignFile(bytes: Buffer): Result<ForeignFile, ForeignFileFault> {
  if (startsWith(bytes, OLD_WORKBOOK)) return err({ type: "old-workbook" });
  if (startsWith(bytes, ZIP)) {
    const tables = readWorkbook(bytes);
    if (!tables.ok) return tables;
    return ok({ tables: tables.value, isWorkbook: true, isTakenForWindows: false });
  }
  const { text, isTakenForWindows } = textOf(bytes);
  const table = tableOf(text);
  return table.ok ? ok({ tables: [table.value], isWorkbook: false, isTakenForWindows }) : table;
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

const MARKS = [
  [Buffer.from([0xef, 0xbb, 0xbf]), "utf-8"],
  [Buffer.from([0xff, 0xfe]), "utf-16le"],
  [Buffer.from([0xfe, 0xff]), "utf-16be"],
] as const;

function textOf(bytes: Buffer): { readonly text: string; readonly isTakenForWindows: boolean } {
  const marked = MARKS.find(([mark]) => startsWith(bytes, mark));
  if (marked !== undefined) {
    return { text: new TextDecoder(marked[1]).decode(bytes), isTakenForWindows: false };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, isTakenForWindows: false };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), isTakenForWindows: true };
  }
}

/** The heads are row 1; a first line that says the separator is no row. */
function tableOf(text: string): Result<ForeignTable, ForeignFileFault> {
  const said = SAID.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const separator = said?.groups?.["separator"] ?? separatorOf(body);
  try {
    const records: ReadonlyArray<ReadonlyArray<string>> = parse(body, {
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    const [heads, ...rows] = records;
    if (heads === undefined || heads.every((head) => foldHead(head) === ""))
      return err({ type: "empty" });
    const numbered = rows.map((cells, place) => ({ no: place + 2, cells }));
    const filled = numbered.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
    return ok({ name: "", heads, rows: filled });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return err({ type: "open-quote" });
  }
}

/** Returns the one that cuts the heads into the most columns, outside of quotes. */
function separatorOf(text: string): string {
  const heads = firstRecord(text).replaceAll(/"[^"]*"/gu, "");
  const counted = SEPARATORS.map(
    (separator) => [heads.split(separator).length, separator] as const,
  );
  return counted.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
}

function firstRecord(text: string): string {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === "\n" || sign === "\r")) return text.slice(0, at);
  }
  return text;
}
