/** A simulated card terminal on a TCP port. */

import { createServer, type Socket } from "node:net";

import { closed, listen, type Place, portOf } from "../ports/listening.ts";
import { type SimulatedTerminal } from "./zvt-terminal.ts";

export interface TerminalServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Rejects with the system's error where the port can't be had; 0 is any that is free. */
export async function serveTerminal(
  terminal: SimulatedTerminal,
  place: Place,
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
  await listen(server, place);
  return {
    port: portOf(server),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return closed(server);
    },
  };
}
