import { expect, test } from "vitest";

import { businessDaySchema } from "../../../src/domain/identity.ts";
import { readDay, readMoment } from "../../../src/domain/text/day-text.ts";

const FRIDAY = businessDaySchema.parse("2026-11-20");

test.each([
  ["2026-12-01", "2026-12-01"],
  ["2025-01-01", "2025-01-01"],
  ["1.12.", "2026-12-01"],
  ["01.12", "2026-12-01"],
  ["1. 12. 2027", "2027-12-01"],
  ["19.11.", "2027-11-19"],
  ["20.11.", "2027-11-20"],
  ["29.2.", "2028-02-29"],
  ["monday", "2026-11-23"],
  ["Mon", "2026-11-23"],
  ["friday", "2026-11-27"],
  ["samstag", "2026-11-21"],
  ["sonntag", "2026-11-22"],
  ["Tomorrow", "2026-11-21"],
  ["morgen", "2026-11-21"],
])("on a Friday, %s is %s", (text, day) => {
  expect(readDay(text, FRIDAY)).toBe(day);
});

test.each([
  ["lundi", "fr", "2026-11-23"],
  ["dem", "fr", undefined],
  ["demain", "fr", "2026-11-21"],
  ["di", "fr", "2026-11-22"],
  ["di", "de", "2026-11-24"],
  ["do", "es", "2026-11-22"],
  ["do", "de", "2026-11-26"],
  ["do", "en", "2026-11-26"],
  ["Miércoles", "es", "2026-11-25"],
  ["mañana", "es", "2026-11-21"],
  ["sáb", "en", "2026-11-21"],
  ["m", "es", undefined],
  ["01/12/2026", "fr", "2026-12-01"],
  ["1/12", "es", "2026-12-01"],
  ["1.12.", "fr", "2026-12-01"],
  ["32/1", "fr", undefined],
  ["do", "nl", "2026-11-26"],
  ["ma", "nl", "2026-11-23"],
  ["morgen", "nl", "2026-11-21"],
  ["1-12", "nl", "2026-12-01"],
  ["1-12-2026", "nl", "2026-12-01"],
  ["ma", "it", "2026-11-24"],
  ["venerdì", "it", "2026-11-27"],
  ["domani", "it", "2026-11-21"],
  ["1/12", "it", "2026-12-01"],
  ["terça", "pt", "2026-11-24"],
  ["segunda-feira", "pt", "2026-11-23"],
  ["amanhã", "pt", "2026-11-21"],
  ["1/12/2026", "pt", "2026-12-01"],
  ["so", "pl", "2026-11-21"],
  ["środa", "pl", "2026-11-25"],
  ["jutro", "pl", "2026-11-21"],
  ["soboty", "pl", "2026-11-21"],
  ["jutra", "pl", "2026-11-21"],
  ["1.12.", "pl", "2026-12-01"],
  ["1/12", "en", undefined],
  ["1-12", "en", undefined],
  ["1/12", "de", undefined],
] as const)("on a Friday, %s is in %s %s", (text, language, day) => {
  expect(readDay(text, FRIDAY, language)).toBe(day);
});

test.each(["", "m", "s", "someday", "31.2.", "32.1.", "2026-02-30", "12", "1/12", "0.1."])(
  "“%s” is no day",
  (text) => {
    expect(readDay(text, FRIDAY)).toBeUndefined();
  },
);

test.each([
  ["20.11. 8:30", "2026-11-20", 510],
  ["21.11 08:30", "2026-11-21", 510],
  ["2026-12-01  23:59", "2026-12-01", 1439],
  ["19.11. 0:00", "2027-11-19", 0],
])("a clock on the wall that says %s", (text, day, minutes) => {
  expect(readMoment(text, FRIDAY)).toEqual({ day, minutes });
});

test.each(["8:30", "21.11.", "21.11. 24:00", "21.11. 8:60", "31.2. 8:30", "", "tea 8:30"])(
  "no clock says “%s”",
  (text) => {
    expect(readMoment(text, FRIDAY)).toBeUndefined();
  },
);
