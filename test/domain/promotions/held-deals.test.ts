import { describe, expect, test } from "vitest";

import { type EventId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { basketDeals } from "../../../src/domain/promotions/basket-deals.ts";
import {
  type CoveredItem,
  heldDeals,
  type HeldDeals,
  type HeldLine,
  withIds,
  type WrittenPromotions,
} from "../../../src/domain/promotions/held-deals.ts";
import { basketOf, eventId, nForM } from "./baskets.ts";

/** A shop that sells beer at 3.00, three for two, and tills that each know some lines and receipts. */
const BEER = 300;

describe("a deal counts whole or not at all", () => {
  test("V22: what tills add apart makes no deal until somebody acts", () => {
    const known = [line(1), line(2), line(3)];

    expect(bill({ written: [], lines: known, items: [] })).toBe(900);
    const deals = acted({ written: [], lines: known, items: [] }, "A");
    expect(bill({ written: [deals], lines: known, items: [] })).toBe(600);
  });

  test("V22: of two deals that want the same pieces the last written one counts, and no piece pays for two", () => {
    const here = acted({ written: [], lines: [line(1), line(2), line(3)], items: [] }, "A");
    const there = acted({ written: [], lines: [line(1), line(2), line(4)], items: [] }, "B");
    const healed = { written: [here, there], lines: [1, 2, 3, 4].map((at) => line(at)), items: [] };

    expect(bill({ ...healed, lines: [line(1), line(2), line(3)], written: [here] })).toBe(600);
    expect(bill(healed)).toBe(900);
    expect(heldDeals(healed).deals.map(({ id }) => id)).toEqual(["B1"]);
    const after = acted(healed, "C");
    expect(bill({ ...healed, written: [here, there, after] })).toBe(900);
    expect(after.deals.map(({ id }) => id)).toEqual(["C1"]);
  });

  test("a till apart that takes a piece away ends it", () => {
    const deals = acted({ written: [], lines: [line(1, 3)], items: [] }, "A");

    expect(bill({ written: [deals], lines: [line(1, 3)], items: [] })).toBe(600);
    expect(bill({ written: [deals], lines: [line(1, 2)], items: [] })).toBe(600);
    expect(bill({ written: [deals], lines: [line(1, 0)], items: [] })).toBe(0);
  });

  test("two deals of one line need all their pieces", () => {
    const deals = acted({ written: [], lines: [line(1, 6)], items: [] }, "A");

    expect(deals.deals.map(({ id }) => id)).toEqual(["A1", "A2"]);
    const less = heldDeals({ written: [deals], lines: [line(1, 5)], items: [] });
    expect(less.deals.map(({ id }) => id)).toEqual(["A1"]);
  });

  test("a deal is there again with the same pieces: it keeps its id", () => {
    const first = acted({ written: [], lines: [line(1), line(2), line(3)], items: [] }, "A");
    const lines = [1, 2, 3, 4, 5, 6].map((at) => line(at));
    const second = acted({ written: [first], lines, items: [] }, "B");

    expect(second.deals.map(({ id }) => id)).toEqual(["A1", "B1"]);
  });
});

describe("a deal that a receipt names in part", () => {
  const first = acted({ written: [], lines: [line(1), line(2), line(3)], items: [] }, "A");
  const paid = [item(1, ["A1"], 100)];

  test("history 3 and V23: a fourth piece makes no second deal of the open ones, three more do", () => {
    const four = { written: [first], lines: [1, 2, 3, 4].map((at) => line(at)), items: paid };
    expect(acted(four, "B").deals).toEqual([]);
    expect(freeOf(four)).toEqual([4]);
    expect(bill(four)).toBe(900);

    const six = { ...four, lines: [1, 2, 3, 4, 5, 6].map((at) => line(at)) };
    const second = acted(six, "B");
    expect(bill({ ...six, written: [first, second] })).toBe(1200);
    expect(leftToPay({ ...six, written: [first, second] })).toBe(1000);
  });

  test("V23: is broken by a void; what is paid stays paid, and what is left costs its list price", () => {
    const voided = { written: [first], lines: [line(1), line(2, 0), line(3)], items: paid };
    const held = heldDeals(voided);

    expect(held.deals).toEqual([]);
    expect(held.broken.map(({ deal, kept }) => [deal.id, kept])).toEqual([["A1", 100]]);
    expect(leftToPay(voided)).toBe(300);
    expect(freeOf(voided)).toEqual([3]);
  });

  test("history 8: claims its pieces before a deal that a till apart wrote of them", () => {
    const apart = acted({ written: [], lines: [line(2), line(3), line(4)], items: [] }, "B");
    const healed = {
      written: [first, apart],
      lines: [1, 2, 3, 4].map((at) => line(at)),
      items: paid,
    };

    expect(heldDeals(healed).deals.map(({ id }) => id)).toEqual(["A1"]);
    expect(bill(healed)).toBe(900);
    expect(freeOf(healed)).toEqual([4]);
  });

  test("a piece that a receipt covers is in no deal but those that the receipt names", () => {
    const unnamed = {
      written: [first],
      lines: [1, 2, 3].map((at) => line(at)),
      items: [item(1, [], 0)],
    };
    expect(heldDeals(unnamed).deals).toEqual([]);
    expect(freeOf(unnamed)).toEqual([2, 3]);

    const apart = acted({ written: [], lines: [line(2), line(3), line(4)], items: [] }, "B");
    const twice = {
      written: [first, apart],
      lines: [1, 2, 3, 4].map((at) => line(at)),
      items: [item(1, ["A1"], 100), item(2, ["B1"], 100)],
    };
    const held = heldDeals(twice);
    expect(held.deals.map(({ id }) => id)).toEqual(["B1"]);
    expect(held.broken.map(({ deal, kept }) => [deal.id, kept])).toEqual([["A1", 100]]);
    expect(leftToPay(twice)).toBe(400);
  });

  test("pieces that one receipt covers for two deals make up one of them once, and the other is broken", () => {
    const six = acted({ written: [], lines: [line(1, 6)], items: [] }, "A");
    const five = { line: eventId(1), covered: 5000, deals: ["A1", "A2"], promo: minor(600) };

    // The sixth piece was voided after the others were paid.
    const held = heldDeals({ written: [six], lines: [line(1, 5)], items: [five] });

    expect(held.deals.map(({ id }) => id)).toEqual(["A1"]);
    expect(held.broken.map(({ deal, kept }) => [deal.id, kept])).toEqual([["A2", 300]]);
  });

  test("of a line that is paid by shares the rest of its deal stays, and no piece beside it is free", () => {
    const four = acted({ written: [], lines: [line(1, 4)], items: [] }, "A");
    const quarter = { line: eventId(1), covered: 1000, deals: ["A1"], promo: minor(75) };
    const shared = { written: [four], lines: [line(1, 4)], items: [quarter] };

    expect(heldDeals(shared).deals.map(({ id }) => id)).toEqual(["A1"]);
    expect(freeOf(shared)).toEqual([]);
    expect(freeOf({ ...shared, lines: [line(1, 5)] })).toEqual([1]);
  });
});

interface Known {
  readonly written: ReadonlyArray<WrittenPromotions>;
  readonly lines: ReadonlyArray<HeldLine>;
  readonly items: ReadonlyArray<CoveredItem>;
}

function line(at: number, count = 1): HeldLine {
  return { line: eventId(at), count, isWeighed: false };
}

function item(at: number, deals: ReadonlyArray<string>, promo: number): CoveredItem {
  return { line: eventId(at), covered: 1000, deals, promo: minor(promo) };
}

/** An act of a person: deals are worked out over the pieces that are free, and written. */
function acted(known: Known, till: string): WrittenPromotions {
  const { freeByLine, deals: before, frozen } = heldDeals(known);
  const { lines, promotions } = basketOf(
    [nForM(3, 2, "beer")],
    known.lines.map(() => ({ sku: "beer", price: BEER })),
  );
  const free = lines.flatMap((own, at) => {
    const { line: id } = known.lines[at] ?? own;
    const count = freeByLine.get(id) ?? 0;
    return count === 0 ? [] : [Object.assign({}, own, { line: id, count })];
  });
  let ids = 0;
  const deals = withIds(
    basketDeals({ lines: free, promotions }),
    before.filter(({ id }) => !frozen.has(id)),
    () => {
      ids += 1;
      return `${till}${ids}`;
    },
  );
  return { lines: free.map((own) => own.line), deals };
}

/** The lines that have free pieces. */
function freeOf(known: Known): ReadonlyArray<number> {
  const { freeByLine } = heldDeals(known);
  return known.lines
    .filter((own) => (freeByLine.get(own.line) ?? 0) > 0)
    .map((own) => Number(own.line.split(":")[1]));
}

/** What all lines cost, paid or not. */
function bill(known: Known): number {
  const { offByLine } = heldDeals(known);
  return sum(known.lines.map((own) => BEER * own.count - offAt(offByLine, own.line)));
}

/** Each item covers one piece at its price less what deals took off. */
function leftToPay(known: Known): number {
  return (
    bill(known) - sum(known.items.map(({ promo, covered }) => (BEER * covered) / 1000 - promo))
  );
}

function offAt(offByLine: HeldDeals["offByLine"], id: EventId): number {
  return offByLine.get(id) ?? 0;
}

function sum(values: ReadonlyArray<number>): number {
  return values.reduce((total, value) => total + value, 0);
}
