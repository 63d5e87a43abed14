/** Price lists as somebody types them, field by field and as a sheet. */

import { describe, expect, test } from "vitest";

import { type PriceList, type WrittenPrice } from "../../../src/domain/goods/catalogue.ts";
import { milliPercent, minor } from "../../../src/domain/money/amounts.ts";
import { entryFields, fieldsAfter, planEdit } from "../../../src/domain/office/entry-edit.ts";
import { type FieldText } from "../../../src/domain/office/entry-wish.ts";
import { toDayWords } from "../../../src/domain/office/list-edit.ts";
import {
  type ListSheet,
  readListSheet,
  toListSheet,
} from "../../../src/domain/office/list-sheet.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { catalogueOf, euro, milk, product } from "../../support/small-shop.ts";
import { idOf } from "../../support/told.ts";

test.each([
  ["vr-zo", "nl", "fri-sun"],
  ["so-nd", "pl", "sat-nd"],
  ["sob-niedz pon", "pl", "sat-sun mon"],
  ["segunda-sexta", "pt", "mon-fri"],
  ["mon-fri", "it", "mon-fri"],
  ["so", "de", "sun"],
] as const)("the days %s are in %s %s", (typed, language, words) => {
  expect(toDayWords(typed, language)).toBe(words);
});

const HAPPY: PriceList = {
  id: "happy",
  name: "Happy hour",
  priority: 20,
  days: [1, 5],
  hours: [{ from: 1320, to: 120 }],
  services: ["counter"],
  groups: [],
  active: true,
};
const written = { write: idOf("A", 1), inQuestion: false };
const BEER_PRICES = new Map([["happy", { fixed: minor(350), off: milliPercent(0), ...written }]]);
const SHOP = {
  catalogue: {
    ...catalogueOf(
      [
        product("BEER", { name: "Beer", price: minor(450) }),
        product("LATTE", { price: minor(300), modifierGroups: ["milk", "size"] }),
        product("TIP", { openPrice: true }),
        product("=1", { name: "=Cola", price: minor(200) }),
      ],
      [
        milk,
        {
          ...milk,
          id: "size",
          options: [{ id: "small", name: "Small", price: minor(-50), byDefault: false }],
        },
      ],
    ),
    priceListsById: new Map([["happy", HAPPY]]),
    listedPrices: new Map<string, ReadonlyMap<string, WrittenPrice>>([
      ["BEER", BEER_PRICES],
      ["LATTE", new Map([["happy", { fixed: null, off: milliPercent(12_500), ...written }]])],
    ]),
  },
  currency: euro,
};

