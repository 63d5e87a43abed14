/** Points at real tills: earned by receipts, spent as a coupon, and taken back with goods. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { putCustomerOn } from "../../../src/app/orders/order-edit.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { type CustomerPoints } from "../../../src/app/people/customer-points.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay, type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { type ReceiptView } from "../../../src/domain/views.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { type PointsShop, pointsShop } from "../../support/points-shop.ts";
import { PROMOTED_CARD } from "../../support/promoted-shop.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

async function newShop(): Promise<PointsShop> {
  const it = await pointsShop(await newCafe());
  it.goods({ BEER: "3.33", WINE: "30.00", CHEESE: "25.00", NUT: "0.99" });
  return it;
}

function has(earned: number, spent = 0): Partial<CustomerPoints> {
  return { earned, spent, left: earned - spent };
}

describe("points that a receipt earns", () => {
  test("V25: 9.99 earns nine, and goods that come back one by one take them back", async () => {
    const it = await newShop();
    const receipt = it.sellTo(it.counter, 999, "3*BEER");
    const left = [it.pointsAt(it.counter).left];
    for (let piece = 0; piece < 3; piece += 1) {
      it.bringBack(it.counter, receipt, 1);
      left.push(it.pointsAt(it.counter).left);
    }
    expect(left).toEqual([9, 6, 3, 0]);
  });

  test("V25, history 10: odd cents neither make a point nor lose one", async () => {
    const it = await newShop();
    const receipt = it.sellTo(it.counter, 297, "3*NUT");
    const left = [it.pointsAt(it.counter).left];
    for (let piece = 0; piece < 3; piece += 1) {
      it.bringBack(it.counter, receipt, 1);
      left.push(it.pointsAt(it.counter).left);
    }
    expect(left).toEqual([2, 1, 0, 0]);
  });

  test("history 10: the same piece that two tills take back takes its points back once", async () => {
    const it = await newShop();
    const receipt = it.sellTo(it.counter, 333, "BEER");
    it.meet();
    it.bringBack(it.counter, receipt, 1);
    it.bringBack(it.bar, receipt, 1);
    it.meet();
    expect(it.pointsAt(it.counter)).toMatchObject(has(0));
    expect(it.pointsAt(it.bar)).toMatchObject(has(0));
  });

  test("are of what is paid, not of what promotions take off", async () => {
    const it = await newShop();
    it.promote("two", "kind=from", "n=2", "rate=50%", "goods=WINE");
    it.sellTo(it.counter, 3000, "2*WINE");
    expect(it.pointsAt(it.counter)).toMatchObject(has(30));
  });

  test("are nobody's where the order is for nobody, and none where the shop gives none", async () => {
    const it = await newShop();
    valueOf(
      sell(it.till, MIA, { entries: ["WINE"], payment: inCash(minor(3000)), service: undefined }),
    );
    it.set("points", "0");
    it.sellTo(it.counter, 3000, "WINE");
    expect(it.pointsAt(it.counter)).toMatchObject(has(0));
  });

  test("keep what a receipt was promised, whatever the shop gives later", async () => {
    const it = await newShop();
    const receipt = it.sellTo(it.counter, 999, "3*BEER");
    it.set("points", "5.00");
    it.bringBack(it.counter, receipt, 1);
    expect(it.pointsAt(it.counter)).toMatchObject(has(6));
  });

  test("G11: a refund may leave them below zero, and the next receipt fills that", async () => {
    const it = await newShop();
    const receipt = it.sellTo(it.counter, 3000, "WINE");
    const id = it.orderOf(it.counter, "CHEESE");
    it.act(id, { act: "points", points: 30 });
    it.pay(id, 2200);
    expect(it.pointsAt(it.counter)).toMatchObject(has(52, 30));
    it.bringBack(it.counter, receipt, 1);
    expect(it.pointsAt(it.counter)).toMatchObject({ earned: 22, spent: 30, left: -8, here: 0 });
    it.sellTo(it.counter, 2500, "CHEESE");
    expect(it.pointsAt(it.counter)).toMatchObject({ left: 17, here: 17 });
  });
});

describe("points that a customer spends", () => {
  test("take their worth off the bill, and earn nothing themselves", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    const id = it.orderOf(it.counter, "CHEESE");
    it.act(id, { act: "points", points: 20 });

    expect(it.view(id).total).toBe(2300);
    expect(it.pointsAt(it.counter)).toMatchObject(has(30));
    it.pay(id, 2300);
    expect(it.view(id).status).toBe("paid");
    expect(it.pointsAt(it.counter)).toMatchObject(has(53, 20));
  });

  test("are as many as the bill takes where nobody says how many", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 6000, "2*WINE");
    const id = it.orderOf(it.counter, "BEER");
    it.act(id, { act: "points" });

    expect(it.view(id).total).toBe(0);
    it.pay(id, 0);
    expect(it.view(id).status).toBe("paid");
    // 3.33 takes 34 of them: the last one takes 0.03 off.
    expect(it.pointsAt(it.counter)).toMatchObject(has(60, 34));
  });

  test("are no more than the bill takes, however many were put on it", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 6000, "2*WINE");
    const id = it.orderOf(it.counter, "BEER");
    it.act(id, { act: "points", points: 60 });
    it.pay(id, 0);
    expect(it.pointsAt(it.counter)).toMatchObject(has(60, 34));
  });

  test("come back with goods: the floor of their part, with the last the rest", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 6000, "2*WINE");
    const id = it.orderOf(it.counter, "3*BEER");
    it.act(id, { act: "points", points: 50 });
    const receipt = it.pay(id, 499);
    if (receipt === undefined) throw new Error("No receipt was issued.");
    const seen = [it.pointsAt(it.counter).spent];
    const money: number[] = [];
    for (let piece = 0; piece < 3; piece += 1) {
      money.push(it.bringBack(it.counter, receipt, 1).total);
      seen.push(it.pointsAt(it.counter).spent);
    }
    expect(money).toEqual([-166, -167, -166]);
    expect(seen).toEqual([50, 34, 17, 0]);
    expect(it.pointsAt(it.counter)).toMatchObject(has(60));
  });

  test("come back with goods that they alone paid for", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 12_000, "4*WINE");
    const id = it.orderOf(it.counter, "2*BEER");
    it.act(id, { act: "points" });
    const receipt = it.pay(id, 0);
    if (receipt === undefined) throw new Error("No receipt was issued.");
    expect(it.pointsAt(it.counter)).toMatchObject(has(120, 67));
    it.bringBack(it.counter, receipt, 1);
    expect(it.pointsAt(it.counter)).toMatchObject(has(120, 34));
    it.bringBack(it.counter, receipt, 1);
    expect(it.pointsAt(it.counter)).toMatchObject(has(120));
  });

  test("come back once, where two tills take the same piece back", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 6000, "2*WINE");
    const id = it.orderOf(it.counter, "BEER");
    it.act(id, { act: "points", points: 10 });
    const receipt = it.pay(id, 233);
    if (receipt === undefined) throw new Error("No receipt was issued.");
    it.meet();
    it.bringBack(it.counter, receipt, 1);
    it.bringBack(it.bar, receipt, 1);
    it.meet();
    expect(it.pointsAt(it.bar)).toMatchObject(has(60));
    expect(it.pointsAt(it.counter)).toMatchObject(has(60));
  });

  test("pay for nobody else: another customer on the order, or none, and they take nothing off", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    const id = it.orderOf(it.counter, "CHEESE");
    it.act(id, { act: "points", points: 20 });
    const berta = addCustomer(it.counter.open, { name: "Berta" });
    valueOf(putCustomerOn(it.till, RAVI, { order: id, customer: berta }));

    expect(it.view(id).total).toBe(2500);
    it.pay(id, 2500);
    expect(it.pointsAt(it.counter)).toMatchObject(has(30));
  });

  test("a part payment has its points, and the rest has the others", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 6000, "2*WINE");
    const id = it.orderOf(it.counter, "WINE", "CHEESE");
    it.act(id, { act: "points", points: 55 });
    const [wine] = it.view(id).lines;
    const shares = [{ line: wine?.id as EventId, num: 1, den: 1 }];
    it.act(id, { act: "split", type: "lines", shares });
    it.pay(id, 2700, { part: 1 });
    expect(it.pointsAt(it.counter)).toMatchObject(has(87, 30));
    it.pay(id, 2250);
    expect(it.view(id).status).toBe("paid");
    expect(it.pointsAt(it.counter)).toMatchObject(has(109, 55));
  });
});

test("the receipt says what was earned, spent and is left, and a refund what came back", async () => {
  const it = await newShop();
  it.sellTo(it.counter, 3000, "WINE");
  const id = it.orderOf(it.counter, "CHEESE");
  it.act(id, { act: "points", points: 20 });
  const receipt = it.pay(id, 2300);
  if (receipt === undefined) throw new Error("No receipt was issued.");
  expect(receipt.points).toEqual({ earned: 23, spent: 20, left: 33 });
  expect(rowsOf(receipt)).toEqual(["Points earned 23", "Points spent 20", "Points left 33"]);

  const back = it.bringBack(it.counter, receipt, 1);
  expect(rowsOf(back)).toEqual(["Points back 20"]);
  expect(dayReport(it.till, CAFE_DAY as BusinessDay)).toMatchObject({
    points: [{ what: "earned", count: 30 }],
    differences: [],
  });
});

/** Returns what the paper says of points. */
function rowsOf(receipt: ReceiptView): ReadonlyArray<string> {
  const { blocks } = receiptToDocument(receipt, { opensDrawer: false, formatMoney: String });
  return blocks.flatMap((block) =>
    block.type === "row" && block.left.startsWith("Points ")
      ? [`${block.left} ${block.right}`]
      : [],
  );
}

