/** What is left of what was sold: takings as the report of products has them, and the cost of what was used. */

import fc from "fast-check";
import { expect, test } from "vitest";

import { marginOf, marginRate, stockMargins } from "../../../src/app/stock/margin.ts";
import { marginsToCsv } from "../../../src/app/stock/stock-csv.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor, sumMinor } from "../../../src/domain/money/amounts.ts";
import { goodsOfDay } from "../../../src/report/day-goods.ts";
import { type SoldMargin } from "../../../src/report/margin.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { addIngredient, book, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({
  sells: ({ sku }) => ["CROISSANT", "LATTE", "FLAT-WHITE"].includes(sku),
});

async function cafeWithCosts() {
  const open = (await newCafe()).open();
  const { till } = open;
  addIngredient(till, "MILK", { unit: "l" });
  setProduct(till, "LATTE", { recipe: "MILK 0.2" });
  setProduct(till, "CROISSANT", { stock: "counted" });
  book(open, { type: "receive", sku: "MILK", quantity: 10 * ONE_IN_STOCK, cost: minor(1000) });
  book(open, { type: "receive", sku: "CROISSANT", quantity: 20 * ONE_IN_STOCK, cost: minor(1240) });
  return open;
}

test("Each product has what it brought in without tax, what it took, and what is left", async () => {
  const open = await cafeWithCosts();
  const { till } = open;
  sellGoods(till, ["10*latte", "2*croissant", "3*flat white"], { cash: 50_000 });
  const { now } = till.days();
  const margins = stockMargins(till, now, now);

  expect(
    margins.rows.map((row) => [row.sku, pieces(row), row.amount, row.cost, marginOf(row)]),
  ).toEqual([
    ["LATTE", 10_000, expect.any(Number), 200, expect.any(Number)],
    ["CROISSANT", 2000, 520, 124, expect.any(Number)],
    // Of what took nothing of the stock nobody knows the cost.
    ["FLAT-WHITE", 3000, expect.any(Number), undefined, undefined],
  ]);
  const [latte, croissant, flatWhite] = margins.rows;
  // 9 % are in the price: 520 / 1.09.
  expect(croissant?.net).toBe(477);
  expect(croissant && [marginOf(croissant), marginRate(croissant)]).toEqual([353, 74_004]);
  expect(margins.known).toEqual({
    products: 2,
    amount: 520 + (latte?.amount ?? 0),
    net: 477 + (latte?.net ?? 0),
    cost: 324,
  });
  expect(margins.unknown).toMatchObject({ products: 1, amount: flatWhite?.amount });
  expect(marginsToCsv(margins, till.currency)).toContain(
    "CROISSANT,Croissant,2,each,5.20,4.77,1.24,3.53,74.004\r\n",
  );
});

test("A change of a recipe moves nothing that was sold, and a batch that came dearer does", async () => {
  const open = await cafeWithCosts();
  const { till } = open;
  sellGoods(till, ["10*latte"], { cash: 50_000 });
  setProduct(till, "LATTE", { recipe: "MILK 0.4" });
  const { now } = till.days();
  expect(stockMargins(till, now, now).known.cost).toBe(200);
  book(open, { type: "receive", sku: "MILK", quantity: 10 * ONE_IN_STOCK, cost: minor(3000) });

  expect(stockMargins(till, now, now).known.cost).toBe(400);
});

test("Takings are those of the report of products, whatever was sold", async () => {
  const open = await cafeWithCosts();
  const { till } = open;
  const { now } = till.days();
  const goods = fc.constantFrom("latte", "croissant", "flat white");
  const sale = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), goods), {
    minLength: 1,
    maxLength: 4,
  });
  for (const entries of fc.sample(sale, { numRuns: 12, seed: 7 })) {
    sellGoods(
      till,
      entries.map(([count, name]) => `${count}*${name}`),
      { cash: 50_000 },
    );
    const { rows, known, unknown } = stockMargins(till, now, now);
    const reported = till.ledger.read((view) => goodsOfDay(view, now));
    const products = reported.flatMap((category) => category.products);

    expect(new Map(rows.map((row) => [row.sku, [row.amount, pieces(row)]]))).toEqual(
      new Map(products.map(({ sku, gross, quantity }) => [sku, [gross, quantity]])),
    );
    expect(known.amount + unknown.amount).toBe(sumMinor(reported, ({ gross }) => gross));
    expect(known.net).toBe(
      sumMinor(rows, ({ net, cost }) => (cost === undefined ? minor(0) : net)),
    );
  }
});

function pieces({ measure }: SoldMargin): number | undefined {
  return measure.unit === "piece" ? measure.count : undefined;
}