describe("a price list", () => {
  test("is the same when all that its fields say is typed again", () => {
    const fields = entryFields({ type: "price-list", id: "happy" }, SHOP) ?? [];

    expect(fields.map(({ field, text }) => `${field}=${text}`)).toEqual([
      "name=Happy hour",
      "days=mon fri",
      "hours=22:00-02:00",
      "services=counter",
      "groups=",
      "priority=20",
      "active=yes",
      "price:BEER=3.50",
      "price:LATTE=12.5%",
    ]);
    const again = plan(...fields);
    expect(again.after).toEqual(HAPPY);
    expect(fieldsAfter(again, SHOP)).toEqual(fields);
  });

  test.each([
    ["days=mon-fri", { days: [1, 2, 3, 4, 5] }],
    ["days=Sa, so", { days: [6, 7] }],
    ["days=fri-mon", { days: [1, 5, 6, 7] }],
    ["days=mon-sun", { days: [] }],
    ["days=", { days: [] }],
    ["hours=16-18", { hours: [{ from: 960, to: 1080 }] }],
    [
      "hours=22.30 – 2, 9:00-10:15",
      {
        hours: [
          { from: 540, to: 615 },
          { from: 1350, to: 120 },
        ],
      },
    ],
    ["hours=20-24", { hours: [{ from: 1200, to: 0 }] }],
    ["hours=", { hours: [] }],
    ["services=takeaway, delivery", { services: ["takeaway", "delivery"] }],
    ["services=counter dine-in takeaway delivery", { services: [] }],
    ["groups=Staff, trade  STAFF", { groups: ["staff", "trade"] }],
    ["groups=", { groups: [] }],
    ["priority=0", { priority: 0 }],
    ["active=no", { active: false }],
  ])("takes %s", (text, says) => {
    expect(plan(field(text)).after).toEqual({ ...HAPPY, ...says });
  });

  test.each([
    ["days=someday", '"someday" is no day of the week: such as mon-fri, or sat sun'],
    ["hours=25-26", '"25-26" is no span of time: such as 16:00-18:00, or 22-2'],
    ["hours=24-2", '"24-2" is no span of time'],
    ["hours=16:60-18", '"16:60-18" is no span of time'],
    ["hours=9-9", '"9-9" is no time at all: say nothing for the whole day'],
    [
      "groups=a/b",
      '"a/b" is no group of customers: letters and digits, at most 20, such as members',
    ],
    [
      `groups=${Array.from({ length: 21 }, (_, at) => `g${at}`).join(" ")}`,
      "has too many: at most 20",
    ],
    ["services=table", '"table" is no service: there are counter, dine-in, takeaway, delivery'],
    ["priority=100", '"100" is no number: 0 to 99'],
    ["name=", "is empty: say one"],
    [
      "plu=1",
      "is no field: there are name, days, hours, services, groups, priority, active, price:SKU",
    ],
    ["price:WINE=3", '"WINE" is no SKU of the shop'],
    ["price:beer=3", '"beer" is no SKU of the shop'],
    ["price:TIP=3", "is typed at the register: TIP has no price"],
    ["price:BEER=0%", '"0%" is nothing to take off: above 0% and up to 100%, such as 20%'],
    ["price:BEER=101%", '"101%" is nothing to take off'],
    ["price:BEER=cheap", '"cheap" is no amount: digits, such as 2.50'],
    ["price:LATTE=0.40", "its modifiers bring 0.40 below zero: at least 0.50"],
    ["price:LATTE=90%", "its modifiers bring 0.30 below zero: at least 0.50"],
  ])("refuses %s", (text, message) => {
    const { field: name } = field(text);
    const wish = { type: "price-list", id: "happy", isNew: false, fields: [field(text)] } as const;
    const fault = faultOf(planEdit(wish, SHOP));

    expect(fault).toMatchObject({ type: "entry/wrong", field: name });
    expect("message" in fault ? fault.message : "").toContain(message);
  });

  test("a product goes on it, changes, and goes off it again", () => {
    const edit = plan(field("price:=1=20%"), field("PRICE:BEER="), field("price:LATTE=2"));

    expect(edit).toMatchObject({
      prices: [
        { sku: "=1", after: { fixed: null, off: 20_000 } },
        { sku: "BEER", after: null },
        { sku: "LATTE", after: { fixed: 200, off: 0 } },
      ],
    });
    expect(fieldsAfter(edit, SHOP).slice(7)).toEqual([
      { field: "price:=1", text: "20%" },
      { field: "price:LATTE", text: "2.00" },
    ]);
  });

  test("no group of options brings what a list says of a product below zero", () => {
    const fields = [{ field: "option:small", text: "Small -2.70" }];
    const wish = { type: "modifier-group", id: "size", isNew: false, fields } as const;

    // 3.00 less 12.5 % is 2.62.
    expect(faultOf(planEdit(wish, SHOP))).toMatchObject({ field: "options" });
  });
});

