/** Who says more of today than a till can: a person hears of it, and of nobody who catches up. */

import { beforeEach, expect, test } from "vitest";

import { createFloodWatch, type FloodWatch } from "../../../src/app/mesh/flood-watch.ts";
import { type DeviceId, type Hash, toOrigin } from "../../../src/domain/identity.ts";
import { type Received } from "../../../src/ledger/receiving.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { NOON_MS } from "../../support/shop.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const [OWN, BAR, NEW, NEWER] = ["a", "b", "c", "d"].map((letter) => letter.repeat(26)) as [
  DeviceId,
  DeviceId,
  DeviceId,
  DeviceId,
];

let clock: ManualClock;
let floodWatch: FloodWatch;

beforeEach(() => {
  clock = createManualClock(NOON_MS);
  const heads = new Map([OWN, BAR].map((device) => [toOrigin(device, "thefirstchain"), {}]));
  const ledger = { identity: { key: { device: OWN } }, heads: () => heads } as never;
  floodWatch = createFloodWatch({ ledger, clock, steadyMs: clock.nowMs });
});

test("a till that says a hundred megabytes of today in an hour is named once a day", () => {
  says(BAR, { count: 1500 });
  expect(named()).toEqual([]);
  says(BAR, { count: 100 });
  says(BAR, { count: 100 });

  expect(named()).toEqual([{ device: BAR, kind: "greedy", count: 1 }]);
  expect(floodWatch.isFlooding(BAR)).toBe(true);
  clock.advance(HOUR_MS);
  expect(floodWatch.isFlooding(BAR)).toBe(false);
  expect(named()).toHaveLength(1);
});

test("a till that sells ten things a second all day isn't", () => {
  for (let hour = 0; hour < 12; hour += 1) {
    says(BAR, { count: 36_000, sizeBytes: 900 });
    clock.advance(HOUR_MS);
  }

  expect(named()).toEqual([]);
});

test("nor is one from which years are fetched", () => {
  for (let days = 1000; days > 0; days -= 1) {
    says(BAR, { count: 10, sizeBytes: 500_000, atMs: NOON_MS - days * DAY_MS });
  }

  expect(named()).toEqual([]);
});

test("what is dated back behind what came before it is of today", () => {
  says(BAR, { count: 1 });
  says(BAR, { count: 1700, atMs: NOON_MS - 100 * DAY_MS });

  expect(named()).toMatchObject([{ device: BAR }]);
});

test("tills that nobody knew before share one measure", () => {
  says(NEW, { count: 1000 });
  says(NEWER, { count: 1000 });

  expect(named()).toMatchObject([{ device: NEWER }]);
});

function says(
  device: DeviceId,
  {
    count,
    sizeBytes = 60_000,
    atMs = clock.nowMs(),
  }: { readonly count: number; readonly sizeBytes?: number; readonly atMs?: number },
): void {
  const origin = toOrigin(device, "thefirstchain");
  for (let seq = 1; seq <= count; seq += 1) {
    const hlc = atMs * 1024 + seq;
    const received: Received = {
      type: "stored",
      end: { origin, seq, hash: "00" as Hash },
      latest: { origin, seq, hlc, wallMs: atMs },
    };
    floodWatch.hear(received, sizeBytes);
  }
}

function named() {
  return floodWatch.violations().map(({ device, kind, count }) => ({ device, kind, count }));
}
