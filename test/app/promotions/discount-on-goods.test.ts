/** A discount of an order, or a coupon, on some of its goods alone: "food only". Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { orderToJson } from "../../../src/app/orders/order-json.ts";
import { findOrder } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { percentOf } from "../../../src/domain/goods/pricing.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";
import { type TillAt } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** Food is of the bakery, at 9 %; what bears 21 % is of the category "beer". */
async function newShop(): Promise<PromotedShop> {
  const it = await promotedShop(await newCafe());
  it.goods({ PILS: "3.00", WINE: "30.00" });
  it.goods({ CAKE: "4.00", PIE: "6.00" }, 9);
  return it;
}

interface Off {
  readonly rate?: number;
  readonly amount?: number;
}

function takeOff(
  it: PromotedShop,
  id: EventId,
  {
    on,
    at,
    rate = 0,
    amount = 0,
  }: Off & { readonly on: ReadonlyArray<string>; readonly at?: TillAt },
): void {
  const discount = { rate: milliPercent(rate * 1000), amount: minor(amount) };
  it.act(id, { act: "discount", discount, on, reason: "late" }, at);
}

function voidLine(it: PromotedShop, id: EventId, place: number): void {
  const line = it.view(id).lines[place]?.id as EventId;
  it.act(id, { act: "void", voids: [{ line }], reason: "" });
}

