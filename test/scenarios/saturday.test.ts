/** A Saturday in the deli, played through the use cases; its figures are worked out beside it. Size: whole. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { journalOf } from "../../src/app/day/day-journal.ts";
import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { listZs } from "../../src/app/day/z-papers.ts";
import { compareText } from "../../src/domain/text/entry-text.ts";
import { bookedSums } from "../support/booked-sums.ts";
import {
  byCategory,
  cashAt,
  dueFor,
  givenBack,
  goodsOf,
  quantities,
  RATES,
  savings,
  sumOf,
  taken,
} from "../support/saturday-books.ts";
import { categoryName, isForGrownUps, planSaturday, TILLS } from "../support/saturday-plan.ts";
import {
  FLOAT,
  PAID_OUT,
  playSaturday,
  type PlayedSaturday,
  SHORT,
  taxesBooked,
} from "../support/saturday.ts";

let played: PlayedSaturday;

beforeAll(async () => {
  played = await playSaturday();
});

afterAll(() => {
  played[Symbol.dispose]();
});

describe("the Saturday", () => {
  test("has some 130 guests at three tills, and something of everything", () => {
    const plan = planSaturday();
    const { books, counts } = played;
    const kinds = Object.groupBy(plan, ({ paying }) => paying);
    const saved = savings(books);

    expect(plan.length).toBeGreaterThan(120);
    expect([kinds.cash, kinds.card, kinds.both].filter((it = []) => it.length < 5)).toEqual([]);
    expect(Object.values(saved).filter((cents) => cents < 500)).toEqual([]);
    expect(Object.keys(saved)).toHaveLength(6);
    expect(Object.values(counts).filter((count) => count < 4)).toEqual([]);
    expect(books.returns.length).toBeGreaterThan(6);
    expect(new Set(books.returns.map(({ method }) => method)).size).toBe(3);
  });

  test("asks once for each order with beer or wine how old the buyer is", () => {
    const { counts, plan } = played;

    expect(counts.ages).toBe(
      plan.filter(({ mishap = "" }) => mishap !== "order").filter(isForGrownUps).length,
    );
    expect(counts.ages).toBeGreaterThan(10);
  });

  test("has bottles that go out with a deposit, and come back without a receipt", () => {
    const { books, plan } = played;
    const [one = 0, two = 0] = [1, -1].map(
      (sign) => plan.filter(({ deposits }) => sign * deposits > 0).length,
    );
    const figures = reportAt("B").bottleDeposits;

    expect(one).toBeGreaterThan(3);
    expect(two).toBeGreaterThan(1);
    expect(sumOf(figures, ({ amount }) => amount)).toBe(
      sumOf(books.sales, ({ deposits }) => deposits) -
        sumOf(books.returns, ({ deposits }) => deposits),
    );
  });

  test("goes wrong in nothing, and leaves nothing to people but what is told", () => {
    expect(played.shop.problems()).toEqual([]);
    for (const till of TILLS) {
      expect(listAttentionItems(played.shop.desk(till), "en").map(({ text }) => text)).toEqual([]);
    }
  });

  test("has a till that sells on while nobody hears it, and redeems only what it may", () => {
    const { sales, refused } = played.apart;
    const outages = TILLS.map((till) => reportAt(till).outages);

    expect(sales.length).toBeGreaterThan(5);
    expect(refused).toBe("voucher/none-here");
    expect(outages[0]).toMatchObject([
      {
        till: "Till C",
        receipts: { count: sales.length, total: sumOf(sales, goodsOf) },
      },
    ]);
  });

  test("has an X in the afternoon that says what was sold at its till until then", () => {
    expect(played.x.said).toEqual(played.x.booked);
  });

  test("has prices on its orders by the promotions that they say", () => {
    const { "3 croissants for 2": threes = 0, ...saved } = savings(played.books);
    const { "Last rolls, 30 % off": late = 0, ...others } = saved;
    const said = Object.entries(played.shownSavings);

    expect(Object.fromEntries(said.filter((row) => !isBakery(row)))).toEqual(others);
    expect(sumOf(said.filter(isBakery), ([, cents]) => cents)).toBe(threes + late);
  });
});

describe.each(TILLS)("the report at till %s", (till) => {
  test("says to the cent what was sold and came back, and its taxes", () => {
    const report = reportAt(till);
    const { books } = played;
    const { sales, returns } = books;

    expect(report.receipts).toBe(sales.length);
    expect(report.sales).toBe(sumOf(sales, goodsOf));
    expect(report.refunds).toEqual({
      count: returns.length,
      total: 0 - sumOf(returns, dueFor),
    });
    const taxes = report.taxes.toSorted((one, other) => one.rate - other.rate);
    expect(taxes.map(({ label, rate, net, tax }) => [label, rate, net + tax, tax])).toEqual(
      RATES.map((rate) => {
        const { gross, tax } = taxesBooked(books, rate);
        return [`VAT ${rate}%`, 1000 * rate, gross, tax];
      }),
    );
    expect(report.differences).toEqual([]);
    expect(report.openOrders).toEqual({ count: 0, due: 0 });
  });

  test("has the goods by category in cents, and by product in pieces and kilograms", () => {
    const { goods } = reportAt(till);
    const { books } = played;

    expect(new Map(goods.map(({ category, gross }) => [category, gross]))).toEqual(
      new Map([...byCategory(books)].map(([category, cents]) => [categoryName(category), cents])),
    );
    const products = goods.flatMap((category) => category.products);
    expect(
      new Map(
        products
          .filter(({ quantity }) => quantity !== 0)
          .map(({ sku, quantity }) => [sku, quantity]),
      ),
    ).toEqual(quantities(books));
  });

  test("has each tender, and what the shop owes for vouchers", () => {
    const report = reportAt(till);
    const { books } = played;

    for (const method of ["cash", "card", "voucher"] as const) {
      const count = sumOf(
        books.sales,
        ({ money }) => money.filter((it) => it.method === method).length,
      );
      expect(report.tenders.find((it) => it.method === method)).toMatchObject({
        count,
        amount: taken(books, method),
        refunded: 0 - givenBack(books, method),
      });
    }
    const sold = sumOf(books.sales, ({ vouchers }) => vouchers);
    const redeemed = taken(books, "voucher") - givenBack(books, "voucher");
    expect(sumOf(report.vouchersSold, ({ amount }) => amount)).toBe(sold);
    expect(sumOf(report.vouchersRedeemed, ({ amount }) => amount)).toBe(redeemed);
    expect(report.vouchersOpen).toEqual({ total: sold - redeemed });
  });

  test("has each drawer as people counted it", () => {
    const drawers = reportAt(till).drawers.map(({ till: name, close }) => [
      name,
      close?.expected,
      close?.counted,
      close?.reason,
    ]);

    expect(drawers.toSorted(([one], [other]) => compareText(String(one), String(other)))).toEqual(
      TILLS.map((name) => {
        const expected = FLOAT + cashAt(played.books, name);
        const reason = name === "C" ? "wrong change" : "";
        return [`Till ${name}`, expected, expected - (SHORT[name] ?? 0), reason];
      }),
    );
  });

  test("names what was taken off orders, and by whom", () => {
    const { acts } = reportAt(till);
    const { counts } = played;

    const byAct = Object.groupBy(acts, ({ act }) => act);
    expect([byAct.void?.length, byAct.comp?.length, byAct.discount?.length]).toEqual([
      counts.voids,
      counts.comps,
      counts.discounts,
    ]);
    expect(new Set(byAct.void?.map(({ by, amount }) => `${by.staff} ${amount}`))).toEqual(
      new Set(["4 249"]),
    );
    expect(new Set(byAct.comp?.map(({ by, amount }) => `${by.staff} ${amount}`))).toEqual(
      new Set(["4 220"]),
    );
  });
});

describe("the close", () => {
  test("has one Z of each till, the same on every till, and no number is missing", () => {
    const bodies = TILLS.map((name) => {
      const { till } = played.shop.desk(name);
      return listZs(till, till.days().now).map(({ body }) => body);
    });
    const { series, closing } = reportAt("B");

    expect(bodies.map((zs) => zs.length)).toEqual([3, 3, 3]);
    expect(bodies.map((zs) => JSON.stringify(zs))).toEqual(
      TILLS.map(() => JSON.stringify(bodies[0])),
    );
    expect(series.map(({ series: letter, missing }) => [letter, missing])).toEqual(
      TILLS.map((letter) => [letter, []]),
    );
    expect(closing).toMatchObject({ missingZs: [], supplements: [], unexplained: [] });
    const { sales, returns } = played.books;
    const [zs = []] = bodies;
    expect(sumOf(zs, ({ total }) => total)).toBe(
      sumOf(sales, (sale) => dueFor(sale) + sale.vouchers) - sumOf(returns, dueFor),
    );
  });

  test.each(TILLS)("has a journal at till %s that says what the books say", (name) => {
    const accounts = accountsAt(name);
    const { books } = played;
    const short = sumOf(TILLS, (till) => SHORT[till] ?? 0);
    const owed =
      sumOf(books.sales, ({ vouchers }) => vouchers) -
      (taken(books, "voucher") - givenBack(books, "voucher"));

    expect(sumOf(accounts.values(), (amount) => amount)).toBe(0);
    const money = ["cash", "safe", "float"].map((place) => under(accounts, `assets:${place}`));
    expect(sumOf(money, (amount) => amount)).toBe(
      taken(books, "cash") - givenBack(books, "cash") - PAID_OUT - short,
    );
    expect(under(accounts, "assets:clearing:card")).toBe(
      taken(books, "card") - givenBack(books, "card"),
    );
    expect(under(accounts, "expenses:cash difference")).toBe(short);
    expect(under(accounts, "expenses:paid out of drawers")).toBe(PAID_OUT);
    expect(under(accounts, "liabilities:vouchers")).toBe(0 - owed);
    for (const rate of RATES) {
      const { gross, tax } = taxesBooked(books, rate);
      expect(under(accounts, `liabilities:tax:VAT ${rate}%`)).toBe(0 - tax);
      const income = ["sales", "bottle deposits"].map((of) => `income:${of}:VAT ${rate}%`);
      expect(sumOf(income, (name) => under(accounts, name))).toBe(tax - gross);
    }
  });
});

/** A row of croissants may have two promotions. */
function isBakery([name]: readonly [string, number]): boolean {
  return /croissants|rolls/u.test(name);
}

function accountsAt(name: string): ReadonlyMap<string, number> {
  const { till } = played.shop.desk(name);
  const { entries } = journalOf(till, [till.days().now]);
  return bookedSums(entries.flatMap(({ bookings }) => bookings));
}

function under(accounts: ReadonlyMap<string, number>, name: string): number {
  return sumOf(accounts, ([account, amount]) =>
    account === name || account.startsWith(`${name}:`) ? amount : 0,
  );
}

function reportAt(name: string): DayReport {
  const { till } = played.shop.desk(name);
  return dayReport(till, till.days().now);
}
