/** What is typed at the register: a good, a quantity, a price, money; never another than was meant. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Command,
  type LineReading,
  readLine,
  RULES,
} from "../../../src/acts/typed-command.ts";
import { type EntryFault } from "../../../src/domain/entry/entry-fault.ts";
import {
  defaultModifiers,
  numbersOfPicks,
  optionChanges,
  pickModifiers,
} from "../../../src/domain/entry/entry-modifiers.ts";
import { type PaymentReading, readPayment } from "../../../src/domain/entry/entry-payment.ts";
import { createGoodsIndex } from "../../../src/domain/entry/entry-search.ts";
import {
  type Reading,
  readEntry,
  readScan,
  RETURNED_GOODS,
} from "../../../src/domain/entry/entry.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { foldName, foldText } from "../../../src/domain/text/entry-text.ts";
import { entrySentence } from "../../../src/words/screen-words.ts";
import { enScreen as en } from "../../support/english-words.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { catalogueOf, euro, product, smallShop } from "../../support/small-shop.ts";
import KEY_LAYOUTS from "../key-layouts.json" with { type: "json" };

describe("the parts of a menu that have the same goods", () => {
  const free = { price: minor(0), byDefault: false };
  const beers = [
    { id: "PILS", name: "Pils", ...free },
    { id: "STOUT", name: "Stout", ...free },
    { id: "BLANC", name: "1664", ...free },
  ];
  const flight = ["One", "Two", "Three"].flatMap((name) => {
    const group = { id: name, name, min: 1, max: 1, freeCount: 0, options: beers };
    return beers.map((option) => ({ group, option }));
  });

  test.each([
    [
      ["pils", "stout", "pils"],
      [1, 5, 7],
    ],
    [
      ["PILS", "st", "blanc"],
      [1, 5, 9],
    ],
    [
      ["2", "stout", "1664"],
      [2, 5, 9],
    ],
    [
      ["1664", "12"],
      [3, 12],
    ],
  ])("are filled by names in their order: %j", (picks, numbers) => {
    expect(numbersOfPicks(flight, picks)).toEqual({ ok: true, value: numbers });
  });

  test("have room for as many as there are parts", () => {
    const numbers = numbersOfPicks(flight, ["pils", "pils", "pils", "stout"]);

    const picked = numbers.ok && pickModifiers(flight, [], numbers.value);

    expect(picked).toMatchObject({ ok: false, fault: { type: "too-many", group: "One", max: 1 } });
  });
});

/** Returns the ids of the rules that a text fits: never more than one. */
function matchingRules(text: string): ReadonlyArray<string> {
  const folded = foldText(text);
  const goodsBack = RETURNED_GOODS.test(folded) ? ["return"] : [];
  return RULES.filter(({ pattern }) => pattern.test(folded))
    .map(({ id }) => id)
    .concat(goodsBack);
}

/** As it is read on an English screen; empty for what is no fault. */
function why(reading: Reading | PaymentReading): string {
  return "fault" in reading ? entrySentence(en, reading.fault) : "";
}

function noSign(sign: string): string {
  return entrySentence(en, { type: "no-sign", sign });
}

const shop = createGoodsIndex(smallShop);

const emptyShop = createGoodsIndex(catalogueOf([]));

const NASTY = [
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
  "Weißwurst",
  "½ Hähnchen",
  "’s Hertog",
  "Extra?",
  "Pay 20",
  "A=B",
];

