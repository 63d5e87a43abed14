/** What the boxes of a simulated shop are called: their folders are named so. */

import { expect, test } from "vitest";

import { TILLS_MAX } from "../../../proof/sim/options.ts";
import { boxName } from "../../../proof/sim/shop.ts";

test("no two boxes of the largest shop have one name", () => {
  const names = Array.from({ length: TILLS_MAX + 3 }, (_, person) => boxName(person));
  expect(new Set(names).size).toBe(names.length);
  expect([names[0], names[25], names[26], names[52]]).toEqual(["A", "Z", "AA", "BA"]);
});
