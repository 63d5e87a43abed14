/** Days and hours of each time zone, beside those of the system's own calendar. Size: whole. */

import { afterEach, describe, expect, test, vi } from "vitest";

import { systemCalendar, systemZone } from "../../../src/app/system/calendar.ts";

const HOUR_MS = 3_600_000;
const YEAR_MS = 8766 * HOUR_MS;
/** A prime number of hours, so that all times of day and year come. */
const STEP_MS = 4001 * HOUR_MS;
const STEPS = 80;
const ZONES = [...Intl.supportedValuesOf("timeZone"), "UTC", "EST", "CET", "Etc/GMT+5"];

afterEach(() => {
  vi.unstubAllEnvs();
});

/** As the runtime names it, which takes it long. */
function offsetNamed(zone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  return (atMs) => {
    const name = format.formatToParts(atMs).find(({ type }) => type === "timeZoneName")?.value;
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/u.exec(name ?? "") ?? [];
    const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === "-" ? -offset : offset;
  };
}

describe.each([undefined, "UTC", "America/New_York", "Asia/Kathmandu"])("on a box in %s", (own) => {
  test("each zone's offset is what the runtime names, at any time", () => {
    vi.stubEnv("TZ", own);

    const wrong = ZONES.flatMap((zone) => {
      const named = offsetNamed(zone);
      const times = Array.from({ length: STEPS }, (_, step) => step * STEP_MS);
      return times
        .filter((atMs) => systemCalendar.offsetMinutes(zone, atMs) !== named(atMs))
        .map((atMs) => `${zone} at ${atMs}`);
    });

    expect(wrong).toEqual([]);
  });

  test("a zone that nobody knows is the box's own", () => {
    vi.stubEnv("TZ", own);
    const named = offsetNamed(systemZone());

    const times = [0, 50 * YEAR_MS, 50.5 * YEAR_MS];

    expect(times.map((atMs) => systemCalendar.offsetMinutes("Mars/Olympus", atMs))).toEqual(
      times.map(named),
    );
    expect(systemCalendar.isZone("Mars/Olympus")).toBe(false);
  });
});

test("asking for a shop's zone leaves the process in its own", () => {
  vi.stubEnv("TZ", "Asia/Kathmandu");
  const own = systemZone();

  systemCalendar.offsetMinutes("Pacific/Kiritimati", 0);

  expect(systemZone()).toBe(own);
});

test("the runtime is asked once for each moment of a sale, also where they take turns", () => {
  const noon = 1_795_176_000_000;
  const asked = vi.spyOn(globalThis.Date.prototype, "getTimezoneOffset");

  for (let turn = 0; turn < 10; turn += 1) {
    // As `02:30` that comes twice is looked for around each time on a paper.
    for (const atMs of [noon, noon - 43_200_000, noon + 43_200_000]) {
      systemCalendar.offsetMinutes("Asia/Kathmandu", atMs);
    }
  }

  // Three moments, and whether it can be asked; what is kept may be full of other tests' and begun anew once.
  expect(asked.mock.calls.length).toBeLessThanOrEqual(6);
  asked.mockRestore();
});
