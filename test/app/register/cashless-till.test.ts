/** A register that takes no cash, such as a tablet's: it says so where cash would be taken, and offers the card. */

import { expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { fingerOn } from "../../support/tapped-register.ts";

const newCafe = cafeCopies();
const NO_CASH = "This till takes no cash: pay by card (F12).";
const ASKED = "2.80 by card? F12 or Enter takes it, Esc goes back.";

test("a payment at a till without cash refuses each sum in cash, and takes a card", async () => {
  const register = await cashlessRegister();
  typed(register, "100");
  press(register, "F9");

  typed(register, "5");
  expect(register.message()).toContain(NO_CASH);
  press(register, "Esc", "F9");
  press(register, "F9");
  expect(register.message()).toContain(NO_CASH);
  press(register, "Esc", "F9");

  press(register, "F12", "Enter");
  expect(register.message()).toContain("Paid");
});

test("the payment's list at a till without cash is the card's sum, which Enter asks about and then takes", async () => {
  const register = await cashlessRegister();
  const { rows } = fingerOn(register, register.clock, { columns: 80, rows: 24 });
  typed(register, "100");
  press(register, "F9");

  const shown = rows().join("\n");
  expect(shown).toMatch(/F12 card +2\.80/u);
  expect(shown).not.toMatch(/[Cc]ash (?:exactly )? *\d|5\.00/u);
  expect(shown).toContain("This till takes no cash: pay by card");
  press(register, "Enter");
  expect(register.message()).toBe(ASKED);
  press(register, "Enter");
  expect(register.message()).toContain("Paid");
});

test("a tip at a till without cash is the card's, and its sum is in the list", async () => {
  const register = await cashlessRegister();
  const { rows } = fingerOn(register, register.clock, { columns: 45, rows: 30 });
  typed(register, "100");
  press(register, "F9");
  typed(register, "=3");

  expect(rows().join("\n")).toMatch(/F12 card +3\.00/u);
});

test("a tap on the card's sum asks, and pays nothing by itself", async () => {
  const register = await cashlessRegister();
  const finger = fingerOn(register, register.clock, { columns: 45, rows: 30 });
  typed(register, "100");
  press(register, "F9");

  finger.tap("F12 card");
  expect(register.store.getState().screen).toBe("payment");
});

async function cashlessRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["1", "1111"]);
  const wish = { key: "cashless-tills", texts: ["a"] };
  valueOf(changeSetting(register.open.till, { number: "4", name: "Ravi" }, wish));
  return register;
}
