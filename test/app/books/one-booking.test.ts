/**
 * Each move is one booking, and every form of the journal has the same ones: an account's debits and its credits are
 * the same in each, not only what they come to.
 *
 * Size: both.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { datevFile } from "../../../src/app/books/datev-file.ts";
import { readJournalMapping } from "../../../src/app/books/journal-mapping.ts";
import { mappedFile } from "../../../src/app/books/mapped-file.ts";
import { parseSheet } from "../../../src/app/catalogue/catalogue-file.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import { journalLines, journalOf } from "../../../src/app/day/day-journal.ts";
import { settingDraft } from "../../../src/app/founding/shop-drafts.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { createChainSums } from "../../../src/app/till/chain-sums.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { zDraft } from "../../../src/domain/commands/money/close-day.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { payOrder } from "../../support/acts.ts";
import { bookedSums } from "../../support/booked-sums.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { readDatev } from "../../support/datev-reader.ts";
import { createDice } from "../../support/dice.ts";
import { moveCash, openDrawer } from "../../support/drawer-acts.ts";
import { playWeek, weekCafes } from "../../support/played-week.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { valueOf } from "../../support/shop.ts";
import { setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies();
const newWeekCafe = weekCafes();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;

type Row = readonly [debit: string, credit: string, cents: number];

describe("DATEV's rows", () => {
  test("are one for each tender and rate, and each move of a drawer; cash that goes out is taken off none", async () => {
    const till = await deli();
    const session = valueOf(openDrawer(till, RAVI, { no: 1, float: own(10_000) })).id;
    sold(till, "2*croissant", { type: "cash", tendered: minor(1000), tip: minor(0) });
    sold(till, "300", { type: "card", tip: minor(50) });
    valueOf(moveCash(till, RAVI, { session, what: "out", amount: minor(500), reason: "milk" }));
    valueOf(moveCash(till, RAVI, { session, what: "in", amount: minor(800), reason: "coins" }));
    valueOf(moveCash(till, RAVI, { session, what: "in", amount: minor(800), reason: "coins" }));
    const back = { parts: [], reason: "cold", goods: undefined, what: undefined };
    valueOf(refund(till, RAVI, { number: "A-000001", method: "cash", ...back }));

    expect(datevRows(till)).toEqual([
      ["1000", "8300", 520],
      ["1360", "8400", 560],
      ["8300", "1000", 520],
      ["1360", "1700", 50],
      ["1000", "1010", 10_000],
      ["1590", "1000", 500],
      ["1000", "1590", 800],
      ["1000", "1590", 800],
    ] satisfies ReadonlyArray<Row>);
  });

  test("give both rates of a receipt to both of its payments", async () => {
    const till = await deli();
    const { order } = sold(till, "2*croissant 300", {
      type: "card",
      amount: minor(500),
      tip: minor(0),
    });
    const rest = { type: "cash", tendered: minor(1000), tip: minor(0) } as const;
    valueOf(payOrder(till, RAVI, { order: order.id, payment: rest }));

    expect(datevRows(till)).toEqual([
      ["1360", "8300", 241],
      ["1360", "8400", 259],
      ["1000", "8300", 279],
      ["1000", "8400", 301],
    ] satisfies ReadonlyArray<Row>);
  });

  test("have what is paid ahead as a deposit until the receipt of another Z uses it", async () => {
    const till = await deli();
    const { order } = sold(till, "2*croissant", {
      type: "card",
      amount: minor(200),
      tip: minor(0),
    });
    closeOwnZ(till, DAY);
    const rest = { type: "cash", tendered: minor(1000), tip: minor(0) } as const;
    valueOf(payOrder(till, RAVI, { order: order.id, payment: rest }));

    expect(datevRows(till)).toEqual([
      ["1360", "1710", 200],
      ["1710", "8300", 200],
      ["1000", "8300", 320],
    ] satisfies ReadonlyArray<Row>);
  });

  test("of each receipt have its number, and come to those of its Z", async () => {
    const till = await deli();
    sold(till, "2*croissant", { type: "card", tip: minor(0) });
    sold(till, "croissant", { type: "card", tip: minor(0) });

    const { bookings } = datevOf(till, [DAY], true);

    expect(datevRows(till)).toEqual([["1360", "8300", 780]]);
    expect(bookings.map(({ document, cents }) => [document, cents])).toEqual([
      ["A-000001", 520],
      ["A-000002", 260],
    ]);
  });
});

describe("a Z", () => {
  test("whose receipts come to other sums than it recorded is none that a journal is made of", async () => {
    const till = await deli();
    sold(till, "2*croissant", { type: "card", tip: minor(0) });
    closeFalsely(till, { "tender/card/amount": 620, sales: 620 });

    const [z] = journalOf(till, [DAY]).entries;

    expect([z?.code, z?.isSound]).toEqual(["A-1", false]);
  });

  test("keeps the categories of then, though goods are in another one by now", async () => {
    const { till } = (await newCafe()).open();
    sold(till, "2*croissant", { type: "card", tip: minor(0) });
    closeOwnZ(till, DAY);
    const before = bookedSums(journalOf(till, [DAY]).entries.flatMap(({ bookings }) => bookings));
    const products = [...till.catalogue().productsBySku.values()];
    const croissant = products.find(({ name }) => name === "Croissant");
    const other = products.find(({ category }) => category !== croissant?.category);
    setProduct(till, croissant?.sku ?? "", { category: other?.category ?? "" });

    const [z] = journalOf(till, [DAY]).entries;

    expect(z?.isSound).toBe(true);
    expect(z?.bookings.filter(({ move }) => move === "recorded")).toMatchObject([
      { credit: { account: "income:sales:VAT 9%:Bakery" }, amount: 520 },
    ]);
    const moved = [...bookedSums(z?.bookings ?? [])].filter(([, sum]) => sum !== 0);
    expect(new Map(moved)).toEqual(before);
  });
});

test("any week has the same debits and the same credits of each account in every form", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), fc.boolean(), async (seed, byReceipt) => {
      const cafe = await newWeekCafe();
      const { till } = cafe.open();
      const { till: bar } = await enrolBar(cafe, till);
      const days = playWeek(cafe, [till, bar], { dice: createDice(seed) });
      choose(
        till,
        settingDraft("chart", "skr03"),
        settingDraft("datev", "29098/55003"),
        settingDraft("xero-tax", "No VAT"),
      );

      const { entries } = journalOf(till, days, { byReceipt });
      const journal = journalSides(till, days, byReceipt);

      // Whatever was sold in a week is in the same categories at its end, so nothing is booked by a Z's sums alone.
      expect(entries.filter(({ isSound }) => !isSound)).toEqual([]);
      expect(entries.flatMap(({ bookings }) => bookings.map(({ move }) => move))).not.toContain(
        "recorded",
      );
      expect(sidesOf(journal)).toEqual(
        sidesOf(tableSides(till, { days, byReceipt }, "quickbooks")),
      );
      const byNumber = journal.map(([debit, credit, cents]): Row => {
        return [numberOf(debit), numberOf(credit), cents];
      });
      const numbered = sidesOf(byNumber.filter(([debit, credit]) => debit !== credit));
      expect(sidesOf(tableSides(till, { days, byReceipt }, "xero"))).toEqual(numbered);
      const datev = datevOf(till, days, byReceipt).bookings;
      expect(sidesOf(datev.map(({ debit, credit, cents }) => [debit, credit, cents]))).toEqual(
        numbered,
      );
    }),
    { numRuns: proofRuns({ small: 1, whole: 3 }) },
  );
});

/** Beer of 19 % and bread of 7 %, as SKR03 has accounts for. */
async function deli(): Promise<Till> {
  const { till } = (await newCafe()).open();
  choose(
    till,
    settingDraft("chart", "skr03"),
    settingDraft("datev", "29098/55003"),
    settingDraft("accounts", ["sales/VAT 9%=8300", "sales/VAT 21%=8400", ...TAXES_WITH_SALES]),
  );
  return till;
}

