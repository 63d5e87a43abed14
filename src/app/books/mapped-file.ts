/** A journal as a table of comma-separated values (RFC 4180), by a mapping. */

import { ok, type Result } from "../../domain/base/result.ts";
import { type Journal } from "../../report/journal/journal-text.ts";
import { journalToRows, type RowFault } from "../../report/journal/mapped-rows.ts";
import { type Till } from "../till/till.ts";
import { type JournalMapping } from "./journal-mapping.ts";
import { noTaxWord } from "./no-tax-word.ts";

export function mappedFile(
  till: Pick<Till, "ledger" | "currency" | "founding">,
  journal: Journal,
  { separator, rowsMax, ...form }: JournalMapping,
): Result<string, RowFault> {
  const rows = journalToRows(journal, { ...form, rowsMax, noTax: noTaxWord(till, journal.days) });
  if (!rows.ok) return rows;
  const lines = rows.value.map((cells) => cells.map((cell) => quoted(cell, separator)));
  return ok(lines.map((cells) => `${cells.join(separator)}\r\n`).join(""));
}

function quoted(cell: string, separator: string): string {
  const isBare = !/["\r\n]/u.test(cell) && !cell.includes(separator);
  return isBare ? cell : `"${cell.replaceAll('"', '""')}"`;
}
