/** Somebody is called away from the back office, or its screen hangs: what was typed there is still theirs. */

import { expect, test } from "vitest";

import { keptScreenSchema } from "../../../src/app/supervisor/kept-screen-schema.ts";
import { readSetting } from "../../../src/domain/settings/settings.ts";
import { keptScreen } from "../../../src/tui/kept-screen.ts";
import { type PressedOffice, pressedOffices } from "../../support/pressed-office.ts";
import { openRealRegister } from "../../support/real-register.ts";

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

test("a register that hung there is followed by one that has the page, the row and the text", async () => {
  const it = await opened("flat white");
  it.press("Down");
  it.keys("3.9");
  const { at, trail } = it.till.state().office ?? {};

  const next = afterHanging(it);
  await next.logIn("4", "4444");

  expect(next.store.getState()).toMatchObject({
    screen: "office",
    office: { page: it.till.state().office?.page, at, trail, text: "3.9" },
  });
  next.press("Enter");
  expect(next.open.till.catalogue().productsBySku.get("FLAT-WHITE")?.price).toBe(390);
});

test("also when it was locked before it hung; and then it is nobody else's", async () => {
  const it = await opened("flat white");
  it.keys("3.9");
  it.press("Ctrl-L");

  const next = afterHanging(it);
  await next.logIn("3", "3333");

  expect(next.store.getState()).toMatchObject({ screen: "register", office: undefined, text: "" });
});

test("a product that has a name and no price yet is there after a hang", async () => {
  const it = await office(":office");
  it.press("1");
  it.keys("Soup of the day");
  it.press("Enter");
  it.keys("6.");

  const next = afterHanging(it);
  await next.logIn("4", "4444");
  next.type("50");
  // Its category and its tax are those of most goods.
  for (const key of ["Enter", "Enter", "Enter"]) {
    it.clock.advance(1000);
    next.press(key);
  }

  const made = [...next.open.till.catalogue().productsBySku.values()];
  expect(made.find(({ name }) => name === "Soup of the day")?.price).toBe(650);
});

test("of a PIN nothing goes to the next one, neither typed once nor half", async () => {
  const it = await office(":office");
  it.keys("people");
  it.press("Enter");
  it.keys("mia");
  it.press("Enter");
  it.keys("8051");
  it.press("Enter");
  it.keys("80");

  expect(JSON.stringify(keptScreen(it.till.state()))).not.toContain("80");
  const next = afterHanging(it);
  await next.logIn("4", "4444");
  expect(next.store.getState()).toMatchObject({
    screen: "office",
    office: { page: { type: "person", number: "1" }, text: "" },
  });
});

test("an invitation is none after a hang: the page of the tills is there", async () => {
  const it = await office(":invite");
  expect(it.till.state().office?.page.type).toBe("invitation");

  const next = afterHanging(it);
  await next.logIn("4", "4444");

  expect(next.store.getState().office?.page.type).not.toBe("invitation");
});

/** What the process that watches hands on is text. */
function afterHanging(it: PressedOffice): ReturnType<typeof openRealRegister> {
  const kept: unknown = JSON.parse(JSON.stringify(keptScreen(it.till.state())));
  const screen = keptScreenSchema().parse(kept);
  const next = openRealRegister({ ...it.cafe, takeover: { before: "hung", screen } });
  next.store.seen();
  return next;
}
