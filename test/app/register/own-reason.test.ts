/** Reasons of one's own at the register, where a list offers the usual ones. */

import { expect, test } from "vitest";

import { findOrder, orderState } from "../../../src/app/orders/orders.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();

test("what is typed in the list of reasons is why goods that the kitchen knows come off", async () => {
  const register: CafeRegister = await registerAt(await newCafe(), ["4", "4444"]);
  typed(register, "croissant");
  press(register, "F2", "F5");
  expect(register.store.getState().list?.type).toBe("reason");

  typed(register, "lost");
  const [line] = Object.values(stateOf(register).linesById);
  expect(line?.voids).toMatchObject([{ reason: "lost" }]);
});

test("what is typed in the list of reasons is why goods of a receipt come back", async () => {
  const register: CafeRegister = await registerAt(await newCafe(), ["4", "4444"]);
  typed(register, "croissant");
  press(register, "F9");
  typed(register, "2.60");
  typed(register, ":return 1");
  press(register, "*", "F9");
  expect(register.store.getState().list?.type).toBe("return-reason");

  typed(register, "lost");
  const { refunds } = stateOf(register);
  expect(refunds).toMatchObject([{ body: { total: -260, reason: "lost" } }]);
});

function stateOf({ open: { till } }: CafeRegister) {
  const found = findOrder(till, "A1");
  if (found === undefined) throw new Error("There is no order.");
  return till.ledger.read((view) => orderState(view, found.order.id));
}
