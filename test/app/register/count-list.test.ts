/** A stocktake at the register: the open sheets, and what is typed or scanned onto one. */

import { expect, test } from "vitest";

import { openSheet, sheetArticles, sheetNamed } from "../../../src/app/stock/stocktake.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { valueOf } from "../../support/shop.ts";
import { keep, RAVI, receive, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies();
const EAN = "4006381333931";

async function counting(who: readonly [string, string] = ["4", "4444"]): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), who);
  const { till } = register.open;
  setProduct(till, "CROISSANT", { barcodes: EAN, packs: "tray=12" });
  for (const sku of ["CROISSANT", "BROWNIE"]) keep(till, sku);
  receive({ till }, "CROISSANT", 30);
  valueOf(openSheet(till, RAVI, { place: "", categories: [] }));
  return register;
}

function entered({ open: { till } }: CafeRegister): Readonly<Record<string, number>> {
  const articles = sheetArticles(till, valueOf(sheetNamed(till, "A1")));
  const counted = articles.filter(({ entries }) => entries.length > 0);
  return Object.fromEntries(counted.map((one) => [one.sku, one.counted / ONE_IN_STOCK]));
}

function line({ store }: CafeRegister): string {
  return store.getState().text;
}

test("a chosen sheet stays on the line for one article after the other, and nothing expected is shown", async () => {
  const register = await counting();
  typed(register, ":count");
  const rows = rowsOf(register.store.till, register.store.getState());
  expect(rows.map(({ label, detail }) => [label, detail])).toEqual([["A1  sales floor", "0/2"]]);
  press(register, "1");
  expect(line(register)).toBe(":count A1 ");

  typed(register, "croissant 2tray+3");
  expect(register.message()).toBe("Croissant: 27 entered, 27 on sheet A1.");
  expect(line(register)).toBe(":count A1 ");
  typed(register, "BROWNIE none");
  typed(register, "croissant =4");
  expect(entered(register)).toEqual({ CROISSANT: 4, BROWNIE: 0 });
});

test("a scan behind a sheet is counted and not sold", async () => {
  const register = await counting();
  register.type(":count A1 ");
  register.scan(EAN);
  expect(line(register)).toBe(`:count A1 ${EAN} `);
  typed(register, "7");

  expect(entered(register)).toEqual({ CROISSANT: 7 });
  expect(register.store.getState().order?.lines ?? []).toEqual([]);
});

test("what can't be counted so keeps the line and says why", async () => {
  const register = await counting();
  typed(register, ":count A9 CROISSANT 7");
  expect(register.message()).toBe("There is no sheet A9: till stock sheet list shows them.");
  expect(line(register)).toBe(":count A9 CROISSANT 7");
  for (const [text, why] of [
    [":count A1 nothing-such 7", "nothing-such"],
    [":count A1 CROISSANT 7crates", "7crates is no quantity"],
    [":count A1 LATTE 7", "no stock is kept"],
    [":count A1", "Sheet, article, quantity"],
  ] as const) {
    press(register, "Esc", "Esc");
    typed(register, text);
    expect(register.message()).toContain(why);
  }
  expect(entered(register)).toEqual({});
});

test("a case that is scanned onto a sheet counts its pieces, and adds up with loose ones", async () => {
  const register = await counting();
  setProduct(register.open.till, "CROISSANT", { "pack codes": "14006381333938=24" });
  typed(register, ":count A1 14006381333938 2");
  typed(register, `${EAN} 3`);
  expect(register.message()).toBe("Croissant: 3 entered, 51 on sheet A1.");
  expect(entered(register)).toEqual({ CROISSANT: 51 });
});

test("who may not count is asked for the PIN of somebody who may, and neither sees what is expected", async () => {
  const register = await counting(["1", "1111"]);
  typed(register, ":count A1 CROISSANT 7");
  expect(register.store.getState().approval?.what).toBe("A1: CROISSANT 7");
  expect(entered(register)).toEqual({});

  typed(register, "4");
  typed(register, "4444");
  await register.checked();
  expect(entered(register)).toEqual({ CROISSANT: 7 });

  expect(register.message()).toBe("Croissant: 7 entered, 7 on sheet A1.");
});
