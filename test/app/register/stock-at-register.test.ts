/** Stock at the register: how much there is where goods are found, what is low, and none left here. */

import { expect, test } from "vitest";

import { planOf } from "../../../src/tui/register-step.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { synchroniseLedgers } from "../../support/shop.ts";
import { keep, receive, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies();

/** What is typed, and what Enter would do with it. */
function preview(register: CafeRegister, text: string): string {
  register.type(text);
  const { store } = register;
  const plan = planOf(store.till, store.getState());
  press(register, "Esc");
  return plan.type === "ready" ? plan.preview : "";
}

function lines({ store }: CafeRegister): ReadonlyArray<string> {
  const { order } = store.getState();
  return (order?.lines ?? []).map(({ quantity, name }) => `${quantity / 1000} ${name}`);
}

test("goods say how much there is where they are found and where their price is asked", async () => {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  keep(register.open.till);
  receive(register.open, "CROISSANT", 12);

  expect(preview(register, "croissant")).toContain("12 left");
  typed(register, "?croissant");
  expect(register.message()).toContain("12 left");
  typed(register, "3*croissant");
  expect(register.message()).toBe("3 × Croissant. 9 left.");
  expect(preview(register, "croissant")).toContain("9 left");
});

test("goods below the minimum are told once a day, on the line that sells them", async () => {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  keep(register.open.till);
  receive(register.open, "CROISSANT", 6);
  setProduct(register.open.till, "CROISSANT", { "reorder at": "5" });

  typed(register, "croissant");
  expect(register.message()).not.toContain("Low");
  typed(register, "croissant");
  expect(register.message()).toBe("1 × Croissant. Low: 4 left.");
  typed(register, "croissant");
  expect(register.message()).not.toContain("Low");
});

test("a till with no right to a guarded croissant says who has some, and F9 sells it by the right to", async () => {
  const cafe = await newCafe();
  const register = await registerAt(cafe, ["4", "4444"]);
  const bar = await enrolBar(cafe, register.open.till);
  keep(register.open.till, "CROISSANT", "guarded");
  synchroniseLedgers(register.open.till.ledger, bar.till.ledger);
  receive(bar, "CROISSANT", 3);
  synchroniseLedgers(bar.till.ledger, register.open.till.ledger);

  expect(preview(register, "croissant")).toContain("none here");
  typed(register, "croissant");
  expect(register.message()).toBe(
    "Croissant: none left here; Bar has 3. F9 sells it all the same.",
  );
  expect(lines(register)).toEqual([]);
  press(register, "F9");
  expect(lines(register)).toEqual(["1 Croissant"]);
  await bar.close();
});
