/** Stocktakes: several people enter what they count at tills apart, while selling goes on, and one approves it. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import {
  approveSheet,
  askApproval,
  enterCount,
  listSheets,
  openSheet,
  reviewSheet,
  type Sheet,
  sheetArticles,
  sheetNamed,
} from "../../../src/app/stock/stocktake.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { addIngredient, book, keep, levelAt, RAVI, receive } from "../../support/stock-acts.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["LATTE", "CROISSANT", "BROWNIE"].includes(sku) });
const MINUTE_MS = 60_000;
const JONAS = { number: "2", name: "Jonas" };

/** Two tills that know of twenty croissants and ten brownies, and a sheet of both. */
async function sheetApart(): Promise<{
  readonly counter: TillAt;
  readonly bar: TillAt;
  readonly sheet: Sheet;
}> {
  const { counter, bar } = await twoTills(await newCafe());
  for (const sku of ["CROISSANT", "BROWNIE"]) keep(counter.till, sku);
  const twenty = { sku: "CROISSANT", quantity: 20 * ONE_IN_STOCK, cost: minor(1240) };
  book(counter, { type: "receive", ...twenty });
  receive(counter, "BROWNIE", 10);
  const sheet = valueOf(openSheet(counter.till, RAVI, { place: "", categories: [] }));
  meet(counter, bar);
  return { counter, bar, sheet };
}

interface Counted {
  readonly count: number;
  readonly sku?: string;
  readonly instead?: boolean;
  readonly by?: typeof RAVI;
}

type Entered = ReturnType<typeof enterCount>;

function enter(at: TillAt, sheet: Sheet, entry: number | Counted): Entered {
  const typed: Counted = typeof entry === "number" ? { count: entry } : entry;
  const { count, sku = "CROISSANT", instead = false, by = RAVI } = typed;
  at.passOnWall(MINUTE_MS);
  const counted = Math.round(count * ONE_IN_STOCK);
  const wish = { sheet: sheet.id, sku, counted, how: String(count), instead };
  return enterCount(at.till, by, wish);
}

function faultType(done: Entered): string {
  return faultOf(done).type;
}

function approve({ open, till }: TillAt, number = "A1") {
  const sheet = valueOf(sheetNamed(till, number));
  return approveSheet(open, RAVI, { sheet, review: reviewSheet(till, sheet) });
}

/** Returns what is entered, by article. */
function enteredAt({ till }: TillAt): Readonly<Record<string, number>> {
  const articles = sheetArticles(till, valueOf(sheetNamed(till, "A1")));
  return Object.fromEntries(
    articles
      .filter(({ entries }) => entries.length > 0)
      .map(({ sku, counted }) => [sku, counted / ONE_IN_STOCK]),
  );
}

test("Two people count two shelves at two tills, and what was sold meanwhile is on the right side", async () => {
  const { counter, bar, sheet } = await sheetApart();
  sellGoods(bar.till, ["2*croissant"], { cash: 1000 });
  valueOf(enter(counter, sheet, 11));
  valueOf(enter(bar, sheet, 6));
  bar.passOnWall(MINUTE_MS);
  sellGoods(bar.till, ["3*croissant"], { cash: 1000 });
  // Nothing moves before a person approves it.
  expect(levelAt(counter)).toBe(20);
  meet(counter, bar);
  expect(enteredAt(counter)).toEqual({ CROISSANT: 17 });

  const review = reviewSheet(counter.till, sheet);
  expect(review.differences).toMatchObject([
    { sku: "CROISSANT", counted: 17 * ONE_IN_STOCK, expected: 18 * ONE_IN_STOCK, worth: -62 },
  ]);
  expect(review.left.map(({ sku }) => sku)).toEqual(["BROWNIE"]);
  valueOf(approve(counter));
  sellGoods(bar.till, ["1*croissant"], { cash: 1000 });
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect([levelAt(at), levelAt(at, "BROWNIE")]).toEqual([13, 10]);
    const day = dayReport(at.till, at.till.days().now);
    expect(day.stockMissing).toEqual({ articles: 1, total: 62 });
  }
});

test("A sale before an entry that is heard after the approval is in the count", async () => {
  const { counter, bar, sheet } = await sheetApart();
  sellGoods(bar.till, ["4*croissant"], { cash: 2000 });
  valueOf(enter(counter, sheet, 16));
  counter.passOnWall(MINUTE_MS);
  sellGoods(bar.till, ["1*croissant"], { cash: 1000 });
  valueOf(approve(counter));
  expect(levelAt(counter)).toBe(16);
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([15, 15]);
});

test("An entry stands for those that its till knew, and for none of a till apart", async () => {
  const { counter, bar, sheet } = await sheetApart();
  valueOf(enter(counter, sheet, 5));
  valueOf(enter(counter, sheet, 7));
  valueOf(enter(bar, sheet, { count: 2, by: RAVI }));
  valueOf(enter(counter, sheet, { count: 13, instead: true }));
  expect(enteredAt(counter)).toEqual({ CROISSANT: 13 });
  meet(counter, bar);

  expect([enteredAt(counter), enteredAt(bar)]).toEqual([{ CROISSANT: 15 }, { CROISSANT: 15 }]);
});

