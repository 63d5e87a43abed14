/** The way to a printer, from how it is reached as data. */

import { spawn } from "node:child_process";
import { constants, write } from "node:fs";
import { access, type FileHandle, open, realpath, mkdir } from "node:fs/promises";
import path from "node:path";

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Connection } from "../../domain/events/printer-connection.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { createEmulator } from "../emulator.ts";
import { rollToText } from "../roll.ts";
import { type Transport, type PrinterFault } from "../transport.ts";
import { type Channel, codeOf, type Line, type LineListener, troubleOfCode } from "./channel.ts";
import { locateByMac } from "./neighbours.ts";
import { createTcpChannel, type TcpAddress } from "./tcp-channel.ts";
import { createTwoWayTransport } from "./two-way-transport.ts";
import { createUsbChannel } from "./usb-channel.ts";
import { loadUsbDrivers, type UsbDrivers } from "./usb-drivers.ts";

export interface ChannelDeps {
  readonly clock: Clock;
  /**
   * Finds a network printer that is not at the address that it is given with; by default where the
   * system last saw its hardware address.
   */
  readonly locate?: (
    connection: Extract<Connection, { readonly type: "network" }>,
  ) => Promise<TcpAddress | undefined>;
  /** The system's own unless said otherwise. */
  readonly usb?: () => Promise<UsbDrivers>;
}

export interface TransportDeps extends ChannelDeps {
  readonly random: Random;
  /** The abilities that the printer reported; missing where it was never asked. */
  readonly abilities?: PrinterAbilities | undefined;
  /** The roll of a software printer, or the file that takes its bytes. */
  readonly paperFile: string;
  /** The columns of a software printer. */
  readonly columns: number;
}

/** A printer that is made of something: one that a person can walk up to. */
export type WiredConnection = Exclude<Connection, { readonly type: "virtual" | "file" }>;

export function openTransport(connection: Connection, deps: TransportDeps): Transport {
  if (connection.type === "virtual") {
    return createVirtualPrinter({ rollPath: deps.paperFile, columns: deps.columns });
  }
  if (connection.type === "file") return createFileTransport(deps.paperFile);
  return createTwoWayTransport({
    channel: openChannel(connection, deps),
    abilities: deps.abilities ?? NO_ABILITIES,
    serial: connection.type === "network" ? connection.serial : undefined,
    clock: deps.clock,
    random: deps.random,
  });
}

/** The wire alone, for whoever asks the printer questions. */
export function openChannel(connection: WiredConnection, deps: ChannelDeps): Channel {
  const { clock, locate = locateByMac, usb = loadUsbDrivers } = deps;
  switch (connection.type) {
    case "network":
      return createTcpChannel({
        host: connection.host,
        port: connection.port,
        clock,
        locate: (tried) => locate({ ...connection, ...tried }),
      });
    case "usb":
      return createUsbChannel({ connection, clock, drivers: usb });
    case "serial": {
      const { path, baud } = connection;
      return createDeviceChannel({
        path,
        clock,
        setUp: (node) => setSerialPort(node, baud),
        drain: drainSerial,
      });
    }
    case "device":
      return createDeviceChannel({ path: connection.path, clock });
    default:
      return assertNever(connection, "connection");
  }
}

/**
 * A file that takes the raw bytes: for looking at them, and for handing them to another program.
 *
 * A file never answers, so the best that can be said of a job is `sent`.
 */
export function createFileTransport(file: string): Transport {
  let closed = false;
  return {
    async send(bytes) {
      if (closed) return err({ type: "printer/unreachable" });
      const appended = await appendToFile(file, bytes);
      return appended.ok ? ok("sent") : appended;
    },
    async close() {
      closed = true;
    },
  };
}

interface VirtualPrinterOptions {
  /** The text file that is the paper. Its folder is made when it is absent. */
  readonly rollPath: string;
  readonly columns: number;
}

/**
 * A printer without hardware: an emulator whose paper is a text file.
 *
 * It is switched off by a file `<roll>.off` beside the roll. Unlike a real printer it always knows
 * what it has printed, so a job that it took is `printed`.
 */
