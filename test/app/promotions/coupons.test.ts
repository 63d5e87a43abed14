/** Coupons at real tills: what they take off, from a typed code to the receipt. */

import { describe, expect, test } from "vitest";

import { setPromotion } from "../../../src/app/catalogue/promotions.ts";
import { toFieldText } from "../../../src/cli/field-text.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });
const newCroissants = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

async function couponShop(...fields: ReadonlyArray<string>): Promise<PromotedShop> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "3.00", WINE: "30.00", CHEESE: "25.00" });
  it.promote("hello", "name=Hello", "kind=coupon", "code=HELLO10", ...fields);
  return it;
}

function take(it: PromotedShop, id: EventId, code = "hello10"): void {
  it.act(id, { act: "coupon", code });
}

describe("what a coupon takes off", () => {
  test("V14: an amount from a minimum is spread by what lines cost", async () => {
    const it = await couponShop("amount=10", "minimum=50");
    const id = it.open("WINE", "CHEESE");
    take(it, id);

    expect(it.view(id).total).toBe(4500);
    expect(it.offs(id)).toEqual([545, 455]);
    expect(it.pay(id, 4500)).toMatchObject({ total: 4500 });
    expect(it.view(id).status).toBe("paid");
  });

  test("V15: it takes no more than the bill comes to", async () => {
    const it = await couponShop("amount=5");
    const id = it.open("BEER");
    take(it, id);

    expect(it.view(id).total).toBe(0);
  });

  test("V15: a rate comes off after deals", async () => {
    const it = await couponShop("rate=10%");
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    const id = it.open("BEER", "BEER", "BEER");
    take(it, id);

    expect(it.view(id).total).toBe(540);
    expect(it.offs(id)).toEqual([120, 120, 120]);
    it.pay(id, 540);
    expect(it.view(id).status).toBe("paid");
  });

  test("rates come first, then amounts, then the order's discount", async () => {
    const it = await couponShop("rate=10%");
    it.promote("five", "kind=coupon", "code=FIVE", "amount=5");
    const id = it.open("WINE");
    take(it, id, "FIVE");
    take(it, id);
    expect(it.view(id).total).toBe(2200);

    it.act(id, {
      act: "discount",
      discount: { rate: milliPercent(50_000), amount: minor(0) },
      reason: "late",
    });
    expect(it.view(id).total).toBe(1100);
  });

  test("history 11: the minimum is held against list prices, so one more piece loses no coupon", async () => {
    const it = await couponShop("amount=10", "minimum=50");
    it.goods({ HAM: "25.00", JAM: "1.00" });
    it.promote("pair", "kind=bundle", "goods=HAM + JAM", "price=24.00");
    const id = it.open("HAM", "CHEESE");
    take(it, id);
    expect(it.view(id).total).toBe(4000);

    it.add(id, ["JAM"]);
    expect(it.view(id).total).toBe(3900);
  });
});

describe("which orders have a coupon", () => {
  test("goods that come later bear their part, and voided ones none", async () => {
    const it = await couponShop("amount=10", "minimum=50");
    const id = it.open("WINE");
    take(it, id);
    expect(it.view(id).total).toBe(3000);

    it.add(id, ["CHEESE"]);
    expect(it.view(id).total).toBe(4500);

    const [wine] = it.view(id).lines;
    it.act(id, { act: "void", voids: [{ line: wine?.id as EventId }], reason: "" });
    expect(it.view(id).total).toBe(2500);
  });

  test("a code is taken once, and refused where nobody offers it", async () => {
    const it = await couponShop("amount=10");
    const id = it.open("WINE");
    take(it, id);

    expect(performOn(it.till, RAVI, { act: "coupon", code: "HELLO10", order: id })).toMatchObject({
      fault: { type: "coupon/there", name: "Hello" },
    });
    expect(performOn(it.till, RAVI, { act: "coupon", code: "HELLO11", order: id })).toMatchObject({
      fault: { type: "coupon/unknown" },
    });
    it.act(id, { act: "coupon", code: "HELLO10", isOff: true });
    expect(it.view(id).total).toBe(3000);
  });

  test("another till hears of it, and its act on the order keeps it", async () => {
    const it = await couponShop("rate=10%");
    const id = it.open("WINE");
    take(it, id);
    it.meet();
    expect(it.view(id, it.bar).total).toBe(2700);

    it.add(id, ["BEER"], it.bar);
    it.meet();
    expect(it.view(id).total).toBe(2970);
    expect(it.view(id, it.bar).total).toBe(2970);
  });

  test("what a part payment granted of an amount is granted", async () => {
    const it = await couponShop("amount=10");
    const id = it.open("WINE", "CHEESE");
    take(it, id);
    const [wine] = it.view(id).lines;
    const shares = [{ line: wine?.id as EventId, num: 1, den: 1 }];
    it.act(id, { act: "split", type: "lines", shares });
    it.pay(id, 2455, { part: 1 });
    it.add(id, ["BEER"]);

    expect(it.view(id).due).toBe(2345);
  });
});

