import { describe, expect, test } from "vitest";

import { type StreamId, toStreamId } from "../../../src/domain/identity.ts";
import { civilTime } from "../../../src/domain/text/civil-time.ts";
import { createHybridClock } from "../../../src/ledger/log/hybrid-clock.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { setting, settingAt } from "../../support/one-setting.ts";
import { createShop, NOON_MS, synchronise } from "../../support/shop.ts";

const YEAR_2099_MS = 4_080_000_000_000;
const ORDER = toStreamId("order", "1");
const DAY_MS = 86_400_000;
/** Of noon. */
const DAY = civilTime(NOON_MS, 0).date;

describe("the hybrid clock", () => {
  test("goes on counting while the wall stands still", () => {
    const keys = keysOf({ wallMs: NOON_MS, streams: [[ORDER], [ORDER], [ORDER]] });

    expect(keys).toEqual([1, 2, 3].map((count) => NOON_MS * 1024 + count));
  });

  test("sorts after everything in each stream that the event touches", () => {
    const last = NOON_MS * 1024 + 500;
    const other = toStreamId("ticket", "1");
    const keys = keysOf({ wallMs: 0, streams: [[other, ORDER], [other]], last: [[ORDER, last]] });

    expect(keys).toEqual([last + 1, last + 2]);
  });

  test("keeps a poisoned stream to itself", () => {
    const poison = YEAR_2099_MS * 1024;
    const calm = toStreamId("order", "2");
    const [there, here] = keysOf({
      wallMs: NOON_MS,
      streams: [[ORDER], [calm]],
      last: [[ORDER, poison]],
    });

    expect(there).toBe(poison + 1);
    expect(here).toBe(NOON_MS * 1024 + 1);
  });

  test("follows what it heard up to five minutes ahead of its wall", () => {
    const clock = createHybridClock(createManualClock(NOON_MS));

    expect(clock.trustedMax()).toBe((NOON_MS + 300_000) * 1024);
  });

  test.each([
    ["in 2019", 1_574_208_000_000],
    ["in 2099", YEAR_2099_MS],
  ])("goes on from what it has seen of the till's day with a wall %s", (_, wallMs) => {
    const seen = NOON_MS * 1024 + 7;
    const clock = createHybridClock(createManualClock(wallMs), () => DAY);

    expect(clock.trustedMax()).toBeGreaterThan(seen);
    expect(clock.trustedMax()).toBeLessThan((NOON_MS + 2 * DAY_MS) * 1024);
    const keys = clock.forTransaction({ seenHlc: () => seen, lastHlc: () => 0 }, DAY);
    expect(keys.next([ORDER])).toBe(seen + 1);
  });

  test.each([
    ["before 1970", -5000, 1],
    ["beyond the year 2100", 9_000_000_000_000, 4_102_444_800_000 * 1024 + 1],
  ])("writes a key that all can read with a wall %s", (_, wallMs, key) => {
    expect(keysOf({ wallMs, streams: [[ORDER]] })).toEqual([key]);
  });
});

describe("tills whose clocks are wrong", () => {
  test("a till at 2099 poisons the setting that it wrote, and what follows there still sorts after it", () => {
    using shop = createShop();
    const b = shop.join("B");
    b.clock.set(YEAR_2099_MS);
    b.write(setting(1, "x"));
    synchronise(b, shop.a);

    shop.a.write(setting(2, "x"));
    const elsewhere = shop.a.write(setting(3, "y"));
    synchronise(shop.a, b);

    expect(settingAt(shop.a, "x")).toBe(2);
    expect(settingAt(b, "x")).toBe(2);
    expect(elsewhere.events[0]?.event.key.hlc).toBeLessThan((NOON_MS + 1) * 1024);
  });

  test("a till at 1970 is not left behind in the orders of the others", () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.write(setting(1, "x"));
    synchronise(shop.a, b);
    b.clock.set(0);

    b.write(setting(2, "x"));
    synchronise(b, shop.a);

    expect(settingAt(shop.a, "x")).toBe(2);
  });

  test("a till whose clock stands before 1970 sells all the same", () => {
    using shop = createShop();
    shop.a.clock.set(-1000);

    shop.a.write(setting(1, "x"));

    expect(settingAt(shop.a, "x")).toBe(1);
  });

  test("a key at 2099 of a till that doesn't count moves nobody", () => {
    using shop = createShop();
    const kitchen = shop.join("K", ["kitchen"]);
    kitchen.clock.set(YEAR_2099_MS);
    kitchen.write(setting(1, "x"));
    synchronise(kitchen, shop.a);

    const written = shop.a.write(setting(2, "x"));

    expect(written.events[0]?.event.key.hlc).toBeLessThan((NOON_MS + 1) * 1024);
    expect(settingAt(shop.a, "x")).toBe(2);
  });
});

function keysOf(parts: {
  readonly wallMs: number;
  readonly streams: ReadonlyArray<ReadonlyArray<StreamId>>;
  readonly last?: ReadonlyArray<readonly [StreamId, number]>;
}): ReadonlyArray<number> {
  const last = new Map(parts.last);
  const clock = createHybridClock(createManualClock(parts.wallMs)).forTransaction({
    seenHlc: () => 0,
    lastHlc: (stream) => last.get(stream) ?? 0,
  });
  return parts.streams.map((streams) => clock.next(streams));
}