export function createVirtualPrinter({ rollPath, columns }: VirtualPrinterOptions): Transport {
  const emulator = createEmulator({ columns });
  let closed = false;

  return {
    async send(bytes) {
      if (closed || (await exists(`${rollPath}.off`))) return err({ type: "printer/unreachable" });
      emulator.write(bytes);
      const complaints = emulator.takeComplaints().map((complaint) => `(printer: ${complaint})\n`);
      const paper = rollToText(emulator.takeRoll(), columns);
      const appended = await appendToFile(rollPath, paper + complaints.join(""));
      return appended.ok ? ok("printed") : appended;
    },
    async close() {
      closed = true;
    },
  };
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // Whatever keeps us from seeing the switch, the printer counts as on.
    return false;
  }
}

export interface DeviceChannelOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Sets an opened device up, such as its speed; undefined when all is well. */
  readonly setUp?: ((node: string) => Promise<PrinterTrouble | undefined>) | undefined;
  /** Whether that device may be a printer at all; as the kernel names them, unless said otherwise. */
  readonly isPrinterNode?: ((node: string) => boolean) | undefined;
  /** Drains the device before it is closed; missing for the printer's own driver. */
  readonly drain?: Drain | undefined;
}

const LOOK_MS = 20;
const READ_BYTES = 1024;

/**
 * A device file: `/dev/usb/lp*`, a serial port. A write to one that has no paper blocks for as long as
 * the printer wants, and the runtime has four threads for all files together; so it is opened
 * non-blocking, and what it doesn't take now is tried again a moment later.
 */
export function createDeviceChannel(options: DeviceChannelOptions): Channel {
  const keep: Keep = { stuck: undefined };
  let ending: Promise<unknown> = Promise.resolve();
  return {
    open: async (listener) => {
      await ending;
      const { stuck } = keep;
      keep.stuck = undefined;
      const opened = stuck === undefined ? await openDevice(options) : ok(stuck);
      if (!opened.ok) return opened;
      const line = createLine(opened.value, { ...options, listener, keep });
      return ok({
        write: line.write,
        close: () => {
          const closed = line.close();
          ending = closed;
          return closed;
        },
      });
    },
    close: async () => {
      await ending;
      await keep.stuck?.handle.close().catch(() => undefined);
      keep.stuck = undefined;
    },
  };
}

/**
 * A device that doesn't take its last bytes stays open for the next line: closing it would block a
 * thread for as long as the system waits, or throw the bytes away.
 */
interface Keep {
  stuck: PrinterNode | undefined;
}

async function openDevice({
  path,
  setUp,
  isPrinterNode,
}: DeviceChannelOptions): Promise<Result<PrinterNode, PrinterTrouble>> {
  const opened = await openPrinterNode(path, isPrinterNode);
  if (!opened.ok) return opened;
  const { handle, path: node } = opened.value;
  const trouble = await setUp?.(node);
  if (trouble === undefined) return opened;
  await handle.close();
  return err(trouble);
}

interface Work {
  bytes: Uint8Array;
  readonly done: (isTaken: boolean) => void;
}

interface DeviceLine {
  readonly handle: FileHandle;
  readonly listener: LineListener;
  /** The bytes that the device has not taken yet. */
  work: Work | undefined;
  isOver: boolean;
  isGone: boolean;
  /** The device never answers. */
  isMute: boolean;
}

interface LineOptions extends DeviceChannelOptions {
  readonly listener: LineListener;
  readonly keep: Keep;
}

