/** `till card simulate`: a card terminal in software on a port, until somebody ends it. */

import { errnoCode } from "../../app/errno-code.ts";
import { errorText } from "../../app/error-text.ts";
import { systemClock } from "../../app/system-clock.ts";
import { onProcessEnd, type ProcessEnd } from "../../app/system-process.ts";
import { TERMINAL_DRIVERS } from "../../domain/events/terminal-events.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { serveTerminal, type TerminalServer } from "../../proof/terminal/terminal-server.ts";
import { TERMINAL_FAULTS } from "../../proof/terminal/zvt-faults.ts";
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
  /** The folder of what a till has to know of a Nexo terminal. */
  readonly files: string;
}

const PORT_MAX = 65_535;
const DELAY_MAX = 600_000;
const LAST_RECEIPT = 470;

export async function simulateTerminal(
  driver: string,
  options: SimulateOptions,
  console: Console,
): Promise<number> {
  switch (driver) {
    case "zvt":
      return simulateZvt(options, console);
    case "nexo":
      return (await import("./card-simulate-nexo.ts")).simulateNexo(options, console);
    default: {
      const facts = { field: "<driver>", text: driver, form: TERMINAL_DRIVERS.join(" / ") };
      throw usageFault(said(({ set }) => set.wrong(facts)));
    }
  }
}

function simulateZvt(options: SimulateOptions, console: Console): Promise<number> {
  const terminal = createSimulatedTerminal({
    clock: systemClock,
    approveMs: readDelay(options),
    date: monthAndDay,
    time: timeOfDay,
    lastReceipt: LAST_RECEIPT,
    show: console.out,
  });
  terminal.set(readFaults(options, TERMINAL_FAULTS));
  return serveUntilEnd(options, console, (place) => serveTerminal(terminal, place));
}

/** Serves until somebody ends it. */
export async function serveUntilEnd(
  { host, port: portText }: SimulateOptions,
  console: Console,
  serve: (place: { readonly host: string; readonly port: number }) => Promise<TerminalServer>,
): Promise<number> {
  const port = readNumber("--port", portText, PORT_MAX);
  const { promise: ended, resolve } = Promise.withResolvers<ProcessEnd>();
  const release = onProcessEnd(resolve);
  try {
    const server = await serve({ host, port }).catch((error: unknown) => {
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

/** Returns how long a guest takes to pay, in milliseconds. */
export function readDelay({ delay }: SimulateOptions): number {
  return readNumber("--delay", delay, DELAY_MAX);
}

function readNumber(option: string, text: string, max: number): number {
  const value = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw usageFault(said(({ simulate }) => simulate.noNumber({ option, text })));
}

/** Returns what goes wrong, of all that can at such a terminal. */
export function readFaults<Fault extends string>(
  { fault = [] }: SimulateOptions,
  faults: ReadonlyArray<Fault>,
): ReadonlyArray<Fault> {
  return fault.map((text) => {
    const known = faults.find((name) => name === text);
    if (known !== undefined) return known;
    throw usageFault(said(({ simulate }) => simulate.noFault({ text, faults })));
  });
}
