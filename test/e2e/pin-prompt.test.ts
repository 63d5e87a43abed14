/**
 * A command on a terminal that shows no screen: what it asks for, and that it is the one that was meant.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();

test("the PIN is asked for, and not shown", async () => {
  const store = await shopCopy();
  const terminal = openTerminal(["clock", "in", "--store", store, "--staff", "1"]);

  await terminal.sees("PIN:");
  terminal.type("12\b11");
  terminal.type("1");
  terminal.press(KEY.enter);

  expect(await terminal.exit).toBe(0);
  expect(await terminal.screen()).not.toContain("1111");
});

test("who acts is asked for on a terminal, where nobody has said it", async () => {
  const store = await shopCopy();
  const terminal = openTerminal(["clock", "in", "--store", store]);

  await answer(terminal, "Staff number:", "1");
  await answer(terminal, "PIN:", "1111");

  expect(await terminal.exit).toBe(0);
  expect(await terminal.screen()).toContain("Mia");
});

test("Ctrl-C at the staff number ends the command as an interrupt does", async () => {
  const terminal = openTerminal(["clock", "in", "--store", await shopCopy()]);

  await terminal.sees("Staff number:");
  terminal.press(KEY.ctrlC);

  expect(await terminal.exit).toBe(130);
  expect(await terminal.screen()).toContain("Interrupted; nothing was done.");
});

test("Ctrl-C at the PIN ends the command as an interrupt does, and nothing is sold", async () => {
  const store = await shopCopy();
  const words = ["sell", "--store", store, "--staff", "1", "100", "--cash", "5"];
  const terminal = openTerminal(words);

  await terminal.sees("PIN:");
  terminal.type("1111");
  terminal.press(KEY.ctrlC);

  expect(await terminal.exit).toBe(130);
  expect(await terminal.screen()).toContain("Interrupted; nothing was done.");
  const listed = await till(["order", "list", "--store", store, "--json"]);
  expect(JSON.parse(listed.stdout)).toMatchObject({ orders: [] });
});

test.each(["run", "train", "demo", "kitchen"])(
  "a command is what its first word says, whatever else is called %s",
  async (word) => {
    const terminal = openTerminal(["order", "show", word, "--store", await shopCopy()]);

    expect(await terminal.exit).toBe(3);
    expect(await terminal.screen()).toContain(`There is no order ${word}`);
  },
);
