/** What waits for whom after a commit. */

import { expect, test } from "vitest";

import { createAfterCommit } from "../../../src/ledger/projection/after-commit.ts";
import { createManualClock } from "../../support/manual-clock.ts";

/** A ledger that notes what happens to it, in order. */
function committing(flushed: () => void = () => undefined) {
  const clock = createManualClock();
  const happened: string[] = [];
  const troubles: unknown[] = [];
  let unflushed = 0;
  const { changed, close } = createAfterCommit({
    follower: {
      unflushedCount: () => unflushed,
      flush: () => {
        happened.push("flushed");
        flushed();
        unflushed = 0;
      },
    },
    carryOver: () => happened.push("carried over"),
    clock,
    listeners: new Set([() => happened.push("told")]),
    onTrouble: (cause) => troubles.push(cause),
  });
  function commit(count = 1, isBehind = false): void {
    for (let done = 0; done < count; done += 1) {
      unflushed += 1;
      changed(isBehind);
    }
  }
  return { clock, happened, troubles, commit, close };
}

const REST_MS = 40;

test("whoever waits for a commit is told before the folded state is written down", () => {
  const { clock, happened, commit } = committing();
  commit(64);
  clock.advance(REST_MS - 1);
  expect(happened).toHaveLength(64);
  clock.advance(1);
  expect(happened.at(-1)).toBe("flushed");
});

test("nothing but commits happens between commits that follow each other", () => {
  const { clock, happened, commit } = committing();
  commit(63);
  for (let done = 0; done < 100; done += 1) {
    commit();
    clock.advance(REST_MS - 1);
  }
  expect(new Set(happened)).toEqual(new Set(["told"]));
  clock.advance(1);
  expect(happened.at(-1)).toBe("flushed");
});

test("the log is carried over at the rest after that, and not again before the next flush", () => {
  const { clock, happened, commit } = committing();
  commit(64);
  clock.advance(REST_MS);
  commit();
  clock.advance(REST_MS - 1);
  expect(happened.at(-1)).toBe("told");
  clock.advance(1);
  expect(happened.at(-1)).toBe("carried over");
  commit();
  clock.advance(1000);
  expect(happened.at(-1)).toBe("told");
  expect(clock.pendingCount()).toBe(0);
});

test("a process that never comes to rest writes it down all the same", () => {
  const { clock, happened, commit } = committing();
  commit(192);
  expect(happened.at(-2)).toBe("told");
  expect(happened.at(-1)).toBe("flushed");
  clock.advance(1000);
  expect(happened.at(-1)).toBe("carried over");
  expect(clock.pendingCount()).toBe(0);
});

test("whoever is far behind writes more of it down at once", () => {
  const { clock, happened, commit } = committing();
  commit(255, true);
  clock.advance(1000);
  expect(happened).not.toContain("flushed");
  commit(1, true);
  expect(happened.at(-1)).toBe("flushed");
  expect(clock.pendingCount()).toBe(0);
});

test("whoever was far behind and has caught up writes the rest of it down", () => {
  const { clock, happened, commit } = committing();
  commit(70, true);
  commit();
  expect(happened.at(-1)).toBe("told");
  clock.advance(REST_MS);
  expect(happened.at(-1)).toBe("flushed");
});

test("what can't be written down is tried again after the next commit, and not before", () => {
  const { clock, happened, troubles, commit } = committing(() => {
    throw new Error("full");
  });
  commit(64);
  clock.advance(1000);
  expect(happened.filter((what) => what === "flushed")).toHaveLength(1);
  commit();
  clock.advance(1000);
  expect(happened.filter((what) => what === "flushed")).toHaveLength(2);
  expect(troubles).toHaveLength(2);
});

test("nothing is written down once it is closed", () => {
  const { clock, happened, commit, close } = committing();
  commit(64);
  close();
  clock.advance(1000);
  expect(happened).not.toContain("flushed");
});
