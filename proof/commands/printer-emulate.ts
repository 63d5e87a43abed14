/** `till printer emulate`: a printer in software on a port, until somebody ends it. */

import { errorText } from "../../src/app/error-text.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { onTypedLine } from "../../src/app/system/lines.ts";
import { onProcessEnd, type ProcessEnd } from "../../src/app/system/process.ts";
import { type Console } from "../../src/cli/console.ts";
import { EXIT, SIGNAL_BASE } from "../../src/cli/exit-codes.ts";
import { type CommandFault, conflictFault, refusedFault, usageFault } from "../../src/cli/fault.ts";
import { fileFault } from "../../src/cli/out-file.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { assertNever } from "../../src/domain/base/assert-never.ts";
import { cliPrintersWords } from "../../src/words/made/cliPrinters/all.ts";
import {
  emulatePrinter,
  type EmulatedPrinter,
  type EmulatedPrinterFault,
  type EmulatedPrinterWish,
} from "../emulator/emulate-printer.ts";

const said = sentencesOf(cliPrintersWords);

/** The options of the command line; numbers are still text. */
export interface EmulateOptions {
  readonly port: string;
  readonly host: string;
  readonly width: "80" | "58";
  readonly fault?: ReadonlyArray<string>;
  readonly answers: EmulatedPrinterWish["answers"];
  readonly buffer: string;
  readonly speed: string;
  readonly others: "wait" | "refuse";
  readonly drawer: EmulatedPrinterWish["drawerSwitch"];
  readonly roll?: string;
  readonly raw?: string;
}

interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

const PORT: Range = { name: "--port", min: 0, max: 65_535 };
const BUFFER: Range = { name: "--buffer", min: 16, max: 1_048_576 };
const SPEED: Range = { name: "--speed", min: 0, max: 1000 };
const MS_PER_SECOND = 1000;
const COLUMNS = { "80": 48, "58": 32 } as const;

export async function emulate(options: EmulateOptions, console: Console): Promise<number> {
  const wish = readWish(options);
  const { promise: ended, resolve } = Promise.withResolvers<ProcessEnd>();
  const release = onProcessEnd(resolve);
  try {
    const begun = await emulatePrinter(wish, {
      clock: systemClock,
      show: console.out,
      tell: console.say,
      onLine: onTypedLine,
    });
    if (!begun.ok) throw faultOf(begun.fault, wish);
    return await untilItEnds(begun.value, ended, console);
  } finally {
    release();
  }
}

async function untilItEnds(
  printer: EmulatedPrinter,
  ended: Promise<ProcessEnd>,
  console: Console,
): Promise<number> {
  const end = await Promise.race([ended, printer.quit]);
  await printer.close();
  if (end === undefined) return EXIT.fine;
  if (end.type === "signal") return SIGNAL_BASE + end.number;
  console.say(errorText(end.error));
  return EXIT.foundWrong;
}

function readWish(options: EmulateOptions): EmulatedPrinterWish {
  const { host, width, answers, others, fault = [], roll, raw } = options;
  if (roll !== undefined && !/\.(?:svg|txt)$/u.test(roll)) {
    throw usageFault(said(({ emulate: words }) => words.roll({ file: roll })));
  }
  const linesPerSecond = readNumber(options.speed, SPEED);
  return {
    host,
    port: readNumber(options.port, PORT),
    columns: COLUMNS[width],
    bufferBytes: readNumber(options.buffer, BUFFER),
    lineMs: linesPerSecond === 0 ? 0 : MS_PER_SECOND / linesPerSecond,
    answers,
    others,
    drawerSwitch: options.drawer,
    faults: fault,
    rollFile: roll,
    rawFile: raw,
  };
}

function readNumber(text: string, { name, min, max }: Range): number {
  const value = /^[0-9]+$/u.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw usageFault(said(({ emulate: words }) => words.noNumber({ option: name, text, min, max })));
}

function faultOf(fault: EmulatedPrinterFault, { host, port }: EmulatedPrinterWish): CommandFault {
  switch (fault.type) {
    case "fault/unclear":
      return usageFault(fault.sentence);
    case "file/unwritable":
      return fileFault(fault);
    case "port/unusable":
      return portFault(fault.code, `${host}:${port}`);
    default:
      return assertNever(fault, "fault of an emulated printer");
  }
}

function portFault(code: string, place: string): CommandFault {
  if (code === "EADDRINUSE") {
    return conflictFault(said(({ emulate: words }) => words.portTaken({ place })));
  }
  if (code === "EACCES") {
    return refusedFault(said(({ emulate: words }) => words.portForbidden({ place })));
  }
  return usageFault(said(({ emulate: words }) => words.portUnusable({ place, code })));
}
