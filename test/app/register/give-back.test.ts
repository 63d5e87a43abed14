/** A payment on the wrong order goes back at the register: by hand, and by the terminal that took it. */

import { expect, test } from "vitest";

import { findOrder } from "../../../src/app/orders/orders.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openCardCounter, standing } from "../../support/card-counter.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
const RAVI = ["4", "4444"] as const;

test(":giveback gives the only payment back, for a reason from the list", async () => {
  const register = openRealRegister(await newCafe());
  await register.logIn(...RAVI);
  enter("2*croissant");
  register.type("2");
  register.press("F9", "F9", "Esc");
  enter(":giveback");
  expect(register.message()).toBe("give back 2.00 in cash of A1: why? Esc leaves it.");
  register.press("1");

  expect(register.message()).toBe("A1: 2.00 in cash given back. What is on it is to be paid.");
  const { till } = register.open;
  expect(findOrder(till, "A1")?.order).toMatchObject({ due: 520, deposited: 0 });
  register.press("Ctrl-Z");
  expect(register.message()).toContain("what was handed out");
  enter(":giveback");
  expect(register.message()).toContain("nothing can go back so");

  function enter(text: string): void {
    register.type(text);
    register.press("Enter");
  }
});

test("the terminal that took it gives it back with its tip, once somebody has typed why", async () => {
  const it = await openCardCounter(await newCafe(), { who: RAVI });
  it.typed("2*croissant");
  it.keys("F9");
  it.typed("+0.40");
  it.type("3.00");
  it.keys("F12");
  await it.sees("2.60 taken by card");
  it.keys("Esc");
  it.typed(":giveback");
  expect(it.message()).toContain("type why as well");
  it.typed(":giveback 1 wrong table");
  expect(it.message()).toContain("Main is asked to give it back");
  await it.until(() => standing(it.terminal).length === 0);
  await it.until(() => findOrder(it.open.till, "A1")?.order.due === 520);

  expect(findOrder(it.open.till, "A1")?.order).toMatchObject({
    deposited: 0,
    returnable: [],
    attention: [],
  });
});
