/** What a new shop's parts are called in its language: as much as the model has, and no English. */

import { describe, expect, test } from "vitest";

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { type Answers, readTaxes, shopOf, usualTaxes } from "../../src/cli/first-start/answers.ts";
import { questionsFor } from "../../src/cli/first-start/questions.ts";
import { questionDeps } from "../../src/cli/first-start/real-shop.ts";
import { demoIn, modelIn } from "../../src/cli/first-start/shop-names.ts";
import { firstStartWords } from "../../src/cli/first-start/words.ts";
import { countriesByCode } from "../../src/domain/founding/countries.ts";
import { type ModelShop } from "../../src/domain/founding/new-shop.ts";
import { type ShopFixture } from "../../src/domain/founding/shop-fixture.ts";
import { NAME_MAX, TYPEABLE } from "../../src/domain/office/product-rules.ts";
import { LOCALES } from "../../src/domain/text/locale.ts";
import { wordsIn } from "../../src/domain/text/words-in.ts";
import { namesWords } from "../../src/words/made/names/all.ts";
import { type NamesWords } from "../../src/words/made/names/words.ts";
import { TRANSLATIONS } from "../support/languages.ts";

const model = cafe();
/** Called the same in another language: brands, and dishes that keep their name. */
const SAME = new Set(
  "7up 1664 IPA Licor Affogato Americano Antipasti Avocado Babyccino Baguette Banana Bar Bacon Brownie Burger Butter Cappuccino Chocolate Cola Cortado Croissant Desserts Espresso Extras Granola Kronenbourg Margherita Medium Ketchup Mayonnaise Olives Pancakes Pizza Rosé Scone Steak T-bone Warm Alcohol Sauces SEVEN-UP Gruyère Bananas Cheesecake Latte Lunch Mocha".split(
    " ",
  ),
).union(
  new Set([
    "Aperol spritz",
    "Avocado toast",
    "Banana bread",
    "Caesar salad",
    "Café au lait",
    "Chai latte",
    "Clotted cream",
    "Cola zero",
    "Club sandwich",
    "Crème brûlée",
    "Croque monsieur",
    "Double espresso",
    "Earl Grey",
    "Espresso macchiato",
    "Extra mozzarella",
    "Flat white",
    "Ginger beer",
    "Licor 43",
    "Matcha latte",
    "Medium rare",
    "Pain au chocolat",
    "Pizza prosciutto",
    "QUATTRO FORMAGGI",
    "Quiche Lorraine",
    "0,5 l Bier",
    "1/2 Hendl",
    "10% Kaffeesahne",
    "3*Sterne Sekt",
    "Käsespätzle",
    "Tarte tatin",
    "Weißbier",
  ]),
);

test("the messages name all of the model and of the countries' taxes, and nothing else", () => {
  expect(idsOfNames(wordsIn(namesWords, "en"))).toEqual(idsOf(model));
});

test("the English messages say what the model's files say", () => {
  const { demo, kitchenNames, products, taxClasses, printer } = wordsIn(namesWords, "en");
  const { shop, printers, taxClasses: demoTaxes } = cafe();

  const sellable = model.products.map(({ sku, name }) => [sku, name] as const);
  expect(products).toEqual(Object.fromEntries(sellable));
  const cooked = model.products.filter(({ kitchenName }) => kitchenName !== "");
  expect(kitchenNames).toEqual(
    Object.fromEntries(cooked.map(({ sku, kitchenName }) => [sku, kitchenName])),
  );
  expect(englishOf(model)).toEqual(namedIn(wordsIn(namesWords, "en")));
  const taxes = [...countriesByCode.values()].flatMap((country) => country.taxes);
  expect(taxClasses).toEqual(Object.fromEntries(taxes.map(({ id, name }) => [id, name])));
  expect(demo.receiptFoot).toEqual(shop.receiptFoot);
  expect(demo.taxClasses).toEqual(Object.fromEntries(demoTaxes.map(({ id, name }) => [id, name])));
  expect(printers.map(({ name }) => name)).toEqual([printer, demo.kitchenPrinter]);
});

describe.each(TRANSLATIONS)("the names in %s", (language) => {
  const own = wordsIn(namesWords, language);

  test("are not English, may be typed, and tell goods apart", () => {
    const english = new Set(textsIn(model));
    const names = textsIn(modelIn(model, language));

    expect(names.filter((name) => english.has(name) && !SAME.has(name))).toEqual([]);
    expect(names.filter((name) => name.length > NAME_MAX || !TYPEABLE.test(name))).toEqual([]);
    const goods = Object.values(own.products);
    expect(new Set(goods).size).toBe(goods.length);
  });

  test("call the demo's taxes what they are called there, at the same rates", () => {
    const { taxClasses } = demoIn(cafe(), language, { keepsGoods: false });

    expect(Object.keys(own.demo.taxClasses)).toEqual(taxClasses.map(({ id }) => id));
    const english = new Set(cafe().taxClasses.map(({ name }) => name));
    expect(taxClasses.filter(({ name }) => english.has(name))).toEqual([]);
    const labels = taxClasses.flatMap(({ taxesByService: by }) =>
      [by.counter, by["dine-in"], by.takeaway, by.delivery].flat().map(({ label }) => label),
    );
    expect(new Set(labels)).toEqual(new Set([`${own.demo.tax} 21%`, `${own.demo.tax} 9%`]));
  });
});

test("in English everything is called what it is called in the files", () => {
  expect(modelIn(model, "en")).toBe(model);
  const shop = shopOf({ country: "GB", language: "en", printer: "text" }, model);
  expect(shop.categories.at(-1)).toEqual({ id: "goods", name: "Goods", position: 15 });
  expect(shop.printers).toMatchObject([{ id: "receipt", name: "Receipts" }]);
  expect(shop.taxClasses.map(({ name }) => name)).toContain("Other goods");
});

