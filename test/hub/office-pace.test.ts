/** An office does less for each shop the more of them it has, and gathers what comes while much is sold. */

import { expect, test } from "vitest";

import { createOfficePace } from "../../hub/office-pace.ts";

test("a shop is looked at as often as at a till while it is the only one, and less often among many", () => {
  let shops = 1;
  const pace = createOfficePace({ shops: () => shops, steadyMs: () => 0 });
  expect([pace.tickMs(), pace.lookMs()]).toEqual([100, 250]);
  shops = 50;
  expect([pace.tickMs(), pace.lookMs()]).toEqual([500, 1250]);
  shops = 5000;
  expect([pace.tickMs(), pace.lookMs()]).toEqual([2000, 10_000]);
});

test("what comes waits for more above twenty sales a second, and no longer once it is quieter", () => {
  let nowMs = 0;
  const pace = createOfficePace({ shops: () => 1000, steadyMs: () => nowMs });
  pace.came(400);
  expect(pace.gatherMs()).toBe(0);
  pace.came(1);
  expect(pace.gatherMs()).toBe(10_000);
  nowMs = 9999;
  expect(pace.gatherMs()).toBe(10_000);
  nowMs = 10_000;
  expect(pace.gatherMs()).toBe(0);
  pace.came(100);
  nowMs = 60_000;
  expect(pace.gatherMs()).toBe(0);
});
