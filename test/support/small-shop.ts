/**
 * A café small enough to keep in one's head, with the names that are hard to read.
 */

import {
  type Catalogue,
  type ModifierGroup,
  type Product,
  type TaxClass,
} from "../../src/domain/goods/catalogue.ts";
import { USUAL_RULES } from "../../src/domain/goods/sale-rules.ts";
import { USUAL_KEEPING } from "../../src/domain/goods/stock-keeping.ts";
import { minor, milliPercent } from "../../src/domain/money/amounts.ts";
import { type Currency, currenciesByCode } from "../../src/domain/money/currency.ts";

export function product(sku: string, facts: Partial<Product> = {}): Product {
  return {
    sku,
    name: sku,
    kitchenName: "",
    shortCode: "",
    plu: "",
    barcodes: [],
    price: minor(280),
    taxClass: "food",
    category: "all",
    station: "kitchen",
    course: 1,
    soldBy: "each",
    openPrice: false,
    modifierGroups: [],
    combo: [],
    deposits: [],
    active: true,
    ...USUAL_KEEPING,
    ...USUAL_RULES,
    ...facts,
  };
}

export function catalogueOf(
  products: ReadonlyArray<Product>,
  groups: ReadonlyArray<ModifierGroup> = [],
): Catalogue {
  return {
    productsBySku: new Map(products.map((it) => [it.sku, it])),
    categoriesById: new Map([["all", { id: "all", name: "All", position: 1 }]]),
    modifierGroupsById: new Map(groups.map((it) => [it.id, it])),
    stationsById: new Map([["kitchen", { id: "kitchen", name: "Kitchen" }]]),
    taxClassesById: new Map([["food", foodTaxes]]),
    limits: new Map(),
    priceListsById: new Map(),
    listedPrices: new Map(),
    contestedLists: new Map(),
  };
}

const tax = [{ label: "VAT 9%", rate: milliPercent(9000), included: true }];

const foodTaxes: TaxClass = {
  id: "food",
  name: "Food",
  taxesByService: { counter: tax, "dine-in": tax, takeaway: tax, delivery: tax },
};

export const milk: ModifierGroup = {
  id: "milk",
  name: "Milk",
  min: 0,
  max: 1,
  freeCount: 0,
  options: [
    { id: "cow", name: "Cow milk", price: minor(0), byDefault: true },
    { id: "oat", name: "Oat milk", price: minor(50), byDefault: false },
  ],
};

export const extras: ModifierGroup = {
  id: "extras",
  name: "Extras",
  min: 0,
  max: 3,
  freeCount: 0,
  options: [{ id: "shot", name: "Extra shot", price: minor(60), byDefault: false }],
};

/** A choice that has to be made. */
export const doneness: ModifierGroup = {
  id: "doneness",
  name: "Doneness",
  min: 1,
  max: 1,
  freeCount: 0,
  options: [
    { id: "rare", name: "Rare", price: minor(0), byDefault: false },
    { id: "medium", name: "Medium", price: minor(0), byDefault: false },
    { id: "well", name: "Well done", price: minor(0), byDefault: false },
  ],
};

export const smallShop: Catalogue = catalogueOf(
  [
    product("COFFEE", { name: "Coffee", plu: "100", shortCode: "co", price: minor(280) }),
    product("LATTE", {
      name: "Latte",
      plu: "101",
      shortCode: "la",
      price: minor(340),
      modifierGroups: ["milk", "extras"],
    }),
    product("LATTE-OAT", { name: "Latte oat", plu: "102", shortCode: "lo", price: minor(390) }),
    product("COLA", {
      name: "Cola 0.33",
      plu: "110",
      price: minor(325),
      station: "",
      barcodes: ["5449000000996"],
    }),
    product("STEAK", {
      name: "Ribeye steak",
      plu: "201",
      price: minor(2450),
      modifierGroups: ["doneness"],
    }),
    product("SALMON", { name: "Salmon", plu: "88", price: minor(3200), soldBy: "weight" }),
    product("DIVERSE", { name: "Diverse", plu: "999", price: minor(0), openPrice: true }),
    product("7UP", { name: "7up", price: minor(300), station: "" }),
    product("1664", { name: "1664", price: minor(450), station: "" }),
    product("4CHEESE", { name: "4 Cheese", price: minor(1150) }),
    product("LICOR", { name: "Licor", price: minor(500), station: "" }),
    product("LICOR43", { name: "Licor 43", price: minor(550), station: "" }),
    product("GONE", { name: "Gone soup", plu: "300", active: false }),
  ],
  [milk, extras, doneness],
);

export const euro: Currency = currencyOf("EUR");

function currencyOf(code: string): Currency {
  const currency = currenciesByCode.get(code);
  if (currency === undefined) throw new Error(`No currency ${code}`);
  return currency;
}
