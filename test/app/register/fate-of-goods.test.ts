/** Goods that come back without a receipt: where their stock is kept, the register asks what becomes of them. */

import { expect, test } from "vitest";

import { listOrders } from "../../../src/app/orders/orders.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { keep, levelAt, receive } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT", "LATTE"].includes(sku) });

/** A key that is held down takes back one step. */
const LATER_MS = 1000;

test("a digit says it, and Enter takes what is usual", async () => {
  const { it, open } = await register();

  it.enter("<croissant");
  expect(it.message()).toBe("Croissant: what becomes of it?");
  expect(it.lines()).toEqual([]);
  it.press("1");
  expect(it.lines()).toEqual(["-1 Croissant"]);
  expect(levelAt(open)).toBe(10);

  it.enter("<croissant");
  // A station makes it: it is thrown away.
  it.press("Enter");

  expect(it.lines()).toEqual(["-1 Croissant", "-1 Croissant"]);
  expect(levelAt(open)).toBe(10);
  it.press("Ctrl-Z");
  it.later();
  it.press("Ctrl-Z");
  expect(levelAt(open)).toBe(9);
});

test("nobody is asked of goods whose stock is not kept", async () => {
  const { it } = await register();

  it.enter("<latte");

  expect(it.lines()).toEqual(["-1 Latte"]);
});

async function register() {
  const cafe = await newCafe();
  const it = openRealRegister(cafe);
  await it.logIn("4", "4444");
  const { open } = it;
  keep(open.till);
  receive(open, "CROISSANT", 9);
  return {
    open,
    it: {
      ...it,
      enter: (text: string) => {
        it.type(text);
        it.press("Enter");
      },
      later: () => {
        cafe.clock.advance(LATER_MS);
      },
      lines: () => {
        const { till } = open;
        const [order] = listOrders(till, { day: till.days().now, openOnly: true });
        const there = (order?.lines ?? []).filter(({ voided }) => !voided);
        return there.map(({ quantity, name }) => `${quantity / 1000} ${name}`);
      },
    },
  };
}
