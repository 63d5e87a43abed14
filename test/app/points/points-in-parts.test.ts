/** Points on a bill that is paid in parts or by several bills: what they take off is spent, or is not taken off. */

import { describe, expect, test } from "vitest";

import { type EventId } from "../../../src/domain/identity.ts";
import { minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { pointsShop, type PointsShop } from "../../support/points-shop.ts";
import { PROMOTED_CARD } from "../../support/promoted-shop.ts";
import { faultOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** Anna has 60 points; a cola of 10.00 comes in a bottle of 5.00. */
async function newShop(): Promise<PointsShop> {
  const it = await pointsShop(await newCafe());
  it.goods({ WINE: "30.00", CHEESE: "25.00", COLA: "10.00", BOTTLE: "5.00", BEER: "3.00" });
  setProduct(it.till, "BOTTLE", { deposit: "BOTTLE" });
  setProduct(it.till, "COLA", { deposit: "BOTTLE" });
  it.meet();
  it.sellTo(it.counter, 6000, "2*WINE");
  return it;
}

/** Returns an order of a wine less 6.00, of which the first of three even parts is paid. */
async function paidByAThird(): Promise<{ readonly it: PointsShop; readonly id: EventId }> {
  const it = await newShop();
  const id = it.orderOf(it.counter, "WINE");
  it.act(id, { act: "points", points: 60 });
  it.act(id, { act: "split", type: "evenly", count: 3 });
  it.pay(id, 800, { part: 1 });
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 68, spent: 20 });
  return { it, id };
}

describe("points of a line that is paid by shares", () => {
  test("are spent with the share that each takes off", async () => {
    const { it, id } = await paidByAThird();
    it.pay(id, 800, { part: 2 });
    it.pay(id, 800);
    expect(it.pointsAt(it.counter)).toMatchObject({ earned: 84, spent: 60 });
  });

  test("take nothing off the rest once they are off the order", async () => {
    const { it, id } = await paidByAThird();
    it.act(id, { act: "points", isOff: true });
    expect(it.view(id).due).toBe(2000);
    it.pay(id, 2000);
    expect(it.pointsAt(it.counter)).toMatchObject({ earned: 88, spent: 20 });
  });

  test("take nothing off the rest for another customer", async () => {
    const { it, id } = await paidByAThird();
    it.act(id, {
      act: "customer",
      customer: addCustomer(it.counter.open, { name: "Berta" }),
    });
    expect(it.view(id).due).toBe(2000);
    it.pay(id, 2000);
    expect(it.pointsAt(it.counter)).toMatchObject({ earned: 68, spent: 20 });
  });

  test("that were spent meanwhile are refused for the rest", async () => {
    const { it, id } = await paidByAThird();
    const other = it.orderOf(it.counter, "CHEESE");
    it.act(other, { act: "points", points: 48 });
    it.pay(other, 2020);
    const payment = { type: "cash", tendered: minor(1600) } as const;
    expect(faultOf(payOrder(it.till, RAVI, { order: id, payment }))).toEqual({
      type: "points/too-few",
      left: 20,
      wanted: 40,
    });
  });
});

test("Points are on no line of which another bill has some, so none are taken off unspent", async () => {
  const it = await newShop();
  const id = it.orderOf(it.counter, "2*WINE");
  it.act(id, { act: "points", points: 60 });
  const other = it.open("BEER");
  const [wine] = it.view(id).lines;
  const lines = [{ line: wine?.id as EventId, quantity: oneUnit }];
  it.act(id, { act: "move", lines, to: other });

  expect([it.view(id).total, it.view(other).total]).toEqual([3000, 3300]);
  it.add(id, ["CHEESE"]);
  expect(it.view(id).total).toBe(4900);
  it.pay(other, 3300);
  it.pay(id, 4900);
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 60 + 49, spent: 60 });
});

test("A deposit that comes back brings none of the points that paid for its goods", async () => {
  const it = await newShop();
  const id = it.orderOf(it.counter, "COLA");
  it.act(id, { act: "points", points: 50 });
  const receipt = it.pay(id, 1000);
  if (receipt === undefined) throw new Error("No receipt was issued.");
  it.bringBack(it.counter, receipt, 2);
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 65, spent: 50 });
  it.bringBack(it.counter, receipt, 1);
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 60, spent: 0 });
});

test("Goods that points alone paid for are paid: they stay on their order, and all of it comes back", async () => {
  const it = await newShop();
  const id = it.orderOf(it.counter, "BEER");
  it.act(id, { act: "points", points: 30 });
  const receipt = it.pay(id, 0);
  if (receipt === undefined) throw new Error("No receipt was issued.");
  const [beer] = it.view(id).lines;
  const line = beer?.id as EventId;
  const other = it.open("BEER");
  for (const request of [
    { act: "move", lines: [{ line }], to: other },
    { act: "void", voids: [{ line }], reason: "no" },
  ] as const) {
    const refused = faultOf(performOn(it.till, RAVI, { ...request, order: id }));
    expect(refused).toMatchObject({ type: "line/paid", name: "BEER" });
  }
  it.bringBack(it.counter, receipt, 1);
  expect(it.pointsAt(it.counter)).toMatchObject({ earned: 60, spent: 0 });
});
