import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import {
  fixtureFilesByPart,
  parseShopFixture,
  type ShopFixture,
  shopFixtureSchema,
  toCatalogue,
} from "../../../src/domain/founding/shop-fixture.ts";
import { receiptBarcode } from "../../../src/domain/goods/barcode.ts";
import { type Service } from "../../../src/domain/goods/catalogue.ts";
import { lineGross, modifiersPrice } from "../../../src/domain/goods/pricing.ts";
import { minor, oneUnit, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { taxBill } from "../../../src/domain/money/tax.ts";

const cafe = shopFixtureSchema.parse(readCafe());
const catalogue = toCatalogue(cafe);
const receiptCode = receiptBarcode({ deviceOrdinal: 1, number: 1 });

describe("the café", () => {
  test("has about eighty to a hundred products in every category", () => {
    expect(cafe.products.length).toBeGreaterThanOrEqual(80);
    expect(new Set(cafe.products.map(({ category }) => category))).toEqual(
      new Set(catalogue.categoriesById.keys()),
    );
  });

  test.each([
    "7up",
    "1664",
    "4 Cheese",
    "H2O",
    "T-bone",
    "Licor",
    "Licor 43",
    "3*Sterne Sekt",
    "10% Kaffeesahne",
    "1/2 Hendl",
    "0,5 l Bier",
    "-196 Lemon",
    "Crème brûlée",
    "Käsespätzle",
  ])("sells %s", (name) => {
    expect(named(name).active).toBe(true);
  });

  test("sells coffee by 100 and a flat white by 102", () => {
    expect(named("Coffee").plu).toBe("100");
    expect(named("Flat white").plu).toBe("102");
  });

  test("gives every product its own PLU of three digits", () => {
    expect(cafe.products.filter(({ plu }) => !/^[1-9][0-9]{2}$/u.test(plu))).toEqual([]);
  });

  test("sells a flat white with whole milk in the regular size when nothing is said", () => {
    const taken = named("Flat white").modifierGroups.flatMap((group) =>
      (catalogue.modifierGroupsById.get(group)?.options ?? [])
        .filter(({ byDefault }) => byDefault)
        .map(({ id }) => ({ group, option: id, count: 1 })),
    );

    expect(taken.map(({ option }) => option)).toEqual(["whole", "regular"]);
    expect(
      [...catalogue.modifierGroupsById.values()].map((group) => modifiersPrice(group, taken)),
    ).toEqual(cafe.modifierGroups.map(() => 0));
  });

  test("taxes a coffee in the house as away", () => {
    expect(coffeeBill("takeaway")).toMatchObject({ total: 280, tax: 23 });
    expect(coffeeBill("dine-in")).toMatchObject({ total: 280, tax: 23 });
  });

  test("sends the tickets of bar and kitchen to one printer and the receipts to another", () => {
    expect(cafe.printers.map(({ receipts, stations }) => ({ receipts, stations }))).toEqual([
      { receipts: true, stations: [] },
      { receipts: false, stations: ["bar", "kitchen"] },
    ]);
  });

  test("lets staff number 1 sell and take cash, but neither void what was sent nor discount", () => {
    const first = cafe.staff.find(({ number }) => number === 1);
    const permissions = cafe.roles.find(({ id }) => id === first?.role)?.permissions ?? [];

    expect(first?.pin).toBe("1111");
    expect(permissions).toEqual(expect.arrayContaining(["sell", "pay"]));
    expect(permissions).not.toEqual(expect.arrayContaining(["void"]));
    expect(permissions).not.toEqual(expect.arrayContaining(["discount"]));
  });
});

describe("a shop in files", () => {
  test("names the place and the name of a tax class that does not exist", () => {
    expect(problemsOf({ products: withFirst(cafe.products, { taxClass: "fod" }) })).toEqual([
      'products.json 0.taxClass: "fod" does not exist',
    ]);
  });

  test.each([
    ["category", { category: "tee" }, 'products.json 0.category: "tee" does not exist'],
    ["station", { station: "grill" }, 'products.json 0.station: "grill" does not exist'],
    [
      "group",
      { modifierGroups: ["mlk"] },
      'products.json 0.modifierGroups.0: "mlk" does not exist',
    ],
    [
      "barcode",
      { barcodes: ["2123450012349"] },
      'products.json 0.barcodes.0: "2123450012349" should end in 3',
    ],
    [
      "short barcode",
      { barcodes: ["123"] },
      'products.json 0.barcodes.0: "123" has not 8, 12, 13 or 14 digits',
    ],
    [
      "receipt's code",
      { barcodes: [receiptCode] },
      `products.json 0.barcodes.0: "${receiptCode}" is a receipt's code`,
    ],
    ["cheap", { price: minor(20) }, "products.json 0.price: modifiers bring 20 below zero"],
  ])("refuses a product with a wrong %s", (_what, change, problem) => {
    expect(problemsOf({ products: withFirst(cafe.products, change) })).toEqual([problem]);
  });

  test.each([
    ["plu", { plu: "101" }, 'products.json 1.plu: "101" is there twice'],
    ["short code", { shortCode: "es" }, 'products.json 1.shortCode: "es" is there twice'],
    ["SKU", { sku: "ESPRESSO" }, 'products.json 1.sku: "ESPRESSO" is there twice'],
  ])("refuses two products with the same %s", (_what, change, problem) => {
    expect(problemsOf({ products: withFirst(cafe.products, change) })).toEqual([problem]);
  });

  test("refuses two products with the same barcode", () => {
    const twice = cafe.products.find(({ barcodes }) => barcodes.length > 0)?.barcodes ?? [];

    expect(problemsOf({ products: withFirst(cafe.products, { barcodes: twice }) })).toHaveLength(1);
  });

  test.each([
    ["a negative price", { price: -1, openPrice: true }, /^products\.json 0\.price: -1: /u],
    ["a PLU of letters", { plu: "1a" }, /^products\.json 0\.plu: "1a": is not up to 6 digits$/u],
    [
      "a short code of digits",
      { shortCode: "12" },
      /^products\.json 0\.shortCode: "12": is not 1/u,
    ],
    ["a name of signs", { name: "***" }, /^products\.json 0\.name: "\*\*\*": has no letter/u],
  ])("names the place and the value of %s", (_what, change, problem) => {
    const parts = { ...cafe, products: withFirst(cafe.products, change) };

    const shop = parseShopFixture(parts);

    expect(shop).toEqual({ ok: false, fault: [expect.stringMatching(problem)] });
  });

  test.each([
    [
      "more defaults than may be taken",
      { max: 0, min: 0 },
      "modifier-groups.json 0.options: 1 by default, but the guest takes 0 to 0",
    ],
    [
      "too few defaults",
      { min: 2, max: 2 },
      "modifier-groups.json 0.options: 1 by default, but the guest takes 2 to 2",
    ],
    [
      "a maximum below its minimum",
      { min: 1, max: 0 },
      "modifier-groups.json 0.max: 0 is less than the min of 1",
    ],
    [
      "more free than may be taken",
      { freeCount: 2 },
      "modifier-groups.json 0.freeCount: 2 is more than the max",
    ],
  ])("refuses a modifier group with %s", (_what, change, problem) => {
    expect(problemsOf({ modifierGroups: withFirst(cafe.modifierGroups, change) })).toContain(
      problem,
    );
  });

  test("refuses a rate above 100 %", () => {
    const taxes = [{ label: "VAT", rate: 100_001, included: true }];
    const [taxClass] = cafe.taxClasses;
    const taxesByService = { ...taxClass?.taxesByService, delivery: taxes };

    const shop = parseShopFixture({
      ...cafe,
      taxClasses: withFirst(cafe.taxClasses, { taxesByService }),
    });

    expect(shop).toMatchObject({
      ok: false,
      fault: [expect.stringContaining("tax-classes.json 0.taxesByService.delivery.0.rate: 100001")],
    });
  });

  test("refuses two people with the same PIN, and a role that does not exist", () => {
    expect(problemsOf({ staff: withFirst(cafe.staff, { pin: "2222", role: "boss" }) })).toEqual([
      'staff.json 1.pin: "2222" is there twice',
      'staff.json 0.role: "boss" does not exist',
    ]);
  });

  test("refuses a station without a printer, and a shop without a printer for receipts", () => {
    expect(problemsOf({ printers: cafe.printers.slice(0, 1) })).toEqual([
      'stations.json 0.id: "bar" has 0 printers instead of one',
      'stations.json 1.id: "kitchen" has 0 printers instead of one',
    ]);
    expect(problemsOf({ printers: cafe.printers.slice(1) })).toEqual([
      "printers.json: no printer takes receipts",
    ]);
  });

  test("refuses a currency that the till does not know", () => {
    expect(problemsOf({ shop: { ...cafe.shop, currency: "XTS" } })).toEqual([
      'shop.json currency: "XTS" is no known currency',
    ]);
  });
});

function readCafe(): object {
  return Object.fromEntries(
    Object.entries(fixtureFilesByPart).map(([part, file]): [string, unknown] => [
      part,
      JSON.parse(readFileSync(`fixtures/cafe/${file}`, "utf8")),
    ]),
  );
}

function named(name: string): ShopFixture["products"][number] {
  const product = cafe.products.find((product) => product.name === name);
  if (product === undefined) throw new Error(`No ${name}`);
  return product;
}

function coffeeBill(service: Service): object {
  const { price, taxClass } = named("Coffee");
  const taxes = catalogue.taxClassesById.get(taxClass)?.taxesByService[service] ?? [];
  const line = { unitPrice: price, modifiersPerUnit: zeroMinor, quantity: oneUnit };
  const amount = lineGross({ ...line, half: "up" });
  return taxBill({ lines: [{ amount, taxes }], half: "up", rounding: "order" });
}

function withFirst(things: ReadonlyArray<object>, change: object): ReadonlyArray<object> {
  return things.map((thing, index) => (index === 0 ? { ...thing, ...change } : thing));
}

function problemsOf(change: Partial<Record<keyof ShopFixture, unknown>>): ReadonlyArray<string> {
  const shop = parseShopFixture({ ...cafe, ...change });
  return shop.ok ? [] : shop.fault;
}
