/**
 * The simulator as commands reach it. It is loaded when it is asked for: nobody who sells needs it, and
 * it brings along everything that a till is made of.
 */

import type { CampaignResult } from "./campaign.ts";
import type { SimOptions, SimWish, Trouble } from "./options.ts";
import type { SimMoment, SimResult } from "./run.ts";

export interface SimulatedSeed {
  readonly result: SimResult;
  /** The command that plays this very run again. */
  readonly replay: string;
  /** The description of the smallest run that fails in the same way; undefined for one that doesn't fail. */
  readonly smallest: string | undefined;
}

export interface SimulatedSeeds extends Omit<CampaignResult, "failures"> {
  readonly failures: ReadonlyArray<SimulatedSeed>;
}

export interface SeedsWish {
  readonly wish: Omit<SimWish, "seed">;
  readonly firstSeed: number;
  readonly count: number;
  readonly shrinks: boolean;
  readonly onRun: (done: number, failed: number) => void;
  readonly onMoment: (moment: SimMoment) => void;
}

export interface SeedListener extends Pick<SeedsWish, "shrinks" | "onMoment"> {
  readonly onLine?: ((line: string) => void) | undefined;
}

export async function simulateSeed(
  wish: SimWish,
  { shrinks, onLine, onMoment }: SeedListener,
): Promise<SimulatedSeed> {
  const { completeOptions } = await import("./options.ts");
  const { simulate } = await import("./run.ts");
  const result = await simulate(completeOptions(wish), { onLine, onMoment });
  return describe(result, shrinks);
}

export async function simulateSeeds({
  wish,
  firstSeed,
  count,
  shrinks,
  onRun,
  onMoment,
}: SeedsWish): Promise<SimulatedSeeds> {
  const { simulateMany } = await import("./campaign.ts");
  const { failures, ...sums } = await simulateMany({
    wish,
    firstSeed,
    count,
    onRun,
    onMoment,
  });
  const described: SimulatedSeed[] = [];
  for (const result of failures) described.push(await describe(result, shrinks));
  return { ...sums, failures: described };
}

/** Returns the troubles that can be left out of a run, and the largest numbers of tills and acts. */
export async function simulatorLimits(): Promise<{
  readonly troubles: ReadonlyArray<Trouble>;
  readonly tillsMax: number;
  readonly hoursMax: number;
}> {
  const { TROUBLES, TILLS_MAX, HOURS_MAX } = await import("./options.ts");
  return { troubles: TROUBLES, tillsMax: TILLS_MAX, hoursMax: HOURS_MAX };
}

async function describe(result: SimResult, shrinks: boolean): Promise<SimulatedSeed> {
  const { replayCommand } = await import("./options.ts");
  const { shrinkRun } = await import("./campaign.ts");
  const replay = replayCommand(result.options);
  const isFailed = result.problems.length > 0;
  const smallest: SimOptions | undefined =
    isFailed && shrinks ? await shrinkRun(result) : undefined;
  return { result, replay, smallest: smallest && replayCommand(smallest) };
}
