/** An option that another station makes than its dish: both hear of it, and nobody counts the dish twice. */

import { describe, expect, test } from "vitest";

import { sentQuantity } from "../../../../src/domain/balance/sent-pieces.ts";
import { ok } from "../../../../src/domain/base/result.ts";
import { decideFire, decideHold } from "../../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideRefire } from "../../../../src/domain/commands/kitchen/refire-line.ts";
import {
  decideSend,
  tellKitchen,
  unsentLines,
} from "../../../../src/domain/commands/kitchen/send-order.ts";
import {
  decideSetNote,
  decideSetQuantity,
  decideVoidLine,
} from "../../../../src/domain/commands/order/edit-order.ts";
import {
  decideSetService,
  decideNameOrder,
} from "../../../../src/domain/commands/order/order-head.ts";
import { decideSetModifiers } from "../../../../src/domain/commands/order/set-modifiers.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type KnownEvent } from "../../../../src/domain/events/kinds.ts";
import { type TicketIssued } from "../../../../src/domain/events/ticket-events.ts";
import { orderAttention } from "../../../../src/domain/folds/order-attention.ts";
import { ticketFold } from "../../../../src/domain/folds/ticket-fold.ts";
import { type ModifierGroup } from "../../../../src/domain/goods/catalogue.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { isIssued } from "../../../../src/domain/kitchen/kitchen-board.ts";
import { allCards } from "../../../../src/domain/kitchen/kitchen-cards.ts";
import { minor, thousandths } from "../../../../src/domain/money/amounts.ts";
import { type Counter, createCounter } from "../../../support/counter.ts";
import { setOptions } from "../../../support/moved-tables.ts";
import { faultOf, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const SIDES: ModifierGroup = {
  id: "sides",
  name: "Sides",
  min: 0,
  max: 3,
  freeCount: 0,
  options: [
    { id: "salad", name: "Salad", price: minor(0), byDefault: false, station: "cold" },
    { id: "soup", name: "Soup", price: minor(0), byDefault: false, station: "cold" },
    { id: "chips", name: "Chips", price: minor(0), byDefault: false },
    { id: "lemon", name: "Lemon", price: minor(0), byDefault: false, station: "grill" },
  ],
};
const FISH = product("FISH", { station: "grill", course: 2, modifierGroups: ["sides"] });
const HAM = product("HAM", { station: "cold", course: 2, modifierGroups: ["sides"] });
const CATALOGUE = catalogueOf([FISH, HAM], [SIDES]);

describe("an option that another station makes", () => {
  test("stands on both tickets, each with the other", () => {
    const { counter, line } = rungUp(2, ["salad", "chips", "lemon"]);

    const [grill, cold, ...others] = ticketsOf(valueOf(counter.decide(decideSend)));

    expect(others).toEqual([]);
    expect(grill).toMatchObject({
      station: "grill",
      lines: [{ text: "FISH", modifiers: ["Salad", "Chips", "Lemon"].map(once) }],
      also: [{ station: "cold", pieces: 2 }],
    });
    expect(grill?.lines[0]).not.toHaveProperty("goesWith");
    expect(cold).toMatchObject({
      station: "cold",
      lines: [
        {
          line,
          act: "new",
          quantity: 2000,
          text: "Salad",
          modifiers: [],
          goesWith: { dish: "FISH", group: "sides", option: "salad" },
        },
      ],
      also: [{ station: "grill", pieces: 2 }],
    });
    expect(sentQuantity(counter.order(), line)).toBe(2000);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
    expect(orderAttention(counter.order())).toEqual([]);
  });

  test("is no line of its own where the station makes the dish too", () => {
    const { counter } = rungUp(1, ["salad"], HAM);

    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["cold new 1 HAM"]);
  });

  test("waits with its dish, and begins with it", () => {
    const { counter, line } = rungUp(2, ["salad"]);
    valueOf(
      counter.decide((context, order) => decideHold(context, order, { lines: [line], held: true })),
    );

    expect(told(valueOf(counter.decide(decideSend)))).toEqual([
      "grill held 2 FISH",
      "cold held 2 Salad",
    ]);
    expect(cards(counter)).toEqual(["grill 2 FISH, held", "cold 2 Salad with FISH, held"]);
    const fired = valueOf(counter.decide((context, order) => decideFire(context, order)));
    expect(told(fired)).toEqual(["grill fire 2 FISH", "cold fire 2 Salad"]);
    expect(cards(counter)).toEqual(["grill 2 FISH", "cold 2 Salad with FISH"]);
  });

  test("is taken off as much of as of its dish, and is more with more of that", () => {
    const { counter, line } = sent(3, ["salad"]);

    expect(told(valueOf(quantity(counter, line, 2)))).toEqual([
      "grill void 1 FISH",
      "cold void 1 Salad",
    ]);
    expect(cards(counter)).toEqual(["grill 2 FISH", "cold 2 Salad with FISH"]);
    valueOf(quantity(counter, line, 4));
    expect(told(valueOf(counter.decide(decideSend)))).toEqual([
      "grill new 2 FISH",
      "cold new 2 Salad",
    ]);
    expect(told(valueOf(voidLine(counter, line)))).toEqual([
      "grill void 4 FISH",
      "cold void 4 Salad",
    ]);
    expect(cards(counter)).toEqual([]);
  });

  test("comes back with its dish, to the station that was told of the void", () => {
    const { counter, line } = sent(2, ["salad"]);
    const before = counter.order();
    const [undo] = undosOf(before, valueOf(voidLine(counter, line)));
    if (undo === undefined) throw new Error("Nothing takes it back.");

    const back = valueOf(counter.decide((context, order) => decideUndo(context, order, undo)));

    expect(told(back)).toEqual(["grill new 2 FISH", "cold new 2 Salad"]);
    expect(ticketsOf(back)[1]?.lines[0]?.voided).toBeDefined();
    expect(cards(counter)).toEqual(["grill 2 FISH", "cold 2 Salad with FISH"]);
  });

  test("is told of a note, and not of another option", () => {
    const { counter, line } = sent(1, ["salad"]);
    const note = { line, note: "no nuts" };
    valueOf(counter.decide((context, order) => decideSetNote(context, order, note)));

    const changed = valueOf(counter.decide(decideSend));
    expect(told(changed)).toEqual(["grill change 1 FISH", "cold change 1 Salad"]);
    expect(ticketsOf(changed)[1]?.lines[0]?.note).toBe("no nuts");
    choose(counter, line, ["salad", "chips"]);
    expect(told(valueOf(counter.decide(decideSend)))).toEqual(["grill change 1 FISH"]);
  });

  test("is taken off where the guest wants another one", () => {
    const { counter, line } = sent(2, ["salad"]);
    choose(counter, line, ["soup"]);

    expect(told(valueOf(counter.decide(decideSend)))).toEqual([
      "grill change 2 FISH",
      "cold void 2 Salad",
      "cold new 2 Soup",
    ]);
    expect(cards(counter)).toEqual(["grill 2 FISH", "cold 2 Soup with FISH"]);
    choose(counter, line, []);
    expect(told(valueOf(counter.decide(decideSend)))).toEqual([
      "grill change 2 FISH",
      "cold void 2 Soup",
    ]);
  });

  test("goes elsewhere with its dish, and is made again with it", () => {
    const { counter, line } = rungUp(2, ["salad"]);
    name(counter, "Ana");
    valueOf(counter.decide(decideSend));
    name(counter, "Ben");

    expect(told(valueOf(counter.decide(decideSend)))).toEqual([
      "grill move 2 FISH",
      "cold move 2 Salad",
    ]);
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
    const lines = [{ line, count: thousandths(1000) }];
    const again = counter.decide((context, order) =>
      decideRefire(context, order, { lines, reason: "dropped" }),
    );
    expect(told(valueOf(again))).toEqual(["grill refire 1 FISH", "cold refire 1 Salad"]);
  });

  test("goes elsewhere where the dish's station knows already that it does", () => {
    const { counter } = rungUp(1, ["salad"]);
    name(counter, "Ana");
    valueOf(counter.decide(decideSend));
    name(counter, "Ben");
    counter.add(FISH);
    valueOf(
      counter.decide((context, order) => {
        const lines = unsentLines(context, order).filter(({ act }) => act === "new");
        return ok(tellKitchen(context, order, { firstIndex: 0, lines }));
      }),
    );

    expect(told(valueOf(counter.decide(decideSend)))).toContain("cold move 1 Salad");
    expect(faultOf(counter.decide(decideSend)).type).toBe("order/nothing-to-send");
  });

  test("that two tills sent apart is made once", () => {
    const { counter } = rungUp(1, ["salad"]);
    const other = counter.apart("B");
    valueOf(counter.decide(decideSend));
    valueOf(other.decide(decideSend));
    counter.hear(other);

    expect(cards(counter)).toEqual(["grill 1 FISH", "cold 1 Salad with FISH"]);
    expect(orderAttention(counter.order()).map(({ type }) => type)).toEqual([
      "ticket/possible-duplicate",
    ]);
  });
});