describe("a coupon on a line of which not all is open here", () => {
  test("stays on the rest of a line that is paid by shares, whatever promotions it may be in", async () => {
    const it = await couponShop("rate=10%");
    it.promote("ten", "kind=n-for-m", "n=10", "m=9", "goods=BEER");
    const id = it.open("3*BEER");
    take(it, id);
    it.act(id, { act: "split", type: "evenly", count: 3 });
    it.pay(id, 270, { part: 1 });
    it.add(id, ["CHEESE"]);

    expect(it.view(id).due).toBe(540 + 2250);
  });

  test("has no amount once more that the rest of the line still has", async () => {
    const it = await couponShop("amount=10");
    const id = it.open("WINE");
    take(it, id);
    it.act(id, { act: "split", type: "evenly", count: 2 });
    it.pay(id, 1000, { part: 1 });
    it.add(id, ["CHEESE"]);

    expect(it.view(id).due).toBe(1000 + 2500);
  });

  test("has no amount once more where some of the line was moved", async () => {
    const it = await couponShop("amount=10");
    const id = it.open("2*WINE");
    take(it, id);
    const other = it.open("BEER");
    const [wine] = it.view(id).lines;
    const lines = [{ line: wine?.id as EventId, quantity: oneUnit }];
    it.act(id, { act: "move", lines, to: other });
    it.add(id, ["CHEESE"]);

    expect(it.view(id).total).toBe(2500 + 2500);
    expect(it.view(other).total).toBe(2500 + 300);
  });
});

test("the receipt names it and what it saved", async () => {
  const it = await couponShop("amount=10");
  const id = it.open("WINE");
  take(it, id);
  const receipt = it.pay(id, 2000);

  expect(receipt?.lines[0]).toMatchObject({ promo: { names: ["Hello"], off: 1000 } });
});

async function atTheRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCroissants(), ["4", "4444"]);
  const fields = ["name=Hello", "kind=coupon", "code=HELLO10", "amount=1"].map(toFieldText);
  valueOf(setPromotion(register.open.till, RAVI, { id: "hello", isNew: true, fields }));
  typed(register, "400");
  return register;
}

describe("at the register", () => {
  test("a typed coupon says what it takes off, and Ctrl-Z takes it back", async () => {
    const register = await atTheRegister();
    typed(register, ":coupon hello10");
    expect(register.message()).toBe("The coupon takes 1.00 off.");
    expect(register.store.getState().order).toMatchObject({ due: 160 });

    press(register, "Ctrl-Z");
    expect(register.message()).toBe("The coupons of the order are as they were.");
    expect(register.store.getState().order).toMatchObject({ due: 260 });
  });

  test("a coupon is taken off by its code behind a minus", async () => {
    const register = await atTheRegister();
    typed(register, ":coupon hello10");
    typed(register, ":coupon -hello10");
    expect(register.message()).toBe("The order has the coupon no more.");
    expect(register.store.getState().order).toMatchObject({ due: 260 });
  });

  test("a scanned coupon is taken", async () => {
    const register = await atTheRegister();
    register.scan("HELLO10");
    expect(register.message()).toBe("The coupon takes 1.00 off.");
    expect(register.store.getState().order).toMatchObject({ due: 160 });
  });

  test("an unknown code is refused in one sentence, and a missing one says how", async () => {
    const register = await atTheRegister();
    typed(register, ":coupon hello11");
    expect(register.message()).toBe("No coupon that is offered has this code.");
    typed(register, ":coupon");
    expect(register.message()).toBe("Type the coupon's code, as :coupon HELLO10.");
  });
});
