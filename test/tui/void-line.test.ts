import { describe, expect, test } from "vitest";

import { listOrders } from "../../src/app/orders/orders.ts";
import { err } from "../../src/domain/base/result.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { rowsOf } from "../../src/tui/lists/list-rows.ts";
import { answering } from "../support/acts.ts";
import { cafeCopies } from "../support/cafe.ts";
import { spokenTo } from "../support/plain-register.ts";
import { loggedIn, withSession } from "../support/pressed-register.ts";
import { openRealRegister } from "../support/real-register.ts";

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
    expect(it.message()).toBe("Esc leaves the list first: the order is behind it.");
    expect(it.store.getState()).toMatchObject({ screen: "register", list: { type: "reason" } });
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
      withSession((session) =>
        answering(session, { void: () => err({ message: "The line is paid: refund it." }) }),
      ),
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
      return {
        ok: true,
        value: {
          ...session.value,
          ...answering(session.value, {
            void: (request) =>
              request.reason === ""
                ? err({ message: "Say why.", needsReason: true })
                : session.value.perform(request),
          }),
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

describe("the whole order", () => {
  test("goes at once by ** when the kitchen knows nothing of it", async () => {
    const it = await loggedIn();
    it.type("3*lat").press("Enter");
    it.type("100").press("Enter");

    it.type("**").press("F5");

    expect(it.done().at(-1)).toBe("take off 3 of line-1, 1 of line-2 ()");
    expect(it.message()).toBe("The whole order taken off.");
    expect(it.store.getState().text).toBe("");
  });

  test("asks one reason for all of it when a part was sent", async () => {
    const it = await loggedIn();
    it.type("3*lat").press("Enter F2");
    it.type("100").press("Enter");

    it.type("**").press("F5");
    expect(it.message()).toBe("The whole order: why? Esc keeps it.");
    it.press("2");

    expect(it.done().at(-1)).toBe("take off 3 of line-1, 1 of line-2 (guest changed their mind)");
  });

  test("is the second * in the list, and each * says what it takes", async () => {
    const it = await loggedIn();
    it.type("100").press("Enter");
    it.type("3*lat").press("Enter F2 F5");
    function labels() {
      return rowsOf(it.store.till, it.store.getState()).map(
        ({ sign, label }) => `${sign} ${label}`,
      );
    }

    expect(labels().at(-1)).toBe("* all of the line");
    it.press("*");
    it.later(100);
    expect(it.message()).toBe("3 × Latte: why?");
    expect(labels().at(-1)).toBe("* the whole order");
    it.press("*");
    it.later(100);
    expect(it.message()).toBe("The whole order: why?");
    expect(labels()).toHaveLength(5);
    it.press("1");

    expect(it.done().at(-1)).toBe("take off 1 of line-1, 3 of line-2 (typed by mistake)");
  });

  test("leaves what is paid to its receipt", async () => {
    const it = await loggedIn();
    it.type("lat").press("Enter");
    const state = it.store.getState();
    const order = state.order && {
      ...state.order,
      lines: state.order.lines.map((line) => ({ ...line, covered: minor(340) })),
    };
    it.store.change({ ...state, order, text: "**" });

    it.press("F5");

    expect(it.message()).toBe("Nothing on this order is left to be paid.");
  });

  test("in lines", async () => {
    const it = await spokenTo();
    it.says("lat/2", "100");

    expect(it.says(":void **").join(" ")).toContain("The whole order taken off.");
  });
});

describe("at a real till", () => {
  const newCafe = cafeCopies({ sells: ({ plu }) => ["100", "400"].includes(plu) });

  test("an order that was emptied is open no more, and undo brings it back, each with one approval", async () => {
    const it = openRealRegister(await newCafe());
    await it.logIn("1", "1111");
    for (const goods of ["2*100", "400"]) {
      it.type(goods);
      it.press("Enter");
    }
    it.press("F2");
    const before = it.store.getState().order;

    it.type("**");
    it.press("F5", "1");
    await approve();
    expect(it.store.getState().order).toMatchObject({ status: "empty", total: 0 });
    const open = listOrders(it.open.till, { day: it.open.till.days().now, openOnly: true });
    expect(open).toEqual([]);

    it.press("Ctrl-Z");
    // Who approved a moment ago is asked first.
    await approve("Chiara: PIN, then Enter.");
    expect(it.store.getState().order).toMatchObject({
      number: before?.number,
      status: "open",
      total: before?.total,
    });

    /** One word for all of it. */
    async function approve(again?: string): Promise<void> {
      expect(it.message()).toBe(again ?? "Who approves? Number or name, Enter.");
      if (again === undefined) it.press("3", "Enter");
      it.press("3", "3", "3", "3", "Enter");
      await it.checked();
      expect(it.store.getState().approval).toBeUndefined();
    }
  });
});
