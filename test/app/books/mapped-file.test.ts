/** A journal as a table by a mapping, read back by our own reader of such sheets. */

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import {
  type JournalMapping,
  readJournalMapping,
  SHIPPED_MAPPINGS,
} from "../../../src/app/books/journal-mapping.ts";
import { mappedFile } from "../../../src/app/books/mapped-file.ts";
import { noTaxWord } from "../../../src/app/books/no-tax-word.ts";
import { parseSheet } from "../../../src/app/catalogue/catalogue-file.ts";
import { journalOf } from "../../../src/app/day/day-journal.ts";
import { dayReports } from "../../../src/app/day/day-report.ts";
import { settingDraft } from "../../../src/app/founding/shop-drafts.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { createDice } from "../../support/dice.ts";
import { weekCafes, playWeek } from "../../support/played-week.ts";
import { valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const newWeekCafe = weekCafes();
const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;

/** Codes as a bookkeeper with Xero would give them. */
const CODES = [
  "cash=610",
  "float=610",
  "safe=610",
  "bank=610",
  "card=610",
  "tender=610",
  "exchange=610",
  "paid-in=850",
  "paid-out=850",
  "safe-in=850",
  "safe-out=850",
  "conversion=850",
  "deposits=835",
  "tips=836",
  "tax=820",
  "sales=200",
  "rounding=860",
  "difference=429",
];

describe("a mapping that is shipped", () => {
  test.each(Object.keys(SHIPPED_MAPPINGS))("%s is the one among the examples", (name) => {
    const example: unknown = JSON.parse(readFileSync(`fixtures/books/${name}.json`, "utf8"));
    expect(example).toEqual(SHIPPED_MAPPINGS[name]);
  });

  test.each(["constructor", "toString", "__proto__"])("is none that is called %s", (name) => {
    expect(readJournalMapping(name)).toEqual({ ok: false, fault: { type: "unreadable" } });
  });

  test("has QuickBooks' columns, with names of accounts, and debits beside credits", async () => {
    const till = await soldCafe();

    expect(rowsOf(till, [DAY], mappingOf("quickbooks"))).toEqual([
      ["Journal No", "Journal Date", "Account Name", "Debits", "Credits", "Description"],
      row("assets:cash:A", "5.20", ""),
      row("income:sales:VAT 9%:Bakery", "", "5.20"),
      row("income:sales:VAT 9%:included tax", "0.43", ""),
      row("liabilities:tax:VAT 9%", "", "0.43"),
    ]);
    function row(account: string, debit: string, credit: string): ReadonlyArray<string> {
      const [year, month, date] = DAY.split("-");
      const day = `${month}/${date}/${year}`;
      return [`${day} A-open`, day, account, debit, credit, "Supplement of till A, in no Z yet"];
    }
  });

  test("has Xero's columns, with codes of accounts, and needs a code of each", async () => {
    const till = await soldCafe();
    choose(till, settingDraft("xero-tax", "No VAT"));

    expect(fileOf(till, [DAY], mappingOf("xero"))).toEqual({
      ok: false,
      fault: { type: "account", account: "assets:cash:A" },
    });
    const rows = rowsOf(till, [DAY], { ...mappingOf("xero"), accounts: CODES });
    expect(rows[0]).toEqual([
      "*Narration",
      "*Date",
      "Description",
      "*AccountCode",
      "*TaxRate",
      "*Amount",
    ]);
    expect(rows.slice(1).map(([, , , code, , amount]) => [code, amount])).toEqual([
      ["610", "5.20"],
      ["200", "-5.20"],
      ["200", "0.43"],
      ["820", "-0.43"],
    ]);
    const one = { ...mappingOf("xero"), accounts: CODES, rowsMax: 2 };
    expect(fileOf(till, [DAY], one)).toEqual({
      ok: false,
      fault: { type: "rows", count: 4, max: 2 },
    });
  });

  test("has a week's money as the reports say it, and each entry comes to nothing", async () => {
    const cafe = await newWeekCafe();
    const { till: a } = cafe.open();
    const { till: b } = await enrolBar(cafe, a);
    const days = playWeek(cafe, [a, b], { dice: createDice(4) });
    choose(a, settingDraft("xero-tax", "No VAT"));

    const mapping = { ...mappingOf("xero"), accounts: CODES, rowsMax: undefined };
    const rows = rowsOf(a, days, mapping).slice(1);
    const quickbooks = rowsOf(b, days, mappingOf("quickbooks")).slice(1);

    const entries = Map.groupBy(rows, ([narration, date]) => `${narration} ${date}`);
    expect(entries.size).toBeGreaterThan(7);
    for (const own of entries.values()) expect(sum(own, 5)).toBe(0);
    const taxes = dayReports(a, days).flatMap((report) => report.taxes);
    const owed = 0 - taxes.reduce((all, { tax }) => all + tax, 0);
    expect(
      sum(
        rows.filter(([, , , code]) => code === "820"),
        5,
      ),
    ).toBe(owed);
    const entered = Map.groupBy(quickbooks, ([no]) => no);
    for (const own of entered.values()) expect(sum(own, 3)).toBe(sum(own, 4));
    expect(
      sum(
        quickbooks.filter(([, , account]) => account?.startsWith("liabilities:tax") === true),
        3,
      ) -
        sum(
          quickbooks.filter(([, , account]) => account?.startsWith("liabilities:tax") === true),
          4,
        ),
    ).toBe(owed);
  });
});

describe("Xero's name for no tax", () => {
  test.each([
    ["GBP", "Europe/London", "No VAT"],
    ["NZD", "Pacific/Auckland", "No GST"],
    ["AUD", "Australia/Perth", "BAS Excluded"],
    ["USD", "America/Chicago", "Tax Exempt"],
    ["EUR", "Europe/Dublin", undefined],
    ["EUR", "Europe/Amsterdam", undefined],
    ["ZAR", "Africa/Johannesburg", undefined],
    // Money and zone are of two countries.
    ["USD", "America/Guayaquil", undefined],
    ["EUR", "Europe/London", undefined],
  ])("of a shop with %s in %s is %s", async (code, zone, word) => {
    const { till } = (await newCafe()).open();
    const shop = { ...till, currency: { ...till.currency, code } };
    choose(till, settingDraft("zone", zone));

    expect(noTaxWord(shop, [DAY])).toBe(word);
    choose(till, settingDraft("xero-tax", "Zero Rated"));
    expect(noTaxWord(shop, [DAY])).toBe("Zero Rated");
  });

  test("is in each row, and a file is refused that lacks it", async () => {
    const till = await soldCafe();
    const mapping = { ...mappingOf("xero"), accounts: CODES };

    expect(fileOf(till, [DAY], mapping)).toEqual({ ok: false, fault: { type: "tax" } });
    choose(till, settingDraft("xero-tax", "Tax Exempt (0%)"));
    const [, ...rows] = rowsOf(till, [DAY], mapping);
    expect(new Set(rows.map((cells) => cells[4]))).toEqual(new Set(["Tax Exempt (0%)"]));
  });
});

describe("a file", () => {
  test("says signs, forms and accounts of its own", async () => {
    const till = await soldCafe();
    const mapping = await written({
      columns: [
        { name: "Konto", value: "{account}" },
        { name: "Betrag", value: "{amount} {currency}" },
        { name: "Text; frei", value: "{code}, am {day}" },
      ],
      separator: ";",
      decimal: ",",
      dateForm: "DD.MM.YYYY",
      accounts: ["cash=Kasse", "sales=Umsatz", "tax=Umsatz"],
    });
    const [year, month, date] = DAY.split("-");

    expect(mapping.ok && fileOf(till, [DAY], mapping.value)).toEqual({
      ok: true,
      value: [
        'Konto;Betrag;"Text; frei"',
        `Kasse;5,20 EUR;A-open, am ${date}.${month}.${year}`,
        `Umsatz;-5,20 EUR;A-open, am ${date}.${month}.${year}`,
        "",
      ].join("\r\n"),
    });
  });

  test.each<[string, unknown, object]>([
    ["has another shape", { columns: [] }, { type: "not-a-mapping" }],
    ["has a field that there is not", one("{amonut}"), { type: "not-a-mapping" }],
    ["has more than a mapping has", { ...one("{day}"), more: 1 }, { type: "not-a-mapping" }],
    ["is a list", [], { type: "not-a-mapping" }],
    [
      "names an account that the journal doesn't have",
      { ...one("{day}"), accounts: ["cards=1360"] },
      { type: "account", rule: "cards=1360" },
    ],
  ])("that %s is no mapping", async (_, content, fault) => {
    expect(await written(content)).toEqual({ ok: false, fault });
  });

  test("that is no JSON, or is not there, is no mapping", async () => {
    const file = path.join(await temporaryFolder(), "mapping.json");
    expect(readJournalMapping(file)).toEqual({ ok: false, fault: { type: "unreadable" } });
    writeFileSync(file, "columns: day");
    expect(readJournalMapping(file)).toEqual({ ok: false, fault: { type: "not-a-mapping" } });
  });
});

function choose({ ledger }: Till, ...events: ReadonlyArray<ReturnType<typeof settingDraft>>): void {
  ledger.commit({ by: "", name: "set up", decide: () => ok({ events }) });
}

async function soldCafe(): Promise<Till> {
  const { till } = (await newCafe()).open();
  const cash = { type: "cash", tendered: minor(1000) } as const;
  valueOf(sell(till, RAVI, { entries: ["2*croissant"], payment: cash, service: "counter" }));
  return till;
}

function mappingOf(name: string): JournalMapping {
  return valueOf(readJournalMapping(name));
}

function fileOf(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  mapping: JournalMapping,
): ReturnType<typeof mappedFile> {
  return mappedFile(till, journalOf(till, days, { rules: mapping.accounts }), mapping);
}

function rowsOf(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  mapping: JournalMapping,
): ReadonlyArray<ReadonlyArray<string>> {
  const file = valueOf(fileOf(till, days, mapping));
  return valueOf(parseSheet(Buffer.from(file))).map(({ cells }) => cells);
}

async function written(content: unknown): Promise<ReturnType<typeof readJournalMapping>> {
  const file = path.join(await temporaryFolder(), "mapping.json");
  writeFileSync(file, JSON.stringify(content));
  return readJournalMapping(file);
}

function one(value: string): object {
  return { columns: [{ name: "A", value }] };
}

/** Returns the column's sum in cents. */
function sum(rows: ReadonlyArray<ReadonlyArray<string>>, at: number): number {
  return rows.reduce((all, row) => all + Math.round(Number(row[at] ?? 0) * 100), 0);
}
