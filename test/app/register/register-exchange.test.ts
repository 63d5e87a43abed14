/** Goods of a receipt come back for others at the register, over a real till. */

import { describe, expect, test } from "vitest";

import { dayReport } from "../../../src/app/day/day-report.ts";
import { orderState } from "../../../src/app/orders/orders.ts";
import { exchange } from "../../../src/app/orders/refund.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { thousandths } from "../../../src/domain/money/amounts.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { refundReceipt } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RECEIPT = "9800000000014";
const RAVI = { number: "4", name: "Ravi" };

describe("goods of a receipt", () => {
  test("come back for others: scan, line, why, the others, and one sum", async () => {
    const register = await openedBy(await newCafe(), "4");

    register.scan(RECEIPT);
    register.press("1", "+", "2");
    expect(register.message()).toBe(
      "BACK 1 × Croissant = 2.60: other goods now, then pay the rest.",
    );
    register.type("brownie");
    register.press("Enter");

    expect(orderPane(register)).toEqual([
      ">  1      1 Brownie               3.30",
      "     BACK 1 × Croissant          -2.60",
      "     of A-000001",
      "  VAT 9% included                 0.27",
      "  TOTAL                           3.30",
      "  goods back                     -2.60",
      "  TO PAY                          0.70",
    ]);
    register.type("1");
    register.press("F9");
    later(register);
    expect(register.message()).toBe("Paid 0.70 in cash. Receipt A-000003.");
    expect(register.store.getState().paid).toMatchObject({ change: 30, tendered: 100 });
    expect(tiesOut(register)).toEqual({
      sales: 1110,
      refunds: -260,
      tenders: { cash: 850, exchange: 0 },
      differences: [],
    });
    const papers = register.open.jobs.latest(2).map(({ document }) => document);
    expect(papers.every((document) => document.includes("Exchange"))).toBe(true);
  });

  test("that are worth more than the others leave money to give out", async () => {
    const register = await openedBy(await newCafe(), "4");
    register.scan(RECEIPT);
    register.press("1", "1", "1", "+", "2");
    register.type("brownie");
    register.press("Enter");

    register.press("F9");
    expect(sidePane(register).slice(0, 1)).toEqual([" TO GIVE BACK"]);
    expect(sidePane(register).at(-2)).toBe(" Goods come back.");
    later(register);
    register.press("Enter");

    expect(register.message()).toBe("4.50 given back. Receipt A-000003.");
    expect(tiesOut(register)).toMatchObject({ tenders: { cash: 330, exchange: 0 } });
  });

  test("that are worth as much are settled by Enter, and no money moves", async () => {
    const register = await openedBy(await newCafe(), "4");
    register.scan(RECEIPT);
    register.press("1", "+", "2");
    register.type("croissant");
    register.press("Enter", "F9");
    later(register);
    register.press("Enter");

    expect(register.message()).toBe("Nothing was to be paid. Receipt A-000003.");
    expect(sidePane(register).slice(0, 2)).toEqual([
      " Nothing was to be paid.",
      expect.stringMatching(/^ order A\d+ +receipt A-000003$/u),
    ]);
    expect(tiesOut(register)).toMatchObject({ tenders: { cash: 780, exchange: 0 } });
  });

  test("for which nobody takes others after all are a refund", async () => {
    const register = await openedBy(await newCafe(), "4");
    register.scan(RECEIPT);
    register.press("1", "+", "2", "F9");
    later(register);
    register.press("Enter");

    expect(register.message()).toBe("2.60 given back.");
    expect(register.store.getState()).toMatchObject({ screen: "register", order: undefined });
    expect(tiesOut(register)).toMatchObject({ refunds: -260, tenders: { cash: 520 } });
  });

  test("are vouched for once, whichever way their worth goes", async () => {
    const register = await openedBy(await newCafe(), "1");
    register.scan(RECEIPT);
    register.press("1", "F5", "2");
    expect(register.store.getState().approval?.what).toBe(
      "A-000001: 1 × Croissant = 2.60, money back in cash.",
    );
    await vouch(register);
    register.press("Enter");
    expect(register.message()).toBe("2.60 back in cash, F9, + goods? Back: 1 × Croissant");

    register.press("+");

    expect(register.message()).toMatch(/^BACK 1 × Croissant = 2\.60/u);
    expect(register.store.getState().approval).toBeUndefined();
    expect(approvedBy(register)).toBe("4");
  });

  test("asked for as goods are vouched for as that, and not for others", async () => {
    const register = await openedBy(await newCafe(), "1");
    register.scan(RECEIPT);
    register.press("1", "+", "2");
    expect(register.store.getState().approval?.what).toBe(
      "A-000001: 1 × Croissant = 2.60, for other goods.",
    );

    await vouch(register);

    expect(register.message()).toMatch(/^BACK 1 × Croissant = 2\.60/u);
    expect(approvedBy(register)).toBe("4");
  });

  test("stand there after a power cut, a park and another cashier, until Ctrl-Z or :keep", async () => {
    const cafe = await newCafe();
    const register = await openedBy(cafe, "4");
    register.scan(RECEIPT);
    register.press("1", "+", "2", "F6");
    await register.open.close();

    const again = openRealRegister(cafe);
    await again.logIn("3", "3333");
    again.press("F6", "1");
    expect(orderPane(again)).toContain("     BACK 1 × Croissant          -2.60");

    again.type(":keep");
    again.press("Enter");
    expect(again.message()).toBe("These goods stay with the guest.");
    expect(again.store.getState().order?.returns).toEqual([]);
    again.press("Ctrl-Z");
    expect(again.message()).toBe("The goods of the receipt come back again.");
  });

  test("are taken off the order by Ctrl-Z, and put back by one more", async () => {
    const register = await openedBy(await newCafe(), "4");
    register.scan(RECEIPT);
    register.press("1", "+", "2");

    register.press("Ctrl-Z");

    expect(register.message()).toBe("The goods of the receipt stay with the guest again.");
    expect(register.store.getState().order?.refundDue).toBe(0);
  });

  test("that another window gave back meanwhile are not exchanged: the payment says so", async () => {
    const register = await openedBy(await newCafe(), "4");
    register.scan(RECEIPT);
    register.press("*", "+", "2");
    register.type("brownie");
    register.press("Enter");
    const { session } = register.store.getState();
    if (session === undefined) throw new Error("Ravi is logged in.");
    const receipt = valueOf(session.receipt("1"));
    const lines = receipt.lines.map(({ line, left }) => ({ line, quantity: left }));
    valueOf(refundReceipt(session, { receipt, lines, method: "cash", reason: "cold" }));

    register.press("F9");
    later(register);
    register.press("Enter");

    expect(register.message()).toBe(
      "Of A-000001 something came back elsewhere: :keep, then scan it and + anew.",
    );
    expect(tiesOut(register).differences).toEqual([]);
  });

  test("of another till come back here, and twice apart is a question", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const bar = await enrolBar(cafe, open.till);
    sellGoods(bar.till, ["croissant"], { cash: 10_000 });
    synchroniseLedgers(bar.till.ledger, open.till.ledger);
    synchroniseLedgers(open.till.ledger, bar.till.ledger);
    const words = { number: "B-1", parts: [], reason: "wrong", order: undefined } as const;
    const here = valueOf(exchange(open.till, RAVI, words));
    const there = valueOf(exchange(bar.till, RAVI, words));
    expect(here).not.toBe(there);

    const { clock } = cafe;
    const register = { ...openRealRegister({ open: () => open, clock }), clock };
    await register.logIn("4", "4444");
    register.press("F6", "1", "F9");
    later(register);
    register.press("Enter");

    synchroniseLedgers(open.till.ledger, bar.till.ledger);
    expect(bar.till.ledger.read((view) => orderBalance(orderState(view, there))).refundDue).toBe(
      260,
    );
  });
});

