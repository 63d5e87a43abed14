/** Whoever may write into a store's folder can take the store away, or put another one there. */

import { chmod } from "node:fs/promises";

import { expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();

test.each([
  [0o700, 0],
  [0o755, 0],
  [0o775, 1],
  [0o757, 1],
])("the doctor tells of a folder that other users may write into (%o)", async (mode, count) => {
  const cafe = await newCafe();
  const open = cafe.open();

  await chmod(cafe.dir, mode);
  const told = examine(open).filter(({ code }) => code === "folderExposed");

  expect(told).toHaveLength(count);
  for (const { state, sentence } of told) {
    expect(state).toBe("wrong");
    expect(sentence).toContain(`chmod go-w ${cafe.dir}`);
  }
});
