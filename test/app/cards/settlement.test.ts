/** An acquirer's settlement beside the payments of the tills: imported once, and each difference named. */

import { readFileSync } from "node:fs";
import path from "node:path";

import { beforeEach, expect, test } from "vitest";

import { importSettlement } from "../../../src/app/cards/import-settlement.ts";
import {
  readMapping,
  readSettlement,
  type SettlementMapping,
} from "../../../src/app/cards/settlement-file.ts";
import { parseSheet } from "../../../src/app/catalogue/catalogue-file.ts";
import { journalLines, journalOf } from "../../../src/app/day/day-journal.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { type SettlementRow } from "../../../src/domain/events/settlement-events.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { type CardTill, type CardTills, cardTills } from "../../support/card-tills.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const FOLDER = path.join(import.meta.dirname, "../../../fixtures/acquirer");
const MAPPING = valueOf(readMapping(path.join(FOLDER, "mapping.json")));
const CSV = readFileSync(path.join(FOLDER, "november.csv"), "utf8");

let tills: CardTills;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
});

function rowsOf(csv = CSV, mapping = MAPPING) {
  return readSettlement(valueOf(parseSheet(Buffer.from(csv))), mapping, 2);
}

function importAt({ open }: CardTill, rows: ReadonlyArray<SettlementRow>, actor = RAVI) {
  return importSettlement(open.till, actor, { name: "november.csv", rows });
}

/** Takes so many payments of 2.60, with receipts from 0471 on. */
async function pay(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await tills.endOf(tills.pay(tills.a).card);
}

function differencesAt({ open: { till } }: CardTill, day = DAY): ReadonlyArray<string> {
  const report = dayReport(till, day);
  const text = dayReportToText(report, { till, locale: "en" }, ALL_HEARD);
  return text.filter((line) => line.startsWith("! cards: ")).map((line) => line.slice(9));
}

test("a sheet is read by its mapping: date, sign, decimals, and a fee that is missing", () => {
  expect(valueOf(rowsOf())[3]).toEqual({
    day: "2026-11-20",
    terminal: "0052500041",
    receipt: 480,
    brand: "Mastercard",
    gross: 101_990,
    fee: 30,
    net: 101_960,
  });
  const { fee: _fee, ...withoutFee } = MAPPING;
  const back = valueOf(rowsOf(CSV.replaceAll("Zahlung", "Gutschrift"), withoutFee));
  expect(back[0]).toMatchObject({ gross: -260, fee: -2, net: -258 });
});

interface Wrong {
  readonly what: string;
  readonly csv?: string;
  readonly change?: Partial<SettlementMapping>;
  readonly wrong: object;
}

const WRONG: ReadonlyArray<Wrong> = [
  {
    what: "a column that is not there",
    change: { brand: "Marke" },
    wrong: { line: 0, column: "Marke" },
  },
  {
    what: "a date of another form",
    change: { dateForm: "MM/DD/YYYY" },
    wrong: { line: 2, column: "Transaktionsdatum" },
  },
  {
    what: "a sum of another form",
    change: { decimal: "." },
    wrong: { line: 2, column: "Umsatz" },
  },
  {
    what: "a card's number where the authorisation should be",
    csv: CSV.replace("611804", "4111111111111111"),
    wrong: { line: 2, column: "AID" },
  },
  {
    what: "a card's number where the terminal should be",
    csv: CSV.replace("0052500041", "4111111111111111"),
    wrong: { line: 2, column: "Terminal-ID" },
  },
];

test.each(WRONG)("$what is named with its line, and nothing is read", ({ csv, change, wrong }) => {
  expect(faultOf(rowsOf(csv, { ...MAPPING, ...change }))).toEqual(wrong);
});

test("what the acquirer has otherwise is named at every till, with what to do", async () => {
  await pay(4);
  valueOf(importAt(tills.a, valueOf(rowsOf())));
  tills.meet();

  const named = [
    "Order A3 at main: the acquirer has 2.40, the tills 2.60; compare the terminal's receipt, and claim it there.",
    "The acquirer settled 1019.90 at 0052500041 that no till knows (receipt 480): ask who took it.",
    "2.60 of order A4 at main is missing at the acquirer: claim it there by the terminal's receipt.",
  ];
  expect(differencesAt(tills.a)).toEqual(named);
  expect(differencesAt(tills.b)).toEqual(named);
});

test("the same file is imported once, and one that overlaps counts its lines once", async () => {
  await pay(2);
  const rows = valueOf(rowsOf()).slice(0, 2);

  expect(valueOf(importAt(tills.a, rows))).toBe(true);
  expect(valueOf(importAt(tills.a, rows))).toBe(false);
  expect(valueOf(importAt(tills.a, rows.slice(0, 1)))).toBe(true);
  expect(differencesAt(tills.a)).toEqual([]);
});

test("a day of which no file says anything has nothing missing", async () => {
  await pay(1);
  const others = valueOf(rowsOf()).map((row) => Object.assign(row, { day: "2026-11-25" }));
  valueOf(importAt(tills.a, others));

  expect(differencesAt(tills.a)).toEqual([]);
});

test("lines without a name of the payment are found by their sums", async () => {
  await pay(2);
  const rows = valueOf(rowsOf()).slice(0, 2);
  const nameless = rows.map(({ receipt: _receipt, auth: _auth, ...row }) => row);
  valueOf(importAt(tills.a, nameless));

  expect(differencesAt(tills.a)).toEqual([]);
});

test("a file of more lines than an event holds is in several", async () => {
  await pay(2);
  const [first, second] = valueOf(rowsOf());
  if (first === undefined || second === undefined) throw new Error("The fixture has two lines.");
  const many = Array.from({ length: 450 }, (_, at) => ({
    ...first,
    day: "2026-12-24",
    receipt: at,
  }));
  const rows = [first, ...many, second] as ReadonlyArray<SettlementRow>;
  valueOf(importAt(tills.a, rows));

  expect(differencesAt(tills.a)).toEqual([]);
  expect(differencesAt(tills.a, "2026-12-24" as BusinessDay)).toHaveLength(450);
});

test("whoever may not see reports imports none", () => {
  const refused = faultOf(importAt(tills.a, valueOf(rowsOf()), MIA));

  expect(refused).toMatchObject({ type: "permission/missing" });
  expect(faultOf(importAt(tills.a, []))).toEqual({ type: "settlement/empty" });
});

test("the acquirer's fees are a line of the journal, out of what cards owe the till", async () => {
  await pay(2);
  valueOf(importAt(tills.a, valueOf(rowsOf()).slice(0, 2)));
  const lines = journalLines(journalOf(tills.a.open.till, [DAY]));
  const at = lines.findIndex((line) => line.includes("(fees)"));

  expect(lines[at]).toBe("2026-11-20 * (fees) Fees of card acquirers");
  expect(
    lines.slice(at + 1, at + 3).map((line) =>
      line
        .trim()
        .split(/\s{2,}/u)
        .slice(0, 2),
    ),
  ).toEqual([
    ["expenses:card fees", "EUR 0.04"],
    ["assets:clearing:card:A", "EUR -0.04"],
  ]);
});
