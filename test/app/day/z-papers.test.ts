/** The paper of a Z: the same to the byte whenever and wherever it is printed, whatever the shop says then. */

import { describe, expect, test } from "vitest";

import { changeSetting, changeTenders } from "../../../src/app/catalogue/catalogue-changes.ts";
import { closeOwnZ } from "../../../src/app/day/close-day.ts";
import {
  findZ,
  listZs,
  queueDayPaper,
  xBody,
  xDocument,
  zDocument,
} from "../../../src/app/day/z-papers.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { sellVoucher } from "../../../src/app/orders/sell-voucher.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { encodeFor } from "../../../src/app/printing/printer-drive.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type Cash } from "../../../src/domain/events/drawer-events.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type PrintDocument } from "../../../src/printer/document.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { countDrawer, moveCash, openDrawer, openWithoutSale } from "../../support/drawer-acts.ts";
import { hexDump } from "../../support/hex-dump.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as Parameters<typeof closeOwnZ>[1];

describe("a Z", () => {
  test("is the same paper on two tills, after names, language and settings have changed", async () => {
    const { counter, bar } = await twoTills(await newCafe());
    busyEvening(counter.till);
    closeOwnZ(counter.till, DAY);
    const first = bytesOf(counter.open, "A-1");

    valueOf(changeTenders(counter.till, RAVI, { type: "rename", tender: "1", to: "Lunch card" }));
    set(counter.till, "language", "de");
    set(counter.till, "receipt-head", "Another name");
    sellCoffee(counter.till, { type: "card", tip: minor(0) });
    synchroniseLedgers(counter.till.ledger, bar.till.ledger);

    expect(bytesOf(counter.open, "A-1")).toBe(first);
    expect(bytesOf(bar.open, "A-1")).toBe(first);
    const { text } = linesOf(documentOf(bar.open, "A-1"));
    expect(text).toContain("Z A-1\n");
    expect(text).toContain("Meal voucher, 1 payment | 2.80\n");
    expect(text).toContain("Drawer A2, counted by 4\n");
    expect(text).not.toMatch(/Lunch|Another|Ravi|Mia/u);
  });

  test("is in the language of the shop on its day", async () => {
    const open = (await newCafe()).open();
    set(open.till, "language", "de");
    busyEvening(open.till);
    closeOwnZ(open.till, DAY);
    set(open.till, "language", "fr");

    const { text } = linesOf(documentOf(open, "a-0001"));

    expect(text).toContain("Geschäftstag 20.11.2026 | A\n");
    expect(text).toContain("Ausgezahlt, 1 x | 12,50\n");
  });

  test("adds up: what tenders brought is what was sold, with tips and rounding", async () => {
    const open = (await newCafe()).open();
    busyEvening(open.till);
    closeOwnZ(open.till, DAY);
    const [z] = listZs(open.till, DAY);

    const { text } = linesOf(documentOf(open, "A-1"));

    expect(z?.body.total).toBe(8_40);
    expect(text).toContain("Sales, 3 receipts | 8.40\n");
    expect(text).toContain("Card, 1 payment | 2.80\nTip | 1.00\nCard, in all | 3.80\n");
    expect(text).toContain("TOTAL EUR | 8.40\nAll Zs so far | 8.40\nAll amounts so far | 8.40\n");
    expect(text).toContain("Opened without a sale, staff 4 | 1\n");
  });

  test("says what of its total is no sale", async () => {
    const open = (await newCafe()).open();
    const { till } = open;
    sellCoffee(till, { type: "card", tip: minor(0) });
    valueOf(sellVoucher(till, RAVI, { amount: minor(10_000), payment: { type: "card" } }));
    closeOwnZ(till, DAY);

    const { text } = linesOf(documentOf(open, "A-1"));

    expect(text).toContain("Sales, 2 receipts | 2.80\n");
    expect(text).toContain(
      "TOTAL EUR | 102.80\nof it sales | 2.80\nof it vouchers, bottle deposits | 100.00\n",
    );
  });

  test("is printed again as it was printed first, without a mark", async () => {
    const open = (await newCafe()).open();
    busyEvening(open.till);
    const [z] = closeOwnZ(open.till, DAY);
    const id = z?.id ?? "";
    for (const _ of [1, 2]) queueDayPaper(open, { id, document: documentOf(open, "A-1") });

    const [again, once] = open.jobs.ofDocument(id).toReversed();

    expect([once?.copy, again?.copy]).toEqual([1, 2]);
    expect(again?.document).toBe(once?.document);
  });

  test.each(["A-2", "B-1", "A", "", "A-999999999999"])("is not found by %s", async (name) => {
    const open = (await newCafe()).open();
    busyEvening(open.till);
    closeOwnZ(open.till, DAY);

    expect(findZ(open.till, name)).toBeUndefined();
  });
});

