/** The report of a day in every language: all of it said there, in columns, within a terminal's width. */

import { describe, expect, test } from "vitest";

import { dayReportToJson } from "../../../src/app/day/day-report-json.ts";
import { type DayReport } from "../../../src/app/day/day-report-parts.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { ALL_HEARD, dayTillsToText } from "../../../src/app/day/day-tills-text.ts";
import { wordWrap } from "../../../src/cli/console.ts";
import { type BusinessDay, type DeviceId } from "../../../src/domain/identity.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { type Locale } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { wordsIn } from "../../../src/domain/text/words-in.ts";
import { type DayTill } from "../../../src/report/day-tills.ts";
import { figure } from "../../../src/report/difference.ts";
import { dayWords } from "../../../src/words/made/day/all.ts";
import { CAFE_START_MS } from "../../support/cafe.ts";
import { QUIET_NIGHT } from "../../support/day-report.ts";
import { englishIn } from "../../support/english-left.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";

const DAY = "2026-11-20" as BusinessDay;
const EARLIER = "2026-11-17" as BusinessDay;
const LATER = "2026-11-23" as BusinessDay;
const NEXT_DAY_MS = CAFE_START_MS + 86_400_000;
const TILL = { currency: currencyOf("EUR"), offsetMinutes: () => 60 };

/** Something of everything that a day can have. */
const FULL: DayReport = {
  ...QUIET_NIGHT,
  day: DAY,
  otherDates: [
    { till: "Bar", day: LATER, date: DAY, receipts: counted(3, 840), refunds: counted(1, -280) },
    {
      till: "Bar",
      day: DAY,
      date: EARLIER,
      receipts: counted(12, 123_456),
      refunds: counted(0, 0),
    },
  ],
  receipts: 1248,
  sales: minor(123_456_789),
  returned: { count: 3, total: minor(-1675) },
  refunds: { count: 1, total: minor(-260) },
  rounding: minor(2),
  unfunded: [{ amount: minor(3800) }],
  exempt: minor(0),
  taxes: [
    { label: "7 %", rate: milliPercent(7000), included: true, net: minor(7152), tax: minor(648) },
  ],
  tenders: [
    tender("cash", { amount: 12_345_678, refunded: -260, tips: 150, kept: 12_345_568 }),
    tender("card", { amount: 400, corrected: 322, kept: 722 }),
    tender("exchange", { amount: 325, refunded: -325 }),
    tender("chips", { name: "Jeton", amount: 520, kept: 520 }),
  ],
  foreign: [{ currency: "USD", count: 2, amount: minor(105_000), worth: minor(96_600) }],
  ownCash: minor(12_248_968),
  tips: [{ staff: "1", name: "Mia", method: "cash", count: 2, amount: minor(150) }],
  vouchersSold: [{ year: 2026, count: 2, amount: minor(7500) }],
  vouchersBack: [{ year: 2026, count: 1, amount: minor(-1000) }],
  vouchersRedeemed: [{ year: 2025, count: 1, amount: minor(1250) }],
  bottleDeposits: [
    { what: "out", taxes: "VAT 19%", count: 14, amount: minor(350) },
    { what: "back", taxes: "untaxed", count: 3, amount: minor(-75) },
  ],
  forfeited: [{ taxes: "VAT 19%", count: 1, amount: minor(1000) }],
  depositsHeld: { total: minor(2500) },
  soldOn: [{ staff: "1", name: "Mia", count: 3 }],
  points: [],
  corrections: [
    {
      of: "A-000012",
      from: { method: "cash", name: null },
      to: { method: "card", name: null },
      amount: minor(322),
      tip: minor(0),
      by: { staff: "1", name: "Mia" },
      approved: { staff: "3", name: "Chiara" },
      reason: "pressed F9",
    },
  ],
  otherwise: [
    {
      of: "A12",
      by: { staff: "3", name: "Zoe" },
      approved: { staff: "1", name: "Mia" },
      tender: { method: "cash", name: null },
      came: { method: "card", name: null },
      amount: minor(1250),
      reason: "12:40 ...",
    },
    {
      of: "A-000007",
      by: { staff: "1", name: "Mia" },
      approved: null,
      tender: { method: "cash", name: null },
      came: null,
      amount: minor(300),
      reason: "...",
    },
  ],
  series: [{ series: "A", first: 1, last: 1248, count: 1248, missing: [] }],
  deposits: { taken: minor(500), used: minor(250) },
  inQuestion: { receipts: 2, total: minor(680) },
  pricedApart: { lines: 2, total: minor(-300), lists: ["Happy"] },
  stockUsed: { articles: 3, total: minor(1240) },
  stockWasted: { articles: 1, total: minor(62) },
  stockEaten: { articles: 1, total: minor(124) },
  stockMissing: { articles: 2, total: minor(310) },
  stockOpen: { articles: 1, total: minor(186) },
  stockWorth: { articles: 4, total: minor(23_450) },
  openOrders: { count: 1, due: minor(330) },
  incomplete: ["A12", ""],
  doubted: [
    { number: "B-000002", doubts: { clock: { aheadMs: -7_200_000 } } },
    { number: "B-000003", doubts: { clock: { aheadMs: -7_200_000 }, behind: { events: 12 } } },
  ],
  unread: [],
  attention: [
    {
      order: "A7",
      type: "receipt/over-refunded",
      isPaidTwice: false,
      amount: minor(123_400),
      sign: -1,
      turnover: minor(-123_400),
      papers: [
        { number: "A-000012", till: "C1" },
        { number: "B-000003", till: "Bar" },
      ],
    },
  ],
  settled: [
    {
      order: "A9",
      type: "receipt/over-covered",
      amount: minor(1000),
      by: { staff: "4", name: "Ravi" },
      approved: { staff: "2", name: "Sanne" },
      day: "2026-11-20" as BusinessDay,
      at: { wallMs: 1_795_181_520_000, offsetMinutes: 60 },
      why: "Gast 12 X",
    },
  ],
  differences: [
    { check: "sales", about: figure("receipts/sum"), expected: 123_405, found: 123_400 },
    {
      check: "receipts",
      about: { type: "tender/number", method: "cash" },
      expected: 3,
      found: 2,
    },
  ],
};
const CALM: DayReport = { ...FULL, tips: [], attention: [], incomplete: [], differences: [] };
const [FIRST] = FULL.differences;
const REPORTS: ReadonlyArray<DayReport> = [
  FULL,
  CALM,
  { ...FULL, differences: [], incomplete: ["A12"] },
  { ...CALM, differences: FIRST === undefined ? [] : [FIRST] },
  {
    ...CALM,
    differences: [
      {
        check: "settled",
        about: {
          type: "settled",
          settled: {
            type: "chain/both-admitted",
            till: "B Bar",
            numbersTwice: 2,
            sentence: "Two voices.",
          },
        },
        expected: 0,
        found: 1,
      },
    ],
  },
];

