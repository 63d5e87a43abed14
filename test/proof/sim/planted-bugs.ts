/** Bugs that are put around the ledger and the node of every till, and what is noticed of them. */

import {
  completeOptions,
  type SimWish,
  TROUBLES,
  type Trouble,
} from "../../../proof/sim/options.ts";
import { simulate } from "../../../proof/sim/run.ts";
import { type Wrap } from "../../../proof/sim/world.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { TRADES } from "./trades.ts";

export interface Bug {
  readonly name: string;
  /** Those before show nothing of it; 1 unless said otherwise. */
  readonly firstSeed?: number;
  readonly wrap: Partial<Wrap>;
  /** What it takes to come out; all that may go wrong unless said otherwise. */
  readonly troubles?: ReadonlyArray<Trouble>;
  readonly wish?: Partial<SimWish>;
  /** In what is noticed. */
  readonly noticed: RegExp;
}

const SEEDS_MAX = 12;

const BESIDE: ReadonlySet<Trouble> = new Set<Trouble>(["printers", "cards", ...TRADES]);
/** What is wrong here is no paper's and no card's fault, and whatever a shop trades beside its usual goods. */
const USUAL = TROUBLES.filter((trouble) => !BESIDE.has(trouble));

/**
 * What the first shop says in which it is noticed as it should be; else what any of a dozen said, since
 * another check may see something of the bug before; undefined where none did.
 */
export async function firstNoticed({
  wrap,
  troubles = USUAL,
  wish = {},
  firstSeed = 1,
  noticed,
}: Bug): Promise<string | undefined> {
  const without = new Set(TROUBLES.filter((trouble) => !troubles.includes(trouble)));
  let otherwise: string | undefined;
  for (let seed = firstSeed; seed < firstSeed + SEEDS_MAX; seed += 1) {
    const options = completeOptions({ tills: 3, hours: 0.03, without, ...wish, seed });
    const { problems } = await simulate(options, { wrap });
    const found = problems.find(({ sentence }) => noticed.test(sentence));
    if (found !== undefined) return found.sentence;
    otherwise ??= problems[0]?.sentence;
  }
  return otherwise;
}

/** The same ledger with some calls changed; what it says of itself stays current. */
export function changed(ledger: Ledger, calls: Partial<Ledger>): Ledger {
  return new Proxy(ledger, {
    get: (target, name) =>
      Object.hasOwn(calls, name) ? calls[name as keyof Ledger] : target[name as keyof Ledger],
  });
}
