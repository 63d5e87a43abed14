/**
 * A printer in software on a TCP port, as a network printer is: raw bytes in, answers out, one
 * connection prints at a time. While it is off, or its cable is pulled, nobody can connect; power-off
 * resets the connections that there are.
 *
 * `createPrinterServer({ host: "127.0.0.1", port: 0, printer: createPrinterDevice({ … }) })`. The
 * `port` of the result is the real one, and stays the same when the power comes back; after
 * `printer.set({ power: "on" })` wait for `listening()` before a test connects again.
 */

import { createServer, type Socket } from "node:net";
import { Duplex } from "node:stream";

import { type PrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { closed, listen, type Place, portOf } from "../ports/listening.ts";

export interface PrinterServerOptions extends ConnectorOptions, Place {
  readonly printer: PrinterDevice;
  /** Called with the number of connections when one comes or goes. */
  readonly onConnections?: (count: number) => void;
}

export interface PrinterServer {
  readonly host: string;
  readonly port: number;
  /** Connections that print or wait. */
  readonly connections: () => number;
  /** Resolves when the port takes connections again after power-on. */
  readonly listening: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function createPrinterServer(options: PrinterServerOptions): Promise<PrinterServer> {
  const { host, printer, onConnections } = options;
  const connector = createConnector(printer, options);
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const wire = serve(socket, connector);
    onConnections?.(connector.connections());
    wire.on("close", () => onConnections?.(connector.connections()));
  });
  await listen(server, options);
  const port = portOf(server);
  let opening = Promise.resolve();
  const stopWatching = printer.onChange(follow);

  return {
    host,
    port,
    connections: connector.connections,
    listening: () => opening,
    async close() {
      stopWatching();
      connector.close();
      await opening.catch(() => undefined);
      await closed(server);
    },
  };

  function follow(): void {
    const { isOn, isPlugged } = printer.status();
    const isReachable = isOn && isPlugged;
    if (server.listening && !isReachable) server.close();
    else if (!server.listening && isReachable) opening = opening.then(reopen);
  }

  async function reopen(): Promise<void> {
    const { isOn, isPlugged } = printer.status();
    if (!server.listening && isOn && isPlugged) await listen(server, { host, port });
  }
}

function serve(socket: Socket, connector: PrinterConnector): Duplex {
  const wire = connector.connect();
  socket.setNoDelay(true);
  wire.on("error", () => undefined);
  wire.on("close", () => {
    if (!socket.destroyed && !socket.writableEnded) socket.resetAndDestroy();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => wire.destroy());
  socket.pipe(wire).pipe(socket);
  return wire;
}

/*
 * The connector of a printer in software: connections to it as Duplex streams, in this process. Like
 * the network board of a real one it serves one connection at a time; the others wait until it is
 * over, or are refused. Power-off ends them all; a pulled cable freezes them, and tells nobody.
 */

interface ConnectorOptions {
  /** The treatment of a second connection; it waits unless set. */
  readonly others?: "wait" | "refuse";
}

export interface PrinterConnector {
  /** A new connection: what is written to it the printer receives, what it answers is read. */
  readonly connect: () => Duplex;
  readonly connections: () => number;
  /** Ends all connections. */
  readonly close: () => void;
}

/** The most connections: the one that is served, and those that wait. */
const CONNECTIONS_MAX = 16;

interface Wire {
  readonly stream: Duplex;
  /** The bytes that the printer has not taken yet, and the callback for when it has. */
  unread: { readonly bytes: Uint8Array; readonly done: () => void } | undefined;
  /** Answers that a pulled cable holds up. */
  readonly held: Uint8Array[];
}

interface Connector {
  readonly device: PrinterDevice;
  wires: ReadonlyArray<Wire>;
  served: Wire | undefined;
}

export function createConnector(
  device: PrinterDevice,
  { others = "wait" }: ConnectorOptions = {},
): PrinterConnector {
  const connector: Connector = { device, wires: [], served: undefined };
  const stopListening = device.onChange(() => {
    notice(connector);
  });
  return {
    connect() {
      const wire = createWire(connector);
      const most = others === "refuse" ? 1 : CONNECTIONS_MAX;
      if (!device.status().isOn || connector.wires.length >= most) {
        wire.stream.destroy(new Error("connection refused by the printer"));
        return wire.stream;
      }
      connector.wires = [...connector.wires, wire];
      notice(connector);
      return wire.stream;
    },
    connections: () => connector.wires.length,
    close() {
      stopListening();
      hangUp(connector);
    },
  };
}

function createWire(connector: Connector): Wire {
  const stream = new Duplex({
    // An answer that nobody reads must not pile up.
    readableHighWaterMark: 64,
    read() {
      if (connector.served === wire) listenTo(connector, wire);
    },
    write(bytes: Uint8Array, _encoding, done) {
      wire.unread = { bytes, done };
      advance(connector);
    },
    final(done) {
      stream.push(null);
      done();
    },
    destroy(error, done) {
      wire.unread = undefined;
      notice(connector);
      done(error);
    },
  });
  const wire: Wire = { stream, unread: undefined, held: [] };
  return wire;
}

function listenTo({ device }: Connector, { stream, held }: Wire): void {
  device.answerTo((bytes) => {
    if (stream.destroyed || stream.writableEnded) return false;
    if (stream.readableLength >= stream.readableHighWaterMark) return false;
    if (device.status().isPlugged) stream.push(bytes);
    else held.push(bytes);
    return true;
  });
}

function notice(connector: Connector): void {
  const { isOn, isPlugged } = connector.device.status();
  if (!isOn) hangUp(connector);
  // The printer learns only afterwards of a connection that ended while the cable was pulled.
  if (!isPlugged) return;
  connector.wires = connector.wires.filter(({ stream }) => !stream.destroyed);
  serveNext(connector);
  const { served } = connector;
  for (const bytes of served?.held.splice(0) ?? []) served?.stream.push(bytes);
  advance(connector);
}

function serveNext(connector: Connector): void {
  const [next] = connector.wires;
  if (connector.served === next) return;
  connector.served = next;
  if (next === undefined) connector.device.answerTo(undefined);
  else listenTo(connector, next);
}

function advance({ device, served }: Connector): void {
  if (served?.unread === undefined) return;
  const { bytes, done } = served.unread;
  // The printer calls this again when it has worked on the bytes.
  served.unread = undefined;
  const took = device.receive(bytes);
  if (took === bytes.length) done();
  else served.unread = { bytes: bytes.subarray(took), done };
}

function hangUp(connector: Connector): void {
  const all = connector.wires;
  connector.wires = [];
  connector.served = undefined;
  connector.device.answerTo(undefined);
  for (const { stream } of all) stream.destroy();
}
