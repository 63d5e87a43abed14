/** A till that leaves gives its printers away; what keeps it from that doesn't keep it from leaving. */

import { expect, onTestFinished, test } from "vitest";

import { handOver } from "../../../src/app/printing/ticket-desk.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { createSeededRandom } from "../../../src/sim/dice.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";
import { createShop } from "../../support/shop.ts";

test("a till without room for a word of it leaves all the same", async () => {
  using shop = createShop();
  const b = shop.join("B");
  const { dir, clock } = shop.a;
  const ledger = openLedger(dir, {
    clock,
    random: createSeededRandom("beside"),
    offsetMinutes: () => 60,
    diskSpace: () => ({ freeBytes: 0, totalBytes: 32 * 1024 ** 3 }),
  });
  onTestFinished(() => {
    ledger.close();
  });
  const before = ledger.store.count();

  await handOver(ledger, clock, () => meshView([peerView(b.device)]));

  expect(ledger.store.count()).toBe(before);
});