function createLine(node: PrinterNode, options: LineOptions): Line {
  const { listener, clock, keep, drain = drainUsb } = options;
  const { handle, path } = node;
  const line: DeviceLine = {
    handle,
    listener,
    work: undefined,
    isOver: false,
    isGone: false,
    isMute: false,
  };
  let cancel: (() => void) | undefined;
  let present: Promise<void> = Promise.resolve();

  function lookAgain(): void {
    cancel = clock.after(LOOK_MS, look);
  }

  function look(): void {
    cancel?.();
    cancel = undefined;
    present = turn();
  }

  async function turn(): Promise<void> {
    await push(line);
    await pull(line);
    if (!line.isOver) lookAgain();
  }

  async function close(): Promise<boolean> {
    line.isOver = true;
    cancel?.();
    await present;
    const isDone = line.work === undefined && !line.isGone;
    const drained = isDone ? await drain({ path, fd: handle.fd, clock }) : undefined;
    line.isGone ||= drained === "gone";
    const isTaken = drained === "drained";
    line.work?.done(false);
    line.work = undefined;
    if (isTaken || line.isGone) await handle.close().catch(() => undefined);
    else keep.stuck = node;
    return isTaken;
  }

  look();
  return {
    write: (bytes) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      if (line.isOver) resolve(false);
      else {
        line.work = { bytes, done: resolve };
        // A turn that is going on looks again by itself.
        if (cancel !== undefined) look();
      }
      return promise;
    },
    close,
  };
}

/** Writes as much of the work as the device takes now. */
async function push(line: DeviceLine): Promise<void> {
  for (let { work } = line; work !== undefined && !line.isOver; { work } = line) {
    try {
      const { bytesWritten } = await line.handle.write(work.bytes);
      if (bytesWritten === 0) return;
      work.bytes = work.bytes.subarray(bytesWritten);
    } catch (error) {
      if (!isLater(codeOf(error))) end(line);
      return;
    }
    if (work.bytes.length === 0) {
      line.work = undefined;
      work.done(true);
    }
  }
}

async function pull(line: DeviceLine): Promise<void> {
  const { handle, listener } = line;
  const buffer = new Uint8Array(READ_BYTES);
  while (!line.isOver && !line.isMute) {
    try {
      const { bytesRead } = await handle.read(buffer);
      if (bytesRead === 0) return;
      listener.onData(buffer.slice(0, bytesRead));
    } catch (error) {
      // A one-way port: nothing will ever come, and what is sent goes out all the same.
      if (codeOf(error) === "EINVAL") line.isMute = true;
      else if (!isLater(codeOf(error))) end(line);
      return;
    }
  }
}

/** The device is gone. */
function end(line: DeviceLine): void {
  if (line.isOver) return;
  line.isOver = true;
  line.isGone = true;
  line.work?.done(false);
  line.work = undefined;
  line.listener.onClose();
}

/** The names that the kernel gives: printers on USB and parallel ports, and serial ports of any make. */
const PRINTER_NODE = /^\/dev\/(?:(?:usb\/|usb)?lp|tty(?:[A-Z][A-Za-z]*|[a-z]{2,})|rfcomm)\d+$/u;

interface PrinterNode {
  readonly handle: FileHandle;
  /** The path without symbolic links. */
  readonly path: string;
}

/**
 * Which device files are opened as a printer. A path comes out of the ledger, where another till may
 * have written it: neither a file of this box, nor a disk, nor the terminal that somebody types at
 * must ever get the bytes of a paper. Some devices do something as soon as they are opened, so that
 * the name decides before anything is.
 */
export function isPrinterNode(node: string): boolean {
  return PRINTER_NODE.test(node);
}