describe("points that nobody can spend", () => {
  test("more than the customer has, none, and those of nobody", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    const id = it.orderOf(it.counter, "CHEESE");
    function refused(points: number | undefined, order = id): unknown {
      const request = points === undefined ? {} : { points };
      return faultOf(performOn(it.till, RAVI, { act: "points", ...request, order }));
    }

    expect(refused(31)).toEqual({ type: "points/too-few", left: 30, wanted: 31 });
    expect(refused(0)).toEqual({ type: "points/invalid", points: 0 });
    expect(faultOf(performOn(it.till, RAVI, { act: "points", isOff: true, order: id }))).toEqual({
      type: "points/not-there",
    });
    expect(refused(1, it.open("BEER"))).toEqual({ type: "points/nobody" });
    it.set("points-worth", "0");
    expect(refused(1)).toEqual({ type: "points/off" });
  });

  test("as many as an order takes that comes to nothing", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    const id = it.orderOf(it.counter, "CHEESE");
    const all = { rate: milliPercent(100_000), amount: minor(0) };
    it.act(id, { act: "discount", discount: all, reason: "late" });
    expect(faultOf(performOn(it.till, RAVI, { act: "points", order: id }))).toEqual({
      type: "points/invalid",
      points: 0,
    });
  });

  test("are not spent twice by two orders: the second payment is refused", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    const orders = [it.orderOf(it.counter, "CHEESE"), it.orderOf(it.counter, "CHEESE")] as const;
    for (const id of orders) it.act(id, { act: "points", points: 30 });
    it.pay(orders[0], 2200);
    const payment = { type: "cash", tendered: minor(2200) } as const;
    expect(faultOf(payOrder(it.till, RAVI, { order: orders[1], payment }))).toEqual({
      type: "points/too-few",
      left: 22,
      wanted: 30,
    });
    it.act(orders[1], { act: "points", points: 22 });
    it.pay(orders[1], 2280);
    expect(it.pointsAt(it.counter)).toMatchObject({ spent: 52, left: 22 });
  });

  test("are another till's to spend until it gives them", async () => {
    const it = await newShop();
    it.sellTo(it.counter, 3000, "WINE");
    it.meet();
    const id = it.orderOf(it.bar, "CHEESE");
    expect(
      faultOf(performOn(it.bar.till, RAVI, { act: "points", points: 10, order: id })),
    ).toMatchObject({ type: "points/none-here", here: 0, other: { has: 30 } });
  });
});

