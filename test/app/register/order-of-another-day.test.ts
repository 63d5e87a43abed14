/** An order that stays open over night: it says its day, and the first log-in of a day begins without it. */

import { expect, test } from "vitest";

import { orderTitle } from "../../../src/tui/panes/order-title.ts";
import { unsettledRows } from "../../../src/tui/screens/log-in-frame.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const DAY_MS = 24 * 60 * 60 * 1000;

test("an order of another day is off the screen at the log-in, and says its day once it is brought", async () => {
  const cafe = await newCafe();
  const it = openRealRegister(cafe);
  await it.logIn("1", "1111");
  it.type("croissant");
  it.press("Enter", "Ctrl-L");

  cafe.clock.set(cafe.clock.nowMs() + DAY_MS);
  const locked = unsettledRows(it.store.till, { width: 80, height: 12, signs: "all" });
  await it.logIn("1", "1111");

  expect(locked.map(({ text }) => text).join()).toMatch(/A1 Mia +2\.60 \d+[./-]/u);
  expect(it.store.getState().order).toBeUndefined();
  it.type("A1");
  it.press("F6");
  expect(it.store.getState().order).toMatchObject({ number: "A1", total: 260 });
  expect(titleOf(it.store)).toMatch(/A1, Takeaway, since Fri 20 Nov 2026 \d+:\d+/u);
});

test("one of today comes back with the log-in", async () => {
  const it = openRealRegister(await newCafe());
  await it.logIn("1", "1111");
  it.type("croissant");
  it.press("Enter", "Ctrl-L");

  await it.logIn("1", "1111");

  expect(it.store.getState().order).toMatchObject({ number: "A1" });
});

function titleOf({ till, getState }: ReturnType<typeof openRealRegister>["store"]): string {
  return orderTitle(till, getState(), 80);
}
