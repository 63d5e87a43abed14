import { describe, expect, test } from "vitest";

import { type Catalogue, type Product } from "../../../src/domain/goods/catalogue.ts";
import { currenciesByCode, type Currency } from "../../../src/domain/money/currency.ts";
import { type GoodsImport, planGoodsImport } from "../../../src/domain/office/goods-import.ts";
import { type SheetRow, toGoodsSheet } from "../../../src/domain/office/goods-sheet.ts";
import { findGoodsWarnings } from "../../../src/domain/office/goods-warnings.ts";
import { cafeCatalogue, faultOf, valueOf } from "../../support/shop.ts";

const EUR = currenciesByCode.get("EUR") as Currency;
const catalogue = cafeCatalogue();
const COLUMNS = "sku,name,price,category,tax class";
const OLIVES = "OLIVES,Olives,3.50,shop,grocery";

describe("a sheet", () => {
  test("says what is new, what differs, and what stays", () => {
    const plan = planOf(COLUMNS, OLIVES, "COFFEE,Coffee,2.90,coffee,food", "CHAI,x,1,tea,food");

    expect(plan.added.map(({ after }) => after)).toEqual([
      expect.objectContaining({
        sku: "OLIVES",
        price: 350,
        course: 1,
        soldBy: "each",
        active: true,
      }),
      expect.objectContaining({ sku: "CHAI" }),
    ]);
    expect(plan.changed.map(({ after }) => after)).toEqual([{ ...coffee(), price: 290 }]);
    expect(plan.missing).toHaveLength(soldCount() - 1);
  });

  test("leaves alone what it has no column for", () => {
    const plan = planOf("sku,price", "COFFEE,2.80", "ESPRESSO,2.60");

    expect(plan.unchanged).toEqual([coffee()]);
    expect(plan.changed).toMatchObject([{ after: { plu: "101", price: 260, name: "Espresso" } }]);
  });

  test("takes headings and words as people write them", () => {
    const plan = planOf("SKU;Short_Code; OPEN-PRICE ;Sold by;active", "COFFEE;CF;TRUE;Weight;0");

    expect(plan.changed[0]?.after).toEqual({
      ...coffee(),
      shortCode: "cf",
      openPrice: true,
      soldBy: "weight",
      active: false,
    });
  });

  test("switches off what it has not, when that is wished", () => {
    const rows = rowsOf(["sku,price", "COFFEE,2.80"]);
    const wish = { catalogue, currency: EUR, deactivateMissing: true };

    const plan = valueOf(planGoodsImport(rows, wish));

    expect(plan.deactivated).toHaveLength(soldCount() - 1);
    expect(plan.deactivated.every(({ after }) => !after.active)).toBe(true);
    expect(plan.missing).toEqual([]);
  });

  test("takes a price with a point or a comma, as many decimals as the money has", () => {
    expect(priceOf("3,5", EUR)).toBe(350);
    expect(priceOf("3.50", EUR)).toBe(350);
    expect(priceOf("350", currenciesByCode.get("JPY") as Currency)).toBe(350);
  });
});

