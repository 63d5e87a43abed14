/** A history says who did what, when and at which till, in words and in the ledger's order. */

import { expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { findSubject, type HistoryOf } from "../../../src/app/history/history-subject.ts";
import { historyToText } from "../../../src/app/history/history-text.ts";
import {
  type HistoryFilter,
  type HistoryLine,
  readHistory,
} from "../../../src/app/history/history.ts";
import { tellEvent } from "../../../src/app/history/tell-event.ts";
import { createTeller } from "../../../src/app/history/teller.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { speechOf } from "../../../src/app/speech.ts";
import { type Kind, KINDS } from "../../../src/domain/events/kinds.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { payOrder, performOn, voidLine } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { chapterFiles, readChapter, withChapter } from "../../support/corpus.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const HOUR_MS = 3_600_000;
const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

test("an order's history has what was sold, taken off, paid and sent to the kitchen", async () => {
  const open = (await newCafe()).open();
  const { order } = sellGoods(open.till, ["2*croissant", "croissant"]);
  valueOf(voidLine(open.till, RAVI, { order: order.number, line: 2, reason: "fell down" }));
  const payment = { type: "cash", tendered: minor(1000), tip: minor(0) } as const;
  valueOf(payOrder(open.till, MIA, { order: order.number, payment }));

  expect(rowsOf(open, "order", order.number)).toEqual([
    "2026-11-20",
    "14:32  A Front counter  Mia   order A1 opened",
    "                              2 x Croissant, 5.20",
    "                              1 x Croissant, 2.60",
    "14:32  A Front counter  Ravi  Croissant taken off (fell down)",
    "14:32  A Front counter  Mia   5.20 paid by cash, given 10.00, back 4.80",
    "                              ticket to Kitchen: 2 x Croissant",
    "                              receipt A-000001, 5.20",
  ]);
});

test("a discount on some goods says which", async () => {
  const open = (await newCafe()).open();
  const { order } = sellGoods(open.till, ["2*croissant"]);
  const discount = { rate: milliPercent(10_000), amount: minor(0) };
  const given = { act: "discount", discount, on: ["bakery"], reason: "late" } as const;
  valueOf(performOn(open.till, RAVI, { ...given, order: order.number }));

  expect(rowsOf(open, "order", order.number).at(-1)).toContain("10% off Bakery");
});

test("a product's history tells its fields in words, and what it no longer has", async () => {
  const open = (await newCafe()).open();
  const product = { type: "product", id: "CROISSANT", isNew: false } as const;
  const fields = [{ field: "active", text: "no" }] as const;
  valueOf(changeEntry(open.till, RAVI, { ...product, fields }));

  const [, made, ...changed] = rowsOf(open, "product", "croissant");

  expect(made).toContain("tax class Food");
  expect(made).toContain("sold by the piece");
  expect(made).not.toMatch(/kitchenName|soldBy|taxClass|false|,\s*,/u);
  expect(changed.at(-1)).toContain("on sale no");
});

test("a person's history has what they did and approved, and what was done about them", async () => {
  const open = (await newCafe()).open();
  sellGoods(open.till, ["croissant"], { cash: 500 });
  sellGoods(open.till, ["croissant"], { cash: 500, by: RAVI });

  const rows = rowsOf(open, "person", "Ravi").join("\n");

  expect(rows).toContain("person Ravi: name personal data, role manager");
  expect(rows).toContain("receipt A-000002, 2.60");
  expect(rows).not.toContain("receipt A-000001");
});

test("what came late says by how much, at the till that it came late to alone", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  const { order } = sellGoods(bar.till, ["croissant"], { cash: 500 });
  cafe.clock.advance(3 * HOUR_MS);
  sellGoods(counter.till, ["croissant"], { cash: 500 });
  synchroniseLedgers(bar.till.ledger, counter.till.ledger);

  const id = order.id;
  expect(linesOf(counter, ["order", id]).map(({ lateMs }) => lateMs)).toContain(3 * HOUR_MS);
  expect(rowsOf(counter, "order", id)[1]).toContain("order B1 opened [here 3 h later]");
  expect(rowsOf(bar, "order", id)[1]).not.toContain("later");
});

test("a search is by time of day, also past midnight, by a sum and by a word", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  sellGoods(open.till, ["croissant"], { cash: 500 });
  cafe.clock.advance(HOUR_MS);
  sellGoods(open.till, ["2*croissant"], { cash: 1000 });
  function receipts(filter: HistoryFilter): ReadonlyArray<string> {
    return linesOf(open, ["all", ""], filter)
      .filter(({ kind }) => kind === "receipt/issued")
      .map(({ text }) => text);
  }

  const [first, second] = ["receipt A-000001, 2.60", "receipt A-000002, 5.20"];
  expect(receipts({})).toEqual([first, second]);
  expect(receipts({ since: "15:00" })).toEqual([second]);
  expect(receipts({ since: "23:00", until: "15:00" })).toEqual([first]);
  expect(receipts({ sum: 520 })).toEqual([second]);
  expect(receipts({ sum: -260 })).toEqual([first]);
  expect(receipts({ word: "RECEIPT a-000002" })).toEqual([second]);
  expect(receipts({ word: "mia" })).toEqual([first, second]);
  expect(receipts({ word: "baguette" })).toEqual([]);
});

test("whatever is asked for that is not there is refused by name", async () => {
  const { till } = (await newCafe()).open();
  function refusal(of: HistoryOf, text: string): string {
    const found = findSubject(till, { of, text });
    return found.ok ? "found" : found.fault.type;
  }

  expect(refusal("order", "Z9")).toBe("order/unknown");
  expect(refusal("receipt", "A-000009")).toBe("order/unknown");
  expect(refusal("person", "77")).toBe("staff/unknown");
  expect(refusal("drawer", "A1")).toBe("drawer/unknown");
  expect(refusal("product", "baguette")).toBe("product/unknown");
  expect(refusal("device", "Z")).toBe("device/unknown");
  expect(refusal("device", "a")).toBe("found");
});

test("each kind of event is told in words without a gap", async () => {
  const { till } = (await newCafe()).open();
  const told = new Map<Kind, string>();
  for (const chapter of chapterFiles().map(readChapter)) {
    withChapter(chapter, (ledger) => {
      const here = { ...till, ledger };
      ledger.read((view) => {
        const teller = createTeller(here, view, speechOf(till));
        for (const row of ledger.store.after(0)) {
          for (const { known } of toTransaction(row).events) {
            if (known !== undefined) told.set(known.kind, tellEvent(known, teller).text);
          }
        }
      });
    });
  }

  expect([...told.keys()].toSorted()).toEqual(Object.keys(KINDS).toSorted());
  expect([...told].filter(([, text]) => /^$|undefined|NaN|\[object|null/u.test(text))).toEqual([]);
});

function linesOf(
  { till }: OpenTill,
  [of, text]: readonly [of: HistoryOf, text: string],
  filter: HistoryFilter = {},
): ReadonlyArray<HistoryLine> {
  const { subject } = valueOf(findSubject(till, { of, text }));
  const day = till.days().now;
  return readHistory(till, {
    subject,
    days: { from: day, to: day },
    filter,
    speech: speechOf(till),
  });
}

function rowsOf(open: OpenTill, of: HistoryOf, text: string): ReadonlyArray<string> {
  return historyToText(open.till, linesOf(open, [of, text]), speechOf(open.till));
}
