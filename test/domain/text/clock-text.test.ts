/** The hour that comes twice: its times carry their offset, and no other time does. */

import { expect, test } from "vitest";

import { systemCalendar } from "../../../src/app/system/calendar.ts";
import { clockTextAt } from "../../../src/domain/text/clock-text.ts";

const MINUTE_MS = 60_000;
/** 2026-10-25 00:00 UTC: at one o'clock by it the clocks of Amsterdam are set back from 03:00. */
const OCTOBER_MS = 1_792_886_400_000;
/** 2026-04-04 14:00 UTC: an hour later those of Lord Howe are set back from 02:00 by half an hour. */
const APRIL_MS = 1_775_311_200_000;

test.each([
  ["Europe/Amsterdam", OCTOBER_MS - MINUTE_MS, "01:59"],
  ["Europe/Amsterdam", OCTOBER_MS, "02:00+02:00"],
  ["Europe/Amsterdam", OCTOBER_MS + 30 * MINUTE_MS, "02:30+02:00"],
  ["Europe/Amsterdam", OCTOBER_MS + 90 * MINUTE_MS, "02:30+01:00"],
  ["Europe/Amsterdam", OCTOBER_MS + 119 * MINUTE_MS, "02:59+01:00"],
  ["Europe/Amsterdam", OCTOBER_MS + 120 * MINUTE_MS, "03:00"],
  ["Europe/Amsterdam", OCTOBER_MS + 720 * MINUTE_MS, "13:00"],
  ["Australia/Lord_Howe", APRIL_MS + 29 * MINUTE_MS, "01:29"],
  ["Australia/Lord_Howe", APRIL_MS + 45 * MINUTE_MS, "01:45+11:00"],
  ["Australia/Lord_Howe", APRIL_MS + 75 * MINUTE_MS, "01:45+10:30"],
  ["Australia/Lord_Howe", APRIL_MS + 90 * MINUTE_MS, "02:00"],
  ["Asia/Kolkata", OCTOBER_MS + 30 * MINUTE_MS, "06:00"],
])("in %s %i ms since 1970 are %s", (zone, atMs, text) => {
  expect(clockTextAt(atMs, (ms) => systemCalendar.offsetMinutes(zone, ms))).toBe(text);
});

test("outside of that hour no time of the year carries an offset", () => {
  const texts = Array.from({ length: 365 * 4 }, (_, at) =>
    clockTextAt(OCTOBER_MS + 2.5 * 3_600_000 + at * 6 * 3_600_000, (ms) =>
      systemCalendar.offsetMinutes("Europe/Amsterdam", ms),
    ),
  );

  expect(texts.filter((text) => text.length > 5)).toEqual([]);
});
