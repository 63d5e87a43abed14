/** The shop's network: who listens where, and how two of them come to be connected. */

import {
  carry,
  createSide,
  drop,
  hangUp,
  type Listener,
  release,
  type Side,
  type Wires,
} from "./connection.ts";
import { type Dice } from "./dice.ts";
import { createPaths, type Host, type NetworkOptions, type Paths } from "./network-paths.ts";
import { type VirtualTime } from "./virtual-time.ts";

export type DialOutcome = "linked" | "refused" | "timeout";

export interface Port {
  readonly dial: (to: Host, done: (outcome: DialOutcome) => void) => void;
  /** The process ends, and the system closes what it had open. */
  readonly close: () => void;
  /** The power fails, or the address is another one from now on: nobody is told. */
  readonly vanish: () => void;
}

export interface Network extends Omit<Paths, "wayMs" | "fate" | "onOpen"> {
  readonly listen: (host: Host, listener: Listener) => Port;
  readonly figures: () => NetworkFigures;
  /** Returns the bytes that these hosts have sent to each other. */
  readonly bytesAmong: (hosts: ReadonlyArray<Host>) => number;
}

export interface NetworkFigures {
  readonly bytes: number;
  readonly payloads: number;
  readonly links: number;
}

interface Listening {
  readonly listener: Listener;
  readonly sides: Set<Side>;
}

interface Exchange extends Wires {
  readonly listening: Map<Host, Listening>;
  lastId: number;
}

const DIAL_TIMEOUT_MS = 5000;
/** To TCP, the key exchange and both certificates, in ways from one side to the other. */
const HANDSHAKE_WAYS = 4;

export function createNetwork(time: VirtualTime, dice: Dice, options: NetworkOptions): Network {
  const ways = createPaths(dice, options);
  const exchange: Exchange = {
    time,
    ways,
    bytesPerSecond: options.bytesPerSecond,
    waiting: new Set(),
    figures: { bytes: 0, payloads: 0, links: 0 },
    sent: new Map(),
    listening: new Map(),
    lastId: 0,
  };
  ways.onOpen(() => {
    release(exchange);
  });
  return {
    ...ways,
    listen: (host, listener) => listen(exchange, host, listener),
    figures: () => ({ ...exchange.figures }),
    bytesAmong: (hosts) => {
      const counts = hosts.flatMap((from) => {
        return hosts.map((to) => exchange.sent.get(from)?.get(to) ?? 0);
      });
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

function listen(exchange: Exchange, host: Host, listener: Listener): Port {
  const { listening } = exchange;
  const own: Listening = { listener, sides: new Set() };
  listening.set(host, own);

  function leave(part: (side: Side) => void): void {
    if (listening.get(host) === own) listening.delete(host);
    for (const side of own.sides) part(side);
  }

  return {
    dial: (to, done) => {
      dial(exchange, [host, to], (outcome) => {
        if (listening.get(host) === own) done(outcome);
      });
    },
    close: () => {
      leave((side) => {
        hangUp(exchange, side, "the process ended");
      });
    },
    vanish: () => {
      leave((side) => {
        drop(side);
        side.isGone = true;
      });
    },
  };
}

function dial(
  exchange: Exchange,
  [from, to]: readonly [Host, Host],
  done: (outcome: DialOutcome) => void,
): void {
  const { time, ways, listening } = exchange;
  const caller = listening.get(from);
  time.after(HANDSHAKE_WAYS * ways.wayMs(from, to), () => {
    if (caller === undefined || listening.get(from) !== caller) return;
    if (ways.reaches(from, to) && ways.reaches(to, from)) {
      const callee = listening.get(to);
      if (callee !== undefined) link(exchange, [from, caller], [to, callee]);
      done(callee === undefined ? "refused" : "linked");
      return;
    }
    time.after(DIAL_TIMEOUT_MS, () => {
      done("timeout");
    });
  });
}

function link(
  exchange: Exchange,
  [from, caller]: readonly [Host, Listening],
  [to, callee]: readonly [Host, Listening],
): void {
  exchange.figures.links += 1;
  const near = createSide(exchange, {
    id: nextId(exchange),
    host: from,
    remote: to,
    listener: caller.listener,
    siblings: caller.sides,
    linkKey: callee.listener.linkKey,
    isDialled: true,
  });
  const far = createSide(exchange, {
    id: nextId(exchange),
    host: to,
    remote: from,
    listener: callee.listener,
    siblings: callee.sides,
    linkKey: caller.listener.linkKey,
    isDialled: false,
  });
  near.other = far;
  far.other = near;
  // The caller's first message arrives after this.
  carry(exchange, near, { bytes: 0, arrive: () => far.listener?.onLink(far) });
  caller.listener.onLink(near);
}

function nextId(exchange: Exchange): number {
  exchange.lastId += 1;
  return exchange.lastId;
}
