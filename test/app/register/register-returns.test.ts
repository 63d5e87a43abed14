/** Goods come back at the register, over a real till. */

import { describe, expect, test } from "vitest";

import { setPromotion } from "../../../src/app/catalogue/promotions.ts";
import { findOrder, orderState } from "../../../src/app/orders/orders.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { decideSetQuantity } from "../../../src/domain/commands/order/edit-order.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { minor, oneUnit, thousandths } from "../../../src/domain/money/amounts.ts";
import { codeOfOrdinal } from "../../../src/domain/order/receipt-view.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { type TillSession } from "../../../src/tui/ports/till-port.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { refundReceipt, addGoods } from "../../support/acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const NO_LINE = "" as EventId;
const TWO = thousandths(2000);
const RAVI = { number: "4", name: "Ravi" };

/** A croissant with a tip of 1.00, of which the reason is said why it comes back. */
async function tippedReturn(): Promise<RealRegister> {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("4", "4444");
  const card = { type: "card", tip: minor(100) } as const;
  const entries = ["croissant"];
  const service = undefined;
  valueOf(sell(register.open.till, RAVI, { entries, payment: card, service }));
  register.type("A-000001");
  register.press("F10");
  register.type("3");
  register.press("1", "F12", "2");
  return register;
}

function tipsOf({ open }: RealRegister): ReadonlyArray<number> {
  return (findOrder(open.till, "A1")?.order.money ?? []).map(({ tip }) => tip);
}

describe("the tip of a card that was typed by hand", () => {
  test.each([
    ["1", 0, "Refund A-000002. 1.00 of tip back to the card."],
    ["2", 100, "Refund A-000002."],
  ])("is asked about with the last goods: %s", async (digit, left, said) => {
    const register = await tippedReturn();
    expect(register.message()).toBe("The tip of 1.00 as well? 1 or 2 says it.");
    const labels = rowsOf(register.store.till, register.store.getState()).map((it) => it.label);
    expect(labels).toEqual(["the tip of 1.00 goes back to the card", "the tip of 1.00 stays"]);

    register.press(digit);

    expect(register.message()).toMatch(new RegExp(`${said.replaceAll(".", "\\.")}$`, "u"));
    expect(tipsOf(register)[0]).toBe(left);
  });
});