describe("a wrong row", () => {
  test.each([
    ["sku,price", "COF FEE,1", 'sku: "COF FEE" is no SKU: up to 60 letters, digits, and . _ / - '],
    ["sku,price", ",1", "sku: is empty: each product has an SKU"],
    ["sku,name", "COFFEE, ", "name: is empty: each product has a name"],
    ["sku,name", `COFFEE,${"x".repeat(61)}`, "name: has 61 characters: at most 60 fit"],
    ["sku,kitchen", `COFFEE,${"x".repeat(61)}`, "kitchen: has 61 characters: at most 60 fit"],
    ["sku,plu", "COFFEE,1234567", 'plu: "1234567" is no PLU: up to 6 digits, or nothing'],
    ["sku,short code", "COFFEE,12", 'short code: "12" is no short code: 1 to 4 letters and digits'],
    ["sku,barcodes", "COFFEE,123", 'barcodes: "123" has not 8, 12, 13 or 14 digits'],
    ["sku,barcodes", "COFFEE,4001234000108", 'barcodes: "4001234000108" should end in 7'],
    [
      "sku,barcodes",
      "COFFEE,4.00123E+12",
      'barcodes: "4.00123E+12" was shortened by a spreadsheet',
    ],
    ["sku,barcodes", "COFFEE,40170725 40170725", 'barcodes: "40170725" is there twice'],
    [
      "sku,pack codes",
      "COFFEE,40170725",
      'pack codes: "40170725" is no pack: its barcode and 2 to 999',
    ],
    ["sku,pack codes", "COFFEE,40170725=1", 'pack codes: "40170725=1" is no pack'],
    ["sku,pack codes", "COFFEE,40170726=6", 'pack codes: "40170726" should end in 5'],
    ["sku,pack codes", "COFFEE,40170725=6 40170725=9", 'pack codes: "40170725" is there twice'],
    [
      "sku,sold by,pack codes",
      "COFFEE,weight,40170725=6",
      "pack codes: is there, but packs are of pieces, and this is sold by weight",
    ],
    ["sku,price", "COFFEE,", "price: is empty: a price such as 2.50"],
    ["sku,price", "COFFEE,3.5o", 'price: "3.5o" is no amount: digits, such as 2.50'],
    [
      "sku,price",
      "COFFEE,3.505",
      'price: "3.505" has more decimals than EUR: a price such as 2.50',
    ],
    ["sku,price", "COFFEE,-1", 'price: "-1" is below zero: a price such as 2.50'],
    ["sku,sold by", "COFFEE,kilo", 'sold by: "kilo" is no way to sell: each or weight'],
    ["sku,open price", "COFFEE,maybe", 'open price: "maybe" is neither yes nor no'],
    ["sku,active", "COFFEE,maybe", 'active: "maybe" is neither yes nor no'],
    ["sku,course", "COFFEE,10", 'course: "10" is no course: 0 to 9'],
    ["sku,category", "COFFEE,tee", 'category: "tee" is no category: there are bakery, beer, '],
    ["sku,tax class", "COFFEE,fod", 'tax class: "fod" is no tax class: there are alcohol, food'],
    ["sku,station", "COFFEE,grill", 'station: "grill" is no station: there are bar, kitchen'],
    ["sku,modifier groups", "COFFEE,milk mlk", 'modifier groups: "mlk" is no modifier group: '],
    ["sku,modifier groups", "COFFEE,milk milk", 'modifier groups: "milk" is there twice'],
    ["sku,price", "COFFEE,0.10", "price: its modifiers bring 0.10 below zero: at least 0.65"],
    ["sku,price", "COFFEE", "has 1 fields, but there are 2 headings"],
    ["sku,name,price", "NEW,x,1", 'category: "NEW" is new in the shop, so the file must have'],
  ])("under %s, %s, is named with what would be right", (columns, row, message) => {
    const [first] = problemsOf(columns, row);

    expect(first?.replace(/^2, |^2: /u, "")).toContain(message);
  });

  test("hides no other one", () => {
    const problems = problemsOf(COLUMNS, "A B,,x,tee,fod", OLIVES, "OLIVES,Olives,,shop,grocery");

    expect(problems.map((text) => text.split(":")[0])).toEqual([
      "2, sku",
      "2, name",
      "2, price",
      "2, category",
      "2, tax class",
      "4, price",
      "4, sku",
    ]);
  });

  test.each([
    ["sku,prize", 'x "prize" is no column: there are sku, name, '],
    ["sku,price,Price", 'x the column "price" is there twice'],
    ["name,price", 'x the column "sku" is missing'],
  ])("of headings is the only thing that is said: %s", (columns, message) => {
    const problems = problemsOf(columns, "A,B,C", "D,E,F");

    expect(problems).toHaveLength(1);
    expect(problems[0]?.replace("1: ", "x ")).toContain(message);
  });

  test("is missed in a sheet without any", () => {
    expect(problemsOf("", "")).toEqual(["1: there is no heading"]);
    expect(problemsOf(COLUMNS)).toEqual(["1: there is no product below the headings"]);
  });
});

