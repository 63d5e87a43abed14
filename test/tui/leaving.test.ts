import { describe, expect, test } from "vitest";

import { drawEntryLine, entryLineOf } from "../../src/tui/entry-line.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { type Session, loggedIn, started } from "../support/pressed-register.ts";

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

test(":quit in a training ends the training and says so, not the till", () => {
  const it = started("1", ({ shop }) => ({ shop: { ...shop, training: true } }));
  it.type(":quit").press("Enter");
  expect(it.message()).toBe("PIN of Anna, or number and PIN: the training ends. Esc: it goes on.");

  it.press("Esc");
  expect(it.message()).toBe("The training goes on.");
});

describe(":quit on the locked screen", () => {
  const ASKS = "PIN of Anna, or number and PIN: the till stops. Esc: it stays on.";

  test.each([
    ["whoever was here last", "1 2 3 4 Enter"],
    ["anybody else, by number", "2 Enter 2 3 4 5 Enter"],
    ["anybody else, by name", "b e k i m Enter 2 3 4 5 Enter"],
  ])("takes the PIN of %s", async (_, keys) => {
    const it = await locked();

    it.type(":quit").press("Enter");
    expect(it.message()).toBe(ASKS);
    expect(it.store.getState()).toMatchObject({ ended: false, logIn: { step: "pin", pin: "" } });
    it.press(keys);
    await it.settled();

    expect(it.store.getState()).toMatchObject({ ended: true, screen: "log-in" });
    expect(it.store.getState().session).toBeUndefined();
  });

  test("asks for the person too, where nobody was here before", async () => {
    const it = started();

    it.type(":quit").press("Enter");
    expect(it.message()).toBe("Staff number and PIN, then the till stops. Esc: it stays on.");
    it.press("1 Enter 1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState().ended).toBe(true);
  });

  test("asks for the PIN of the last person again, where somebody had left it for a number", async () => {
    const it = started("1");
    it.press("Esc");
    expect(it.store.getState().logIn.step).toBe("number");

    it.type(":quit").press("Enter");
    expect(it.message()).toBe(ASKS);
    it.type("1234");
    expect(shown(it)).toBe("****");
    it.press("Enter");
    await it.settled();

    expect(it.store.getState().ended).toBe(true);
  });

  test("shows no digit, also where it has to ask for the number", () => {
    const it = started();

    it.type(":quit").press("Enter");
    it.type("1");

    expect(shown(it)).toBe("*");
  });

  test("stays with a wrong PIN, and goes with the right one", async () => {
    const it = await locked();
    it.type(":quit").press("Enter 9 9 9 9 Enter");
    await it.settled();

    expect(it.message()).toBe("That is not the right number and PIN: try again.");
    expect(it.store.getState().ended).toBe(false);
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState().ended).toBe(true);
  });

  test("is taken back by Esc: the PIN logs in again", async () => {
    const it = await locked();
    it.type(":quit").press("Enter 9");

    it.press("Esc");
    expect(it.message()).toBe(ASKS);
    it.press("Esc");
    expect(it.message()).toBe("The till stays on.");
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ ended: false, screen: "register" });
  });

  test("is over after a minute without a key", async () => {
    const it = await locked();
    it.type(":quit").press("Enter");

    it.later(2 * 60_000);
    expect(it.message()).toBe("The till stays on.");
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ ended: false, screen: "register" });
  });

  test("chosen from the list asks as well", async () => {
    const it = await locked();

    it.press("F10 q u i t Enter");

    expect(it.message()).toBe(ASKS);
    expect(it.store.getState()).toMatchObject({ ended: false, list: undefined });
  });

  test("while a colleague is awaited: Esc leads back to that first", async () => {
    const it = await loggedIn();
    it.press("2 Ctrl-L");
    it.type(":quit").press("Enter Esc Esc");

    expect(it.store.getState()).toMatchObject({ screen: "register", isLeaving: false });
    expect(it.message()).toBe("Anna goes on.");
  });

  test("ends a till without anybody at once", () => {
    const it = started(undefined, () => ({ staff: () => [] }));

    it.type(":quit").press("Enter");

    expect(it.store.getState().ended).toBe(true);
  });
});

/** Returns the line as somebody beside the till reads it. */
function shown({ store }: Session): string {
  const style = createScreenStyle({ signs: "all", color: false });
  return drawEntryLine(entryLineOf(store.till, store.getState()), { style, columns: 80 }).typed;
}

async function locked() {
  const it = await loggedIn();
  it.press("Ctrl-L");
  return it;
}
