/** Who sent what no till sends stays known when the program, or the box, is started again. */

import { afterEach, beforeEach, expect, test } from "vitest";

import {
  createViolationNotes,
  openViolations,
  seeViolation,
} from "../../../src/app/mesh/violations.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type Violation } from "../../../src/mesh/gossip/violation-log.ts";
import { createShop, type TestShop } from "../../support/shop.ts";

let shop: TestShop;

beforeEach(() => {
  shop = createShop();
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("what a till did before is open after a restart, with how often it was in all", () => {
  const { a } = shop;
  const b = shop.join("B");
  begin().look({ violations: [violation(b.device, 2)] }, 5000);

  a.reopen();
  a.clock.advance(60_000);

  expect(open()).toEqual([
    { device: b.device, kind: "said", reason: "a malformed piece", count: 2, agoMs: 61_000 },
  ]);
  const notes = begin();
  notes.look({ violations: [violation(b.device, 1)] }, 5000);
  expect(notes.list()).toMatchObject([{ count: 3, agoMs: 1000 }]);
  notes.look({ violations: [violation(b.device, 1)] }, 9000);
  expect(notes.list()).toMatchObject([{ count: 3, agoMs: 1000 }]);

  // Of another kind: one item for each till, and the last thing in it.
  const silent = { ...violation(b.device, 1), kind: "silent", atMs: 9000 } as const;
  notes.look({ violations: [silent, violation(b.device, 1)] }, 10_000);
  expect(notes.list()).toMatchObject([{ kind: "silent", count: 4, agoMs: 1000 }]);
});

test("what somebody has seen doesn't come back by a restart, and what is new does", () => {
  const { a } = shop;
  const b = shop.join("B");
  begin().look({ violations: [violation(b.device, 2)] }, 5000);
  seeViolation({ till: { ledger: a.ledger() }, clock: a.clock }, b.device);

  a.reopen();

  expect(open()).toEqual([]);
  const notes = begin();
  expect(notes.list()).toEqual([]);
  a.clock.advance(60_000);
  notes.look({ violations: [violation(b.device, 1)] }, 5000);
  expect(open()).toMatchObject([{ count: 1 }]);
});

test("who asks for too much is told of once a day, however often the program starts", () => {
  const { a } = shop;
  const b = shop.join("B");
  const greedy = { ...violation(b.device, 1), kind: "greedy" } as const;
  begin().look({ violations: [greedy] }, 5000);
  expect(open()).toHaveLength(1);
  seeViolation({ till: { ledger: a.ledger() }, clock: a.clock }, b.device);

  for (const hours of [1, 22]) {
    a.clock.advance(hours * 3_600_000);
    begin().look({ violations: [greedy] }, 5000);
    expect(open()).toEqual([]);
  }
  a.clock.advance(2 * 3_600_000);
  begin().look({ violations: [greedy] }, 5000);

  expect(open()).toMatchObject([{ kind: "greedy" }]);
});

test("no more of them are kept than a shop has tills, the newest", () => {
  const { a } = shop;
  const notes = begin();
  const many = Array.from({ length: 150 }, (_, at) => ({
    ...violation(`${at}`.padStart(26, "0") as DeviceId, 1),
    reason: "x".repeat(5000),
    atMs: at,
  }));

  notes.look({ violations: many }, 5000);
  a.reopen();

  expect(open()).toHaveLength(100);
  expect(open().every(({ agoMs }) => agoMs < 5000 - 49)).toBe(true);
  expect(a.ledger().store.local("violations")?.length).toBeLessThan(40_000);
});

function begin(): ReturnType<typeof createViolationNotes> {
  const { a } = shop;
  return createViolationNotes(a.ledger().store, a.clock);
}

/** As a person reads it while nobody has the links. */
function open(): ReturnType<typeof openViolations> {
  const { a } = shop;
  const till = { ledger: a.ledger() };
  return openViolations({ till, printing: { mesh: () => undefined }, clock: a.clock });
}

function violation(device: DeviceId, count: number): Violation {
  return { device, kind: "said", reason: "a malformed piece", atMs: 4000, count };
}
