import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  createStrangerGate,
  DAWDLE_MS,
  type Slot,
} from "../../../src/mesh/links/guarded-server.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const LIMITS = { slotsMax: 4, triesAtOnce: 3, tryPauseMs: 1000 };

describe("the strangers' room", () => {
  test("takes a few of one address, and one more after each pause", () => {
    const { clock, enter } = setUp();

    expect(["a", "a", "a", "a"].map(enter).map(Boolean)).toEqual([true, true, true, false]);
    clock.advance(LIMITS.tryPauseMs);
    expect(["a", "a"].map(enter).map(Boolean)).toEqual([true, false]);
    expect(enter("b")).toBeDefined();
  });

  test("counts members for nothing", () => {
    const { enter } = setUp();

    for (let at = 0; at < 100; at += 1) enter("a")?.clear();

    expect(enter("a")).toBeDefined();
  });

  test("counts a try for whoever leaves otherwise, and frees the place", () => {
    const { enter } = setUp();

    for (let at = 0; at < 3; at += 1) enter("a")?.leave();

    expect(enter("a")).toBeUndefined();
    expect(["b", "b", "b", "c"].map(enter).every(Boolean)).toBe(true);
  });

  test("sends away who dawdled longest when it is full, but nobody who has just come", () => {
    const { clock, enter, evicted } = setUp();
    for (const address of ["a", "b", "c", "d"]) enter(address);

    expect(enter("e")).toBeUndefined();
    clock.advance(DAWDLE_MS);
    expect(enter("e")).toBeDefined();

    expect(evicted).toEqual(["a"]);
  });

  test("is not held up by a wall clock that is set back", () => {
    const { clock, enter } = setUp();
    clock.set(1_000_000_000);
    for (let at = 0; at < 3; at += 1) enter("a")?.leave();

    clock.set(0);
    expect(enter("a")).toBeUndefined();
    clock.advance(LIMITS.tryPauseMs);

    expect(enter("a")).toBeDefined();
  });

  test("never has more in it than it may, whoever comes and goes", () => {
    const acts = fc.array(fc.tuple(fc.constantFrom("enter", "clear", "leave", "wait"), fc.nat(9)), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(acts, (acts) => {
        const { clock, enter, inside } = setUp();
        for (const [act, at] of acts) {
          const place = [...inside][at];
          if (act === "enter") enter(`192.0.2.${at}`);
          else if (act === "wait") clock.advance(at * 100);
          else if (place !== undefined) {
            place[act]();
            inside.delete(place);
          }
          expect(inside.size).toBeLessThanOrEqual(LIMITS.slotsMax);
        }
      }),
    );
  });
});

function setUp(): {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly enter: (address: string) => Slot | undefined;
  readonly inside: Set<Slot>;
  readonly evicted: ReadonlyArray<string>;
} {
  const clock = createManualClock();
  const gate = createStrangerGate(LIMITS, clock);
  const inside = new Set<Slot>();
  const evicted: string[] = [];
  return {
    clock,
    inside,
    evicted,
    enter: (address) => {
      const place = gate.enter(address, () => {
        evicted.push(address);
        if (place !== undefined) inside.delete(place);
      });
      if (place !== undefined) inside.add(place);
      return place;
    },
  };
}
