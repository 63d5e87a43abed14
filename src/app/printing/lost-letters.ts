/**
 * Letters that printers of this till did not print as they were written. Nothing is noted when a paper
 * is printed, where a guest waits for it: the newest papers are encoded once more when somebody asks.
 */

import { jsonToDocument } from "../../printer/document.ts";
import { type TillPapers } from "./print-job-store.ts";
import { drivenPrinters, encodeFor } from "./printer-drive.ts";

export interface LostLetters {
  /** The id of the printer. */
  readonly id: string;
  readonly name: string;
  /** Each once. */
  readonly letters: ReadonlyArray<string>;
}

/** The latest papers that are searched, of all printers. */
const LOOK_BACK = 200;
/** The most letters of a report; nobody reads more. */
const LETTERS_MAX = 40;

/** Returns only printers that could not print some letters. */
export function lostLetters({
  till,
  jobs,
}: Pick<TillPapers, "till" | "jobs">): ReadonlyArray<LostLetters> {
  const printers = new Map(drivenPrinters(till.ledger).map((printer) => [printer.id, printer]));
  const found = new Map<string, Set<string>>();
  for (const job of jobs.latest(LOOK_BACK)) {
    const printer = printers.get(job.printer);
    const document = jsonToDocument(job.document);
    if (printer === undefined || document === undefined) continue;
    const letters = found.get(printer.id) ?? new Set();
    for (const letter of encodeFor(document, printer).lost) letters.add(letter);
    found.set(printer.id, letters);
  }
  return [...found].flatMap(([id, letters]) => {
    const name = printers.get(id)?.name ?? id;
    return letters.size === 0 ? [] : [{ id, name, letters: [...letters].slice(0, LETTERS_MAX) }];
  });
}
