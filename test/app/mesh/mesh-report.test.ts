import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { CLOCK_OFF_MS, clockAheadMs, strayClocks } from "../../../src/app/mesh/mesh-report.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { durationText } from "../../../src/domain/text/duration-text.ts";
import { meshView, peerView } from "../../support/mesh-views.ts";

const HOUR_MS = 3_600_000;

describe("this box's clock", () => {
  test("is compared with what most of the others say, in whatever order they are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -HOUR_MS, max: HOUR_MS }), { minLength: 1, maxLength: 9 }),
        fc.func(fc.integer()),
        (ahead, order) => {
          const view = viewOf(ahead);
          const mixed = viewOf(ahead.toSorted((a, b) => order(a) - order(b)));
          const own = clockAheadMs(view) ?? Number.NaN;
          expect(clockAheadMs(mixed)).toBe(own);
          expect(-own).toBeGreaterThanOrEqual(Math.min(...ahead));
          expect(-own).toBeLessThanOrEqual(Math.max(...ahead));
        },
      ),
    );
  });

  test("is right as long as fewer than half of the others say otherwise", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 9 }),
        fc.array(fc.integer({ min: -100 * HOUR_MS, max: 100 * HOUR_MS }), { maxLength: 8 }),
        (right, others) => {
          const wrong = others.slice(0, right.length - 1);
          const own = clockAheadMs(viewOf([...right, ...wrong])) ?? Number.NaN;
          expect(Math.abs(own)).toBeLessThanOrEqual(50);
        },
      ),
    );
  });

  test("can't be compared while nobody is connected", () => {
    const silent = peerView(device(0), { isConnected: false, clockAheadMs: HOUR_MS });

    expect(clockAheadMs(meshView([]))).toBeUndefined();
    expect(clockAheadMs(meshView([silent]))).toBeUndefined();
    expect(strayClocks(meshView([silent]))).toEqual([]);
  });

  test("is what is wrong when it is the one that differs", () => {
    const view = viewOf([-3 * HOUR_MS, -3 * HOUR_MS + 40, -3 * HOUR_MS - 20]);

    expect(clockAheadMs(view)).toBe(3 * HOUR_MS);
    expect(strayClocks(view)).toEqual([]);
  });

  test("another one that differs from all is named", () => {
    const view = viewOf([10, 2 * CLOCK_OFF_MS, -20]);

    expect(clockAheadMs(view)).toBe(-10);
    expect(strayClocks(view)).toEqual([{ device: device(1), aheadMs: 2 * CLOCK_OFF_MS - 10 }]);
    expect(strayClocks(viewOf([0, CLOCK_OFF_MS, 0]))).toEqual([]);
  });
});

test("how long something is takes a word", () => {
  const texts = [0, 40, -2345, 45_000, 12 * 60_000, 3 * HOUR_MS, 400 * 24 * HOUR_MS];

  expect(durationText(-2345, "de")).toBe("2,3 s");
  expect(texts.map((ms) => durationText(ms))).toEqual([
    "0 ms",
    "40 ms",
    "2.3 s",
    "45 s",
    "12 min",
    "3 h",
    "400 d",
  ]);
});

function viewOf(clocks: ReadonlyArray<number>) {
  return meshView(clocks.map((ahead, at) => peerView(device(at), { clockAheadMs: ahead })));
}

function device(at: number): DeviceId {
  return `device-${at}` as DeviceId;
}
