/** A till in a process of its own, killed in the middle of its work. */

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { type Tuning } from "../../src/ledger/tuning.ts";

const NODE = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
const SALE_LOOP = fileURLToPath(new URL("sale-loop.ts", import.meta.url));

/** What is rare in a short history happens all the time. */
export const OFTEN: Partial<Tuning> = { cut: { events: 40, bytes: 1_000_000 }, refoldAtOnce: 0 };

/** The receipts that it printed, after `sales` of which it was killed, wherever it was by then. */
export function sellUntilKilled({
  dir,
  seed,
  sales,
  build,
}: {
  readonly dir: string;
  readonly seed: number;
  readonly sales: number;
  readonly build?: string;
}): Promise<ReadonlyArray<number>> {
  const words = [SALE_LOOP, dir, String(seed), ...(build === undefined ? [] : [build])];
  const child = spawn(NODE, words, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (output.split("\n").length > sales) child.kill("SIGKILL");
  });
  return new Promise((resolve, reject) => {
    child.on("close", (_, signal) => {
      if (signal !== "SIGKILL") reject(new Error(`The sale loop ended by itself: ${complaint}`));
      // A number that was cut off in the middle was not given out.
      else resolve(output.split("\n").slice(0, -1).map(Number));
    });
  });
}
