import { expect, test } from "vitest";

import { speedReport } from "../../../src/report/sales/act-reports.ts";

const TICKETS = [
  { station: "bar", sentMs: 20_000, doneMs: 60_000 },
  { station: "kitchen", sentMs: 90_000, doneMs: 600_400 },
  { station: "kitchen", sentMs: undefined, doneMs: 900_000 },
  { station: "kitchen", sentMs: 30_000, doneMs: undefined },
];

test("a station's speed is the mean of its tickets that say how soon, in seconds", () => {
  const { rows, total } = speedReport(TICKETS, (station) => station.toUpperCase());

  expect(rows).toEqual([
    { name: "KITCHEN", count: 3, toTicket: 60, done: 2, toDone: 750, slowest: 900 },
    { name: "BAR", count: 1, toTicket: 20, done: 1, toDone: 60, slowest: 60 },
  ]);
  expect(total).toEqual({ count: 4, toTicket: 47, done: 3, toDone: 520, slowest: 900 });
});

test("of no ticket nothing is said", () => {
  const { rows, total } = speedReport([], (station) => station);

  expect(rows).toEqual([]);
  expect(total).toEqual({ count: 0, toTicket: null, done: 0, toDone: null, slowest: null });
});
