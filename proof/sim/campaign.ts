/** Many runs, one seed after another; of those that fail, what replays them, and the smallest like them. */

import { completeOptions, type SimOptions, type SimWish, TROUBLES } from "./options.ts";
import { simulate, type SimMoment, type SimResult } from "./run.ts";

export interface Campaign {
  readonly wish: Omit<SimWish, "seed">;
  readonly firstSeed: number;
  readonly count: number;
  /** Called after each run. */
  readonly onRun?: (done: number, failed: number) => void;
  /** Called with the moments of the present run. */
  readonly onMoment?: (moment: SimMoment) => void;
}

export interface CampaignResult {
  readonly runs: number;
  readonly acts: number;
  readonly messages: number;
  readonly bytes: number;
  /** The slowest healing of all. */
  readonly healedAfterMsMax: number;
  /** How many have failed. */
  readonly failed: number;
  /** The first of those. */
  readonly failures: ReadonlyArray<SimResult>;
}

/** Somebody will look at the first ones. */
const KEPT_MAX = 20;

export async function simulateMany({
  wish,
  firstSeed,
  count,
  onRun,
  onMoment,
}: Campaign): Promise<CampaignResult> {
  const failures: SimResult[] = [];
  const sums = { failed: 0, acts: 0, messages: 0, bytes: 0, healedAfterMsMax: 0 };
  for (let done = 1; done <= count; done += 1) {
    const result = await simulate(completeOptions({ ...wish, seed: firstSeed + done - 1 }), {
      onMoment,
    });
    const { acts, messages, bytes, healedAfterMs } = result.figures;
    sums.acts += acts;
    sums.messages += messages;
    sums.bytes += bytes;
    sums.healedAfterMsMax = Math.max(sums.healedAfterMsMax, healedAfterMs);
    const hasFailed = result.problems.length > 0;
    sums.failed += Number(hasFailed);
    if (hasFailed && failures.length < KEPT_MAX) failures.push(result);
    onRun?.(done, sums.failed);
  }
  return { runs: count, ...sums, failures };
}

/** Tells whether it fails in the same way: by its first words, because names and numbers change. */
export function shrinkRun({ options, problems }: SimResult): Promise<SimOptions> {
  const kind = kindOf(problems);
  return shrink(options, async (candidate) => {
    const { problems: found } = await simulate(candidate);
    return found.length > 0 && kindOf(found) === kind;
  });
}

function kindOf([first]: SimResult["problems"]): string {
  return (first?.sentence ?? "").replaceAll(/\b[A-Z]+'*\b|\d+/gu, "").slice(0, 60);
}

/*
 * A run that fails, made smaller as long as it fails: fewer tills, fewer kinds of trouble, less time. What
 * is left says what the failure needs.
 */

/** Enough to leave each trouble out, also where one of them is needed. */
const ATTEMPTS_MAX = 3 * TROUBLES.length;
const HOURS_MIN = 0.005;

/** The smallest that was found; `options` itself when nothing smaller fails. */
export async function shrink(
  options: SimOptions,
  fails: (options: SimOptions) => Promise<boolean>,
): Promise<SimOptions> {
  let smallest = options;
  let attempts = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smallerThan(smallest)) {
      if (attempts >= ATTEMPTS_MAX) return smallest;
      attempts += 1;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Returns smaller runs, the one that saves most first. */
function smallerThan(options: SimOptions): ReadonlyArray<SimOptions> {
  const { without, tills, hours } = options;
  const half = Number((hours / 2).toFixed(4));
  return [
    ...(half >= HOURS_MIN ? [{ ...options, hours: half }] : []),
    ...TROUBLES.flatMap((trouble) =>
      without.has(trouble) ? [] : [{ ...options, without: new Set([...without, trouble]) }],
    ),
    ...(tills > 2 ? [{ ...options, tills: tills - 1 }] : []),
  ];
}