const goodsTexts: ReadonlyArray<readonly [string, string]> = [
  ["lo", "1 LATTE-OAT 390"],
  ["LO", "1 LATTE-OAT 390"],
  ["100", "1 COFFEE 280"],
  ["5449000000996", "1 COLA 325"],
  ["05449000000996", "1 COLA 325"],
  ["latte", "1 LATTE 340"],
  ["latte o", "1 LATTE-OAT 390"],
  ["oat lat", "1 LATTE-OAT 390"],
  ["3*lat", "3 LATTE 1020"],
  ["3×lat", "3 LATTE 1020"],
  ["３＊ｌａｔ", "3 LATTE 1020"],
  ["2*1664", "2 1664 900"],
  ["lat/2", "1 LATTE 390"],
  ["3*lat/2=3.10", "3 LATTE 1080"],
  ["lat/3/3", "1 LATTE 460"],
  ["2*oat lat", "2 LATTE-OAT 780"],
  ["0.350*88", "0.35 SALMON 1120"],
  ["0,350*88", "0.35 SALMON 1120"],
  [".35*88", "0.35 SALMON 1120"],
  ["2*88", "2 SALMON 6400"],
  ["999=2.50", "1 DIVERSE 250"],
  ["4", "1 4CHEESE 1150"],
  ["7u", "1 7UP 300"],
  ["licor", "1 LICOR 500"],
  ["licor 4", "1 LICOR43 550"],
];