/** So that turnover has its tax with it, as DATEV's accounts of 7 % and 19 % do. */
const TAXES_WITH_SALES = ["tax/VAT 9%=8300", "tax/VAT 21%=8400"];

function choose({ ledger }: Till, ...events: ReadonlyArray<ReturnType<typeof settingDraft>>): void {
  ledger.commit({ by: "", name: "set up", decide: () => ok({ events }) });
}

/** Makes a Z of all that the till did, with some figures that its receipts don't have. */
function closeFalsely(till: Till, figures: Readonly<Record<string, number>>): void {
  const { ledger } = till;
  const { origin } = ledger.identity;
  const to = ledger.head(origin)?.seq ?? 0;
  const sums = createChainSums(ledger, { origin, from: 1 });
  ledger.read((view) => {
    sums.readUpTo(view, to);
  });
  const [stretch] = sums.stretches().slice(-1);
  if (stretch === undefined) throw new Error("The till did nothing.");
  const draft = zDraft(undefined, {
    series: "A",
    till: origin,
    ...stretch,
    language: "en",
    program: "0",
  });
  const body = { ...draft.body, figures: { ...draft.body.figures, ...figures } };
  ledger.commit({ by: "", name: "close", decide: () => ok({ events: [{ ...draft, body }] }) });
}