async function atTheRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const { open } = register;
  for (const [key, text] of [
    ["points", "1.00"],
    ["points-worth", "0.10"],
  ] as const)
    valueOf(changeSetting(open.till, RAVI, { key, texts: [text] }));
  const customer = addCustomer(open, { name: "Rossi, Anna" });
  const payment = inCash(minor(2600));
  valueOf(
    sell(open.till, MIA, { entries: ["10*croissant"], payment, service: undefined, customer }),
  );
  typed(register, "400");
  return register;
}

describe("at the register", () => {
  test(":points puts some on the order, Ctrl-Z takes them back, and :points 0 takes them off", async () => {
    const register = await atTheRegister();
    typed(register, "&rossi");
    expect(register.message()).toContain("Rossi, Anna, 26 points");
    typed(register, ":points 20");
    expect(register.message()).toBe("The points take 2.00 off.");
    expect(register.store.getState().order).toMatchObject({ due: 60 });

    press(register, "Ctrl-Z");
    expect(register.message()).toBe("The points of the order are as they were.");
    expect(register.store.getState().order).toMatchObject({ due: 260 });

    typed(register, ":points");
    expect(register.store.getState().order).toMatchObject({ due: 0 });
    typed(register, ":points 0");
    expect(register.message()).toBe("The order has no points any more.");
    expect(register.store.getState().order).toMatchObject({ due: 260 });
  });

  test("one sentence says why none are spent, and how they are typed", async () => {
    const register = await atTheRegister();
    typed(register, ":points 20");
    expect(register.message()).toBe("The order is for nobody: put a customer on it first.");
    typed(register, "&rossi");
    typed(register, ":points 27");
    expect(register.message()).toBe(
      "The customer has 26 points, not 27: spend fewer, or take them off.",
    );
    typed(register, ":points many");
    expect(register.message()).toBe("Type how many points, as :points 50; 0 takes them off.");
  });
});
