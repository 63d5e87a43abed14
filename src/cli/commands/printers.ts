/** `till printer list|discover|add|set|remove|replace|test`: the printers of the shop. */

import { tillName } from "../../app/mesh/mesh-report.ts";
import { type OpenTill } from "../../app/open-till.ts";
import {
  askToChangePrinter,
  changePrinter,
  endOfPaper,
  listPrinters,
  papersWaitingAt,
  printTestPage,
  removePrinter,
  replacePrinter,
} from "../../app/printing/printer-changes.ts";
import { findPrinters, isDrivenByTill } from "../../app/printing/printer-finding.ts";
import { twinOf } from "../../app/printing/twin-printer.ts";
import { systemClock } from "../../app/system/clock.ts";
import { type Till } from "../../app/till/till.ts";
import { type Connection, isSamePrinter } from "../../domain/events/printer-connection.ts";
import { connectionText, readPrinterTexts } from "../../domain/office/printer-text.ts";
import { isDrivenBy, type Printer } from "../../domain/printers/printers.ts";
import { cliPrintersWords } from "../../words/made/cliPrinters/all.ts";
import { type CliPrintersWords } from "../../words/made/cliPrinters/words.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { conflictFault, usageFault } from "../fault.ts";
import { toFieldText } from "../field-text.ts";
import { oneLine } from "../one-line.ts";
import {
  type AddPrinterOptions,
  type ChangePrinterOptions,
  ownPrinter,
  settle,
} from "../printer-named.ts";
import { isUnchanged, refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { type JsonOptions, whoActs, withTill } from "../with-till.ts";
import { sayNotMoved } from "./printer-papers.ts";
import { asLearned } from "./printer-probe.ts";

const said = sentencesOf(cliPrintersWords);

const NAME_COLUMNS = 20;

/** Lists the printers with the states that the process which drives them sees. */
export function listThePrinters(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await open.printing.askHolder();
    const printers = listPrinters(open.till).map((printer) => toJson(open, printer));
    if (options.json === true) console.json({ printers });
    else if (printers.length === 0) console.say(said(({ status }) => status.none));
    else
      for (const printer of printers)
        console.words(
          said((words) => toText(printer, words)),
          NAME_COLUMNS + 1,
        );
    return EXIT.fine;
  });
}

export function setPrinter(
  [isNew, id, fields]: readonly [boolean, string, ReadonlyArray<string>],
  options: AddPrinterOptions,
  console: Console,
): Promise<ExitCode> {
  const read = readPrinterTexts(fields.map(toFieldText));
  if (!read.ok) throw usageFault(read.fault);
  const wished = read.value;
  if (isNew && wished.connection === undefined) {
    throw usageFault(said(({ set }) => set.noPlace));
  }
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const asked = askToChangePrinter(till, actor, { id, isNew, said: wished });
    if (!asked.ok && asked.fault.type !== "printer/same") throw refusalFault(asked.fault, till);
    if (isNew && options.shared !== true) await ensureFree(till, wished.connection);
    const before = isNew ? undefined : listPrinters(till).find((it) => it.id === id);
    const wish = await asLearned(open, { id, said: wished, before }, console);
    const done = changePrinter(till, actor, { id, isNew, said: wish });
    const isSame = isUnchanged(done, till, "printer/same");
    const printer = listPrinters(till).find((other) => other.id === id);
    if (printer === undefined) throw new Error(`The printer ${id} is not there.`);
    const word = isSame ? "unchanged" : isNew ? "added" : "changed";
    if (options.json === true) console.json({ done: word, printer: toJson(open, printer) });
    else console.out(said(({ set }) => set.done({ name: oneLine(printer.name), done: word })));
    if (wished.connection !== undefined) sayWhoIsThere(till, printer, console);
    return EXIT.fine;
  });
}

/** Two names for one printer: one of them can print all, and knows what it has in hand. */
function sayWhoIsThere(till: Till, printer: Printer, console: Console): void {
  const other = twinOf(till, printer);
  if (other === undefined) return;
  console.say(said(({ set }) => set.twin({ id: other.id })));
}

/** The papers of two shops on one roll are nobody's wish, unless they say so. */
async function ensureFree(till: Till, connection: Connection | undefined): Promise<void> {
  if (connection?.type !== "network") return;
  if (listPrinters(till).some((printer) => isSamePrinter(printer.connection, connection))) return;
  if (!(await isDrivenByTill(systemClock, connection))) return;
  const at = connectionText(connection);
  throw conflictFault(said(({ set }) => set.taken({ at })));
}

