/** F6 with the number of an order that is over: it was meant as a number, and names no other order. */

import { expect, test } from "vitest";

import { findOrder } from "../../../src/app/orders/orders.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();

test("the number of a paid order brings nothing, and renames nothing", async () => {
  const register = openRealRegister(await newCafe());
  sellGoods(register.open.till, ["croissant"], { cash: 10_000 });
  await register.logIn("1", "1111");
  register.type("400");
  register.press("Enter");

  for (const typed of ["A1", "a1"]) {
    register.type(typed);
    register.press("F6");
    expect(register.message()).toBe(
      `${typed} is paid: :receipts A-000001, then 7, brings it back.`,
    );
  }

  expect(register.store.getState()).toMatchObject({ order: { number: "A2", name: "" } });
  register.press("Esc");
  register.type("rossi7");
  register.press("F6");
  expect(findOrder(register.open.till, "A2")?.order.name).toBe("rossi7");
});
