import { describe, expect, test } from "vitest";

import { dueMs, dueText, readDueAt, wallText } from "../../../src/domain/order/due-at.ts";

/** A Friday afternoon. */
const WALL = "2026-11-20T14:32";
/** Summer time begins: 2027-03-28, 01:00 in Greenwich. */
const SUMMER_MS = 1_806_195_600_000;

describe("when an order is wanted", () => {
  test.each([
    ["sat 10:00", "2026-11-21T10:00"],
    ["Saturday 9:30", "2026-11-21T09:30"],
    ["tomorrow 9:30", "2026-11-21T09:30"],
    ["18:00", "2026-11-20T18:00"],
    // An hour alone is today's, also one that is over.
    ["9:00", "2026-11-20T09:00"],
    ["fri 18:00", "2026-11-20T18:00"],
    ["fri 10:00", "2026-11-27T10:00"],
    ["5.12. 10:00", "2026-12-05T10:00"],
    ["20.11. 18:00", "2026-11-20T18:00"],
    ["20.11. 9:00", "2027-11-20T09:00"],
    ["2026-12-05 10:00", "2026-12-05T10:00"],
    ["2027-02-28 00:00", "2027-02-28T00:00"],
  ])("is read of %s", (text, dueAt) => {
    expect(readDueAt(text, WALL, "en")).toBe(dueAt);
  });

  test.each([
    ["de", "sa 10:00", "2026-11-21T10:00"],
    ["de", "morgen 10:00", "2026-11-21T10:00"],
    ["fr", "sam 10:00", "2026-11-21T10:00"],
    ["nl", "za 10:00", "2026-11-21T10:00"],
  ] as const)("is read in %s: %s", (language, text, dueAt) => {
    expect(readDueAt(text, WALL, language)).toBe(dueAt);
  });

  test.each(["sat", "sat 25:00", "31.2. 10:00", "soon", "10", "2026-13-01 10:00", ""])(
    "is not read of %j",
    (text) => {
      expect(readDueAt(text, WALL, "en")).toBeUndefined();
    },
  );

  test("stays at its hour on the wall, whatever the clocks do until then", () => {
    const at = dueMs("2027-03-28T10:00", offsetAt);

    expect(at).toBe(SUMMER_MS + 7 * 3_600_000);
    expect(wallText(at, offsetAt)).toBe("2027-03-28T10:00");
    expect(dueText("2027-03-28T10:00", "de")).toContain("10:00");
  });
});

function offsetAt(atMs: number): number {
  return atMs < SUMMER_MS ? 60 : 120;
}
