import { describe, expect, test } from "vitest";

import { locked, spokenTo } from "../support/plain-register.ts";
import { COLA, loggedIn, started } from "../support/pressed-register.ts";

/** Anna's and Bekim's. */
const ANNA = "9000000001";
const BEKIM = "STAFF-0002";

describe("a badge on the locked screen", () => {
  test.each([ANNA, BEKIM])("%s says who it is, and the PIN is asked for", (badge) => {
    const it = started();

    it.scan(badge);

    const number = badge === ANNA ? "1" : "2";
    expect(it.store.getState().logIn).toEqual({ step: "pin", number, pin: "" });
    expect(it.message()).toMatch(/^(?:Anna|Bekim): now your PIN\.$/u);
    expect(it.done()).toEqual([]);
  });

  test("is another person, in the middle of a PIN", async () => {
    const it = started("1");
    it.press("1 2");

    it.scan(BEKIM);
    it.press("2 3 4 5 Enter");
    await it.settled();

    expect(it.store.getState().session?.staffName).toBe("Bekim");
  });

  test("typed by hand will do", () => {
    const it = started();

    it.type("staff-0002").press("Enter");

    expect(it.store.getState().logIn).toMatchObject({ step: "pin", number: "2" });
  });

  test("that two people have names neither", () => {
    const it = started(undefined, ({ staff }) => ({ badgeOwners: staff }));

    it.scan(ANNA);

    expect(it.store.getState().logIn).toMatchObject({ step: "number", number: "" });
    expect(it.message()).toBe(
      "The badge of Anna and Bekim: type your number, and have it changed.",
    );
  });
});

describe("a badge while somebody is at the till", () => {
  test("is a colleague's who takes over, on an empty line", async () => {
    const it = await loggedIn();
    it.type("3*lat");

    it.scan(BEKIM);
    expect(it.message()).toBe("Bekim: type your PIN, then Enter. Esc: Anna goes on.");
    it.press("2 3 4 5 Enter");
    await it.settled();

    const { session, text } = it.store.getState();
    expect([session?.staffName, text]).toEqual(["Bekim", ""]);
  });

  test("is one's own: locked, for good", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.scan(ANNA);
    expect(it.message()).toBe("Locked by Anna's badge. The order is kept.");
    it.press("Esc Esc");

    expect(it.store.getState()).toMatchObject({ screen: "log-in", session: undefined });
  });

  test("leads back to a payment that was begun", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F9");

    it.scan(BEKIM);
    it.press("Esc");

    expect(it.store.getState().screen).toBe("payment");
  });

  test("that is goods too is sold", async () => {
    const it = await loggedIn(({ staff }) => ({
      badgeOwners: (code) => (code === COLA ? staff().slice(1) : []),
    }));

    it.scan(COLA);

    expect(it.store.getState().order?.lines).toHaveLength(1);
  });
});

describe("in lines", () => {
  test("a badge says who it is", async () => {
    const it = locked();

    expect(it.says(BEKIM).join(" ")).toContain("Bekim: now your PIN.");
    it.says("2345");
    await it.settled();

    expect(it.heard().join(" ")).toContain("Hello Bekim.");
  });

  test("one's own locks", async () => {
    const it = await spokenTo();

    expect(it.says(ANNA).join(" ")).toContain("Locked by Anna's badge.");
  });
});
