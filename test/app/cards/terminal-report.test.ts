/** What the report of a day says of the terminals: their sums beside those of the tills, and what waits. */

import { beforeEach, expect, test } from "vitest";

import { dayReportToJson } from "../../../src/app/day/day-report-json.ts";
import { dayReportToText } from "../../../src/app/day/day-report-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { ALL_HEARD } from "../../../src/app/day/day-tills-text.ts";
import { orderState } from "../../../src/app/orders/orders.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { settlementsOf } from "../../../src/domain/terminals/settlements.ts";
import { compareTotals } from "../../../src/domain/terminals/terminal-totals.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { cardsOf, type CardTills, cardTills, chargedUnknown } from "../../support/card-tills.ts";
import { csvValues, dayCsv } from "../../support/day-report.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };

let tills: CardTills;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
});

async function settle(): Promise<void> {
  valueOf(await tills.until(tills.a.cards().settle(RAVI, { id: "main" })));
}

function reported() {
  const { till } = tills.a.open;
  const report = dayReport(till, DAY);
  const text = dayReportToText(report, { till, locale: "en" }, ALL_HEARD);
  return { report, text: text.filter((line) => /main|girocard|end of day/iu.test(line)) };
}

test("a day without an end of it says what waits at the terminal, and ties out", async () => {
  await tills.endOf(tills.pay(tills.a).card);
  const { report, text } = reported();

  expect(report.differences).toEqual([]);
  expect(text).toEqual([expect.stringMatching(/main, no end of day yet \(1\) +2\.60$/u)]);
});

test("a terminal whose sums are those of the tills ties out, brand by brand", async () => {
  await tills.endOf(tills.pay(tills.a).card);
  await settle();
  const { report, text } = reported();

  expect(report.differences).toEqual([]);
  expect(text).toEqual([
    expect.stringMatching(/End of day of main, 14:\d\d +2\.60$/u),
    "  girocard: 2.60 and 2.60",
  ]);
  const { till } = tills.a.open;
  expect(dayReportToJson(report, till, [])).toMatchObject({
    terminals: [
      {
        id: "main",
        ends: [
          {
            state: "done",
            totals: { terminal: 260, tills: 260, brands: [{ brand: "girocard", tillsCount: 1 }] },
          },
        ],
        waiting: { count: 0, sum: 0 },
      },
    ],
  });
  expect(csvValues(dayCsv(report, till))).toMatchObject({
    "terminals.0.id": "main",
    "terminals.0.ends.0.totals.terminal": "260",
    "terminals.0.ends.0.totals.tills": "260",
  });
});

test("a charge that the tills don't know is a difference, with what to do", async () => {
  const open = await chargedUnknown(tills);
  const word = { ...open, says: "no", number: "" } as const;
  valueOf(tills.a.cards().say(MIA, word));
  await settle();
  const { report, text } = reported();

  expect(report.differences).toMatchObject([
    { check: "cards", about: { type: "terminal/more" }, expected: 0, found: 260 },
  ]);
  expect(text).toContain(
    "! cards: main took 2.60 more than the tills know: look on its list for a payment that was typed in there, or made by a till that is away.",
  );
});

test("an offline approval that the host refuses at the end of day is a difference", async () => {
  tills.terminal.set(["late-refusal"]);
  const { order, card } = tills.pay(tills.a);
  await tills.endOf(card);
  await settle();
  const { till } = tills.a.open;
  const [paid] = cardsOf(tills.a);
  if (paid === undefined) throw new Error("Nothing was paid.");

  expect(reported().report.differences).toMatchObject([
    { check: "cards", about: { type: "terminal/less" }, expected: 260, found: 0 },
  ]);
  const compared = till.ledger.read((view) => {
    const [settled] = settlementsOf(view, "main");
    return settled && compareTotals(view, "main", settled);
  });
  expect(compared?.offline.map(({ id }) => id)).toEqual([paid.id]);

  valueOf(tills.a.cards().sayForwarded(RAVI, { order, payment: paid.id }, false));
  expect(reported().report.differences).toEqual([]);
});

test("an end of day of which nobody knows is named", async () => {
  tills.terminal.set(["drop-in-end-of-day"]);
  await settle();

  expect(reported().report.differences).toMatchObject([
    { check: "cards", about: { type: "terminal/end-unknown", terminal: "main" } },
  ]);
});

test("after the terminal's end of day money goes back by a refund, as its receipts come round", async () => {
  const { order, card } = tills.pay(tills.a);
  await tills.endOf(card);
  await settle();
  const { till } = tills.a.open;
  const [receipt] = till.ledger.read((view) => orderState(view, order)).receipts;
  if (receipt === undefined) throw new Error("The order has no receipt.");
  const returned = { receipt: receipt.id, lines: [] };
  const wish = { terminal: "main", reason: "cold", returned };
  const back = valueOf(tills.a.cards().giveBack(RAVI, { order, wish }));
  await tills.endOf(back);

  expect(tills.terminal.books().map(({ act }) => act)).toEqual(["pay", "refund"]);
  expect(cardsOf(tills.a).map(({ sum }) => sum)).toEqual([260, -260]);
  await settle();
  expect(reported().report.differences).toEqual([]);
});
