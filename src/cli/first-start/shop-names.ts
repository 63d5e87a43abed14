/**
 * What the parts of a new shop are called in its language: only names, by ids that are the same in all.
 * They are messages (`src/words/<language>/shop-names.arb`). In English the model shop and the countries'
 * taxes say them too, and a test holds that both are the same.
 */

import { type UsualTax } from "../../domain/founding/country-taxes.ts";
import { type ModelShop } from "../../domain/founding/new-shop.ts";
import { type ShopFixture } from "../../domain/founding/shop-fixture.ts";
import { languageOf, type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { namesWords } from "../../words/made/names/all.ts";
import { type NamesWords } from "../../words/made/names/words.ts";

type Names = Readonly<Record<string, string>>;
type GroupNames = Readonly<Record<string, { readonly name: string; readonly options: Names }>>;
interface Named {
  readonly id: string;
  readonly name: string;
}

/** The model with names of the language, and what comes besides it. */
export function modelIn(model: ModelShop, locale: Locale): ModelShop {
  const names = namesIn(locale);
  if (names === undefined) return model;
  const groups: GroupNames = names.modifierGroups;
  const products: Names = names.products;
  const kitchenNames: Names = names.kitchenNames;
  return {
    roles: model.roles.map((role) => named(role, names.roles)),
    categories: model.categories.map((category) => named(category, names.categories)),
    stations: model.stations.map((station) => named(station, names.stations)),
    modifierGroups: model.modifierGroups.map((group) => ({
      ...group,
      name: groups[group.id]?.name ?? group.name,
      options: group.options.map((option) => named(option, groups[group.id]?.options ?? {})),
    })),
    products: model.products.map((product) => ({
      ...product,
      name: products[product.sku] ?? product.name,
      kitchenName: kitchenNames[product.sku] ?? product.kitchenName,
    })),
  };
}

/**
 * The demo shop as one of that language: its name, its people and the rates of its taxes stay. The
 * messages have the names of the café's goods; another shop's goods keep their own.
 */
export function demoIn(
  demo: ShopFixture,
  locale: Locale,
  { keepsGoods }: { readonly keepsGoods: boolean },
): ShopFixture {
  const shop = { ...demo.shop, language: locale };
  const names = namesIn(locale);
  if (names === undefined) return { ...demo, shop };
  const { kitchenPrinter, receiptFoot } = names.demo;
  const printers: Names = { receipt: names.printer, kitchen: kitchenPrinter };
  const { roles, ...goods } = modelIn(demo, locale);
  return {
    ...demo,
    ...(keepsGoods ? {} : goods),
    roles,
    shop: { ...shop, receiptFoot: [...receiptFoot] },
    taxClasses: demo.taxClasses.map((one) => taxClassIn(one, names.demo)),
    printers: demo.printers.map((printer) => named(printer, printers)),
  };
}

type DemoTaxClass = ShopFixture["taxClasses"][number];

/** The model is written down with the English name of the tax, in front of its rate. */
function taxClassIn(
  one: DemoTaxClass,
  { tax, taxClasses }: Pick<NamesWords["demo"], "tax" | "taxClasses">,
): DemoTaxClass {
  const { counter, "dine-in": dineIn, takeaway, delivery } = one.taxesByService;
  return {
    ...named(one, taxClasses),
    taxesByService: {
      counter: printedAs(counter, tax),
      "dine-in": printedAs(dineIn, tax),
      takeaway: printedAs(takeaway, tax),
      delivery: printedAs(delivery, tax),
    },
  };
}

function printedAs(
  taxes: DemoTaxClass["taxesByService"]["counter"],
  name: string,
): DemoTaxClass["taxesByService"]["counter"] {
  return taxes.map((tax) => ({ ...tax, label: tax.label.replace(/^VAT\b/u, name) }));
}

/** Returns a country's taxes by the names in its shops. */
export function taxesIn(taxes: ReadonlyArray<UsualTax>, locale: Locale): ReadonlyArray<UsualTax> {
  const names = namesIn(locale)?.taxClasses ?? {};
  return taxes.map((tax) => named(tax, names));
}

/** Returns the tax class of that name in every country; undefined for one of the shop's own. */
export function taxIdIn(name: string, locale: Locale): string | undefined {
  const names = Object.entries(namesIn(locale)?.taxClasses ?? {});
  return names.find(([, own]) => own.toLowerCase() === name.toLowerCase())?.[0];
}

/** Returns the names of a new shop's own things: typed goods, and its one printer. */
export function ownNamesIn(locale: Locale): { readonly goods: string; readonly printer: string } {
  const names = namesIn(locale);
  return { goods: names?.categories.goods ?? "Goods", printer: names?.printer ?? "Receipts" };
}

function namesIn(locale: Locale): NamesWords | undefined {
  return languageOf(locale) === "en" ? undefined : wordsIn(namesWords, locale);
}

function named<Thing extends Named>(thing: Thing, names: Names): Thing {
  return { ...thing, name: names[thing.id] ?? thing.name };
}
