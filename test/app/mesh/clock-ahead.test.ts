/** A till whose clock is hours ahead of the others sells on the day that the shop is on. */

import { expect, test } from "vitest";

import { createClockNotes } from "../../../src/app/mesh/running-mesh.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type MeshStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const HOUR_MS = 3_600_000;
/** Half past one at night, by a clock that is right; the cut-over is at four. */
const LATE_MS = CAFE_START_MS + 11 * HOUR_MS;
const newCafe = cafeCopies();

test("past the cut-over by its own clock alone it stays on the day, until a person confirms", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  const ahead = 4.75 * HOUR_MS;
  clock.set(LATE_MS + ahead);
  createClockNotes(till.ledger.store, clock)(withPeers(ahead));
  const { suggested } = till.days();
  expect(suggested > CAFE_DAY).toBe(true);

  expect(till.beginDay(MIA)).toEqual(ok(CAFE_DAY));
  const { order } = sellGoods(till, ["100"], { cash: 280 });

  expect(order.day).toBe(CAFE_DAY);
  expect(till.beginDay(MIA, suggested)).toEqual(ok(suggested));
});

test("it begins the day with the others, once it is so by their clocks too", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  clock.set(LATE_MS + 4 * HOUR_MS + 3 * HOUR_MS);
  createClockNotes(till.ledger.store, clock)(withPeers(3 * HOUR_MS));

  expect(till.beginDay(MIA)).toEqual(ok(till.days().suggested));
});

test("who heard from the others that the clock is right again begins the day by it", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  const ahead = 4.75 * HOUR_MS;
  clock.set(LATE_MS + ahead);
  const note = createClockNotes(till.ledger.store, clock);
  note(withPeers(ahead));
  note(withPeers(undefined));
  expect(till.beginDay(MIA)).toEqual(ok(CAFE_DAY));

  note(withPeers(2000));
  expect(till.beginDay(MIA)).toEqual(ok(till.days().suggested));
});

test("a clock that is behind the others decides nothing", async () => {
  const { clock, open } = await newCafe();
  const { till } = open();
  clock.set(CAFE_START_MS + 24 * HOUR_MS);
  createClockNotes(till.ledger.store, clock)(withPeers(-3 * HOUR_MS));

  expect(till.beginDay(MIA)).toEqual(ok(till.days().suggested));
});

/** Undefined where nobody is connected. As a peer's clock is told: by how much it is ahead of ours. */
function withPeers(aheadMs: number | undefined): Pick<MeshStatus, "peers"> {
  const isConnected = aheadMs !== undefined;
  const clockAheadMs = aheadMs === undefined ? undefined : 0 - aheadMs;
  return { peers: [{ isConnected, clockAheadMs }] } as unknown as Pick<MeshStatus, "peers">;
}
