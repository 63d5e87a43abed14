/**
 * A printer in software on a port of this box, for whatever prints: what comes out is shown as it
 * prints, and a person says what happens to the printer meanwhile.
 */

import { appendFileSync, writeFileSync, renameSync } from "node:fs";

import { errnoCode } from "../../src/app/system/errno-code.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type Clock } from "../../src/domain/ports.ts";
import {
  type AnswerKind,
  CLONE_ANSWERS,
  EPSON_ANSWERS,
  IMPACT_ANSWERS,
} from "../../src/printer/emulator/answers.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
  type PrinterStatus,
} from "../../src/printer/emulator/printer-device.ts";
import { type DrawerSwitch } from "../../src/printer/emulator/status-bytes.ts";
import { rollToSvg } from "../../src/printer/roll-svg.ts";
import { rollToText, type RollEntry } from "../../src/printer/roll.ts";
import { readWish, type Wish, WORDS } from "./device-words.ts";
import { createPrinterServer, type PrinterServer } from "./printer-server.ts";

/** The answers of each kind of printer. */
const ANSWERS = {
  epson: EPSON_ANSWERS,
  impact: IMPACT_ANSWERS,
  clone: CLONE_ANSWERS,
  nothing: [],
} as const satisfies Readonly<Record<string, ReadonlyArray<AnswerKind>>>;

export interface EmulatedPrinterWish {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly columns: number;
  readonly bufferBytes: number;
  /** How long a line takes. */
  readonly lineMs: number;
  readonly answers: keyof typeof ANSWERS;
  readonly others: "wait" | "refuse";
  readonly drawerSwitch: DrawerSwitch;
  /** The faults from the beginning, or later on. */
  readonly faults: ReadonlyArray<string>;
  /** `.svg` or text. */
  readonly rollFile?: string | undefined;
  readonly rawFile?: string | undefined;
}

export interface EmulatedPrinterDeps {
  readonly clock: Clock;
  /** Called with a printed line. */
  readonly show: (line: string) => void;
  /** Called with a line about the printer's state, for the person. */
  readonly tell: (line: string) => void;
  /** Listens to the lines that a person types. Returns the end of it. */
  readonly onLine: (listener: (line: string) => void) => () => void;
}

export type EmulatedPrinterFault =
  | { readonly type: "fault/unclear"; readonly sentence: string }
  | { readonly type: "file/unwritable"; readonly file: string; readonly code: string }
  | { readonly type: "port/unusable"; readonly code: string };

export interface EmulatedPrinter {
  readonly port: number;
  /** Resolves when somebody typed `quit`. */
  readonly quit: Promise<void>;
  readonly close: () => Promise<void>;
}

const MS_PER_SECOND = 1000;

export async function emulatePrinter(
  wish: EmulatedPrinterWish,
  deps: EmulatedPrinterDeps,
): Promise<Result<EmulatedPrinter, EmulatedPrinterFault>> {
  const faults = readAll(wish.faults);
  if (!faults.ok) return faults;
  const { clock } = deps;
  const printer = createPrinterDevice({
    clock,
    columns: wish.columns,
    receiveBufferBytes: wish.bufferBytes,
    lineMs: wish.lineMs,
    answers: ANSWERS[wish.answers],
    drawerSwitch: wish.drawerSwitch,
  });
  const files = openFiles(wish, clock);
  if (!files.ok) return files;
  const server = await openPort(wish, printer, deps.tell);
  if (!server.ok) return server;
  deps.tell(`Prints what comes to ${wish.host}:${server.value.port}. "help" says what can happen.`);
  const seen = watch(printer, { ...deps, ...files.value, columns: wish.columns });
  for (const fault of faults.value) carryOut(fault, printer, clock);
  return ok(session({ printer, server: server.value, deps, seen }));
}

