import { describe, expect, test } from "vitest";

import { loggedIn, started } from "../support/pressed-register.ts";

const HOW = "Ctrl-L locks; :quit on the locked screen leaves.";

describe("Ctrl-C says how to leave, and does nothing else", () => {
  test.each([
    ["in the register", "3 * l a t"],
    ["in a payment", "1 0 0 Enter F9 5"],
    ["beside a list", "F10"],
    ["beside the help", "F1"],
    ["in the back office", ": o f f i c e Enter 1"],
    ["after a question about money", "1 0 0 Enter 2 0 F9"],
  ])("%s", async (_, keys) => {
    const it = await loggedIn();
    it.press(keys);
    const before = it.store.getState();

    it.press("Ctrl-C");

    const { message, messages, ...after } = it.store.getState();
    expect(message).toEqual({ level: "hint", text: HOW });
    expect(messages.slice(1)).toEqual(before.messages);
    expect({ ...after, message: before.message, messages: before.messages }).toEqual(before);
  });

  test("on the locked screen, where a PIN is half typed", () => {
    const it = started("1");
    it.press("1 2");

    it.press("Ctrl-C");

    expect(it.store.getState().logIn.pin).toBe("12");
    expect(it.message()).toBe(":quit leaves the register.");
  });

  test("once for each press", async () => {
    const it = await loggedIn();
    it.press("Ctrl-C");
    it.later(300);
    it.type("lat").press("Enter");

    it.press("Ctrl-C");

    expect(it.message()).toBe(HOW);
  });
});
