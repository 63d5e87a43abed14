/**
 * What is told of memory where a process stays: left to themselves, V8 takes what is free, half a
 * gigabyte on a box that has it, before it collects what nobody needs, and the C library gives back to
 * the system nothing of what was needed once.
 *
 * The young space is small because next to nothing survives in it (`src/app/system/heap.ts`). The last flag is
 * a bound that is never to be met: with 20,000 goods a till holds some 40 MB, and more for a moment while it
 * reads what an import wrote.
 */

/** @type {ReadonlyArray<string>} */
export const MEMORY_FLAGS = [
  "--max-semi-space-size=2",
  "--min-semi-space-size=2",
  "--max-old-space-size=512",
];

/**
 * A register's, on top. V8's middle compiler keeps 25 MB for itself once somebody has pressed a thousand keys, and a
 * key takes a third of a millisecond less for it. Several threads that collect so small a young space take a tenth
 * more of the processor than one, which is felt where there is little of it. What hears a history has use for both.
 *
 * @type {ReadonlyArray<string>}
 */
export const SCREEN_FLAGS = [...MEMORY_FLAGS, "--no-maglev", "--no-parallel-scavenge"];

/**
 * For glibc, read when a process starts: pieces of 128 KiB are the system's again when they are freed,
 * however large others were before. A register holds 30 MB less for it, and is no slower.
 */
const MEMORY_SETTINGS = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
};

/** What somebody has set otherwise stays. */
export function boundedEnvironment() {
  return { ...MEMORY_SETTINGS, ...process.env };
}
