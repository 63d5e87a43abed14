/** Commands on a disk without a byte left: what writes nothing answers, what has to write is refused in a sentence. */

import { spawnSync } from "node:child_process";
import { closeSync, cpSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { shopCopies } from "../support/shop-copies.ts";
import { RAVI } from "../support/simulated-shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";

const FULL = "The disk is full, and nothing was written: make room on it.\n";
const BLOCK = new Uint8Array(4096);

const shopCopy = shopCopies(async (store) => {
  await tillHere(["order", "open", "croissant", "--store", store], { env: RAVI });
});

test("what writes nothing answers on a full disk, and what has to write is refused", async (ctx) => {
  const disk = path.join(await temporaryFolder(), "disk");
  mkdirSync(disk);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=40m", "tmpfs", disk]).status !== 0) {
    ctx.skip("a file system in memory can't be mounted here");
  }
  onTestFinished(() => {
    spawnSync("umount", ["-l", disk]);
  });
  const store = path.join(disk, "shop");
  cpSync(await shopCopy(), store, { recursive: true });
  fill(path.join(disk, "full"));

  for (const look of [
    ["order", "list"],
    ["order", "show", "A1"],
    ["verify"],
    ["catalog", "list"],
    ["report", "sales"],
    ["attention", "list"],
    ["settings", "list"],
  ]) {
    const done = await tillHere([...look, "--store", store], { env: RAVI });
    expect([look, done.stderr.includes(FULL)]).toEqual([look, false]);
    expect([0, 1]).toContain(done.code);
    expect(done.stdout).not.toBe("");
  }
  for (const act of [
    ["sell", "croissant", "--cash", "5"],
    ["settings", "set", "float", "100"],
  ]) {
    const done = await tillHere([...act, "--store", store], { env: RAVI });
    expect(done).toMatchObject({ code: 7, stderr: expect.stringContaining(FULL) as string });
  }
});

function fill(file: string): void {
  const full = openSync(file, "w");
  try {
    for (;;) writeSync(full, BLOCK);
  } catch {
    // No room is left, which is what it is for.
  } finally {
    closeSync(full);
  }
}
