/** Tips and service charges of whoever serves an order, where somebody else takes its money. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { addToOrder } from "../../../src/app/orders/sell.ts";
import { handOverOrders, openTable } from "../../../src/app/orders/table-acts.ts";
import { readFilter, type FilterWish } from "../../../src/app/reports/read-filter.ts";
import { makeReport } from "../../../src/app/reports/reports.ts";
import { soldNames } from "../../../src/app/reports/sold-names.ts";
import { type Actor, type Till } from "../../../src/app/till/till.ts";
import { minor, oneUnit } from "../../../src/domain/money/amounts.ts";
import { payOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";

const CHIARA = { number: "3", name: "Chiara" };
const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

async function newTill(tipsTo?: "server" | "taker"): Promise<Till> {
  const { till } = (await newCafe()).open();
  valueOf(changeSetting(till, RAVI, { key: "charges", texts: ["Service=10%"] }));
  if (tipsTo !== undefined) set(till, tipsTo);
  return till;
}

function set(till: Till, tipsTo: "server" | "taker"): void {
  valueOf(changeSetting(till, RAVI, { key: "tips-to", texts: [tipsTo] }));
}

/** Mia serves two croissants for 5.20, and 0.52 for service. */
function served(till: Till, table: string): string {
  const { order } = valueOf(openTable(till, MIA, { what: table, covers: 2 }));
  valueOf(addToOrder(till, MIA, { order: order.number, entries: ["2*croissant"] }));
  return order.number;
}

function paid(
  till: Till,
  order: string,
  { by = RAVI, tip = 100 }: { readonly by?: Actor; readonly tip?: number } = {},
): string {
  const payment = { type: "cash", tendered: minor(572 + tip), tip: minor(tip) } as const;
  return valueOf(payOrder(till, by, { order, payment })).receipt?.number ?? "";
}

/** Returns the charges and the tips of each person, by the day's report. */
function whose(till: Till): Readonly<Record<string, readonly [charges: number, tips: number]>> {
  const { servers, tips } = dayReport(till, till.days().now);
  const all = new Set([...servers, ...tips].map(({ name }) => name));
  return Object.fromEntries(
    [...all].map((name) => {
      const charges = servers.find((one) => one.name === name)?.charges ?? 0;
      const own = tips.filter((one) => one.name === name);
      return [name, [charges, own.reduce((sum, { amount }) => sum + amount, 0)]] as const;
    }),
  );
}

test("are the taker's as long as the shop says nothing else", async () => {
  const till = await newTill();
  paid(till, served(till, "7"));

  expect(whose(till)).toEqual({ Mia: [0, 0], Ravi: [52, 100] });
});

describe("in a shop that gives them to the server", () => {
  test("both are the server's, whoever takes the money", async () => {
    const till = await newTill("server");
    paid(till, served(till, "7"));

    expect(whose(till)).toEqual({ Mia: [52, 100] });
    const speech = { till, locale: "en" } as const;
    const text = dayReportToText(dayReport(till, till.days().now), speech, ALL_HEARD).join("\n");
    expect(text).toMatch(/Served by Mia +5\.20\n +Charges +0\.52/u);
  });

  test("they are of the one whom the order was handed to", async () => {
    const till = await newTill("server");
    const order = served(till, "7");
    valueOf(handOverOrders(till, MIA, { orders: [order], from: undefined, to: "4" }));
    paid(till, order, { by: MIA });

    expect(whose(till)).toEqual({ Mia: [0, 0], Ravi: [52, 100] });
  });

  test("what was paid stays whose it was when the shop says otherwise later", async () => {
    const till = await newTill();
    paid(till, served(till, "7"));
    set(till, "server");
    expect(whose(till)).toEqual({ Mia: [0, 0], Ravi: [52, 100] });

    paid(till, served(till, "8"));
    set(till, "taker");
    expect(whose(till)).toEqual({ Mia: [52, 100], Ravi: [52, 100] });
  });

  test.each(["server", "taker"] as const)(
    "of %s: a charge goes back from whose it was, whoever gives the money back",
    async (tipsTo) => {
      const till = await newTill(tipsTo);
      const number = paid(till, served(till, "7"), { by: CHIARA });
      const owner = tipsTo === "server" ? "Mia" : "Chiara";
      expect(whose(till)[owner]).toEqual([52, 100]);
      set(till, tipsTo === "server" ? "taker" : "server");
      const parts = [{ position: 1, quantity: oneUnit }];
      const words = { number, method: "cash", reason: "cold", parts } as const;
      valueOf(refund(till, RAVI, words));

      expect(whose(till)[owner]).toEqual([26, 100]);
      expect(whose(till)["Ravi"]).toBeUndefined();
    },
  );
});

describe("the report of people", () => {
  test("has charges and tips by person, and what the rows beside them say in all", async () => {
    const till = await newTill("server");
    paid(till, served(till, "7"));
    paid(till, served(till, "8"), { by: MIA, tip: 0 });

    const { columns, rows, total } = people(till);
    expect(columns).toEqual(expect.arrayContaining(["charges", "tips"]));
    expect(rows).toMatchObject([
      { name: "Mia", amount: 1040, charges: 104, tips: 100 },
      { name: "Service", amount: 104 },
    ]);
    expect(total).toMatchObject({ charges: 104, tips: 100, amount: 1144 });
  });

  test("leaves out what its filter can't tell", async () => {
    const till = await newTill("server");
    paid(till, served(till, "7"));

    expect(people(till, { till: "A" }).columns).toEqual(
      expect.arrayContaining(["charges", "tips"]),
    );
    const byService = people(till, { service: "dine-in" }).columns;
    expect(byService).toContain("charges");
    expect(byService).not.toContain("tips");
    const byGoods = people(till, { category: "Bakery" }).columns;
    expect(byGoods).not.toContain("charges");
    expect(byGoods).not.toContain("tips");
  });
});

function people(till: Till, wish: FilterWish = {}) {
  const day = till.days().now;
  const speech = { currency: till.currency, locale: "en" as const };
  const names = soldNames(till, speech);
  return makeReport(till, {
    report: "people",
    from: day,
    to: day,
    step: "day",
    beside: undefined,
    speech,
    filter: valueOf(readFilter({ till, names }, wish)),
    names,
    withholdsCash: false,
  });
}
