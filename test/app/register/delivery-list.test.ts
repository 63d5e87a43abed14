/** A delivery at the register: what is scanned or typed is counted in, and booked at once. */

import { expect, test } from "vitest";

import { expiryList } from "../../../src/app/stock/expiry.ts";
import { orderSupplies, purchaseNamed } from "../../../src/app/stock/purchases.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { keep, levelAt, RAVI, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies();
const EAN = "4006381333931";
const CRATE = "14006381333938";

/** Two trays of croissants are awaited. */
async function awaiting(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const { till } = register.open;
  setProduct(till, "CROISSANT", { barcodes: EAN, "supplier codes": `${CRATE}=12 TRAY-7=12` });
  for (const sku of ["CROISSANT", "BROWNIE"]) keep(till, sku);
  const lines = [{ sku: "CROISSANT", quantity: 24 * ONE_IN_STOCK, how: "24" }];
  valueOf(orderSupplies(till, RAVI, { supplier: "Baker", expected: null, note: "", lines }));
  return register;
}

function shown({ store }: CafeRegister): ReadonlyArray<ReadonlyArray<string | undefined>> {
  return rowsOf(store.till, store.getState()).map(({ label, detail }) => [label, detail]);
}

function pane({ store }: CafeRegister): ReadonlyArray<string> {
  return sideRows(store.till, store.getState(), { width: 40, height: 12, signs: "all", block: "#" })
    .slice(0, 3)
    .map(({ text }) => text.trimEnd());
}

test("each scan behind an order counts in what comes under its code, and Enter books what is seen", async () => {
  const register = await awaiting();
  typed(register, ":receive");
  expect(shown(register)).toEqual([
    ["Without an order", ""],
    ["PA1  Baker", "0/1"],
  ]);
  press(register, "2");
  expect(register.store.getState().text).toBe(":receive PA1 ");

  register.scan(EAN);
  register.scan(EAN);
  register.scan(CRATE);
  expect(register.message()).toBe("Croissant: 12, 14 counted in of 24 awaited.");
  expect([levelAt(register.open), register.store.getState().order?.lines ?? []]).toEqual([0, []]);

  expect(pane(register)).toEqual([
    " Counted in for PA1",
    " 1 Book 1 line",
    "   Croissant                         14",
  ]);
  press(register, "Enter");
  expect(register.message()).toBe("Delivery for PA1 booked: 1 line.");
  expect([levelAt(register.open), register.store.getState().text]).toEqual([14, ""]);
  expect(valueOf(purchaseNamed(register.open.till, "PA1")).lines[0]?.came).toBe(14 * ONE_IN_STOCK);
});

test("what a colleague has counted in is listed by its number, and one digit books all of it", async () => {
  const register = await awaiting();
  typed(register, ":receive PA1 croissant 3");
  press(register, "Esc");
  typed(register, ":receive PA1");
  expect(shown(register)).toEqual([
    ["Book 1 line", ""],
    ["Croissant", "3"],
  ]);
  press(register, "1");
  expect(register.message()).toBe("Delivery for PA1 booked: 1 line.");
});

test("a case that the shop sells whole counts in as its pieces, scanned and typed", async () => {
  const register = await awaiting();
  setProduct(register.open.till, "BROWNIE", { "pack codes": "4012345000016=24" });
  typed(register, ":receive");
  press(register, "2");
  register.scan("4012345000016");
  typed(register, "4012345000016 2");
  expect(register.message()).toBe("Brownie: 48, 72 counted in.");
});

test("what is typed adds up or stands for what was counted, and the next cashier books it", async () => {
  const register = await awaiting();
  typed(register, ":receive - croissant 3");
  typed(register, "croissant 4");
  typed(register, "BROWNIE 2");
  expect(register.message()).toBe("Brownie: 2, 2 counted in.");
  typed(register, "croissant =5");
  typed(register, "BROWNIE none");
  await register.logIn("4", "4444");
  typed(register, ":receive - ok 4711");
  expect([register.message(), levelAt(register.open), levelAt(register.open, "BROWNIE")]).toEqual([
    "Delivery booked: 1 line.",
    5,
    0,
  ]);
});

test("a carton's code says its batch and its last day", async () => {
  const register = await awaiting();
  const { till } = register.open;
  const day = till.days().now.slice(2).replaceAll("-", "");
  register.type(":receive PA1 ");
  register.scan(`01${CRATE}17${day}10LOT7`);
  typed(register, "ok");
  expect(expiryList(till, 0)).toMatchObject([
    { product: { sku: "CROISSANT" }, left: 12 * ONE_IN_STOCK, batch: "LOT7", isPast: false },
  ]);
});

test("what can't be counted in keeps the line and says why", async () => {
  const register = await awaiting();
  for (const [text, why] of [
    [":receive PA9 CROISSANT 7", "There is no order PA9"],
    [":receive PA1 CROISSANT 7crates", "7crates is no quantity"],
    [":receive PA1 LATTE 7", "no stock is kept"],
    [":receive PA1 CROISSANT", "CROISSANT is no code of an article"],
    [":receive PA1 ok", "Nothing is counted in yet"],
  ] as const) {
    press(register, "Esc", "Esc");
    typed(register, text);
    expect(register.message()).toContain(why);
  }
  register.type(":receive PA1 ");
  register.scan("4012345678901");
  expect(register.message()).toBe(
    "4012345678901 is no code of an article: add it under its supplier codes.",
  );
  expect(levelAt(register.open)).toBe(0);
});
