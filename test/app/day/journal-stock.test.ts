/**
 * Stock in the journal: what came, was used and lost on a day stands in accounts of its own, once a shop wants it.
 *
 * Size: whole.
 */

import { describe, expect, test } from "vitest";

import { datevFile } from "../../../src/app/books/datev-file.ts";
import { journalOf } from "../../../src/app/day/day-journal.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { settingDraft } from "../../../src/app/founding/shop-drafts.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { CHARTS } from "../../../src/domain/figures/charts.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { datevBalances, readDatev } from "../../support/datev-reader.ts";
import {
  balances,
  hledger,
  journalText,
  whyNoHledger,
  wrongInJournal,
} from "../../support/hledger.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { addIngredient, book, keep, RAVI, setProduct } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });
const DAY = CAFE_DAY as BusinessDay;
const NEXT_DAY = "2026-11-21" as BusinessDay;
const HOUR_MS = 3_600_000;

const why = whyNoHledger();

describe.skipIf(why !== undefined)(`the journal${why === undefined ? "" : `: ${why}`}`, () => {
  test("has no stock until the shop wants it", async () => {
    const { counter } = await workedDay();
    choose(counter.till, "never");

    expect(journalText(counter.till, [DAY])).not.toMatch(/stock/u);
  });

  test("has what came, was used and lost, as the day's report says it", async () => {
    const { counter, bar } = await workedDay();

    const journal = journalText(counter.till, [DAY]);
    expect(wrongInJournal(counter.till, [DAY])).toEqual([]);
    expect(journalText(bar.till, [DAY])).toBe(journal);
    const { stockUsed, stockWasted, stockEaten, stockMissing } = dayReport(counter.till, DAY);
    expect([stockUsed, stockWasted, stockEaten, stockMissing].map(({ total }) => total)).toEqual([
      420, 100, 50, 60,
    ]);
    // Of 10 l of milk at 1.00 and 20 croissants at 0.60, two of which went back, 4.9 l and 16 are left.
    expect(balances(journal, "stock", "goods")).toEqual({
      "assets:stock": "EUR 14.50",
      "expenses:goods:missing": "EUR 0.60",
      "expenses:goods:staff meals": "EUR 0.50",
      "expenses:goods:used": "EUR 4.20",
      "expenses:goods:wasted": "EUR 1.00",
      "liabilities:goods received": "EUR -20.80",
    });
  });

  test("moves what is there to its new cost on the day on which it changes, and no day before", async () => {
    const { cafe, counter, bar } = await workedDay();
    sellGoods(counter.till, ["5*latte"]);
    const before = journalText(counter.till, [DAY]);
    nextDay(cafe, counter);
    // 4.9 l at 1.00 and 4.9 l at 2.00: each costs 1.50, and of those at 1.00 one was used the day before.
    const quantity = 4.9 * ONE_IN_STOCK;
    book(counter, { type: "receive", sku: "MILK", quantity, cost: minor(980) });
    sellGoods(counter.till, ["5*latte"]);
    meet(counter, bar);

    expect(journalText(counter.till, [DAY])).toBe(before);
    expect(balances(journalText(counter.till, [NEXT_DAY]), "stock", "goods")).toEqual({
      "assets:stock": "EUR 7.80",
      "expenses:goods:revalued": "EUR 0.50",
      "expenses:goods:used": "EUR 1.50",
      "liabilities:goods received": "EUR -9.80",
    });
    expect(wrongInJournal(bar.till, [DAY, NEXT_DAY])).toEqual([]);
    // 7.8 l at 1.50, and 16 croissants at 0.60.
    expect(balances(journalText(bar.till, [DAY, NEXT_DAY]))["assets:stock"]).toBe("EUR 21.30");
  });

  test("has a batch as what it is made of, without a cent more", async () => {
    const { counter } = await workedDay();
    addIngredient(counter.till, "CREAM", { unit: "l", recipe: "MILK 0.5" });
    const before = balances(journalText(counter.till, [DAY]));
    book(counter, { type: "make", sku: "CREAM", quantity: 2 * ONE_IN_STOCK });

    expect(balances(journalText(counter.till, [DAY]))).toEqual(before);
  });

  test("has accounts for it in each chart, and by the shop's own rules", async () => {
    const { counter } = await workedDay();
    for (const chart of CHARTS) {
      commit(counter.till, settingDraft("chart", chart));
      expect(hledger(journalText(counter.till, [DAY]), ["-s", "check"]).out).toBe("");
    }
    commit(counter.till, settingDraft("accounts", ["stock=3980 Lager", "goods-wasted=4711"]));

    expect(balances(journalText(counter.till, [DAY]))).toMatchObject({
      "3980 Lager": "EUR 14.50",
      "4711": "EUR 1.00",
    });
  });
});

test("What DATEV reads of the stock comes to the same", async () => {
  const { counter } = await workedDay();
  commit(counter.till, settingDraft("chart", "skr03"), settingDraft("datev", "29098/55003"));

  const file = valueOf(datevFile(counter.till, journalOf(counter.till, [DAY]), 0));

  const read = datevBalances(readDatev(file));
  expect(["7140", "4000", "3960", "4140", "1700"].map((account) => read.get(account))).toEqual([
    1450, 420, 160, 50, -2080,
  ]);
});

/** A day of lattes and croissants at two tills, in the books from the first on. */
async function workedDay() {
  const cafe = await newCafe();
  const { counter, bar } = await twoTills(cafe);
  choose(counter.till, "always");
  addIngredient(counter.till, "MILK", { unit: "l" });
  setProduct(counter.till, "LATTE", { recipe: "MILK 0.2" });
  keep(counter.till);
  const milk = { sku: "MILK", quantity: 10 * ONE_IN_STOCK } as const;
  const croissants = { sku: "CROISSANT", quantity: 20 * ONE_IN_STOCK } as const;
  book(counter, { type: "receive", ...milk, cost: minor(1000) });
  book(counter, { type: "receive", ...croissants, cost: minor(1200) });
  book(counter, { type: "return", ...croissants, quantity: 2 * ONE_IN_STOCK, reason: "stale" });
  meet(counter, bar);
  sellGoods(counter.till, ["10*latte", "2*croissant"]);
  sellGoods(bar.till, ["5*latte"], { cash: 5000 });
  const waste = { type: "waste", sku: "MILK", quantity: ONE_IN_STOCK } as const;
  book(bar, { ...waste, what: "waste", reason: "fell" });
  book(bar, { ...waste, what: "staff-meal", reason: "", quantity: ONE_IN_STOCK / 2 });
  meet(counter, bar);
  book(counter, { type: "count", sku: "MILK", quantity: 4.9 * ONE_IN_STOCK });
  meet(counter, bar);
  return { cafe, counter, bar };
}

function nextDay(cafe: Awaited<ReturnType<typeof newCafe>>, ...tills: ReadonlyArray<TillAt>): void {
  cafe.clock.advance(24 * HOUR_MS);
  for (const { till } of tills) valueOf(till.beginDay(RAVI, NEXT_DAY));
}

function choose(till: Till, stock: "always" | "never"): void {
  commit(till, settingDraft("journal-stock", stock));
}

function commit({ ledger }: Till, ...events: ReadonlyArray<ReturnType<typeof settingDraft>>): void {
  ledger.commit({ by: "", name: "set up", decide: () => ok({ events }) });
}
