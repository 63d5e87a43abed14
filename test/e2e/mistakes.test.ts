/** What a cashier gets wrong, at the real build in a real terminal: each is said, undone, and costs nobody a cent. */

import { expect, test, vi } from "vitest";

import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const SLIPS = { timeout: 45_000, interval: 800 };
const F6 = "\u001b[17~";

interface OrderDocument {
  readonly order: { readonly status: string };
  readonly totals: { readonly total: number; readonly paid: number; readonly due: number };
}

test("goods that nobody has, a taking off thought better of, a wrong PIN of who approves, an undo", async () => {
  const store = await shopCopy();
  const register = await registerOf(store);

  register.type("xyzzy");
  register.press(KEY.enter);
  const unknown = await register.sees("! Nothing is called “xyzzy”. Esc clears, ? helps.");
  expect(unknown).toContain(" > xyzzy");
  await clear(register);
  await add(register, "3*croissant", /TOTAL +7\.80/u);
  await add(register, "100", /TOTAL +10\.60/u);
  register.press(KEY.f2);
  await register.sees(/Sent/u);

  register.press("1", KEY.f5);
  await register.sees("? 1 × Croissant: why? Esc keeps it.");
  await clear(register);
  expect((await orderOf(store)).totals.total).toBe(1060);

  register.press("1", KEY.f5);
  await register.sees("why? Esc keeps it.");
  register.press("2");
  await answer(register, "who approves >", "4");
  await answer(register, "PIN >", "9999");
  await register.sees("! Wrong PIN for Ravi: try again.");
  expect((await orderOf(store)).totals.total).toBe(1060);
  register.type("4444");
  register.press(KEY.enter);
  await register.sees("+ 1 × Croissant taken off.");
  await register.sees(/TOTAL +8\.00/u);

  register.press(KEY.ctrlZ);
  await register.sees("+ Croissant is as it was.");
  await register.sees(/TOTAL +10\.60/u);
  expect((await orderOf(store)).totals).toMatchObject({ total: 1060, due: 1060 });
  await leave(register);
});

test("a key before Enter, a per cent sign too early, goods without their price, a receipt's line twice", async () => {
  const store = await shopCopy();
  const register = await registerOf(store);

  register.type("lat");
  register.press(KEY.f12);
  await register.sees("! The order is empty. Enter adds Latte first.");
  register.press(KEY.enter);
  await register.sees(/TOTAL +3\.40/u);
  register.type("%5");
  await register.sees("- -10% or -2.00: off the line; --10% or --2.00: off the order.");
  await clear(register);

  register.type("sundries");
  register.press(KEY.enter);
  await register.sees("? Sundries: what price? 2.50 and Enter; Esc leaves it.");
  register.type("7.5");
  await register.sees("Sundries, price > 7.5");
  register.press(KEY.enter);
  await register.sees(/TOTAL +10\.90/u);
  register.type("20");
  await register.sees("- F9: cash 20.00, change 9.10.");
  register.press(KEY.f9);
  await register.sees("+ Paid 10.90 in cash. Receipt A-000001.");

  register.type(":return 1");
  register.press(KEY.enter);
  await register.sees("= BACK 1 × Latte  (Enter)");
  register.press(KEY.enter);
  await register.sees("= 1 × Latte stays with the guest  (Enter)");
  register.press(KEY.enter);
  const nothing = await register.sees("? Nothing comes back.");
  expect(nothing).toContain("= BACK 1 × Latte  (Enter)");
});

test("an order parked and asked for by a wrong number", async () => {
  const store = await shopCopy();
  const register = await registerOf(store);
  await add(register, "100", /TOTAL +2\.80/u);

  register.press(F6);
  await register.sees(/A1 is parked\./u);
  register.press("9", "9", F6);
  const none = await register.sees("! No open order is called 99; F6 alone lists them.");
  expect(none).toContain(" > 99");
  await clear(register);
  register.press("1", F6);

  await register.sees("+ A1 is here.");
  await register.sees(/TOTAL +2\.80/u);
  await leave(register);
});

test("letters for money, too little, another tender, and an undo of money that is taken", async () => {
  const store = await shopCopy();
  const register = await registerOf(store);
  await add(register, "100", /TOTAL +2\.80/u);

  register.press(KEY.f9);
  await register.sees("TO PAY");
  register.type("abc");
  await register.sees("- “abc” is no amount: 20 or 17.50; Enter alone takes the rest exactly.");
  expect((await orderOf(store)).totals.paid).toBe(0);
  register.press(KEY.escape);
  await register.sees(/^ given >$/mu);
  register.press("1");
  await register.sees("= cash 1.00, 1.80 left  (Enter)");
  register.press(KEY.enter);
  await register.sees("+ 1.00 taken in cash, 1.80 left.");
  await clear(register);
  register.press(KEY.ctrlZ);
  await register.sees("? A1: how was it really paid? Esc leaves it as it is.");
  register.press(KEY.escape);
  await register.sees(/^ >$/mu);
  expect((await orderOf(store)).totals).toMatchObject({ total: 280, paid: 100, due: 180 });

  register.press(KEY.f12);
  await register.sees("? 1.80 by card?");
  // A second Enter that comes at once counts as a finger's slip.
  await vi.waitFor(async () => {
    register.press(KEY.enter);
    expect(await register.screen()).toContain("Receipt A-000001");
  }, SLIPS);
  await register.sees(/Receipt A-000001/u);

  expect(await orderOf(store)).toMatchObject({
    order: { status: "paid" },
    totals: { total: 280, paid: 280, due: 0 },
  });
  await leave(register);
});

async function registerOf(store: string): Promise<Terminal> {
  const register = openTerminal(["run", "--store", store]);
  await answer(register, "staff number >", "2");
  await answer(register, "PIN >", "2222");
  await register.sees("Hello Jonas.");
  return register;
}

async function add(register: Terminal, goods: string, shown: RegExp): Promise<void> {
  register.type(goods);
  register.press(KEY.enter);
  await register.sees(shown);
}

/** Escape alone: with a sign right behind it, it would be another key. */
async function clear(register: Terminal): Promise<void> {
  register.press(KEY.escape);
  await register.sees(/^ >$/mu);
}

async function orderOf(store: string): Promise<OrderDocument> {
  const shown = await till(["order", "show", "A1", "--store", store, "--json"]);
  expect(shown).toMatchObject({ code: 0 });
  return JSON.parse(shown.stdout) as OrderDocument;
}

async function leave(register: Terminal): Promise<void> {
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, "2222");
  expect(await register.exit).toBe(0);
}