function rungUp(
  count: number,
  options: ReadonlyArray<string>,
  dish = FISH,
): { readonly counter: Counter; readonly line: EventId } {
  const counter = createCounter({ catalogue: CATALOGUE });
  const line = counter.add(dish, { count, modifiers: options.map(taken) });
  setOptions(counter, SIDES);
  valueOf(counter.decide((context, order) => decideSetService(context, order, "dine-in")));
  return { counter, line };
}

function sent(
  count: number,
  options: ReadonlyArray<string>,
): { readonly counter: Counter; readonly line: EventId } {
  const shop = rungUp(count, options);
  valueOf(shop.counter.decide(decideSend));
  return shop;
}

function taken(option: string): { group: string; option: string; count: number } {
  return { group: "sides", option, count: 1 };
}

function once(name: string): { name: string; count: number } {
  return { name, count: 1 };
}

function choose(counter: Counter, line: EventId, options: ReadonlyArray<string>): void {
  const modifiers = options.map(taken);
  valueOf(
    counter.decide((context, order) =>
      decideSetModifiers(context, order, { catalogue: CATALOGUE, line, modifiers }),
    ),
  );
}

function name(counter: Counter, text: string): void {
  valueOf(counter.decide((context, order) => decideNameOrder(context, order, text)));
}

