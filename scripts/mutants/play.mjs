/**
 * Started in the copy of the project that has the planted bugs: runs the tests of one plan, in one process
 * for all, as `vitest.config.ts` runs them. What they say is in the plan's log.
 */

import { mkdirSync } from "node:fs";
import path from "node:path";

import { createVitest, ForksPoolWorker } from "vitest/node";

import config from "../../vitest.config.ts";

/** A test that hangs is given up; a machine that is busy has so much time for one. */
const PATIENCE_MS = 60_000;

class Worker extends ForksPoolWorker {
  name = "mutants";

  constructor(options) {
    super(options);
    this.entrypoint = path.resolve("scripts/mutants/worker.mjs");
  }
}

const [first = ""] = process.argv.slice(2);
const together = config.test.projects.find(({ test }) => test.name === "together").test;
// What this run leaves behind goes with the copy, also when it is ended in the middle.
const [runFolder, temporary] = ["made/run", "made/tmp"].map((name) => path.resolve(name));
for (const folder of [runFolder, temporary]) mkdirSync(folder, { recursive: true });
const runner = await createVitest("test", {
  ...together,
  config: false,
  watch: false,
  provide: { runFolder },
  env: { ...together.env, TMPDIR: temporary },
  include: [first],
  exclude: [],
  pool: { name: "mutants", createPoolWorker: (options) => new Worker(options) },
  runner: path.resolve("scripts/mutants/runner.mjs"),
  maxWorkers: 1,
  testTimeout: PATIENCE_MS,
  hookTimeout: PATIENCE_MS,
  reporters: [{}],
  silent: true,
});
// Any file: the worker asks those of its plan.
await runner.start([first]);
await runner.close();
