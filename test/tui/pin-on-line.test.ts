/** A PIN typed where goods are typed: nobody sees it, no sentence repeats it, and Up doesn't bring it back. */

import { expect, test } from "vitest";

import { entryLineOf } from "../../src/tui/entry-line.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

test("no sign of a PIN is on the line, in the preview or in the answer", async () => {
  const it = await loggedIn();

  it.type("1234");
  expect(line(it).isSecret).toBe(true);
  expect(planOf(it.store.till, it.store.getState())).toEqual({
    type: "refused",
    why: "No goods have this number.",
  });
  it.press("Enter");

  expect(it.message()).toBe("No goods have this number.");
  expect(line(it)).toMatchObject({ isSecret: true, isSelected: true });
});

test("Up brings back the text before a PIN, and the PIN never", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");

  it.type("1234").press("Enter Esc");
  expect(it.store.getState()).toMatchObject({ text: "", lastText: "lat" });
  it.type("98765432").press("Esc Up");
  expect(line(it)).toMatchObject({ text: "lat", isSecret: false });
});

test("an order with something due shows a sum that guests may give, and no key offers a PIN as one", async () => {
  const it = await loggedIn();
  it.type("9*100").press("Enter");

  it.type("9999");
  expect(line(it).isSecret).toBe(true);
  expect(planOf(it.store.till, it.store.getState())).not.toHaveProperty("byKeys");
  it.press("Esc");
  it.type("50");
  expect(line(it).isSecret).toBe(false);
});

test("numbers, beginnings of numbers, weights and amounts of goods are seen", async () => {
  const it = await loggedIn();

  for (const typed of ["100", "88", "lat", "3*100", "100=2500", "0.350*88", ":table 1234"]) {
    it.type(typed);
    expect([typed, line(it).isSecret]).toEqual([typed, false]);
    it.press("Esc");
  }
});

function line({ store }: Session): ReturnType<typeof entryLineOf> {
  return entryLineOf(store.till, store.getState());
}
