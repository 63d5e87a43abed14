/** An order that two tills have paid together, apart: it is paid, and one key makes its receipt. */

import { expect, test } from "vitest";

import { findOrder } from "../../../src/app/orders/orders.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { payOrder } from "../../support/acts.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";
import { meet, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies();

test("an order whose parts two tills took apart stands as paid in F6, and F9 there makes its receipt", async () => {
  const cafe = await newCafe();
  const { counter, bar } = await twoTills(cafe);
  sellGoods(counter.till, ["4*croissant"]);
  meet(counter, bar);
  const card = { type: "card", amount: minor(500) } as const;
  valueOf(payOrder(bar.till, MIA, { order: "A1", payment: card }));
  const cash = { type: "cash", tendered: minor(540) } as const;
  valueOf(payOrder(counter.till, MIA, { order: "A1", payment: cash }));
  meet(counter, bar);
  expect(findOrder(counter.till, "A1")?.receipts).toEqual([]);

  const register = openRealRegister({ clock: cafe.clock, open: () => counter.open });
  await register.logIn("1", "1111");
  register.press("F6");
  const { till } = register.store;
  const rows = rowsOf(till, register.store.getState()).map(
    ({ label, detail }) => `${label} ${detail}`,
  );
  expect(rows).toEqual([expect.stringContaining("PAID, receipt waits: F9")]);
  for (const key of ["Enter", "F9"]) {
    cafe.clock.advance(1000);
    register.press(key);
  }

  expect(findOrder(counter.till, "A1")?.order).toMatchObject({ status: "paid", due: 0 });
  expect(findOrder(counter.till, "A1")?.receipts).toMatchObject([
    { number: "A-000001", total: 1040 },
  ]);
  expect(register.message()).toContain("A-000001");
});
