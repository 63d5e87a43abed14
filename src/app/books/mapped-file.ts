/** The journal of days as a table of comma-separated values (RFC 4180), by a mapping. */

import { ok, type Result } from "../../domain/base/result.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { journalToRows, type RowFault } from "../../report/journal/mapped-rows.ts";
import { journalOf } from "../day/day-journal.ts";
import { type Till } from "../till.ts";
import { type JournalMapping } from "./journal-mapping.ts";

export function mappedFile(
  till: Pick<Till, "ledger" | "currency">,
  days: ReadonlyArray<BusinessDay>,
  { accounts, separator, rowsMax, ...form }: JournalMapping,
): Result<string, RowFault> {
  const rows = journalToRows(journalOf(till, days, accounts), { ...form, rowsMax });
  if (!rows.ok) return rows;
  const lines = rows.value.map((cells) => cells.map((cell) => quoted(cell, separator)));
  return ok(lines.map((cells) => `${cells.join(separator)}\r\n`).join(""));
}

function quoted(cell: string, separator: string): string {
  const isBare = !/["\r\n]/u.test(cell) && !cell.includes(separator);
  return isBare ? cell : `"${cell.replaceAll('"', '""')}"`;
}