describe("goods", () => {
  test.each(goodsTexts)("%s is %s", (text, expected) => {
    expect(goodsOf(read(text))).toBe(expected);
  });

  test.each([
    ["7 up", "1 N0"],
    ["2*7 UP", "2 N0"],
    ["h 2o", "1 N3"],
  ])("%s is a name with a blank too many, where nothing else fits", (text, expected) => {
    const index = createGoodsIndex(
      catalogueOf(NASTY.map((name, at) => product(`N${at}`, { name, plu: `${700 + at}` }))),
    );

    expect(goodsOf(readEntry(text, index, { currency: euro }))).toMatch(
      new RegExp(`^${expected} `, "u"),
    );
  });

  test("a blank makes no other code, and no name of a quantity", () => {
    const index = createGoodsIndex(
      catalogueOf([
        product("A", { name: "Lattes", plu: "1005" }),
        product("B", { name: "2lattes", plu: "9" }),
      ]),
    );

    for (const text of ["10 05", "2 latte", "1 0*lattes"]) {
      expect(readEntry(text, index, { currency: euro }).type).toBe("nothing");
    }
  });

  test("a PLU wins over a name that is the same number", () => {
    const index = createGoodsIndex(
      catalogueOf([product("A", { name: "43" }), product("B", { name: "Beer", plu: "43" })]),
    );

    expect(goodsOf(readEntry("43", index, { currency: euro }))).toBe("1 B 280");
  });

  test.each([
    ["2 latte", "2 of them: 2*latte."],
    ["3x100", "3 of them: 3*100."],
    ["86 salmon", "86 of them: 86*salmon."],
    ["100 5", "5 of them: 5*100."],
    ["101 12", "12 of them: 12*101."],
    ["100 101", "100 is Coffee: Enter after it, then the next."],
    ["16", "No goods have the PLU 16: type on, or Down for 1664."],
    ["7", "No goods have the PLU 7: type on, or Down for 7up."],
    ["4006381333931", "No goods have the barcode 4006381333931."],
    ["4006381333932", "The barcode 4006381333932 is misread: its check digit is wrong."],
    ["88", "Salmon is sold by weight: 0.350*88."],
    ["0.5*100", "Coffee is sold by the piece: 3*100."],
    ["999", "Diverse has no fixed price: 999=2.50."],
    ["0*100", "0 is no quantity: 1 to 9999, for weight 0.350."],
    ["12345*100", "12345 is no quantity: 1 to 9999, for weight 0.350."],
    ["4006381333931*100", "4006381333931 is a barcode and no quantity."],
    ["3*", "3* of what? 3*100 or 3*name."],
    ["0.5", "0.5* of what? 0.5*100 or 0.5*name."],
    ["3*98", "No goods have the PLU 98."],
    ["3*9800000000014", "No goods have the barcode 9800000000014."],
    ["0.35*98", "No goods have the PLU 98."],
    ["3*zzz", "Nothing is called “zzz”."],
    ["lat/9", "Latte: it has no option 9, only /1 to /3; /1 is Cow milk."],
    ["lat/1/2", "Latte: at most 1 of Milk."],
    ["lat/2/2", "Latte: at most 1 of Milk."],
    ["lat/3/3/3/3", "Latte: at most 3 of Extras."],
    ["lat/soy", "Latte: no option begins with “soy”: /1 to /3; /1 is Cow milk."],
    ["lat/", "Latte: which option? /1 to /3; /1 is Cow milk."],
    ["3*lat/2/", "Latte: which option? /1 to /3; /1 is Cow milk."],
    ["100/2", "Coffee: it has no options."],
    ["100/", "Coffee: it has no options."],
    ["101 oat", "Latte with Oat milk: 101/2."],
    ["101 latte", "101 is Latte: 101/ shows its options."],
    ["100 cola", "100 is Coffee: Enter after it, then the next."],
    ["zzz", "Nothing is called “zzz”."],
    ["cow", "Cow milk is an option: /cow puts it on the line."],
    ["sho", "Extra shot is an option: /sho puts it on the line."],
    ["ra", "Nothing is called “ra”."],
    ["rar", "Rare is an option: /rar puts it on the line."],
    ["shot", "Extra shot is an option: /shot puts it on the line."],
    ["gone", "Nothing is called “gone”."],
  ])("%s is nothing: %s", (text, sentence) => {
    expect(why(read(text))).toBe(sentence);
  });

  test("a product that needs a choice says which groups lack one", () => {
    const reading = read("201");

    expect(reading.type === "goods" && reading.missing.map(({ name }) => name)).toEqual([
      "Doneness",
    ]);
    expect(read("201/2")).toMatchObject({ type: "goods", missing: [] });
  });

  test("the hit that was chosen is the goods, with quantity and options as typed", () => {
    const chosen = readEntry("3*lat", shop, { currency: euro, chosen: "LATTE-OAT" });

    expect(goodsOf(chosen)).toBe("3 LATTE-OAT 1170");
  });

  test("an option is found by its name after the goods", () => {
    expect(goodsOf(read("101/oat"))).toBe("1 LATTE 390");
    expect(goodsOf(read("3*lat/oat milk/shot=3.00"))).toBe("3 LATTE 1230");
    expect(goodsOf(read("lat/3/cow"))).toBe("1 LATTE 400");
  });

  test("a text that is goods by the words of their names is no option", () => {
    expect(goodsOf(read("lat/oat"))).toBe("1 LATTE-OAT 390");
  });

  test("a name may hide the stroke of an option", () => {
    const index = createGoodsIndex(
      catalogueOf([product("H", { name: "Huhn/oat" }), product("A", { name: "1/2 Huhn" })]),
    );

    expect(goodsOf(readEntry("huhn/", index, { currency: euro }))).toBe("1 H 280");
    expect(goodsOf(readEntry("1/", index, { currency: euro }))).toBe("1 A 280");
  });

  test("while an option is still to be typed the goods and what is taken are known", () => {
    expect(read("lat/2/")).toMatchObject({
      type: "nothing",
      options: { product: { sku: "LATTE" }, taken: [{ option: "oat", count: 1 }] },
    });
    expect(read("100/")).not.toHaveProperty("options");
  });

  test("a scan is a code and never a name", () => {
    expect(readScan("5449000000996", shop)?.product.sku).toBe("COLA");
    expect(readScan("1664", shop)).toBeUndefined();
  });

  test("an unknown name has the nearest ones", () => {
    expect(shop.nearest("cofee").map(({ sku }) => sku)).toEqual(["COFFEE"]);
    expect(shop.nearest("lattte")[0]?.sku).toBe("LATTE");
    expect(shop.nearest("qqqqqqq")).toEqual([]);
    // By one of its words, and by its beginning, as everything is typed.
    const fruit = createGoodsIndex(
      catalogueOf([
        product("LOOSE", { name: "Bananas loose" }),
        product("SOY", { name: "Soy milk" }),
      ]),
    );
    expect(fruit.nearest("milkk").map(({ sku }) => sku)).toEqual(["SOY"]);
    expect(fruit.nearest("bnana").map(({ sku }) => sku)).toEqual(["LOOSE"]);
    expect(fruit.nearest("bamana").map(({ sku }) => sku)).toEqual(["LOOSE"]);
    expect(fruit.nearest("lose").map(({ sku }) => sku)).toEqual(["LOOSE"]);
  });
});