function readAll(
  texts: ReadonlyArray<string>,
): Result<ReadonlyArray<Wish>, Extract<EmulatedPrinterFault, { type: "fault/unclear" }>> {
  const wishes: Wish[] = [];
  for (const text of texts) {
    const read = readWish(text);
    if (!read.ok) return err({ type: "fault/unclear", sentence: read.fault });
    wishes.push(read.value);
  }
  return ok(wishes);
}

interface Files {
  readonly roll: RollFile | undefined;
  /** The file for the bytes as they came. */
  readonly rawFile: string | undefined;
}

function openFiles(
  { rollFile, rawFile, columns }: EmulatedPrinterWish,
  clock: Clock,
): Result<Files, EmulatedPrinterFault> {
  let file = rawFile ?? "";
  try {
    if (rawFile !== undefined) writeFileSync(rawFile, "", { mode: 0o600 });
    file = rollFile ?? "";
    const roll = rollFile === undefined ? undefined : createRollFile(rollFile, columns, clock);
    return ok({ roll, rawFile });
  } catch (cause) {
    const code = errnoCode(cause);
    if (code === undefined) throw cause;
    return err({ type: "file/unwritable", file, code });
  }
}

async function openPort(
  { host, port, others }: EmulatedPrinterWish,
  printer: PrinterDevice,
  tell: (line: string) => void,
): Promise<Result<PrinterServer, EmulatedPrinterFault>> {
  function onConnections(count: number): void {
    tell(count === 1 ? "1 connection." : `${count} connections.`);
  }
  try {
    return ok(await createPrinterServer({ host, port, printer, others, onConnections }));
  } catch (cause) {
    const code = errnoCode(cause);
    if (code === undefined) throw cause;
    return err({ type: "port/unusable", code });
  }
}

interface Watcher extends EmulatedPrinterDeps, Files {
  readonly columns: number;
}

interface Seen {
  readonly tearOff: () => void;
  readonly end: () => void;
}

/** Shows and keeps what comes out, and tells what changes. */
function watch(printer: PrinterDevice, { show, tell, roll, rawFile, columns }: Watcher): Seen {
  let shownState = stateOf(printer.status());

  function look(): void {
    const [entries, complaints] = [printer.roll(), printer.complaints()];
    const bytes = printer.received();
    printer.tearOff();
    if (bytes.length > 0 && rawFile !== undefined) appendFileSync(rawFile, bytes);
    if (entries.length > 0) roll?.add(entries);
    for (const line of linesOf(rollToText(entries, columns))) show(line);
    for (const complaint of complaints) tell(`Means nothing here: ${complaint}.`);
    const state = stateOf(printer.status());
    if (state !== shownState) tell(state);
    shownState = state;
  }

  const stop = printer.onChange(look);
  return {
    tearOff: () => roll?.tearOff(),
    end() {
      stop();
      roll?.close();
    },
  };
}

function linesOf(text: string): ReadonlyArray<string> {
  return text === "" ? [] : text.slice(0, -1).split("\n");
}

/** Returns a sentence with everything that differs from a printer without faults. */
function stateOf(status: PrinterStatus): string {
  if (!status.isOn) return "Off.";
  const facts = [
    ...(status.isPlugged ? [] : ["cable out"]),
    ...(status.isCoverOpen ? ["cover open"] : []),
    ...(status.paper === "out" ? ["paper out"] : []),
    ...(status.paper === "near-end" ? ["paper nearly out"] : []),
    ...(status.hasCutterError ? ["cutter jammed"] : []),
    ...(status.isDrawerOpen ? ["drawer open"] : []),
  ];
  const line = status.isOffline ? "Offline" : "Online";
  return facts.length === 0 ? `${line}.` : `${line}: ${facts.join(", ")}.`;
}

function carryOut({ change, after }: Wish, printer: PrinterDevice, clock: Clock): void {
  if (after === undefined) printer.set(change);
  else if ("seconds" in after) {
    clock.after(after.seconds * MS_PER_SECOND, () => {
      printer.set(change);
    });
  } else printer.setAfter(after, change);
}

