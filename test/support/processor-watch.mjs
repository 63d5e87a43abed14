/**
 * A thread of a worker that looks at what the worker takes of the processor, also while a test keeps it from
 * looking itself: a test that computes for too long ends its worker, so that nothing of it goes on beside the
 * files behind it.
 */

import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const LOOK_MS = 1000;
const STDERR = 2;

const { shared, secondsMax } =
  /** @type {{ readonly shared: SharedArrayBuffer, readonly secondsMax: number }} */ (workerData);
const beganSeconds = new Float64Array(shared, 0, 1);
const length = new Int32Array(shared, 8, 1);
const name = new Uint8Array(shared, 16);

setInterval(() => {
  const { user, system } = process.cpuUsage();
  const took = (user + system) / 1e6 - (beganSeconds[0] ?? 0);
  if (took < secondsMax) return;
  const what = Buffer.from(name.slice(0, Atomics.load(length, 0))).toString();
  writeSync(
    STDERR,
    `\n${what} took ${Math.round(took)} s of the processor, and ${secondsMax} s are the most: its worker is ended.\n`,
  );
  process.kill(process.pid, "SIGKILL");
}, LOOK_MS);
