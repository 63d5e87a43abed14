/** A box's keys while it joins: on the disk before anybody is told of them, as the ledger's key will be. */

import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { depsToFound, type KeyChoice } from "../../../src/app/backup/store-keys.ts";
import { forgetPending, pendingBox } from "../../../src/app/founding/pending-join.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const PLAIN = depsOf({ type: "file" });

test("the same box comes back until it is forgotten", async () => {
  const dir = await temporaryFolder();

  const first = await pendingBox(dir, PLAIN);
  const again = await pendingBox(dir, PLAIN);
  forgetPending(dir);
  const other = await pendingBox(dir, PLAIN);

  expect(again).toEqual({ ...first, seed: Buffer.from(first.seed), isKept: true });
  expect(other.isKept).toBe(false);
  expect(Buffer.from(other.seed)).not.toEqual(Buffer.from(first.seed));
});

test("under a passphrase it is read with that one alone, and by nobody but its owner", async () => {
  const dir = await temporaryFolder();
  const file = path.join(dir, ".joining");
  const { seed, keys } = await pendingBox(
    dir,
    depsOf({ type: "passphrase", text: "in the cellar" }),
  );

  const text = readFileSync(file, "utf8");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(text).not.toContain(Buffer.from(seed).toString("hex"));
  expect(text).not.toContain(keys.sealSeed);
  const same = await pendingBox(dir, depsOf({ type: "passphrase", text: "in the cellar" }));
  expect(same.keys).toEqual(keys);
  await expect(
    pendingBox(dir, depsOf({ type: "passphrase", text: "in the attic" })),
  ).rejects.toThrow(`or remove ${file} to join as another till.`);
});

test("what a crash left of the file is nobody: another box is made", async () => {
  const dir = await temporaryFolder();
  writeFileSync(path.join(dir, ".joining"), '{"key":"');

  expect((await pendingBox(dir, PLAIN)).isKept).toBe(false);
});

function depsOf(choice: KeyChoice) {
  return depsToFound(choice, { credentialsDir: undefined });
}
