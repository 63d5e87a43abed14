/** A till's share of another one: who uses it up waits, and who wastes it is named; nobody else is. */

import { expect, test } from "vitest";

import { type Hash, type Origin } from "../../../src/domain/identity.ts";
import { type MeshPiece } from "../../../src/mesh/gossip/ports.ts";
import { createWork } from "../../../src/mesh/gossip/work.ts";

const LIAR = "liar";
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

test("a till that was quiet may use a third of a second at once, and a tenth of each second after", () => {
  const { work, pass, costing } = measured();

  costing(LIAR, 299);
  expect(work.isOverdrawn(LIAR)).toBe(false);
  costing(LIAR, 1);
  expect(work.isOverdrawn(LIAR)).toBe(true);
  pass(500);
  expect(work.isOverdrawn(LIAR)).toBe(false);

  const workMs = busyFor(60 * SECOND_MS, { work, pass, costing });
  expect(workMs).toBeLessThan(0.1 * 60 * SECOND_MS + 100);
});

test("what takes long because the machine is busy uses up a share, and blames nobody", () => {
  const { work, pass, holding, named } = measured();

  for (let second = 0; second < 600; second += 1) {
    while (!work.isOverdrawn(LIAR)) holding(LIAR, 50);
    pass(SECOND_MS);
  }

  expect(named).toEqual([]);
});

test("one whose share is used up takes nothing of another one's", () => {
  const { work, costing } = measured();

  costing(LIAR, 5000);

  expect(work.isOverdrawn(LIAR)).toBe(true);
  expect(work.isOverdrawn("honest")).toBe(false);
});

test("who wastes for a quarter of a minute is named once, and gets a tenth of its share from then on", () => {
  const { work, pass, costing, named } = measured();

  busyFor(60 * SECOND_MS, { work, pass, costing });
  const lateMs = busyFor(60 * SECOND_MS, { work, pass, costing });

  expect(named[0]).toBeLessThan(30 * SECOND_MS);
  expect(lateMs).toBeLessThan(0.04 * 60 * SECOND_MS);
});

test("many that waste have together what one would have", () => {
  const { work, pass, costing } = measured();
  const many = Array.from({ length: 26 }, (_, at) => `${LIAR} ${at}`);
  for (const one of many) costing(one, 5000);
  pass(SECOND_MS);

  let workMs = 0;
  for (let second = 0; second < 600; second += 1) {
    for (const one of many) {
      if (work.isOverdrawn(one)) continue;
      costing(one, 50);
      workMs += 50;
    }
    pass(SECOND_MS);
  }

  expect(workMs).toBeLessThan(0.05 * 600 * SECOND_MS);
});

test("who is sent a long history that it asked for waits, and isn't named", () => {
  const { work, pass, named } = measured();
  let sent = 0;

  for (let second = 0; second < 600; second += 1) {
    while (!work.isOverdrawn(LIAR)) {
      work.at(LIAR, () => {
        sent += 1;
        work.effort.served(piece(sent));
        work.effort.bytes(100_000);
      });
    }
    pass(SECOND_MS);
  }

  expect(sent).toBeGreaterThan(20_000);
  expect(named).toEqual([]);
});

test("who asks for the same history again and again is named", () => {
  const { work, pass, named } = measured();

  for (let second = 0; second < 60; second += 1) {
    for (let seq = 1; seq <= 500 && !work.isOverdrawn(LIAR); seq += 1) {
      work.at(LIAR, () => {
        work.effort.served(piece(seq));
        work.effort.bytes(20_000);
      });
    }
    pass(SECOND_MS);
  }

  expect(named.length).toBeGreaterThan(0);
});

test("what we have asked for, and was new, costs its teller nothing", () => {
  const { work, named } = measured();

  for (let count = 0; count < 10_000; count += 1) {
    work.at(LIAR, () => {
      work.effort.bytes(50_000);
      work.effort.asked();
    });
  }

  expect(work.isOverdrawn(LIAR)).toBe(false);
  expect(named).toEqual([]);
});

test("a till that sells ten things a second, day in, day out, is neither late nor named", () => {
  const { work, pass, named } = measured();

  for (let second = 0; second < 3600; second += 1) {
    for (let sale = 0; sale < 10; sale += 1) {
      work.at(LIAR, () => {
        work.effort.bytes(900);
        work.effort.pressed(900);
      });
      expect(work.isOverdrawn(LIAR)).toBe(false);
    }
    pass(SECOND_MS);
  }

  expect(named).toEqual([]);
});

test("a link that is new begins with what the last one has left", () => {
  const { work, pass, costing } = measured();
  costing(LIAR, 3000);

  pass(20 * SECOND_MS);
  expect(work.isOverdrawn(LIAR)).toBe(true);
  pass(DAY_MS);
  expect(work.isOverdrawn(LIAR)).toBe(false);
});

test("keys without end are not remembered without end", () => {
  const { work, costing } = measured();

  for (let key = 0; key < 2000; key += 1) costing(`key ${key}`, 1);

  expect(work.costs((key) => key as never).length).toBeLessThan(300);
});

type Measured = ReturnType<typeof measured>;

function measured() {
  let costMs = 0;
  let heldMs = 0;
  let nowMs = 0;
  const named: number[] = [];
  const work = createWork({
    meter: {
      measure: (run) => {
        run();
        return { heldMs: Math.max(costMs, heldMs), usedMs: costMs };
      },
    },
    onWaste: (_, atMs) => named.push(atMs),
  });
  return {
    work,
    named,
    pass: (ms: number) => {
      nowMs += ms;
      work.pass(nowMs);
    },
    holding: (key: string, ms: number) => {
      heldMs = ms;
      work.at(key, () => undefined);
      heldMs = 0;
    },
    costing: (key: string, ms: number) => {
      costMs = ms;
      work.at(key, () => undefined);
      costMs = 0;
    },
  };
}

/** It says what costs 5 ms whenever it is heard; how much that came to. */
function busyFor(ms: number, { work, pass, costing }: Pick<Measured, "work" | "pass" | "costing">) {
  let workMs = 0;
  for (let passed = 0; passed < ms; passed += 100) {
    while (!work.isOverdrawn(LIAR)) {
      costing(LIAR, 5);
      workMs += 5;
    }
    pass(100);
  }
  return workMs;
}

function piece(last: number): MeshPiece {
  return {
    origin: "kitchen.1" as Origin,
    first: last,
    last,
    hash: "00" as Hash,
    isPacked: false,
    bytes: () => new Uint8Array(),
  };
}
