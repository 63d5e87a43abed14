/** Tries every order of steps of the model, the shortest histories first. */

import { lostIn, type Move, movesOf, wrongIn } from "./moves.ts";
import {
  type Budget,
  forgetDeadLines,
  newWorld,
  NO_BUDGET,
  type Wording,
  type World,
} from "./world.ts";

export interface ExploreWish {
  readonly tills?: number;
  readonly budget?: Partial<Budget>;
  readonly wording?: Wording;
  /** Longer histories are not looked at; missing for all. */
  readonly depth?: number;
  /** Ends at the first fault. */
  readonly isHasty?: boolean;
}

export interface Explored {
  readonly states: number;
  readonly steps: number;
  /** The longest history that was looked at. */
  readonly depth: number;
  /** No state was left over. */
  readonly isWhole: boolean;
  readonly outcomes: ReadonlySet<string>;
  readonly wrong: ReadonlyArray<string>;
}

/** So many of the states are brought to rest, to see that nothing is lost there. */
const HEAL_EVERY = 3;

export function explore({
  tills = 1,
  budget = {},
  wording = {},
  depth = Number.POSITIVE_INFINITY,
  isHasty = false,
}: ExploreWish): Explored {
  const seen = new Set<number>();
  const outcomes = new Set<string>();
  const wrong = new Set<string>();
  let steps = 0;
  let depthSeen = 0;

  function look(after: World): ReadonlyArray<World> {
    const key = keyOf(after);
    if (seen.has(key)) return [];
    seen.add(key);
    const last = after.facts.at(-1);
    if (last !== undefined) outcomes.add(last.type);
    const isHealed = seen.size % HEAL_EVERY === 0;
    const fault = wrongIn(after) ?? (isHealed ? lostIn(after, wording) : undefined);
    if (fault !== undefined) wrong.add(`${fault} after ${depthSeen + 1} steps`);
    return fault === undefined ? [after] : [];
  }

  let front: ReadonlyArray<World> = [newWorld(tills, { ...NO_BUDGET, ...budget })];
  while (front.length > 0 && depthSeen < depth) {
    const next: World[] = [];
    for (const world of front) {
      const moves: ReadonlyArray<Move> = movesOf(world, wording);
      steps += moves.length;
      for (const move of moves) next.push(...look(forgetDeadLines(move(world))));
      if (isHasty && wrong.size > 0) break;
    }
    depthSeen += 1;
    front = isHasty && wrong.size > 0 ? [] : next;
  }
  const isWhole = front.length === 0;
  return { states: seen.size, steps, depth: depthSeen, isWhole, outcomes, wrong: [...wrong] };
}

/** Returns 53 bits of a hash of the state (cyrb53, public domain). */
function keyOf(world: World): number {
  const text = JSON.stringify(world);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}
