/**
 * A Friday night in the restaurant, played through the use cases; its figures are worked out beside it.
 *
 * Size: whole.
 */

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { listZs } from "../../src/app/day/z-papers.ts";
import { FIGURES } from "../../src/domain/figures/figures.ts";
import { compareText } from "../../src/domain/text/entry-text.ts";
import {
  type BookedReceipt,
  cashAt,
  type FridayBooks,
  type Money,
  sumOf,
  total,
} from "../support/friday-books.ts";
import {
  FLOAT,
  LAGER_CENTS,
  lineOf,
  type Played,
  playFriday,
  SHORT,
} from "../support/friday-night.ts";
import { COVERS, hasNoService, LINES, planFriday, SERVICE_FROM } from "../support/friday-plan.ts";
import { planShifts } from "../support/friday-shifts.ts";
import { TILLS } from "../support/friday-stage.ts";

let played: Played;

beforeAll(async () => {
  played = await playFriday();
});

afterAll(() => {
  played[Symbol.dispose]();
});

describe("the evening", () => {
  test("has 300 guests with 1,500 lines at 40 tables, and something of everything", () => {
    const parties = planFriday();

    expect(sumOf(parties, ({ covers }) => covers)).toBe(COVERS);
    expect(parties.flatMap(({ rounds }) => rounds.flatMap(({ items }) => items))).toHaveLength(
      LINES,
    );
    expect(new Set(parties.map(({ staff }) => staff)).size).toBe(9);
    const mishaps = Object.groupBy(parties, ({ mishap }) => mishap?.type ?? "none");
    const payments = Object.groupBy(parties, ({ paying }) => paying.type);
    expect([mishaps.void, mishaps.comp, mishaps.discount].map((it = []) => it.length > 3)).toEqual([
      true,
      true,
      true,
    ]);
    const { split = [], seats = [], both = [], cash = [], card = [] } = payments;
    const shifts = Object.groupBy(planShifts(parties), ({ type }) => type);
    expect([shifts.line, shifts.bill, shifts.table].map((it = []) => it.length > 2)).toEqual([
      true,
      true,
      true,
    ]);
    expect([split, seats, both, cash, card].filter((it) => it.length <= 5)).toEqual([]);
  });

  test("has bills that say what guests owe, before they pay it", () => {
    const { bills } = played.books;

    expect(bills.length).toBeGreaterThan(100);
    expect(bills.filter(({ said, owed }) => said !== owed)).toEqual([]);
  });

  test("goes wrong in nothing but what it tells", () => {
    expect(played.friday.problems()).toEqual([]);
  });
});

describe.each(TILLS)("the report at till %s", (till) => {
  test("says to the cent what was worked out beside it", () => {
    const report = reportAt(till);
    const { books } = played;
    const { receipts, refunds } = books;

    expect(report.receipts).toBe(receipts.length);
    expect(report.sales).toBe(sumOf(receipts, total));
    expect(report.refunds).toEqual({ count: refunds.length, total: 0 - sumOf(refunds, total) });
    // One table is the consulate's.
    const exempt = sumOf(books.exempt, (net) => net);
    const net = sumOf(receipts, (it) => it.net) - sumOf(refunds, (it) => it.net);
    expect(books.exempt).toHaveLength(1);
    expect(report.exempt).toBe(exempt);
    expect(report.taxes).toHaveLength(2);
    const [spared, tax] = report.taxes.toSorted((one, other) => one.net - other.net);
    expect(spared).toMatchObject({ label: "Sales tax 8.875%", net: exempt, tax: 0, exempt: 0 });
    expect(tax).toMatchObject({
      label: "Sales tax 8.875%",
      net: net - exempt,
      tax: sumOf(receipts, (it) => it.tax) - sumOf(refunds, (it) => it.tax),
    });
    expect(report.covers).toEqual({
      orders: played.parties.length - played.merged,
      guests: COVERS,
      total: sumOf(receipts, total),
    });
    const sold = report.goods.map(({ gross, net }) => gross + net);
    expect(sumOf(report.servers, ({ sales }) => sales)).toBe(sumOf(sold, (amount) => amount));
    expect(sumOf(report.servers, (server) => server.covers.guests)).toBe(COVERS);
    expect(report.openOrders).toEqual({ count: 0, due: 0 });
    // The drawer of B is short, as it was counted, and nothing else differs.
    expect(report.differences).toMatchObject([{ check: "drawers", about: { amount: SHORT } }]);
  });

  test("has each tender, each tip and each drawer as people took and counted them", () => {
    const report = reportAt(till);
    const { books } = played;
    const money = books.receipts.flatMap((receipt) => receipt.money);

    for (const method of ["card", "cash"] as const) {
      const own = money.filter((it) => it.method === method);
      const back = books.refunds.filter((it) => it.method === method);
      expect(report.tenders.find((it) => it.method === method)).toMatchObject({
        count: own.length,
        amount: sumOf(own, ({ amount }) => amount),
        refunded: 0 - sumOf(back, total),
        tips: sumOf(own, ({ tip }) => tip),
      });
    }
    expect(report.tips.map(({ staff, count, amount }) => [staff, count, amount])).toEqual(
      tipsOf(books),
    );
    const drawers = report.drawers.map(({ till: name, close }) => [
      name,
      close?.expected,
      close?.counted,
    ]);
    expect(drawers.toSorted(([one], [other]) => compareText(String(one), String(other)))).toEqual(
      TILLS.map((name) => {
        const expected = FLOAT + cashAt(books, name);
        return [`Till ${name}`, expected, expected - (name === "B" ? SHORT : 0)];
      }),
    );
  });

  test("names what was given away, taken off the kitchen and off the bill", () => {
    const { acts } = reportAt(till);

    for (const type of ["comp", "void"] as const) {
      const amounts = acts.filter(({ act }) => act === type).map(({ amount }) => amount);
      expect([type, ...amounts.toSorted(byNumber)]).toEqual([
        type,
        ...goneOf(type).toSorted(byNumber),
      ]);
    }
    // The lager that nobody had ever brought.
    const late = acts.filter(({ act }) => act === "void-after-bill");
    expect(late.map(({ by, amount }) => [by.staff, amount])).toEqual([["4", LAGER_CENTS]]);
    const bills = played.parties.filter(({ mishap }) => mishap?.type === "discount");
    expect(acts.filter(({ act }) => act === "discount")).toHaveLength(bills.length);
  });

  test("leaves one thing to people, by its name", () => {
    const items = listAttentionItems(played.friday.desk(till), "en").map(({ text }) => text);

    // What was paid twice was given back, and what was late is off: one drawer is left.
    expect(items).toEqual([
      "Till B's drawer was closed with a difference of 13.00 that nobody explained",
    ]);
  });
});

