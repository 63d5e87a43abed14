/**
 * A card terminal of the simulated shop, with its cables: it outlives every process, and its bank's books are
 * what the tills' are compared with. What it says is the simulated terminal's of `proof/terminal`.
 *
 * A cable keeps the order of bytes. What a till has sent arrives although it has hung up since, later than
 * anything else but within what the shop says of the terminal; where a new connection ends the old, never.
 */

import { type ConnectWire, type TerminalWire, type WireEvents } from "../../src/card/wire.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { type Clock } from "../../src/domain/ports.ts";
import { type BankDone } from "../terminal/zvt-bank.ts";
import { type TerminalConnection } from "../terminal/zvt-session.ts";
import { createSimulatedTerminal, type SimulatedTerminal } from "../terminal/zvt-terminal.ts";
import { type Dice } from "./dice.ts";
import { turningTime } from "./turning-clock.ts";
import { type VirtualTime } from "./virtual-time.ts";

/** What the bank did, and for which payment a till had asked it. */
export interface SimCharge extends BankDone {
  readonly terminal: string;
  /** Undefined where no till's start was under way. */
  readonly payment: EventId | undefined;
  isTakenBack: boolean;
}

/** A start that a terminal took up. */
export interface SimStart {
  readonly terminal: string;
  readonly payment: EventId | undefined;
}

export interface SimTerminal extends Pick<SimulatedTerminal, "set" | "faults"> {
  readonly id: string;
  /** It tells its last receipt for certain, by what the shop says of it. */
  readonly canRepeat: boolean;
  /** How long after hanging up bytes may still come, in milliseconds; 0: a new connection ends the old. */
  readonly settleMs: number;
  /** Returns how a process connects to it. */
  readonly connect: (till: TillSide) => ConnectWire;
  /** No guest is at it, and nothing that was sent there is still on its way. */
  readonly isQuiet: () => boolean;
  /** Every connection ends, from one moment to the next. */
  readonly cut: () => void;
  /** Without power nobody gets through. */
  readonly setReachable: (isReachable: boolean) => void;
  readonly heal: () => void;
  /** It forgets the next start, and from then on tells the receipt before its last. */
  readonly tellOlderAfterStart: () => void;
  /** Does it once, at the very moment at which the bank says yes: the till has not heard of that yet. */
  readonly whenApproved: (action: () => void) => void;
  readonly charges: () => ReadonlyArray<SimCharge>;
  readonly starts: () => ReadonlyArray<SimStart>;
}

/** The process at the till's end of a cable. */
export interface TillSide {
  /** Timers of its life: what comes when it is over comes to nobody. */
  readonly clock: Pick<Clock, "after">;
  /** Returns the payment that its dialogue with the terminal is about now. */
  readonly payment: (terminal: string) => EventId | undefined;
  /** Called with each cable, which ends with the process. */
  readonly onWire: (wire: SimWire) => unknown;
}

export interface SimWire {
  /** `killed`: the system hangs up. `power`: nobody does, and the terminal notices later. */
  readonly end: (how: "killed" | "power") => void;
}

export interface SimTerminalOptions {
  readonly id: string;
  readonly time: VirtualTime;
  readonly wallMs: () => number;
  readonly dice: Dice;
  readonly settleMs: number;
  readonly canRepeat: boolean;
  readonly lastReceipt: number;
  /** An approval that nobody acknowledged stands. */
  readonly keeps: boolean;
  readonly show: (line: string) => void;
}

interface Shared extends SimTerminalOptions {
  readonly machine: SimulatedTerminal;
  readonly clock: Clock;
  readonly cables: Set<Cable>;
  readonly starts: SimStart[];
  /** For whom a guest is at it. */
  payment: EventId | undefined;
  isReachable: boolean;
  tellsOlder: boolean;
  /** What happens as soon as the bank says yes. */
  readonly atYes: Array<() => void>;
}

/** What is under way to the terminal. */
interface Sent {
  readonly arrive: () => void;
  isLost: boolean;
}

interface Cable {
  readonly cut: () => void;
  /** A new connection has ended this one, with all that is under way on it. */
  readonly replace: () => void;
  readonly isQuiet: () => boolean;
}

const WAY_MS = { min: 2, max: 40 };
/** A way on which a byte is late. */
const SLOW_SHARE = 0.04;
const APPROVE_MS = { min: 600, max: 3500 };
const CARD_OUT_MS = 700;
/** Bytes come before whoever waits for them has given up for good. */
const LATE_SHARE = 0.9;
const DATE_FROM = 5;
const REFUSED_MS = 1000;

export function createSimTerminal(options: SimTerminalOptions): SimTerminal {
  const { id, time, wallMs, dice } = options;
  const charges: SimCharge[] = [];
  const clock = turningTime(time, wallMs);
  const shared: Shared = {
    ...options,
    machine: createSimulatedTerminal({
      clock,
      approveMs: dice.between(APPROVE_MS.min, APPROVE_MS.max),
      cardOutMs: CARD_OUT_MS,
      date: () => monthAndDay(wallMs()),
      lastReceipt: options.lastReceipt,
      show: options.show,
      onDone: (done) => {
        const { payment } = shared;
        charges.push({ ...done, terminal: id, payment, isTakenBack: false });
        for (const action of shared.atYes.splice(0)) action();
      },
      onTakenBack: (receipt) => {
        const charge = charges.findLast((one) => one.receipt === receipt);
        if (charge !== undefined) charge.isTakenBack = true;
      },
    }),
    clock,
    cables: new Set(),
    starts: [],
    payment: undefined,
    isReachable: true,
    tellsOlder: false,
    atYes: [],
  };
  const { machine, cables, starts } = shared;
  return {
    id,
    settleMs: options.settleMs,
    canRepeat: options.canRepeat,
    set: machine.set,
    faults: machine.faults,
    connect: (till) => (_address, events) => connect(shared, till, events),
    isQuiet: () => machine.isAtRest() && [...cables].every((cable) => cable.isQuiet()),
    cut: () => {
      for (const cable of cables) cable.cut();
    },
    setReachable: (isReachable) => {
      shared.isReachable = isReachable;
    },
    heal: () => {
      machine.set([]);
      shared.tellsOlder = false;
      shared.isReachable = true;
    },
    tellOlderAfterStart: () => {
      machine.set([...machine.faults(), "drop-after-start"]);
      shared.tellsOlder = true;
    },
    whenApproved: (action) => {
      shared.atYes.push(action);
    },
    charges: () => charges,
    starts: () => starts,
  };
}

