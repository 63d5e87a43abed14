/** Receipts at the register, over real tills: listed, and shown as they are on paper. */

import { expect, test } from "vitest";

import { dayReport, isComplete } from "../../../src/app/day/day-report.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type BusinessDay, deviceOf } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { payOrder } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test("are those of all tills with their refunds, the newest first", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const bar = await enrolBar(cafe, open.till);
  sellGoods(open.till, ["2*croissant", "espresso"], { cash: 10_000 });
  cafe.clock.advance(60_000);
  sellGoods(bar.till, ["espresso"], { cash: 10_000 });
  synchroniseLedgers(bar.till.ledger, open.till.ledger);
  cafe.clock.advance(60_000);
  const words = { number: "A-000001", parts: [], method: "cash", reason: "cold" } as const;
  valueOf(refund(open.till, RAVI, words));
  const port = createRegisterPort(cafe.open(), { demoStaff: [] });

  expect(port.receipts()).toEqual([
    {
      number: "A-000002",
      day: "2026-11-20",
      time: "14:34",
      total: -760,
      goods: "Croissant, Espresso",
      isIncomplete: false,
      doubts: [],
      cards: [],
    },
    {
      number: "B-000001",
      day: "2026-11-20",
      time: "14:33",
      total: 240,
      goods: "Espresso",
      isIncomplete: false,
      doubts: [],
      cards: [],
    },
    {
      number: "A-000001",
      day: "2026-11-20",
      time: "14:32",
      total: 760,
      goods: "Croissant, Espresso",
      isIncomplete: false,
      doubts: [],
      cards: [],
    },
  ]);
});

test("say that they are incomplete where the opening of their order is in question, and so does the day", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const bar = await enrolBar(cafe, open.till);
  const heads = endsOf(bar.till.ledger.heads());
  const { number } = sellGoods(bar.till, ["espresso"]).order;
  synchroniseLedgers(bar.till.ledger, open.till.ledger);
  const payment = { type: "cash", tendered: minor(240), tip: minor(0) } as const;
  valueOf(payOrder(open.till, RAVI, { order: number, payment }));
  const port = createRegisterPort(open, { demoStaff: [] });
  expect(port.receipts()).toMatchObject([{ number: "A-000001", isIncomplete: false }]);

  revoke(open.till, bar.till, heads);

  expect(port.receipts()).toMatchObject([
    { number: "A-000001", total: 240, goods: "", isIncomplete: true },
  ]);
  expect(valueOf(port.receiptPaper("1", 36)).lines[0]).toBe("INCOMPLETE: not all heard yet");
  const report = dayReport(open.till, CAFE_DAY as BusinessDay);
  expect(report).toMatchObject({ receipts: 1, sales: 240, incomplete: [""] });
  expect(isComplete(report, [])).toBe(false);
});

test("of a past that is not here yet are asked for, and shown once another till has told them", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  const bar = await enrolBar(cafe, open.till);
  sellGoods(open.till, ["espresso"], { cash: 10_000 });
  const [teller, box] = [open.till.ledger, bar.till.ledger];
  function tell(question: {
    readonly since: number | undefined;
    readonly receipts: string[];
  }): void {
    const told = teller.present.tell(question);
    if (told === undefined) throw new Error("Nothing was told.");
    valueOf(box.present.take(teller.identity.key.device, told));
  }
  tell({ since: 0, receipts: [] });
  const port = createRegisterPort(bar, { demoStaff: [] });

  expect(faultOf(port.receiptPaper("a-1", 36))).toEqual({
    message: "a-1 is not here yet: the other tills are asked for it.",
    seeksReceipt: true,
  });
  expect(box.present.sought()).toEqual(["A-000001"]);
  tell({ since: undefined, receipts: box.present.sought() as string[] });

  expect(valueOf(port.receiptPaper("a-1", 36))).toMatchObject({ number: "A-000001" });
  expect(faultOf(port.receiptPaper("a-2", 36))).toMatchObject({ seeksReceipt: true });
  box.present.foundNowhere("A-000002");
  expect(faultOf(port.receiptPaper("a-2", 36))).toEqual({
    message: "That receipt is not known here: check its number; is its till heard?",
  });
});

test("are none in a shop that has sold nothing", async () => {
  const port = createRegisterPort((await newCafe()).open(), { demoStaff: [] });

  expect(port.receipts()).toEqual([]);
  expect(faultOf(port.receiptPaper("1", 36)).message).toContain("That receipt is not known here");
});

test("show one as it was printed, by number, digits or barcode, no line wider than its place", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  sellGoods(open.till, ["2*croissant"], { cash: 10_000 });
  const port = createRegisterPort(open, { demoStaff: [] });

  const shown = valueOf(port.receiptPaper("1", 36));

  expect(shown).toMatchObject({ number: "A-000001", isRefund: false });
  expect(shown.paper).toMatchObject({ kind: "receipt", name: "A-000001" });
  expect(shown.lines).toContain("2 x Croissant                 5.20 B");
  expect(Math.max(...shown.lines.map(({ length }) => length))).toBeLessThanOrEqual(36);
  for (const text of ["a-000001", "9800000000014"]) {
    expect(valueOf(port.receiptPaper(text, 36))).toEqual(shown);
  }
  expect(faultOf(port.reprint(shown.paper)).message).toContain("still waits for its printer");
});

/** What it said after these ends is in question from here on. */
function revoke({ ledger }: Till, other: Till, heads: ReturnType<typeof endsOf>): void {
  const { device } = other.ledger.identity.key;
  const own = heads.filter(({ origin }) => deviceOf(origin) === device);
  const revoked = {
    kind: "device/revoked",
    streams: [],
    body: {
      device,
      heads: own.map(({ origin, seq, hash }) => ({ origin, seq, hash })),
      reason: "stolen",
    },
  } as const;
  ledger.commit({ by: "", name: "revoke", decide: () => ok({ events: [revoked] }) });
}
