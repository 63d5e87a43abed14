/**
 * `node delay-relay.ts MS HOST PORT`: passes TCP on to HOST:PORT, each byte so much later, both ways.
 * Prints the port that it listens on.
 */

import { type Socket, connect, createServer } from "node:net";

const [, , delay, host, port] = process.argv;

const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
  const far = connect({ host: host ?? "", port: Number(port), noDelay: true, allowHalfOpen: true });
  pass(near, far);
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

function later(action: () => void): void {
  setTimeout(action, Number(delay));
}
