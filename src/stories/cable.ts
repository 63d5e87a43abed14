/**
 * The cable between two boxes of one machine: a relay on loopback, so that it can be pulled without any
 * right over the machine's network. The one box knows the other by the cable alone.
 */

import net, { type AddressInfo, type Server, type Socket } from "node:net";

export interface Cable {
  /** Where the one that dials finds the other. */
  readonly address: string;
  /** The other one takes links here. */
  readonly leadTo: (port: number) => void;
  readonly plugIn: () => Promise<void>;
  /** Nothing arrives any more, and whoever dials finds nobody. */
  readonly pull: () => Promise<void>;
}

const HERE = "127.0.0.1";
/** Who is called sees this as the caller's: nobody takes links there, so nobody goes around the cable. */
const CALLER = "127.0.0.9";

export async function createCable(): Promise<Cable> {
  const sockets = new Set<Socket>();
  let target: number | undefined;
  let server: Server | undefined;
  const port = await freePort();

  function carry(caller: Socket): void {
    if (target === undefined) {
      caller.destroy();
      return;
    }
    const callee = net.connect({ host: HERE, port: target, localAddress: CALLER });
    for (const [from, to] of [
      [caller, callee],
      [callee, caller],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      // Of what it died, its end says enough.
      from.on("error", () => undefined);
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }

  return {
    address: `${HERE}:${port}`,
    leadTo: (to) => {
      target = to;
    },
    plugIn: async () => {
      server ??= await listen(port, carry);
    },
    pull: async () => {
      const closing = server;
      server = undefined;
      for (const socket of sockets) socket.destroy();
      if (closing !== undefined) await new Promise((resolve) => closing.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = await listen(0, () => undefined);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listen(port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = net.createServer(onSocket);
  server.once("error", reject);
  server.listen({ host: HERE, port }, () => {
    resolve(server);
  });
  return promise;
}
