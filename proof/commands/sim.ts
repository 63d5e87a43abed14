/** `till sim`: whole shops in virtual time, in which everything goes wrong. */

import { type Console } from "../../src/cli/console.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { usageFault } from "../../src/cli/fault.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { sixtiethsText } from "../../src/domain/text/duration-text.ts";
import { cliSimWords } from "../../src/words/made/cliSim/all.ts";
import {
  type SeedsWish,
  type SimulatedSeed,
  simulateSeed,
  simulateSeeds,
  simulatorLimits,
} from "../sim/simulate.ts";

const said = sentencesOf(cliSimWords);

export interface SimCommandOptions {
  readonly seed?: string;
  readonly seeds?: string;
  readonly tills?: string;
  readonly hours?: string;
  readonly actsPerHour?: string;
  readonly troublesPerHour?: string;
  readonly delayMs?: string;
  readonly lossPercent?: string;
  readonly without?: string;
  readonly silence?: boolean;
  readonly liar?: boolean;
  readonly late?: boolean;
  readonly twice?: boolean;
  readonly log?: boolean;
  readonly shrink?: boolean;
  readonly json?: boolean;
}

interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
}

const SEED: Range = { name: "--seed", min: 0, max: 2 ** 32 - 1, isWhole: true };
const SEEDS: Range = { name: "--seeds", min: 1, max: 1_000_000, isWhole: true };
const SHOWN_MAX = 5;
const MINUTE_MS = 60_000;

export async function sim(options: SimCommandOptions, console: Console): Promise<ExitCode> {
  const wish = await readWish(options);
  const firstSeed = readNumber(options.seed, SEED) ?? 1;
  const shrinks = options.shrink !== false;
  const count = readNumber(options.seeds, SEEDS);
  if (count !== undefined) return runMany({ wish, firstSeed, count, shrinks }, options, console);
  const seed = await runOne({ wish, firstSeed, shrinks }, options, console);
  if (options.json === true) console.json(toJson(seed));
  else tellSeed(seed, console);
  return codeOf([seed]);
}

async function runOne(
  { wish, firstSeed, shrinks }: Pick<SeedsWish, "wish" | "firstSeed" | "shrinks">,
  options: SimCommandOptions,
  console: Console,
): Promise<SimulatedSeed> {
  const progress = console.progress(options);
  const seed = await simulateSeed(
    { ...wish, seed: firstSeed },
    {
      shrinks,
      onLine: options.log === true ? console.out : undefined,
      onMoment: ({ openForMs, acts }) => {
        progress.show(said((words) => words.open({ hours: hoursText(openForMs), acts })));
      },
    },
  );
  progress.end();
  return seed;
}

/** `3:07 h` */
function hoursText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  return `${sixtiethsText(minutes)} h`;
}

async function runMany(
  seeds: Omit<SeedsWish, "onRun" | "onMoment">,
  options: SimCommandOptions,
  console: Console,
): Promise<ExitCode> {
  const progress = console.progress(options);
  const { count } = seeds;
  let sofar = console.text(said((words) => words.none({ count })));
  const { failures, ...sums } = await simulateSeeds({
    ...seeds,
    onRun: (done, failed) => {
      sofar = console.text(said((words) => words.sofar({ done, count, failed })));
      progress.show(sofar);
    },
    onMoment: ({ openForMs }) => {
      const facts = { sofar, hours: hoursText(openForMs) };
      progress.show(said((words) => words.next(facts)));
    },
  });
  progress.end();
  if (options.json === true) console.json({ ...sums, failures: failures.map(toJson) });
  else {
    for (const failure of failures) tellSeed(failure, console);
    const { runs, failed, acts, messages, healedAfterMsMax } = sums;
    const seconds = (healedAfterMsMax / 1000).toFixed(1);
    console.out(said((words) => words.many({ runs, acts, messages, seconds, failed })));
  }
  return codeOf(failures);
}

function tellSeed({ result, replay, smallest }: SimulatedSeed, console: Console): void {
  const { options, problems, figures, digest } = result;
  const { acts, links, messages, bytes, healedAfterMs } = figures;
  const { seed, tills, hours } = options;
  const work = { acts, links, messages, bytes, seconds: (healedAfterMs / 1000).toFixed(1) };
  console.out(said((words) => words.one({ seed, tills, hours, ...work, digest })));
  if (problems.length === 0) return;
  for (const { atMs, sentence } of problems.slice(0, SHOWN_MAX)) {
    const seconds = (atMs / 1000).toFixed(3);
    console.out(said((words) => words.problem({ seconds, sentence })));
  }
  console.out(said((words) => words.replay({ command: replay })));
  if (smallest !== undefined && smallest !== replay) {
    console.out(said((words) => words.smallest({ command: smallest })));
  }
}

function toJson({ result, replay, smallest }: SimulatedSeed): unknown {
  const { options, digest, problems, figures } = result;
  return {
    seed: options.seed,
    digest,
    ok: problems.length === 0,
    problems,
    figures,
    replay,
    smallest,
  };
}

function codeOf(seeds: ReadonlyArray<SimulatedSeed>): ExitCode {
  return seeds.every(({ result }) => result.problems.length === 0) ? EXIT.fine : EXIT.foundWrong;
}

async function readWish(options: SimCommandOptions): Promise<SeedsWish["wish"]> {
  const { troubles, tillsMax, hoursMax } = await simulatorLimits();
  const tills = readNumber(options.tills, {
    name: "--tills",
    min: 2,
    max: tillsMax,
    isWhole: true,
  });
  const hours = readNumber(options.hours, { name: "--hours", min: 0.001, max: hoursMax });
  const perHour = { min: 1, max: 100_000, isWhole: true };
  const actsPerHour = readNumber(options.actsPerHour, { name: "--acts-per-hour", ...perHour });
  const troublesPerHour = readNumber(options.troublesPerHour, {
    name: "--troubles-per-hour",
    ...perHour,
  });
  const delayMs = readNumber(options.delayMs, {
    name: "--delay-ms",
    min: 0,
    max: 5000,
    isWhole: true,
  });
  const lossPercent = readNumber(options.lossPercent, { name: "--loss-percent", min: 0, max: 90 });
  const left = options.without?.split(",") ?? [];
  const unknown = left.find((name) => !troubles.some((trouble) => trouble === name));
  if (unknown !== undefined) {
    throw usageFault(said((words) => words.noneOf({ text: unknown, all: troubles })));
  }
  return {
    ...(tills === undefined ? {} : { tills }),
    ...(hours === undefined ? {} : { hours }),
    ...(actsPerHour === undefined ? {} : { actsPerHour }),
    ...(troublesPerHour === undefined ? {} : { troublesPerHour }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(lossPercent === undefined ? {} : { lossPercent }),
    without: new Set(troubles.filter((trouble) => left.includes(trouble))),
    manners: options.silence === true ? "silence" : "rough",
    hasLiar: options.liar === true,
    hearsLate: options.late === true,
    isTwice: options.twice === true,
  };
}

function readNumber(
  text: string | undefined,
  { name, min, max, isWhole = false }: Range,
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const isGood = isWhole ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (isGood && value >= min && value <= max) return value;
  throw usageFault(
    said((words) => words.noNumber({ option: name, text, isWhole, min: `${min}`, max: `${max}` })),
  );
}
