/** A report on the paper of a receipt printer. */

import { isTraining } from "../../domain/events/series.ts";
import { wallTimeAt } from "../../domain/text/clock-text.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type Block, type PrintDocument } from "../../printer/document.ts";
import { centred, demoBlocks, textBlock } from "../../printer/documents/text-block.ts";
import { formatWallTime } from "../../printer/documents/wall-time.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { type Column, type ReportRow, type ReportTable } from "../../report/sales/report-table.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { type OpenTill } from "../open-till.ts";
import { type Speech } from "../speech.ts";
import { type ReportPage } from "./report-page.ts";
import { cellText, fittingColumns, isText } from "./report-text.ts";

/** Of 80 mm in the usual letters. On narrower paper, names break. */
const PAPER_CELLS = 42;

/** Names a paper of a report in the queue: each one is its own. */
export function reportId(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  report: string,
): string {
  return `report/${report}/${till.ledger.identity.origin}/${clock.nowMs()}`;
}

/** Lays the report out with the columns that fit, the name of the shop above and the notes below. */
export function reportToDocument(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  { table, page }: { readonly table: ReportTable; readonly page: ReportPage },
  speech: Speech,
): PrintDocument {
  const { founding } = till;
  const { demo } = founding;
  const { receipt, z } = paperWords(speech.locale);
  const { date, time } = formatWallTime(
    wallTimeAt(clock.nowMs(), till.offsetMinutes),
    speech.locale,
  );
  return {
    kind: "report",
    blocks: [
      ...demoBlocks({ demo, training: isTraining(founding) }, receipt),
      centred(page.shop, { bold: true }),
      centred(page.title, { bold: true, doubleHeight: true }),
      centred(page.range),
      { type: "rule" },
      ...(table.rows.length === 0 ? [] : [tableBlock(table, speech)]),
      ...page.notes.map((note) => textBlock(note)),
      { type: "rule" },
      textBlock(z.made({ at: `${date} ${time}` })),
      { type: "cut" },
    ],
  };
}

function tableBlock(table: ReportTable, speech: Speech): Extract<Block, { type: "table" }> {
  const words = wordsIn(reportsWords, speech.locale);
  const columns = fittingColumns(table, speech, PAPER_CELLS);
  const [first] = columns;

  function cellsOf(row: ReportRow): ReadonlyArray<string> {
    return columns.map((column) => cellText(column, row, speech));
  }

  function headOf(column: Column): string {
    return isText(column) ? "" : words.columns[column];
  }

  const foot =
    table.total === null
      ? []
      : [cellsOf(table.total).map((text, at) => (columns[at] === first ? words.total : text))];
  return {
    type: "table",
    aligns: columns.map((column) => (isText(column) ? "left" : "right")),
    hasHead: true,
    rows: [columns.map(headOf), ...table.rows.map(cellsOf), ...foot],
  };
}
