/**
 * A printer in software on a TCP port, as a network printer is: raw bytes in, answers out, one
 * connection prints at a time. While it is off, or its cable is pulled, nobody can connect; power-off
 * resets the connections that there are.
 *
 * `createPrinterServer({ host: "127.0.0.1", port: 0, printer: createPrinterDevice({ … }) })`. The
 * `port` of the result is the real one, and stays the same when the power comes back; after
 * `printer.set({ power: "on" })` wait for `listening()` before a test connects again.
 */

import { createServer, type Server, type Socket } from "node:net";
import { type Duplex } from "node:stream";

import { type PrinterDevice } from "./printer-device.ts";
import { type ConnectorOptions, createConnector, type PrinterConnector } from "./printer-wire.ts";

export interface PrinterServerOptions extends ConnectorOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly printer: PrinterDevice;
  /** One came or went: so many there are now. */
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
  await listen(server, host, options.port);
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
    if (!server.listening && isOn && isPlugged) await listen(server, host, port);
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

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) resolve();
    else server.close(() => resolve());
  });
}
