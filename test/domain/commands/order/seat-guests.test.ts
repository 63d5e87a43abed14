/** Who sits where: opened, counted, handed over, let go, and each of it taken back. */

import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../../src/domain/balance/order-balance.ts";
import { type DecisionContext, type Decision } from "../../../../src/domain/commands/decision.ts";
import { decideNameOrder } from "../../../../src/domain/commands/order/order-head.ts";
import {
  decideEnd,
  decideHandOver,
  decideOwnersBack,
  decideSeat,
  decideSetCovers,
} from "../../../../src/domain/commands/order/seat-guests.ts";
import { decideUndo, undosOf } from "../../../../src/domain/commands/order/undo-order.ts";
import { type EventId, toStreamId } from "../../../../src/domain/identity.ts";
import { minor } from "../../../../src/domain/money/amounts.ts";
import { readOrderName, readTableNumber } from "../../../../src/domain/order/guest-text.ts";
import { ownerOf } from "../../../../src/domain/order/who-serves.ts";
import { type OrderState } from "../../../../src/domain/state/order-state.ts";
import { registerValue } from "../../../../src/domain/state/register.ts";
import { createCounter, type Counter } from "../../../support/counter.ts";
import { act, createShop, faultOf, type TestTill, valueOf } from "../../../support/shop.ts";
import { catalogueOf, product } from "../../../support/small-shop.ts";

const TEA = product("TEA", { price: minor(300) });
const CATALOGUE = catalogueOf([TEA]);
const HEAD = { table: "7", name: "", covers: 4, service: "dine-in" } as const;

describe("a table", () => {
  test("is open before its guests have ordered, and ended by taking that back", () => {
    const counter = seated();
    expect(orderBalance(counter.order()).status).toBe("open");

    takeBack(counter, undefined);

    expect(orderBalance(counter.order()).status).toBe("empty");
  });

  test("is not ended while there are goods on it", () => {
    const counter = seated();
    counter.add(TEA);

    expect(faultOf(counter.decide((context, order) => decideEnd(context, order, ""))).type).toBe(
      "order/has-goods",
    );
  });

  test("is ended with a reason, and its guests are there again by taking that back", () => {
    const counter = seated();
    valueOf(counter.decide((context, order) => decideEnd(context, order, " waited too long ")));
    expect(counter.order().ended).toMatchObject({ by: "1", reason: "waited too long" });
    const again = counter.decide((context, order) => decideEnd(context, order, ""));
    expect(faultOf(again).type).toBe("order/nobody-there");

    takeBack(counter, seated().order());

    expect(counter.order().ended).toBeUndefined();
    expect(orderBalance(counter.order()).status).toBe("open");
  });

  test("has as many guests as somebody says, and as before by taking that back", () => {
    const counter = seated();
    const before = counter.order();
    setCovers(counter, 6);
    expect(registerValue(counter.order().fields.covers)).toBe(6);

    takeBack(counter, before);

    expect(registerValue(counter.order().fields.covers)).toBe(4);
  });

  test.each([0, -1, 1000, 10_000, 2.5, Number.NaN])("has no %d guests", (covers) => {
    const counter = seated();

    const done = counter.decide((context, order) => decideSetCovers(context, order, { covers }));

    expect(faultOf(done).type).toBe("covers/invalid");
  });
});

describe("the name of a tab", () => {
  test.each(["Rossi", "Müller-Lüdenscheidt", "روسي", "田中", "Ros 🎂", " Anna  B. "])(
    "may be %s",
    (text) => {
      expect(valueOf(readOrderName(text))).toBe(text.trim().replaceAll(/ +/gu, " "));
    },
  );

  test.each([
    ["a".repeat(10_000), "text/too-long"],
    ["🎂🎂", "name/unreadable"],
    ["!!!", "name/unreadable"],
    ["Ros\u0007si", "name/unreadable"],
    ["Ros\nsi", "name/unreadable"],
    ["\u202eissoR", "name/unreadable"],
  ])("is not %j", (text, why) => {
    expect(faultOf(readOrderName(text)).type).toBe(why);
  });

  test("changes nothing when it is refused", () => {
    const counter = seated();
    const before = counter.events().length;

    const done = counter.decide((context, order) => decideNameOrder(context, order, "\u202ex"));

    expect(done.ok).toBe(false);
    expect(counter.events()).toHaveLength(before);
  });
});

