import { describe, expect, test } from "vitest";

import { thousandths } from "../../src/domain/money/amounts.ts";
import { sideRows } from "../../src/tui/panes/side-rows.ts";
import { planOf } from "../../src/tui/register-step.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

describe("F12", () => {
  test("shows how much it is, then takes it", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F12");
    expect(it.message()).toBe("3.40 by card? F12 or Enter takes it, Esc goes back.");
    expect(it.done().at(-1)).toBe("add 1 LATTE");

    it.later(800);
    it.press("F12");

    expect(it.done().at(-1)).toBe("card 340");
    expect(it.message()).toBe("Paid 3.40 by card. Receipt A-000001.");
    expect(it.store.getState()).toMatchObject({ screen: "register", paid: { method: "card" } });
  });

  test("does not mark cash as what Enter takes", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F12");
    const asked = sidePane(it);
    it.press("F9");

    expect(asked.filter(({ look }) => look === "reverse")).toEqual([]);
    expect(asked.map(({ text }) => text.trimEnd())).toContain(
      " F12 or Enter once the terminal says",
    );
    const inCash = sidePane(it).filter(({ look }) => look === "reverse");
    expect(inCash.map(({ text }) => text)).toEqual([expect.stringContaining("cash, exactly")]);
  });

  test("hit twice by a nervous finger takes nothing", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F12 F12");

    expect(it.done()).toEqual(["add 1 LATTE"]);
  });

  test("is left by Esc, and by F9 for cash", async () => {
    const it = await loggedIn();

    it.type("lat").press("Enter F12 Esc");
    expect(it.store.getState().screen).toBe("register");
    it.later(800);
    it.press("F12");
    it.later(800);
    it.press("F9 Enter");

    expect(it.done().at(-1)).toBe("cash 340");
  });

  test("that has asked means Enter too, and never cash", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F12");
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({ preview: "card 3.40" });

    it.later(800);
    it.press("Enter");

    expect(it.done().at(-1)).toBe("card 340");
  });

  test("that has asked is forgotten with the next digit: digits are cash", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F12");

    it.type("5").press("Enter");

    expect(it.done().at(-1)).toBe("cash 500");
  });

  test("takes a sum, and the rest is paid otherwise", async () => {
    const it = await loggedIn();
    it.type("5*lat").press("Enter");

    it.type("9.50").press("F12");
    expect(it.message()).toBe("9.50 taken by card, 7.50 left.");
    it.later(800);
    it.type("20").press("Enter");

    expect(it.done().slice(1)).toEqual(["card 950", "cash 2000"]);
    expect(it.message()).toBe("Paid 7.50 in cash. Receipt A-000001.");
  });

  test("asks about a number that is goods too, and keeps it", async () => {
    const it = await loggedIn();
    it.type("300*lat").press("Enter");

    it.type("100").press("F12");
    expect(it.message()).toBe("100.00 by card? F12 or Enter takes it, Esc goes back.");
    expect(it.store.getState()).toMatchObject({ screen: "payment", text: "100" });
    it.later(800);
    it.press("F12");

    expect(it.done().at(-1)).toBe("card 10000");
  });

  test("takes the sum that it asked about, whatever came onto the order meanwhile", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter F12");
    const { session } = it.store.getState();

    session?.perform({ act: "add", sku: "LATTE", quantity: thousandths(1000) });
    expect(planOf(it.store.till, it.store.getState())).toMatchObject({ preview: "card 3.40" });
    it.later(800);
    it.press("F12");

    expect(it.done().at(-1)).toBe("card 340");
    expect(it.message()).toBe("3.40 taken by card, 3.40 left.");
  });

  test.each(["Backspace", "Down"])("asks no more after %s: then Enter takes cash", async (key) => {
    const it = await loggedIn();
    it.type("300*lat").press("Enter");
    it.type("100").press("F12");

    it.press("Backspace Backspace");
    it.press(key);

    expect(it.message()).toBe("");
    const plan = planOf(it.store.till, it.store.getState());
    expect(plan.type === "ready" ? plan.preview : plan.type).toMatch(/^cash /);
  });

  test.each([
    ["17.50", "A card gives no change on 3.40: =17.50 F12 tips 14.10."],
    ["abc", "“abc” is no sum for a card: 20 F12 takes 20, F12 alone the rest."],
  ])("refuses %s and leaves it on the line", async (typed, why) => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type(typed).press("F12");

    expect(it.message()).toBe(why);
    expect(textOf(it)).toBe(typed);
  });

  test("has nothing to take on an empty order", async () => {
    const it = await loggedIn();

    it.press("F12");

    expect(it.message()).toBe("The order is empty.");
  });
});

function textOf({ store }: Session): string {
  return store.getState().text;
}

function sidePane({ store }: Session): ReturnType<typeof sideRows> {
  return sideRows(store.till, store.getState(), {
    width: 39,
    height: 17,
    signs: "all",
    block: "#",
  });
}
