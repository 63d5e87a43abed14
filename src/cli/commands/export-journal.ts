/** `till export journal`: business days as double entry, in the form that a bookkeeper's program reads. */

import path from "node:path";

import { datevFile, type DatevFileFault } from "../../app/books/datev-file.ts";
import { type JournalMapping, readJournalMapping } from "../../app/books/journal-mapping.ts";
import { mappedFile } from "../../app/books/mapped-file.ts";
import { type DaysJournal, journalLines, journalOf } from "../../app/day/day-journal.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { writeAtomically } from "../../app/system/write-atomically.ts";
import { booksWords } from "../../words/made/books/all.ts";
import { type BooksWords } from "../../words/made/books/words.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { type CommandFault, usageFault } from "../fault.ts";
import { journalDays, judgeJournalDays, requireSound, tellWrongDays } from "../journal-days.ts";
import { oneLine } from "../one-line.ts";
import { fileFault, outFile } from "../out-file.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type DayOptions, type StaffOptions, storeDir, withTill } from "../with-till.ts";
import { rangeOf } from "./report.ts";

const said = sentencesOf(booksWords);
const ofReports = sentencesOf(reportsWords);

export interface ExportJournalOptions extends DayOptions, StaffOptions {
  readonly to?: string;
  readonly datev?: boolean;
  /** The name of a shipped mapping, or a file. */
  readonly mapping?: string;
  readonly receipts?: boolean;
  readonly out?: string;
}

export function exportJournal(options: ExportJournalOptions, console: Console): Promise<ExitCode> {
  if (options.datev === true && options.mapping !== undefined) {
    throw usageFault(said((words) => words.oneForm));
  }
  const out = outFile(options.out, "--out", storeDir(options, console));
  if (out !== undefined && options.datev === true && !/^EXTF_.*\.csv$/iu.test(path.basename(out))) {
    throw usageFault(said((words) => words.datevName));
  }
  const mapping = options.mapping === undefined ? undefined : mappingAt(options.mapping);
  return withTill(options, console, async (open) => {
    const { from, to } = rangeOf(open.till, options);
    const days = journalDays(from, to);
    const { code, wrong, missing } = await judgeJournalDays(open, { days, options }, console);
    const form = { rules: mapping?.accounts ?? [], byReceipt: options.receipts === true };
    const journal = journalOf(open.till, days, form);
    requireSound(journal);
    const content =
      mapping === undefined ? contentOf(open, journal, options) : tableOf(open, journal, mapping);
    if (out === undefined) {
      await console.write(content);
    } else {
      const written = await writeAtomically(out, (write) => write(content));
      if (!written.ok) throw fileFault(written.fault);
    }
    tellWrongDays(wrong, console);
    if (missing.length > 0) {
      const tills = missing.join(", ");
      console.say(ofReports((words) => words.notHeard({ tills })));
    }
    return code;
  });
}

function contentOf(
  { till, clock }: OpenTill,
  journal: DaysJournal,
  { datev }: ExportJournalOptions,
): string | Uint8Array {
  if (datev !== true) {
    const lines = journalLines(journal);
    return lines.map((line) => `${line}\n`).join("");
  }
  const file = datevFile(till, journal, clock.nowMs());
  if (!file.ok) throw datevFault(file.fault);
  return file.value;
}

function mappingAt(nameOrFile: string): JournalMapping {
  const mapping = readJournalMapping(nameOrFile);
  if (mapping.ok) return mapping.value;
  const { fault } = mapping;
  const file = oneLine(nameOrFile);
  throw usageFault(
    said(({ mapping: words }) => {
      if (fault.type === "account") return words.account({ rule: oneLine(fault.rule) });
      return fault.type === "unreadable" ? words.unreadable({ file }) : words.none({ file });
    }),
  );
}

function tableOf({ till }: OpenTill, journal: DaysJournal, mapping: JournalMapping): string {
  const file = mappedFile(till, journal, mapping);
  if (file.ok) return file.value;
  const { fault } = file;
  throw usageFault(
    said(({ mapping: words }) => {
      if (fault.type === "account") return words.number({ account: oneLine(fault.account) });
      return fault.type === "rows" ? words.rows(fault) : words.tax;
    }),
  );
}

function datevFault(fault: DatevFileFault): CommandFault {
  return usageFault(said(({ datev }) => datevSentence(fault, datev)));
}

function datevSentence(fault: DatevFileFault, words: BooksWords["datev"]): string {
  switch (fault.type) {
    case "numbers":
      return words.numbers;
    case "account":
      return words.account({ account: oneLine(fault.account) });
    case "length":
      return words.length(fault);
    case "sign":
      return words.sign({ sign: oneLine(fault.sign), text: oneLine(fault.text) });
    case "text":
      return words.text({ max: fault.max, text: oneLine(fault.text) });
    case "year":
      return words.year({ day: fault.begins });
    case "amount":
      return words.amount(fault);
    case "currency":
    default:
      return words.currency(fault);
  }
}