const TILLS: ReadonlyArray<DayTill> = [
  till("A", { isSelf: true, isWhole: true }),
  till("B", { isWhole: true, isConnected: true }),
  till("C", { isWhole: true }),
  till("D", { isConnected: true }),
  till("E", {
    heardAt: { wallMs: CAFE_START_MS, offsetMinutes: 60 },
    chains: [
      {
        series: "E",
        seq: 812,
        day: DAY,
        at: { wallMs: NEXT_DAY_MS, offsetMinutes: 60 },
        isContinued: false,
      },
    ],
  }),
  till("F", {}),
  till("G", { shutOut: { at: { wallMs: NEXT_DAY_MS, offsetMinutes: 60 }, reason: "kaputt" } }),
];

test("a bookkeeper reads the day in German", () => {
  expect(linesOf(FULL, "de", TILLS)).toEqual([
    "Geschäftstag 20.11.2026, Beträge in EUR",
    "  Umsatz, 1248 Bons                     1.234.567,89",
    "  Rückgabe ohne Bon, 3 Zeilen                 -16,75",
    "  Rückgabe mit Bon, 1 Beleg                    -2,60",
    "  Rundung bei Barzahlung                        0,02",
    "  7 %, netto                                   71,52",
    "  7 %, Steuer                                   6,48",
    "  Bar, 1 Zahlung                          123.456,78",
    "  Bar, zurückgezahlt                           -2,60",
    "  Bar, Trinkgeld                                1,50",
    "  Bar, insgesamt                          123.455,68",
    "  Karte, 1 Zahlung                              4,00",
    "  Karte, berichtigt                             3,22",
    "  Karte, insgesamt                              7,22",
    "  Umtausch, 1 Zahlung                           3,25",
    "  Umtausch, zurückgezahlt                      -3,25",
    "  Jeton, 1 Zahlung                              5,20",
    "  Bar in USD, 2 Zahlungen: 1.050,00 USD       966,00",
    "  Bar in EUR                              122.489,68",
    "  Ohne Geld zurückgenommen                     38,00",
    "  Trinkgeld an Mia, Bar, 2                      1,50",
    "  Trotz Ausverkauf verkauft von Mia: 3",
    "  A-000012: 3,22 Karte, nicht Bar, sagt Mia mit Chiara: pressed F9",
    "  Anders ausgezahlt, A12: 12,50 Bar für Karte, Zoe mit Mia, „12:40 ...“",
    "  Anders ausgezahlt, A-000007: 3,00 Bar, Mia, „...“",
    "  Bons A-000001 bis A-001248: 1248",
    "  Bestand verbraucht                           12,40",
    "  Bestand weggeworfen                           0,62",
    "  Bestand für Personalessen                     1,24",
    "  Bestand fehlt                                 3,10",
    "  Bestand in offenen Bestellungen               1,86",
    "  Bestand am Ende des Tages                   234,50",
    "  Bezahlt, ohne Bon von diesem Tag              5,00",
    "  An anderem Tag bezahlt, verrechnet            2,50",
    "  Gutscheine verkauft, 2                       75,00",
    "  Gutscheine zurückgenommen, 1                -10,00",
    "  Gutscheine von 2025 eingelöst, 1             12,50",
    "  Pfand ausgegeben, VAT 19%, 14                 3,50",
    "  Leergut zurück, 3                            -0,75",
    "  Einbehaltene Anzahlungen, VAT 19%, 1         10,00",
    "  Offene Anzahlungen                           25,00",
    "  Ohne Kenntnis von Happy, 2 Zeilen            -3,00",
    "  Bestellung A12 wartet auf etwas, was noch nicht hier ist.",
    "  Bestellung ohne Nummer wartet auf etwas, was noch nicht hier ist.",
    "  Uhrzeit unsicher: Uhr geht 2 h nach: B-000002",
    "  Uhrzeit unsicher: Uhr geht 2 h nach; Kasse hatte noch nicht den ganzen Betrieb gehört: B-000003",
    "  Fraglich, 2 Bons                              6,80",
    "  Jetzt offen, 1 Bestellung                     3,30",
    "! Bestellung A7: es wurde mehr zurückgegeben, als bezahlt war, A-000012 (C1), B-000003 (Bar): 1.234,00",
    "  Bestellung A9: es ist mehr bezahlt, als die Ware kostet: 10,00, erledigt von Ravi + Sanne 20.11.2026 14:32: Gast 12 X",
    "! Umsatz: Summe der Bons: erwartet 1.234,05, gefunden 1.234,00",
    "! Bons: Bar, Anzahl der Zahlungen: erwartet 3, gefunden 2",
    "! 3 Bons 8,40, 1 Rückgabe -2,80 von Bar an diesem Tag stehen unter dem 23.11.2026: die Uhr ging vor",
    "! 12 Bons 1.234,56 von Bar unter diesem Datum sind vom 17.11.2026: die Uhr ging vor",
    "  A Bar: diese Kasse, nichts von ihr ist hier",
    "  B Bar: verbunden und auf gleichem Stand, nichts von ihr ist hier",
    "  C Bar: nach diesem Tag gehört, nichts von ihr ist hier",
    "! D Bar: verbunden, und noch nicht alles von ihr ist hier, nichts von ihr ist hier",
    "! E Bar: nicht gehört seit 20.11.2026 14:32, ihre Ereignisse der Serie E sind hier bis 812",
    "! F Bar: nie gehört, nichts von ihr ist hier",
    "! G Bar: ausgeschlossen (kaputt), von Anfang an unbekannt, nichts von ihr ist hier",
    "Unvollständig: D Bar (verbunden, und noch nicht alles von ihr ist hier), E Bar (nicht gehört seit 20.11.2026 14:32), F Bar (nie gehört), G Bar (von Anfang an unbekannt); 2 Bestellungen warten auf etwas, was noch nicht hier ist. Soweit hier bekannt: der Tag geht nicht auf: 2 Differenzen.",
  ]);
});

