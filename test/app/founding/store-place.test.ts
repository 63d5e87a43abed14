/** A folder that a store is to be in. */

import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { tryPlace } from "../../../src/app/founding/store-place.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("what is tried is not there afterwards, and what was there stays", async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, "srv"));

  tryPlace(path.join(folder, "srv", "shops", "till"));
  tryPlace(path.join(folder, "srv"));

  expect(await readdir(folder, { recursive: true })).toEqual(["srv"]);
});

test("a file that is in the way is an error", async () => {
  const file = path.join(await temporaryFolder(), "till");
  await writeFile(file, "");

  expect(() => tryPlace(file)).toThrow("EEXIST");
  expect(() => tryPlace(path.join(file, "shop"))).toThrow("ENOTDIR");
});
