import { describe, expect, test } from "vitest";

import { spokenTo } from "../support/plain-register.ts";
import { COLA, type Session, loggedIn } from "../support/pressed-register.ts";

describe("a colleague's number and Ctrl-L", () => {
  test("ask for that PIN at once, and the colleague goes on with the order", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.press("2 Ctrl-L");
    expect(it.store.getState()).toMatchObject({
      screen: "log-in",
      session: undefined,
      logIn: { step: "pin", number: "2", pin: "" },
    });
    expect(it.message()).toBe("Bekim: type your PIN, then Enter. Esc: Anna goes on.");
    it.press("2 3 4 5 Enter");
    await it.settled();

    const { session, order, text, leftBy } = it.store.getState();
    expect([session?.staffName, order?.lines.length, text, leftBy]).toEqual([
      "Bekim",
      1,
      "",
      undefined,
    ]);
  });

  test("a name does as well", async () => {
    const it = await loggedIn();

    it.type("bekim").press("Ctrl-L");

    expect(it.store.getState().logIn).toMatchObject({ step: "pin", number: "2" });
  });

  test("Esc leads back to who was here, as it was", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.press("2 Ctrl-L 9");

    it.press("Esc Esc");

    const { screen, session, order } = it.store.getState();
    expect([screen, session?.staffName, order?.lines.length]).toEqual(["register", "Anna", 1]);
    expect(it.message()).toBe("Anna goes on.");
    it.type("100").press("Enter");
    expect(it.store.getState().order?.lines).toHaveLength(2);
  });

  test("that nobody has is told, and the next press locks without it", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("100").press("Ctrl-L");

    expect(it.message()).toBe("Nobody has number 100. Ctrl-L again locks.");
    expect(it.store.getState()).toMatchObject({ screen: "register", text: "100" });
    it.later(1000);
    it.press("Ctrl-L");
    expect(it.store.getState()).toMatchObject({
      screen: "log-in",
      text: "",
      laidInput: { text: "", lastText: "100" },
    });
  });

  test("that Enter has refused before locks, and whoever comes types on an empty line", async () => {
    const it = await loggedIn();
    it.type("2").press("Enter");
    expect(it.store.getState().isTextRefused).toBe(true);

    it.press("Ctrl-L");

    expect(it.store.getState()).toMatchObject({
      screen: "log-in",
      text: "",
      laidInput: { text: "", lastText: "2" },
    });
  });

  test("a wrong PIN locks: Esc leads to nobody any more", async () => {
    const it = await loggedIn();
    it.press("2 Ctrl-L 9 9 9 9 Enter");
    await it.settled();

    expect(it.message()).toBe("That is not the right number and PIN: try again.");
    it.press("Esc Esc Esc");

    expect(it.store.getState()).toMatchObject({ screen: "log-in", session: undefined });
    it.press("2 Enter 2 3 4 5 Enter");
    await it.settled();
    expect(it.store.getState().session?.staffName).toBe("Bekim");
  });

  test("a minute without a key locks", async () => {
    const it = await loggedIn();
    it.press("2 Ctrl-L");

    it.later(2 * 60_000);
    expect(it.message()).toBe("Locked: no key for a minute. The order is kept.");
    it.press("Esc");

    expect(it.store.getState()).toMatchObject({ screen: "log-in", session: undefined });
  });

  test("what is scanned meanwhile is kept", async () => {
    const it = await loggedIn();
    it.press("2 Ctrl-L");

    it.scan("5449000000996");
    it.press("Esc");

    expect(it.store.getState().text).toBe("5449000000996");
  });

  test("another colleague may come instead", async () => {
    const it = await loggedIn(({ staff }) => ({
      staff: () => [...staff(), { number: "3", name: "Chiara" }],
    }));

    it.press("3 Ctrl-L 2 Enter 2 3 4 5 Enter");
    await it.settled();

    expect(it.store.getState().session?.staffName).toBe("Bekim");
  });

  test("the list under F10 does it too", async () => {
    const it = await loggedIn();

    it.press("2 F10 0");
    it.later(200);

    expect(it.store.getState().logIn).toMatchObject({ step: "pin", number: "2" });
  });

  test("and so does the word", async () => {
    const it = await loggedIn();

    it.type(":lock 2").press("Enter");

    expect(it.store.getState().logIn).toMatchObject({ step: "pin", number: "2" });
    it.press("Esc");
    expect(it.store.getState()).toMatchObject({ screen: "register", text: "" });
  });

  test("in lines", async () => {
    const it = await spokenTo();
    it.says("lat");
    it.says(":1");

    expect(it.says(":lock 2").join(" ")).toContain("Bekim: type your PIN");
    expect(it.says(":back").join(" ")).toContain("Anna goes on.");
    it.says(":lock 2", "2345");
    await it.settled();

    expect(it.heard().join(" ")).toContain("Hello Bekim.");
  });
});

