/** The report of a day as one flat table. */

import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";

import { closeOwnZ, closeShopDay } from "../../src/app/day/close-day.ts";
import { dayReportToCsv } from "../../src/app/day/day-report-csv.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../support/cafe.ts";
import { countDrawer, openDrawer, openWithoutSale } from "../support/drawer-acts.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const EMPTY = cash(0);

test("each figure is a row of the same columns, with a decimal point and the currency", async () => {
  const { till } = (await newCafe()).open();
  const session = valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY })).id;
  sellGoods(till, ["2*chips"], { cash: 650 });
  valueOf(openWithoutSale(till, RAVI, 'a "key", or two'));
  valueOf(countDrawer(till, MIA, { session, cash: cash(650) }));
  closeOwnZ(till, DAY);
  closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });

  const rows = rowsOf(till);
  expect(rows[0]).toEqual({ ...rows[0], section: "day", name: DAY });
  expect(rows).toEqual(
    expect.arrayContaining([
      row({ section: "sales", name: "receipts", count: "1", amount: "6.50", currency: "EUR" }),
      row({ section: "tender kept", name: "cash", amount: "6.50", currency: "EUR" }),
      row({ section: "close", till: "Front counter", by: "4 Ravi" }),
      row({ section: "z", name: "A-1", amount: "6.50" }),
      row({ section: "drawer", name: "counted", amount: "6.50", by: "1 Mia" }),
      row({ section: "product", name: "Chips", quantity: "2", amount: "6.50", reason: "Sides" }),
      row({ section: "no-sale", by: "4 Ravi", reason: 'a "key", or two' }),
    ]),
  );
  expect(dayReportToCsv(dayReport(till, DAY), till, [])).toBe(
    dayReportToCsv(dayReport(till, DAY), till, []),
  );
  // A report is data alone: whoever writes it as text knows the shop's hours.
  expect(structuredClone(dayReport(till, DAY))).toEqual(dayReport(till, DAY));
});

test("a drawer that is not counted yet is told without any sum of cash to who may not see it", async () => {
  const { till } = (await newCafe()).open();
  valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY }));
  sellGoods(till, ["3*chips"], { cash: 975 });
  const report = dayReport(till, DAY, { seesCash: false });

  const told = rowsIn(dayReportToCsv(report, till, []));

  expect(told.filter(({ section }) => section === "tender" || section === "drawer")).toEqual([
    row({ section: "drawer", name: "float", amount: "0.00" }),
  ]);
});

test("what each till comes to by itself has its cash for who may see that, and for nobody else", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips"], { cash: 975 });
  closeOwnZ(till, DAY);
  closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });
  valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY }));

  const [seen, withheld] = [true, false].map((seesCash) =>
    rowsIn(dayReportToCsv(dayReport(till, DAY, { seesCash }), till, []))
      .filter(({ name }) => name?.startsWith("tender ") === true)
      .map(({ section, name, amount }) => [section, name, amount]),
  );

  expect(seen).toEqual([
    ["recorded", "tender cash", "9.75"],
    ["by till", "tender cash", "9.75"],
  ]);
  expect(withheld).toEqual([]);
});

function rowsOf(till: Till) {
  return rowsIn(dayReportToCsv(dayReport(till, DAY), till, []));
}

function rowsIn(text: string): ReadonlyArray<Readonly<Record<string, string>>> {
  expect(text.endsWith("\r\n")).toBe(true);
  return parse(text, { columns: true });
}

function row(cells: Readonly<Record<string, string>>): unknown {
  return expect.objectContaining(cells);
}

function cash(own: number) {
  return { own: minor(own), pieces: [], foreign: [] };
}
