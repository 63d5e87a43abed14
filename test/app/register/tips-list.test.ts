/** Tips at the register: whom the shop owes them, what was shared out, and paying one of them. */

import { expect, test } from "vitest";

import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { poolTips } from "../../../src/app/people/tip-pool.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { payOrder } from "../../support/acts.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openDrawer } from "../../support/drawer-acts.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const HOUR_MS = 3_600_000;

test("who is owed tips is paid all of it out of the drawer, once", async () => {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const { till } = register.open;
  takeTip(register);
  const float = { own: minor(10_000), pieces: [], foreign: [] };
  valueOf(openDrawer(till, RAVI, { no: 1, float }));

  typed(register, ":tips");
  expect(shown(register)).toEqual([["Mia", "1.00"]]);
  press(register, "1");
  expect(register.message()).toContain("1.00");
  expect(register.store.getState().list).toBeUndefined();

  typed(register, ":tips");
  expect(shown(register)).toEqual([["Nobody is owed tips.", ""]]);
});

test("what a pool left to payroll is owed by nobody here, and is told", async () => {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const { till } = register.open;
  valueOf(performBeside(till, MIA, { act: "clock-in" }));
  takeTip(register);
  register.clock.advance(HOUR_MS);
  valueOf(performBeside(till, MIA, { act: "clock-out" }));
  await register.logIn("4", "4444");
  const day = till.days().now;
  const asked = { from: day, to: day, by: "hours", points: new Map(), drawer: undefined } as const;
  valueOf(poolTips(till, RAVI, asked));

  typed(register, ":tips");
  expect(shown(register)).toMatchObject([
    ["Nobody is owed tips.", ""],
    [expect.stringContaining("1.00"), ""],
  ]);
});

test("tips are paid from a drawer that is open, and listed for whoever may see reports", async () => {
  const ravi = await registerAt(await newCafe(), ["4", "4444"]);
  takeTip(ravi);
  typed(ravi, ":tips");
  press(ravi, "1");
  expect(ravi.store.getState().message).toMatchObject({ level: "error" });

  const mia = await registerAt(await newCafe(), ["1", "1111"]);
  typed(mia, ":tips");
  expect(mia.message()).toContain("may not see reports");
});

function takeTip({ open: { till } }: CafeRegister): void {
  const { order } = sellGoods(till, ["2*croissant"]);
  const payment = { type: "card", tip: minor(100) } as const;
  valueOf(payOrder(till, MIA, { order: order.number, payment }));
}

function shown({ store }: CafeRegister): ReadonlyArray<readonly [string, string]> {
  return rowsOf(store.till, store.getState()).map(({ label, detail }) => [label, detail]);
}
