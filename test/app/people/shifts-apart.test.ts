/** Whoever comes in at one till and leaves at another has one shift. */

import { expect, test } from "vitest";

import { listShifts } from "../../../src/app/people/shifts.ts";
import { createTill } from "../../../src/app/till/till.ts";
import { decideClockIn, decideClockOut } from "../../../src/domain/commands/people/clock-staff.ts";
import {
  act,
  createShop,
  NOON_MS,
  synchronise,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";

const HOUR_MS = 3_600_000;

test("in at 17:00 on A, out at 23:30 on B: six and a half hours, on both", () => {
  using shop = createShop("shift");
  const [a, b] = [shop.a, shop.join("B")];
  // Noon is one o'clock there.
  for (const { clock } of [a, b]) clock.set(NOON_MS + 4 * HOUR_MS);
  valueOf(act(a, decideClockIn));
  synchronise(a, b);
  for (const { clock } of [a, b]) clock.set(NOON_MS + 10.5 * HOUR_MS);
  valueOf(act(b, decideClockOut));
  synchronise(b, a);

  for (const till of [a, b]) {
    expect(listShifts(tillOf(till), TODAY)).toMatchObject([
      { staff: "1", in: `${TODAY} 17:00`, out: `${TODAY} 23:30`, minutes: 390 },
    ]);
  }
});

function tillOf({ dir, ledger, clock }: TestTill) {
  return createTill({
    dir,
    ledger: ledger(),
    clock,
    offsetMinutes: () => 60,
    queuePapers: () => undefined,
  });
}
