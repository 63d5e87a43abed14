/** Who has which order before them, told from till to till and kept nowhere. */

import { describe, expect, test } from "vitest";

import { type EventId } from "../../../src/domain/identity.ts";
import { encodeMessage } from "../../../src/mesh/gossip/messages.ts";
import { type TestShop } from "../../support/shop.ts";
import { wiredShop, withWiredShops } from "../../support/wired-shop.ts";
import { type WiredTill, type Wires } from "../../support/wired-tills.ts";

const MINUTE_MS = 60_000;
const ORDER = `${"a".repeat(26)}.${"b".repeat(13)}:7:deadbeef` as EventId;
const OTHER = `${"a".repeat(26)}.${"b".repeat(13)}:8:deadbeef` as EventId;

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

describe("a person who only looks at an order", () => {
  test("is seen at the other tills at once, and at none any more when they turn to another one", () => {
    const [a, b, c] = connected("A", "B", "C");
    wires.connect(a, c);
    wires.run(1000);
    const before = [a, b, c].map(lastArrival);

    look(a, ORDER);
    wires.run(200);
    const there = [b, c].map((till) => till.node.looking.seen(wires.nowMs()));
    look(a, OTHER);
    wires.run(200);
    const next = b.node.looking.seen(wires.nowMs());
    look(a);
    wires.run(200);

    expect(there).toEqual([[{ staff: "3", order: ORDER }], [{ staff: "3", order: ORDER }]]);
    expect(next).toEqual([{ staff: "3", order: OTHER }]);
    expect(b.node.looking.seen(wires.nowMs())).toEqual([]);
    expect([a, b, c].map(lastArrival)).toEqual(before);
  });

  test("is forgotten two minutes after their last key, and stays while they go on", () => {
    const [a, b] = connected("A", "B");
    for (let minute = 0; minute < 5; minute += 1) {
      look(a, ORDER);
      wires.run(MINUTE_MS);
    }
    expect(b.node.looking.seen(wires.nowMs())).toHaveLength(1);

    wires.run(2 * MINUTE_MS);

    expect(b.node.looking.seen(wires.nowMs())).toEqual([]);
  });

  test("costs few messages, however many keys they press", () => {
    const [a] = connected("A", "B");
    const before = said();
    for (let key = 0; key < 1000; key += 1) {
      look(a, ORDER);
      wires.run(100);
    }

    // A hundred seconds: one at once, and one each thirty seconds.
    expect(said() - before).toBe(4);
  });

  test("is gone when their till is", () => {
    const [a, b] = connected("A", "B");
    look(a, ORDER);
    wires.run(200);

    wires.cut(a, b);

    expect(b.node.looking.seen(wires.nowMs())).toEqual([]);
  });
});

test("looks without end, or that name no order, are shunned as what no till says", () => {
  const [a, b] = connected("A", "B");
  const looks = Array.from({ length: 5 }, () => ({ staff: "3", order: ORDER }));

  a.sayTo(b, encodeMessage({ type: "looks", looks }));
  wires.run(100);

  expect(b.node.status().violations).toMatchObject([{ reason: "a malformed looks" }]);
  expect(b.node.looking.seen(wires.nowMs())).toEqual([]);
});

function connected(...codes: ReadonlyArray<string>): [WiredTill, WiredTill, WiredTill] {
  const [a, b, c] = wiredShop({ shop, wires }, ...codes);
  if (a === undefined || b === undefined) throw new Error("There are too few tills.");
  wires.connect(a, b);
  wires.run(1000);
  return [a, b, c ?? b];
}

function look(till: WiredTill, order?: EventId): void {
  till.node.looking.show(order === undefined ? [] : [{ staff: "3", order }]);
}

function said(): number {
  return wires.heard.filter(({ message }) => message?.type === "looks").length;
}

function lastArrival({ till }: WiredTill): number {
  return till.ledger().store.lastArrival();
}
