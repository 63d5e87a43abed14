/** How far a run of tests is, and which of its files take too long. */

import { secondsOf } from "./test-times.mjs";

/** Of the processor, for a file in the small size on the machine of `fixed-work.mjs`. */
const SMALL_SECONDS_MAX = 6;
/** From so many times that on it is a failure; below, a machine that others use may have done it. */
const MUCH = 2;

/**
 * @param {{ readonly files: ReadonlyArray<string>, readonly done: ReadonlyArray<string>, readonly failed: number, readonly elapsedMs: number, readonly known: Readonly<Record<string, import("./test-times.mjs").Seconds>> }} run
 * @returns {string}
 */
export function progressLine({ files, done, failed, elapsedMs, known }) {
  const isDone = new Set(done);
  const left = files.filter((file) => !isDone.has(file));
  const [behind, ahead] = [done, left].map((some) =>
    some.reduce((sum, file) => sum + secondsOf(file, known).processor, 0),
  );
  const minutes = Math.ceil((ahead / behind) * (elapsedMs / 60_000));
  const toGo = behind === 0 ? "" : `, some ${minutes} min to go`;
  return `${done.length} of ${files.length} files, ${left.length} left, ${failed} failed${toGo}`;
}

/**
 * @param {string} file
 * @param {number} seconds of the processor, without what loading took: the first file of a worker loads for all
 * @param {number} slowness of the machine meanwhile
 * @returns {ReadonlyArray<{ readonly said: string, readonly isFailure: boolean }>} nothing where it is short enough
 */
export function tooLong(file, seconds, slowness) {
  const most = SMALL_SECONDS_MAX * slowness;
  if (seconds <= most) return [];
  const isFailure = seconds > MUCH * most;
  const what = isFailure ? "FAILED: " : "";
  const said = `${what}${file} takes ${seconds.toFixed(1)} s, the small size allows ${most.toFixed(1)} s here: split it or give it the other size.`;
  return [{ said, isFailure }];
}
