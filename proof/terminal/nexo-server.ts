/** A simulated Nexo terminal on a port, over TLS. */

import { createServer } from "node:https";
import { type Socket } from "node:net";

import { closed, listen, type Place, portOf } from "../ports/listening.ts";
import { type NexoPapers } from "./nexo-papers.ts";
import { type NexoTerminal } from "./nexo-terminal.ts";
import { type TerminalServer } from "./terminal-server.ts";

export interface NexoServerOptions extends Place {
  readonly papers: NexoPapers;
}

const REQUEST_BYTES_MAX = 1_000_000;

/** Rejects with the system's error where the port can't be had. */
export async function serveNexoTerminal(
  terminal: NexoTerminal,
  { papers, ...place }: NexoServerOptions,
): Promise<TerminalServer> {
  const sockets = new Set<Socket>();
  const server = createServer(
    { key: papers.key, cert: papers.certificate },
    (request, response) => {
      const parts: Buffer[] = [];
      let length = 0;
      request.on("data", (part: Buffer) => {
        length += part.length;
        if (length > REQUEST_BYTES_MAX) request.destroy();
        else parts.push(part);
      });
      request.on("error", () => undefined);
      request.on("end", () => {
        terminal.receive(Buffer.concat(parts).toString("utf8"), {
          answer: (body) => {
            const { socket } = response;
            // A second answer has no request: it stands on the connection all the same.
            if (!response.headersSent) {
              response.writeHead(200, { "Content-Type": "application/json" }).end(body);
            } else if (socket?.writable === true) {
              socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
            }
          },
          drop: () => {
            request.socket.destroy();
          },
        });
      });
    },
  );
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => undefined);
  await listen(server, place);
  return {
    port: portOf(server),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return closed(server);
    },
  };
}