interface Running {
  readonly printer: PrinterDevice;
  readonly server: PrinterServer;
  readonly deps: EmulatedPrinterDeps;
  readonly seen: Seen;
}

function session({ printer, server, deps, seen }: Running): EmulatedPrinter {
  const { promise: quit, resolve: onQuit } = Promise.withResolvers<void>();
  const stopReading = deps.onLine((line) => {
    const word = line.trim().toLowerCase();
    if (word === "") return;
    if (word === "quit" || word === "exit") onQuit();
    else if (word === "help" || word === "?") for (const text of helpLines()) deps.tell(text);
    else if (word === "status") for (const text of figures(printer)) deps.tell(text);
    else if (word === "tear") seen.tearOff();
    else obey(line, printer, deps);
  });
  return {
    port: server.port,
    quit,
    async close() {
      stopReading();
      seen.end();
      await server.close();
    },
  };
}

function obey(line: string, printer: PrinterDevice, { tell, clock }: EmulatedPrinterDeps): void {
  const wish = readWish(line);
  if (!wish.ok) tell(wish.fault);
  else {
    carryOut(wish.value, printer, clock);
    tell(`${line.trim()}: done.`);
  }
}

function figures(printer: PrinterDevice): ReadonlyArray<string> {
  const status = printer.status();
  const { bufferedBytes, lines, cuts, drawerPulses, buzzes } = status;
  return [
    stateOf(status),
    `${bufferedBytes} bytes wait; ${lines} lines, ${cuts} cuts, ${drawerPulses} drawer pulses, ${buzzes} buzzes so far.`,
  ];
}

function helpLines(): ReadonlyArray<string> {
  return [
    ...WORDS.map(({ names, means }) => `  ${(names[0] ?? "").padEnd(14)}${means}`),
    '  … after 12 lines, after 100 bytes or after 5 s: later, such as "off after 100 bytes"',
    `  ${"status".padEnd(14)}how it is, and what it has done`,
    `  ${"tear".padEnd(14)}the file of the roll begins anew`,
    `  ${"quit".padEnd(14)}ends it`,
  ];
}

/*
 * The paper of the printer in software as a file: `.txt` grows as it prints, `.svg` is drawn anew a
 * few times a second while it does. It is for its owner only: paper may hold what nobody else
 * should read.
 */

interface RollFile {
  readonly add: (entries: ReadonlyArray<RollEntry>) => void;
  /** Begins anew. */
  readonly tearOff: () => void;
  /** Writes the last line too, and closes the file. */
  readonly close: () => void;
}

const OWNER_ONLY = { mode: 0o600 } as const;
const DRAWN_EVERY_MS = 250;
/** A picture of more is too large for whoever looks at it; the oldest go first. */
const ENTRIES_MAX = 5000;

/** Throws what the system says when it can't be written. */
function createRollFile(file: string, columns: number, clock: Clock): RollFile {
  return file.endsWith(".svg") ? pictureFile(file, columns, clock) : textFile(file, columns);
}

function textFile(file: string, columns: number): RollFile {
  writeFileSync(file, "", OWNER_ONLY);
  return {
    add: (entries) => {
      appendFileSync(file, rollToText(entries, columns), OWNER_ONLY);
    },
    tearOff: () => {
      writeFileSync(file, "", OWNER_ONLY);
    },
    close: () => undefined,
  };
}

function pictureFile(file: string, columns: number, clock: Clock): RollFile {
  let roll: ReadonlyArray<RollEntry> = [];
  let cancel: (() => void) | undefined;

  function draw(): void {
    cancel?.();
    cancel = undefined;
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, rollToSvg(roll, { columns }), OWNER_ONLY);
    renameSync(part, file);
  }

  draw();
  return {
    add(entries) {
      roll = [...roll, ...entries].slice(-ENTRIES_MAX);
      cancel ??= clock.after(DRAWN_EVERY_MS, draw);
    },
    tearOff() {
      roll = [];
      draw();
    },
    close: draw,
  };
}