describe("a sheet of prices", () => {
  test("read back changes nothing, whatever a spreadsheet would take for a formula", () => {
    const catalogue = {
      ...SHOP.catalogue,
      listedPrices: new Map([...SHOP.catalogue.listedPrices, ["=1", BEER_PRICES]]),
    };
    const rows = toListSheet({ ...SHOP, catalogue }, undefined);

    expect(rows).toEqual([
      ["list", "sku", "name", "price"],
      ["happy", "=1", "=Cola", "3.50"],
      ["happy", "BEER", "Beer", "3.50"],
      ["happy", "LATTE", "LATTE", "12.5%"],
    ]);
    expect(valueOf(read(rows, { ...SHOP, catalogue }))).toMatchObject({
      added: [],
      changed: [],
      removed: [],
      unchanged: 3,
    });
    expect(toListSheet(SHOP, "other")).toHaveLength(1);
  });

  test("that confirms what two tills have said otherwise says which one holds", () => {
    const [happy] = BEER_PRICES.values();
    if (happy === undefined) throw new Error("The list has no beer.");
    const asked = new Map([["happy", { ...happy, inQuestion: true }]]);
    const catalogue = { ...SHOP.catalogue, listedPrices: new Map([["BEER", asked]]) };
    const rows = toListSheet({ ...SHOP, catalogue }, undefined);

    const sheet = valueOf(read(rows, { ...SHOP, catalogue }));

    expect(skusOf(sheet)).toEqual({ added: [], changed: ["BEER"], removed: [] });
  });

  test("that has nothing for what one till took off, against another's price, ends that as well", () => {
    const catalogue = {
      ...SHOP.catalogue,
      listedPrices: new Map(),
      contestedLists: new Map([["BEER", ["happy"]]]),
    };
    const shop = { ...SHOP, catalogue };
    const rows = ["BEER", "LATTE"].map((sku) => ["happy", sku, ""]);

    const off = valueOf(read([["list", "sku", "price"], ...rows], shop));
    const on = valueOf(
      read(
        [
          ["list", "sku", "price"],
          ["happy", "BEER", "3.50"],
        ],
        shop,
      ),
    );

    expect(skusOf(off)).toEqual({ added: [], changed: [], removed: ["BEER"] });
    expect(skusOf(on)).toEqual({ added: ["BEER"], changed: [], removed: [] });
  });

  test("says what is new, other and gone; what is not in it stays", () => {
    const sheet = valueOf(
      read([
        ["Price", "LIST", "sku"],
        ["20%", "happy", "=1"],
        ["", "", ""],
        ["3,60", "happy", "BEER"],
        ["", "happy", "LATTE"],
      ]),
    );

    expect(skusOf(sheet)).toEqual({ added: ["=1"], changed: ["BEER"], removed: ["LATTE"] });
  });

  test("names each wrong row by line and column", () => {
    const wrong = read([
      ["list", "sku", "price"],
      ["happy", "BEER", "3.50"],
      ["sad", "WINE", "3"],
      ["happy", "LATTE", "0.10"],
      ["happy", "BEER", "3.40"],
      ["happy", "BEER"],
    ]);

    expect(
      faultOf(wrong).map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ).toEqual([
      '3 list: "sad" is no price list: there are happy',
      '3 sku: "WINE" is no SKU of the shop',
      "4 price: its modifiers bring 0.10 below zero: at least 0.50",
      "5 sku: is on that list in line 2 already",
      "6 : has 2 fields, but there are 3 headings",
    ]);
  });

  test.each([
    [[["list", "sku"]], 'the column "price" is missing'],
    [[["list", "sku", "price", "vat"]], '"vat" is no column: there are list, sku, name, price'],
    [[["list", "sku", "price", "sku"]], 'the column "sku" is there twice'],
    [[["list", "sku", "price"]], "there is no price below the headings"],
    [[], "there is no heading"],
  ])("without its headings is refused: %j", (cells, message) => {
    expect(faultOf(read(cells)).map((problem) => problem.message)).toContain(message);
  });
});

function plan(...fields: ReadonlyArray<FieldText>) {
  const edit = valueOf(planEdit({ type: "price-list", id: "happy", isNew: false, fields }, SHOP));
  if (edit.type !== "price-list") throw new Error("Another entry's edit.");
  return edit;
}

function field(text: string): FieldText {
  const cut = text.indexOf("=", text.startsWith("price:=") ? 7 : 0);
  return { field: text.slice(0, cut), text: text.slice(cut + 1) };
}

function read(cells: ReadonlyArray<ReadonlyArray<string>>, shop = SHOP) {
  return readListSheet(
    cells.map((it, at) => ({ line: at + 1, cells: it })),
    shop,
  );
}

function skusOf({ added, changed, removed }: ListSheet) {
  const skus = [added, changed, removed].map((some) => some.map(({ sku }) => sku));
  return { added: skus[0], changed: skus[1], removed: skus[2] };
}
