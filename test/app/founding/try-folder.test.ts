/** A folder that a store is to be in. */

import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { tryFolder } from "../../../src/app/founding/try-folder.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("what is tried is not there afterwards, and what was there stays", async () => {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, "srv"));

  tryFolder(path.join(folder, "srv", "shops", "till"));
  tryFolder(path.join(folder, "srv"));

  expect(await readdir(folder, { recursive: true })).toEqual(["srv"]);
});

test("a file that is in the way is an error", async () => {
  const file = path.join(await temporaryFolder(), "till");
  await writeFile(file, "");

  expect(() => tryFolder(file)).toThrow("EEXIST");
  expect(() => tryFolder(path.join(file, "shop"))).toThrow("ENOTDIR");
});
