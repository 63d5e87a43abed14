/** Variants at a real register: the family's name lists them with price and level, and one of them is added. */

import { expect, test } from "vitest";

import { changeEntry } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { faultOf } from "../../support/shop.ts";
import { keep, RAVI, receive, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

function addShirt(till: Till, row: string, column: string): void {
  setProduct(till, `SHIRT-${row}-${column}`.toUpperCase(), {
    name: "T-shirt",
    price: column === "red" ? "19.90" : "21.90",
    category: "bakery",
    "tax class": "untaxed",
    family: "T-shirt",
    row,
    column,
  });
}

async function atRegister(): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), ["4", "4444"]);
  const { till } = register.open;
  for (const row of ["M", "S"]) for (const column of ["red", "blue"]) addShirt(till, row, column);
  keep(till, "SHIRT-M-RED");
  receive(register.open, "SHIRT-M-RED", 7);
  return register;
}

test("The family's name shows the grid of its variants, with price and level", async () => {
  const register = await atRegister();
  register.type("t-shirt");
  expect(pane(register)).toEqual([
    "blue          red",
    "S  1 21.90      2 19.90",
    "M  3 21.90  4 19.90 (7)",
  ]);

  press(register, "Down", "Down");
  expect(pane(register)[1]).toBe("S  1 21.90     >2 19.90");
});

test("A grid without room is a list, in the same order", async () => {
  const register = await atRegister();
  register.type("t-shirt");
  const text = pane(register, 22).join(" ");
  expect(text).toMatch(/1 T-shirt, S, .*blue 2 T-shirt, S, .*red 3 T-shirt, M, .*blue 4 T-sh/u);
  expect(text).toContain("7 left  19.90");
});

test("Enter adds none of them until one is chosen", async () => {
  const register = await atRegister();
  typed(register, "2*t-shirt");
  expect(register.message()).toContain("T-shirt comes in 4: type which");
  expect(register.store.getState().order).toBeUndefined();

  press(register, "Down", "Down", "Enter");
  const [line] = register.store.getState().order?.lines ?? [];
  expect(line).toMatchObject({ sku: "SHIRT-S-RED", quantity: 2000, gross: 3980 });
});

test("What is typed behind the name says which", async () => {
  const register = await atRegister();
  typed(register, "t-shirt m blue");
  expect(register.store.getState().order?.lines).toMatchObject([{ sku: "SHIRT-M-BLUE" }]);
});

test("Two variants that are sold have never one place of a grid", async () => {
  const register = await atRegister();
  const { till } = register.open;
  const wish = { type: "product", id: "SHIRT-S-BLUE", isNew: false } as const;
  const fields = [{ field: "column", text: "Red" }];
  expect(faultOf(changeEntry(till, RAVI, { ...wish, fields }))).toMatchObject({
    field: "family",
    message: '"T-shirt, S, Red" is already that of T-shirt (SHIRT-S-RED)',
  });
  setProduct(till, "SHIRT-S-RED", { active: "no" });
  setProduct(till, "SHIRT-S-BLUE", { column: "Red" });
});

/** Returns the pane beside the order without its title. */
function pane({ store }: CafeRegister, width = 60): ReadonlyArray<string> {
  const size = { width, height: 20, signs: "all", block: "#" } as const;
  const rows = sideRows(store.till, store.getState(), size).map(({ text }) => text.trim());
  return rows.slice(1).filter((text) => text !== "");
}
