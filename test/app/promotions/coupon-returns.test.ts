/** Goods of a bill with a coupon or points that come back: what stays is priced anew, and all of it adds up. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { pointsShop } from "../../support/points-shop.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

async function newShop(...coupon: ReadonlyArray<string>): Promise<PromotedShop> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "3.00", WINE: "30.00", CHEESE: "25.00" });
  it.promote("hello", "name=Hello", "kind=coupon", "code=HELLO", ...coupon);
  return it;
}

/** Pays an order with the coupon; returns its receipt's number. */
function paid(it: PromotedShop, id: EventId): string {
  it.act(id, { act: "coupon", code: "HELLO" });
  return payAll(it, id);
}

function payAll(it: PromotedShop, id: EventId): string {
  const number = it.pay(id, it.view(id).total)?.number ?? "";
  it.meet();
  return number;
}

/** Takes one of each of these rows back, one after the other; returns what goes out for each. */
function outs(
  it: PromotedShop,
  number: string,
  rows: ReadonlyArray<number | { readonly bad: number }>,
): ReadonlyArray<number> {
  const each = rows.map((row) => {
    const [position, bad] = typeof row === "number" ? [row] : ([row.bad, true] as const);
    const words = { number, method: "cash", reason: "cold", bad } as const;
    const parts = [{ position, quantity: oneUnit }];
    return 0 - valueOf(refund(it.till, RAVI, { ...words, parts })).total;
  });
  expect(dayReport(it.till, it.till.days().now).differences).toEqual([]);
  return each;
}

describe("goods of a bill with a coupon that come back", () => {
  test("V14: below the minimum the coupon is lost for what stays", async () => {
    const it = await newShop("amount=10", "minimum=50");
    expect(outs(it, paid(it, it.open("WINE", "CHEESE")), [1, 2])).toEqual([2000, 2500]);
    expect(outs(it, paid(it, it.open("WINE", "CHEESE")), [2, 1])).toEqual([1500, 3000]);
  });

  test("V14: bad goods bring their share, and what stays keeps the coupon", async () => {
    const it = await newShop("amount=10", "minimum=50");
    expect(outs(it, paid(it, it.open("WINE", "CHEESE")), [{ bad: 1 }, { bad: 2 }])).toEqual([
      2455, 2045,
    ]);
  });

  test("V14: what another receipt has of the bill counts for the minimum", async () => {
    const it = await newShop("amount=10", "minimum=50");
    const id = it.open("2*CHEESE", "WINE");
    it.act(id, { act: "coupon", code: "HELLO" });
    const [cheese] = it.view(id).lines;
    const shares = [{ line: cheese?.id as EventId, num: 1, den: 1 }];
    it.act(id, { act: "split", type: "lines", shares });
    const number = it.pay(id, 5000 - 625, { part: 1 })?.number ?? "";
    expect(outs(it, number, [1])).toEqual([2500]);
  });

  test("a rate goes on for what stays, beside a deal that is priced anew", async () => {
    const it = await newShop("rate=10%");
    it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
    expect(outs(it, paid(it, it.open("4*BEER")), [1, 1, 1, 1])).toEqual([270, 0, 270, 270]);
    expect(outs(it, paid(it, it.open("WINE", "3*BEER")), [1, 2, 2, 2])).toEqual([
      2700, 0, 270, 270,
    ]);
  });

  test("an amount comes before a discount of the order", async () => {
    const it = await newShop("amount=10", "minimum=50");
    it.goods({ RUM: "60.00" });
    const id = it.open("RUM", "CHEESE");
    const half = { rate: milliPercent(50_000), amount: minor(0) };
    it.act(id, { act: "discount", discount: half, reason: "late" });
    expect(outs(it, paid(it, id), [2, 1])).toEqual([1250, 2500]);
  });

  test("a combo counts for its price as long as it is whole", async () => {
    const it = await newShop("amount=5", "minimum=20");
    it.goods({ MEAL: "20.00" });
    setProduct(it.till, "MEAL", { combo: "M: CHEESE; D: BEER" });
    it.meet();
    const id = it.open("MEAL", "BEER");
    expect(outs(it, paid(it, id), [2])).toEqual([300]);
  });
});

test("Points are off what stays of a deal, too", async () => {
  const it = await pointsShop(await newCafe());
  it.goods({ BEER: "3.00", WINE: "30.00" });
  it.promote("three", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
  it.sellTo(it.counter, 6000, "2*WINE");
  const id = it.orderOf(it.counter, "4*BEER");
  it.act(id, { act: "points", points: 45 });
  const number = payAll(it, id);
  expect(it.view(id).total).toBe(450);

  const left = [1, 1, 1, 1].map((row) => [outs(it, number, [row]), it.pointsAt(it.counter).spent]);
  expect(left).toEqual([
    [[150], 30],
    [[0], 30],
    [[150], 15],
    [[150], 0],
  ]);
});
