/**
 * A till is killed at each step of a paper: a real process, on a real wire to the printer in software.
 * Started again, it finds out what became of the paper, and the roll misleads nobody.
 *
 * Size: whole.
 */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, inject, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { openTill, type OpenTill } from "../../../src/app/open-till.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../../src/printer/roll.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { plainEnvironment } from "../../support/commands.ts";
import { createKillingRelay, type KillingRelay } from "../../support/killing-relay.ts";
// A whole import of a type: marked inline, it would still run the file.
import type { OwnDeath, PrintingTask } from "../../support/printing-worker.ts";
import { REPRINT_MARK } from "../../support/reprint-mark.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { NODE } from "../../support/till-process.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const WORKER = fileURLToPath(new URL("../../support/printing-worker.ts", import.meta.url));
const COLUMNS = 48;

const ABILITIES = {
  "names its jobs and counts its cuts": ["processId", "fence", "status", "asb", "counter"],
  "answers in its turn": ["fence", "status", "asb"],
  "says nothing": [],
} as const;
type PrinterName = keyof typeof ABILITIES;
type Kind = "ticket" | "receipt";

/** What every job begins with, and nothing before it. */
const INIT = "\u001b@";
/** What is asked behind a job of a printer that names its jobs. */
const QUESTION = "\u001d(H";

/** `kill` the till then. What is left of its connection by then ends. */
type Death = (trial: Trial) => OwnDeath | undefined;

interface Trial {
  readonly kind: Kind;
  readonly relay: KillingRelay;
  readonly printer: PrinterDevice;
  readonly kill: () => void;
}

const ONCE = { papers: ["plain"], state: "printed", printed: 1, uncertain: 0 };
/** Nobody knows whether it is the first one. */
const MARKED = { papers: ["marked"], state: "printed", printed: 1, uncertain: 1 };
const ONCE_AND_MARKED = { ...MARKED, papers: ["plain", "marked"] };

describe("a ticket on a printer that names its jobs and counts its cuts", () => {
  test.each([
    ["within the questions before it", atByte("\u0010", 3), ONCE],
    ["before it is written down that it is sent", atSave("before", 1), ONCE],
    ["after that, and before the first byte", atSave("after", 1), MARKED],
    ["at its first byte", atByte(INIT, 1), MARKED],
    ["in its middle", atByte(INIT, 60), MARKED],
    // Its answer reached nobody, and another program may have made the cut that is counted.
    ["when it is cut, and before the question behind it", atByte(QUESTION, 0), ONCE_AND_MARKED],
    ["within that question", atByte(QUESTION, 5), ONCE_AND_MARKED],
    ["when it is cut, and before the answer", atCut, ONCE_AND_MARKED],
    ["at its first byte, of which the rest still arrives", atByte(INIT, 1, true), ONCE_AND_MARKED],
    ["while the printer has no paper for the rest of it", atPaperOut, { ...ONCE, uncertain: 1 }],
    ["after the answer, and before that is written down", atSave("before", 2), ONCE_AND_MARKED],
    ["after that, and before it is told", atSave("after", 2), ONCE],
    ["when it is told, and before that is written down", atSave("before", 3), ONCE],
    ["after all of it", atSave("after", 3), ONCE],
  ])("whose till is killed %s", async (_, death, expected) => {
    const after = await killAndStartAgain(death, { kind: "ticket" });

    expect(after.found()).toEqual(expected);
  });
});

test("a ticket on one that answers in its turn, whose till is killed when it is cut", async () => {
  const printerName = "answers in its turn";
  const after = await killAndStartAgain(atCut, { kind: "ticket", printerName });

  expect(after.found()).toEqual(ONCE_AND_MARKED);
});

test("a ticket on a printer that says nothing, whose till is killed when it is cut", async () => {
  const after = await killAndStartAgain(atCut, { kind: "ticket", printerName: "says nothing" });

  expect(after.found()).toEqual({ ...ONCE_AND_MARKED, state: "sent" });
});

describe("a receipt", () => {
  test.each([
    ["before the first byte", atSave("after", 1)],
    ["in its middle", atByte(INIT, 60)],
  ])("whose till is killed %s asks, and comes out marked", async (_, death) => {
    const after = await killAndStartAgain(death, { kind: "receipt" });

    expect(after.found()).toMatchObject({ papers: [], state: "uncertain" });
    await answer(after);
    expect(after.found()).toMatchObject({ papers: ["marked"], state: "printed" });
  });

  test.each<readonly [string, Death, PrinterName]>([
    ["when it is cut", atCut, "names its jobs and counts its cuts"],
    ["when it is cut", atCut, "answers in its turn"],
    [
      "before its answer is written down",
      atSave("before", 2),
      "names its jobs and counts its cuts",
    ],
  ])("whose till is killed %s asks", async (_, death, printerName) => {
    const after = await killAndStartAgain(death, { kind: "receipt", printerName });

    expect(after.found()).toMatchObject({ papers: ["plain"], state: "uncertain" });
    await answer(after);
    expect(after.found()).toMatchObject({ papers: ["plain", "marked"], state: "printed" });
  });
});

