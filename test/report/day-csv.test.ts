/** The report of a day as one flat table. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { closeOwnZ, closeShopDay } from "../../src/app/day/close-day.ts";
import { dayReportToCsv } from "../../src/app/day/day-report-csv.ts";
import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { type BusinessDay, type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { CAFE_DAY, CAFE_START_MS, cafeCopies, MIA } from "../support/cafe.ts";
import { csvValues, dayCsv } from "../support/day-report.ts";
import { countDrawer, openDrawer, openWithoutSale } from "../support/drawer-acts.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const EMPTY = cash(0);

test("each value of the JSON is a row, in minor units, and lists count from 0", async () => {
  const { till } = (await newCafe()).open();
  const session = valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY })).id;
  sellGoods(till, ["2*chips"], { cash: 650 });
  valueOf(openWithoutSale(till, RAVI, 'a "key", or two'));
  valueOf(countDrawer(till, MIA, { session, cash: cash(650) }));
  closeOwnZ(till, DAY);
  closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });

  const csv = dayCsv(dayReport(till, DAY), till);

  expect(csv.startsWith(`section,path,value\r\ncurrency,,EUR\r\nday,,${DAY}\r\n`)).toBe(true);
  expect(csv.endsWith("\r\n")).toBe(true);
  expect(csvValues(csv)).toMatchObject({
    "sales.receipts": "1",
    "sales.total": "650",
    "tenders.0.method": "cash",
    "tenders.0.kept": "650",
    "closes.0.till": "Front counter",
    "closes.0.asked.name": "Ravi",
    "zs.0.series": "A",
    "zs.0.no": "1",
    "zs.0.total": "650",
    "drawers.0.counts.0.counted.amount": "650",
    "drawers.0.counts.0.by.name": "Mia",
    "goods.0.category": "Sides",
    "goods.0.products.0.name": "Chips",
    "goods.0.products.0.quantity": "2000",
    "goods.0.products.0.gross": "650",
    "acts.0.act": "no-sale",
    "acts.0.day": DAY,
    "acts.0.by.staff": "4",
    "acts.0.reason": 'a "key", or two',
  });
  expect(dayCsv(dayReport(till, DAY), till)).toBe(csv);
  // A report is data alone: whoever writes it as text knows the shop's hours.
  expect(structuredClone(dayReport(till, DAY))).toEqual(dayReport(till, DAY));
});

test("the table has all that the JSON has", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["2*chips", "100"], { cash: 1000 });
  const json = dayReportToJson(dayReport(till, DAY), till, []);

  expect(Object.keys(csvValues(dayReportToCsv(json))).toSorted()).toEqual(pathsIn(json).toSorted());
});

test("a section that is new among the facts has its JSON and its rows, its moments as text", async () => {
  const { till } = (await newCafe()).open();
  const at = { day: DAY, wallMs: CAFE_START_MS, offsetMinutes: 60 };
  const facts = { ...dayReport(till, DAY), donations: [{ cause: "Lifeboats", amount: 200, at }] };

  expect(csvValues(dayCsv(facts, till))).toMatchObject({
    "donations.0.cause": "Lifeboats",
    "donations.0.amount": "200",
    "donations.0.day": DAY,
    "donations.0.at": expect.stringMatching(/^2026-11-20T\d\d:\d\d:\d\d\+01:00$/u) as unknown,
  });
});

test("what docs/reconcile.md greps for is there, and its sample is what a day prints", async () => {
  const { till } = (await newCafe()).open();
  valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY }));
  sellGoods(till, ["2*chips"], { cash: 650 });
  valueOf(openWithoutSale(till, RAVI, "change"));
  const page = readFileSync("docs/reconcile.md", "utf8");
  const [, asked = "", sample = ""] =
    /^\$ till reconcile --csv \| grep -E '([^']+)'\n([^`]+)```/mu.exec(page) ?? [];
  const patterns = [...page.matchAll(/^\|.*\| `(\^[^`]+)` *\|$/gmu)].map(([, it = ""]) =>
    it.replaceAll(String.raw`\|`, "|"),
  );

  const sold = rowsLike(asked, dayCsv(dayReport(till, DAY), till));
  const session = dayReport(till, DAY).drawers[0]?.session ?? "";
  valueOf(countDrawer(till, MIA, { session: session as EventId, cash: cash(600) }));
  const counted = dayCsv(dayReport(till, DAY), till);

  expect(`${sold.join("\n")}\n`).toBe(sample);
  expect(patterns.length).toBeGreaterThan(4);
  expect(
    patterns.filter((it) => it !== "^differences," && rowsLike(it, counted).length === 0),
  ).toEqual([]);
});

test("no text of people is a formula to a spreadsheet, and a sum below zero stays one", () => {
  const csv = dayReportToCsv({ acts: [{ reason: '=cmd|" /C calc"!A0', amount: -260 }] });

  expect(csv).toBe(
    'section,path,value\r\nacts,0.reason,"\'=cmd|"" /C calc""!A0"\r\nacts,0.amount,-260\r\n',
  );
});

test("a drawer that is not counted yet is told without any sum of cash to who may not see it", async () => {
  const { till } = (await newCafe()).open();
  valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY }));
  sellGoods(till, ["3*chips"], { cash: 975 });
  const report = dayReport(till, DAY, { seesCash: false });

  expect(csvValues(dayCsv(report, till))).toMatchObject({
    cashWithheld: "true",
    ownCash: "",
    "tenders.0.method": "cash",
    "tenders.0.amount": "",
    "tenders.0.kept": "",
    "drawers.0.float.amount": "0",
    "drawers.0.expected": "",
    "drawers.0.lies": "",
  });
});

test("what each till comes to by itself has its cash for who may see that, and for nobody else", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["3*chips"], { cash: 975 });
  closeOwnZ(till, DAY);
  closeShopDay(till, { day: DAY, asked: "4", missing: [], without: [] });
  valueOf(openDrawer(till, MIA, { no: 1, float: EMPTY }));

  const [seen, withheld] = [true, false].map((seesCash) => {
    const values = csvValues(dayCsv(dayReport(till, DAY, { seesCash }), till));
    return ["recorded", "byTill"].map((section) => [
      values[`${section}.0.tenders.0.method`],
      values[`${section}.0.tenders.0.kept`],
    ]);
  });

  expect(seen).toEqual([
    ["cash", "975"],
    ["cash", "975"],
  ]);
  expect(withheld).toEqual([
    ["cash", ""],
    ["cash", ""],
  ]);
});

function rowsLike(pattern: string, csv: string): ReadonlyArray<string> {
  const like = new RegExp(pattern, "u");
  return csv.split("\r\n").filter((row) => like.test(row));
}

function pathsIn(fact: unknown, path: ReadonlyArray<string> = []): ReadonlyArray<string> {
  if (typeof fact !== "object" || fact === null) return [path.join(".")];
  return Object.entries(fact).flatMap(([name, within]) => pathsIn(within, [...path, name]));
}

function cash(own: number) {
  return { own: minor(own), pieces: [], foreign: [] };
}