test("a receipt is exchanged for an order by its number alone as the lines of it allow", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  sellGoods(open.till, ["3*croissant"], { cash: 10_000 });
  const words = { number: "A-1", reason: "wrong" };
  const parts = [{ position: 1, quantity: thousandths(2000) }];

  const order = valueOf(exchange(open.till, RAVI, { ...words, parts, order: undefined }));

  expect(faultOf(exchange(open.till, RAVI, { ...words, parts, order }))).toEqual({
    type: "exchange/twice",
    name: "A-000001",
  });
  const paid = open.till.ledger.read((view) => view.tagged("order/open").length);
  expect(paid).toBe(1);
  expect(
    faultOf(exchange(open.till, RAVI, { ...words, number: "Q-1", parts: [], order })).type,
  ).toBe("refund/no-receipt");
});

type Pressed = RealRegister & Pick<Cafe, "clock">;

/** The second of two keys that take money counts. */
function later({ clock }: Pressed): void {
  clock.advance(800);
}

async function openedBy(cafe: Cafe, staff: string): Promise<Pressed> {
  const register = { ...openRealRegister(cafe), clock: cafe.clock };
  sellGoods(register.open.till, ["3*croissant"], { cash: 10_000 });
  await register.logIn(staff, staff.repeat(4));
  return register;
}

async function vouch(register: RealRegister): Promise<void> {
  register.type("4");
  register.press("Enter");
  register.type("4444");
  register.press("Enter");
  await register.checked();
}

function orderPane({ store }: RealRegister): ReadonlyArray<string> {
  return orderRows(store.till, store.getState(), { width: 39, height: 17, signs: "all" })
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== "");
}

function sidePane({ store }: RealRegister): ReadonlyArray<string> {
  const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
  return sideRows(store.till, store.getState(), size)
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== "");
}

function tiesOut({ open: { till } }: RealRegister) {
  const { sales, refunds, tenders, differences } = dayReport(till, till.days().now);
  const kept = Object.fromEntries(tenders.map(({ method, kept: sum }) => [method, sum]));
  return { sales, refunds: refunds.total, tenders: kept, differences };
}

/** Who vouched for what was said last. */
function approvedBy({ open: { till } }: RealRegister): string | undefined {
  const { store, identity } = till.ledger;
  const row = [...store.ofOrigin(identity.origin, 1)].at(-1);
  return row === undefined ? undefined : toTransaction(row).content.first.approved;
}
