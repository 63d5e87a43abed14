/** Who reaches whom in the simulated network, and how long it takes from one to the other. */

import { type Dice } from "./dice.ts";

/** The address of a box: "10.0.0.7". */
export type Host = string;

export interface NetworkOptions {
  /** The delay of one direction between two undisturbed boxes. */
  readonly delayMs: number;
  readonly jitterMs: number;
  /** The share of lost packets; each costs a wait for the next try. */
  readonly lossPercent: number;
  readonly bytesPerSecond: number;
}

/** A strain: the slowdown, and the share of lost packets. */
export interface Strain {
  readonly slower: number;
  readonly lossPercent: number;
}

/** The messages of a hundred that arrive twice, and those that arrive after the next one. */
export interface Garbling {
  readonly twicePercent: number;
  readonly latePercent: number;
}

export type Fate = "plain" | "twice" | "late";

export interface Paths {
  /** A box without a process answers "nobody is here"; one without power doesn't answer. */
  readonly setPower: (host: Host, isOn: boolean) => void;
  /** Cuts one direction until the returned function is called; of several cuts until the last one. */
  readonly cut: (from: Host, to: Host) => () => void;
  readonly reaches: (from: Host, to: Host) => boolean;
  readonly strain: (from: Host, to: Host, strain: Strain | undefined) => void;
  /** No cable does that to a connection: a box that is broken, or in bad hands, may. */
  readonly garble: (from: Host, to: Host, garbling: Garbling | undefined) => void;
  /** Returns the fate of the next message. */
  readonly fate: (from: Host, to: Host) => Fate;
  readonly healAll: () => void;
  /** How long the next packet takes. */
  readonly wayMs: (from: Host, to: Host) => number;
  readonly onOpen: (listener: () => void) => void;
}

/** The first try again; each one after it waits twice as long. */
export const RETRY_MS = 200;
const RETRIES_MAX = 6;

export function createPaths(dice: Dice, options: NetworkOptions): Paths {
  const powered = new Set<Host>();
  const cuts = new Map<string, Set<symbol>>();
  const strains = new Map<string, Strain>();
  const garblings = new Map<string, Garbling>();
  let tellOpen: (() => void) | undefined;

  return {
    setPower: (host, isOn) => {
      if (isOn) powered.add(host);
      else powered.delete(host);
      tellOpen?.();
    },
    cut: (from, to) => {
      const way = cuts.get(wayOf(from, to)) ?? new Set();
      cuts.set(wayOf(from, to), way);
      const cut = Symbol("cut");
      way.add(cut);
      return () => {
        way.delete(cut);
        tellOpen?.();
      };
    },
    reaches: (from, to) =>
      powered.has(from) && powered.has(to) && (cuts.get(wayOf(from, to))?.size ?? 0) === 0,
    strain: (from, to, strain) => {
      if (strain === undefined) strains.delete(wayOf(from, to));
      else strains.set(wayOf(from, to), strain);
    },
    garble: (from, to, garbling) => {
      if (garbling === undefined) garblings.delete(wayOf(from, to));
      else garblings.set(wayOf(from, to), garbling);
    },
    fate: (from, to) => {
      const garbling = garblings.get(wayOf(from, to));
      // The dice of a shop whose links are in order aren't touched.
      if (garbling === undefined) return "plain";
      if (dice.chance(garbling.twicePercent / 100)) return "twice";
      return dice.chance(garbling.latePercent / 100) ? "late" : "plain";
    },
    healAll: () => {
      cuts.clear();
      garblings.clear();
      strains.clear();
      tellOpen?.();
    },
    wayMs: (from, to) => {
      const { slower = 1, lossPercent = 0 } = strains.get(wayOf(from, to)) ?? {};
      const lossRatio = Math.max(lossPercent, options.lossPercent) / 100;
      let ms = (options.delayMs + dice.nat(options.jitterMs + 1)) * slower;
      for (let retry = 0; retry < RETRIES_MAX && dice.chance(lossRatio); retry += 1) {
        ms += RETRY_MS * 2 ** retry;
      }
      return ms;
    },
    onOpen: (listener) => {
      tellOpen = listener;
    },
  };
}

function wayOf(from: Host, to: Host): string {
  return `${from} ${to}`;
}
