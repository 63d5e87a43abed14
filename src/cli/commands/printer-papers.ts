/** `till printer queue|retry|cancel|move`: the papers that wait at this till. */

import { type OpenTill } from "../../app/open-till.ts";
import { wallToText } from "../../app/orders/order-json.ts";
import { cancelPaper } from "../../app/papers/cancel-paper.ts";
import { reprint } from "../../app/papers/reprint.ts";
import { documentOf } from "../../app/papers/shown-paper.ts";
import {
  countWaiting,
  type ExplainedPaper,
  explainWaiting,
  stateOfPaper,
  toWaitingPaper,
  type WaitingCounts,
  type WaitingPaper,
} from "../../app/papers/waiting-papers.ts";
import { NO_PRINTER } from "../../app/printing/papers.ts";
import {
  listPrinters,
  type MovedPapers,
  movePapers,
  papersWaitingAt,
} from "../../app/printing/printer-changes.ts";
import { ownPrinters } from "../../app/printing/printer-drive.ts";
import { type Actor } from "../../app/till/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { type CliPrintersWords } from "../../words/made/cliPrinters/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, notFoundFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { type ChangePrinterOptions, knownPrinter, ownPrinter, settle } from "../printer-named.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { waitingJson, waitingRow } from "../waiting-paper.ts";
import { type JsonOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliPrintersWords);

/** Prints which papers were not moved to another printer. */
export function sayNotMoved(
  console: Console,
  { id, by, there, left }: MovedPapers & { readonly id: string; readonly by: string },
): void {
  if (there > 0) console.say(said(({ papers }) => papers.printedThere({ count: there, by })));
  if (left > 0) console.say(said(({ papers }) => papers.stayHere({ count: left, id, by })));
}

export interface CancelOptions extends ChangePrinterOptions {
  readonly printer?: string;
  readonly reason?: string;
}

const REASON_MAX = 200;

export function moveThePapers(
  [id, by]: readonly [string, string],
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    await whoActs(till, options, console);
    ownPrinter(open, by);
    knownPlace(open, id);
    const papers = valueOf(movePapers(open, { id, by }), till);
    await settle(open, console);
    if (options.json === true) console.json({ done: "moved", id, by, ...papers });
    else {
      console.out(said((words) => words.papers.moved({ count: papers.moved, id, by })));
      sayNotMoved(console, { id, by, ...papers });
    }
    return EXIT.fine;
  });
}

/** Papers may wait where there is no printer any more; where none do, it was misspelt. */
function knownPlace(open: OpenTill, id: string): string {
  if (id !== NO_PRINTER && papersWaitingAt(open, id).length === 0) knownPrinter(open, id);
  return id;
}

/** Lists the waiting papers with printer, time and reason. */
export function queueOfPrinters(
  id: string | undefined,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    if (id !== undefined) knownPrinter(open, id);
    // The printing process knows the trouble of each printer, so it is asked.
    await open.printing.askHolder();
    const papers = explainWaiting(open, papersWaitingAt(open, id));
    if (options.json === true) {
      console.json({ papers: papers.map((paper) => queuedJson(open, paper)) });
    } else if (papers.length === 0) console.say(said((words) => words.papers.none));
    else for (const paper of papers) console.out(waitingRow(open, paper));
    return EXIT.fine;
  });
}

function queuedJson({ till }: OpenTill, paper: ExplainedPaper) {
  const { job, printer: name = null } = paper;
  const { createdMs: wallMs, printer } = job;
  const since = wallToText({ wallMs, offsetMinutes: till.offsetMinutes(wallMs) });
  return { ...waitingJson(paper), printer, name, since };
}

/**
 * Tries now what waits, and prints what asks, marked where it may be on paper: of all printers of this
 * till, of one, or one paper.
 */
export function retryPapers(
  text: string | undefined,
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await whoActs(open.till, options, console);
    const meant = whatIsMeant(open, text);
    const released = release(open, meant);
    const { type } = await settle(
      open,
      console,
      meant.type === "paper" ? meant.document : undefined,
    );
    const { waiting, asking } = waitingOf(open, meant);
    const left = waiting + asking;
    if (options.json === true) console.json({ released, waiting, asking });
    else {
      if (released > 0) console.out(said(({ papers }) => papers.released({ count: released })));
      console.out(
        said(({ papers }) => (left === 0 ? papers.none : papers.stillWait({ count: left }))),
      );
    }
    return left === 0 || type === "handed-over" ? EXIT.fine : EXIT.unreachable;
  });
}

type Meant =
  | { readonly type: "all" }
  | { readonly type: "printer"; readonly id: string }
  | { readonly type: "paper"; readonly document: EventId };

