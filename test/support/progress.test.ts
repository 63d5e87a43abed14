/** What a run of tests says of itself: how far it is, and which files take too long for the small size. */

import { describe, expect, test } from "vitest";

import { progressLine, tooLong } from "../../scripts/progress.mjs";

const FILE = "test/app/day/nights.test.ts";
const KNOWN = {
  "test/a.test.ts": { wall: 10, processor: 10 },
  "test/b.test.ts": { wall: 30, processor: 30 },
};

describe("the progress line", () => {
  const files = Object.keys(KNOWN);

  test("counts on from what was done, by what files took before", () => {
    const run = { files, done: ["test/a.test.ts"], failed: 1, elapsedMs: 60_000, known: KNOWN };

    expect(progressLine(run)).toBe("1 of 2 files, 1 left, 1 failed, some 3 min to go");
  });

  test("promises nothing before the first file is done", () => {
    const run = { files, done: [], failed: 0, elapsedMs: 60_000, known: KNOWN };

    expect(progressLine(run)).toBe("0 of 2 files, 2 left, 0 failed");
  });
});

describe("a file in the small size", () => {
  test("may take six seconds of the processor", () => {
    expect(tooLong(FILE, 6, 1)).toEqual([]);
  });

  test("is named from there on, and fails over twice as much", () => {
    const [named] = tooLong(FILE, 6.5, 1);
    const [failed] = tooLong(FILE, 12.5, 1);

    expect(named).toEqual({
      said: `${FILE} takes 6.5 s, the small size allows 6.0 s here: split it or give it the other size.`,
      isFailure: false,
    });
    expect(failed).toEqual({
      said: `FAILED: ${FILE} takes 12.5 s, the small size allows 6.0 s here: split it or give it the other size.`,
      isFailure: true,
    });
  });

  test("may take longer on a machine that is slower", () => {
    expect(tooLong(FILE, 11, 2)).toEqual([]);
  });
});
