/** A card terminal in software, as a command serves it until somebody ends it. */

import { errorText } from "../../src/app/error-text.ts";
import { errnoCode } from "../../src/app/system/errno-code.ts";
import { onProcessEnd, type ProcessEnd } from "../../src/app/system/process.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, SIGNAL_BASE } from "../../src/cli/exit-codes.ts";
import { conflictFault, usageFault } from "../../src/cli/fault.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliCardWords } from "../../src/words/made/cliCard/all.ts";

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

interface ServedTerminal {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const PORT_MAX = 65_535;
const DELAY_MAX = 600_000;

/** Serves until somebody ends it. */
export async function serveUntilEnd(
  { host, port: portText }: SimulateOptions,
  console: Console,
  serve: (place: { readonly host: string; readonly port: number }) => Promise<ServedTerminal>,
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