/** Non-blocking, for both ways. */
async function openPrinterNode(
  path: string,
  isFit: (node: string) => boolean = isPrinterNode,
): Promise<Result<PrinterNode, PrinterTrouble>> {
  try {
    const node = await realpath(path);
    if (!isFit(node)) return err("no-printer-device");
    const { O_RDWR, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
    const handle = await open(node, O_RDWR | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    // A write to a device that is not plugged in would make an ordinary file of its name.
    if ((await handle.stat()).isCharacterDevice()) return ok({ handle, path: node });
    await handle.close();
    return err("no-printer-device");
  } catch (error) {
    return err(troubleOfCode(codeOf(error)));
  }
}

/*
 * How a serial port talks, set by `stty` while the port is open: some drivers forget it when the last
 * one closes the port. Hardware flow control is on, because a printer's buffer is small.
 */

const RAW = ["raw", "-echo", "cs8", "-parenb", "-cstopb", "crtscts", "clocal", "-hupcl"];
/** A line that breaks, and what is not whole on it, must not come as a byte, which could be an answer. */
const QUIET = ["ignbrk", "inpck", "ignpar"];

/**
 * Sets a serial port up by its path: an open file that is handed to another program as input
 * becomes blocking for everybody who has it open.
 */
export function setSerialPort(path: string, baud: number): Promise<PrinterTrouble | undefined> {
  const words = ["-F", path, String(baud), ...RAW, ...QUIET];
  const stty = spawn("stty", words, { stdio: "ignore" });
  const { promise, resolve } = Promise.withResolvers<PrinterTrouble | undefined>();
  stty.on("error", () => {
    resolve("off");
  });
  stty.on("close", (code) => {
    resolve(code === 0 ? undefined : "off");
  });
  return promise;
}

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/**
 * Appends to a file once, and tells whether anything can have been written. The paper is for the
 * till's own user: others on the box read neither the file nor its folder.
 */
async function appendToFile(
  file: string,
  data: string | Uint8Array,
): Promise<Result<void, PrinterFault>> {
  const opened = await openForAppend(file);
  if (!opened.ok) return opened;
  try {
    await using handle = opened.value;
    await handle.appendFile(data);
    return ok(undefined);
  } catch (cause) {
    return err({ type: "printer/unacknowledged", cause });
  }
}

async function openForAppend(
  file: string,
): Promise<Result<Awaited<ReturnType<typeof open>>, PrinterFault>> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
    return ok(await open(file, "a", OWNER_ONLY_FILE));
  } catch (cause) {
    return err({ type: "printer/unreachable", cause });
  }
}

/*
 * Whether a device's driver has handed on all that it took: what it still has when the last one closes
 * the device is thrown away. Each kind of driver says so in another way.
 */

/** `gone`: so is the device. */
export type Drained = "drained" | "stuck" | "gone";

interface DeviceDriver {
  readonly path: string;
  readonly fd: number;
  readonly clock: Clock;
}

type Drain = (driver: DeviceDriver) => Promise<Drained>;

/** The longest wait for the bytes on their way: a slow printer takes its time. */
const ENDING_MS_MAX = 10_000;
const NOTHING = new Uint8Array();

/**
 * A printer's own driver takes nothing more, not even nothing, while it is not done with the last. `ask`: what
 * it says to a write of nothing.
 */
export async function drainUsb(
  { fd, clock }: DeviceDriver,
  ask: typeof codeOfNothing = codeOfNothing,
): Promise<Drained> {
  for (let waitedMs = 0; waitedMs < ENDING_MS_MAX; waitedMs += LOOK_MS) {
    const code = await ask(fd);
    if (code === undefined) return "drained";
    if (!isLater(code)) return "gone";
    await new Promise<void>((resolve) => {
      clock.after(LOOK_MS, resolve);
    });
  }
  return "stuck";
}

/** Returns the system's answer to a write of no bytes, which the promises of `node:fs` do not ask for. */
function codeOfNothing(fd: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  write(fd, NOTHING, 0, 0, null, (error) => {
    resolve(error === null ? undefined : (codeOf(error) ?? "EIO"));
  });
  return promise;
}

/** `stty` changes a setting only once all is on the wire, and waits for that itself. */
export function drainSerial({ path, clock }: DeviceDriver): Promise<Drained> {
  const { promise, resolve } = Promise.withResolvers<Drained>();
  const stty = spawn("stty", ["-F", path, "-hupcl"], { stdio: "ignore" });
  const cancel = clock.after(ENDING_MS_MAX, () => {
    stty.kill("SIGKILL");
    resolve("stuck");
  });
  function end(drained: Drained): void {
    cancel();
    resolve(drained);
  }
  stty.on("error", () => {
    end("gone");
  });
  stty.on("close", (code) => {
    end(code === 0 ? "drained" : "gone");
  });
  return promise;
}

function isLater(code: string | undefined): boolean {
  return code === "EAGAIN" || code === "EINTR";
}
