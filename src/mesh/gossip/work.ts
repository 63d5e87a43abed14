/**
 * What each till costs this one, in milliseconds of the processor, and how much of it is left to it.
 *
 * Messages aren't counted: one that asks for a whole history costs more than a thousand greetings. Whoever
 * has used up its share waits for the next one, behind everybody else: that is all that a share does, so a
 * till that fetches years is slower and no worse for it. Blamed is only what nobody needs: the same asked
 * for again and again, or more news than a till can have.
 *
 * A share is the device's, by the key of its links: a new link begins with what the last one left.
 */

import { type DeviceId, type Origin } from "../../domain/identity.ts";
import { type MeshPiece } from "./ports.ts";

/** How long work takes, by whatever counts here: a simulation has prices alone. */
export interface WorkMeter {
  readonly measure: (work: () => void) => WorkTime;
}

/** The time that some work took, in milliseconds. */
export interface WorkTime {
  /** The time in which nobody else had a turn: longer on a machine that is busy with other things. */
  readonly heldMs: number;
  /** The processor time, which is charged to the peer that caused the work. */
  readonly usedMs: number;
}

export interface Work {
  /** Time goes on: shares grow again. */
  readonly pass: (nowMs: number) => void;
  /** Does it at the cost of whoever has that key; within such work at the cost of whoever caused that. */
  readonly at: (linkKey: string, work: () => void) => void;
  /** Whether its share is used up: what it says has to wait. */
  readonly isOverdrawn: (linkKey: string) => boolean;
  /** Whether it would wait for long: nothing of it is heard out of turn then. */
  readonly isDeepInDebt: (linkKey: string) => boolean;
  /** The counters of the work that is being done. */
  readonly effort: Effort;
  /** Returns the costs of each device, as far as its keys are known, since this run began. */
  readonly costs: (deviceOf: (linkKey: string) => DeviceId | undefined) => ReadonlyArray<Costs>;
}

export interface Costs {
  readonly device: DeviceId;
  /** The processor time. */
  readonly workMs: number;
  readonly bytes: number;
  /** How often it had to wait because its share was used up. */
  readonly waits: number;
}

/** The counters of some work beside its time, which the code that does it adds to. */
export interface Effort {
  /** Counts bytes that were sent or received. */
  readonly bytes: (count: number) => void;
  /** Counts lookups in the store. */
  readonly steps: (count: number) => void;
  /** Counts a piece that was asked for and sent; the peer is charged only for one that it was sent before. */
  readonly served: (piece: MeshPiece) => void;
  /** Charges the peer this much waste and no more, whatever the work cost; 0 for what a till has to send. */
  readonly chargeWaste: (wasteMs: number) => void;
  /** We have asked for it, and it was new: that costs its teller nothing. */
  readonly asked: () => void;
  /** Counts bytes that the peer sent unasked and that were taken and folded here. */
  readonly pressed: (sizeBytes: number) => void;
}

export interface WorkDeps {
  readonly meter: WorkMeter;
  /** Called when a peer has cost more than any till needs. */
  readonly onWaste: (linkKey: string, nowMs: number) => void;
}

/** The share of a peer in each second of this till: people at the till do not notice a tenth. */
export const SHARE_MS_PER_S = 100;
/** The share of a peer that wastes more than it may. */
const WASTER_MS_PER_S = 10;
/** The time that a peer may use at once after a while of silence: a greeting, and what follows it. */
export const SAVED_MS_MAX = 300;
/** Whatever it did, it is heard again within some minutes. */
const DEBT_MS_MAX = 10_000;
const DEEP_MS = 500;
/** The waste that each peer may cause: some, because two tills may send the same, and links break. */
const WASTE_MS_PER_S = 25;
const WASTE_MS_MAX = 1500;
/**
 * The time after which the pieces sent to a peer are forgotten: a device comes back with another
 * disk now and then, and asks for all once more.
 */
const FORGET_EVERY_MS = 3_600_000;
/** Two tills may tell the same at once: hundreds of times a second it is no accident. */
export const USELESS_MS = 0.1;
/** The most accounts: more than a shop has tills. Beyond that the oldest begins anew. */
const ACCOUNTS_MAX = 256;

/** The costs on a fast box, where nothing else was measured. */
const MESSAGE_MS = 0.02;
const STEP_MS = 0.005;
export const PIECE_MS = 0.05;
/** TLS, and copies, which no measuring of ours sees: 4 MB a second are a whole share. */
export const BYTE_MS = 25 / 1_000_000;
/** A commit waits for the disk, and whoever writes a sale waits for it. */
const PRESSED_MS = 0.5;
const PRESSED_BYTE_MS = 0.5 / 1024;

const NO_TIME: WorkTime = { heldMs: 0, usedMs: 0 };

/** Prices alone: the same on every run. */
export const priceMeter: WorkMeter = {
  measure: (work) => {
    work();
    return NO_TIME;
  },
};

interface Account {
  atMs: number;
  /** The time that is left; the peer waits while it is below zero. */
  leftMs: number;
  wasteMs: number;
  workMs: number;
  bytes: number;
  waits: number;
  isWaiting: boolean;
  forgotAtMs: number;
  /** How far it was sent each chain because it asked. */
  readonly served: Map<Origin, number>;
}

