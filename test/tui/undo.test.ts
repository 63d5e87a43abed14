import { expect, test } from "vitest";

import { loggedIn } from "../support/pressed-register.ts";

test("Ctrl-Z takes the last step back, and says what that was", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter Ctrl-Z");

  expect(it.done()).toEqual(["add 1 LATTE", "undo"]);
  expect(it.message()).toBe("Latte is off again.");
  expect(it.store.getState().message?.level).toBe("done");
});

test("Ctrl-Z leaves what is typed, and says how to go on", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter");
  it.type("oat").press("Ctrl-Z");

  expect(it.done()).toEqual(["add 1 LATTE"]);
  expect(it.message()).toContain("Esc clears what is typed");
  expect(it.store.getState().text).toBe("oat");
});

test("Ctrl-Z does nothing beside the sums of a payment", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter F9 Ctrl-Z");

  expect(it.done()).toEqual(["add 1 LATTE"]);
  expect(it.message()).toBe("Esc goes back to the order first.");
});

test("what was taken back by its word leaves the line empty", async () => {
  const it = await loggedIn();

  it.type("lat").press("Enter");
  it.type(":undo").press("Enter");

  expect(it.done()).toEqual(["add 1 LATTE", "undo"]);
  expect(it.store.getState().text).toBe("");
});

test("Left and Right choose a line without bringing a text back", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");
  it.type("100").press("Enter");

  it.press("Left");
  it.type("+").press("Enter");

  expect(it.done().at(-1)).toBe("more 1 of line-1");
});
