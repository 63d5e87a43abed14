/** Records a scripted day, and has every state that a power cut could have left behind checked. */

import { cp } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { type CrashJob, type CrashReport } from "./crash-job.ts";
import { straceWords } from "./disk-recording.ts";
import { NODE, runProcess } from "./till-process.ts";

export interface Recorded {
  readonly log: string;
  readonly folder: string;
  readonly before: string;
  /** What the day printed. */
  readonly stdout: string;
}

const SCRIPTED_DAY = fileURLToPath(new URL("scripted-day.ts", import.meta.url));
const CHECKER = fileURLToPath(new URL("crash-checker.ts", import.meta.url));
/** Many times what it takes, on a machine that has other things to do. */
const TIMEOUT_MS = 600_000;
const SHARES_MAX = 4;
/** They have the same database, which is looked at in full only once then. */
const NEIGHBOURS = 200;
const FEW_NEIGHBOURS = 4;

/** Plays the day on the store and keeps a copy of how it was. `work` is a folder for both. */
export async function recordDay(
  folder: string,
  { work, orders }: { readonly work: string; readonly orders: number },
): Promise<Recorded> {
  const before = path.join(work, "before");
  const log = path.join(work, "strace.log");
  await cp(folder, before, { recursive: true });
  const words = [...straceWords(log), NODE, SCRIPTED_DAY, folder, `${orders}`];
  const { code, stdout, stderr } = await runProcess("strace", words, { timeoutMs: TIMEOUT_MS });
  if (code !== 0) throw new Error(`The day was not played: ${stderr}`);
  return { log, folder, before, stdout };
}

/** All shares at once, one for each core. */
export function checkAllPoints(recorded: Recorded): Promise<ReadonlyArray<CrashReport>> {
  const shares = Math.min(SHARES_MAX, Math.max(2, availableParallelism()));
  return Promise.all(
    Array.from({ length: shares }, (_, share) =>
      checkShare(recorded, { share, shares, neighbours: NEIGHBOURS }),
    ),
  );
}

/** A few points of the whole day, one share of so many. */
export function checkFewPoints(recorded: Recorded, shares: number): Promise<CrashReport> {
  return checkShare(recorded, { share: 0, shares, neighbours: FEW_NEIGHBOURS });
}

async function checkShare(
  { log, folder, before }: Recorded,
  part: Pick<CrashJob, "share" | "shares" | "neighbours">,
): Promise<CrashReport> {
  const words = [CHECKER, JSON.stringify({ log, folder, before, ...part } satisfies CrashJob)];
  const { code, stdout, stderr } = await runProcess(NODE, words, { timeoutMs: TIMEOUT_MS });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as CrashReport;
}