function monthAndDay(wallMs: number): string {
  const text = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: "UTC" });
  return text.format(wallMs).slice(DATE_FROM).replace("-", "");
}

/** What is under way to the terminal, in its order. */
interface Way {
  readonly send: (arrive: () => void, delayMs?: number) => void;
  readonly lose: () => void;
  readonly isEmpty: () => boolean;
}

function createWay({ dice, settleMs, time, clock }: Shared, onArrival: () => void): Way {
  const sent: Sent[] = [];
  let lastMs = 0;

  function wayMs(): number {
    const isSlow = settleMs > 0 && dice.chance(SLOW_SHARE);
    return dice.between(WAY_MS.min, isSlow ? Math.floor(settleMs * LATE_SHARE) : WAY_MS.max);
  }

  return {
    send: (arrive, delayMs = wayMs()) => {
      const one: Sent = { arrive, isLost: false };
      // Not before what was sent before.
      lastMs = Math.max(lastMs, time.nowMs() + delayMs);
      sent.push(one);
      clock.after(lastMs - time.nowMs(), () => {
        sent.splice(sent.indexOf(one), 1);
        if (!one.isLost) one.arrive();
        onArrival();
      });
    },
    lose: () => {
      for (const one of sent) one.isLost = true;
    },
    isEmpty: () => sent.length === 0,
  };
}

/** Returns what brings something to the till: also a process that hangs gets it in its order. */
function createReturn({ time, dice }: Shared, { clock }: TillSide): (action: () => void) => void {
  const incoming: Array<() => void> = [];
  let lastMs = 0;
  return (action) => {
    lastMs = Math.max(lastMs, time.nowMs() + dice.between(WAY_MS.min, WAY_MS.max));
    incoming.push(action);
    clock.after(lastMs - time.nowMs(), () => {
      incoming.shift()?.();
    });
  };
}

/** The terminal hears bytes; `payment`: what the till's dialogue was about when they went out. */
function hear(shared: Shared, payment: EventId | undefined, receive: () => void): void {
  const { machine, starts, id } = shared;
  const wasAtRest = machine.isAtRest();
  const before = shared.payment;
  if (wasAtRest) shared.payment = payment;
  if (wasAtRest && shared.keeps) machine.set([...machine.faults(), "keeps"]);
  receive();
  if (!wasAtRest) return;
  if (machine.isAtRest()) {
    shared.payment = before;
    return;
  }
  starts.push({ terminal: id, payment });
  if (shared.tellsOlder) machine.set([...machine.faults(), "old-receipt"]);
  shared.tellsOlder = false;
}

/** One cable: `events` are the till's. */
function connect(shared: Shared, till: TillSide, events: WireEvents): TerminalWire {
  const { dice, settleMs, cables, machine } = shared;
  const toTill = createReturn(shared, till);
  const way = createWay(shared, () => {
    if (!isUp && way.isEmpty()) cables.delete(cable);
  });
  let isUp = shared.isReachable;
  let isHeard = true;
  let connection: TerminalConnection | undefined;

  function close(delayMs?: number): void {
    isUp = false;
    isHeard = false;
    way.send(() => connection?.closed(), delayMs);
  }

  function tellEnd(): void {
    if (isHeard) till.clock.after(WAY_MS.min, events.onEnd);
  }

  const cable: Cable = {
    cut: () => {
      if (!isUp) return;
      tellEnd();
      // What is under way is lost, or arrives although nobody waits for it any more.
      if (dice.chance(0.5)) way.lose();
      close();
    },
    replace: () => {
      tellEnd();
      way.lose();
      close(0);
    },
    isQuiet: way.isEmpty,
  };

  if (settleMs === 0) for (const other of cables) other.replace();
  if (isUp) {
    cables.add(cable);
    way.send(() => {
      connection = machine.connect({
        send: (bytes) => {
          toTill(() => {
            if (isHeard) events.onBytes(bytes);
          });
        },
        drop: () => {
          toTill(() => {
            if (isHeard) events.onEnd();
          });
        },
      });
    });
  } else till.clock.after(REFUSED_MS, events.onEnd);
  till.onWire({
    end: (how) => {
      if (!isUp) return;
      // Without power nobody says so, until the terminal looks.
      const noticedMs = Math.floor(settleMs * LATE_SHARE) + WAY_MS.max;
      close(how === "power" ? noticedMs : undefined);
    },
  });
  return {
    write: (bytes) => {
      if (!isUp) return;
      const payment = till.payment(shared.id);
      way.send(() => {
        hear(shared, payment, () => connection?.receive(bytes));
      });
    },
    unsentBytes: () => 0,
    destroy: () => {
      if (isUp) close();
    },
  };
}