describe("commands", () => {
  test.each([
    ["+", { type: "act", act: "quantity", typed: { is: "more", quantity: 1000 } }],
    ["+3", { type: "act", act: "quantity", typed: { is: "more", quantity: 3000 } }],
    ["*3", { type: "act", act: "quantity", typed: { is: "all", quantity: 3000 } }],
    ["*0,35", { type: "act", act: "quantity", typed: { is: "all", quantity: 350 } }],
    ["/2", { type: "act", act: "options", typed: { picks: ["2"] } }],
    ["/1/3", { type: "act", act: "options", typed: { picks: ["1", "3"] } }],
    ["/oat", { type: "act", act: "options", typed: { picks: ["oat"] } }],
    ["/Oat milk/3/ex", { type: "act", act: "options", typed: { picks: ["oat milk", "3", "ex"] } }],
    ["'No Ice", { type: "act", act: "note", typed: { of: "line", note: "No Ice" } }],
    ["'", { type: "act", act: "note", typed: { of: "line", note: "" } }],
    ["’No Ice", { type: "act", act: "note", typed: { of: "line", note: "No Ice" } }],
    ["''No nuts", { type: "act", act: "note", typed: { of: "order", note: "No nuts" } }],
    ["’’", { type: "act", act: "note", typed: { of: "order", note: "" } }],
    ["?", { type: "help" }],
    ["?100", { type: "ask", goods: "100" }],
    ["100?", { type: "ask", goods: "100" }],
    ["=2.80", { type: "act", act: "price", typed: { price: 280 } }],
    [
      "-10%",
      {
        type: "act",
        act: "discount",
        typed: { of: "line", discount: { rate: 10_000, amount: 0 } },
      },
    ],
    [
      "-12,5%",
      {
        type: "act",
        act: "discount",
        typed: { of: "line", discount: { rate: 12_500, amount: 0 } },
      },
    ],
    [
      "-100%",
      {
        type: "act",
        act: "discount",
        typed: { of: "line", discount: { rate: 100_000, amount: 0 } },
      },
    ],
    ["-0%", { type: "act", act: "discount", typed: { of: "line", discount: null } }],
    [
      "-2.00",
      { type: "act", act: "discount", typed: { of: "line", discount: { rate: 0, amount: 200 } } },
    ],
    [";", { type: "act", act: "course", typed: { course: undefined } }],
    [";3", { type: "act", act: "course", typed: { course: 3 } }],
    [";0", { type: "act", act: "course", typed: { course: 0 } }],
    ["!Salmon", { type: "act", act: "left", typed: { goods: "salmon", count: undefined } }],
    ["!salmon 6", { type: "act", act: "left", typed: { goods: "salmon 6", count: undefined } }],
    ["!6*Salmon", { type: "act", act: "left", typed: { goods: "salmon", count: "6" } }],
    ["!2,5 * 88", { type: "act", act: "left", typed: { goods: "88", count: "2,5" } }],
    ["!*100", { type: "act", act: "left", typed: { goods: "100", count: null } }],
    [
      "--10%",
      {
        type: "act",
        act: "discount",
        typed: { of: "order", discount: { rate: 10_000, amount: 0 } },
      },
    ],
    [
      "--2,00",
      { type: "act", act: "discount", typed: { of: "order", discount: { rate: 0, amount: 200 } } },
    ],
    [":pay 20", { type: "word", word: "pay", object: "20" }],
    [":send", { type: "word", word: "send", object: "" }],
  ])("%s", (text, command) => {
    expect(read(text)).toEqual({ type: "command", command });
  });

  test.each<[string, string, readonly [number, number]]>([
    ["<100", "COFFEE", [-1000, -280]],
    ["< 3*100", "COFFEE", [-3000, -840]],
    ["<3*lat/2", "LATTE", [-3000, -1170]],
    ["<100=2.50", "COFFEE", [-1000, -250]],
    ["<0.350*88", "SALMON", [-350, -1120]],
    ["<.35*88", "SALMON", [-350, -1120]],
    ["<300", "GONE", [-1000, -280]],
    ["<gone", "GONE", [-1000, -280]],
  ])("%s takes %s back", (text, sku, [quantity, total]) => {
    expect(read(text)).toMatchObject({ type: "goods", product: { sku }, quantity, total });
  });

  test.each<[string, EntryFault]>([
    ["<", { type: "how", sign: "<" }],
    ["<<100", { type: "no-deposit", name: "Coffee" }],
    ["<-10%", { type: "how", sign: "<" }],
    ["<100?", { type: "how", sign: "<" }],
    ["<zzz", { type: "nothing-called", typed: "zzz" }],
    ["<1*/sal", { type: "how", sign: "<" }],
    ["1*/", { type: "how", sign: "/" }],
    ["0*/2", { type: "no-quantity", typed: "0" }],
    ["1.5*/2", { type: "no-quantity", typed: "1.5" }],
    ["%5", { type: "how", sign: "-" }],
    ["%", { type: "how", sign: "-" }],
    ["5%", { type: "how", sign: "-" }],
    ["12,5 %", { type: "how", sign: "-" }],
    ["A-000003", { type: "receipt-number", number: "A-000003" }],
    ["B2kq-000012", { type: "receipt-number", number: "B2KQ-000012" }],
    ["zz-12", { type: "nothing-called", typed: "zz-12" }],
    ["<88", { type: "by-weight", sku: "SALMON", name: "Salmon", code: "88" }],
  ])("%s is nothing, and says how", (text, fault) => {
    expect(read(text)).toMatchObject({ type: "nothing", fault });
  });

  test.each<[string, Command]>([
    ["&", { type: "customer", who: "" }],
    ["& ", { type: "customer", who: "" }],
    ["&Rossi, Anna", { type: "customer", who: "Rossi, Anna" }],
    ["＆ rossi", { type: "customer", who: "rossi" }],
    ["&0660 12", { type: "customer", who: "0660 12" }],
    ["&+43 660 12", { type: "customer", who: "+43 660 12" }],
    ["&+Rossi 0660", { type: "new-customer", line: "Rossi 0660" }],
    ["&+", { type: "new-customer", line: "" }],
    ["&100", { type: "customer", who: "100" }],
  ])("%s is about a customer and never goods", (text, command) => {
    expect(read(text)).toEqual({ type: "command", command });
  });

  test.each(["-", "-10", "-2.0", "-101%", "-2.25%", "-x", "--", "--10", "--101%"])(
    "%s is no discount, and one sentence says how",
    (text) => {
      expect(why(read(text))).toMatch(/^(?:-10% or -2\.00: off the line|At most -100%)/u);
    },
  );

  test.each([
    "+x",
    "*",
    "*0",
    "/",
    "//2",
    "=",
    "=x",
    ":",
    "$5",
    "(",
    "#1",
    ".",
    "!",
    "!*",
    "!6*",
    "!6*2*100",
    "!x*100",
    ";12",
    ";x",
    "; 3*100",
  ])("%s does nothing and says how", (text) => {
    expect(read(text)).toMatchObject({ type: "nothing", hits: [] });
  });

  test("every text of up to five signs has at most one rule", () => {
    // Each sign that begins a command; of the others one of a kind.
    const signs = Array.from("+*/'?=:;-<!&%.1a ");
    const heads = signs.flatMap((a) => ["", ...signs].map((b) => a + b));
    const tails = ["", ...signs].flatMap((a) =>
      ["", ...signs].flatMap((b) => ["", ...signs].map((c) => a + b + c)),
    );

    for (const head of heads) {
      const twice = tails.filter((tail) => matchingRules(head + tail).length > 1);
      expect([head, ...twice]).toEqual([head]);
    }
  });

  test("nor has any other text of any signs", () => {
    const sign = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 9 }), (signs) => {
        expect(matchingRules(signs.join("")).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: proofRuns({ small: 1000, whole: 5000 }) },
    );
  });

  test("what is a command already means the same with more behind it, but for three that say so", () => {
    // A question mark alone is help; a plus behind the ampersand begins somebody new, or a phone; the second of
    // two signs makes a note of a line one of the order.
    const becomesAnother = new Set([
      "help ask",
      "customer new-customer",
      "new-customer customer",
      "note ' note ''",
    ]);
    const sign = fc.constantFrom(...Array.from("+*/'?=:;-<!&%.,01a $"));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 2, maxLength: 7 }), (signs) => {
        const rules = signs.flatMap((_, at) => matchingRules(signs.slice(0, at + 1).join("")));
        const changes = rules.flatMap((rule, at) => {
          const before = rules[at - 1] ?? rule;
          return before === rule ? [] : [`${before} ${rule}`];
        });
        expect(changes.filter((change) => !becomesAnother.has(change))).toEqual([]);
      }),
      { numRuns: proofRuns({ small: 1000, whole: 5000 }) },
    );
  });

  test("every sign that means something is on every keyboard, alone or with Shift", () => {
    const ascii = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCodePoint(0x21 + at));
    const first = ascii.filter(
      (sign) => /[^a-z]/iu.test(sign) && why(read(`${sign}1`)) !== noSign(sign),
    );
    const behind = Array.from("%,.'*+-/");
    const wanted = new Set([...first, ...behind]);

    const lacking = Object.entries(KEY_LAYOUTS).flatMap(([layout, { plain, shift }]) =>
      [...wanted]
        .filter((sign) => !`${plain}${shift}`.includes(sign))
        .map((sign) => [layout, sign]),
    );

    expect(lacking).toEqual([]);
    // Seven layouts, each in X and in both kinds of key maps that a console may have.
    expect(Object.keys(KEY_LAYOUTS)).toHaveLength(21);
    expect([...wanted].toSorted().join("")).toBe("!%&'*+,-./0123456789:;<=?");
  });

  test("a text that begins with a sign reads the same with any catalogue", () => {
    const sign = fc.constantFrom(...Array.from("+*/'?=:;-!&%$()_#@\""));
    fc.assert(
      fc.property(sign, fc.string({ maxLength: 8 }), (first, rest) => {
        const text = first + rest;
        expect(read(text)).toEqual(readLine(text, emptyShop, { currency: euro }));
      }),
    );
  });

  test("a text that begins with < brings goods back, whatever they are called, or does nothing", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (rest) => {
        const reading = read(`<${rest}`);
        const isBack = reading.type === "goods" && reading.quantity < 0;
        expect(isBack || reading.type === "nothing").toBe(true);
      }),
    );
  });
});

