import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

import { askedSize, isPlayed, placesOfTests } from "./scripts/sizes.mjs";
import { ensureWords } from "./scripts/words/make.mjs";
import { FileOrder } from "./test/support/file-order.ts";

// Who changes a message and runs one test sees it.
ensureWords();

const asked = askedSize(process.env["TILL_TEST_SIZE"]);
const ofSize = [...placesOfTests()].filter(([, { size }]) => isPlayed(size, asked));
/** Of three parts of it, the one that is asked for. */
const third = process.env["TILL_TEST_THIRD"];
const played = ofSize.filter((_, at) => third === undefined || at % 3 === Number(third));

/** What computes has a core each. */
const CORES = Math.max(2, availableParallelism());
/** What waits, for programs that it starts or for time to pass in them, has more than there are cores. */
const WAITING_WORKERS = CORES * 2;
/** A wait for something that will never come ends by its own patience: this is for what has none. */
const GUARD_MS = 30 * 60_000;

/** `npm test -- --keep-runs`. */
const KEEPING = process.env["TILL_KEEP_RUNS"] === undefined ? [] : ["test/support/keep-runs.ts"];

const common = {
  testTimeout: GUARD_MS,
  hookTimeout: GUARD_MS,
  setupFiles: [
    "test/support/processor-seconds.ts",
    "test/support/processor-limit.ts",
    "test/support/fixed-seed.ts",
    "test/support/patient-waits.ts",
    ...KEEPING,
  ],
  // Node loads files as they are: nothing is made of them before, and no import is a look into an object.
  experimental: { viteModuleRunner: false, nodeLoader: false },
  execArgv: [
    // V8 may end the process as it frees what it compiled ("jit_page_->allocations_.erase(addr) == 1", Node 24.21)
    // where one worker makes an office's database again and again.
    "--no-wasm-code-gc",
    "--import",
    new URL("test/support/jsx-loader.ts", import.meta.url).href,
  ],
};
/** Files that leave nothing of themselves behind, one after another in a process. */
const shared = { isolate: false };
/** Files with a process of their own: their stores lie on the disk. */
const onDisk = { setupFiles: ["test/support/on-disk.ts", ...common.setupFiles] };

/** One behind the other, but for what waits and what is alone: how many run at once differs. */
export default defineConfig({
  test: {
    sequence: { sequencer: FileOrder },
    globalSetup: ["test/support/run-folder.ts"],
    projects: [
      { test: { ...common, ...onDisk, ...lane("first", { groupOrder: 1, maxWorkers: 1 }) } },
      {
        test: {
          ...common,
          ...onDisk,
          ...lane("alone", { groupOrder: 2, maxWorkers: WAITING_WORKERS }),
        },
      },
      {
        test: {
          ...common,
          ...shared,
          ...lane("waiting", { groupOrder: 2, maxWorkers: WAITING_WORKERS }),
        },
      },
      {
        test: { ...common, ...shared, ...lane("together", { groupOrder: 3, maxWorkers: CORES }) },
      },
    ],
  },
});

function lane(
  name: "first" | "alone" | "waiting" | "together",
  { groupOrder, maxWorkers }: { readonly groupOrder: number; readonly maxWorkers: number },
) {
  const include = played.flatMap(([file, place]) => (place.lane === name ? [file] : []));
  return { name, include, sequence: { groupOrder }, maxWorkers };
}
