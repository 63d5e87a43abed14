import { describe, expect, test } from "vitest";

import { loggedIn, started } from "../support/pressed-register.ts";

const MINUTE_MS = 60_000;

describe("a till that nobody touches", () => {
  test("locks, and keeps the order and what was typed", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    it.type("50");

    it.later(11 * MINUTE_MS);

    expect(it.store.getState()).toMatchObject({ screen: "log-in", session: undefined, text: "50" });
    expect(it.message()).toBe("Locked: no key for 10 min. The order is kept.");
    it.press("1 2 3 4 Enter");
    await it.settled();
    const { screen, order, text } = it.store.getState();
    expect([screen, order?.lines.length, text]).toEqual(["register", 1, "50"]);
  });

  test("is not left while somebody presses a key now and then", async () => {
    const it = await loggedIn();

    for (let times = 0; times < 4; times += 1) {
      it.later(8 * MINUTE_MS);
      it.press("Esc");
    }

    expect(it.store.getState().screen).toBe("register");
  });

  test("has not forgotten goods that wait for their options", async () => {
    const it = await loggedIn();
    it.type("201").press("Enter");
    const before = it.store.getState().list;

    it.later(11 * MINUTE_MS);
    expect(it.store.getState().list).toBeUndefined();
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(before?.type).toBe("choice");
    expect(it.store.getState().list).toEqual(before);
  });

  test("takes no sum by a question of before", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F12");

    it.later(11 * MINUTE_MS);
    it.press("1 2 3 4 Enter");
    await it.settled();

    expect(it.store.getState()).toMatchObject({ screen: "register", askedCard: undefined });
  });

  test("stays open in a shop that wants it so", async () => {
    const it = await loggedIn(({ shop }) => ({ shop: { ...shop, lockAfterMinutes: 0 } }));

    it.later(600 * MINUTE_MS);

    expect(it.store.getState().screen).toBe("register");
  });

  test("says nothing where nobody was logged in", () => {
    const it = started("1");

    it.later(11 * MINUTE_MS);

    expect(it.message()).toBe("");
  });
});