describe("a discount of an order on some goods", () => {
  test.each([["bakery"], ["Bakery"], ["CAKE", "pie"]])("%s: is off these alone", async (...on) => {
    const it = await newShop();
    const id = it.open("CAKE", "PIE", "WINE");
    takeOff(it, id, { on, rate: 10 });

    expect(it.view(id)).toMatchObject({ off: 100, total: 3900 });
    // 9.00 of food and 30.00 of wine.
    expect(it.taxes(id)).toEqual([
      [9, 74],
      [21, 521],
    ]);
    it.pay(id, 3900);
    const items = it.view(id).lines.map(({ covered }) => covered);
    expect(items).toEqual([400, 600, 3000]);
    expect(dayReport(it.till, it.till.days().now).differences).toEqual([]);
  });

  test("goods that come later bear their part; it goes with those that are voided", async () => {
    const it = await newShop();
    const id = it.open("CAKE", "WINE");
    takeOff(it, id, { on: ["bakery"], rate: 50 });
    expect(it.view(id).off).toBe(200);
    it.add(id, ["PIE", "PILS"]);
    expect(it.view(id).off).toBe(500);

    voidLine(it, id, 0);
    expect(it.view(id)).toMatchObject({ off: 300, total: 3000 + 300 + 300 });
    voidLine(it, id, 2);
    expect(it.view(id)).toMatchObject({ off: 0, total: 3300 });
  });

  test("an amount is never more than these goods cost", async () => {
    const it = await newShop();
    const id = it.open("CAKE", "PIE", "WINE");
    const given = { act: "discount", reason: "late", order: id, on: ["bakery"] } as const;
    const most = { rate: milliPercent(0), amount: minor(1001) };
    expect(faultOf(performOn(it.till, RAVI, { ...given, discount: most }))).toMatchObject({
      type: "discount/too-much",
      name: "Bakery",
      gross: 1000,
    });

    takeOff(it, id, { on: ["bakery"], amount: 500 });
    expect(it.view(id)).toMatchObject({ off: 500, total: 3500 });
    voidLine(it, id, 1);
    // Of 5.00 no more than the cake's 4.00.
    expect(it.view(id)).toMatchObject({ off: 400, total: 3000 });
  });

  test("it goes with goods that move to another order, and is on none of that order", async () => {
    const it = await newShop();
    const id = it.open("CAKE", "PIE", "WINE");
    takeOff(it, id, { on: ["bakery"], rate: 50 });
    const other = it.open("PILS");
    const pie = it.view(id).lines[1]?.id as EventId;
    it.act(id, { act: "move", lines: [{ line: pie, quantity: oneUnit }], to: other });

    expect(it.view(id)).toMatchObject({ off: 200, total: 3200 });
    expect(it.view(other)).toMatchObject({ off: 0, total: 900 });
  });

  test("what comes back brings its own part of it, and the others theirs", async () => {
    const it = await newShop();
    const id = it.open("CAKE", "WINE", "PIE");
    takeOff(it, id, { on: ["bakery"], rate: 50 });

    expect(outs(it, payAll(it, id), [2, 1, 3])).toEqual([3000, 200, 300]);
  });

  test("beside a deal and a coupon of all goods it comes back with its goods alone", async () => {
    const it = await newShop();
    it.promote("pair", "kind=bundle", "goods=CAKE + PILS", "price=5.00");
    it.promote("hello", "kind=coupon", "code=HELLO", "rate=10%");
    const id = it.open("CAKE", "PILS", "WINE");
    it.act(id, { act: "coupon", code: "HELLO" });
    takeOff(it, id, { on: ["bakery"], rate: 50 });
    const { total } = it.view(id);

    // All of the wine comes out, less the coupon's tenth.
    const [wine = 0, ...more] = outs(it, payAll(it, id), [3, 1, 2]);
    expect(wine).toBe(2700);
    expect(wine + (more[0] ?? 0) + (more[1] ?? 0)).toBe(total);
  });

  test("the parts of a combo are named by their own categories, and all of them by the combo", async () => {
    const it = await newShop();
    it.goods({ MEAL: "6.00" });
    setProduct(it.till, "MEAL", { combo: "F: CAKE; D: PILS" });
    it.meet();
    const id = it.open("MEAL", "WINE");
    const cake = it.view(id).lines[0]?.gross ?? 0;
    takeOff(it, id, { on: ["bakery"], rate: 50 });
    expect(it.view(id).off).toBe(percentOf(minor(cake), milliPercent(50_000), "up"));

    takeOff(it, id, { on: ["MEAL"], rate: 50 });
    expect(it.view(id).off).toBe(300);
  });

  test("it is refused of what the shop doesn't have, what the order has none of, and as a gift", async () => {
    const it = await newShop();
    const id = it.open("WINE");
    const given = { act: "discount", reason: "late", order: id } as const;
    const discount = { rate: milliPercent(10_000), amount: minor(0) };
    expect(faultOf(performOn(it.till, RAVI, { ...given, discount, on: ["moon"] }))).toMatchObject({
      type: "discount/no-goods",
      text: "moon",
    });
    expect(faultOf(performOn(it.till, RAVI, { ...given, discount, on: ["bakery"] }))).toMatchObject(
      { type: "discount/none-of-it", name: "Bakery" },
    );
    const gift = { rate: milliPercent(100_000), amount: minor(0), kind: "comp" } as const;
    expect(
      faultOf(performOn(it.till, RAVI, { ...given, discount: gift, on: ["WINE"] })),
    ).toMatchObject({ type: "comp/by-line" });
    expect(it.view(id).off).toBe(0);
  });

  test("of a table that pays with another an amount is off the named goods of both, once", async () => {
    const it = await newShop();
    const [id, other] = [it.open("CAKE", "WINE"), it.open("PIE", "PILS")];
    valueOf(performOn(it.till, RAVI, { act: "merge", orders: [other], into: id, order: id }));
    takeOff(it, id, { on: ["bakery"], amount: 500 });

    expect(it.view(id)).toMatchObject({ off: 500, total: 3000 + 300 + 500, offGoods: ["Bakery"] });
    expect(it.taxes(id)).toEqual([
      [9, 41],
      [21, 573],
    ]);
    it.pay(id, 3800);
    expect(dayReport(it.till, it.till.days().now).differences).toEqual([]);
  });

  test("another one takes its place, also one of all goods, and the receipt keeps what it was on", async () => {
    const it = await newShop();
    const id = it.open("CAKE", "PIE", "PILS");
    takeOff(it, id, { on: ["bakery"], rate: 50 });
    const shares = [{ line: it.view(id).lines[0]?.id as EventId, num: 1, den: 1 }];
    it.act(id, { act: "split", type: "lines", shares });
    const receipt = it.pay(id, 200, { part: 1 });
    expect(receipt).toMatchObject({ off: 200, offGoods: ["Bakery"] });

    it.act(id, {
      act: "discount",
      discount: { rate: milliPercent(10_000), amount: minor(0) },
      reason: "late",
    });
    expect(it.view(id).offGoods).toBeUndefined();
    expect(it.view(id).due).toBe(810);
    const again = findOrder(it.till, it.view(id).number)?.receipts[0];
    expect(again).toMatchObject({ off: 200, offGoods: ["Bakery"] });
  });
});

