import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { createDiskRoom, type DiskSpace } from "../../src/ledger/disk-room.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { sellOne, sellOneOn } from "../support/one-sale.ts";
import { createShop, faultOf, type TestShop, valueOf } from "../support/shop.ts";

const MB = 1024 * 1024;
const GB = 1024 * MB;
/** Longer than a look at the disk counts. */
const NEXT_LOOK_MS = 5000;

test("what others tell is refused first, while the till sells on", () => {
  using shop = createShop();
  const b = shop.join("B");
  sellOne(b);
  const [news = new Uint8Array()] = b.ledger().missingFor(endsOf(shop.a.ledger().heads()));
  const { ledger, disk } = openWithDisk(shop, { freeBytes: 90 * MB, totalBytes: 32 * GB });

  expect(faultOf(ledger.receive(news))).toEqual({ type: "receive/no-room" });
  expect(sellOneOn(ledger, "A")).toBe("A-000001");

  disk.freeBytes = 900 * MB;
  expect(faultOf(ledger.receive(news))).toEqual({ type: "receive/no-room" });
  shop.a.clock.advance(NEXT_LOOK_MS);
  expect(valueOf(ledger.receive(news)).type).toBe("stored");
});

test("the ballast goes before a sale does, and then the till says that it can sell no more", () => {
  using shop = createShop();
  const ballast = path.join(shop.a.dir, "ballast");
  writeFileSync(ballast, Buffer.alloc(MB));
  const { ledger, disk } = openWithDisk(shop, { freeBytes: 7 * MB, totalBytes: 32 * GB });

  disk.onLook = () => {
    if (!existsSync(ballast)) disk.freeBytes = 8 * MB;
  };
  expect(sellOneOn(ledger, "A")).toBe("A-000001");
  expect(existsSync(ballast)).toBe(false);
  const count = ledger.store.count();
  disk.onLook = () => undefined;
  disk.freeBytes = 7 * MB;
  shop.a.clock.advance(NEXT_LOOK_MS);
  expect(() => sellOneOn(ledger, "A")).toThrow("The disk is full, and nothing was written");

  expect(ledger.store.count()).toBe(count);
  disk.freeBytes = 9 * MB;
  shop.a.clock.advance(NEXT_LOOK_MS);
  expect(sellOneOn(ledger, "A")).toBe("A-000002");
});

test("a disk that can't be asked is no reason not to sell", () => {
  using shop = createShop();
  const { ledger, disk } = openWithDisk(shop, { freeBytes: 0, totalBytes: 0 });
  disk.onLook = () => {
    throw new Error("Not on this system.");
  };

  expect(sellOneOn(ledger, "A")).toBe("A-000001");
});

test.each([
  { totalBytes: 32 * GB, freeBytes: 160 * MB, ballast: 64 * MB },
  { totalBytes: 32 * GB, freeBytes: 160 * MB - 1, ballast: 0 },
  { totalBytes: 100 * MB, freeBytes: 20 * MB, ballast: 5 * MB },
])("of $freeBytes free bytes, $ballast are put aside", ({ ballast, ...space }) => {
  const room = createDiskRoom("/", { clock: createManualClock(), diskSpace: () => space });

  expect(room.spareBytes()).toBe(ballast);
});

/** Another process of the till, which sees the disk that the test says. */
function openWithDisk(shop: TestShop, space: DiskSpace) {
  const disk = { ...space, onLook: (): void => undefined };
  const ledger = openLedger(shop.a.dir, {
    clock: shop.a.clock,
    random: createSeededRandom("beside"),
    offsetMinutes: () => 60,
    diskSpace: () => {
      disk.onLook();
      return disk;
    },
  });
  onTestFinished(() => {
    ledger.close();
  });
  return { ledger, disk };
}
