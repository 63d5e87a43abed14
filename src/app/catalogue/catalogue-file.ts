/**
 * Sheets as files of comma-separated values (RFC 4180), both ways: products, prices, tables, customers, the
 * report of a day. What the rows say is the domain's; here are bytes, quotes, lines and formulas.
 */

import { CsvError, parse } from "csv-parse/sync";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import { cleanText } from "../../domain/text/clean-text.ts";
import { errnoCode } from "../system/errno-code.ts";
import { readNamedFile } from "../system/named-file.ts";

export interface SheetFileFault {
  readonly type: "file/unreadable" | "file/too-big" | "file/not-utf-8" | "file/not-csv";
  readonly wrong: WrongFile;
}

/** The fault of the whole file, as facts of a sentence. */
export type WrongFile =
  | { readonly type: "unreadable"; readonly code: string }
  /** The file has more than so many megabytes. */
  | { readonly type: "too-big"; readonly max: number }
  | { readonly type: "not-utf-8" }
  | { readonly type: "open-quote" | "inner-quote"; readonly line: number };

/** Ten times what 20,000 products take; more is a file of something else. */
const FILE_BYTES_MAX = 32 * 1024 * 1024;
const LINE_FEED = 10;

export function readSheetFile(file: string): Result<ReadonlyArray<SheetRow>, SheetFileFault> {
  const bytes = readSheetBytes(file);
  return bytes.ok ? parseSheet(bytes.value) : bytes;
}

/** Comma or semicolon, whichever the first line has; CR LF or LF. */
export function parseSheet(bytes: Buffer): Result<ReadonlyArray<SheetRow>, SheetFileFault> {
  if (!isUtf8(bytes)) {
    return fault("file/not-utf-8", { type: "not-utf-8" });
  }
  const firstLine = bytes.subarray(0, endOfLine(bytes)).toString();
  let endOfLast = 0;
  try {
    const records = parse(bytes, {
      bom: true,
      delimiter: firstLine.includes(";") ? ";" : ",",
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      info: true,
      on_record: (record: string[], { bytes: end }) => {
        endOfLast = end;
        return record;
      },
    }) as unknown as ReadonlyArray<ParsedRecord>;
    return ok(withLines(bytes, records));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return fault("file/not-csv", wrongQuote(cause, 1 + lineFeeds(bytes.subarray(0, endOfLast))));
  }
}

/**
 * Writes CSV with CR LF, as the standard has it; quotes only where they are needed. The first row has the
 * headings.
 */
export function sheetToCsv(rows: ReadonlyArray<ReadonlyArray<string>>): string {
  return rows
    .map((cells) => `${cells.map((cell) => quoted(guardFormula(cleanText(cell)))).join(",")}\r\n`)
    .join("");
}

/** The sign before a number is the number's own, and no formula's. */
const NEGATIVE_NUMBER = /^-\d+(?:\.\d+)?%?$/u;

/**
 * A spreadsheet would take text that begins with one of these signs for a formula. An apostrophe before
 * it says that it is text; one that was there comes back, since it gets one more.
 */
function guardFormula(text: string): string {
  return /^'*[=+\-@]/u.test(text) && !NEGATIVE_NUMBER.test(text) ? `'${text}` : text;
}

/** Takes exactly that apostrophe off again. */
function unguardFormula(cell: string): string {
  return /^'+[=+\-@]/u.test(cell) ? cell.slice(1) : cell;
}

function quoted(text: string): string {
  return /[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

interface ParsedRecord {
  readonly record: ReadonlyArray<string>;
  readonly info: { readonly bytes: number };
}

/** Returns a file that people choose, as it is. */
export function readSheetBytes(file: string): Result<Buffer, SheetFileFault> {
  try {
    const bytes = readNamedFile(file, FILE_BYTES_MAX);
    if (bytes !== undefined) return ok(bytes);
    return fault("file/too-big", { type: "too-big", max: FILE_BYTES_MAX / 1024 / 1024 });
  } catch (cause) {
    const code = errnoCode(cause);
    if (code === undefined) throw cause;
    return fault("file/unreadable", { type: "unreadable", code });
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The parser's own count is off after line breaks in quotes, its count of bytes is not. */
function withLines(bytes: Buffer, records: ReadonlyArray<ParsedRecord>): ReadonlyArray<SheetRow> {
  let line = 1;
  let from = 0;
  return records.map(({ record: cells, info }) => {
    const row = { line, cells: cells.map(unguardFormula) };
    line += lineFeeds(bytes.subarray(from, info.bytes));
    from = info.bytes;
    return row;
  });
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte === LINE_FEED) count += 1;
  return count;
}

function endOfLine(bytes: Buffer): number {
  const end = bytes.indexOf(LINE_FEED);
  return end < 0 ? bytes.length : end;
}

function wrongQuote({ code }: CsvError, line: number): WrongFile {
  return { type: code === "CSV_QUOTE_NOT_CLOSED" ? "open-quote" : "inner-quote", line };
}

function fault(type: SheetFileFault["type"], wrong: WrongFile): Result<never, SheetFileFault> {
  return err({ type, wrong });
}
