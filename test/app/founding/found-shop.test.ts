import path from "node:path";

import { expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { foundShop } from "../../../src/app/founding/found-shop.ts";
import { openTill } from "../../../src/app/open-till.ts";
import { systemStoreDeps } from "../../../src/app/system/store-deps.ts";
import { CAFE_START_MS } from "../../support/cafe.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { QUICK_PINS } from "../../support/quick-pins.ts";
import { valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("a new shop's goods are packed when it opens: nothing of it is left to do between the keys", async () => {
  const dir = path.join(await temporaryFolder(), "shop");
  const deps = { ...systemStoreDeps, tuning: { cut: { events: 20, bytes: 1_000_000 } } };
  const fixture = valueOf(loadFixture("cafe"));

  await foundShop({ dir, fixture, deviceName: "Counter", demo: true, pinCost: QUICK_PINS }, deps);

  const { till, close } = openTill(dir, deps);
  expect(till.ledger.store.segments.count()).toBeGreaterThan(0);
  expect(await till.ledger.seal()).toBe(false);
  await close();
});

test("one seed founds one shop, to the byte, so that ids in tests are the same in each run", async () => {
  const fixture = valueOf(loadFixture("cafe"));
  const origins: string[][] = [];

  for (const clock of [createManualClock(CAFE_START_MS), createManualClock(CAFE_START_MS)]) {
    const deps = { ...systemStoreDeps, clock, random: createSeededRandom("one shop") };
    const dir = path.join(await temporaryFolder(), "shop");
    await foundShop({ dir, fixture, deviceName: "Counter", demo: true, pinCost: QUICK_PINS }, deps);
    const { till, close } = openTill(dir, deps);
    origins.push([...till.ledger.heads().values()].map(({ hash }) => hash));
    await close();
  }

  expect(origins[0]?.length).toBe(1);
  expect(origins[1]).toEqual(origins[0]);
});
