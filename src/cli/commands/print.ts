/** `till print show|list|now|again`: a paper as it was printed, and those that wait. */

import { counted } from "../../app/counted.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { paperOfReceipt, printCustomerCopy, reprint } from "../../app/papers/reprint.ts";
import { documentOf, findPaper } from "../../app/papers/shown-paper.ts";
import { type ExplainedPaper, listWaitingPapers } from "../../app/papers/waiting-papers.ts";
import { silenceSentence } from "../../app/printing/duties-holder.ts";
import { type PrinterState } from "../../app/printing/printer-states.ts";
import { assertNever } from "../../domain/assert-never.ts";
import { type EventId } from "../../domain/identity.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { waitingJson, waitingRow } from "../waiting-paper.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

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
    throw usageFault("Say which paper: a receipt number, an id, or --last.");
  }
  return withTill(options, console, (open) => {
    const paper = findPaper(open, text);
    if (paper === undefined) {
      throw new CommandFault(EXIT.notFound, `There is no paper ${text ?? "yet"} in the queue.`);
    }
    if (options.json === true) console.json(paper);
    else {
      if (paper.state === "laid-out") console.say("Laid out anew: no printer of this box had it.");
      else if (paper.state !== "printed") console.say(`On ${paper.printer}: ${paper.state}.`);
      if (paper.lost.length > 0) {
        console.say(`Not as they were written: ${oneLine(paper.lost.join(" "))}`);
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
      throw new CommandFault(EXIT.unreachable, silenceSentence(settled.pid));
    }
    if (settled.type === "handed-over") {
      await open.printing.askHolder();
      console.say(`Process ${settled.pid} has the printers, and tries them now.`);
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
  if (papers.length === 0) console.say("No paper waits.");
  for (const paper of papers) console.out(waitingRow(open, paper));
  for (const { name, isSetUp, state, waitingJobs } of printers) {
    const papersThere = counted(waitingJobs, "paper");
    if (isSetUp && state === "off") console.say(`${name} is off: ${papersThere} in its queue.`);
  }
}

function toJson(printer: PrinterState): Readonly<Record<string, unknown>> {
  const { id, name, isSetUp, state, waitingJobs, askingJobs } = printer;
  return { id, name, isSetUp, state, waitingJobs, askingJobs };
}

/** By receipt number or by document id, marked as a reprint; what waits for a person is released. */
export function printAgain(
  text: string,
  options: AgainOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await whoActs(open.till, options, console);
    const documentId = documentOf(open.till, text) as EventId;
    const how = queueAgain(open, { text, documentId }, options);
    const settled = await open.printing.settleOwn(documentId);
    if (settled.type === "silent") {
      console.say(`It waits. ${silenceSentence(settled.pid)}`);
    }
    if (options.json === true) console.json({ documentId, how });
    else console.out(`${text} is printed ${HOW_WORDS[how]}.`);
    return EXIT.fine;
  });
}

const HOW_WORDS = {
  again: "once more",
  released: "now",
  "customer-copy": "once more, as the customer's copy",
} as const;

function queueAgain(
  open: OpenTill,
  { text, documentId }: { readonly text: string; readonly documentId: EventId },
  { copy }: AgainOptions,
): keyof typeof HOW_WORDS {
  const paper = paperOfReceipt(open, text) ?? { documentId };
  const done = copy === "customer" ? printCustomerCopy(open, paper) : reprint(open, paper);
  if (done.ok) return done.value ?? "customer-copy";
  switch (done.fault) {
    case "paper/unknown":
      throw new CommandFault(EXIT.notFound, `There is no paper ${text} here.`);
    case "paper/waiting":
      throw new CommandFault(
        EXIT.conflict,
        `${text} still waits for its printer: it comes out once.`,
      );
    case "paper/no-receipt":
      throw new CommandFault(EXIT.conflict, `${text} is no receipt: guests get no copy of it.`);
    default:
      return assertNever(done.fault, "fault of a reprint");
  }
}

function toPaperJson(paper: ExplainedPaper) {
  const { job, printer = job.printer } = paper;
  return { ...waitingJson(paper), printer };
}
