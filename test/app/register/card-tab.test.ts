/** Tabs by card at the register, on a real port: by word, by F12, and in their list. */

import { expect, test } from "vitest";

import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { type CardCounter, openCardCounter } from "../../support/card-counter.ts";

const newCafe = cafeCopies();

/** An order of 2.60, for which a card holds 50.00. */
async function counterWithTab(): Promise<CardCounter> {
  const it = await openCardCounter(await newCafe());
  it.typed("croissant");
  it.typed(":cardtab 50");
  it.keys("Enter");
  await it.sees("TAB 50.00 at main, 47.40 left");
  return it;
}

function bank({ terminal }: CardCounter) {
  return terminal.books().map(({ act, amount, isReversed }) => [act, amount, isReversed]);
}

test("a tab is opened by a word, and stands on its order with its limit and what is left", async () => {
  const it = await counterWithTab();

  expect(it.store.getState().screen).toBe("register");
  expect(bank(it)).toEqual([["reserve", 5000, false]]);
  it.typed("croissant");
  await it.sees("TAB 50.00 at main, 44.80 left");
});

test("F12 on an order with a tab offers to book it first, with the tip", async () => {
  const it = await counterWithTab();
  it.keys("F9");
  it.typed("+0.40");
  it.keys("F12");
  await it.sees("Book 3.00 of 50.00");
  it.keys("1");
  await it.sees("Receipt A-000001.");

  expect(bank(it)).toEqual([
    ["reserve", 5000, true],
    ["book", 300, false],
  ]);
});

test("another card is asked for where the tab is not meant", async () => {
  const it = await counterWithTab();
  it.keys("F12");
  await it.sees("Another card");
  it.keys("4");
  await it.sees("Receipt A-000001.");

  expect(bank(it)).toContainEqual(["pay", 260, false]);
});

test("a tab is raised and released from its list", async () => {
  const it = await counterWithTab();
  it.typed(":cardtab 10");
  it.keys("2");
  await it.sees("TAB 60.00 at main");
  it.typed(":tabs");
  await it.sees("Tabs by card");
  it.keys("Esc");
  it.typed(":cardtab");
  it.keys("3");
  await it.sees("Main let 50.00 go.");
  await it.sees("TAB 10.00 at main");

  expect(bank(it)).toEqual([
    ["reserve", 5000, true],
    ["reserve", 1000, false],
  ]);
});

test("a tab that the bank refuses is not there, and says why", async () => {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(["decline"]);
  it.typed("croissant");
  it.typed(":cardtab 50");
  it.keys("Enter");
  await it.sees("A1: Main did not reserve 50.00");

  expect(it.store.getState().order?.tab).toBeUndefined();
});

test("a terminal that does not let a tab go says that the card still holds the money", async () => {
  const it = await counterWithTab();
  it.terminal.set(["decline"]);
  it.typed(":cardtab");
  it.keys("3");
  await it.sees("A1: Main still holds 50.00");
  expect(it.screen()).toContain("TAB 50.00 at main");
});

test("a sum that is typed behind the word of a tab that is open holds more, and books nothing", async () => {
  const it = await counterWithTab();
  it.typed(":cardtab 30");
  it.keys("Enter");
  await it.sees("TAB 80.00 at main");

  expect(bank(it)).toEqual([
    ["reserve", 5000, false],
    ["reserve", 3000, false],
  ]);
});

test("a tab is opened before the first drink", async () => {
  const it = await openCardCounter(await newCafe());
  it.typed(":cardtab 30");
  it.keys("Enter");
  await it.sees("TAB 30.00 at main, 30.00 left");
  await it.until(() => it.store.getState().screen === "register");
  expect(it.store.getState().order?.lines).toEqual([]);
  it.typed("croissant");
  await it.sees("TAB 30.00 at main, 27.40 left");
});

test("a tab that is open stands in the close of the day, with its order, its sum and until when it is held", async () => {
  const it = await openCardCounter(await newCafe(), { who: ["4", "4444"] });
  it.typed("croissant");
  it.typed(":cardtab 30");
  it.keys("Enter");
  await it.until(() => it.store.getState().screen === "register");
  it.typed(":close");

  const { till, getState } = it.store;
  const row = rowsOf(till, getState()).find(({ label }) => label === "a tab by card is open");
  expect(row?.detail).toMatch(/^A1: 30\.00, until /u);
  it.keys(row?.sign ?? "");
  expect(getState().list).toMatchObject({ type: "tabs" });
});

test("a tab needs a sum, and the shop may have a usual one", async () => {
  const it = await openCardCounter(await newCafe());
  it.typed("croissant");
  it.typed(":cardtab");
  it.keys("Enter");

  expect(it.message()).toBe("Type how much is reserved, such as :cardtab 50.");
});
