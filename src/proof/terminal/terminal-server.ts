/** A simulated card terminal on a TCP port. */

import { createServer, type Socket } from "node:net";

import { type SimulatedTerminal } from "./zvt-terminal.ts";

export interface TerminalServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Rejects with the system's error where the port can't be had; 0 is any that is free. */
export async function serveTerminal(
  terminal: SimulatedTerminal,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<TerminalServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const connection = terminal.connect({
      send: (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      drop: () => socket.destroy(),
    });
    socket.on("data", connection.receive);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      connection.closed();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