function own(amount: number): Parameters<typeof openDrawer>[2]["float"] {
  return { own: minor(amount), pieces: [], foreign: [] };
}

function sold(
  till: Till,
  goods: string,
  payment: Parameters<typeof sell>[2]["payment"],
): ReturnType<typeof soldIn> {
  return soldIn(till, { entries: goods.split(" "), payment, service: "counter" });
}

function soldIn(till: Till, words: Parameters<typeof sell>[2]) {
  return valueOf(sell(till, RAVI, words));
}

function datevRows(till: Till): ReadonlyArray<Row> {
  return datevOf(till, [DAY], false).bookings.map(({ debit, credit, cents }) => [
    debit,
    credit,
    cents,
  ]);
}

function datevOf(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  byReceipt: boolean,
): ReturnType<typeof readDatev> {
  return readDatev(valueOf(datevFile(till, journalOf(till, days, { byReceipt }), 0)));
}

/** Reads pairs of hledger's postings, in the shop's own money. */
function journalSides(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  byReceipt: boolean,
): ReadonlyArray<Row> {
  const lines = journalLines(journalOf(till, days, { byReceipt }));
  const postings = lines.flatMap((line) => {
    const { account = "", sum } =
      /^ {4}(?<account>[^;].*?) {2,}EUR (?<sum>-?[\d.]+)/u.exec(line)?.groups ?? {};
    return sum === undefined ? [] : [{ account, cents: centsOf(sum) }];
  });
  return inPairs(postings);
}

function tableSides(
  till: Till,
  { days, byReceipt }: { readonly days: ReadonlyArray<BusinessDay>; readonly byReceipt: boolean },
  name: "quickbooks" | "xero",
): ReadonlyArray<Row> {
  const mapping = { ...valueOf(readJournalMapping(name)), rowsMax: undefined };
  const file = valueOf(mappedFile(till, journalOf(till, days, { byReceipt }), mapping));
  const [, ...rows] = valueOf(parseSheet(Buffer.from(file))).map(({ cells }) => cells);
  return inPairs(
    rows.map((cells) => {
      if (name === "xero") return { account: cells[3] ?? "", cents: centsOf(cells[5]) };
      return { account: cells[2] ?? "", cents: centsOf(cells[3]) - centsOf(cells[4]) };
    }),
  );
}

function inPairs(
  postings: ReadonlyArray<{ readonly account: string; readonly cents: number }>,
): ReadonlyArray<Row> {
  return postings.flatMap((debit, at): ReadonlyArray<Row> => {
    const credit = postings[at + 1];
    if (at % 2 === 1 || credit === undefined) return [];
    expect([debit.cents > 0, credit.cents]).toEqual([true, 0 - debit.cents]);
    return [[debit.account, credit.account, debit.cents]];
  });
}

/** Returns the debits and the credits of each account. */
function sidesOf(rows: ReadonlyArray<Row>): ReadonlyMap<string, readonly [number, number]> {
  const sides = new Map<string, readonly [number, number]>();
  for (const [debit, credit, cents] of rows) {
    const [into, taken] = sides.get(debit) ?? [0, 0];
    sides.set(debit, [into + cents, taken]);
    const [come, out] = sides.get(credit) ?? [0, 0];
    sides.set(credit, [come, out + cents]);
  }
  return new Map([...sides].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function numberOf(account: string): string {
  return /^\d+/u.exec(account)?.[0] ?? account;
}

function centsOf(text = ""): number {
  return Math.round(Number(text) * 100);
}
