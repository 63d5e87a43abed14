/** A power cut at every write and every sync of a day; docs/testing.md says how, and what it can't see. Size: both. */

import { realpath } from "node:fs/promises";

import { expect, test } from "vitest";

import { cafeCopies } from "../support/cafe.ts";
import { checkAllPoints, checkFewPoints, recordDay } from "../support/crash-run.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { whyNoStrace } from "../support/strace.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CARD = new Set(["bakery", "lunch", "sides", "desserts"]);
/** A card of one page: each state is read to its last byte. */
const cafeCopy = cafeCopies({
  sells: ({ sku, category, modifierGroups }) =>
    sku === "ESPRESSO" || (modifierGroups.length === 0 && CARD.has(category)),
});

/** Enough for every kind of write: segments, flushes, checkpoints. */
const ORDERS = proofRuns({ small: 1, whole: 10 });
/** Far fewer would mean that the recording overlooks something. */
const CHANGES_MIN = 20 * ORDERS;
/** Of the points of a day with a single order, a few. */
const FEW = 12;

test("a power cut at any write or sync of a day loses no receipt that was given out, and leaves no half command", async (ctx) => {
  const reason = whyNoStrace();
  if (reason !== undefined) ctx.skip(reason);
  const { dir } = await cafeCopy();
  const recorded = await recordDay(await realpath(dir), {
    work: await temporaryFolder(),
    orders: ORDERS,
  });

  const reports = await (ORDERS === 1
    ? [await checkFewPoints(recorded, FEW)]
    : checkAllPoints(recorded));

  const changes = Math.min(...reports.map((report) => report.changes));
  const states = Math.min(...reports.map((report) => report.states));
  const checked = reports.map((report) => report.checked).reduce((sum, own) => sum + own, 0);
  expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
  expect(recorded.stdout.trim().split("\n")).toHaveLength(ORDERS);
  expect(Math.max(...reports.map(({ receiptsMax }) => receiptsMax))).toBe(ORDERS);
  expect(changes).toBeGreaterThan(CHANGES_MIN);
  expect(checked).toBeGreaterThanOrEqual(ORDERS > 1 ? states : states / FEW / 2);
});
