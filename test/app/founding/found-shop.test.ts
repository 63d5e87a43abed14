import path from "node:path";

import { expect, test } from "vitest";

import { loadFixture } from "../../../src/app/catalogue/fixtures.ts";
import { foundShop } from "../../../src/app/founding/found-shop.ts";
import { openTill, systemStoreDeps } from "../../../src/app/open-till.ts";
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
