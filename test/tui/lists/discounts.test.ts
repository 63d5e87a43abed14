import { describe, expect, test } from "vitest";

import { err, ok } from "../../../src/domain/base/result.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type TillPort } from "../../../src/tui/ports/till-port.ts";
import { answering } from "../../support/acts.ts";
import { loggedIn, type Session } from "../../support/pressed-register.ts";

describe("F4", () => {
  test("lists what the number may mean, and a digit takes it", async () => {
    const it = await loggedIn();
    it.type("3*lat").press("Enter");

    it.type("5").press("F4");
    expect(sidePane(it)).toMatch(
      / 5: how\?.*1 5% off 3 × Latte = -0\.51 .*2 5% off the order = -0\.51 .*3 5\.00 off 3 × Latte = -5\.00 .*4 5\.00 off the order.*5 Latte at 5\.00 instead of 3\.40/su,
    );
    it.press("2");
    it.later(100);

    expect(it.done().at(-1)).toBe("discount 5000 0 of the order");
    expect(it.store.getState()).toMatchObject({ text: "", list: undefined });
  });

  test("says at once what can't be done, and shows no half of what may be typed", async () => {
    const it = await loggedIn();
    it.type("3*lat").press("Enter");

    it.type("50").press("F4");

    const rows = sidePane(it, 39)
      .split("\n")
      .map((row) => row.trimEnd());
    expect(rows).toContain(" 3 -50.00: Latte costs 10.20.");
    expect(rows).toContain(" 1 50% off 3 × Latte = -5.10      -50%");
    expect(rows).toContain(" 2 50% off the order = -5.10     --50%");
    it.press("Esc");
    it.type("12.5").press("F4");
    expect(sidePane(it, 36)).toMatch(/^ 1 12\.5% off 3 × Latte = -1\.28 *$/mu);
  });

  test("sets a price too", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type("2,50").press("F4 3");
    it.later(100);

    expect(it.done().at(-1)).toBe("price 250 of line-1");
  });

  test("says why when it can't be done, and leaves the line empty", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type("5").press("F4 3");
    it.later(100);

    expect(it.done()).toEqual(["add 1 LATTE"]);
    expect(it.message()).toBe("Latte costs 3.40.");
    expect(it.store.getState().text).toBe("");
  });

  test.each(["abc", "-10%"])("with %j says what to type first", async (typed) => {
    const it = await loggedIn();
    it.type("lat").press("Enter");

    it.type(typed).press("F4");

    expect(it.message()).toContain("Type a number first: 10 F4");
    expect(it.store.getState().text).toBe(typed);
  });

  test("has nothing to take it off on an empty order", async () => {
    const it = await loggedIn();

    it.type("10").press("F4");

    expect(it.message()).toBe("The order is empty.");
  });
});

function sidePane({ store }: Session, width = 50): string {
  const size = { width, height: 12, signs: "all", block: "#" } as const;
  return sideRows(store.till, store.getState(), size)
    .map(({ text }) => text)
    .join("\n");
}

describe("a discount that the till wants a reason of", () => {
  const STRICT = withReasons();

  test("lists reasons, and a digit gives it with the text of the shop's language", async () => {
    const it = await loggedIn(STRICT);
    it.type("3*lat").press("Enter");

    it.type("-50%").press("Enter");
    expect(it.message()).toBe("50% off 3 × Latte = -5.10: why? Esc leaves it.");
    expect(it.store.getState()).toMatchObject({ text: "", list: { type: "act-why" } });
    expect(sidePane(it)).toMatch(/Off: why\?.*1 not as it should be.*5 large order/su);
    it.press("3");

    expect(it.done().at(-1)).toBe("discount 50000 0 of line-1 (regular guest)");
    expect(it.message()).toBe("Latte: 50% off.");
    expect(it.store.getState().list).toBeUndefined();
  });

  test("takes what is typed for a reason", async () => {
    const it = await loggedIn(STRICT);
    it.type("lat").press("Enter");

    it.type("--50%").press("Enter");
    it.type("Cup was cracked").press("Enter");

    expect(it.done().at(-1)).toBe("discount 50000 0 of the order (Cup was cracked)");
  });

  test("gives nothing when the reasons are left, and says that the order is behind them", async () => {
    const it = await loggedIn(STRICT);
    it.type("lat").press("Enter");

    it.type("-50%").press("Enter F9");
    expect(it.message()).toBe("Esc leaves the list first: the order is behind it.");
    it.press("Esc");

    expect(it.done()).toEqual(["add 1 LATTE"]);
    expect(it.store.getState()).toMatchObject({ text: "", list: undefined });
  });
});

describe("F4 without a number", () => {
  test("lists what of the line and of the order is given away, and asks why", async () => {
    const it = await loggedIn(withReasons());
    it.type("3*lat").press("Enter");

    it.press("F4");
    expect(sidePane(it)).toMatch(
      /Given away: what\?.*1 Latte: on the house.*2 Latte: staff meal.*6 the whole order: spoiled/su,
    );
    it.press("3");
    expect(it.message()).toBe("Latte: spoiled: why? Esc leaves it.");
    expect(sidePane(it)).toMatch(/1 fell down.*2 too old.*3 made wrong/su);
    it.press("1");

    expect(it.done().at(-1)).toBe("discount 100000 0 of line-1 (fell down)");
    expect(it.message()).toBe("Latte: spoiled.");
  });
});

/** A till that takes no discount without a reason. */
function withReasons() {
  return (till: TillPort): Partial<TillPort> => ({
    logIn: async (...claim) => {
      const session = await till.logIn(...claim);
      if (!session.ok) return session;
      const needed = err({ message: "Say why.", needsReason: true });
      return ok({
        ...session.value,
        ...answering(session.value, {
          discount: (request) =>
            (request.reason ?? "") === "" ? needed : session.value.perform(request),
        }),
      });
    },
  });
}
