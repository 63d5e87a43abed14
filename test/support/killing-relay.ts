/**
 * The way from a till to its printer, by TCP, on which the till can be killed at any byte: those up to
 * there still reach the printer, and no answer reaches anybody any more.
 */

import { connect, createServer, type Server, type Socket } from "node:net";

/** After how many of the bytes of a connection it happens; undefined while that is not known. */
export type Moment = (sent: Buffer) => number | undefined;

export interface KillingRelay {
  readonly port: number;
  /** `rest`: whether what was on its way by then still arrives. */
  readonly killAt: (
    moment: Moment,
    how: { readonly kill: () => void; readonly rest: boolean },
  ) => void;
  /** Now, and with no byte more either way. */
  readonly cut: () => void;
  readonly close: () => void;
}

interface Way {
  readonly near: Socket;
  readonly far: Socket;
  sent: Buffer;
  passed: number;
  isOver: boolean;
}

interface Plan {
  readonly moment: Moment;
  readonly kill: () => void;
  readonly rest: boolean;
}

export async function createKillingRelay(printerPort: number): Promise<KillingRelay> {
  const ways = new Set<Way>();
  let plan: Plan | undefined;

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: "127.0.0.1", port: printerPort, allowHalfOpen: true });
    const way: Way = { near, far, sent: Buffer.alloc(0), passed: 0, isOver: false };
    ways.add(way);
    near.on("data", (bytes: Buffer) => {
      way.sent = Buffer.concat([way.sent, bytes]);
      if (pass(way, plan)) plan = undefined;
    });
    far.on("data", (bytes) => way.isOver || near.write(bytes));
    near.on("end", () => far.end());
    far.on("end", () => near.end());
    // Who was killed ends without a word.
    near.on("error", () => far.end());
    far.on("error", () => near.destroy());
    far.on("close", () => ways.delete(way));
  });
  const port = await listen(server);
  return {
    port,
    killAt: (moment, how) => {
      plan = { moment, ...how };
    },
    cut: () => {
      for (const way of ways) endWay(way);
    },
    close: () => {
      for (const { near, far } of ways) {
        near.destroy();
        far.destroy();
      }
      server.close();
    },
  };
}

/** Whether the moment has come. */
function pass(way: Way, plan: Plan | undefined): boolean {
  if (way.isOver) return false;
  const { sent, far } = way;
  const limit = plan?.moment(sent);
  const hasCome = plan !== undefined && limit !== undefined && sent.length >= limit;
  const until = hasCome && !plan.rest ? limit : sent.length;
  if (until > way.passed) far.write(sent.subarray(way.passed, until));
  way.passed = until;
  if (!hasCome) return false;
  plan.kill();
  if (!plan.rest) endWay(way);
  return true;
}

function endWay(way: Way): void {
  way.isOver = true;
  way.far.end();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
    });
  });
}