describe("names", () => {
  const nasty = [...NASTY, ...generatedNames(20_000)];
  const index = createGoodsIndex(
    catalogueOf(nasty.map((name, at) => product(`N${String(at).padStart(5, "0")}`, { name }))),
  );

  test("every beginning of a name is goods, digits alone when they are a word", () => {
    const beginnings = new Set(
      nasty
        .map(foldName)
        .flatMap((name) => Array.from(name, (_, at) => name.slice(0, at + 1).trim())),
    );

    // One comparison for all: each by itself would take longer than reading them.
    const others = [...beginnings].filter((text) => {
      const reading = readEntry(text, index, { currency: euro });
      const isOffered =
        /^\d+$/u.test(text) && reading.type === "nothing" && reading.hits.length > 0;
      return !isOffered && reading.type !== "goods";
    });

    expect(others).toEqual([]);
  });

  test("the exact name is its own product", () => {
    for (const name of NASTY) {
      const text = name.replace(/^[-’]/u, "");
      const reading = readEntry(text, index, { currency: euro });
      expect({ name, sku: reading.type === "goods" ? reading.product.name : "" }).toEqual({
        name,
        sku: name,
      });
    }
  });
});

describe("any text", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("0123456789*/=.,?+-'latcoe ")),
      maxLength: 10,
    }),
  );

  test("has one reading, the same every time", () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(read(typed)).toEqual(read(typed));
      }),
    );
  });

  test("that begins with a letter or digit is goods, a question about goods, or nothing", () => {
    fc.assert(
      fc.property(text, (typed) => {
        fc.pre(/^[\p{L}\p{N}]/u.test(typed));
        const reading = read(typed);
        const type = reading.type === "command" ? reading.command.type : reading.type;
        expect(["goods", "nothing", "ask"]).toContain(type);
      }),
    );
  });

  test("of eight digits or more is never money and never a quantity", () => {
    const digits = fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), minLength: 8 });
    fc.assert(
      fc.property(digits, (typed) => {
        expect(readPayment(typed, euro).type).toBe("refused");
        expect(read(`${typed}*100`).type).toBe("nothing");
        expect(read(`100=${typed}`).type).toBe("nothing");
      }),
    );
  });
});

