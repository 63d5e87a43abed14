/** `--csv` beside `--json`: one of them at a time. In a file of its own, so that no command loads another for it. */

import { stockWords } from "../../words/made/stock/all.ts";
import { usageFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions } from "../with-till.ts";

const said = sentencesOf(stockWords);

export interface CsvOptions extends JsonOptions {
  readonly csv?: boolean;
}

/** Whether a list is wanted as a table for spreadsheets. Throws where it is wanted as JSON too. */
export function isCsv({ csv, json }: CsvOptions): boolean {
  if (csv === true && json === true) throw usageFault(said(({ oneForm }) => oneForm));
  return csv === true;
}
