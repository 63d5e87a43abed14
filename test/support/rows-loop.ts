/**
 * Writes the rows of a ledger, as a process of its own: `node rows-loop.ts STORE PLACE`. A line is printed after each
 * commit, so whoever kills the process can do so in the midst of its work.
 */

import { writeSync } from "node:fs";
import module from "node:module";

import { projectSome } from "../../hub/rows/project.ts";
import { openRows, type RowsPlace } from "../../hub/rows/rows-database.ts";
import { createSeededRandom } from "../../proof/sim/dice.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";

const STDOUT = 1;
/** Few transactions in a commit make many commits. */
const AT_ONCE = 2;

const [, , dir = "", place = ""] = process.argv;
module.flushCompileCache();
const ledger = openLedger(dir, {
  clock: { nowMs: () => Date.now(), after: () => () => undefined },
  random: createSeededRandom(`rows ${process.pid}`),
  offsetMinutes: () => 60,
});
const rows = await openRows(JSON.parse(place) as RowsPlace);
while ((await projectSome(rows, ledger, AT_ONCE)) === "more") writeSync(STDOUT, "written\n");
await rows.destroy();
ledger.close();