function whatIsMeant(open: OpenTill, text: string | undefined): Meant {
  if (text === undefined) return { type: "all" };
  if (listPrinters(open.till).some(({ id }) => id === text)) {
    return { type: "printer", id: ownPrinter(open, text).id };
  }
  const document = documentOf(open.till, text) as EventId;
  const state = stateOfPaper(open, document);
  if (state === undefined) {
    throw notFoundFault(said(({ papers }) => papers.isNone({ text: quoted(text) })));
  }
  if (state === "waiting" || state === "asking") return { type: "paper", document };
  throw conflictFault(
    said(({ papers, states }) =>
      papers.isOver({ text, state: state === "dismissed" ? papers.putAside : states[state] }),
    ),
  );
}

/** How many that asked a person were let go. */
function release(open: OpenTill, meant: Meant): number {
  if (meant.type === "all") return open.printing.printAsking();
  if (meant.type === "printer") return open.printing.printAsking(meant.id);
  const asks = stateOfPaper(open, meant.document) === "asking";
  return asks && reprint(open, { documentId: meant.document }).ok ? 1 : 0;
}

function waitingOf(open: OpenTill, meant: Meant): WaitingCounts {
  if (meant.type === "printer") return countWaiting(papersWaitingAt(open, meant.id));
  const all = papersWaitingAt(open);
  if (meant.type === "all") return countWaiting(all);
  return countWaiting(all.filter(({ documentId }) => documentId === meant.document));
}

/** Cancels one paper, or all that wait for a printer; the reason is kept. */
export function cancelPapers(
  text: string | undefined,
  options: CancelOptions,
  console: Console,
): Promise<ExitCode> {
  const { printer } = options;
  const reason = reasonOf(options);
  if ((text === undefined) === (printer === undefined)) {
    throw usageFault(said(({ papers }) => papers.whichCancelled));
  }
  return withTill(options, console, async (open) => {
    const actor = await whoActs(open.till, options, console);
    const papers =
      text === undefined
        ? cancelAllOf(open, actor, { printer: knownPlace(open, printer ?? ""), reason })
        : cancelOne(open, actor, { text, reason });
    if (options.json === true) console.json({ papers, reason });
    else if (papers.length === 0) console.say(said((words) => words.papers.none));
    else for (const paper of papers) console.out(said((words) => paperRow(paper, words)));
    const left = printer === undefined ? 0 : papersWaitingAt(open, printer).length;
    if (left > 0) console.say(said((words) => words.papers.inHands({ count: left })));
    return EXIT.fine;
  });
}

/** Empty where none is asked for, and never where one is. */
function reasonOf({ reason }: CancelOptions): string {
  const text = reason?.trim() ?? "";
  if (reason !== undefined && text === "") throw usageFault(said(({ papers }) => papers.sayWhy));
  if (text.length <= REASON_MAX) return text;
  throw usageFault(said(({ papers }) => papers.longReason({ max: REASON_MAX })));
}

interface Cancelled {
  readonly text: string;
  readonly reason: string;
}

function cancelOne(
  open: OpenTill,
  actor: Actor,
  { text, reason }: Cancelled,
): ReadonlyArray<WaitingPaper> {
  const { till } = open;
  const done = cancelPaper<Refusal>(
    { open, act: (name, decide) => till.act(actor, name, decide) },
    { paper: text, reason },
  );
  const printers = ownPrinters(till.ledger);
  return valueOf(done, till).map((job) => toWaitingPaper(printers, job));
}

/** Papers in the printer's hands stay; they are named where there were no others. */
function cancelAllOf(
  open: OpenTill,
  actor: Actor,
  { printer, reason }: { readonly printer: string; readonly reason: string },
): ReadonlyArray<WaitingPaper> {
  const waiting = papersWaitingAt(open, printer);
  if (waiting.length === 0) ownUnlessNone(open, printer);
  const [held] = waiting;
  if (freeOf(waiting).length === 0 && held !== undefined) {
    throw refusalFault({ type: "paper/printing", text: held.documentId }, open.till);
  }
  const cancelled: WaitingPaper[] = [];
  // As many as are read at once, until there are no more.
  for (let free = freeOf(waiting); free.length > 0;) {
    cancelled.push(...free.flatMap((text) => cancelOne(open, actor, { text, reason })));
    free = freeOf(papersWaitingAt(open, printer));
  }
  return cancelled;
}

/** Returns the documents that are in no printer's hands, each once. */
function freeOf(waiting: ReturnType<typeof papersWaitingAt>): ReadonlyArray<string> {
  const free = waiting.filter(({ state }) => state !== "sending");
  return [...new Set(free.map(({ documentId }) => documentId))];
}

/** A printer that is gone may have left papers behind, and some never had one. */
function ownUnlessNone(open: OpenTill, printer: string): void {
  if (printer !== NO_PRINTER) ownPrinter(open, printer);
}

function paperRow(
  { documentId, kind, printer, state }: WaitingPaper,
  { kinds, states }: CliPrintersWords,
): string {
  const what = kinds[kind as keyof typeof kinds];
  return `${what.padEnd(8)} ${states[state].padEnd(10)} ${printer.padEnd(20)} ${documentId}`;
}