describe("the number of a table", () => {
  test.each([
    ["7", "7"],
    ["007", "7"],
    ["12a", "12A"],
    [" 9999 ", "9999"],
  ])("%j is %s", (text, table) => {
    expect(valueOf(readTableNumber(text))).toBe(table);
  });

  test.each(["0", "12345", "7ab", "9".repeat(10_000), "-7", "7.5", ""])(
    "is not %j, which is told shortened",
    (text) => {
      const fault = faultOf(readTableNumber(text));

      expect(fault.type).toBe("table/no-name");
      expect(JSON.stringify(fault).length).toBeLessThan(80);
    },
  );
});

describe("handing over", () => {
  test("moves all orders in one act, and back to whoever had each", () => {
    using shop = createShop();
    hire(shop.a, "2");
    const [one, other] = [open(shop.a, "7"), open(shop.a, "8")];

    run(shop.a, (context) =>
      decideHandOver(context, { orders: statesOf(shop.a, [one, other]), owner: "2" }),
    );
    expect(statesOf(shop.a, [one, other]).map(ownerOf)).toEqual(["2", "2"]);

    const owners = [one, other].map((order) => ({ order, owner: "1" }));
    run(shop.a, (context) => decideOwnersBack(context, owners));
    expect(statesOf(shop.a, [one, other]).map(ownerOf)).toEqual(["1", "1"]);
  });

  test("is refused to nobody, to who has left, and to whose it is", () => {
    using shop = createShop();
    hire(shop.a, "1");
    hire(shop.a, "2", { active: false });
    const order = open(shop.a, "7");

    function faultFor(owner: string): string {
      const orders = statesOf(shop.a, [order]);
      return faultOf(act(shop.a, (context) => decideHandOver(context, { orders, owner }))).type;
    }

    expect(["9", "2", "1"].map(faultFor)).toEqual([
      "staff/unknown",
      "staff/inactive",
      "owner/same",
    ]);
  });
});

function seated(): Counter {
  const counter = createCounter({ catalogue: CATALOGUE });
  valueOf(counter.decide((context) => decideSeat(context, HEAD)));
  return counter;
}

function setCovers(counter: Counter, covers: number): void {
  valueOf(counter.decide((context, order) => decideSetCovers(context, order, { covers })));
}

/** What the last event of the counter did. */
function takeBack(counter: Counter, before: OrderState | undefined): void {
  const [undo] = undosOf(before, counter.events().slice(-1));
  if (undo === undefined) throw new Error("Nothing takes that back.");
  valueOf(counter.decide((context, order) => decideUndo({ ...context, isQueued }, order, undo)));
}

function isQueued(): boolean {
  return false;
}

function hire(till: TestTill, number: string, { active = true } = {}): void {
  till.write({
    kind: "staff/set",
    streams: [toStreamId("staff", number)],
    body: { set: { role: "manager", active }, over: {} },
  });
}

function open(till: TestTill, table: string): EventId {
  const done = run(till, (context) => decideSeat(context, { ...HEAD, table }));
  const [id] = done.ids;
  if (id === undefined) throw new Error("Nothing was opened.");
  return id;
}

function run(till: TestTill, decide: (context: DecisionContext) => Decision) {
  return valueOf(act(till, decide));
}

function statesOf(till: TestTill, orders: ReadonlyArray<EventId>): ReadonlyArray<OrderState> {
  return till.ledger().read((view) => orders.map((id) => view.state("order", id)));
}
