/** What the tests notice of planted bugs (`test/noticed.json`), the small size notices. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { coverLost, type Noticed } from "../../scripts/mutants/noticed.mjs";
import { placesOfTests } from "../../scripts/sizes.mjs";

test("a planted bug that some file notices is noticed by one of the small size", () => {
  const noticed = JSON.parse(readFileSync("test/noticed.json", "utf8")) as Noticed;
  const places = [...placesOfTests()];
  const small = places.filter(([, { size }]) => size === "small" || size === "both");

  expect(coverLost(noticed, new Set(small.map(([file]) => file)))).toEqual([]);
});