test.each([
  ["de", ["Der Tag geht genau auf."], "1.234.567,89"],
  ["de-CH", ["Der Tag geht genau auf."], "1'234'567.89"],
  ["fr", ["La journée tombe juste, au centime près."], "1 234 567,89"],
  ["fr-CH", ["La journée tombe juste, au centime près."], "1'234'567.89"],
  ["es", ["La jornada cuadra al céntimo."], "1.234.567,89"],
  ["nl", ["De dag klopt tot op de cent."], "1.234.567,89"],
  ["it", ["La giornata quadra al centesimo."], "1.234.567,89"],
  ["pt", ["O dia bate certo ao cêntimo."], "1 234 567,89"],
  ["pl", ["Dzień zgadza się co do grosza."], "1 234 567,89"],
] as const)("in %s a day that ties out says so", (locale, end, sales) => {
  const lines = linesOf(CALM, locale);

  expect(lines.slice(-1)).toEqual(end);
  expect(lines[1]).toMatch(new RegExp(`  ${sales.replaceAll(".", "\\.")}$`, "u"));
});

describe.each(OTHER_LOCALES)("the day in %s", (locale) => {
  test("leaves no English", () => {
    const english = new Set(REPORTS.flatMap((report) => linesOf(report, "en", TILLS)));
    const own = REPORTS.flatMap((report) => linesOf(report, locale, TILLS));

    expect(own.filter((line) => english.has(line))).toEqual([]);
    expect(own.flatMap((line) => englishIn(line, locale))).toEqual([]);
    expect(own.join("\n")).not.toMatch(/undefined|NaN|\[object/u);
  });

  test("has its amounts in one column, on lines of 80 cells", () => {
    const lines = REPORTS.flatMap((report) =>
      linesOf(report, locale, TILLS).flatMap((line) => wordWrap(line, 80, 4)),
    );
    const ends = linesOf(FULL, locale)
      .filter((line) => /^ {2}.*[.,]\d\d$/u.test(line))
      .map(textWidth);

    expect(lines.filter((line) => textWidth(line) > 80)).toEqual([]);
    expect(ends.length).toBeGreaterThan(20);
    expect(new Set(ends).size).toBe(1);
  });

  test("calls each figure that may differ by a name of its own", () => {
    const { differences, checks } = wordsIn(dayWords, locale);
    const said = Object.values(differences).map((say) => say({ name: "Visa" }));

    expect(new Set(Object.values(checks)).size).toBe(Object.keys(checks).length);
    expect(new Set(said).size).toBeGreaterThanOrEqual(said.length - 1);
    expect(said.flatMap((text) => englishIn(text, locale))).toEqual([]);
  });
});

test("a name in another script, and one that is too long, leave the amounts where they are", () => {
  const [tip] = FULL.tips;
  if (tip === undefined) throw new Error("No tip.");
  const names = [
    "メアリー",
    "Mia",
    "Maximiliane-Charlotte von und zu Hohenlohe-Langenburg und Rosenberg",
  ];
  const lines = linesOf(
    { ...CALM, tips: names.map((name) => Object.assign({}, tip, { name })) },
    "de",
  );
  const ends = lines.filter((line) => line.includes("Trinkgeld an")).map(textWidth);

  expect(ends[0]).toBe(ends[1]);
  expect(ends[2]).toBeGreaterThan(80);
  expect(lines.find((line) => line.includes("Umsatz"))).toHaveLength(ends[1] ?? 0);
});

test("scripts read the same of it in English, whatever the shop speaks", () => {
  const { differences, incomplete, attention, settled } = dayReportToJson(FULL, TILL, []);

  expect(differences).toEqual([
    { check: "sales", what: "sum of receipts", expected: 123_405, found: 123_400 },
    { check: "receipts", what: "number of cash payments", expected: 3, found: 2 },
  ]);
  expect(incomplete).toEqual(["A12", "without a number"]);
  expect(attention).toMatchObject([{ order: "A7", type: "receipt/over-refunded" }]);
  expect(settled).toMatchObject([
    {
      order: "A9",
      amount: 1000,
      by: { staff: "4", name: "Ravi" },
      approved: { staff: "2", name: "Sanne" },
      at: "2026-11-20T14:32:00+01:00",
      why: "Gast 12 X",
    },
  ]);
});

function linesOf(
  report: DayReport,
  locale: Locale,
  tills: ReadonlyArray<DayTill> = [],
): ReadonlyArray<string> {
  const told =
    tills.length === 0
      ? ALL_HEARD
      : dayTillsToText(tills, { till: { offsetMinutes: () => 60 }, locale, nowMs: NEXT_DAY_MS });
  return dayReportToText(report, { till: TILL, locale }, told);
}

function tender(
  method: string,
  facts: Partial<Record<"amount" | "refunded" | "corrected" | "tips" | "kept", number>> & {
    name?: string;
  },
): DayReport["tenders"][number] {
  const { name = null, amount = 0, refunded = 0, corrected = 0, tips = 0, kept = 0 } = facts;
  const sums = { amount: minor(amount), refunded: minor(refunded), tips: minor(tips) };
  const others = { rounding: minor(0), corrected: minor(corrected), kept: minor(kept) };
  return { method, name, count: 1, ...sums, ...others };
}

function till(code: string, facts: Partial<DayTill>): DayTill {
  return {
    device: code as DeviceId,
    code,
    name: "Bar",
    isSelf: false,
    isWhole: false,
    isConnected: false,
    isInStep: false,
    chains: [],
    heardAt: undefined,
    inStepOn: undefined,
    shutOut: undefined,
    without: undefined,
    ...facts,
  };
}

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`No currency ${code}.`);
  return currency;
}

function counted(count: number, total: number): DayReport["otherDates"][number]["receipts"] {
  return { count, total: minor(total) };
}
