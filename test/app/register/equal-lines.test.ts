/** Equal lines are one row on the screen, in the shell and on paper; each stays a line of the ledger. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { actOf } from "../../../src/acts/all.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { listOrders, orderState } from "../../../src/app/orders/orders.ts";
import { deciding, NOTHING_CHOSEN } from "../../../src/app/orders/perform-act.ts";
import { compOf } from "../../../src/domain/balance/comps.ts";
import { PERMISSIONS } from "../../../src/domain/events/permission.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { rowsOfOrder } from "../../../src/domain/order/order-rows.ts";
import { type SettingValue } from "../../../src/domain/settings/settings.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { orderRows } from "../../../src/tui/panes/order-rows.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const COLA = "8712345000011";
const ZERO = "8712345000028";
const LATER_MS = 1000;
const RAVI = { number: "4", name: "Ravi" };

describe("five scans of one thing", () => {
  test("are one row of the screen, and five lines of the order", async () => {
    const it = await counter();
    it.enter(COLA, COLA, ZERO, COLA, COLA, COLA);

    expect(it.rows()).toEqual(["1: 5 Cola 16.25", "2: 1 Cola zero 3.25"]);
    expect(it.lines()).toHaveLength(6);
    expect(it.screen()).toMatch(/> {2}1 {6}5 Cola +16\.25/u);
  });

  test("are taken back one by one", async () => {
    const it = await counter();
    it.enter(COLA, COLA, COLA);

    it.undo(1);
    expect(it.rows()).toEqual(["1: 2 Cola 6.50"]);
    it.undo(2);
    expect(it.rows()).toEqual([]);
  });

  test("are taken off one by one, or as many as are said", async () => {
    const it = await counter();
    it.enter(COLA, ZERO, COLA, COLA, COLA, COLA);

    it.type("1");
    it.press("F5");
    expect(it.rows()).toEqual(["1: 4 Cola 13.00", "2: 1 Cola zero 3.25"]);
    it.type("3*1");
    it.press("F5");
    expect(it.message()).toContain("3 × Cola");
    expect(it.rows()).toEqual(["1: 1 Cola 3.25", "2: 1 Cola zero 3.25"]);
    it.undo(1);
    expect(it.rows()).toEqual(["1: 4 Cola 13.00", "2: 1 Cola zero 3.25"]);
    it.type("5*1");
    it.press("F5");
    expect(it.message()).toBe("Line 1 has fewer than 5.");
  });

  test("are named as one row by a split of the bill", async () => {
    const it = await counter();
    it.enter(COLA, ZERO, COLA, COLA);
    it.press("F9");

    it.type("//1");
    expect(it.preview()).toBe("3 × Cola = 9.75, 3.25 left");
    it.press("Enter");

    expect(it.message()).toBe("3 × Cola = 9.75, 3.25 left");
  });

  test("go as one row where all of it is meant", async () => {
    const it = await counter();
    it.enter(COLA, ZERO, COLA, COLA);

    it.type("*");
    it.press("F5");

    expect(it.rows()).toEqual(["1: 1 Cola zero 3.25"]);
  });

  test.each([
    ["*3", "1: 3 Cola 9.75"],
    ["*9", "1: 9 Cola 29.25"],
    ["+2", "1: 7 Cola 22.75"],
  ])("are as many as %s says of the row", async (typed, row) => {
    const it = await counter();
    it.enter(COLA, COLA, COLA, COLA, COLA, typed);

    expect(it.rows()).toEqual([row]);
    it.undo(1);
    expect(it.rows()).toEqual(["1: 5 Cola 16.25"]);
  });

  test("are two rows once something is said of the last one", async () => {
    const it = await counter();
    it.enter(COLA, COLA, COLA, "'no ice");

    expect(it.rows()).toEqual(["1: 2 Cola 6.50", "2: 1 Cola 3.25 no ice"]);
  });

  test("are all meant where the row is chosen by the arrows", async () => {
    const it = await counter();
    it.enter(COLA, COLA, ZERO, COLA);
    it.press("Down", "Up");
    it.type("'no ice");
    expect(it.preview()).toContain("3 × Cola");
    it.press("Enter");

    expect(it.rows()).toEqual(["1: 3 Cola 9.75 no ice", "2: 1 Cola zero 3.25"]);
    it.type("-50%");
    expect(it.preview()).toContain("3 × Cola = -4.89");
    it.press("Enter");
    expect(it.rows()).toEqual(["1: 3 Cola 4.86 no ice", "2: 1 Cola zero 3.25"]);
    it.undo(2);
    expect(it.rows()).toEqual(["1: 3 Cola 9.75", "2: 1 Cola zero 3.25"]);
  });

  test("have an amount taken off once, of the row as of a line", async () => {
    const it = await counter();
    it.enter(COLA, COLA, COLA);
    it.press("Down");
    it.enter("-1.00");

    expect(it.rows()).toEqual(["1: 2 Cola 6.50", "2: 1 Cola 2.25"]);
  });

  test("given away by the row are within the budget of all of them together", async () => {
    const it = await counter();
    const { till } = it.open;
    valueOf(changeSetting(till, RAVI, { key: "comp-budget", texts: ["7.00"] }));
    const staff = { ...RAVI, permissions: new Set(PERMISSIONS.filter((one) => one !== "approve")) };
    it.enter(COLA, COLA, COLA);
    const [order] = listOrders(till, { day: till.days().now, openOnly: true });
    const lines = order?.lines.map(({ id }) => id) ?? [];
    const [line, ...also] = lines.toReversed();
    if (order === undefined || line === undefined) throw new Error("Nothing was scanned.");
    const discount = compOf("comp");

    function give(others: ReadonlyArray<EventId>) {
      const input = {
        act: "discount",
        line: line as EventId,
        also: others,
        discount,
        reason: "x",
      } as const;
      const world = { act: actOf("discount"), input, next: NOTHING_CHOSEN };
      return deciding(till, world, ({ decide }) =>
        till.ask(RAVI, "give away", (context) =>
          decide(
            { ...context, staff: { ...context.staff, ...staff } },
            orderState(context.view, (order as OrderView).id),
          ),
        ),
      );
    }

    expect(give(also.slice(1)).ok).toBe(true);
    expect(faultOf(give(also))).toMatchObject({ type: "comp/beyond-budget", left: 50 });
  });

  test("come back by the row of the receipt", async () => {
    const it = await counter();
    it.enter(COLA, ZERO, COLA, COLA);
    it.type("20");
    it.press("F9");
    it.enter(":return 1");

    expect(it.store.getState().list).toMatchObject({
      receipt: { lines: [{ name: "Cola", left: 3000 }, { name: "Cola zero" }] },
    });
    it.press("1", "1", "F9", "1");
    expect(it.message()).toContain("6.50");
  });
});

describe("equal goods that come back", () => {
  test("for others are one row of the order", async () => {
    const it = await counter();
    it.enter(COLA, COLA, COLA);
    it.type("20");
    it.press("F9");
    it.enter(":return 1");
    it.press("1", "1", "+", "1");
    it.enter("carrot cake");

    expect(it.screen()).toContain("BACK 2 × Cola");
    expect(it.screen().match(/A-000001/gu)).toHaveLength(1);
  });
});

describe("the setting of equal lines", () => {
  test("joins goods with a barcode, and no others, unless the shop says so", async () => {
    const it = await counter();
    it.enter("carrot cake", "carrot cake");
    expect(it.rows()).toEqual(["1: 1 Carrot cake 4.20", "2: 1 Carrot cake 4.20"]);

    it.set("always");
    expect(it.rows()).toEqual(["1: 2 Carrot cake 8.40"]);

    it.enter(COLA, COLA);
    it.set("never");
    expect(it.rows()).toHaveLength(4);
  });

  test("changes nothing of what an order comes to, whatever is scanned and taken back", async () => {
    const shops = [await counter("always"), await counter("never")] as const;
    const keys = fc.constantFrom(COLA, COLA, COLA, ZERO, "2*cola", "carrot cake", "undo", "off");
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 12 }), (presses) => {
        const orders = shops.map((it) => {
          for (const press of presses) {
            if (press === "undo") it.undo(1);
            else if (press === "off") it.press("F5");
            else it.enter(press);
          }
          const lines = it.lines();
          const seen = { lines, total: it.total() };
          // Nothing is left for the next turn.
          it.type("**");
          it.press("F5", "Esc", "Esc");
          it.press("F6");
          return seen;
        });
        expect(orders[0]).toEqual(orders[1]);
      }),
      { numRuns: 25 },
    );
  });
});

async function counter(joins?: SettingValue<"equal-lines">) {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  const { till } = register.open;
  if (joins !== undefined) set(joins);
  await register.logIn("4", "4444");

  function set(value: SettingValue<"equal-lines">): void {
    valueOf(changeSetting(till, RAVI, { key: "equal-lines", texts: [value] }));
  }

  function order() {
    return register.store.getState().order;
  }

  return {
    ...register,
    set,
    undo: (times: number) => {
      for (let time = 0; time < times; time += 1) {
        // A key that is held down takes nothing more back.
        cafe.clock.advance(LATER_MS);
        register.press("Ctrl-Z");
      }
    },
    enter: (...texts: ReadonlyArray<string>) => {
      for (const text of texts) {
        register.type(text);
        register.press("Enter");
      }
    },
    rows: () =>
      rowsOfOrder(order()?.lines ?? [])
        .filter(({ voided }) => !voided)
        .map(({ position, quantity, name, gross, note }) =>
          `${position}: ${quantity / 1000} ${name} ${(gross / 100).toFixed(2)} ${note}`.trim(),
        ),
    lines: () =>
      (order()?.lines ?? [])
        .filter(({ voided }) => !voided)
        .map(({ quantity, name, gross }) => `${quantity / 1000} ${name} ${gross}`),
    total: () => order()?.total ?? 0,
    preview: () => {
      const plan = planOf(register.store.till, register.store.getState());
      return plan.type === "ready" ? plan.preview : "";
    },
    screen: () => {
      const size = { width: 40, height: 20, signs: "all" } as const;
      return orderRows(register.store.till, register.store.getState(), size)
        .map(({ text }) => text)
        .join("\n");
    },
  };
}