describe("payment", () => {
  test.each([
    ["", { type: "exact" }],
    ["20", { type: "tendered", amount: 2000 }],
    ["17.50", { type: "tendered", amount: 1750 }],
    ["17,50", { type: "tendered", amount: 1750 }],
    ["17.5", { type: "tendered", amount: 1750 }],
    [":send", { type: "word", word: "send", object: "" }],
    ["+2", { type: "tip", tip: { type: "amount", amount: 200 } }],
    ["=50", { type: "tip", tip: { type: "together", amount: 5000 } }],
    ["usd50", { type: "foreign", currency: "USD", amount: 5000 }],
    ["USD 50,5", { type: "foreign", currency: "USD", amount: 5050 }],
    ["eur20", { type: "tendered", amount: 2000 }],
    ["%12,5", { type: "tip", tip: { type: "rate", rate: 12_500 } }],
  ])("“%s”", (text, reading) => {
    expect(readPayment(text, euro)).toEqual(reading);
  });

  test.each([
    ["20.", "“20.” is not finished: 20 or 20.00."],
    ["20,-", "“20,-” is not finished: 20 or 20.00."],
    ["5%", "“5%” is no tip: +2 an amount, %10 a share, =50 up to 50 together."],
  ])("“%s” is refused with the forms that count", (text, sentence) => {
    expect(why(readPayment(text, euro))).toBe(sentence);
  });

  test.each([
    "0",
    "lat",
    "3*lat",
    "usd",
    "xyz5",
    "usd0",
    "jpy1.5",
    "+x",
    "%101",
    "=",
    "/",
    "/3/",
    "//",
    "*",
    "12345678",
    "1.234",
  ])("“%s” is refused with a sentence", (text) => {
    expect(why(readPayment(text, euro))).toMatch(/\.$/u);
  });
});

