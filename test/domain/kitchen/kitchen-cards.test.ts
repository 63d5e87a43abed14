import { describe, expect, test } from "vitest";

import { linesDoneAtMs } from "../../../src/domain/folds/ticket-fold.ts";
import { type KitchenCard, type KitchenLine } from "../../../src/domain/kitchen/kitchen-card.ts";
import {
  allDay,
  kitchenCards,
  partsOf,
  toMakeSinceMs,
} from "../../../src/domain/kitchen/kitchen-cards.ts";
import { type ToldTicket, toldLine, toldTicket } from "../../support/kitchen-tickets.ts";
import { idOf } from "../../support/told.ts";

const BURGER = ["A", 2] as const;
const FRIES = ["A", 3] as const;
const FIRST = idOf("A", 10);
const LATER = idOf("A", 20);
/** The write that asked for more of a line. */
const MORE = idOf("A", 5);
const HEAD = { number: "A12", service: "dine-in", table: "4", name: "", covers: 2 } as const;

describe("a kitchen's cards", () => {
  test("are the open tickets, the oldest first, each with what it asks for", () => {
    const cards = cardsOf(
      { id: LATER, wallMs: 2, lines: [toldLine(FRIES, { text: "Fries", quantity: 3 })] },
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { note: "nut allergy" })] },
      { id: idOf("A", 30), wallMs: 0, lines: [toldLine(["A", 4])], done: [0] },
    );

    expect(cards.map(({ id }) => id)).toEqual([FIRST, LATER]);
    expect(cards[0]).toMatchObject({ number: "A12", table: "4", covers: 2, isAddOn: false });
    expect(cards[1]).toMatchObject({ isAddOn: true });
    expect(onlyLine(cards[0])).toMatchObject({ quantity: 1000, note: "nut allergy" });
  });

  test("show what is void where it was ordered, until somebody takes note of it", () => {
    const ordered = { id: FIRST, wallMs: 1, lines: [toldLine(BURGER)] };
    const taken = { id: LATER, wallMs: 2, lines: [toldLine(BURGER, { act: "void" })] };

    const [card, ...others] = cardsOf(ordered, taken);

    expect(others).toEqual([]);
    expect(onlyLine(card)).toMatchObject({ isVoid: true, isDone: false, quantity: 1000 });
    expect(card && partsOf(card)).toEqual([
      { ticket: FIRST, lines: [0] },
      { ticket: LATER, lines: [0] },
    ]);
    expect(cardsOf({ ...ordered, done: [0] }, taken).map(({ id }) => id)).toEqual([LATER]);
    expect(cardsOf({ ...ordered, done: [0] }, { ...taken, done: [0] })).toEqual([]);
  });

  test.each(["void", "change", "move", "fire"] as const)(
    "have what was told later, %s, where it belongs, though that till's clock is behind",
    (act) => {
      const first = act === "fire" ? "held" : "new";
      const ordered = { id: FIRST, wallMs: 2, lines: [toldLine(BURGER, { act: first })] };
      const beside = { id: idOf("A", 15), wallMs: 3, lines: [toldLine(FRIES)] };
      const told = { id: idOf("B", 20), wallMs: 1, lines: [toldLine(BURGER, { act })] };

      const cards = cardsOf(told, ordered, beside);

      expect(cards.map(({ id }) => id)).toEqual([FIRST, beside.id]);
      expect(onlyLine(cards[0])).toMatchObject({
        isVoid: act === "void",
        isChanged: act === "change",
        isHeld: false,
        parts: [{ ticket: FIRST }, { ticket: told.id }],
      });
    },
  );

  test("show what is void beside a line that was done already as something to do", () => {
    const lines = [toldLine(BURGER), toldLine(FRIES, { text: "Fries" })];
    const ordered = { id: FIRST, wallMs: 1, lines, done: [0] };

    const [card] = cardsOf(ordered, {
      id: LATER,
      wallMs: 2,
      lines: [toldLine(BURGER, { act: "void" })],
    });

    expect(card?.lines.map(({ isVoid, isDone }) => [isVoid, isDone])).toEqual([
      [true, false],
      [false, false],
    ]);
  });

  test("say how many less there are, of the newest card first", () => {
    const cards = cardsOf(
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { quantity: 3 })] },
      { id: idOf("A", 15), wallMs: 2, lines: [toldLine(BURGER, { quantity: 1, cause: MORE })] },
      { id: LATER, wallMs: 3, lines: [toldLine(BURGER, { act: "void", quantity: 2 })] },
    );

    expect(cards.map((card) => onlyLine(card))).toMatchObject([
      { quantity: 2000, less: 1000, isVoid: false },
      { quantity: 1000, less: 0, isVoid: true },
    ]);
  });

  test("show a change on the line that it changes", () => {
    const [card] = cardsOf(
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { quantity: 2 })] },
      {
        id: LATER,
        wallMs: 2,
        lines: [toldLine(BURGER, { act: "change", note: "no onion", service: "takeaway" })],
      },
    );

    expect(onlyLine(card)).toMatchObject({
      quantity: 2000,
      note: "no onion",
      service: "takeaway",
      isChanged: true,
    });
  });

  test("have what is made again as work of its own, which goes first when there is less of it", () => {
    const ordered = { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { quantity: 3 })] };
    const again = {
      id: LATER,
      wallMs: 2,
      lines: [toldLine(BURGER, { act: "refire", quantity: 2 })],
    };
    const taken = {
      id: idOf("A", 30),
      wallMs: 3,
      lines: [toldLine(BURGER, { act: "void", quantity: 1 })],
    };

    expect(cardsOf(ordered, again).map((card) => onlyLine(card))).toMatchObject([
      { quantity: 3000, isAgain: false },
      { quantity: 2000, isAgain: true },
    ]);
    expect(cardsOf(ordered, again, taken).map((card) => onlyLine(card))).toMatchObject([
      { quantity: 2000, less: 1000 },
      { quantity: 1000, less: 1000 },
    ]);
    expect(cardsOf({ ...ordered, done: [0] }, again).map(({ id }) => id)).toEqual([LATER]);
  });

  test("part what is fired of a line from what waits, and each is done by itself", () => {
    const ordered = {
      id: FIRST,
      wallMs: 1,
      lines: [toldLine(BURGER, { act: "held", quantity: 2 })],
    };
    const some = { id: LATER, wallMs: 2, lines: [toldLine(BURGER, { act: "fire" })] };

    const [card] = cardsOf(ordered, some);

    expect(card?.lines).toMatchObject([
      { quantity: 1000, isHeld: false, isFired: true, parts: [{ ticket: LATER }] },
      { quantity: 1000, isHeld: true, isFired: false, parts: [{ ticket: FIRST }] },
    ]);
  });

  test("say why something is made again, and nothing more of what is not made at all", () => {
    const again = toldLine(BURGER, { act: "refire", reason: "dropped" });
    const gone = toldLine(BURGER, { act: "void", reason: "their mind" });

    const [asked] = cardsOf({ id: FIRST, wallMs: 1, lines: [again] });
    const [taken] = cardsOf({ id: FIRST, wallMs: 1, lines: [gone] });

    expect(onlyLine(asked)).toMatchObject({ isVoid: false, reason: "dropped" });
    expect(onlyLine(taken)).toMatchObject({ isVoid: true, reason: "" });
  });

  test("show a change wherever some of the line is still made", () => {
    const cards = cardsOf(
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { quantity: 3 })] },
      { id: idOf("A", 15), wallMs: 2, lines: [toldLine(BURGER, { cause: MORE })] },
      { id: LATER, wallMs: 3, lines: [toldLine(BURGER, { act: "refire" })] },
      {
        id: idOf("A", 30),
        wallMs: 4,
        lines: [toldLine(BURGER, { act: "change", note: "nut allergy" })],
      },
    );

    expect(cards.map((card) => onlyLine(card)?.note)).toEqual(Array(3).fill("nut allergy"));
  });

  test("say where they go now and where they were to go, on the card that has the goods", () => {
    const moved = {
      id: LATER,
      wallMs: 2,
      lines: [toldLine(BURGER, { act: "move" })],
      facts: { head: { ...HEAD, table: "9", tableBefore: "4" } },
    };
    const ordered = { id: FIRST, wallMs: 1, lines: [toldLine(BURGER)] };

    const [card, ...others] = cardsOf(ordered, moved);

    expect(others).toEqual([]);
    expect(card).toMatchObject({ id: FIRST, table: "9", movedFrom: { table: "4" } });
    expect(onlyLine(card)).toMatchObject({ isChanged: false, quantity: 1000, isDone: false });
    expect(card && partsOf(card)).toEqual([
      { ticket: FIRST, lines: [0] },
      { ticket: LATER, lines: [0] },
    ]);
    expect(cardsOf({ ...ordered, done: [0] }, moved)).toMatchObject([
      { id: LATER, table: "9", movedFrom: { table: "4" }, lines: [{ isChanged: false }] },
    ]);
  });

  test("of an order go all where one of them is said to go, and back", () => {
    const tickets = [
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER)] },
      { id: LATER, wallMs: 2, lines: [toldLine(FRIES)] },
      {
        id: idOf("A", 30),
        wallMs: 3,
        lines: [toldLine(BURGER, { act: "void" })],
        facts: { head: { ...HEAD, table: "9", tableBefore: "4" } },
      },
    ];
    const back = {
      id: idOf("A", 40),
      wallMs: 4,
      lines: [toldLine(FRIES, { act: "move" })],
      facts: { head: { ...HEAD, table: "4", tableBefore: "9" } },
    };

    expect(placesOf(cardsOf(...tickets))).toEqual([
      ["9", { table: "4" }],
      ["9", { table: "4" }],
    ]);
    expect(placesOf(cardsOf(...tickets, back))).toEqual([
      ["4", { table: "9" }],
      ["4", { table: "9" }],
    ]);
  });

  test.each(["void", "fire", "refire"] as const)(
    "say where all of a line goes now, also where %s tells of some of it alone",
    (act) => {
      const held = [toldLine(BURGER, { act: "held", cause: MORE })];
      const ordered = { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { quantity: 2 })] };
      const later = { id: idOf("A", 15), wallMs: 2, lines: held };
      const some = { id: LATER, wallMs: 3, lines: [toldLine(BURGER, { act })] };

      const cards = cardsOf(ordered, later, {
        ...some,
        facts: { head: { ...HEAD, table: "9", tableBefore: "4" } },
      });

      expect(cards.length).toBe(act === "refire" ? 3 : 2);
      expect(placesOf(cards)).toEqual(cards.map(() => ["9", { table: "4" }]));
    },
  );

  test("have their goods course by course, what waits behind what is to be made now", () => {
    const [card] = cardsOf({
      id: FIRST,
      wallMs: 1,
      lines: [
        toldLine(["A", 2], { text: "Steak", act: "held", course: 2 }),
        toldLine(["A", 3], { text: "Tart", act: "held", course: 3 }),
        toldLine(["A", 4], { text: "Soup", course: 1 }),
        toldLine(["A", 5], { text: "Bread", course: 0 }),
      ],
    });

    expect(card?.lines.map(({ name }) => name)).toEqual(["Bread", "Soup", "Steak", "Tart"]);
  });

  test("say what the kitchen is to wait with, until it is fired", () => {
    const held = { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { act: "held", course: 2 })] };

    const [waiting] = cardsOf(held);
    const [fired] = cardsOf(held, {
      id: LATER,
      wallMs: 2,
      lines: [toldLine(BURGER, { act: "fire", course: 2 })],
    });

    expect(onlyLine(waiting)).toMatchObject({ isHeld: true, course: 2 });
    expect(onlyLine(fired)).toMatchObject({ isHeld: false, isFired: true, isChanged: false });
  });

  test("fire what waits, and not what was added to it since", () => {
    const cards = cardsOf(
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER, { act: "held", quantity: 2 })] },
      { id: idOf("A", 15), wallMs: 2, lines: [toldLine(BURGER, { quantity: 1, cause: MORE })] },
      { id: LATER, wallMs: 3, lines: [toldLine(BURGER, { act: "fire", quantity: 2 })] },
    );

    expect(cards.map((card) => onlyLine(card))).toMatchObject([
      { quantity: 2000, isHeld: false, parts: [{ ticket: FIRST }, { ticket: LATER }] },
      { quantity: 1000, parts: [{ ticket: idOf("A", 15) }] },
    ]);
  });

  test("grow no older while all of it waits, and then from when it was fired", () => {
    const held = { id: FIRST, wallMs: 1000, lines: [toldLine(BURGER, { act: "held", course: 2 })] };
    const fired = {
      id: LATER,
      wallMs: 9000,
      lines: [toldLine(BURGER, { act: "fire", course: 2 })],
    };
    const starter = { id: idOf("A", 8), wallMs: 1000, lines: [toldLine(FRIES)] };

    expect(cardsOf(held).map(({ lines }) => toMakeSinceMs(lines))).toEqual([undefined]);
    expect(cardsOf(held, fired).map(({ lines }) => toMakeSinceMs(lines))).toEqual([9000]);
    expect(cardsOf(starter, held).map(({ lines }) => toMakeSinceMs(lines))).toEqual([
      1000,
      undefined,
    ]);
  });

  test("are made as soon as all is that the kitchen doesn't wait with", () => {
    const lines = [toldLine(FRIES), toldLine(BURGER, { act: "held", course: 2 })];
    const ticket = toldTicket({ id: FIRST, wallMs: 1000, lines, done: [0] });

    expect(linesDoneAtMs(ticket, [0])).toBe(ticket.marks?.[0]?.wallMs);
    expect(linesDoneAtMs(ticket, [0, 1])).toBeUndefined();
    expect(linesDoneAtMs(ticket, [])).toBeUndefined();
  });

  test("leave what another station has to that station", () => {
    const cards = cardsOf(
      { id: FIRST, wallMs: 1, lines: [toldLine(BURGER)] },
      {
        id: LATER,
        wallMs: 2,
        lines: [toldLine(BURGER, { act: "void" })],
        facts: { station: "bar" },
      },
    );

    expect(cards.map(({ station }) => station)).toEqual(["grill", "bar"]);
  });
});

