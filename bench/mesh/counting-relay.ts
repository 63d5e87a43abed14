/** Passes TCP on to a port of this machine, and counts the bytes of both directions. */

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface CountingRelay {
  readonly port: number;
  readonly bytes: () => number;
  readonly close: () => void;
}

export async function startCountingRelay(port: number): Promise<CountingRelay> {
  let bytes = 0;
  const sockets = new Set<Socket>();
  function pass(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on("error", () => to.destroy());
    from.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    from.pipe(to);
  }
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: "127.0.0.1", port, noDelay: true });
    pass(near, far);
    pass(far, near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    bytes: () => bytes,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