describe("what options change", () => {
  const latte = smallShop.productsBySku.get("LATTE") ?? product("LATTE");
  const options = shop.optionsOf(latte);
  const usual = defaultModifiers(options);

  test.each([
    [[2], ["+ Oat milk"]],
    [[1], ["− Cow milk"]],
    [[3, 3], ["+ 2 Extra shot"]],
    [
      [2, 3],
      ["+ Oat milk", "+ Extra shot"],
    ],
    [[], []],
  ])("%j is %j", (numbers, changes) => {
    const picked = pickModifiers(options, usual, numbers);

    expect(picked.ok && optionChanges(options, usual, picked.value)).toEqual(changes);
  });
});

function read(text: string): LineReading {
  return readLine(text, shop, { currency: euro });
}

function goodsOf(reading: LineReading | Reading): string {
  if (reading.type !== "goods") return JSON.stringify(reading);
  return `${reading.quantity / 1000} ${reading.product.sku} ${reading.total}`;
}

/** The same names every time, made of the parts that make names hard. */
function generatedNames(count: number): ReadonlyArray<string> {
  const heads = [
    "7",
    "0,5 l",
    "1/2",
    "3*",
    "10%",
    "H2",
    "T-",
    "Ø",
    "Pi",
    "No. 4",
    "St.",
    "x",
    "4x",
  ];
  const middles = ["up", "Bier", " Huhn", "-bone", "=", "?", " & Co", "*", " à la", " 86", "."];
  return Array.from({ length: count }, (_, at) => {
    const head = heads[at % heads.length] ?? "";
    const middle = middles[(at * 7) % middles.length] ?? "";
    return `${head}${middle} ${at.toString(36)}`;
  });
}