test("an order as JSON names what its discount is on", async () => {
  const it = await newShop();
  const id = it.open("CAKE", "WINE");
  takeOff(it, id, { on: ["bakery", "PIE"], rate: 50 });
  const found = findOrder(it.till, it.view(id).number);

  expect(found && orderToJson(found, it.till)).toMatchObject({
    totals: { discount: 200, discountOn: ["Bakery", "PIE"], total: 3200 },
  });
});

test("a receipt that another till issued meanwhile is asked for the named goods' part alone", async () => {
  const it = await newShop();
  const id = it.open("CAKE", "WINE");
  it.meet();
  takeOff(it, id, { on: ["bakery"], rate: 50 });
  it.pay(id, 3400, { at: it.bar });
  it.meet();

  expect(it.view(id).attention).toMatchObject([{ type: "receipt/not-granted", amount: 200 }]);
});

describe("at the register", () => {
  test("the goods stand behind the discount, and the row names them", async () => {
    const register = await registerAt(await newCafe(), ["4", "4444"]);
    for (const entry of ["croissant", "0-5-l-bier"]) typed(register, entry);
    typed(register, "--10% bakery");

    expect(register.message()).toContain("Bakery: 10% off");
    const { order } = register.store.getState();
    expect(order).toMatchObject({ off: 26, offGoods: ["Bakery"] });
    press(register, "Ctrl-Z");
    expect(register.store.getState().order?.off).toBe(0);

    typed(register, "--10% moon");
    expect(register.message()).toBe("No product or category moon: type its name.");
  });
});

describe("a coupon on some goods", () => {
  test("is off these alone, from their minimum on", async () => {
    const it = await newShop();
    it.promote("food", "kind=coupon", "code=FOOD", "amount=5", "minimum=8", "goods=@bakery");
    const id = it.open("CAKE", "WINE");
    it.act(id, { act: "coupon", code: "FOOD" });
    expect(it.offs(id)).toEqual([0, 0]);

    it.add(id, ["PIE"]);
    expect(it.offs(id)).toEqual([200, 0, 300]);
    expect(it.taxes(id)).toEqual([
      [9, 41],
      [21, 521],
    ]);
    // The wine brings all of it back. Without the pie the cake costs its price: 1.00 was paid beside the 4.00.
    expect(outs(it, payAll(it, id), [2, 3, 1])).toEqual([3000, 100, 400]);
  });

  test("an amount takes no more than its goods cost, and goes with them", async () => {
    const it = await newShop();
    it.promote("cake", "kind=coupon", "code=CAKE-5", "amount=5", "goods=CAKE");
    const id = it.open("CAKE", "WINE");
    it.act(id, { act: "coupon", code: "CAKE-5" });
    expect(it.offs(id)).toEqual([400, 0]);
    voidLine(it, id, 0);
    expect(it.view(id).total).toBe(3000);
  });
});

