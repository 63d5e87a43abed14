/** What an import says: each problem and warning with its place, and what it comes to. */

import { type PreparedImport } from "../app/catalogue/import-goods.ts";
import { warningSentence } from "../app/catalogue/warning-sentence.ts";
import { counted } from "../app/counted.ts";
import { type GoodsImport } from "../domain/office/goods-import.ts";
import { type GoodsWarning } from "../domain/office/goods-warnings.ts";
import { type SheetProblem } from "../domain/office/read-goods-sheet.ts";
import { oneLine } from "./one-line.ts";

/** More at once nobody mends. */
const PROBLEMS_SHOWN = 50;

export interface ImportOutcome {
  readonly isWritten: boolean;
  readonly isDryRun: boolean;
}

/** A sheet's problem with its place, whatever the sheet is of. */
export interface PlacedProblem extends Omit<SheetProblem, "column"> {
  readonly column: string;
}

export function problemLines(problems: ReadonlyArray<PlacedProblem>): ReadonlyArray<string> {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(problemSentence);
  const rest = problems.length - shown.length;
  return rest === 0 ? shown : [...shown, `… and ${rest} more.`];
}

function problemSentence({ line, column, message }: PlacedProblem): string {
  return oneLine(`line ${line}${column === "" ? "" : `, ${column}`}: ${message}.`);
}

export function warningLine(warning: GoodsWarning): string {
  return oneLine(`line ${warning.line}: ${warningSentence(warning)}`);
}

export function summaryLines(
  { added, changed, unchanged, deactivated, missing }: GoodsImport,
  { isWritten, isDryRun }: ImportOutcome,
): ReadonlyArray<string> {
  const counts = [
    `${added.length} added`,
    `${changed.length} changed`,
    `${unchanged.length} unchanged`,
    ...(deactivated.length > 0 ? [`${deactivated.length} not sold any more`] : []),
  ].join(", ");
  const rest = missing.length === 1 ? "stays as it is" : "stay as they are";
  return [
    ...(isDryRun ? [`Would be: ${counts}. Nothing was written.`] : []),
    ...(!isDryRun && isWritten ? [`Imported: ${counts}.`] : []),
    ...(!isDryRun && !isWritten ? [`Nothing to write: ${counts}.`] : []),
    ...(missing.length > 0
      ? [`${counted(missing.length, "product")} not in the file ${rest}.`]
      : []),
  ];
}

/** The JSON of an import, by SKU. */
export function toImportJson(
  { changes, warnings }: PreparedImport,
  { isWritten, isDryRun }: ImportOutcome,
): object {
  const { added, changed, unchanged, deactivated, missing } = changes;
  return {
    dryRun: isDryRun,
    written: isWritten,
    added: added.map(({ after }) => after.sku),
    changed: changed.map(({ after }) => after.sku),
    unchanged: unchanged.length,
    deactivated: deactivated.map(({ after }) => after.sku),
    missing: missing.length,
    warnings: warnings.map(warningLine),
    problems: [],
  };
}

/** The same of a file that was refused, with everything that is wrong. */
export function toRefusedJson(problems: ReadonlyArray<SheetProblem>, isDryRun: boolean): object {
  const nothing = {
    added: [],
    changed: [],
    unchanged: 0,
    deactivated: [],
    missing: 0,
    warnings: [],
  };
  return { dryRun: isDryRun, written: false, ...nothing, problems };
}
