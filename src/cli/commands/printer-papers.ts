/** `till printer queue|retry|cancel|move`: the papers that wait at this till. */

import { counted, papersWait } from "../../app/counted.ts";
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
import { listPrinters, movePapers, papersWaitingAt } from "../../app/printing/printer-changes.ts";
import { ownPrinters } from "../../app/printing/printer-drive.ts";
import { type Actor } from "../../app/till.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import {
  type ChangePrinterOptions,
  knownPrinter,
  ownPrinter,
  sayNotMoved,
  settle,
  valueOf,
} from "../printer-named.ts";
import { refusalFault } from "../refusal-fault.ts";
import { waitingJson, waitingRow } from "../waiting-paper.ts";
import { type JsonOptions, whoActs, withTill } from "../with-till.ts";

export interface CancelOptions extends ChangePrinterOptions {
  readonly printer?: string;
  readonly reason?: string;
}

const REASON_MAX = 200;

export function moveThePapers(
  { id, by }: { readonly id: string; readonly by: string },
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    await whoActs(till, options, console);
    ownPrinter(open, by);
    knownPlace(open, id);
    const papers = valueOf(movePapers(open, { id, by }), open);
    await settle(open, console);
    if (options.json === true) console.json({ done: "moved", id, by, ...papers });
    else {
      const come = papers.moved === 1 ? "comes" : "come";
      console.out(`${counted(papers.moved, "paper")} of ${id} ${come} out of ${by}.`);
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

/** What waits, where, since when and why. */
export function queueOfPrinters(
  id: string | undefined,
  options: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    if (id !== undefined) knownPrinter(open, id);
    // Whoever prints knows what keeps it from printing.
    await open.printing.askHolder();
    const papers = explainWaiting(open, papersWaitingAt(open, id));
    if (options.json === true) {
      console.json({ papers: papers.map((paper) => queuedJson(open, paper)) });
    } else if (papers.length === 0) console.say("No paper waits.");
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
      if (released > 0)
        console.out(`${counted(released, "paper")} that asked: printed on your word.`);
      console.out(left === 0 ? "No paper waits." : `${papersWait(left, " still")}.`);
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
    throw new CommandFault(
      EXIT.notFound,
      `${quoted(text)} is no printer, and no paper in the queue.`,
    );
  }
  if (state === "waiting" || state === "asking") return { type: "paper", document };
  throw new CommandFault(
    EXIT.conflict,
    `${text} is ${state === "dismissed" ? "put aside" : state}: \`till print again ${text}\` prints it once more.`,
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

/** One paper, or all that wait for a printer, come out nowhere; the reason is kept. */
export function cancelPapers(
  text: string | undefined,
  options: CancelOptions,
  console: Console,
): Promise<ExitCode> {
  const { printer } = options;
  const reason = reasonOf(options);
  if ((text === undefined) === (printer === undefined)) {
    throw usageFault("Say which paper, or --printer ID for all that wait for one.");
  }
  return withTill(options, console, async (open) => {
    const actor = await whoActs(open.till, options, console);
    const papers =
      text === undefined
        ? cancelAllOf(open, actor, { printer: knownPlace(open, printer ?? ""), reason })
        : cancelOne(open, actor, { text, reason });
    if (options.json === true) console.json({ papers, reason });
    else if (papers.length === 0) console.say("No paper waits.");
    else for (const paper of papers) console.out(paperRow(paper));
    const left = printer === undefined ? 0 : papersWaitingAt(open, printer).length;
    if (left > 0) console.say(`${counted(left, "paper")} in the printer's hands: look at it.`);
    return EXIT.fine;
  });
}

/** Empty where none is asked for, and never where one is. */
function reasonOf({ reason }: CancelOptions): string {
  const said = reason?.trim() ?? "";
  if (reason !== undefined && said === "") throw usageFault("Say why: --reason is empty.");
  if (said.length <= REASON_MAX) return said;
  throw usageFault(`The reason is longer than ${REASON_MAX} characters.`);
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
  return valueOf(done, open).map((job) => toWaitingPaper(printers, job));
}

/** What is in the printer's hands stays; it is named where nothing else was there. */
function cancelAllOf(
  open: OpenTill,
  actor: Actor,
  { printer, reason }: { readonly printer: string; readonly reason: string },
): ReadonlyArray<WaitingPaper> {
  const waiting = papersWaitingAt(open, printer);
  if (waiting.length === 0) ownUnlessNone(open, printer);
  const free = waiting.filter(({ state }) => state !== "sending");
  const [held] = waiting;
  if (free.length === 0 && held !== undefined) {
    throw refusalFault({ type: "paper/printing", text: held.documentId }, open.till);
  }
  const documents = [...new Set(free.map(({ documentId }) => documentId))];
  return documents.flatMap((text) => cancelOne(open, actor, { text, reason }));
}

/** A printer that is gone may have left papers behind, and some never had one. */
function ownUnlessNone(open: OpenTill, printer: string): void {
  if (printer !== NO_PRINTER) ownPrinter(open, printer);
}

function paperRow({ documentId, kind, printer, state }: WaitingPaper): string {
  return `${kind.padEnd(8)} ${state.padEnd(10)} ${printer.padEnd(20)} ${documentId}`;
}
