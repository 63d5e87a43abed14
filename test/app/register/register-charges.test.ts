/** What an order is charged, at a register over a real till: taken off, put on again, printed and paid. */

import { describe, expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { coversOfDay } from "../../../src/report/day-goods.ts";
import { orderTitle } from "../../../src/tui/panes/order-title.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
/** Who may give discounts. */
const CHIARA = ["3", "3333"] as const;
const RAVI = { number: "4", name: "Ravi" };
const LATER_MS = 1000;
const SERVICE = "Service=10% from=6";
const BREAD = "Bread=1.50";

describe("F4 without a number", () => {
  test("takes a charge off the order for a reason, and puts it on again without one", async () => {
    const it = await atTheTill(CHIARA, [SERVICE, BREAD]);
    it.seat("7*8");
    it.enter("2*croissant");
    expect(it.order()).toMatchObject({ total: 1772 });

    it.press("F4");
    expect(it.side()).toMatch(/7 Service 10%: take it off.*8 Bread: take it off/su);
    it.press("7");
    expect(it.message()).toBe("Service 10%: take it off: why? Esc leaves it.");
    it.press("2");
    expect(it.message()).toBe("Service 10% is off the order.");
    expect(it.order()).toMatchObject({ total: 1720 });
    it.press("F4");
    expect(it.side()).toMatch(/7 Bread: take it off.*8 Service 10%: charge it again/su);
    it.press("8");

    expect(it.message()).toBe("Service 10% is on the order again.");
    expect(it.order()).toMatchObject({ total: 1772 });
  });

  test("is taken back by Ctrl-Z", async () => {
    const it = await atTheTill(CHIARA, [BREAD]);
    it.seat("7*2");
    it.enter("croissant");
    it.press("F4", "7", "2");
    expect(it.order()).toMatchObject({ total: 260 });

    it.press("Ctrl-Z");

    expect(it.message()).toBe("The charges of the order are as they were.");
    expect(it.order()).toMatchObject({ total: 560 });
  });

  test("asks for somebody's word, once and with the reason, where the cashier may not", async () => {
    const it = await atTheTill(MIA, [BREAD]);
    it.seat("7*2");
    it.enter("croissant");

    it.press("F4", "7", "2");

    // Whoever vouches reads the reason that was picked.
    expect(it.state().approval).toMatchObject({ what: "Bread: take it off: waited too long." });
    it.enter("3");
    it.type("3333");
    it.press("Enter");
    await it.checked();
    expect(it.message()).toBe("Bread is off the order.");
    expect(it.order()).toMatchObject({ total: 260 });
  });

  test("lists no charges where the order has none", async () => {
    const it = await atTheTill(CHIARA, [SERVICE]);
    it.seat("7*2");
    it.enter("croissant");
    it.press("F4");
    expect(it.side()).not.toContain("Service");
  });
});

describe("the bill that F8 prints", () => {
  test("is charged as the payment asks, by rules that changed since the order was", async () => {
    const it = await atTheTill(CHIARA);
    it.seat("7*8");
    it.enter("2*croissant");
    it.rules(SERVICE);
    expect(it.order()).toMatchObject({ total: 520 });

    it.f8();
    expect(it.message()).toBe("Bill 1 of A1, table 7: 5.72.");
    it.rules("none");
    it.f8();
    expect(it.message()).toBe("Bill 2 of A1, table 7: 5.20. In place of bill 1.");
    it.rules(SERVICE);
    it.press("F9", "Enter");

    expect(it.state().paid).toMatchObject({ change: 0, tendered: 572 });
  });

  test("is charged for the guests of all tables on it, which their number then says", async () => {
    const it = await atTheTill(CHIARA, [SERVICE]);
    it.seat("7*4");
    it.enter("croissant");
    it.seat("8*4");
    it.enter("2*croissant");
    it.typed(">7", "F7");
    it.press("+");
    expect(it.order()).toMatchObject({ covers: 8, total: 858 });
    expect(orderTitle(it.store.till, it.store.getState(), 70)).toContain("8 guests");
    it.f8();
    expect(it.message()).toMatch(/: 8\.58\.$/u);

    it.seat("7*3");
    expect(it.order()).toMatchObject({ covers: 3, total: 780 });
    it.press("Ctrl-Z");
    expect(it.order()).toMatchObject({ covers: 8, total: 858 });
    it.seat("7*27");
    expect(it.order()).toMatchObject({ covers: 27 });
    it.press("F9", "Enter");

    const day = it.open.till.days().now;
    expect(it.open.till.ledger.read((view) => coversOfDay(view, day))).toMatchObject({
      guests: 27,
    });
  });

  test("has the charges of all orders that were put on it, and takes them off all", async () => {
    const it = await atTheTill(CHIARA);
    it.seat("7*2");
    it.enter("croissant");
    it.seat("8*3");
    it.enter("2*croissant");
    it.typed(">7", "F7");
    it.press("+");
    it.rules(BREAD);

    it.f8();

    expect(it.message()).toMatch(/: 15\.30\.$/u);
    it.press("F4");
    it.press("7", "2");
    expect(it.order()).toMatchObject({ total: 780 });
    it.press("Ctrl-Z");
    expect(it.order()).toMatchObject({ total: 1530 });
  });
});

async function atTheTill(
  [number, pin]: readonly [string, string],
  rules: ReadonlyArray<string> = [],
) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const { store, open } = register;
  function setRules(...texts: ReadonlyArray<string>): void {
    valueOf(changeSetting(open.till, RAVI, { key: "charges", texts }));
  }

  if (rules.length > 0) setRules(...rules);
  await register.logIn(number, pin);

  function press(...keys: ReadonlyArray<string>): void {
    for (const key of keys) {
      cafe.clock.advance(LATER_MS);
      register.press(key);
    }
  }

  function typed(text: string, key: string): void {
    register.type(text);
    press(key);
  }

  return {
    ...register,
    press,
    typed,
    rules: setRules,
    state: () => store.getState(),
    order: () => store.getState().order,
    enter: (text: string) => typed(text, "Enter"),
    seat: (table: string) => typed(table, "F7"),
    f8: (text = "") => typed(text, "F8"),
    side: () => {
      const size = { width: 50, height: 16, signs: "all", block: "#" } as const;
      return sideRows(store.till, store.getState(), size)
        .map(({ text }) => text)
        .join("\n");
    },
  };
}
