/**
 * How fast this machine is now, by a piece of work that is always the same: a limit of processor seconds
 * means the same on a slow machine and on one that others use too.
 */

import { createHash } from "node:crypto";

const ROUNDS = 5;
const BLOCK = Buffer.alloc(1 << 20, "till");
const ROWS = 20_000;

/** Its processor seconds on the machine, and on the day, that sizes were given to files of tests. */
const THEN_SECONDS = 0.03;

/** @returns {number} how many times as long the work takes here and now: 2 on a machine half as fast */
export function slowness() {
  const seconds = Array.from({ length: ROUNDS }, secondsOfWork);
  return (seconds.toSorted((one, other) => one - other)[ROUNDS >> 1] ?? 0) / THEN_SECONDS;
}

/** Half of it in native code, half in JavaScript, as tests are. */
function secondsOfWork() {
  const before = process.cpuUsage();
  const hash = createHash("sha256");
  for (let round = 0; round < 8; round += 1) hash.update(BLOCK);
  const rows = Array.from({ length: ROWS }, (_, at) => ({ at, key: `${(at * 7919) % ROWS}` }));
  rows.sort((one, other) => (one.key < other.key ? -1 : 1));
  hash.update(JSON.stringify(rows)).digest();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
