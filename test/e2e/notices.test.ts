/**
 * Notices by real processes: what a killed till had handed to the hook is told again, under the same id.
 *
 * Size: whole.
 */

import { readFileSync } from "node:fs";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { type Finished } from "../support/commands.ts";
import { startNode } from "../support/node-process.ts";
import { hook, LOOK_MS } from "../support/notice-desk.ts";
import { PATIENCE } from "../support/patience.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere } from "../support/till-here.ts";
import { clockAt, till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };
const DAY_MS = 86_400_000;

/** The desk looks every 300 ms instead of every 15 s. */
const LOOKS_OFTEN = `const after = setTimeout;
  globalThis.setTimeout = (act, ms, ...more) => after(act, ms === ${LOOK_MS} ? 300 : ms, ...more);`;

test("a till that is killed before it notes what the hook took tells it again", async () => {
  const store = await shopCopy();
  const told = path.join(store, "told");
  const killed = path.join(store, "killed");
  const kill = `[ -e '${killed}' ] || { touch '${killed}'; kill -9 $PPID; }`;
  hook(store, "tell", `cat >> '${told}'\n${kill}`);
  const nodeOptions = [
    "--import",
    `data:text/javascript,${encodeURIComponent(LOOKS_OFTEN)}`,
    ...clockAt(Date.now() + DAY_MS),
  ];
  async function ravi(...words: ReadonlyArray<string>): Promise<Finished> {
    return tillHere([...words, "--store", store], { env: RAVI });
  }

  expect(await ravi("settings", "set", "notify", "command:tell")).toMatchObject({ code: 0 });
  expect(await ravi("drawer", "open", "100")).toMatchObject({ code: 0 });
  expect(await ravi("drawer", "close", "30", "--yes")).toMatchObject({ code: 0 });
  const { stdout } = await ravi("reconcile", "--json");
  const { day } = JSON.parse(stdout) as { readonly day: string };
  const reconciled = await till(["reconcile", "--day", day, "--store", store], {
    env: RAVI,
    nodeOptions,
  });
  expect(reconciled.code).toBe(1);
  const first = startNode(store, { nodeOptions });
  expect(await first.exit).toBe("SIGKILL");
  const before = noticesIn(told);
  startNode(store, { nodeOptions });
  await vi.waitFor(() => {
    expect(noticesIn(told).map(({ kind }) => kind)).toContain("day/not-tied");
    expect(noticesIn(told).length).toBeGreaterThan(before.length);
  }, PATIENCE);

  const after = noticesIn(told);
  expect(before).toHaveLength(1);
  expect(after.filter(({ id }) => id === before[0]?.id)).toEqual([before[0], before[0]]);
  expect(new Set(after.map(({ id }) => id)).size).toBe(after.length - 1);
});

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly over: boolean;
}

/** A line that is being written is none yet. */
function noticesIn(file: string): ReadonlyArray<Told> {
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Told);
}
