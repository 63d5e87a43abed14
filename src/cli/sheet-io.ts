/** Tables of commands as files: written whole or not at all, and read before anything is asked. */

import {
  readSheetBytes,
  readSheetFile,
  type SheetFileFault,
  sheetToCsv,
  type WrongFile,
} from "../app/catalogue/catalogue-file.ts";
import { type SheetFault } from "../app/catalogue/import-sheet.ts";
import { writeAtomically } from "../app/system/write-atomically.ts";
import { type Actor, type Till } from "../app/till/till.ts";
import { percent } from "../app/words/percent.ts";
import { assertNever } from "../domain/base/assert-never.ts";
import { type Result } from "../domain/base/result.ts";
import { type Refusal } from "../domain/commands/refusal.ts";
import { type SheetRow } from "../domain/office/goods-sheet.ts";
import { cliWords } from "../words/made/cli/all.ts";
import { type CliWords } from "../words/made/cli/words.ts";
import { type Console } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type CommandFault, usageFault } from "./fault.ts";
import { type ImportOutcome, type PlacedProblem, problemLines } from "./import-words.ts";
import { fileFault } from "./out-file.ts";
import { refusalFault } from "./refusal-fault.ts";
import { type Sentence } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";
import { type JsonOptions } from "./with-till.ts";

const said = sentencesOf(cliWords);

export interface SheetOut {
  /** The first one has the headings. */
  readonly rows: Parameters<typeof sheetToCsv>[0];
  /** What a row is. */
  readonly what: "product" | "table" | "price" | "customer";
  /** The file; undefined for the standard output. */
  readonly out: string | undefined;
}

export async function putSheet({ rows, what, out }: SheetOut, console: Console): Promise<void> {
  const text = sheetToCsv(rows);
  if (out === undefined) {
    await console.write(text);
    return;
  }
  const written = await writeAtomically(out, (write) => write(text));
  if (!written.ok) throw fileFault(written.fault);
  console.say(said((words) => words.import.sheetIn({ count: rows.length - 1, what, file: out })));
}

/** Says what is wrong with the file, place by place; what to throw then. */
function wrongSheet(
  file: string,
  {
    problems,
    json,
  }: { readonly problems: ReadonlyArray<PlacedProblem>; readonly json: object | undefined },
  console: Console,
): CommandFault {
  if (json === undefined) for (const line of problemLines(problems)) console.say(line);
  else console.json(json);
  return usageFault(said((words) => words.import.nothingOf({ file })));
}

type OnProgress = (done: number, total: number) => void;

/** A sheet that is compared with what the shop has, and then written. */
export interface SheetWork<Prepared, Done> {
  readonly till: Till;
  readonly file: string;
  /** What a row is. */
  readonly what: SheetOut["what"];
  /** What somebody changed while the file was compared, in a sentence. */
  readonly moved: Sentence;
  readonly prepare: () => Result<Prepared, SheetFault<PlacedProblem>>;
  /** Returns the result where nothing is written: nothing differs, or somebody only asks. */
  readonly unwritten: (prepared: Prepared) => { readonly done: Done; readonly isNothing: boolean };
  /** Asks whoever does it, once the file is known to be right. */
  readonly actor: () => Promise<Actor>;
  readonly write: (
    prepared: Prepared,
    actor: Actor,
    onProgress: OnProgress,
  ) => Result<Done, Refusal | SheetFault<PlacedProblem>>;
  /** What `json` says where nothing is imported. */
  readonly nothing: object;
  /** Returns what was imported as JSON, which stands between how it ended and its problems. */
  readonly json: (done: Done, outcome: ImportOutcome) => object;
  readonly lines: (done: Done, outcome: ImportOutcome) => ReadonlyArray<Sentence>;
}

export async function importSheet<Prepared, Done>(
  work: SheetWork<Prepared, Done>,
  options: JsonOptions & { readonly dryRun?: boolean },
  console: Console,
): Promise<ExitCode> {
  const { dryRun: isDryRun = false, json: isJson = false } = options;
  const prepared = work.prepare();
  if (!prepared.ok) {
    const { problems } = prepared.fault;
    const outcome = { written: false, ...work.nothing, dryRun: isDryRun, problems };
    const json = isJson ? outcome : undefined;
    throw wrongSheet(work.file, { problems, json }, console);
  }
  const unwritten = work.unwritten(prepared.value);
  const isWritten = !isDryRun && !unwritten.isNothing;
  const done = isWritten
    ? await writeSheet(work, prepared.value, { options, console })
    : unwritten.done;
  const how = { isWritten, isDryRun };
  if (isJson) {
    const counted = work.json(done, how);
    console.json({ dryRun: isDryRun, written: isWritten, ...counted, problems: [] });
  } else for (const line of work.lines(done, how)) console.out(line);
  return EXIT.fine;
}

/** Shows how far it is; throws what a command ends with where nothing was written. */
async function writeSheet<Prepared, Done>(
  { till, what, moved, actor, write }: SheetWork<Prepared, Done>,
  prepared: Prepared,
  { options, console }: { readonly options: JsonOptions; readonly console: Console },
): Promise<Done> {
  const by = await actor();
  const progress = console.progress(options);
  const written = write(prepared, by, (done, total) => {
    const facts = { what, percent: percent({ done, total }) };
    progress.show(said((words) => words.import.writing(facts)));
  });
  progress.end();
  if (written.ok) return written.value;
  if (written.fault.type !== "sheet/wrong") throw refusalFault(written.fault, till);
  for (const line of problemLines(written.fault.problems)) console.say(line);
  throw usageFault(moved);
}

export const CATALOGUE_MOVED = said((words) => words.import.catalogueMoved);
export const CUSTOMERS_MOVED = said((words) => words.import.customersMoved);
export const TABLES_MOVED = said((words) => words.import.tablesMoved);

export function takeSheet(file: string): ReadonlyArray<SheetRow> {
  return taken(file, readSheetFile);
}

/** Returns a file as it is. */
export function takeBytes(file: string): Buffer {
  return taken(file, readSheetBytes);
}

function taken<Value>(file: string, read: (file: string) => Result<Value, SheetFileFault>): Value {
  if (file === "") throw usageFault(said((words) => words.import.noName));
  const found = read(file);
  if (found.ok) return found.value;
  const { wrong } = found.fault;
  throw usageFault(
    said(({ import: words }) => words.fileWrong({ file, what: wrongFileText(wrong, words) })),
  );
}

/** What is wrong with a file; its name goes before it. */
export function wrongFileText(wrong: WrongFile, { faults }: CliWords["import"]): string {
  switch (wrong.type) {
    case "unreadable":
      return faults.unreadable({ code: wrong.code });
    case "too-big":
      return faults["too-big"]({ max: wrong.max });
    case "not-utf-8":
      return faults["not-utf-8"];
    case "open-quote":
      return faults["open-quote"]({ line: wrong.line });
    case "inner-quote":
      return faults["inner-quote"]({ line: wrong.line });
    default:
      return assertNever(wrong, "what is wrong with a file");
  }
}
