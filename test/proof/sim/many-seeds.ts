/** Shops by seed, for several files of tests: vitest runs files side by side, not the tests of one. */

import {
  completeOptions,
  replayCommand,
  type SimWish,
  type Trouble,
} from "../../../proof/sim/options.ts";
import { simulate, type SimDeps, type SimResult } from "../../../proof/sim/run.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { TRADES } from "./trades.ts";

/** Small, so that a hundred of them cost less than a minute: two to four tills, twenty seconds, no paper, no cards. */
const SMALL = { hours: 0.006, without: new Set<Trouble>(["printers", "cards", "tablets"]) };
/** In each of three files, one of which plays some twice; `TILL_PROOF_RUNS` plays as many as one likes. */
const ROUGH_SHOPS = 30;
const TILLS_MIN = 2;
const TILLS_COUNTS = 3;
/** Of the rough shops these have a liar: twenty-four of the ninety that `npm test` plays. */
const LIARS = { some: 4, of: 15 };
/** One of so many is played twice, where they are: the rest would say the same of it, and take as long again. */
const TWICE_OF = 3;

/** All that a shop may trade beside its usual goods, but what a test is about. */
export function withoutTradesBut(
  ...trades: ReadonlyArray<(typeof TRADES)[number]>
): ReadonlyArray<Trouble> {
  return TRADES.filter((trade) => !trades.includes(trade));
}

export function smallShop(
  seed: number,
  wish: Omit<SimWish, "seed"> = {},
  deps: SimDeps = {},
): Promise<SimResult> {
  const tills = TILLS_MIN + (seed % TILLS_COUNTS);
  return simulate(completeOptions({ tills, ...SMALL, ...wish, seed }), deps);
}

/** Shops in which everything goes wrong; in some of them somebody has the key of a till, and lies. */
export async function roughShops(
  firstSeed: number,
  wish: Omit<SimWish, "seed"> = {},
): Promise<ReadonlyArray<SimResult>> {
  const shops: SimResult[] = [];
  for (let seed = firstSeed; seed < firstSeed + proofRuns(ROUGH_SHOPS); seed += 1) {
    const isTwice = wish.isTwice === true && seed % TWICE_OF === 0;
    const hasLiar = seed % LIARS.of < LIARS.some;
    shops.push(await smallShop(seed, { hasLiar, ...wish, isTwice }));
  }
  return shops;
}

/**
 * What is wrong in so many shops, with the command that plays each again. `TILL_PROOF_RUNS` says how
 * many, where somebody wants more.
 */
export async function wrongIn(
  firstSeed: number,
  count: number,
  wish: Omit<SimWish, "seed"> = {},
): Promise<ReadonlyArray<string>> {
  return wrongOf(await shopsFrom(firstSeed, count, wish));
}

/** So many shops, or as many as `TILL_PROOF_RUNS` says. */
export async function shopsFrom(
  firstSeed: number,
  count: number,
  wish: Omit<SimWish, "seed"> = {},
): Promise<ReadonlyArray<SimResult>> {
  const shops: SimResult[] = [];
  for (let seed = firstSeed; seed < firstSeed + proofRuns(count); seed += 1) {
    shops.push(await smallShop(seed, wish));
  }
  return shops;
}

/** What is wrong in each of them, with the command that plays it again. */
export function wrongOf(shops: ReadonlyArray<SimResult>): ReadonlyArray<string> {
  return shops.flatMap(({ problems: [problem], options }) =>
    problem === undefined ? [] : [`${problem.sentence}\n  ${replayCommand(options)}`],
  );
}
