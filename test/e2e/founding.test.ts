/** A shop is there as a whole, or not at all. Size: whole. */

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { MIA, plainEnvironment } from "../support/commands.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, TILL } from "../support/till-process.ts";

test("a founding that is killed leaves no shop, and the next one makes it", async () => {
  const store = path.join(await temporaryFolder(), "shop");
  const child = spawn(NODE, [TILL, "init", "--fixture", "cafe", "--store", store], {
    env: plainEnvironment(),
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await vi.waitFor(() => expect(existsSync(path.join(store, ".founding/ledger.key"))).toBe(true), {
    timeout: 45_000,
    interval: 1,
  });
  child.kill("SIGKILL");
  await ended;

  expect(existsSync(path.join(store, "ledger.db"))).toBe(false);
  expect((await till(["doctor", "--store", store])).code).toBe(3);
  expect((await till(["init", "--fixture", "cafe", "--store", store])).code).toBe(0);
  expect(readdirSync(store).toSorted(byName)).toEqual([
    "anchor",
    "duties.lock",
    "ledger.db",
    "ledger.key",
    "turn.lock",
  ]);
  expect((await till(["sell", "--store", store, "100", "--cash", "5"], { env: MIA })).code).toBe(0);
});

test("of two foundings at the same moment one makes the shop, the other is told", async () => {
  const store = path.join(await temporaryFolder(), "shop");

  const both = await Promise.all(
    [1, 2].map(() => till(["init", "--fixture", "cafe", "--store", store])),
  );

  expect(new Set(both.map(({ code }) => code))).toEqual(new Set([0, 5]));
  expect((await till(["verify", "--store", store])).code).toBe(0);
});

test("the key of a ledger that was moved away is not lost when another shop is made there", async () => {
  const store = path.join(await temporaryFolder(), "shop");
  const away = path.join(await temporaryFolder(), "away");
  await till(["init", "--fixture", "cafe", "--store", store]);
  await mkdir(away);
  await rename(path.join(store, "ledger.db"), path.join(away, "ledger.db"));

  expect((await till(["init", "--fixture", "cafe", "--store", store])).code).toBe(0);
  await rename(path.join(store, "ledger.key.old"), path.join(away, "ledger.key"));

  expect((await till(["verify", "--store", away])).code).toBe(0);
  expect((await till(["verify", "--store", store])).code).toBe(0);
});

test("a folder that is there already, with things in it, becomes a store", async () => {
  const store = path.join(await temporaryFolder(), "shop");
  await mkdir(path.join(store, "lost+found"), { recursive: true });
  await writeFile(path.join(store, "README"), "The till's disk.\n");

  expect((await till(["init", "--fixture", "cafe", "--store", store])).code).toBe(0);

  expect((await till(["doctor", "--store", store])).code).toBe(0);
});

function byName(one: string, other: string): number {
  return one < other ? -1 : 1;
}
