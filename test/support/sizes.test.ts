/** Which size a file of tests has is said in its first comment, and what `proofRuns` plays goes by it. */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { isPlayed, placeOf, placesOfTests } from "../../scripts/sizes.mjs";

const FILE = "test/app/day/nights.test.ts";
const PLAYED_LITTLE = /\{ small: \d+, whole: \d+ \}/u;

describe("the first comment of a file of tests", () => {
  test("says its size and whom it runs beside at its end", () => {
    expect(placeOf(FILE, "/** Nights. Size: whole. */\n")).toEqual({
      size: "whole",
      lane: "together",
    });
    expect(placeOf(FILE, "/**\n * Nights.\n *\n * Size: small, alone.\n */\n")).toEqual({
      size: "small",
      lane: "alone",
    });
    expect(placeOf(FILE, "/** Nights. Size: both, waiting. */\n").lane).toBe("waiting");
  });

  test("without a word means small, and waiting where whole programs are started", () => {
    expect(placeOf(FILE, "/** Nights. */\n")).toEqual({ size: "small", lane: "together" });
    expect(placeOf(FILE, 'import "x";\n/** Size: whole. */\n')).toEqual({
      size: "small",
      lane: "together",
    });
    expect(placeOf("test/e2e/cli.test.ts", "")).toEqual({ size: "small", lane: "waiting" });
  });

  test.each(["Size: large.", "Size: whole, apart.", "Size: whole. More.", "Size: whole"])(
    "with %j is refused, with what may be said",
    (words) => {
      expect(() => placeOf(FILE, `/** Nights. ${words} */\n`)).toThrow(
        `The first comment of ${FILE} ends with its size: one of small, both, whole, proof, and alone, first or waiting behind a comma.`,
      );
    },
  );
});

test("small and the rest are the whole together, and proofs are apart", () => {
  const sizes = ["small", "both", "whole", "proof"] as const;

  const [small, rest, whole, proofs] = (["small", "rest", "whole", "proofs"] as const).map(
    (asked) => sizes.filter((size) => isPlayed(size, asked)),
  );

  expect(new Set([...(small ?? []), ...(rest ?? [])])).toEqual(new Set(whole));
  expect(proofs).toEqual(["proof"]);
  expect(sizes.filter((size) => isPlayed(size, undefined))).toEqual(sizes);
});

test("a file plays a few and more of something where it says so, and nowhere else", () => {
  const places = [...placesOfTests()];
  const both = places.filter(([, { size }]) => size === "both").map(([file]) => file);
  const little = places
    .map(([file]) => file)
    .filter((file) => file !== "test/support/sizes.test.ts")
    .filter((file) => PLAYED_LITTLE.test(readFileSync(file, "utf8")));

  expect(little).toEqual(both);
});
