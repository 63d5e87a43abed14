import { expect, test } from "vitest";

import { createLane, type StepOutcome } from "../../src/printer/lane.ts";
import { createManualClock } from "../support/manual-clock.ts";

test("a lane works until there is nothing left, and then stands still", async () => {
  const { lane, steps, clock } = setupLane(["more", "more", "done"]);

  lane.wake();
  await lane.settled();

  expect(steps()).toBe(3);
  expect(lane.isRunning()).toBe(false);
  expect(clock.pendingCount()).toBe(0);
});

test("trouble is tried again after pauses that double up to half a minute", async () => {
  const { lane, steps, clock } = setupLane(Array.from({ length: 20 }, () => "trouble"));
  lane.wake();
  await lane.settled();

  const waits: number[] = [];
  for (let pause = 0; pause < 7; pause += 1) {
    const before = steps();
    let waitedMs = 0;
    while (steps() === before) {
      clock.advance(1000);
      waitedMs += 1000;
    }
    waits.push(waitedMs);
    await lane.settled();
  }

  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test("waking doesn't wait for the pause, and success makes the pauses short again", async () => {
  const { lane, steps, clock } = setupLane(["trouble", "trouble", "more", "trouble", "done"]);
  for (let wakes = 0; wakes < 3; wakes += 1) {
    lane.wake();
    await lane.settled();
  }
  expect(steps()).toBe(4);

  clock.advance(1000);
  await lane.settled();

  expect(steps()).toBe(5);
  expect(clock.pendingCount()).toBe(0);
});

test("a wake while it works isn't lost", async () => {
  const { lane, steps } = setupLane(["done", "done"]);

  lane.wake();
  lane.wake();
  await lane.settled();

  expect(steps()).toBe(2);
});

test("a closed lane neither wakes nor tries again", async () => {
  const { lane, steps, clock } = setupLane(["trouble", "done"]);
  lane.wake();
  await lane.close();

  lane.wake();
  clock.advance(60_000);
  await lane.settled();

  expect(steps()).toBe(1);
});

function setupLane(outcomes: ReadonlyArray<StepOutcome>): {
  readonly lane: ReturnType<typeof createLane>;
  readonly steps: () => number;
  readonly clock: ReturnType<typeof createManualClock>;
} {
  const clock = createManualClock();
  let steps = 0;
  const lane = createLane({
    clock,
    async step() {
      steps += 1;
      return outcomes[steps - 1] ?? "done";
    },
  });
  return { lane, steps: () => steps, clock };
}
