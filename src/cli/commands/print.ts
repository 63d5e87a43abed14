/** `till print show|list|now|again`: a paper as it was printed, and those that wait. */

import { type OpenTill } from "../../app/open-till.ts";
import { paperOfReceipt, printCustomerCopy, reprint } from "../../app/papers/reprint.ts";
import { documentOf, findPaper } from "../../app/papers/shown-paper.ts";
import { type ExplainedPaper, listWaitingPapers } from "../../app/papers/waiting-papers.ts";
import { type PrinterState } from "../../app/printing/printer-states.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { type EventId } from "../../domain/identity.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { findingsWords } from "../../words/made/findings/all.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, notFoundFault, unreachableFault, usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { settle } from "../printer-named.ts";
import { sentencesOf } from "../sentences-of.ts";
import { waitingJson, waitingRow } from "../waiting-paper.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

const said = sentencesOf(cliPrintersWords);

export interface AgainOptions extends JsonOptions, StaffOptions {
  /** For the guest, and marked so; else a reprint. */
  readonly copy?: "customer";
}

export interface ShowOptions extends JsonOptions {
  readonly last?: boolean;
}

export function showPaper(
  text: string | undefined,
  options: ShowOptions,
  console: Console,
): Promise<ExitCode> {
  if ((text === undefined) !== (options.last === true)) {
    throw usageFault(said(({ papers }) => papers.whichShown));
  }
  return withTill(options, console, (open) => {
    const paper = findPaper(open, text);
    if (paper === undefined) {
      throw notFoundFault(said(({ papers }) => papers.noneInQueue({ text })));
    }
    if (options.json === true) console.json(paper);
    else {
      const { state, printer, lost } = paper;
      if (state === "laid-out") console.say(said(({ papers }) => papers.laidOut));
      else if (state !== "printed") {
        console.say(said(({ papers, states }) => papers.isOn({ printer, state: states[state] })));
      }
      if (lost.length > 0) {
        console.say(said(({ papers }) => papers.lost({ letters: oneLine(lost.join(" ")) })));
      }
      console.out(paper.text.trimEnd());
    }
    return EXIT.fine;
  });
}

export function listThePapers(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await open.printing.askHolder();
    tellPapers(open, options, console);
    return EXIT.fine;
  });
}

/** Whatever waits and whoever queued it: a shop without a register has nobody else who prints it. */
export function printThePapers(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const settled = await open.printing.settle();
    if (settled.type === "silent") {
      const { pid } = settled;
      const silent = sentencesOf(findingsWords)(({ holderSilent }) => holderSilent({ pid }));
      throw unreachableFault(silent);
    }
    if (settled.type === "handed-over") {
      await open.printing.askHolder();
      const pid = `${settled.pid}`;
      console.say(said(({ papers }) => papers.holderTries({ pid })));
    }
    tellPapers(open, options, console);
    const isDone = open.printing.printers().every(({ waitingJobs }) => waitingJobs === 0);
    return isDone || settled.type === "handed-over" ? EXIT.fine : EXIT.unreachable;
  });
}

function tellPapers(open: OpenTill, { json }: JsonOptions, console: Console): void {
  const papers = listWaitingPapers(open);
  const printers = open.printing.printers();
  if (json === true) {
    console.json({ papers: papers.map(toPaperJson), printers: printers.map(toJson) });
    return;
  }
  if (papers.length === 0) console.say(said((words) => words.papers.none));
  for (const paper of papers) console.out(waitingRow(open, paper));
  for (const { name, isSetUp, state, waitingJobs } of printers) {
    if (isSetUp && state === "off") {
      console.say(said((words) => words.papers.isOff({ name, count: waitingJobs })));
    }
  }
}

function toJson(printer: PrinterState): Readonly<Record<string, unknown>> {
  const { id, name, isSetUp, state, waitingJobs, askingJobs } = printer;
  return { id, name, isSetUp, state, waitingJobs, askingJobs };
}

/**
 * Prints again by receipt number or by document id, marked as a reprint; a paper that waits for a
 * person is released.
 */
export function printAgain(
  text: string,
  options: AgainOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await whoActs(open.till, options, console);
    const documentId = documentOf(open.till, text) as EventId;
    const how = queueAgain(open, { text, documentId }, options);
    await settle(open, console, documentId);
    if (options.json === true) console.json({ documentId, how });
    else console.out(said(({ papers }) => papers.printedAgain({ text, how })));
    return EXIT.fine;
  });
}

function queueAgain(
  open: OpenTill,
  { text, documentId }: { readonly text: string; readonly documentId: EventId },
  { copy }: AgainOptions,
): "again" | "released" | "customer-copy" {
  const paper = paperOfReceipt(open, text) ?? { documentId };
  const done = copy === "customer" ? printCustomerCopy(open, paper) : reprint(open, paper);
  if (done.ok) return done.value ?? "customer-copy";
  switch (done.fault) {
    case "paper/unknown":
      throw notFoundFault(said(({ papers }) => papers.noneHere({ text })));
    case "paper/waiting":
      throw conflictFault(said(({ papers }) => papers.stillWaits({ text })));
    case "paper/no-receipt":
      throw conflictFault(said(({ papers }) => papers.noReceipt({ text })));
    default:
      return assertNever(done.fault, "fault of a reprint");
  }
}

function toPaperJson(paper: ExplainedPaper) {
  const { job, printer = job.printer } = paper;
  return { ...waitingJson(paper), printer };
}
