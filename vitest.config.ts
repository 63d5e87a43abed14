import { defineConfig } from "vitest/config";

import { ensureWords } from "./scripts/words/make.mjs";
import { FileOrder } from "./test/support/file-order.ts";
import { memoryFolder } from "./test/support/memory-folder.ts";

// Who changes a message and runs one test sees it.
ensureWords();

const ALL = ["test/**/*.test.{ts,tsx}"];
/** Their stores lie on the disk, or they look at the memory, time or surroundings of their process. */
const ALONE = [
  "app/people/pin-tries",
  "e2e/backup",
  "e2e/keys",
  "e2e/storage-trouble",
  "ledger/kill",
  "mesh/links/frames",
  "mesh/strangers",
  "mesh/links/tls-links",
].map((file) => `test/${file}.test.ts`);
/** `npm run proofs`: shops with planted bugs, and more of those that `npm test` plays a few of. */
const PROOFS = [
  "bench/smallest",
  "e2e/card-kills",
  "proof/sim/bottle-mutations",
  "proof/sim/card-mutations",
  "proof/sim/cards",
  "proof/sim/floor-mutations",
  "proof/sim/journals",
  "proof/sim/late-mutations",
  "proof/sim/late-troubles",
  "proof/sim/later-mutations",
  "proof/sim/liar-mutations",
  "proof/sim/mutations",
  "proof/sim/night-mutations",
  "proof/sim/once-wrong",
  "proof/sim/pairs",
  "proof/sim/points-mutations",
  "proof/sim/printers",
  "proof/sim/promotion-mutations",
  "proof/sim/rough-2",
  "proof/sim/rough-3",
  "proof/sim/shift-mutations",
  "proof/sim/stock-mutations",
  "proof/sim/tablet-mutations",
  "proof/sim/voucher-mutations",
].map((file) => `test/${file}.test.ts`);
/** They count who gets a turn when: nothing else runs meanwhile, or the machine would be measured. */
const FIRST = ["test/ledger/write-lock.test.ts"];

/** `npm test -- --keep-runs`. */
const KEEPING = process.env["TILL_KEEP_RUNS"] === undefined ? [] : ["test/support/keep-runs.ts"];

const common = {
  // Real processes, pseudo-terminals and scrypt on a shared machine, which at times has a quarter of its speed.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  setupFiles: [
    "test/support/processor-seconds.ts",
    "test/support/fixed-seed.ts",
    "test/support/patient-waits.ts",
    ...KEEPING,
  ],
  // Node loads files as they are: nothing is made of them before, and no import is a look into an object.
  experimental: { viteModuleRunner: false, nodeLoader: false },
  execArgv: ["--import", new URL("test/support/jsx-loader.ts", import.meta.url).href],
};
/** Files that leave nothing of themselves behind, one after another in a process. */
const together = {
  name: "together",
  include: ALL,
  exclude: [...ALONE, ...FIRST, ...PROOFS],
  isolate: false,
  env: { TMPDIR: memoryFolder() },
};

export default defineConfig({
  test: {
    // More than cores: many tests wait, for processes of their own or for time to pass in them.
    maxWorkers: 5,
    sequence: { sequencer: FileOrder },
    globalSetup: ["test/support/run-folder.ts"],
    projects: [
      { test: { ...common, name: "first", include: FIRST, sequence: { groupOrder: 0 } } },
      { test: { ...common, ...together, sequence: { groupOrder: 1 } } },
      { test: { ...common, name: "alone", include: ALONE, sequence: { groupOrder: 1 } } },
      {
        test: {
          ...common,
          ...together,
          name: "proofs",
          include: PROOFS,
          exclude: [],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