export function createWork({ meter, onWaste }: WorkDeps): Work {
  const accounts = new Map<string, Account>();
  let running: Tab | undefined;
  let nowMs = 0;
  let wasters = 0;

  function accountOf(linkKey: string): Account {
    const account = accounts.get(linkKey) ?? newAccount(nowMs);
    accounts.delete(linkKey);
    accounts.set(linkKey, account);
    const [oldest] = accounts.keys();
    if (accounts.size > ACCOUNTS_MAX && oldest !== undefined) accounts.delete(oldest);
    refill(account, nowMs, wasters);
    return account;
  }

  return {
    pass: (toMs) => {
      if (nowMs === toMs) return;
      nowMs = toMs;
      wasters = accounts.values().filter(wastesMuch).toArray().length;
    },
    at: (linkKey, work) => {
      if (running !== undefined) return work();
      const tab = newTab(accountOf(linkKey));
      running = tab;
      let time = NO_TIME;
      try {
        time = meter.measure(work);
      } finally {
        running = undefined;
        if (charge(tab, time)) onWaste(linkKey, nowMs);
      }
      return undefined;
    },
    isOverdrawn: (linkKey) => {
      const account = accountOf(linkKey);
      const isOverdrawn = account.leftMs <= 0;
      if (isOverdrawn && !account.isWaiting) account.waits += 1;
      account.isWaiting = isOverdrawn;
      return isOverdrawn;
    },
    isDeepInDebt: (linkKey) => accountOf(linkKey).leftMs < -DEEP_MS,
    effort: createEffort(() => running),
    costs: (deviceOf) =>
      [...accounts].flatMap(([linkKey, { workMs, bytes, waits }]) => {
        const device = deviceOf(linkKey);
        return device === undefined ? [] : [{ device, workMs, bytes, waits }];
      }),
  };
}

function newAccount(nowMs: number): Account {
  return {
    atMs: nowMs,
    leftMs: SAVED_MS_MAX,
    wasteMs: 0,
    workMs: 0,
    bytes: 0,
    waits: 0,
    isWaiting: false,
    forgotAtMs: nowMs,
    served: new Map(),
  };
}

function isWaster({ wasteMs }: Account): boolean {
  return wasteMs >= WASTE_MS_MAX;
}

/**
 * Whether the account wastes much. Keys of one device share an account, since a device may have
 * enrolled many.
 */
function wastesMuch({ wasteMs }: Account): boolean {
  return wasteMs >= WASTE_MS_MAX / 2;
}

function refill(account: Account, nowMs: number, wasters: number): void {
  const seconds = Math.max(0, nowMs - account.atMs) / 1000;
  const parts = wastesMuch(account) ? Math.max(1, wasters) : 1;
  const share = isWaster(account) ? WASTER_MS_PER_S / parts : SHARE_MS_PER_S;
  account.leftMs = Math.min(SAVED_MS_MAX, account.leftMs + seconds * share);
  account.wasteMs = Math.max(0, account.wasteMs - (seconds * WASTE_MS_PER_S) / parts);
  account.atMs = nowMs;
  if (nowMs - account.forgotAtMs < FORGET_EVERY_MS) return;
  account.forgotAtMs = nowMs;
  account.served.clear();
}

/** The counters of one piece of work. */
interface Tab {
  readonly account: Account;
  bytes: number;
  steps: number;
  /** Pieces that it was never sent before, and others. */
  fresh: number;
  again: number;
  pressedMs: number;
  blamedMs: number | undefined;
  isAsked: boolean;
}

function newTab(account: Account): Tab {
  const nothing = { bytes: 0, steps: 0, fresh: 0, again: 0, pressedMs: 0 };
  return { account, ...nothing, blamedMs: undefined, isAsked: false };
}

/** Work that nobody has caused is noted nowhere. */
function createEffort(running: () => Tab | undefined): Effort {
  function note(change: (tab: Tab) => void): void {
    const tab = running();
    if (tab !== undefined) change(tab);
  }

  function chargeWaste(wasteMs: number): void {
    note((tab) => {
      tab.blamedMs = (tab.blamedMs ?? 0) + wasteMs;
    });
  }

  return {
    bytes: (count) => {
      note((tab) => {
        tab.bytes += count;
      });
    },
    steps: (count) => {
      note((tab) => {
        tab.steps += count;
      });
    },
    served: ({ origin, last }) => {
      note((tab) => {
        const { served } = tab.account;
        if (last <= (served.get(origin) ?? 0)) {
          tab.again += 1;
          return;
        }
        tab.fresh += 1;
        served.set(origin, last);
      });
    },
    chargeWaste,
    asked: () => {
      note((tab) => {
        tab.isAsked = true;
      });
    },
    pressed: (sizeBytes) => {
      const priceMs = PRESSED_MS + sizeBytes * PRESSED_BYTE_MS;
      note((tab) => {
        tab.pressedMs += priceMs;
      });
      chargeWaste(priceMs);
    },
  };
}

/** Whether with this its waste is more than it may be. */
function charge(tab: Tab, { heldMs, usedMs }: WorkTime): boolean {
  const { account, bytes, steps, fresh, again, pressedMs, isAsked } = tab;
  const priceMs =
    MESSAGE_MS + bytes * BYTE_MS + steps * STEP_MS + (fresh + again) * PIECE_MS + pressedMs;
  const costMs = Math.max(usedMs, priceMs);
  account.workMs += costMs;
  account.bytes += bytes;
  if (isAsked) return false;
  account.leftMs = Math.max(-DEBT_MS_MAX, account.leftMs - Math.max(heldMs, costMs));
  const before = account.wasteMs;
  account.wasteMs = Math.min(2 * WASTE_MS_MAX, before + wasteOf(tab, costMs));
  return before < WASTE_MS_MAX && account.wasteMs >= WASTE_MS_MAX;
}

function wasteOf({ fresh, again, blamedMs }: Tab, costMs: number): number {
  if (blamedMs !== undefined) return blamedMs;
  return fresh + again === 0 ? costMs : (costMs * again) / (fresh + again);
}
