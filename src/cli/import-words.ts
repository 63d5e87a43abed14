/** The output of an import: each problem and warning with its place, and the result. */

import { type PreparedImport } from "../app/catalogue/import-goods.ts";
import { warningSentence } from "../app/catalogue/warning-sentence.ts";
import { type GoodsImport } from "../domain/office/goods-import.ts";
import { type GoodsWarning } from "../domain/office/goods-warnings.ts";
import { type SheetProblem } from "../domain/office/sheet-head.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CliWords } from "../words/made/cli/words.ts";
import { oneLine } from "./one-line.ts";
import { type Sentence, sentenceIn } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";

const said = sentencesOf(cliWords);

/** The most problems that are printed at once; nobody fixes more. */
const PROBLEMS_SHOWN = 50;

export interface ImportOutcome {
  readonly isWritten: boolean;
  readonly isDryRun: boolean;
}

/** A sheet's problem with its place, whatever the sheet is of. */
export interface PlacedProblem extends Omit<SheetProblem, "column"> {
  readonly column: string;
}

export function problemLines(problems: ReadonlyArray<PlacedProblem>): ReadonlyArray<Sentence> {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(problemSentence);
  const rest = problems.length - shown.length;
  return rest === 0 ? shown : [...shown, said((words) => words.import.more({ count: rest }))];
}

function problemSentence({ line, column, message }: PlacedProblem): Sentence {
  return said((words) => oneLine(words.import.problem({ line, column, message })));
}

export function warningLine(warning: GoodsWarning): Sentence {
  const { line } = warning;
  return said(({ import: words }, locale) =>
    oneLine(words.warning({ line, sentence: warningSentence(warning, locale) })),
  );
}

export function summaryLines(
  { added, changed, unchanged, deactivated, missing }: GoodsImport,
  outcome: ImportOutcome,
): ReadonlyArray<Sentence> {
  return [
    outcomeLine(outcome, (words) => [
      words.added({ count: added.length }),
      words.changed({ count: changed.length }),
      words.unchanged({ count: unchanged.length }),
      ...(deactivated.length > 0 ? [words.deactivated({ count: deactivated.length })] : []),
    ]),
    ...(missing.length > 0 ? [missingLine(missing.length, "product")] : []),
  ];
}

/** Returns the line of an import's result, or of its dry run, with the number of each kind. */
export function outcomeLine(
  { isWritten, isDryRun }: ImportOutcome,
  counts: (words: CliWords["import"]) => ReadonlyArray<string>,
): Sentence {
  return said(({ import: words }) => {
    const facts = { counts: counts(words).join(", ") };
    if (isDryRun) return words.wouldBe(facts);
    return isWritten ? words.done(facts) : words.nothing(facts);
  });
}

export function missingLine(count: number, what: "product" | "table"): Sentence {
  return said((words) => words.import.missing({ count, what }));
}

/** The JSON of an import, by SKU. */
export function toImportJson({ changes, warnings }: PreparedImport): object {
  const { added, changed, unchanged, deactivated, missing } = changes;
  return {
    added: added.map(({ after }) => after.sku),
    changed: changed.map(({ after }) => after.sku),
    unchanged: unchanged.length,
    deactivated: deactivated.map(({ after }) => after.sku),
    missing: missing.length,
    warnings: warnings.map((warning) => sentenceIn(warningLine(warning), "en")),
  };
}

/** The JSON of an import of goods that did nothing. */
export const NO_IMPORT = {
  added: [],
  changed: [],
  unchanged: 0,
  deactivated: [],
  missing: 0,
  warnings: [],
} as const;
