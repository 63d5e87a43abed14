/**
 * `node delay-relay.ts MS HOST PORT [BYTES]`: passes TCP on to HOST:PORT, each byte so much later, both
 * ways, and of what comes from there so many bytes a second.
 * Prints the port that it listens on.
 */

import { type Socket, connect, createServer } from "node:net";

const [, , delay, host, port, rate] = process.argv;

const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
  const far = connect({ host: host ?? "", port: Number(port), noDelay: true, allowHalfOpen: true });
  pass(near, far);
  if (rate !== undefined) throttle(far, Number(rate));
  pass(far, near);
});
server.listen(0, "0.0.0.0", () => {
  const address = server.address();
  console.log(typeof address === "object" ? (address?.port ?? 0) : 0);
});

function pass(from: Socket, to: Socket): void {
  from.on("data", (bytes) => {
    later(() => to.write(bytes));
  });
  from.on("end", () => {
    later(() => to.end());
  });
  // An end without a word: nobody waits for the rest.
  from.on("error", () => to.destroy());
  from.on("close", () => {
    later(() => to.destroy());
  });
}

/** What has come waits until there is room for it; the kernel holds back the rest. */
function throttle(from: Socket, bytesPerSecond: number): void {
  from.on("data", ({ length }) => {
    from.pause();
    setTimeout(() => from.resume(), (length / bytesPerSecond) * 1000);
  });
}

function later(action: () => void): void {
  setTimeout(action, Number(delay));
}
