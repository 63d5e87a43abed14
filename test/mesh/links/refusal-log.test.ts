import { expect, test } from "vitest";

import { type Refusal } from "../../../src/mesh/links/link.ts";
import {
  createRefusalLog,
  MANY_ADDRESSES,
  REFUSAL_MS,
} from "../../../src/mesh/links/refusal-log.ts";
import { createManualClock } from "../../support/manual-clock.ts";

test("the first refusal is told at once, the others of a minute as one with their count", () => {
  const { clock, told, log } = setUp();

  for (let at = 0; at < 1000; at += 1) log.note("192.0.2.7", "garbage");
  expect(told).toEqual([{ remote: "192.0.2.7", reason: "garbage", count: 1 }]);
  clock.advance(REFUSAL_MS);

  expect(told.slice(1)).toEqual([{ remote: "192.0.2.7", reason: "garbage", count: 999 }]);
});

test("each address and each reason is told by itself, and again after a minute", () => {
  const { clock, told, log } = setUp();

  log.note("192.0.2.7", "garbage");
  log.note("192.0.2.8", "garbage");
  log.note("192.0.2.7", "too many");
  clock.advance(REFUSAL_MS);
  log.note("192.0.2.7", "garbage");

  expect(told.map(({ remote, reason }) => `${remote} ${reason}`)).toEqual([
    "192.0.2.7 garbage",
    "192.0.2.8 garbage",
    "192.0.2.7 too many",
    "192.0.2.7 garbage",
  ]);
});

test("made-up addresses by the thousand are few lines and few timers, and are all counted", () => {
  const { clock, told, log } = setUp();

  for (let at = 0; at < 10_000; at += 1) log.note(`fe80::${at.toString(16)}`, "garbage");
  expect(told.length).toBeLessThan(300);
  expect(clock.pendingCount()).toBeLessThan(300);
  clock.advance(REFUSAL_MS);

  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  expect(told.at(-1)?.remote).toBe(MANY_ADDRESSES);
});

test("what was counted is told when the till closes, and no timer is left", () => {
  const { clock, told, log } = setUp();

  log.note("192.0.2.7", "garbage");
  log.note("192.0.2.7", "garbage");
  log.close();

  expect(told.map(({ count }) => count)).toEqual([1, 1]);
  expect(clock.pendingCount()).toBe(0);
});

function setUp(): {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly told: ReadonlyArray<Refusal>;
  readonly log: ReturnType<typeof createRefusalLog>;
} {
  const clock = createManualClock();
  const told: Refusal[] = [];
  return { clock, told, log: createRefusalLog(clock, (refusal) => told.push(refusal)) };
}
