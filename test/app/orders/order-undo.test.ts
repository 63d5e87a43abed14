import { describe, expect, test } from "vitest";

import { mergeOrders, moveOrder } from "../../../src/app/orders/move-order.ts";
import { undoOnOrder } from "../../../src/app/orders/order-undo.ts";
import { findOrder, listOrders } from "../../../src/app/orders/orders.ts";
import { type Actor, type Till } from "../../../src/app/till/till.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { performOn, type TypedRequest } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, TODAY, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

test("a shell takes back what a register did last, and nothing from before it", async () => {
  const { open } = await newCafe();
  const morning = open();
  sellGoods(morning.till, ["croissant"]);
  edit(morning.till, { act: "note", line: 1, note: "warm" });
  await morning.close();
  const [register, shell] = [open(), open()];
  edit(register.till, { act: "price", line: 1, price: minor(100) });

  const { order } = valueOf(undoOnOrder(shell.till, RAVI, "A1"));

  expect(order.lines).toMatchObject([{ note: "warm", gross: 260 }]);
  expect(valueOf(undoOnOrder(shell.till, RAVI, "A1")).order.lines).toMatchObject([
    { note: "warm", gross: 100 },
  ]);
});

test("a shell serves the same round once more, however often, and so does a register after it", async () => {
  const { open } = await newCafe();
  const shell = open();
  sellGoods(shell.till, ["croissant"]);

  expect(again(shell.till)).toHaveLength(2);
  expect(again(shell.till)).toHaveLength(3);
  await shell.close();
  const later = open();
  expect(again(later.till)).toHaveLength(4);
  valueOf(undoOnOrder(later.till, RAVI, "A1"));

  expect(again(later.till)).toHaveLength(4);
});

test("a round is there again together with where it began, or not at all", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant"]);
  const { db } = till.ledger;
  db.exec(`CREATE TEMP TRIGGER cut BEFORE INSERT ON local WHEN NEW.key = 'rounds'
           BEGIN SELECT RAISE(ABORT, 'the power is cut'); END`);

  expect(() => again(till)).toThrow("the power is cut");
  db.exec("DROP TRIGGER cut");

  expect(again(till)).toHaveLength(2);
});

describe("a shell takes back", () => {
  test("lines that went to an order opened for them, which ends", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["2*croissant", "flat white"]);
    const before = shown(till, "A1");
    const lines = [
      { position: 1, quantity: thousandths(1000) },
      { position: 2, quantity: undefined },
    ];
    valueOf(moveOrder(till, RAVI, { order: "A1", to: "Eve", lines, beside: false }));
    expect(shown(till, "A2")).toHaveLength(2);

    valueOf(undoOnOrder(till, RAVI, "A1"));

    expect(shown(till, "A1")).toEqual(before);
    expect(openOrders(till)).toEqual(["A1"]);
  });

  test("the same from the order that the lines went to, and puts them there once more", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["croissant", "flat white"]);
    sellGoods(till, ["croissant"]);
    const before = [shown(till, "A1"), shown(till, "A2")];
    const lines = [{ position: 2, quantity: undefined }];
    valueOf(moveOrder(till, RAVI, { order: "A1", to: "A2", lines, beside: false }));
    const moved = [shown(till, "A1"), shown(till, "A2")];

    valueOf(undoOnOrder(till, RAVI, "A2"));
    expect([shown(till, "A1"), shown(till, "A2")]).toEqual(before);
    valueOf(undoOnOrder(till, RAVI, "A2"));

    expect([shown(till, "A1"), shown(till, "A2")]).toEqual(moved);
  });

  test("a merge, by the bill as by the order on it, and a table", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["croissant"]);
    sellGoods(till, ["flat white"]);
    for (const order of ["A1", "A2"]) {
      valueOf(mergeOrders(till, RAVI, { order: "A1", into: "A2" }));
      expect(shown(till, "A2")).toHaveLength(2);
      valueOf(undoOnOrder(till, RAVI, order));
      expect([shown(till, "A1"), shown(till, "A2")].map(({ length }) => length)).toEqual([1, 1]);
    }
    valueOf(moveOrder(till, RAVI, { order: "A1", to: "7", lines: [], beside: false }));
    valueOf(moveOrder(till, RAVI, { order: "A1", to: "8", lines: [], beside: false }));
    valueOf(undoOnOrder(till, RAVI, "A1"));

    expect(valueOf(undoOnOrder(till, RAVI, "A1")).order.table).toBe("8");
  });

  test("nothing of it once somebody has paid", async () => {
    const { till } = (await newCafe()).open();
    sellGoods(till, ["croissant", "flat white"]);
    sellGoods(till, ["croissant"]);
    const lines = [{ position: 2, quantity: undefined }];
    valueOf(moveOrder(till, RAVI, { order: "A1", to: "A2", lines, beside: false }));
    valueOf(
      performOn(till, RAVI, { order: "A2", act: "pay", type: "cash", tendered: minor(10_000) }),
    );

    expect(faultOf(undoOnOrder(till, RAVI, "A1"))).toEqual({ type: "payment/final" });
    expect(shown(till, "A1")).toHaveLength(1);
  });
});

test("a shell asks for the right to void where it takes back a void of what the kitchen had", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant"]);
  edit(till, { act: "send" });
  const voids = shown(till, "A1").map(({ id: line }) => ({ line }));
  edit(till, { act: "void", voids, reason: "left" });

  const fault = faultOf(undoOnOrder(till, MIA, "A1"));
  expect(fault).toMatchObject({ type: "permission/missing", permission: "void" });
  const { act } = fault as { readonly act: NonNullable<Actor["approval"]>["act"] };
  valueOf(undoOnOrder(till, { ...MIA, approval: { by: "4", act } }, "A1"));
  expect(shown(till, "A1")).toHaveLength(1);
});

function shown(till: Till, order: string) {
  return (findOrder(till, order)?.order.lines ?? []).filter(({ voided }) => !voided);
}

function openOrders(till: Till): ReadonlyArray<string> {
  return listOrders(till, { day: TODAY, openOnly: true }).map(({ number }) => number);
}

function again(till: Till): ReadonlyArray<unknown> {
  const { order } = valueOf(performOn(till, RAVI, { order: "A1", act: "again" }));
  return order.lines.filter(({ voided }) => !voided);
}

function edit(till: Till, request: TypedRequest): void {
  valueOf(performOn(till, RAVI, { order: "A1", ...request }));
}
