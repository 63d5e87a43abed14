/** A server in software on a TCP port, as all simulated devices have one. */

import { type Server } from "node:net";

export interface Place {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** Resolves once the server takes connections; rejects with the system's error where the port can't be had. */
export function listen(server: Server, { host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}

/** Resolves once the server and all its connections have ended. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) resolve();
    else server.close(() => resolve());
  });
}
