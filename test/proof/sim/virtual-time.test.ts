import { expect, test } from "vitest";

import { createVirtualTime } from "../../../proof/sim/virtual-time.ts";

test("what is due happens in order, of one moment the first that was asked for first", async () => {
  const time = createVirtualTime();
  const seen: string[] = [];
  function at(delayMs: number, name: string): () => void {
    return time.after(delayMs, () => {
      seen.push(`${name} ${time.nowMs()}`);
    });
  }

  at(30, "late");
  at(10, "one");
  const cancel = at(10, "never");
  at(10, "other");
  cancel();
  await time.runUntil(20);

  expect(seen).toEqual(["one 10", "other 10"]);
  expect(time.nowMs()).toBe(20);
  await time.runUntil(100);
  expect(seen.at(-1)).toBe("late 30");
});

test("what takes its time outside of the queue is waited for", async () => {
  const time = createVirtualTime();
  const seen: string[] = [];
  time.after(1, async () => {
    await Promise.resolve();
    seen.push("packed");
  });
  time.after(2, () => {
    seen.push("next");
  });

  await time.runUntil(5);

  expect(seen).toEqual(["packed", "next"]);
});

test("thousands in any order come out in order", async () => {
  const time = createVirtualTime();
  const seen: number[] = [];
  for (let index = 0; index < 5000; index += 1) {
    time.after((index * 7919) % 1000, () => {
      seen.push(time.nowMs());
    });
  }

  await time.runUntil(1000);

  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen).toHaveLength(5000);
});