describe("a receipt at the register", () => {
  test("is found by number, by digits alone, by its barcode; and its goods come back", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["2*croissant", "espresso"], { cash: 10_000 });
    const ravi = await signedIn(cafe);
    valueOf(addGoods(ravi, { sku: "COFFEE", quantity: oneUnit }));

    const receipt = valueOf(ravi.receipt("9800000000014"));
    expect([valueOf(ravi.receipt("1")), valueOf(ravi.receipt("a-000001"))]).toEqual([
      receipt,
      receipt,
    ]);
    const [croissants] = receipt.lines;
    const lines = [{ line: croissants?.line ?? NO_LINE, quantity: oneUnit }];
    const back = refundReceipt(ravi, { receipt, lines, method: "cash", reason: "cold" });

    const parts = [{ method: "cash", amount: minor(260) }];
    expect(back).toEqual({ ok: true, value: { number: "A-000002", amount: minor(260), parts } });
    expect(valueOf(ravi.receipt("1")).lines[0]).toMatchObject({ left: 1000, leftNet: 260 });
    expect(ravi.order()?.lines.map(({ name }) => name)).toEqual(["Coffee"]);
    expect(open.jobs.latest(1)[0]?.document).toContain("REFUND");
    // The money is the last thing that was done: the coffee, which is older, stays.
    expect(faultOf(ravi.undo()).message).toBe(
      "Money was given back last: a key can't take that back.",
    );
    expect(ravi.order()?.lines).toMatchObject([{ voided: false }]);
  });

  test("by its digits alone is one of the present count, once numbers began anew", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["2*croissant"], { cash: 10_000 });
    const ravi = await signedIn(cafe);
    open.till.ledger.lose("board");
    expect(valueOf(ravi.receipt("1")).number).toBe("A-000001");
    sellGoods(open.till, ["espresso"], { cash: 10_000 });

    expect(valueOf(ravi.receipt("1")).number).toMatch(/^A2[A-Z]{2}-000001$/u);
    expect(valueOf(ravi.receipt("A-1")).number).toBe("A-000001");
  });

  test("of another till comes back here", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const bar = await enrolBar(cafe, open.till);
    sellGoods(bar.till, ["espresso"], { cash: 10_000 });
    synchroniseLedgers(bar.till.ledger, open.till.ledger);
    const ravi = await signedIn(cafe);

    const receipt = valueOf(ravi.receipt("B-1"));
    const [line] = receipt.lines;
    if (line === undefined) throw new Error("The receipt has a line.");
    const lines = [{ line: line.line, quantity: line.left }];

    expect(
      valueOf(refundReceipt(ravi, { receipt, lines, method: "cash", reason: "cold" })).number,
    ).toBe("A-000001");
  });

  test("one of a line that another till has changed since is not taken for all of it", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    const bar = await enrolBar(cafe, open.till);
    const ravi = await signedIn(cafe);
    const [line] = valueOf(addGoods(ravi, { sku: "CROISSANT", quantity: TWO })).lines;
    const id = ravi.order()?.id ?? NO_LINE;
    synchroniseLedgers(open.till.ledger, bar.till.ledger);
    valueOf(ravi.perform({ act: "pay", type: "cash", tendered: minor(10_000) }));
    const change = { line: line?.id ?? NO_LINE, quantity: thousandths(3000) };
    valueOf(
      bar.till.act(RAVI, "set quantity", (context) =>
        decideSetQuantity(context, orderState(context.view, id), change),
      ),
    );
    synchroniseLedgers(bar.till.ledger, open.till.ledger);

    const words = { number: "A-1", method: "cash", reason: "cold" } as const;
    const one = refund(open.till, RAVI, { ...words, parts: [{ position: 1, quantity: oneUnit }] });
    const all = refund(open.till, RAVI, {
      ...words,
      parts: [{ position: 1, quantity: undefined }],
    });

    expect(faultOf(one)).toEqual({ type: "refund/only-whole", name: "Croissant" });
    expect(valueOf(all).total).toBe(-520);
  });

  test("that nobody knows here is told so, and a refund is none", async () => {
    const cafe = await newCafe();
    const open = cafe.open();
    sellGoods(open.till, ["espresso"], { cash: 10_000 });
    const ravi = await signedIn(cafe);
    const receipt = valueOf(ravi.receipt("1"));
    const lines = receipt.lines.map(({ line, left }) => ({ line, quantity: left }));
    valueOf(refundReceipt(ravi, { receipt, lines, method: "cash", reason: "cold" }));

    expect(faultOf(ravi.receipt("2")).message).toBe(
      "A-2 is a refund itself: look for the receipt that it names.",
    );
    for (const number of ["77", "Q-1", "latte"]) {
      expect(faultOf(ravi.receipt(number)).message).toMatch(/^That receipt is not known here/u);
    }
  });
});

test("a barcode names the letters of a till", () => {
  expect([0, 25, 26, 27, 701].map(codeOfOrdinal)).toEqual(["A", "Z", "AA", "AB", "ZZ"]);
});

test("who vouches for money that goes out sees how much it is, and becomes part of nothing else", async () => {
  const register = openRealRegister(await newCafe());
  sellGoods(register.open.till, ["3*croissant"], { cash: 10_000 });
  await register.logIn("1", "1111");
  const before = register.open.till.ledger.store.lastArrival();

  register.scan("9800000000014");
  register.press("1", "1", "F9", "1");

  expect(register.store.getState().approval?.what).toBe(
    "A-000001: 2 × Croissant = 5.20, money back in cash.",
  );
  expect(register.open.till.ledger.store.lastArrival()).toBe(before);
  register.type("4");
  register.press("Enter");
  register.type("4444");
  register.press("Enter");
  await register.checked();
  expect(register.message()).toBe("Give back 5.20 in cash. Refund A-000002.");
});