describe("An article that both tills counted anew, apart", () => {
  test("is there once where they counted the same", async () => {
    const { counter, bar, sheet } = await sheetApart();
    valueOf(enter(counter, sheet, 5));
    meet(counter, bar);
    for (const at of [counter, bar]) valueOf(enter(at, sheet, { count: 18, instead: true }));
    meet(counter, bar);
    for (const at of [counter, bar]) expect(enteredAt(at)).toEqual({ CROISSANT: 18 });
    valueOf(approve(bar));
    meet(counter, bar);

    expect([levelAt(counter), levelAt(bar)]).toEqual([18, 18]);
  });

  test("is asked for once more where they differ, and then is what was said", async () => {
    const { counter, bar, sheet } = await sheetApart();
    valueOf(enter(counter, sheet, 5));
    meet(counter, bar);
    valueOf(enter(counter, sheet, { count: 18, instead: true }));
    valueOf(enter(bar, sheet, { count: 16, instead: true }));
    meet(counter, bar);
    for (const at of [counter, bar]) {
      const fault = { type: "stocktake/contradicted", name: "Croissant" };
      expect(approve(at)).toEqual({ ok: false, fault });
    }
    valueOf(enter(counter, sheet, { count: 17, instead: true }));
    valueOf(approve(counter));
    meet(counter, bar);

    expect([levelAt(counter), levelAt(bar)]).toEqual([17, 17]);
  });

  test("counts as the later one says where the sheet was approved meanwhile", async () => {
    const { counter, bar, sheet } = await sheetApart();
    valueOf(enter(counter, sheet, 5));
    meet(counter, bar);
    valueOf(enter(counter, sheet, { count: 18, instead: true }));
    valueOf(approve(counter));
    valueOf(enter(bar, sheet, { count: 16, instead: true }));
    meet(counter, bar);
    valueOf(approve(bar));
    meet(counter, bar);

    expect([levelAt(counter), levelAt(bar)]).toEqual([16, 16]);
  });
});

test("Nothing at all is a count, and an article that nobody counted stays as it is", async () => {
  const { counter, sheet } = await sheetApart();
  valueOf(enter(counter, sheet, 0));
  valueOf(approve(counter));

  expect([levelAt(counter), levelAt(counter, "BROWNIE")]).toEqual([0, 10]);
});

test("A sheet that two tills approve apart is counted once", async () => {
  const { counter, bar, sheet } = await sheetApart();
  valueOf(enter(counter, sheet, 18));
  meet(counter, bar);
  for (const at of [counter, bar]) valueOf(approve(at));
  sellGoods(bar.till, ["1*croissant"], { cash: 1000 });
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(levelAt(at)).toBe(17);
    const day = dayReport(at.till, at.till.days().now);
    expect(day.stockMissing).toEqual({ articles: 1, total: 124 });
  }
});

test("An article that only a till apart has entered is late as well, and counts once somebody approves it", async () => {
  const { counter, bar, sheet } = await sheetApart();
  enter(bar, sheet, { sku: "BROWNIE", count: 8 });
  enter(counter, sheet, 18);
  expect(approve(counter).ok).toBe(true);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    const late = sheetArticles(at.till, valueOf(sheetNamed(at.till, "A1"))).filter(
      (article) => article.late.length > 0,
    );
    expect(late.map(({ sku, counted }) => [sku, counted / ONE_IN_STOCK])).toEqual([["BROWNIE", 8]]);
  }
  expect(approve(bar).ok).toBe(true);
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect([levelAt(at, "CROISSANT"), levelAt(at, "BROWNIE")]).toEqual([18, 8]);
    expect(sheetArticles(at.till, sheet).flatMap(({ late }) => late)).toEqual([]);
  }
});

test("What comes after the approval from a till apart is named, and counts once somebody approves it", async () => {
  const { counter, bar, sheet } = await sheetApart();
  valueOf(enter(bar, sheet, 4));
  valueOf(enter(counter, sheet, 14));
  valueOf(approve(counter));
  meet(counter, bar);
  for (const at of [counter, bar]) {
    expect(levelAt(at)).toBe(14);
    const late = sheetArticles(at.till, sheet).flatMap((article) => article.late);
    expect(late.map(({ counted }) => counted / ONE_IN_STOCK)).toEqual([4]);
  }
  valueOf(approve(bar));
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(levelAt(at)).toBe(18);
    expect(sheetArticles(at.till, sheet).flatMap(({ late }) => late)).toEqual([]);
    expect(dayReport(at.till, at.till.days().now).stockMissing).toEqual({
      articles: 1,
      total: 124,
    });
  }
  expect(faultOf(approve(counter))).toEqual({ type: "stocktake/nothing", number: "A1" });
});