/** A person wants what was asked about. */
async function answer({ open }: Aftermath): Promise<void> {
  open.printing.printAsking();
  await open.printing.settle();
}

function atSave(when: "before" | "after", save: number): Death {
  return ({ kind }) => ({ kind, when, save });
}

/** So many bytes after the first time that it says so; none of the others arrives, or all of them. */
function atByte(start: string, bytes: number, rest = false): Death {
  function moment(sent: Buffer): number | undefined {
    const at = sent.indexOf(start, 0, "latin1");
    return at < 0 ? undefined : at + bytes;
  }
  return ({ relay, kill }) => {
    relay.killAt(moment, { kill, rest });
    return undefined;
  };
}

/** Its answer is on its way, and nobody hears it. */
function atCut(trial: Trial): undefined {
  killWhen(trial, ({ cuts }) => cuts > 0);
}

function atPaperOut(trial: Trial): undefined {
  trial.printer.setAfter({ lines: 2 }, { paper: "out" });
  killWhen(trial, ({ isOffline }) => isOffline);
}

function killWhen(
  { printer, relay, kill }: Trial,
  isThen: (status: ReturnType<PrinterDevice["status"]>) => boolean,
): void {
  const stopLooking = printer.onChange(() => {
    if (!isThen(printer.status())) return;
    stopLooking();
    kill();
    relay.cut();
  });
}

interface Aftermath {
  readonly open: OpenTill;
  /** The papers of the roll and what the till holds of them. */
  readonly found: () => typeof ONCE;
}

async function killAndStartAgain(
  death: Death,
  {
    kind,
    printerName = "names its jobs and counts its cuts",
  }: { readonly kind: Kind; readonly printerName?: PrinterName | undefined },
): Promise<Aftermath> {
  const { dir } = await newCafe();
  const printer = createPrinterDevice({ columns: COLUMNS, clock: systemClock });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  const relay = await createKillingRelay(server.port);
  onTestFinished(async () => {
    relay.close();
    await server.close();
  });
  await hangPrinter(dir, { kind, port: relay.port, abilities: ABILITIES[printerName] });

  const { child, ended } = nextWorker();
  const task: PrintingTask = {
    dir,
    death: death({ kind, relay, printer, kill: () => child.kill("SIGKILL") }),
  };
  child.send(task);
  expect(await ended).toBe("SIGKILL");
  relay.cut();

  const open = openTill(dir);
  onTestFinished(() => open.close());
  await open.printing.settle();
  if (printer.status().isOffline) {
    printer.set({ paper: "there" });
    await open.printing.settle();
  }
  return { open, found: () => whatIs(open, { kind, printer }) };
}

/** The papers of this kind come out of it; the others of one in software. */
async function hangPrinter(
  dir: string,
  {
    kind,
    port,
    abilities,
  }: { readonly kind: Kind; readonly port: number; readonly abilities: ReadonlyArray<string> },
): Promise<void> {
  const open = openTill(dir);
  setPrinters(open.till, (all) =>
    all.map((printer) => {
      if ((kind === "receipt") !== printer.prints.includes("receipts")) return printer;
      const connection = { type: "network", host: "127.0.0.1", port } as const;
      return { ...printer, connection, profile: "epson-80", abilities };
    }),
  );
  await open.close();
}

function whatIs(
  { jobs, till }: OpenTill,
  { kind, printer }: Pick<Trial, "kind" | "printer">,
): typeof ONCE {
  const [job, ...others] = jobs.latest(9).filter((other) => other.kind === kind);
  if (job === undefined || others.length > 0) throw new Error("The sale has one paper of a kind.");
  const ticket = till.ledger.read((view) => view.state("ticket", job.documentId as EventId));
  const pieces = rollToText(printer.roll(), COLUMNS).split("- - - 8<");
  const whole = pieces.filter((piece) => piece.includes("Croissant"));
  return {
    papers: whole.map((piece) => (piece.includes(REPRINT_MARK) ? "marked" : "plain")),
    state: job.state,
    printed: ticket.printed.length,
    uncertain: ticket.uncertain.length,
  };
}

interface Worker {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
}

/** One gets ready while a test runs. */
let spare: Worker | undefined;

afterAll(async () => {
  spare?.child.kill("SIGKILL");
  await spare?.ended;
});

function nextWorker(): Worker {
  const worker = spare ?? startWorker();
  spare = startWorker();
  return worker;
}

function startWorker(): Worker {
  const cache = inject("compiled");
  const child = fork(WORKER, [], {
    execPath: NODE,
    execArgv: [],
    env: { ...plainEnvironment(), NODE_COMPILE_CACHE: cache },
  });
  const exit: Promise<ReadonlyArray<unknown>> = once(child, "exit");
  return { child, ended: exit.then(([, signal]) => signal) };
}
