import { expect, test } from "vitest";

import { undoOnOrder } from "../../../src/app/orders/order-undo.ts";
import { type Till } from "../../../src/app/till.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { performOn, type TypedRequest } from "../../support/acts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

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

function again(till: Till): ReadonlyArray<unknown> {
  const { order } = valueOf(performOn(till, RAVI, { order: "A1", act: "again" }));
  return order.lines.filter(({ voided }) => !voided);
}

function edit(till: Till, request: TypedRequest): void {
  valueOf(performOn(till, RAVI, { order: "A1", ...request }));
}
