/** What goes wrong where a box is told of today: its tellers, and the box itself at each step. */

import { type DeviceId } from "../../src/domain/identity.ts";
import { type PresentTold } from "../../src/mesh/gossip/ports.ts";
import { type Dice } from "./dice.ts";

export const MANNERS = [
  /** It doesn't answer. */
  "says nothing",
  /** It tells the pieces, and never ends. */
  "breaks off",
  /** It knows nothing of today. */
  "has nothing to tell",
  /** It tells what it knew when the shop was open for a while. */
  "is behind",
  "is wrong in its sums",
  /** It leaves streams out, and doesn't name them. */
  "leaves out",
  /** It leaves pieces out, and names what is in them. */
  "names what it leaves out",
] as const;
export type Manner = (typeof MANNERS)[number];

/** Tills that tell badly now, by the names of their boxes. */
export interface BadTellers {
  readonly bad: Map<string, { readonly manner: Manner; readonly dice: Dice }>;
  /** What each could tell at some moment. */
  readonly older: Map<string, PresentTold>;
  /** Devices that may have been told wrong sums, or half an order: what they expect is somebody's word. */
  readonly misled: Set<DeviceId>;
}

export function createBadTellers(): BadTellers {
  return { bad: new Map(), older: new Map(), misled: new Set() };
}

export const DEATHS = [
  "asks for today",
  "hears of today",
  "is about to write today down",
  "writes today down",
  "has written today down",
  "sells by today",
  "is about to give today up",
  "gives today up",
  "has given today up",
] as const;
export type Death = (typeof DEATHS)[number];

/** Where boxes will die, by their names: at each step once at most. */
export type Deaths = Map<string, Set<Death>>;