test.for(LOCALES)("ids are the same in %s: only names differ", (language) => {
  const english = shopOf({ country: "FR", language: "en", printer: "text" }, model);
  const shop = shopOf({ country: "FR", language, printer: "text" }, model);

  expect(bare({ ...shop, shop: "" })).toEqual(bare({ ...english, shop: "" }));
});

test("Switzerland's have ss in place of ß", () => {
  expect(JSON.stringify(modelIn(model, "de-CH"))).not.toContain("ß");
  expect(usualTaxes({ country: "IE", language: "de-CH" }).map(({ name }) => name)).toContain(
    "Heisse Getränke",
  );
});

test("a tax that is typed by its usual name is that one, for goods to find", () => {
  const read = readTaxes("Speisen 7; Getränke 19; Blumen 7", firstStartWords("de"));

  expect(read.ok && read.value.map(({ id }) => id)).toEqual(["food", "drinks", "blumen"]);
});

test("the questions name taxes and amounts as the shop does", () => {
  const german = { country: "DE", language: "de", catalogue: "type" } satisfies Answers;

  expect(toldOf("products", german)).toContain("Espresso 2,40 Getränke.");
  expect(toldOf("tax", german)).toContain("Speisen 7; Getränke 19");
  const french = { country: "FR", language: "fr", catalogue: "type" } satisfies Answers;
  expect(toldOf("tax", french)).toContain("Emballé pour plus tard 10/5,5; ");
  expect(labelsIn(french)).toContain("TVA 5,5%");
  expect(labelsIn({ country: "CH", language: "fr-CH" })).toContain("MWST 2.6%");
  expect(toldOf("products", { ...german, country: "CH", language: "de-CH" })).toContain(
    "Espresso 2.40 Getränke.",
  );
});

function labelsIn(answers: Answers): ReadonlyArray<string> {
  return shopOf(answers, model).taxClasses.flatMap(({ taxesByService }) =>
    taxesByService.takeaway.map(({ label }) => label),
  );
}

function toldOf(id: string, answers: Answers): string {
  const deps = { ...questionDeps(), words: firstStartWords(answers.language as "de") };
  return (questionsFor(answers, deps).find((one) => one.id === id)?.intro ?? []).join("\n");
}

function idsOf({ roles, categories, stations, modifierGroups, products }: ModelShop) {
  return {
    categories: sortedIds([...categories, { id: "goods" }]),
    roles: sortedIds(roles),
    stations: sortedIds(stations),
    taxClasses: [
      ...new Set([...countriesByCode.values()].flatMap(({ taxes }) => taxes.map(({ id }) => id))),
    ].toSorted(),
    modifierGroups: modifierGroups
      .flatMap(({ id, options }) => [id, options.map((option) => `${id} ${option.id}`)])
      .flat()
      .toSorted(),
    products: products.map(({ sku }) => sku).toSorted(),
    kitchenNames: products
      .filter(({ kitchenName }) => kitchenName !== "")
      .map(({ sku }) => sku)
      .toSorted(),
  };
}

function idsOfNames(names: NamesWords): ReturnType<typeof idsOf> {
  const { categories, roles, stations, taxClasses, modifierGroups, products, kitchenNames } = names;
  return {
    categories: Object.keys(categories).toSorted(),
    roles: Object.keys(roles).toSorted(),
    stations: Object.keys(stations).toSorted(),
    taxClasses: Object.keys(taxClasses).toSorted(),
    modifierGroups: Object.entries(modifierGroups)
      .flatMap(([id, { options }]) => [id, Object.keys(options).map((option) => `${id} ${option}`)])
      .flat()
      .toSorted(),
    products: Object.keys(products).toSorted(),
    kitchenNames: Object.keys(kitchenNames).toSorted(),
  };
}

function sortedIds(things: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> {
  return things.map(({ id }) => id).toSorted();
}

function textsIn(shop: ModelShop): ReadonlyArray<string> {
  const { roles, categories, stations, modifierGroups, products } = shop;
  return [
    ...[...roles, ...categories, ...stations, ...modifierGroups].map(({ name }) => name),
    ...modifierGroups.flatMap(({ options }) => options.map(({ name }) => name)),
    ...products.flatMap(({ name, kitchenName }) =>
      kitchenName === "" ? [name] : [name, kitchenName],
    ),
  ];
}

/** Everything but what is a name; a rate in a label may have a comma. */
function bare(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => {
      if (key === "name" || key === "kitchenName") return undefined;
      return key === "label" && typeof part === "string" ? part.replace(",", ".") : part;
    }),
  );
}

/** Categories, roles, stations and groups with their options, by id. */
function englishOf({ roles, categories, stations, modifierGroups }: ModelShop) {
  return {
    roles: nameById(roles),
    categories: nameById([...categories, { id: "goods", name: "Goods" }]),
    stations: nameById(stations),
    modifierGroups: Object.fromEntries(
      modifierGroups.map(({ id, name, options }) => [id, { name, options: nameById(options) }]),
    ),
  };
}

function namedIn({ roles, categories, stations, modifierGroups }: NamesWords) {
  return { roles, categories, stations, modifierGroups };
}

function nameById(things: ReadonlyArray<{ readonly id: string; readonly name: string }>) {
  return Object.fromEntries(things.map(({ id, name }) => [id, name]));
}

function cafe(): ShopFixture {
  const fixture = loadFixture("cafe");
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  return fixture.value;
}
