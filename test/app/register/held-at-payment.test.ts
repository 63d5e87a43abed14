import { describe, expect, test } from "vitest";

import { listOrders } from "../../../src/app/orders/orders.ts";
import { type OrderView } from "../../../src/domain/views.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();
/** Between two keys: long enough for one that takes money to count again. */
const BETWEEN_MS = 1000;

describe("the question at the payment", () => {
  test("names what waits, and Esc leaves the order as it was", async () => {
    const at = await atTable("7");

    at.press("F9", "Enter");
    expect(at.message()).toBe(
      "The kitchen still waits with 1 × Margherita: make it now, or keep waiting?",
    );
    at.press("Esc");

    expect(at.orders()).toMatchObject([{ status: "open", lines: [{}, { isOnHold: true }] }]);
    expect(at.screen()).toBe("payment");
  });

  test("keeps what was given: the change is that of the twenty", async () => {
    const at = await atTable("7");

    at.type("20");
    at.press("F9", "Enter");

    expect(at.orders()).toMatchObject([{ status: "paid", lines: [{}, { isOnHold: false }] }]);
    expect(at.register.store.getState().paid).toMatchObject({ tendered: 2000, change: 690 });
  });

  test("comes at the last part of a split", async () => {
    const at = await atTable("7");

    at.type("/2");
    at.press("F9", "F12", "Enter");
    expect(at.orders()).toMatchObject([{ status: "open" }]);
    at.press("F12", "2");

    expect(at.orders()).toMatchObject([{ status: "paid", lines: [{}, { isOnHold: true }] }]);
  });

  test("does not come where nobody sits: the payment fires it", async () => {
    const at = await counter();

    at.press("F9", "Enter");

    expect(at.orders()).toMatchObject([{ status: "paid", lines: [{}, { isOnHold: false }] }]);
    expect(at.latestPaper()).not.toContain("HELD");
  });
});

interface At extends Pick<RealRegister, "type" | "message"> {
  readonly register: RealRegister;
  readonly press: (...keys: ReadonlyArray<string>) => void;
  readonly orders: () => ReadonlyArray<OrderView>;
  readonly screen: () => string;
  readonly latestPaper: () => string;
}

async function atTable(table: string): Promise<At> {
  const at = await loggedIn();
  at.type(table);
  at.press("F7");
  ring(at);
  return at;
}

async function counter(): Promise<At> {
  const at = await loggedIn();
  at.register.store.getState().session?.perform({ act: "service", service: "dine-in" });
  ring(at);
  return at;
}

/** Rings up a starter and a main, and sends them. */
function ring(at: At): void {
  for (const goods of ["400", "510"]) {
    at.type(goods);
    at.press("Enter");
  }
  at.press("F2");
}

async function loggedIn(): Promise<At> {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");
  const { till } = register.open;
  return {
    register,
    type: register.type,
    message: register.message,
    press: (...keys) => {
      for (const key of keys) {
        cafe.clock.advance(BETWEEN_MS);
        register.press(key);
      }
    },
    orders: () => listOrders(till, { day: till.days().now, openOnly: false }),
    screen: () => register.store.getState().screen,
    latestPaper: () => register.open.jobs.latest(2).at(-1)?.document ?? "",
  };
}