describe("goods of a promotion, where the reason decides about the sum", () => {
  test("show with each reason what it hands out, and Enter hands that out", async () => {
    const register = await threeForTwo("4", "4444");
    register.scan("9800000000014");
    register.press("1", "F9");

    const { till } = register.store;
    expect(register.message()).toBe("1 × Croissant, money back in cash: why? Esc leaves it.");
    expect(rowsOf(till, register.store.getState()).map(({ detail }) => detail)).toEqual([
      "thrown away, 1.73",
      "thrown away, 0.00",
      "thrown away, 0.00",
      "no goods back, 0.00",
      "",
    ]);
    expect(planOf(till, register.store.getState())).toMatchObject({
      preview: "not as it should be = 1.73",
    });
    register.press("Enter");
    expect(register.message()).toBe("Give back 1.73 in cash. Refund A-000002.");
  });

  test("show to who vouches the sum of the chosen reason", async () => {
    const register = await threeForTwo("1", "1111");
    register.scan("9800000000014");
    register.press("1", "F9", "1");

    expect(register.store.getState().approval?.what).toBe(
      "A-000001: 1 × Croissant = 1.73, money back in cash.",
    );
  });
});

/** A receipt of three croissants for the price of two, and somebody who is logged in. */
async function threeForTwo(number: string, pin: string): Promise<RealRegister> {
  const register = openRealRegister(await newCafe());
  const fields = [
    ["kind", "n-for-m"],
    ["n", "3"],
    ["m", "2"],
    ["goods", "CROISSANT"],
  ].map(([field = "", text = ""]) => ({ field, text }));
  valueOf(setPromotion(register.open.till, RAVI, { id: "three", isNew: true, fields }));
  sellGoods(register.open.till, ["3*croissant"], { cash: 10_000 });
  await register.logIn(number, pin);
  return register;
}

test("money that goes back otherwise than it came is told, also to who vouches, and goes", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn("1", "1111");
  const { session } = register.store.getState();
  if (session === undefined) throw new Error("Mia is logged in.");
  const { receipt } = session;
  valueOf(addGoods(session, { sku: "CROISSANT", quantity: thousandths(3000) }));
  valueOf(session.perform({ act: "pay", type: "card", amount: minor(500) }));
  valueOf(session.perform({ act: "pay", type: "cash", tendered: minor(10_000) }));
  expect(valueOf(receipt("1")).tenders).toEqual([
    { method: "card", paid: 500, back: 0 },
    { method: "cash", paid: 280, back: 0 },
  ]);

  register.scan("9800000000014");
  register.press("1", "1", "F9", "1");

  expect(register.store.getState().approval?.what).toBe(
    "A-000001: 2 × Croissant = 5.20, money back in cash. 2.40 of it was not paid in cash.",
  );
  register.type("4");
  register.press("Enter");
  register.type("4444");
  register.press("Enter");
  await register.checked();
  expect(register.message()).toBe("Give back 5.20 in cash. Refund A-000002.");
  expect(valueOf(receipt("1")).tenders).toEqual([
    { method: "card", paid: 500, back: 0 },
    { method: "cash", paid: 280, back: 520 },
  ]);
});

test("what became of goods that came back stands below their refund, and on no paper", async () => {
  const register = openRealRegister(await newCafe());
  sellGoods(register.open.till, ["3*croissant"], { cash: 10_000 });
  await register.logIn("4", "4444");
  register.scan("9800000000014");
  register.press("1", "F9", "+", "2");

  const { receiptPaper } = register.store.till.port;
  const told = valueOf(receiptPaper("A-000002", 36));
  expect(told.lines.at(-1)).toBe("sold again: Croissant");
  expect(valueOf(receiptPaper("A-000002", 36, "de")).lines.at(-1)).toBe("zum Verkauf: Croissant");
  expect(register.open.jobs.latest(1)[0]?.document).not.toContain("sold again");
});

async function signedIn(cafe: Cafe): Promise<TillSession> {
  const port = createRegisterPort(cafe.open(), { demoStaff: [] });
  return valueOf(await port.logIn("4", "4444"));
}
