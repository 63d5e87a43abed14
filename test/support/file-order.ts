/**
 * The order in which files of tests begin. Most wait much, for processes of their own; a few keep a
 * processor busy from their begin to their end, or wait for a minute. The runner starts large files
 * first, and those are small: they would be left for the end, side by side, with nothing beside them
 * that waits.
 */

import { BaseSequencer, type TestSpecification } from "vitest/node";

const BUSY = [
  "docs/screens",
  "proof/sim/rough-1",
  "app/day/journal-weeks",
  "proof/sim/silence",
  "card/explored",
  "ledger/crash-points",
].map((file) => `/test/${file}.test.ts`);

/** They begin among so many of the others. */
const SPREAD_OVER = 0.6;

export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const largestFirst = super.sort.bind(this);
    const sorted = await largestFirst(files);
    const busy = BUSY.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    const others = sorted.filter((file) => !busy.includes(file));
    return spread(busy, others);
  }
}

/** One of the few after every so many of the others, in the order in which both are given. */
export function spread<File>(few: ReadonlyArray<File>, others: ReadonlyArray<File>): File[] {
  const between = Math.max(1, Math.floor((others.length * SPREAD_OVER) / (few.length + 1)));
  const behind = few.slice(Math.floor(others.length / between));
  const among = others.flatMap((file, at) => {
    const next = (at + 1) % between === 0 ? few[(at + 1) / between - 1] : undefined;
    return next === undefined ? [file] : [file, next];
  });
  return [...among, ...behind];
}
