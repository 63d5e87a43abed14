import { describe, expect, test } from "vitest";

import { COLA, UNKNOWN, loggedIn } from "../support/pressed-register.ts";

describe("a text that was refused", () => {
  test("stays selected, and the next character takes its place", async () => {
    const it = await loggedIn();

    it.type("2 latte").press("Enter");
    expect(it.store.getState()).toMatchObject({ text: "2 latte", isTextRefused: true });
    it.type("0.2*88");

    expect(it.store.getState()).toMatchObject({ text: "0.2*88", isTextRefused: false });
  });

  test("is selected when a key refused it", async () => {
    const it = await loggedIn();

    it.type("100").press("Enter");
    it.type("lat").press("F5");
    it.later(300);
    it.type("1").press("F5");

    expect(it.done()).toEqual(["add 1 COFFEE", "take off 1 of line-1 ()"]);
  });

  test.each([
    ["Backspace", "2 latt"],
    ["Left", "2 latte"],
    ["End", "2 latte"],
  ])("is kept for correction by %s", async (key, kept) => {
    const it = await loggedIn();

    it.type("2 latte").press(`Enter ${key}`);
    expect(it.store.getState().text).toBe(kept);
    it.type("s");

    expect(it.store.getState().text).toBe(`${kept}s`);
  });

  test("can still become a hit by the arrows and by Alt and a digit", async () => {
    const it = await loggedIn();

    it.type("16").press("Enter Down Enter");
    it.type("1").press("Enter Alt-2");

    expect(it.done()).toEqual(["add 1 1664", "add 1 LATTE"]);
  });

  test("is typed on when it is only not finished", async () => {
    const it = await loggedIn();

    it.type("lat/").press("Enter");
    expect(it.message()).toMatch(/which option\?/u);
    it.type("2").press("Enter");
    it.type("3*").press("Enter");
    it.type("lat").press("Enter");

    expect(it.done()).toEqual(["add 1 LATTE", "add 3 LATTE"]);
    const [first] = it.store.getState().order?.lines ?? [];
    expect(first?.modifiers.map(({ name }) => name)).toContain("Oat milk");
  });

  test("is no sum for F9, though it could be a weight", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type("17.50").press("Enter");
    it.later(1000);
    it.press("F9");

    expect(it.done()).toEqual(["add 1 LATTE"]);
    expect(it.store.getState()).toMatchObject({ screen: "payment", text: "" });
  });

  test("takes its reason along when something else is typed", async () => {
    const it = await loggedIn();

    it.type("2 latte").press("Enter");
    expect(it.message()).toBe("2 of them: 2*latte.");
    it.type("l");

    expect(it.message()).toBe("");
  });

  test("is not touched by a scan", async () => {
    const it = await loggedIn();

    it.type("2 latte").press("Enter");
    it.later(300);
    it.scan(COLA);

    expect(it.done()).toEqual(["add 1 COLA"]);
    expect(it.store.getState()).toMatchObject({ text: "2 latte", isTextRefused: true });
  });

  test("is a quantity for the scan that follows", async () => {
    const it = await loggedIn();

    it.type("3*").press("Enter");
    it.later(300);
    it.scan(COLA);

    expect(it.done()).toEqual(["add 3 COLA"]);
  });

  test("is not what an unknown code leaves behind", async () => {
    const it = await loggedIn();

    it.type("latt");
    it.later(300);
    it.scan(UNKNOWN);
    it.type("e");

    expect(it.store.getState().text).toBe("latte");
  });

  test("outlives a lock, to be corrected", async () => {
    const it = await loggedIn();

    it.type("2 latte").press("Enter Ctrl-L");
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ text: "2 latte", isTextRefused: false });
  });
});

test("what a cashier typed is not done by the Enter of whoever comes", async () => {
  const it = await loggedIn();

  it.type("lat").press("Ctrl-L Esc 2 Enter 2 3 4 5 Enter");
  await it.settled();
  it.press("Enter");

  expect(it.done().at(-1)).toBe("log-in 2");
  expect(it.store.getState()).toMatchObject({ text: "", session: { staffName: "Bekim" } });
});
