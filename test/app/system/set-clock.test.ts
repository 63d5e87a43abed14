/** A clock that was put right by hand: until the machine starts again, or its own clock is set. */

import { describe, expect, test } from "vitest";

import { createSetClock, type MachineRun } from "../../../src/app/system/set-clock.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";

/** 2026-11-21, 07:30 in UTC. */
const NOW_MS = 1_795_246_200_000;
const MINUTE_MS = 60_000;

describe("what was typed", () => {
  test("is the time from then on, which goes on as the machine's does", () => {
    const { machine, clockOf } = aBox();
    const clock = clockOf("first");
    expect(clock.isSet()).toBe(false);

    clock.set(NOW_MS);
    expect(clock.nowMs()).toBe(NOW_MS);
    machine.pass(90 * MINUTE_MS);

    expect(clock.nowMs()).toBe(NOW_MS + 90 * MINUTE_MS);
    expect(clock.isSet()).toBe(true);
  });

  test("holds in every process on the box, also in one that runs already", () => {
    const { machine, clockOf } = aBox();
    const [one, other] = [clockOf("first"), clockOf("first")];
    other.nowMs();

    one.set(NOW_MS);
    machine.pass(MINUTE_MS);

    expect(other.nowMs()).toBe(NOW_MS + MINUTE_MS);
    expect(clockOf("first").nowMs()).toBe(NOW_MS + MINUTE_MS);
  });

  test("is forgotten when the machine starts again, also at the very moment that it stood on", () => {
    const { machine, clockOf } = aBox();
    clockOf("first").set(NOW_MS);

    const after = clockOf("second");

    expect(after.isSet()).toBe(false);
    expect(after.nowMs()).toBe(machine.clock.nowMs());
  });

  test("gives way to a clock that somebody has set, and not to one that drifts", () => {
    const { machine, clockOf } = aBox();
    const clock = clockOf("first");
    clock.set(NOW_MS);

    machine.clock.set(machine.clock.nowMs() + 2 * MINUTE_MS);
    expect(clock.nowMs()).toBe(NOW_MS + 2 * MINUTE_MS);
    machine.clock.set(NOW_MS + 20 * MINUTE_MS);

    expect(clock.nowMs()).toBe(NOW_MS + 20 * MINUTE_MS);
    expect(clock.isSet()).toBe(false);
  });

  test("may be typed anew", () => {
    const { clockOf } = aBox();
    const clock = clockOf("first");
    clock.set(NOW_MS + 60 * MINUTE_MS);

    clock.set(NOW_MS);

    expect(clock.nowMs()).toBe(NOW_MS);
  });
});

interface Box {
  readonly machine: { readonly clock: ManualClock; readonly pass: (byMs: number) => void };
  readonly clockOf: (run: string) => ReturnType<typeof createSetClock>;
}

/** Its battery is dead: a minute ago it was 1970. */
function aBox(): Box {
  const clock = createManualClock(MINUTE_MS);
  const kept = new Map<string, string>();
  let elapsedMs = MINUTE_MS;
  return {
    machine: {
      clock,
      pass: (byMs) => {
        clock.advance(byMs);
        elapsedMs += byMs;
      },
    },
    clockOf: (id) => {
      const run: MachineRun = { id, elapsedMs: () => elapsedMs };
      const made = createSetClock(clock, run);
      made.keepIn({
        local: (key) => kept.get(key),
        setLocal: (key, value) => kept.set(key, value),
      });
      return made;
    },
  };
}
