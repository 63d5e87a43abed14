import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { businessDaySchema, type BusinessDay } from "../../../src/domain/identity.ts";
import {
  addDays,
  businessDate,
  civilTime,
  daysBetween,
  wallMsAt,
  weekday,
  yearsBefore,
} from "../../../src/domain/text/civil-time.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** 2026-11-20T01:30:15.999Z, a Friday. */
const NIGHT_MS = 1_795_138_215_999;

describe("the time on the wall", () => {
  test("is the clock's time moved by the offset", () => {
    expect(civilTime(NIGHT_MS, 0)).toEqual({ date: "2026-11-20", time: "01:30:15" });
    expect(civilTime(NIGHT_MS, 60).time).toBe("02:30:15");
    expect(civilTime(NIGHT_MS, -120)).toEqual({ date: "2026-11-19", time: "23:30:15" });
    expect(civilTime(NIGHT_MS, 345).time).toBe("07:15:15");
  });

  test("counts from a Thursday, also backwards", () => {
    expect(civilTime(0, 0)).toEqual({ date: "1970-01-01", time: "00:00:00" });
    expect(civilTime(-1, 0)).toEqual({ date: "1969-12-31", time: "23:59:59" });
  });

  test("is no date from 2110 on, whatever number a till says", () => {
    const none = { date: undefined, time: "--:--:--" };
    const endMs = 4_417_977_600_000;

    expect(civilTime(endMs - 1, 0)).toEqual({ date: "2109-12-31", time: "23:59:59" });
    for (const wallMs of [endMs, 8.64e15, 8.64e15 + 1, Number.MAX_SAFE_INTEGER]) {
      expect(civilTime(wallMs, -1440)).toEqual(none);
    }
  });

  test("is a day of four digits, whatever number a till says", () => {
    expect(businessDate(Number.MAX_SAFE_INTEGER, 0, 0)).toBe("9999-12-31");
    expect(civilTime(Number.MIN_SAFE_INTEGER, 0).date).toBe("0000-01-01");
    expect(addDays(businessDaySchema.parse("9999-12-31"), 1)).toBe("9999-12-31");
    expect(addDays(businessDaySchema.parse("0000-01-01"), -1)).toBe("0000-01-01");
  });

  test("agrees with the calendar in every year from 1600 to 2109", () => {
    const [from, to] = [day("1600-01-01"), day("2109-12-31")].map(
      (end) => daysBetween(day("1970-01-01"), end) * 86_400_000,
    );
    fc.assert(
      fc.property(fc.integer({ min: from ?? 0, max: to ?? 0 }), (atMs) => {
        const { date, time } = civilTime(atMs, 0);

        expect(`${date && WEEKDAYS[weekday(date) - 1]} ${date} ${time}`).toBe(
          calendarReading(atMs),
        );
      }),
    );
  });
});

describe("days", () => {
  test("follow each other over months, years and leap days", () => {
    expect(addDays(day("2026-12-31"), 1)).toBe("2027-01-01");
    expect(addDays(day("2028-02-28"), 1)).toBe("2028-02-29");
    expect(addDays(day("2027-02-28"), 1)).toBe("2027-03-01");
    expect(addDays(day("2100-02-28"), 1)).toBe("2100-03-01");
    expect(addDays(day("2000-03-01"), -1)).toBe("2000-02-29");
  });

  test("come every year, but for a leap day", () => {
    expect(yearsBefore(day("2026-11-20"), 18)).toBe("2008-11-20");
    expect(yearsBefore(day("2028-02-29"), 18)).toBe("2010-02-28");
    expect(yearsBefore(day("2028-02-29"), 16)).toBe("2012-02-29");
    expect(yearsBefore(day("2026-03-01"), 18)).toBe("2008-03-01");
  });

  test("are as far apart as one has to go", () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (count) => {
        const from = day("1970-01-01");

        expect(daysBetween(from, addDays(from, count))).toBe(count);
        expect(addDays(addDays(from, count), -count)).toBe(from);
      }),
    );
  });

  test("have their weekday", () => {
    expect(weekday(day("2026-11-19"))).toBe(4);
    expect(weekday(day("2026-11-22"))).toBe(7);
  });
});

describe("the business day", () => {
  test("is yesterday's until the cut-over, by the shop's wall", () => {
    expect(businessDate(NIGHT_MS, 60, 4 * 60)).toBe("2026-11-19");
    expect(businessDate(NIGHT_MS, 60, 150)).toBe("2026-11-20");
    expect(businessDate(NIGHT_MS, 60, 151)).toBe("2026-11-19");
    expect(businessDate(NIGHT_MS, 60, 0)).toBe("2026-11-20");
  });
});

function day(text: string): BusinessDay {
  return businessDaySchema.parse(text);
}

/** By the calendar of the runtime, which shares no code with ours. */
function calendarReading(atMs: number): string {
  const weekday = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });
  const isoLike = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone: "UTC",
  });
  return `${weekday.format(atMs)} ${isoLike.format(atMs)}`;
}

describe("the moment at which a wall reads so", () => {
  // Central Europe: an hour more from 29 March to 25 October 2026, both at 01:00 UTC.
  const [from, to] = [1_774_746_000_000, 1_792_890_000_000];
  function offset(atMs: number): number {
    return atMs >= from && atMs < to ? 120 : 60;
  }

  test.each([
    ["2026-11-21", 510, "2026-11-21 07:30:00"],
    ["2026-07-01", 0, "2026-06-30 22:00:00"],
    ["2026-03-29", 119, "2026-03-29 00:59:00"],
    ["2026-03-29", 180, "2026-03-29 01:00:00"],
    ["2026-10-25", 119, "2026-10-24 23:59:00"],
    ["2026-10-25", 180, "2026-10-25 02:00:00"],
  ])("%s, minute %i, is %s", (day, minutes, utc) => {
    const { date, time } = civilTime(wallMsAt(businessDaySchema.parse(day), minutes, offset), 0);

    expect(`${date} ${time}`).toBe(utc);
  });

  test("is one of the two where the hour comes twice", () => {
    const atMs = wallMsAt(businessDaySchema.parse("2026-10-25"), 150, offset);

    expect(civilTime(atMs, offset(atMs)).time).toBe("02:30:00");
  });
});
