/** What promotions and coupons took off: how often, and what of it went again with goods that came back. */

import { expect, test } from "vitest";

import { refund } from "../../../src/app/orders/refund.ts";
import { UNFILTERED } from "../../../src/app/reports/read-filter.ts";
import { makeReport } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { type ReportTable } from "../../../src/report/sales/report-table.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { PROMOTED_CARD, promotedShop, type PromotedShop } from "../../support/promoted-shop.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => PROMOTED_CARD.has(sku) });

async function beerShop(): Promise<PromotedShop> {
  const it = await promotedShop(await newCafe());
  it.goods({ BEER: "3.00", WINE: "7.00" });
  it.promote("three", "name=3 for 2", "kind=n-for-m", "n=3", "m=2", "goods=BEER");
  return it;
}

function sell(it: PromotedShop, ...entries: ReadonlyArray<string>): string {
  const id = it.open(...entries);
  return it.pay(id, it.view(id).total)?.number ?? "";
}

function comeBack(
  { counter }: PromotedShop,
  number: string,
  { position, bad = false }: { readonly position: number; readonly bad?: boolean },
): void {
  const parts = [{ position, part: undefined, quantity: oneUnit }];
  valueOf(refund(counter.till, RAVI, { number, parts, method: "cash", reason: "cold", bad }));
}

test("a day without any says so with no row", async () => {
  const it = await beerShop();
  sell(it, "BEER");

  expect(report(it.till)).toMatchObject({ rows: [], total: { count: 0, saved: 0, broken: 0 } });
});

test("each deal counts once, and what guests saved by it, on every till", async () => {
  const it = await beerShop();
  sell(it, "6*BEER");
  sell(it, "3*BEER", "WINE");
  it.meet();

  for (const { till } of [it.counter, it.bar])
    expect(report(till).rows).toEqual([
      { name: "3 for 2", count: 3, saved: 900, broken: 0, byMoney: 1000 },
    ]);
});

test("a coupon stands beside the deals of its receipt", async () => {
  const it = await beerShop();
  it.promote("hello", "name=Hello", "kind=coupon", "code=HELLO10", "rate=10%");
  const id = it.open("3*BEER", "WINE");
  it.act(id, { act: "coupon", code: "hello10" });
  it.pay(id, it.view(id).total);

  expect(report(it.till).rows).toMatchObject([
    { name: "3 for 2", count: 1, saved: 300 },
    { name: "Hello", count: 1, saved: 130 },
  ]);
});

test.each([
  { name: "by choice", bad: undefined, left: 0 },
  { name: "a bad one first", bad: 1, left: 200 },
])(
  "goods that come back take along what was saved, until nothing is: $name",
  async ({ bad, left }) => {
    const it = await beerShop();
    const number = sell(it, "BEER", "BEER", "BEER");
    const saved = [1, 2, 3].map((position) => {
      comeBack(it, number, { position, bad: position === bad });
      return Number(report(it.till).total?.saved);
    });

    expect([saved[0], saved[2]]).toEqual([left, 0]);
    expect(report(it.till).rows).toMatchObject([{ count: 1, saved: 0 }]);
  },
);

test("a deal that two receipts share counts with the first, and what a void leaves of it is broken", async () => {
  const it = await beerShop();
  const id = it.open("BEER", "BEER", "BEER");
  const [first, second] = it.view(id).lines;
  const shares = [{ line: first?.id ?? id, num: 1, den: 1 }];
  it.act(id, { act: "split", type: "lines", shares });
  it.pay(id, 200, { part: 1 });
  expect(report(it.till).rows).toMatchObject([{ count: 1, saved: 100, broken: 0 }]);
  const voids = [{ line: second?.id ?? id, count: thousandths(1000) }];
  it.act(id, { act: "void", voids, reason: "guest left" });
  it.pay(id, 300);

  expect(report(it.till).rows).toMatchObject([
    { name: "3 for 2", count: 1, saved: 100, broken: 100 },
  ]);
});

function report(till: Till): ReportTable {
  const day = till.days().now;
  const speech = { currency: till.currency, locale: "en" as const };
  return makeReport(till, {
    report: "promotions",
    from: day,
    to: day,
    step: "day",
    beside: undefined,
    speech,
    filter: UNFILTERED,
    names: soldNames(till, speech),
    withholdsCash: false,
  });
}
