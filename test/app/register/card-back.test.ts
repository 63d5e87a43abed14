/** The register has a card terminal on a real port give money back: for goods, and what an order has too much of. */

import { expect, test } from "vitest";

import { cafeCopies } from "../../support/cafe.ts";
import { type CardCounter, openCardCounter, standing } from "../../support/card-counter.ts";

const newCafe = cafeCopies();
const RAVI = ["4", "4444"] as const;

/** A croissant was paid at the terminal by receipt A-000001; the lead is at the till. */
async function paidCounter(): Promise<CardCounter> {
  const it = await openCardCounter(await newCafe(), { who: RAVI });
  it.typed("croissant");
  it.keys("F12");
  await it.sees("Paid 2.60 by card. Receipt A-000001.");
  return it;
}

/** A part was paid at the terminal, and then the goods were taken off. */
async function overpaidCounter(): Promise<CardCounter> {
  const it = await openCardCounter(await newCafe(), { who: RAVI });
  it.typed("croissant");
  it.typed("flat white");
  it.type("2.60");
  it.keys("F12");
  await it.sees("2.60 taken by card");
  it.keys("Esc", "F5", "F5");
  return it;
}

/** All of the receipt is to come back. */
function returnAll(it: CardCounter): void {
  it.typed(":return A-000001");
  it.keys("1");
}

test("F12 has the terminal that took the money give it back for goods, by a reversal", async () => {
  const it = await paidCounter();
  returnAll(it);
  it.keys("F12", "1");
  expect(it.message()).toContain("Main is asked to give it back");
  await it.sees("A1: 2.60 went back to the card. Refund A-000002.");

  expect(standing(it.terminal)).toEqual([]);
  it.typed(":cards");
  expect(it.screen()).toContain("given back");
  expect(it.screen()).toContain("-2.60");
});

test("nothing came back while the terminal gives nothing back, and F12 tries again", async () => {
  const it = await paidCounter();
  it.terminal.set(["no-reversal"]);
  returnAll(it);
  it.keys("F12", "1");
  await it.sees("A1: Main gave nothing back");
  expect(it.message()).toContain("Again: it is asked for a refund of 2.60.");
  expect(standing(it.terminal)).toEqual([260]);
  returnAll(it);
  it.keys("F12", "1");
  await it.sees("A1: 2.60 went back to the card.");

  expect(it.terminal.books().map(({ act, amount }) => [act, amount])).toEqual([
    ["pay", 260],
    ["refund", 260],
  ]);
});

test("F10 gives it back by another terminal, where the one that took it is off", async () => {
  const it = await paidCounter();
  returnAll(it);
  it.keys("F10");
  expect(it.screen()).toContain("card, by another terminal");
  it.keys("+", "1");

  expect(it.message()).toContain("Give back 2.60 to the card. Refund A-000002.");
  expect(standing(it.terminal)).toEqual([260]);
});

test("a cashier is vouched for before the terminal is asked", async () => {
  const it = await openCardCounter(await newCafe());
  it.typed("croissant");
  it.keys("F12");
  await it.sees("Receipt A-000001.");
  returnAll(it);
  it.keys("F12", "1");
  expect(it.store.getState().approval).toBeDefined();
  expect(it.terminal.books()).toHaveLength(1);
});

test("what an order has too much of goes back to the card at the payment", async () => {
  const it = await overpaidCounter();
  it.keys("F12");
  expect(it.message()).toBe("2.60 back to the card? F12 or Enter gives it, Esc goes back.");
  it.keys("Ctrl-V");
  await it.sees("2.60 given back to the card.");

  expect(standing(it.terminal)).toEqual([]);
});

test(":byhand books what another terminal gave back", async () => {
  const it = await overpaidCounter();
  it.typed(":byhand");
  it.keys("Enter");
  expect(it.message()).toContain("2.60 given back to the card.");
  expect(standing(it.terminal)).toEqual([260]);
});

test("a question about money paid twice is answered by the terminal that took it", async () => {
  const it = await openCardCounter(await newCafe(), { who: RAVI, approveMs: 300 });
  it.typed("croissant");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.type("20");
  it.keys("F9", "F9");
  await it.sees("A1: 2.60 by card");
  it.typed(":attention");
  it.keys("1");
  expect(it.screen()).toContain("give back 2.60");
  it.keys("1");
  await it.sees("A1: 2.60 went back to the card.");

  expect(standing(it.terminal)).toEqual([]);
});

test("a refund that the terminal waits with is stopped from the list of card payments", async () => {
  const it = await paidCounter();
  it.terminal.set(["no-answer"]);
  returnAll(it);
  it.keys("F12", "1");
  await it.until(() => it.store.till.port.cards.today()[0]?.state === "open");
  it.typed(":cards");
  it.keys("1");
  await it.sees("Ask the terminal to stop");
  it.keys("5");
  expect(it.message()).toContain("Main was asked to stop");
  await it.sees("A1: Main gave nothing back");

  expect(standing(it.terminal)).toEqual([260]);
});