function quantity(counter: Counter, line: EventId, count: number): ReturnType<Counter["decide"]> {
  const write = { line, quantity: thousandths(count * 1000), reason: "mind" };
  return counter.decide((context, order) => decideSetQuantity(context, order, write));
}

function voidLine(counter: Counter, line: EventId): ReturnType<Counter["decide"]> {
  return counter.decide((context, order) =>
    decideVoidLine(context, order, { line, reason: "mind" }),
  );
}

function ticketsOf(events: ReadonlyArray<KnownEvent>): ReadonlyArray<TicketIssued> {
  return events.flatMap((event) => (event.kind === "ticket/issued" ? [event.body] : []));
}

/** `cold new 1 Salad`, a line each. */
function told(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return ticketsOf(events).flatMap(({ station, lines }) =>
    lines.map(({ act, quantity: many, text }) => `${station} ${act} ${many / 1000} ${text}`),
  );
}

/** `cold 1 Salad with FISH`, a line each of what is to be made. */
function cards(counter: Counter): ReadonlyArray<string> {
  const tickets = counter
    .events()
    .flatMap((event) =>
      event.kind === "ticket/issued"
        ? [ticketFold.apply(ticketFold.empty, event, toStreamId("ticket", event.id))]
        : [],
    )
    .filter(isIssued);
  return allCards(tickets).flatMap(({ station, lines }) =>
    lines
      .filter(({ isVoid }) => !isVoid)
      .map(({ name, dish, quantity: many, isHeld }) => {
        const what = dish === undefined ? name : `${name} with ${dish}`;
        return `${station} ${many / 1000} ${what}${isHeld ? ", held" : ""}`;
      }),
  );
}