describe("an X", () => {
  test("says what a Z would, closes nothing, and names drawers that are open", async () => {
    const open = (await newCafe()).open();
    busyEvening(open.till);
    const before = open.till.ledger.head(open.till.ledger.identity.origin);

    const body = xBody(open.till);
    const { text } = linesOf(xDocument(open, { body, viewer: RAVI }));

    expect(text).toContain("X REPORT\nLooked at only: nothing is closed\n");
    expect(text).toContain("Drawer A2, open\nExpected | 40.30\n");
    expect(open.till.ledger.head(open.till.ledger.identity.origin)).toEqual(before);
    const [z] = closeOwnZ(open.till, DAY);
    expect(z?.body).toMatchObject({ figures: body.figures, total: body.total, from: body.from });
    expect(xBody(open.till).figures).toEqual({});
  });

  test("shows who may not see reports no sum from which the cash follows", async () => {
    const open = (await newCafe()).open();
    busyEvening(open.till);

    for (const viewer of [MIA, undefined]) {
      const { text, amounts } = linesOf(xDocument(open, { body: xBody(open.till), viewer }));
      expect(text).toContain("Without cash, and sums that show it");
      // Slips of cards and vouchers are counted too; the rest says how often.
      expect(amounts).toEqual(["2.80", "1.00", "3.80", "2.80"]);
    }
  });
});

/** 50.00 into drawer 2, a sale by each tender, 12.50 out, a count. */
function busyEvening(till: Till): void {
  valueOf(changeTenders(till, RAVI, { type: "add", name: "Meal voucher" }));
  const session = valueOf(openDrawer(till, RAVI, { no: 2, float: cash(5000) })).id;
  const tip = minor(0);
  sellCoffee(till, { type: "cash", tendered: minor(500), tip });
  sellCoffee(till, { type: "card", tip: minor(100) });
  sellCoffee(till, { type: "tender", tender: "own-meal-voucher", tip });
  valueOf(moveCash(till, RAVI, { session, what: "out", amount: minor(1250), reason: "milk" }));
  valueOf(openWithoutSale(till, RAVI, "change"));
  valueOf(countDrawer(till, RAVI, { session, cash: cash(4000) }));
}

function sellCoffee(till: Till, payment: Parameters<typeof sell>[2]["payment"]): void {
  valueOf(sell(till, RAVI, { entries: ["100"], payment, service: undefined }));
}

function set(till: Till, key: string, value: string): void {
  valueOf(changeSetting(till, RAVI, { key, texts: [value] }));
}

function documentOf({ till }: OpenTill, name: string): PrintDocument {
  const z = findZ(till, name);
  if (z === undefined) throw new Error(`No Z ${name}.`);
  return zDocument(till, z);
}

function bytesOf(open: OpenTill, name: string): string {
  return hexDump(encodeFor(documentOf(open, name), undefined).bytes);
}

/** `left | right` of rows, and what stands on the right as money. */
function linesOf({ blocks }: PrintDocument): {
  readonly text: string;
  readonly amounts: ReadonlyArray<string>;
} {
  const lines = blocks.flatMap((block) => {
    if (block.type === "row") return [`${block.left} | ${block.right}`];
    return block.type === "text" ? [block.text] : [];
  });
  const amounts = blocks.flatMap((block) =>
    block.type === "row" && /\d[.,]\d\d$/u.test(block.right) ? [block.right] : [],
  );
  return { text: `${lines.join("\n")}\n`, amounts };
}

function cash(own: number): Cash {
  return { own: minor(own), pieces: [], foreign: [] };
}