export function removeThePrinter(
  id: string,
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    valueOf(removePrinter(till, actor, id), till);
    const left = papersWaitingAt(open, id).length;
    if (options.json === true) console.json({ done: "removed", id, waiting: left });
    else console.out(said(({ set }) => set.removed({ id, count: left })));
    return EXIT.fine;
  });
}

export function replaceThePrinter(
  [id, by]: readonly [string, string],
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const actor = await whoActs(open.till, options, console);
    const papers = valueOf(replacePrinter(open, actor, { id, by }), open.till);
    await settle(open, console);
    if (options.json === true) console.json({ done: "replaced", id, by, ...papers });
    else {
      console.out(said(({ set }) => set.replaced({ id, by, count: papers.moved })));
      sayNotMoved(console, { id, by, ...papers });
    }
    return EXIT.fine;
  });
}

export function testThePrinter(
  id: string,
  options: ChangePrinterOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    await whoActs(open.till, options, console);
    ownPrinter(open, id);
    const job = valueOf(printTestPage(open, id), open.till);
    await settle(open, console, job.documentId);
    const state = await endOfPaper(open, job);
    if (options.json === true) console.json({ id, state });
    else console.out(said(({ set, states }) => set.testPage({ id, state: states[state] })));
    const isOut = state === "printed" || state === "sent";
    return isOut ? EXIT.fine : EXIT.unreachable;
  });
}

/** Lists the printers that could be set up; it needs no shop, and touches none. */
export async function discoverThePrinters(
  { json }: JsonOptions,
  console: Console,
): Promise<ExitCode> {
  if (json !== true) console.say(said(({ set }) => set.looks));
  const found = await findPrinters(systemClock);
  const printers = found.map(({ connection, name, isDriven }) => ({
    at: connectionText(connection),
    name,
    driven: isDriven,
  }));
  if (json === true) console.json({ printers });
  else if (printers.length === 0) {
    console.say(said(({ set }) => set.noneFound));
  } else for (const found of printers) console.out(said(({ set }) => foundLine(found, set)));
  return EXIT.fine;
}

interface FoundPrinter {
  readonly at: string;
  readonly name: string;
  readonly driven: boolean;
}

function foundLine({ at, name, driven }: FoundPrinter, words: CliPrintersWords["set"]): string {
  return [`at=${at}`, oneLine(name), driven ? words.isDriven : ""].filter(Boolean).join("  ");
}

function toJson(open: OpenTill, printer: Printer) {
  const { ledger } = open.till;
  const isOwn = isDrivenBy(printer, ledger.identity.key.device);
  const seen = isOwn ? open.printing.printers().find((it) => it.id === printer.id) : undefined;
  const { id, name, till, profile, columns, prints, stations, standsInFor, drawer } = printer;
  return {
    id,
    name,
    at: connectionText(printer.connection),
    till: till === null ? "each" : tillName(ledger.admission(), till),
    drivenBy: drivenBy(open, printer),
    profile,
    columns,
    prints,
    stations,
    standsInFor,
    drawer,
    buzzer: printer.buzzes ?? null,
    pulse: printer.pulseMs ?? null,
    /** Null for another till's: that one knows. */
    state: seen?.state ?? null,
    waiting: seen?.waitingJobs ?? 0,
    asking: seen?.askingJobs ?? 0,
  };
}

function drivenBy({ till: { ledger } }: OpenTill, { till, driver }: Printer): string | null {
  if (till === null) return "each";
  return driver === null ? null : tillName(ledger.admission(), driver);
}

function toText(
  printer: ReturnType<typeof toJson>,
  { set: words, states }: CliPrintersWords,
): string {
  const { id, at, stations, standsInFor, prints, state, waiting, asking } = printer;
  const does = [
    ...(prints.includes("receipts") ? [words.receipts] : []),
    ...(stations.length === 0 ? [] : [words.tickets({ stations })]),
    ...(standsInFor.length === 0 ? [] : [words.standsInFor({ printers: standsInFor })]),
  ];
  const papers = [
    ...(waiting === 0 ? [] : [words.waiting({ count: waiting })]),
    ...(asking === 0 ? [] : [words.asking({ count: asking })]),
  ];
  const { drivenBy: driver } = printer;
  const where = driver === null ? words.tillOff : words.at({ till: driver });
  const how = state === null ? where : [states[state], ...papers].join(", ");
  return `${id.padEnd(NAME_COLUMNS)} ${at.padEnd(NAME_COLUMNS)} ${how}; ${does.join("; ") || words.printsNothing}`;
}
