/** A time that has been, as somebody types it who was robbed. */

import { expect, test } from "vitest";

import { momentOf } from "../../src/cli/commands/mesh.ts";
import { civilTime } from "../../src/domain/text/civil-time.ts";

/** Friday 2026-11-20, 13:00 in Amsterdam. */
const NOW_MS = 1_795_176_000_000;
const AMSTERDAM = { nowMs: NOW_MS, offsetMinutes: () => 60 };

test.each([
  ["9:30", "2026-11-20 09:30:00"],
  ["21:30", "2026-11-19 21:30:00"],
  ["2026-11-18 21:30", "2026-11-18 21:30:00"],
  ["2026-11-18T00:00", "2026-11-18 00:00:00"],
])("%s is the last such time, on the wall of the shop", (text, expected) => {
  const { date, time } = civilTime(momentOf(text, AMSTERDAM), 60);

  expect(`${date} ${time}`).toBe(expected);
});

test.each([
  ["noon", "is no time"],
  ["25:00", "is no time"],
  ["2026-02-30T10:00", "is no time"],
  ["2026-11-21T10:00", "is still to come"],
])("%s is refused in a sentence", (text, sentence) => {
  expect(() => momentOf(text, AMSTERDAM)).toThrow(sentence);
});
