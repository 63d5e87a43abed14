import { expect, test } from "vitest";

import { loggedIn } from "../support/pressed-register.ts";

test("what was dropped is made again after a digit has said why", async () => {
  const it = await loggedIn();
  it.type("3*lat").press("Enter");
  it.press("F2");

  it.type(":refire").press("Enter");
  expect(it.message()).toBe("1 × Latte again: why? Esc leaves it.");
  it.press("1");

  expect(it.done().at(-1)).toBe("refire 1000 line-1: dropped");
  expect(it.message()).toBe("The kitchen makes 1 × Latte again. Nobody pays for that.");
});

test("several lines, and some of each, by their numbers", async () => {
  const it = await loggedIn();
  it.type("3*lat").press("Enter");
  it.type("coffee").press("Enter");
  it.press("F2");

  it.type(":refire 2*1").press("Enter");
  it.press("4");
  it.type(":refire 1+2").press("Enter");
  it.press("2");

  expect(it.done().slice(-2)).toEqual([
    "refire 2000 line-1: sent back by the guest",
    "refire 1000 line-1 1000 line-2: was cold",
  ]);
});

test("Esc leaves it, and no other key changes the order behind the question", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");
  it.press("F2");
  const before = it.done().length;

  it.type(":refire").press("Enter");
  it.press("F5");
  expect(it.message()).toBe("A digit says why; Esc leaves it.");
  it.press("Esc");

  expect(it.done()).toHaveLength(before);
  expect(it.store.getState().list).toBeUndefined();
});

test.each([
  ["9", "There is no line 9 on this order."],
  ["soup", "Make again takes a line (4), some of it (2*4) or several (2+5), not “soup”."],
])("says why it can't make %s again, and keeps the text", async (object, sentence) => {
  const it = await loggedIn();
  it.type("lat").press("Enter");

  it.type(`:refire ${object}`).press("Enter");

  expect(it.message()).toBe(sentence);
  expect(it.store.getState().text).toBe(`:refire ${object}`);
});

test("what the kitchen has heard nothing of is said at once, and nobody is asked why", async () => {
  const it = await loggedIn();
  it.type("lat").press("Enter");

  it.type(":refire 1").press("Enter");

  expect(it.message()).toBe("The kitchen has heard nothing of Latte.");
  expect(it.store.getState()).toMatchObject({ list: undefined, text: ":refire 1" });
});