describe("Ctrl-L locks for good", () => {
  test.each([
    ["one's own number", "1"],
    ["what nobody is called", "zoe"],
    ["a beginning of goods", "3*lat"],
    ["a beginning of a name, which may be goods", "be"],
  ])("with %s before it, and keeps what was typed", async (_, typed) => {
    const it = await loggedIn();

    it.type(typed).press("Ctrl-L Esc Esc");

    expect(it.store.getState()).toMatchObject({
      screen: "log-in",
      leftBy: undefined,
      laidInput: { staffNumber: "1", text: typed },
    });
  });

  test("in payment, where digits are money", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F9");

    it.press("2 Ctrl-L");

    expect(it.store.getState().leftBy).toBeUndefined();
  });

  test("after what was refused", async () => {
    const it = await loggedIn();

    it.press("2 Enter");
    it.press("Ctrl-L");

    expect(it.store.getState().leftBy).toBeUndefined();
  });

  test("and keeps goods that wait for their options", async () => {
    const it = await loggedIn();
    it.type("201").press("Enter");
    const before = it.store.getState().list;

    it.press("Ctrl-L 1 2 3 4 Enter");
    await it.settled();

    expect(before?.type).toBe("choice");
    expect(it.store.getState().list).toEqual(before);
  });

  test("and keeps goods that wait for their weight", async () => {
    const it = await loggedIn();
    it.type("sal").press("Enter");

    it.press("Ctrl-L 1 2 3 4 Enter");
    await it.settled();
    it.type("0.35").press("Enter");

    expect(it.done().at(-1)).toBe("add 0.35 SALMON");
  });

  test("and keeps what was scanned in a payment, for the line after it", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F9");
    it.scan(COLA);

    it.press("Ctrl-L 1 2 3 4 Enter");
    await it.settled();

    expect(it.message()).toBe("Scanned before: Cola 0.33. Enter adds it, Esc drops it.");
    it.press("Enter");
    expect(it.done().at(-1)).toBe("add 1 COLA");
  });
});

describe("what somebody has typed when the till is locked", () => {
  test("does nothing by the next person's Enter, and waits for who typed it", async () => {
    const it = await loggedIn();
    it.type("!").press("Ctrl-L Esc 2 Enter 2 3 4 5 Enter");
    await it.settled();

    it.press("Up");
    it.type("lat").press("Enter");
    expect(it.done().at(-1)).toBe("add 1 LATTE");
    it.press("Ctrl-L Esc 1 Enter 1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ text: "!", session: { staffNumber: "1" } });
  });

  test.each<readonly [string, (it: Session) => void]>([
    ["goods that wait for their options", (it) => it.type("201").press("Enter")],
    ["goods that wait for their weight", (it) => it.type("sal").press("Enter")],
    ["half a number of pieces", (it) => it.type("5*")],
    ["a tip", (it) => it.type("100").press("Enter F9 + 2 Enter")],
    [
      "scans that could not be goods",
      (it) => {
        it.type("half");
        it.scan(COLA);
      },
    ],
  ])("is not there for another one: %s", async (_, does) => {
    const it = await loggedIn();
    does(it);
    it.press("Ctrl-L Esc 2 Enter 2 3 4 5 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({
      screen: "register",
      session: { staffNumber: "2" },
      text: "",
      lastText: "",
      list: undefined,
      weighs: undefined,
      tip: undefined,
      keptScans: [],
    });
  });

  test("is there again for who typed it, with goods that wait for their weight", async () => {
    const it = await loggedIn();
    it.type("sal").press("Enter Ctrl-L 1 2 3 4 Enter");
    await it.settled();

    it.type("0.35").press("Enter");

    expect(it.done().at(-1)).toBe("add 0.35 SALMON");
  });

  test("is not there for another one in lines either", async () => {
    const it = await loggedIn();
    it.type("lat").press("Ctrl-L");

    expect(it.store.getState()).toMatchObject({ text: "", lastText: "" });
  });
});
