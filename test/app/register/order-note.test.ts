/** A note of a whole order at the register: typed before or after its goods, and taken back. */

import { expect, test } from "vitest";

import { createKitchenPort } from "../../../src/app/kitchen/open-kitchen.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { fingerOn } from "../../support/tapped-register.ts";

const newRestaurant = cafeCopies({
  fixture: "restaurant",
  sells: ({ plu }) => ["101", "205"].includes(plu ?? ""),
});

async function atTable() {
  const register: CafeRegister = await registerAt(await newRestaurant(), ["1", "1111"]);
  const { rows } = fingerOn(register, register.clock, { columns: 80, rows: 24 });
  register.type("9*2");
  press(register, "F7");
  return { register, screen: () => rows().join("\n") };
}

test("a note typed before anybody orders stands at the table, and below its goods", async () => {
  const { register, screen } = await atTable();
  typed(register, "''nut allergy");
  expect(register.message()).toBe("For the whole order: “nut allergy”.");
  expect(screen()).toContain("Nobody has ordered anything yet.");
  expect(screen()).toContain('"nut allergy"');

  typed(register, "205");
  expect(screen()).toMatch(/Fish and chips[\s\S]*"nut allergy"[\s\S]*TOTAL/u);
});

test("a note of the order is taken back by Ctrl-Z, and by two signs alone", async () => {
  const { register, screen } = await atTable();
  typed(register, "''nut allergy");
  press(register, "Ctrl-Z");
  expect(register.message()).toContain("The note of the order is as before.");
  expect(screen()).not.toContain("nut allergy");

  typed(register, "''birthday");
  typed(register, "''");
  expect(register.message()).toBe("The order has no note any more.");
  expect(screen()).not.toContain("birthday");
});

test("goods that the kitchen knows are to be sent again once the order has another note", async () => {
  const { register } = await atTable();
  typed(register, "205");
  press(register, "F2");
  typed(register, "''nut allergy");
  expect(register.store.getState().order?.lines[0]?.kitchen).toBe("unsent");

  press(register, "F2");
  expect(register.store.getState().order?.lines[0]?.kitchen).not.toBe("unsent");
});

test("what is made when a note is said late is not told of it, and what is not made is", async () => {
  const { register } = await atTable();
  function unsent(): ReadonlyArray<boolean> {
    const { lines = [] } = register.store.getState().order ?? {};
    return lines.map(({ kitchen }) => kitchen === "unsent");
  }
  typed(register, "205");
  press(register, "F2");
  const fish = stationOf(register, "205");
  for (const card of fish.board().cards) valueOf(fish.bump(card));
  typed(register, "101");
  press(register, "F2");

  typed(register, "''nut allergy");
  expect(unsent()).toEqual([false, true]);

  press(register, "F2");
  expect(unsent()).toEqual([false, false]);
  expect(fish.board().cards).toEqual([]);
});

/** The screen of the station that makes those goods. */
function stationOf({ open }: CafeRegister, plu: string) {
  const products = [...open.till.catalogue().productsBySku.values()];
  const id = products.find((product) => product.plu === plu)?.station ?? "";
  return createKitchenPort(open, { station: { id, name: id }, onLog: () => undefined });
}
