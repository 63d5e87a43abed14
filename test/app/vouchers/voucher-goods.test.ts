/** Products that are vouchers: sold by PLU, barcode or name as goods are, and worth what was paid for each. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { addToOrder, tryBasket } from "../../../src/app/orders/sell.ts";
import { listVouchers, madeHere } from "../../../src/app/vouchers/vouchers.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { performOn, voidLine } from "../../support/acts.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";
import { payByVoucher, rightsAt } from "../../support/voucher-acts.ts";

const DAY = CAFE_DAY as BusinessDay;
const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

/** A voucher of 25.00 by its PLU, and one of any value. */
async function giftShop(): Promise<PromotedShop> {
  const shop = await promotedShop(await newCafe());
  setProduct(shop.till, "GIFT25", { ...gift("Gift 25"), price: "25.00", plu: "925" });
  const open = { price: "0.00", plu: "900", "open price": "yes" };
  setProduct(shop.till, "GIFT", { ...gift("Gift card"), ...open });
  shop.goods({ TEA: "10.00" });
  return shop;
}

function gift(name: string): Readonly<Record<string, string>> {
  return { name, category: "bakery", "tax class": "untaxed", voucher: "yes" };
}

function tryAdd({ till }: PromotedShop, more: Parameters<typeof addToOrder>[2]) {
  return addToOrder(till, RAVI, more);
}

function lineNames({ view }: PromotedShop, id: Parameters<PromotedShop["view"]>[0]) {
  return view(id).lines.map(({ name, gross, kind }) => [kind ?? "goods", name, gross]);
}

describe("a product that is a voucher", () => {
  test("is sold as a voucher worth its price, with its rights at the selling till", async () => {
    const shop = await giftShop();
    const { order } = sellGoods(shop.till, ["925"], { cash: 2500 });
    expect(order.status).toBe("paid");
    const [made] = madeHere(shop.till);
    expect(made?.voucher).toMatchObject({ left: 2500, here: 2500, standing: "open" });
    expect(made?.code).toMatch(/^V/u);
    shop.meet();
    const id = made?.voucher.id ?? "";
    expect(rightsAt(shop.bar, id)).toEqual({ [shop.till.ledger.identity.origin]: 2500 });
    expect(dayReport(shop.till, DAY)).toMatchObject({
      sales: 0,
      goods: [],
      vouchersSold: [{ year: 2026, count: 1, amount: 2500 }],
      differences: [],
    });
  });

  test("is one voucher for each piece, each with its own code", async () => {
    const shop = await giftShop();
    const id = shop.open("2*925", "900=37.50", "tea");
    expect(lineNames(shop, id)).toEqual([
      ["voucher", "Gift 25", 2500],
      ["voucher", "Gift 25", 2500],
      ["voucher", "Gift card", 3750],
      ["goods", "TEA", 1000],
    ]);
    valueOf(voidLine(shop.till, RAVI, { order: id, line: 2, reason: "one is enough" }));
    shop.pay(id, 7250);
    const made = madeHere(shop.till);
    expect(made.map(({ voucher }) => voucher.left).toSorted((a, b) => a - b)).toEqual([2500, 3750]);
    expect(new Set(made.map(({ code }) => code)).size).toBe(2);
  });

  test("brings nothing before its order is paid", async () => {
    const shop = await giftShop();
    shop.open("925");
    expect(listVouchers(shop.till, "all")).toEqual([]);
  });

  test("has no promotion, no discount and no price of a list, and coupons leave it alone", async () => {
    const shop = await giftShop();
    shop.promote("three", "name=3 for 2", "kind=n-for-m", "goods=GIFT25", "n=3", "m=2");
    shop.promote("ten", "name=Ten", "kind=coupon", "rate=10%", "code=TEN");
    const id = shop.open("3*925", "tea");
    expect(shop.offs(id)).toEqual([0, 0, 0, 0]);
    const off = { rate: milliPercent(10_000), amount: minor(0) };
    const asked = { order: id, line: 1, act: "discount", discount: off, reason: "late" } as const;
    expect(faultOf(performOn(shop.till, RAVI, asked))).toMatchObject({ type: "line/fixed" });
    shop.act(id, { act: "coupon", code: "TEN" });
    expect(shop.view(id).total).toBe(7500 + 900);
    const tried = valueOf(tryBasket(shop.till, MIA, { entries: ["925"], service: undefined }));
    expect(tried.order.total).toBe(2500);
  });

  test("is paid by no voucher", async () => {
    const shop = await giftShop();
    sellGoods(shop.till, ["925"], { cash: 2500 });
    const [first] = madeHere(shop.till);
    const id = first?.voucher.id ?? "";
    expect(faultOf(payByVoucher(shop.counter, id, { goods: ["925"] }))).toEqual({
      type: "voucher/buys-voucher",
    });
  });

  test.each([
    ["900", { type: "entry/unreadable" }],
    ["900=0", { type: "voucher/amount", amount: 0 }],
    ["925=20", { type: "line/fixed", deed: "priced" }],
    ["<925", { type: "voucher/back", name: "Gift 25" }],
  ])("is refused as %s", async (entry, fault) => {
    const shop = await giftShop();
    const reading = { order: shop.open("tea"), entries: [entry] };
    expect(faultOf(tryAdd(shop, reading))).toMatchObject(fault);
  });

  test("is refused beyond the lines of an order, and adds none of them", async () => {
    const shop = await giftShop();
    const order = shop.open("tea");
    expect(faultOf(tryAdd(shop, { order, entries: ["200*925"] }))).toMatchObject({
      type: "order/full",
    });
    expect(shop.view(order).lines).toHaveLength(1);
  });
});

describe("what a product that is a voucher can't be", () => {
  test.each([
    [{ "sold by": "weight" }, /sold by the piece/u],
    [{ deposit: "GIFT25" }, /money alone/u],
    [{ stock: "counted" }, /money alone/u],
    [{ age: "18" }, /money alone/u],
    [{ half: "yes" }, /money alone/u],
    [{ price: "0.00" }, /worth its price/u],
  ])("%o", async (fields, sentence) => {
    const shop = await giftShop();
    expect(() => {
      setProduct(shop.till, "GIFT25", fields);
    }).toThrow(sentence);
  });

  test("it is no part of a combo", async () => {
    const shop = await giftShop();
    expect(() => {
      setProduct(shop.till, "TEA", { combo: "Gift: GIFT25" });
    }).toThrow(/no part of a combo/u);
  });
});

describe("at the register", () => {
  test("two of them are two rows, and a void takes one back", async () => {
    const register = await atRegister();
    typed(register, "2*925");
    expect(rows(register)).toEqual(["Gift 25 2500", "Gift 25 2500"]);
    press(register, "Ctrl-Z");
    expect(rows(register)).toEqual([]);
    typed(register, "925");
    typed(register, "3*");
    expect(rows(register)).toEqual(["Gift 25 2500"]);
  });

  test("each is a voucher once they are paid", async () => {
    const register = await atRegister();
    typed(register, "2*925");
    press(register, "F12");
    typed(register, "50");
    expect(register.message()).toMatch(/Paid 50\.00 in cash/u);
    expect(madeHere(register.open.till)).toHaveLength(2);
  });
});

async function atRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  setProduct(register.open.till, "GIFT25", { ...gift("Gift 25"), price: "25.00", plu: "925" });
  return register;
}

function rows({ store }: CafeRegister): ReadonlyArray<string> {
  return (store.getState().order?.lines ?? [])
    .filter(({ voided }) => !voided)
    .map(({ name, gross }) => `${name} ${gross}`);
}
