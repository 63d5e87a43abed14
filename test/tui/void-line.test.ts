import { describe, expect, test } from "vitest";

import { err } from "../../src/domain/result.ts";
import { loggedIn, withSession } from "../support/pressed-register.ts";

describe("what F5 was typed for", () => {
  test("is gone when the reasons are left", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Enter F2");
    it.type("2*1").press("F5 Esc");
    expect(it.store.getState()).toMatchObject({ text: "", list: undefined });
    it.press("Enter");

    expect(it.done()).toEqual(["add 3 LATTE", "send"]);
  });

  test("is no sum when F9 is hit beside the reasons", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F2");
    it.type("1").press("F5 F9");

    expect(it.done()).toEqual(["add 1 LATTE", "send"]);
    expect(it.store.getState().screen).toBe("payment");
  });

  test("is still meant when F5 is hit once more", async () => {
    const it = await loggedIn();

    it.type("3*lat").press("Enter");
    it.type("100").press("Enter F2");
    it.type("2*1").press("F5");
    it.later(300);
    it.press("F5 1");

    expect(it.done().at(-1)).toBe("take off 2 of line-1 (typed by mistake)");
  });

  test("is gone when the till refuses", async () => {
    const it = await loggedIn(
      withSession({
        takeOff: () => err({ message: "The line is paid: refund it." }),
      }),
    );

    it.type("lat").press("Enter");
    it.type("1").press("F5");

    expect(it.message()).toBe("The line is paid: refund it.");
    expect(it.store.getState()).toMatchObject({ text: "", list: undefined });
  });
});

test("a line that was changed after it was sent asks the reason when the till wants one", async () => {
  const it = await loggedIn((till) => ({
    logIn: async (number, pin) => {
      const session = await till.logIn(number, pin);
      if (!session.ok) return session;
      const { takeOff } = session.value;
      return {
        ok: true,
        value: {
          ...session.value,
          takeOff: (voids, reason) =>
            reason === ""
              ? err({ message: "Say why.", needsReason: true })
              : takeOff(voids, reason),
        },
      };
    },
  }));

  it.type("lat").press("Enter F5");
  expect(it.store.getState().list).toMatchObject({ type: "reason" });
  it.press("1");

  expect(it.done().at(-1)).toBe("take off 1 of line-1 (typed by mistake)");
});

test("goods by weight are taken off in kilograms", async () => {
  const it = await loggedIn();

  it.type("0.350*88").press("Enter F5");

  expect(it.message()).toBe("0.350 kg Salmon taken off.");
});
