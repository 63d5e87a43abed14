import fc from "fast-check";
import { expect, test } from "vitest";

import { formatWallTime } from "../../../src/printer/documents/wall-time.ts";

test("the paper shows the shop's time, not the machine's", () => {
  // 2026-02-28T23:30:00Z
  const wallMs = 1_772_321_400_000;

  expect(formatWallTime({ wallMs, offsetMinutes: 0 })).toEqual({
    date: "2026-02-28",
    time: "23:30",
  });
  expect(formatWallTime({ wallMs, offsetMinutes: 60 })).toEqual({
    date: "2026-03-01",
    time: "00:30",
  });
  expect(formatWallTime({ wallMs, offsetMinutes: -570 })).toEqual({
    date: "2026-02-28",
    time: "14:00",
  });
});

test("every minute from 1970 up to 2110 is the calendar's", () => {
  const calendar = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "UTC",
    dateStyle: "short",
    timeStyle: "short",
  });

  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_417_977_600_000 - 1 }), (wallMs) => {
      const { date, time } = formatWallTime({ wallMs, offsetMinutes: 0 });
      expect(`${date} ${time}`).toBe(calendar.format(wallMs));
    }),
    { numRuns: 2000 },
  );
});

test("a time that no clock shows is no date, in the language of the paper", () => {
  const at = { wallMs: Number.MAX_SAFE_INTEGER, offsetMinutes: 60 };

  expect(formatWallTime(at, "de")).toEqual({ date: "kein Datum", time: "--:--" });
});