describe("a code that two products claim", () => {
  test.each([
    ["plu", "4011", 'plu: "4011" is in line 2 already'],
    ["short code", "zz", 'short code: "zz" is in line 2 already'],
    ["barcodes", "4006381333931", 'barcodes: "4006381333931" is in line 2 already'],
  ])("as %s in the sheet is named with both lines", (column, code, message) => {
    const rows = [`${OLIVES},${code}`, `FIGS,Figs,4.00,shop,grocery,${code}`];

    expect(problemsOf(`${COLUMNS},${column}`, ...rows)).toEqual([`3, ${message}`]);
  });

  test("is not named again of a row that is there twice", () => {
    const row = `${OLIVES},4011`;

    expect(problemsOf(`${COLUMNS},plu`, row, row)).toEqual([
      '3, sku: "OLIVES" is in line 2 already',
    ]);
  });

  test("is one also as UPC-A and as EAN-13", () => {
    const problems = problemsOf(
      `${COLUMNS},barcodes`,
      `${OLIVES},036000291452`,
      "FIGS,Figs,4.00,shop,grocery,0036000291452",
    );

    expect(problems).toEqual(['3, barcodes: "0036000291452" is in line 2 already']);
  });

  test("is one also where it is a pack of the other, or of itself", () => {
    const columns = `${COLUMNS},barcodes,pack codes`;
    const figs = "FIGS,Figs,4.00,shop,grocery,";
    const apart = problemsOf(columns, `${OLIVES},40170725,`, `${figs},40170725=6`);
    const own = problemsOf(columns, `${OLIVES},40170725,40170725=6`);

    expect(apart).toEqual(['3, pack codes: "40170725" is in line 2 already']);
    expect(own).toEqual(['2, pack codes: "40170725" is in line 2 already']);
  });

  test("is named with the product of the shop that stays", () => {
    expect(problemsOf(`${COLUMNS},plu`, `${OLIVES},100`)).toEqual([
      '2, plu: "100" is already that of Coffee (COFFEE)',
    ]);
  });

  test("is clear when the sheet swaps it, or takes it from what is not sold any more", () => {
    const swap = planOf("sku,plu", "COFFEE,101", "ESPRESSO,100");
    const off = planOf("sku,plu,active", "COFFEE,101,no", "ESPRESSO,101,yes");

    expect(swap.changed).toHaveLength(2);
    expect(off.changed).toHaveLength(1);
  });
});

test("goods that cashiers will stumble over are warned of", () => {
  const { products } = planOf(
    `${COLUMNS},plu,active`,
    "WHEAT,1664 Blanc,4,beer,alcohol,,yes",
    "SEVEN,7up zero,3,cold-drinks,food,,yes",
    "A,Apples,3,shop,grocery,7,yes",
    "B,***,3,shop,grocery,,yes",
    "C,Cola big,3,shop,grocery,20,yes",
    "D,***,3,shop,grocery,50,no",
    "E,301 Beer,3,beer,alcohol,1664,yes",
  );
  const sold = [...catalogue.productsBySku.values(), ...products.map(({ product }) => product)];

  const warnings = findGoodsWarnings(products, sold, EUR);

  expect(warnings.map(({ line, type, other }) => [line, type, other?.sku])).toEqual([
    [2, "name/begins-like-plu", "E"],
    [3, "name/begins-like-plu", "A"],
    [5, "name/no-letter", undefined],
    [6, "plu/banknote", undefined],
    [8, "name/begins-like-plu", "1664"],
  ]);
});

test("20,000 products are compared in a moment", () => {
  const many = Array.from({ length: 20_000 }, (_, index): Product => {
    return { ...coffee(), sku: `S${index}`, plu: String(100_000 + index), shortCode: "" };
  });
  const productsBySku = new Map(many.map((product) => [product.sku, product]));
  const full: Catalogue = { ...catalogue, productsBySku };
  const rows = toGoodsSheet(full, EUR).map((cells, index) => ({ line: index + 1, cells }));

  const plan = planGoodsImport(rows, { catalogue: full, currency: EUR, deactivateMissing: false });

  expect(valueOf(plan).unchanged).toHaveLength(20_000);
});

function soldCount(): number {
  return [...catalogue.productsBySku.values()].filter(({ active }) => active).length;
}

function coffee(): Product {
  return catalogue.productsBySku.get("COFFEE") as Product;
}

function planOf(...lines: ReadonlyArray<string>): GoodsImport {
  return valueOf(
    planGoodsImport(rowsOf(lines), { catalogue, currency: EUR, deactivateMissing: false }),
  );
}

function priceOf(text: string, currency: Currency): number | undefined {
  const rows = rowsOf(["sku;price", `NEW-WATER;${text}`]);
  const water = { ...coffee(), sku: "NEW-WATER" };
  const productsBySku = new Map([[water.sku, water]]);
  const wish = { catalogue: { ...catalogue, productsBySku }, currency, deactivateMissing: false };
  return valueOf(planGoodsImport(rows, wish)).changed[0]?.after.price;
}

function problemsOf(...lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const wish = { catalogue, currency: EUR, deactivateMissing: false };
  return faultOf(planGoodsImport(rowsOf(lines), wish)).map(
    ({ line, column, message }) => `${line}${column === "" ? "" : `, ${column}`}: ${message}`,
  );
}

/** Cells without quotes. */
function rowsOf(lines: ReadonlyArray<string>): ReadonlyArray<SheetRow> {
  const sign = lines[0]?.includes(";") === true ? ";" : ",";
  return lines.map((text, index) => ({ line: index + 1, cells: text.split(sign) }));
}