test("What stands for counted entries counts again with fewer of them, once it is heard and approved", async () => {
  const { counter, bar, sheet } = await sheetApart();
  valueOf(enter(counter, sheet, 5));
  valueOf(enter(counter, sheet, 6));
  meet(counter, bar);
  valueOf(enter(bar, sheet, { count: 12, instead: true }));
  valueOf(enter(counter, sheet, 4));
  valueOf(approve(counter));
  expect(levelAt(counter)).toBe(15);
  meet(counter, bar);
  expect([enteredAt(counter), levelAt(bar)]).toEqual([{ CROISSANT: 16 }, 15]);
  valueOf(approve(counter));
  meet(counter, bar);

  expect([levelAt(counter), levelAt(bar)]).toEqual([16, 16]);
  expect(sheetArticles(bar.till, sheet).flatMap(({ late }) => late)).toEqual([]);
});

test("Something that was entered since the person looked refuses the approval", async () => {
  const { counter, sheet } = await sheetApart();
  valueOf(enter(counter, sheet, 18));
  const review = reviewSheet(counter.till, sheet);
  valueOf(enter(counter, sheet, 2));

  const done = approveSheet(counter.open, RAVI, { sheet, review });
  expect(faultOf(done)).toEqual({ type: "stocktake/changed", number: "A1" });
  expect([levelAt(counter), listSheets(counter.till)[0]?.approved]).toEqual([20, null]);
});

test("A sheet says why it takes no entry, and whoever may not count neither enters nor approves", async () => {
  const { counter, bar, sheet } = await sheetApart();
  expect(faultType(enter(counter, sheet, -1))).toBe("stock/quantity");
  expect(faultType(enter(counter, sheet, 10_000_001))).toBe("stock/quantity");
  expect(faultType(enter(counter, sheet, { count: 1, sku: "LATTE" }))).toBe("stock/not-kept");
  expect(faultType(enter(counter, sheet, { count: 1, by: JONAS }))).toBe("permission/missing");
  expect(faultOf(approve(counter)).type).toBe("stocktake/nothing");
  expect(faultOf(sheetNamed(counter.till, "A9"))).toEqual({
    type: "stocktake/unknown",
    number: "A9",
  });
  const none = { place: "", categories: ["nothing"] };
  expect(faultOf(openSheet(counter.till, RAVI, none)).type).toBe("stocktake/no-articles");
  valueOf(enter(counter, sheet, 10_000_000));
  expect(faultType(enter(counter, sheet, 1))).toBe("stock/quantity");
  const seen = { sheet, review: reviewSheet(counter.till, sheet) };
  expect(faultOf(askApproval(counter.till, JONAS, seen)).type).toBe("permission/missing");
  valueOf(enter(counter, sheet, { count: 20, instead: true }));
  valueOf(approve(counter));
  meet(counter, bar);

  for (const at of [counter, bar]) expect(faultType(enter(at, sheet, 1))).toBe("stocktake/closed");
});

test("What lies at a place is counted there, and a sheet lists the articles of its categories", async () => {
  const { counter } = await sheetApart();
  const { till } = counter;
  const category = till.catalogue().productsBySku.get("CROISSANT")?.category ?? "";
  const carried = { sku: "CROISSANT", quantity: 8 * ONE_IN_STOCK, from: "", to: "cellar" };
  book(counter, { type: "move", ...carried });
  const cellar = valueOf(openSheet(till, RAVI, { place: " cellar ", categories: [category] }));
  expect([cellar.number, cellar.place]).toEqual(["A2", "cellar"]);
  const listed = till.catalogue().productsBySku.values();
  const skus = [...listed].filter((one) => one.category === category && one.stock !== "none");
  expect(sheetArticles(till, cellar).map(({ sku }) => sku)).toEqual(skus.map(({ sku }) => sku));
  valueOf(enter(counter, cellar, 7));
  valueOf(approve(counter, "a2"));

  expect(levelAt(counter)).toBe(19);
});

test("More articles than one transaction holds are approved as a whole", async () => {
  const { counter, bar } = await twoTills(await newCafe());
  const [first] = counter.till.catalogue().productsBySku.values();
  expect(first).toBeDefined();
  const skus = Array.from({ length: 250 }, (_, no) => `GOODS-${no}`);
  for (const sku of skus) addIngredient(counter.till, sku);
  const sheet = valueOf(openSheet(counter.till, RAVI, { place: "", categories: [] }));
  for (const sku of skus) valueOf(enter(counter, sheet, { count: 3, sku }));
  valueOf(approve(counter));
  meet(counter, bar);

  for (const at of [counter, bar]) {
    expect(skus.filter((sku) => levelAt(at, sku) !== 3)).toEqual([]);
    expect(listSheets(at.till)[0]?.approved).not.toBeNull();
  }
});
