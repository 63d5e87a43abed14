/**
 * Raw TCP, as network printers take it on port 9100: one connection prints at a time, and some drop
 * what they have not printed when the other side lets go. So a line is ended, and never destroyed, as
 * long as bytes may be on their way; a printer that takes nothing any more is given up after a while.
 */

import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Channel, codeOf, type Line, type LineListener, troubleOfCode } from "./channel.ts";

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

export interface TcpChannelOptions extends TcpAddress {
  readonly clock: Clock;
  /** Finds the printer's present address when it is not at the one that it was tried at. */
  readonly locate?: ((tried: TcpAddress) => Promise<TcpAddress | undefined>) | undefined;
}

const CONNECT_MS_MAX = 3000;
/** A printer that has no paper may still take what is on its way. */
const ENDING_MS_MAX = 10_000;
/** Nobody hears of a cable that was pulled, unless something is sent. */
const ALIVE_MS = 10_000;

export function createTcpChannel(options: TcpChannelOptions): Channel {
  const home = { host: options.host, port: options.port };
  const endings = new Set<Promise<boolean>>();
  // Kept for as long as the channel is, so that a printer that has moved costs one paper a failed try.
  let present: TcpAddress = home;

  async function open(listener: LineListener): Promise<Result<Line, PrinterTrouble>> {
    const connected = await connectTo(present, options.clock);
    if (!connected.ok) return connected;
    const line = createLine(connected.value, listener, options.clock);
    return ok({
      write: line.write,
      close: () => {
        const ending = line.close();
        endings.add(ending);
        return ending.finally(() => endings.delete(ending));
      },
    });
  }

  async function lookElsewhere(): Promise<boolean> {
    const tried = present;
    const found = await options.locate?.(tried);
    present = found === undefined || isSame(found, tried) ? home : found;
    return !isSame(present, tried);
  }

  return {
    open: async (listener) => {
      const opened = await open(listener);
      return opened.ok || !(await lookElsewhere()) ? opened : open(listener);
    },
    lookElsewhere,
    close: async () => {
      await Promise.all(endings);
    },
  };
}

function isSame(one: TcpAddress, other: TcpAddress): boolean {
  return one.host === other.host && one.port === other.port;
}

function connectTo(
  { host, port }: TcpAddress,
  clock: Clock,
): Promise<Result<Socket, PrinterTrouble>> {
  const socket = connect({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: ALIVE_MS,
  });
  const { promise, resolve } = Promise.withResolvers<Result<Socket, PrinterTrouble>>();
  const cancel = clock.after(CONNECT_MS_MAX, () => {
    fail(undefined);
  });
  function fail(error: unknown): void {
    cancel();
    // Nothing was sent yet.
    socket.destroy();
    resolve(err(troubleOfCode(codeOf(error))));
  }
  socket.once("error", fail);
  socket.once("connect", () => {
    cancel();
    socket.off("error", fail);
    resolve(ok(socket));
  });
  return promise;
}

function createLine(socket: Socket, listener: LineListener, clock: Clock): Line {
  const life = { isClosing: false, isBroken: false };
  const ports = { local: socket.localPort, remote: socket.remotePort };
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>();

  socket.on("data", (bytes: Buffer) => {
    // Read to the end also while closing: unread bytes would make the system break the line off.
    if (!life.isClosing) listener.onData(bytes);
  });
  socket.on("error", () => {
    life.isBroken = true;
  });
  socket.on("close", () => {
    if (!life.isClosing) listener.onClose();
    life.isClosing = true;
    markClosed();
  });

  return {
    write: (bytes) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      if (life.isClosing || !socket.writable) resolve(false);
      else {
        socket.write(bytes, (error) => {
          resolve(error === undefined || error === null);
        });
      }
      return promise;
    },
    close: async () => {
      life.isClosing = true;
      socket.end();
      const cancel = clock.after(ENDING_MS_MAX, () => {
        // Some take everything, and never end their side.
        life.isBroken ||= !isAllAcknowledged(ports);
        socket.destroy();
      });
      await closed;
      cancel();
      return !life.isBroken;
    },
  };
}

/* The bytes that the other end of a TCP connection has not acknowledged yet, as the kernel counts them. */

interface TcpPorts {
  readonly local: number | undefined;
  readonly remote: number | undefined;
}

const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];
/** The end of a connection counts as one byte. */
const END_BYTES = 1;

/**
 * Whether the other end has acknowledged everything of a connection that we ended. False where the
 * system doesn't say.
 */
export function isAllAcknowledged(
  ports: TcpPorts,
  tables: ReadonlyArray<string> = TABLES.map(textOf),
): boolean {
  // Several connections may have the same two ports, to other addresses.
  const queues = tables.flatMap((table) => queuesOf(table, ports));
  return queues.length > 0 && queues.every((bytes) => bytes <= END_BYTES);
}

function queuesOf(table: string, { local, remote }: TcpPorts): ReadonlyArray<number> {
  return table.split("\n").flatMap((row) => {
    const [, from = "", to = "", , queue = ""] = row.trim().split(/\s+/u);
    const isSame = portOf(from) === local && portOf(to) === remote;
    return isSame ? [Number.parseInt(queue, 16)] : [];
  });
}

function portOf(address: string): number {
  return Number.parseInt(address.slice(address.indexOf(":") + 1), 16);
}

function textOf(table: string): string {
  try {
    return readFileSync(table, "utf8");
  } catch {
    return "";
  }
}
