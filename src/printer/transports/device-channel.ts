/**
 * A device file: `/dev/usb/lp*`, a serial port. A write to one that has no paper blocks for as long as
 * the printer wants, and the runtime has four threads for all files together; so it is opened
 * non-blocking, and what it doesn't take now is tried again a moment later.
 */

import { type FileHandle } from "node:fs/promises";

import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Channel, codeOf, type Line, type LineListener } from "./channel.ts";
import { type Drain, drainUsb, isLater } from "./device-drain.ts";
import { openPrinterNode, type PrinterNode } from "./printer-node.ts";

export interface DeviceChannelOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Once it is open: how fast it talks, for example. Undefined when all is well. */
  readonly setUp?: ((node: string) => Promise<PrinterTrouble | undefined>) | undefined;
  /** Whether that device may be a printer at all; as the kernel names them, unless said otherwise. */
  readonly isPrinterNode?: ((node: string) => boolean) | undefined;
  /** Before it is closed; as a printer's own driver is asked, unless said otherwise. */
  readonly drain?: Drain | undefined;
}

const LOOK_MS = 20;
const READ_BYTES = 1024;

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
  /** What it hasn't taken yet. */
  work: Work | undefined;
  isOver: boolean;
  isGone: boolean;
  /** It never says anything. */
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
        // Not while a turn is going on: that one looks again by itself.
        if (cancel !== undefined) look();
      }
      return promise;
    },
    close,
  };
}

/** As much of the work as it takes now. */
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