test("the tills say the same, numbers of receipts have no gap, and the day is closed with a Z of each till", () => {
  const { series, closing } = reportAt("A");
  const [first, ...others] = TILLS.map((name) => JSON.stringify(reportAt(name).taxes));
  expect(others).toEqual(others.map(() => first));

  expect(series.map(({ series: letter, missing }) => [letter, missing])).toEqual(
    TILLS.map((letter) => [letter, []]),
  );
  expect(closing.zs).toHaveLength(TILLS.length);
  expect(closing).toMatchObject({ missingZs: [], supplements: [], unexplained: [] });
});

test("the Zs have what large parties were charged for service, and what was given away", () => {
  const { till } = played.friday.desk("A");
  const zs = listZs(till, till.days().now).map(({ body }) => Object.entries(body.figures));
  const goods = zs.flatMap(FIGURES.goods.rows).filter(({ category }) => category === "Service");
  const comps = zs.flatMap(FIGURES.comps.rows);

  const large = played.parties.filter(({ covers }) => covers >= SERVICE_FROM);
  expect([large.length > 5, large.filter(hasNoService).length > 1]).toEqual([true, true]);
  expect(sumOf(goods, ({ amount }) => amount)).toBe(sumOf(played.books.service, (own) => own));
  expect([sumOf(comps, ({ count }) => count), sumOf(comps, ({ amount }) => amount)]).toEqual([
    goneOf("comp").length,
    sumOf(goneOf("comp"), (cents) => cents),
  ]);
});

test("the Zs have what the consulate's table paid, apart from what others owe taxes for", () => {
  const { till } = played.friday.desk("A");
  const zs = listZs(till, till.days().now).map(({ body }) => body.figures);
  const [exempt = 0] = played.books.exempt;

  expect(sumOf(zs, (figures) => figures["exempt"] ?? 0)).toBe(exempt);
  const goods = zs.flatMap((figures) =>
    Object.entries(figures).filter(([name]) => /^goods\/[^/]+ exempt\//u.test(name)),
  );
  expect(sumOf(goods, ([, amount]) => amount)).toBe(exempt);
});

function byNumber(one: number, other: number): number {
  return one - other;
}

/** What went wrong so, in cents of the card. */
function goneOf(type: "comp" | "void"): ReadonlyArray<number> {
  return played.parties.flatMap((party) => {
    const { mishap, rounds } = party;
    if (mishap?.type !== type) return [];
    const items = rounds.flatMap((round) => round.items);
    return items[lineOf(party, mishap.item)]?.cents ?? [];
  });
}

function reportAt(name: string): DayReport {
  const { till } = played.friday.desk(name);
  return dayReport(till, till.days().now);
}

/** By staff number, of those who were given any. */
function tipsOf({ receipts }: FridayBooks): ReadonlyArray<readonly [string, number, number]> {
  const given = receipts.flatMap(({ staff, money }: BookedReceipt) =>
    money.filter(({ tip }: Money) => tip > 0).map(({ tip }) => ({ staff, tip })),
  );
  return [...Map.groupBy(given, ({ staff }) => staff)]
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([staff, own]) => [staff, own.length, sumOf(own, ({ tip }) => tip)]);
}
