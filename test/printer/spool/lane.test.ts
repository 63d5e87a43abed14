import { expect, test } from "vitest";

import { createLane, type StepOutcome } from "../../../src/printer/spool/lane.ts";
import { createManualClock } from "../../support/manual-clock.ts";

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

test("a printer that may be reached again is tried at once, and then with short pauses", async () => {
  const { lane, steps, clock } = setupLane(Array.from({ length: 20 }, () => "trouble"));
  lane.wake();
  for (let pause = 0; pause < 6; pause += 1) {
    await lane.settled();
    clock.advance(30_000);
  }
  await lane.settled();
  const before = steps();

  lane.retry();
  await lane.settled();
  expect(steps()).toBe(before + 1);
  clock.advance(1000);
  await lane.settled();
  expect(steps()).toBe(before + 2);
});

test("a printer that never answered keeps its pause when it may be reached again", async () => {
  const { lane, steps, clock } = setupLane(["doubt", "done"]);
  lane.wake();
  await lane.settled();

  lane.retry();
  await lane.settled();
  expect(steps()).toBe(1);
  clock.advance(1000);
  await lane.settled();
  expect(steps()).toBe(2);
});

test("something new cuts the pause after trouble short, but not the one after doubt", async () => {
  const { lane, steps, clock } = setupLane(["trouble", "doubt", "done"]);
  lane.wake();
  await lane.settled();

  lane.offer();
  await lane.settled();
  expect(steps()).toBe(2);
  lane.offer();
  clock.advance(1999);
  await lane.settled();
  expect(steps()).toBe(2);

  clock.advance(1);
  await lane.settled();
  expect(steps()).toBe(3);
});

test("something new while it works is looked at, but not at the price of a doubt", async () => {
  const calm = setupLane(["done", "trouble", "done"]);
  const shaken = setupLane(["doubt", "done"]);

  for (const { lane } of [calm, shaken]) {
    lane.wake();
    lane.offer();
    await lane.settled();
  }

  expect(calm.steps()).toBe(2);
  expect(shaken.steps()).toBe(1);
  shaken.lane.wake();
  await shaken.lane.settled();
  expect(shaken.steps()).toBe(2);
});

test("a step that throws is told, and tried again after the pause", async () => {
  const error = new Error("the disk is full");
  const { lane, steps, clock, faults } = setupLane([error, error, "more", "done"]);

  lane.wake();
  await lane.settled();
  expect(lane.isRunning()).toBe(false);
  for (const waitMs of [1000, 2000]) {
    clock.advance(waitMs);
    await lane.settled();
  }

  expect(steps()).toBe(4);
  expect(faults).toEqual([error, error]);
});

function setupLane(outcomes: ReadonlyArray<StepOutcome | Error>): {
  readonly lane: ReturnType<typeof createLane>;
  readonly steps: () => number;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly faults: ReadonlyArray<unknown>;
} {
  const clock = createManualClock();
  const faults: unknown[] = [];
  let steps = 0;
  const lane = createLane({
    clock,
    async step() {
      steps += 1;
      const outcome = outcomes[steps - 1] ?? "done";
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    onFault: (error) => void faults.push(error),
  });
  return { lane, steps: () => steps, clock, faults };
}
