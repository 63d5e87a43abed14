/**
 * The report of a day as one flat table (RFC 4180) for spreadsheets: its JSON, a row for each value. What a section
 * is, is what the field of the JSON is; a section of which nothing happened has no row.
 */

import { sheetToCsv } from "../catalogue/catalogue-file.ts";
import { type Json } from "./plain-json.ts";

export const REPORT_COLUMNS = ["section", "path", "value"] as const;

export function dayReportToCsv(json: Json): string {
  const rows = Object.entries(json).flatMap(([section, fact]) =>
    valuesIn(fact, []).map(([path, value]) => [section, path, value]),
  );
  return sheetToCsv([REPORT_COLUMNS, ...rows]);
}

/** Returns each value with its path, as `jq` would write it without brackets; lists count from 0. */
function valuesIn(
  fact: unknown,
  path: ReadonlyArray<string>,
): ReadonlyArray<readonly [path: string, value: string]> {
  if (fact === undefined) return [];
  if (fact === null) return [[path.join("."), ""]];
  if (typeof fact !== "object") {
    return [[path.join("."), typeof fact === "string" ? fact : JSON.stringify(fact)]];
  }
  return Object.entries(fact).flatMap(([name, within]) => valuesIn(within, [...path, name]));
}
