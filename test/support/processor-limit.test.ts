/** A test that computes for ever is ended with its worker, although it never lets go of it. */

import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { NODE, runProcess } from "./till-process.ts";

const WATCH = fileURLToPath(new URL("processor-watch.mjs", import.meta.url));

test("who computes for longer than is allowed is ended, with one sentence that names it", async () => {
  const looping = `
    const { Worker } = require("node:worker_threads");
    const shared = new SharedArrayBuffer(1016);
    const name = Buffer.from("a loop");
    new Uint8Array(shared, 16).set(name);
    new Int32Array(shared, 8, 1)[0] = name.length;
    new Worker(${JSON.stringify(WATCH)}, { workerData: { shared, secondsMax: 0.3 } })
      .on("online", () => { for (;;); });`;

  const ended = await runProcess("sh", ["-c", '"$@" 2>&1; echo "$?"', "sh", NODE, "-e", looping]);

  expect(ended.stdout).toMatch(
    /^\na loop took \d+ s of the processor, and 0.3 s are the most: its worker is ended.\n/u,
  );
  expect(ended.stdout).toMatch(/^137$/mu);
});
