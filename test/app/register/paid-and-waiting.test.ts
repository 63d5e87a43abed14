/** A paid order with a course that the kitchen holds: it stays in sight until it is fired, or its day is closed. */

import { describe, expect, test } from "vitest";

import { closeDay } from "../../../src/app/day/close-evening.ts";
import { openLines } from "../../../src/app/day/close-text.ts";
import { whatIsOpen } from "../../../src/app/day/what-is-open.ts";
import { listOrders } from "../../../src/app/orders/orders.ts";
import { soleTable } from "../../../src/app/orders/tables.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
/** Between two keys: long enough for one that takes money to count again. */
const BETWEEN_MS = 1000;

describe("a paid order whose main waits", () => {
  test("stands in the list of open orders, on the plan and at its table, and is fired there", async () => {
    const at = await paidAtTable();

    at.press("F6");
    expect(at.rows()).toEqual([expect.stringMatching(/PAID, 1 × Margherita waits/u)]);
    at.press("Esc", "F7");
    expect(at.rows()).toEqual([expect.stringMatching(/Table 7.*PAID, 1 × Margherita waits/u)]);
    at.press("Esc");
    at.type("7");
    at.press("F7");
    expect(at.register.store.getState().order).toMatchObject({ number: "A1", status: "paid" });
    at.press("Ctrl-F");

    expect(at.register.message()).toBe("Fired: 1 × Margherita.");
    expect(at.open()).toEqual([]);
    at.press("F6");
    expect(at.register.message()).toBe("No order is open but what is on the screen.");
  });

  test("leaves its table to new guests: counted, or by F7 again", async () => {
    const at = await paidAtTable();

    at.type("7");
    at.press("F7");
    at.type("7");
    at.press("F7");

    expect(at.register.store.getState().order).toMatchObject({
      number: "A2",
      table: "7",
      status: "open",
    });
    at.press("F7");
    expect(at.rows()).toHaveLength(2);
  });

  test("is named by the close, and is over once the day is closed", async () => {
    const at = await paidAtTable();
    const { till } = at.register.open;
    const day = till.days().now;

    expect(at.closeLines()).toEqual([
      { text: "A1 7: paid, Margherita waits", command: "order fire A1" },
    ]);
    expect(till.ledger.read((view) => soleTable(view, "7"))).toBe(at.open()[0]);

    await at.close(day);
    expect(at.open()).toEqual([]);
    expect(at.closeLines()).toEqual([]);
  });

  test("waits no more once its goods came back", async () => {
    const at = await paidAtTable();

    at.type(":return 1");
    at.press("Enter");
    at.press("2");
    at.press("F9");
    at.press("1");

    expect(at.register.message()).toContain("Refund");
    expect(at.open()).toEqual([]);
  });
});

interface At {
  readonly register: RealRegister;
  readonly type: (text: string) => void;
  readonly press: (...keys: ReadonlyArray<string>) => void;
  /** The rows of the open list. */
  readonly rows: () => ReadonlyArray<string>;
  /** The orders that are listed as open. */
  readonly open: () => ReadonlyArray<string>;
  readonly closeLines: () => ReturnType<typeof openLines>;
  readonly close: (day: BusinessDay) => Promise<unknown>;
}

async function paidAtTable(): Promise<At> {
  const cafe = await newCafe();
  const at = await loggedIn(cafe);
  at.type("7");
  at.press("F7");
  for (const goods of ["400", "510"]) {
    at.type(goods);
    at.press("Enter");
  }
  at.press("F9", "Enter", "2");
  expect(at.register.message()).toBe("Paid 13.10 in cash. Receipt A-000001.");
  return at;
}

async function loggedIn(cafe: Cafe): Promise<At> {
  const register = openRealRegister(cafe);
  await register.logIn("3", "3333");
  const { till } = register.open;

  function look(): ReturnType<typeof whatIsOpen> {
    const { now: day } = till.days();
    return whatIsOpen({ ...register.open, view: undefined }, { day, seesExpected: true });
  }

  return {
    register,
    type: register.type,
    press: (...keys) => {
      for (const key of keys) {
        cafe.clock.advance(BETWEEN_MS);
        register.press(key);
      }
    },
    rows: () =>
      rowsOf(register.store.till, register.store.getState()).map(
        ({ label, detail }) => `${label} ${detail}`,
      ),
    open: () =>
      listOrders(till, { day: till.days().now, openOnly: true }).map(({ id }) => id as string),
    closeLines: () => {
      const speech = { till, locale: "en" as const, currency: till.currency, nowMs: 0 };
      return openLines({ ...look(), people: [], drawers: [], papers: 0, attention: 0 }, speech);
    },
    close: (day) =>
      closeDay(
        { till, clock: cafe.clock, mesh: () => Promise.resolve(undefined) },
        { day, asked: "4" },
      ),
  };
}
