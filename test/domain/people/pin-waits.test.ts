import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { endPinWait, type PinWaits, tryPin } from "../../../src/domain/people/pin-waits.ts";

const NOW_MS = 1_795_181_520_000;

describe("after wrong PINs in a row", () => {
  test("the next try waits 0, 0, 0, 5, 15, 60, and then 300 seconds for ever", () => {
    const seconds: number[] = [];
    let [waits, nowMs]: [PinWaits, number] = [{}, NOW_MS];
    for (let tries = 0; tries < 9; tries += 1) {
      const tried = tryPin(waits, "1", nowMs);
      expect(tried.type).toBe("may");
      seconds.push(tried.waitMs / 1000);
      [waits, nowMs] = [tried.waits, nowMs + tried.waitMs];
    }

    expect(seconds).toEqual([0, 0, 0, 5, 15, 60, 300, 300, 300]);
  });

  test("a try before its time is none, and says what is left", () => {
    const waits = missed({ times: 5 });

    const early = tryPin(waits, "1", NOW_MS + 4000);

    expect(early).toEqual({ type: "must-wait", waitMs: 11_000, waits, misses: 5 });
    expect(tryPin(early.waits, "1", NOW_MS + 15_000).type).toBe("may");
  });

  test("the right one ends it", () => {
    const waits = endPinWait(missed({ times: 7 }), "1");

    expect(tryPin(waits, "1", NOW_MS)).toMatchObject({ type: "may", waitMs: 0 });
  });

  test("nobody else waits, but for what can't be a number, which waits together", () => {
    const waits = missed({ times: 7 });
    const nobody = missed({ number: "", times: 7 });

    expect(tryPin(waits, "2", NOW_MS).type).toBe("may");
    expect(tryPin(nobody, "__proto__", NOW_MS).type).toBe("must-wait");
    expect(tryPin(nobody, "01", NOW_MS).type).toBe("must-wait");
    expect(tryPin(nobody, "1", NOW_MS).type).toBe("may");
  });
});

describe("a clock that is set back", () => {
  test("by any time neither frees at once nor locks for longer than the wait", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 1, max: 10 ** 12 }),
        (times, backMs) => {
          const set = tryPin(missed({ times }), "1", NOW_MS - backMs);
          const whole = tryPin(missed({ times }), "1", NOW_MS).waitMs;

          expect(set).toMatchObject({ type: "must-wait", waitMs: whole });
          const later = tryPin(set.waits, "1", NOW_MS - backMs + whole - 1);
          expect(later).toMatchObject({ type: "must-wait", waitMs: 1 });
          expect(tryPin(later.waits, "1", NOW_MS - backMs + whole).type).toBe("may");
        },
      ),
    );
  });
});

test("whoever tries every number fills no disk and frees nobody who waits", () => {
  let waits = missed({ times: 7 });
  for (let number = 2; number < 3000; number += 1) {
    ({ waits } = tryPin(waits, String(number), NOW_MS + number));
  }

  expect(Object.keys(waits)).toHaveLength(500);
  expect(tryPin(waits, "1", NOW_MS + 3000)).toMatchObject({ type: "must-wait", waitMs: 297_000 });
});

/** Wrong as often as said, the last time now. */
function missed({ number = "1", times }: { readonly number?: string; readonly times: number }) {
  let waits: PinWaits = {};
  for (let left = times; left > 0; left -= 1) {
    const atMs = NOW_MS - (left - 1) * 1_000_000;
    ({ waits } = tryPin(waits, number, atMs));
  }
  return waits;
}
