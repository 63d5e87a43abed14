/** `till card simulate`: a card terminal in software on a port, until somebody ends it. */

import { errnoCode } from "../../app/errno-code.ts";
import { errorText } from "../../app/error-text.ts";
import { systemClock } from "../../app/system-clock.ts";
import { onProcessEnd, type ProcessEnd } from "../../app/system-process.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { serveTerminal } from "../../proof/terminal/terminal-server.ts";
import { TERMINAL_FAULTS, type TerminalFault } from "../../proof/terminal/zvt-faults.ts";
import { createSimulatedTerminal } from "../../proof/terminal/zvt-terminal.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { type Console } from "../console.ts";
import { EXIT, SIGNAL_BASE } from "../exit-codes.ts";
import { conflictFault, usageFault } from "../fault.ts";
import { sentencesOf } from "../sentences-of.ts";

const said = sentencesOf(cliCardWords);

/** The options of the command line; numbers are still text. */
export interface SimulateOptions {
  readonly port: string;
  readonly host: string;
  readonly delay: string;
  readonly fault?: ReadonlyArray<string>;
}

const PORT_MAX = 65_535;
const DELAY_MAX = 600_000;
const LAST_RECEIPT = 470;

export async function simulateTerminal(
  driver: string,
  { host, port: portText, delay, fault = [] }: SimulateOptions,
  console: Console,
): Promise<number> {
  if (driver !== "zvt") {
    const facts = { field: "<driver>", text: driver, form: "zvt" };
    throw usageFault(said(({ set }) => set.wrong(facts)));
  }
  const port = readNumber("--port", portText, PORT_MAX);
  const approveMs = readNumber("--delay", delay, DELAY_MAX);
  const faults = fault.map(readFault);
  const terminal = createSimulatedTerminal({
    clock: systemClock,
    approveMs,
    date: monthAndDay,
    time: timeOfDay,
    lastReceipt: LAST_RECEIPT,
    show: console.out,
  });
  terminal.set(faults);
  const { promise: ended, resolve } = Promise.withResolvers<ProcessEnd>();
  const release = onProcessEnd(resolve);
  try {
    const server = await serveTerminal(terminal, { host, port }).catch((error: unknown) => {
      if (errnoCode(error) !== "EADDRINUSE") throw error;
      const place = `${host}:${port}`;
      throw conflictFault(said(({ simulate }) => simulate.portTaken({ place })));
    });
    console.say(said(({ simulate }) => simulate.ready({ host, port: server.port })));
    const end = await ended;
    await server.close();
    if (end.type === "signal") return SIGNAL_BASE + end.number;
    console.say(errorText(end.error));
    return EXIT.foundWrong;
  } finally {
    release();
  }
}

/** In UTC: only the order of days matters to a till. */
function monthAndDay(): string {
  const { date = "2000-01-01" } = civilTime(systemClock.nowMs(), 0);
  return date.slice(5).replace("-", "");
}

/** In UTC as well, `HHMMSS`. */
function timeOfDay(): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" })
    .format(systemClock.nowMs())
    .replaceAll(":", "");
}

function readNumber(option: string, text: string, max: number): number {
  const value = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw usageFault(said(({ simulate }) => simulate.noNumber({ option, text })));
}

function readFault(text: string): TerminalFault {
  const fault = TERMINAL_FAULTS.find((name) => name === text);
  if (fault !== undefined) return fault;
  throw usageFault(said(({ simulate }) => simulate.noFault({ text, faults: TERMINAL_FAULTS })));
}
