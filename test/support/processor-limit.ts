/** What a test may take of the processor; by the clock it may take as long as the machine makes it wait. */

import { Worker } from "node:worker_threads";

import { beforeEach, expect } from "vitest";

/** Many times what the longest takes. */
const SECONDS_MAX = 600;
const NAME_BYTES_MAX = 1000;
/** What `processor-watch.mjs` reads: where the test began, in processor seconds, and its name. */
const HEAD_BYTES = 16;

declare global {
  /** One for each process, however many files it runs one after another. */
  var tillmeshWatched: SharedArrayBuffer | undefined;
}

globalThis.tillmeshWatched ??= watched();
const shared = globalThis.tillmeshWatched;

const { testPath = "" } = expect.getState();
begins(testPath);

beforeEach(({ task }) => {
  begins(`${testPath} > ${task.name}`);
});

function begins(what: string): void {
  const { user, system } = process.cpuUsage();
  const name = Buffer.from(what).subarray(0, NAME_BYTES_MAX);
  new Uint8Array(shared, HEAD_BYTES).set(name);
  Atomics.store(new Int32Array(shared, 8, 1), 0, name.length);
  new Float64Array(shared, 0, 1)[0] = (user + system) / 1e6;
}

function watched(): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(HEAD_BYTES + NAME_BYTES_MAX);
  const workerData = { shared: buffer, secondsMax: SECONDS_MAX };
  new Worker(new URL("processor-watch.mjs", import.meta.url), { workerData, execArgv: [] }).unref();
  return buffer;
}