test("all day is what is still to be made, without what is done, void or waits", () => {
  const cards = cardsOf(
    {
      id: FIRST,
      wallMs: 1,
      lines: [
        toldLine(BURGER, { quantity: 2 }),
        toldLine(FRIES, { text: "Fries", quantity: 5 }),
        toldLine(["A", 4], { text: "Soup" }),
      ],
      done: [2],
    },
    {
      id: LATER,
      wallMs: 2,
      lines: [
        toldLine(["A", 5], { act: "held" }),
        toldLine(FRIES, { act: "void", text: "Fries", quantity: 1 }),
      ],
    },
  );

  expect(allDay(cards)).toEqual([
    { name: "Fries", soldBy: "each", quantity: 4000, held: 0 },
    { name: "Burger", soldBy: "each", quantity: 3000, held: 1000 },
  ]);
});

function placesOf(cards: ReturnType<typeof cardsOf>) {
  return cards.map(({ table, movedFrom }) => [table, movedFrom]);
}

function cardsOf(...tickets: ReadonlyArray<ToldTicket>): ReadonlyArray<KitchenCard> {
  return kitchenCards(tickets.map(toldTicket));
}

function onlyLine(card: KitchenCard | undefined): KitchenLine | undefined {
  expect(card?.lines).toHaveLength(1);
  return card?.lines[0];
}