test("two tills that add goods apart have one discount of the named goods, exact by rate", async () => {
  const it = await newShop();
  const prices = { CAKE: 400, PIE: 600, PILS: 300, WINE: 3000 } as const;
  const sku = fc.constantFrom(...(Object.keys(prices) as ReadonlyArray<keyof typeof prices>));
  const goods = fc.array(sku, { maxLength: 4 });
  const off = fc.oneof(
    fc.integer({ min: 1, max: 95 }).map((rate): Off => ({ rate })),
    fc.integer({ min: 1, max: 399 }).map((amount): Off => ({ amount })),
  );
  const basket = fc.record({ here: goods, there: goods, given: off, isThere: fc.boolean() });
  fc.assert(
    fc.property(basket, ({ here, there, given, isThere }) => {
      const all = ["CAKE", ...here] as const;
      const id = it.open(...all);
      it.meet();
      takeOff(it, id, { ...given, on: ["bakery"], at: isThere ? it.bar : it.counter });
      if (there.length > 0) it.add(id, there, isThere ? it.counter : it.bar);
      it.meet();

      const sums = { food: 0, drinks: 0 };
      for (const own of [...all, ...there])
        sums[own === "CAKE" || own === "PIE" ? "food" : "drinks"] += prices[own];
      const { rate = 0, amount = 0 } = given;
      const taken = percentOf(minor(sums.food), milliPercent(rate * 1000), "up") + amount;
      const [seen, other] = [it.view(id), it.view(id, it.bar)];
      expect(other.total).toBe(seen.total);
      expect(seen.off).toBe(taken);
      expect(seen.total).toBe(sums.food - taken + sums.drinks);
      const taxes = new Map(it.taxes(id));
      expect(taxes.get(9) ?? 0).toBe(contained(sums.food - taken, 9));
      expect(taxes.get(21) ?? 0).toBe(contained(sums.drinks, 21));
      const receipt = it.pay(id, seen.total);
      expect(receipt?.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(seen.total + taken);
      it.meet();
      expect(it.view(id, it.bar)).toMatchObject({ status: "paid", off: taken });
      // All of it comes back piece by piece, at its own price less its own part.
      const back = (receipt?.lines ?? []).flatMap(({ name, quantity }, at) =>
        Array.from({ length: quantity / oneUnit }, () => ({ name, position: at + 1 })),
      );
      const outsOf = back.map(({ name, position }) => {
        const parts = [{ position, quantity: oneUnit }];
        const words = { number: receipt?.number ?? "", method: "cash", reason: "cold" } as const;
        const out = 0 - valueOf(refund(it.till, RAVI, { ...words, parts })).total;
        return { name, out };
      });
      expect(outsOf.reduce((sum, { out }) => sum + out, 0)).toBe(seen.total);
      const drinks = outsOf.filter(({ name }) => name === "WINE" || name === "PILS");
      expect(drinks.filter(({ name, out }) => out !== prices[name as "WINE" | "PILS"])).toEqual([]);
    }),
    { numRuns: proofRuns({ small: 10, whole: 25 }) },
  );
  expect(dayReport(it.till, it.till.days().now).differences).toEqual([]);
});

/** The tax that a price contains, to the nearest cent. */
function contained(gross: number, percent: number): number {
  return Math.round((gross * percent) / (100 + percent));
}

function payAll(it: PromotedShop, id: EventId): string {
  const number = it.pay(id, it.view(id).total)?.number ?? "";
  it.meet();
  return number;
}

/** Takes these rows back, one after the other; returns what goes out for each. */
function outs(
  it: PromotedShop,
  number: string,
  rows: ReadonlyArray<number>,
): ReadonlyArray<number> {
  const each = rows.map((position) => {
    const words = { number, method: "cash", reason: "cold" } as const;
    const parts = [{ position, quantity: oneUnit }];
    return 0 - valueOf(refund(it.till, RAVI, { ...words, parts })).total;
  });
  expect(dayReport(it.till, it.till.days().now).differences).toEqual([]);
  return each;
}
