import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Geometry,
  pageOf,
  assignSlots,
  type SlotCard,
  type Slots,
  slotsFrom,
  REST_MS,
} from "../../../src/tui/kitchen/kitchen-slots.ts";

/** As at 80 cells and 24 rows. */
const GEOMETRY: Geometry = { columns: 3, rows: 2 };

describe("the places of tickets", () => {
  test("are given from the first on, the oldest ticket first", () => {
    expect(numbersOf(place(slotsFrom([]), ["a", "b", "c"]))).toEqual({ a: 1, b: 2, c: 3 });
  });

  test("stay, whichever ticket goes; a new one takes one that is free, after a moment", () => {
    const three = place(slotsFrom([]), ["a", "b", "c"]);
    const gone = place(three, ["b", "c"], 1000);
    const soon = place(gone, ["b", "c", "d"], 1000 + REST_MS - 1);
    const later = place(soon, ["b", "c", "d", "e"], 1000 + REST_MS);

    expect(numbersOf(gone)).toEqual({ b: 2, c: 3 });
    expect(numbersOf(soon)).toEqual({ b: 2, c: 3, d: 4 });
    expect(numbersOf(later)).toEqual({ b: 2, c: 3, d: 4, e: 1 });
  });

  test("give a long ticket two, one above the other, and no other ticket the lower one", () => {
    const places = place(slotsFrom([]), ["long a", "b", "c", "d"]);

    expect(places.byCard.get("long a")).toEqual({ number: 1, isTall: true });
    expect(numbersOf(places)).toEqual({ "long a": 1, b: 2, c: 3, d: 5 });
  });

  test("leave a ticket that grows where it is, with one place if the next is taken", () => {
    const four = place(slotsFrom([]), ["a", "b", "c", "d"]);

    const grown = assignSlots(
      four,
      ["a", "b", "c", "d"].map((id) => ({ id, isLong: true })),
      { geometry: GEOMETRY, nowMs: 0 },
    );

    expect(grown.byCard.get("a")).toEqual({ number: 1, isTall: false });
    expect(grown.byCard.get("b")).toEqual({ number: 2, isTall: true });
    expect(numbersOf(grown)).toEqual(numbersOf(four));
  });

  test("are those of before after a new start, as far as the tickets are still there", () => {
    const places = place(
      slotsFrom([
        ["b", 7],
        ["gone", 1],
        ["c", 7],
      ]),
      ["a", "b", "c"],
    );

    expect(numbersOf(places)).toEqual({ a: 2, b: 7, c: 3 });
  });

  test("never change and are never two tickets', whatever comes and goes", () => {
    const steps = fc.array(
      fc.record({
        ids: fc.uniqueArray(fc.constantFrom(...Array.from("abcdefghijkl")), { maxLength: 12 }),
        long: fc.nat(3),
        afterMs: fc.nat(5000),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let places = slotsFrom([]);
        let nowMs = 0;
        for (const { ids, long, afterMs } of all) {
          nowMs += afterMs;
          const before = places.byCard;
          places = assignSlots(
            places,
            ids.map((id, at) => ({ id, isLong: at % 4 === long })),
            { geometry: GEOMETRY, nowMs },
          );
          const cells = [...places.byCard.values()].flatMap(({ number, isTall }) =>
            isTall ? [number, number + GEOMETRY.columns] : [number],
          );
          expect(new Set(cells).size).toBe(cells.length);
          for (const [id, { number, isTall }] of places.byCard) {
            const lowest = isTall ? number + GEOMETRY.columns : number;
            expect(before.get(id)?.number ?? number).toBe(number);
            expect(pageOf(lowest, GEOMETRY)).toBe(pageOf(number, GEOMETRY));
          }
        }
      }),
    );
  });
});

/** A name that begins with “long” is of a ticket that needs two places. */
function place(before: Slots, ids: ReadonlyArray<string>, nowMs = 0): Slots {
  const cards = ids.map((id): SlotCard => ({ id, isLong: id.startsWith("long") }));
  return assignSlots(before, cards, { geometry: GEOMETRY, nowMs });
}

function numbersOf({ byCard }: Slots): Record<string, number> {
  return Object.fromEntries([...byCard].map(([id, { number }]) => [id, number]));
}
