/** Somebody is called away from the back office: what was typed there is still theirs. */

import { expect, test } from "vitest";

import { readSetting } from "../../../src/domain/settings.ts";
import { pressedOffices } from "../../support/pressed-office.ts";

const { opened, office } = pressedOffices({ sells: ({ sku }) => sku === "FLAT-WHITE" });
const MINUTE_MS = 60_000;

test("a price half typed is there again for the same person", async () => {
  const it = await opened("flat white");
  it.press("Down");
  it.keys("3.9");
  const [title, at] = [it.till.title(), it.till.state().office?.at];

  it.press("Ctrl-L");
  expect(it.till.state().office).toBeUndefined();
  await it.till.keyboard.logIn("4", "4444");

  expect(it.till.state()).toMatchObject({ screen: "office", office: { text: "3.9", at } });
  expect(it.till.title()).toBe(title);
});

test("also when the till was locked by itself", async () => {
  const it = await opened("flat white");
  it.keys("3.9");

  const minutes = it.beside().open.till.ledger.read((view) => readSetting(view, "lock-after"));
  it.clock.advance((minutes + 1) * MINUTE_MS);
  expect(it.till.state().screen).toBe("log-in");
  await it.till.keyboard.logIn("4", "4444");

  expect(it.till.state()).toMatchObject({ screen: "office", office: { text: "3.9" } });
});

test("another person gets nothing of it, and then it is gone", async () => {
  const it = await opened("flat white");
  it.keys("3.9");

  it.press("Ctrl-L");
  await it.till.keyboard.logIn("3", "3333");
  expect(it.till.state()).toMatchObject({ screen: "register", office: undefined, text: "" });
  it.press("Ctrl-L");
  await it.till.keyboard.logIn("4", "4444");

  expect(it.till.state()).toMatchObject({ screen: "register", laidOffice: undefined });
});

test("no PIN is kept, neither typed once nor half", async () => {
  const it = await office(":office");
  it.keys("people");
  it.press("Enter");
  it.keys("mia");
  it.press("Enter");
  it.keys("8051");
  it.press("Enter");
  it.keys("80");
  expect(it.till.state().office).toMatchObject({ page: { pin: "8051" }, text: "80" });

  it.press("Ctrl-L");

  const laid = it.till.state().laidOffice?.office;
  expect(laid).toMatchObject({ page: { type: "person", number: "1" }, text: "" });
  expect(laid?.page).not.toHaveProperty("pin");
});
