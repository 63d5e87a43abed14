/**
 * A shop that is written down in files, for demonstrations, scenarios and tests: read once, checked
 * whole, so that whoever loads it can rely on every reference.
 */

import type * as z from "zod";

import { err, ok, type Result } from "../base/result.ts";
import { type Catalogue } from "../goods/catalogue.ts";
import { type BusinessDay } from "../identity.ts";
import { currenciesByCode } from "../money/currency.ts";
import { type EditFault } from "../office/entry-wish.ts";
import { groupProblems } from "../office/group-rules.ts";
import { barcodeProblem, lowestModifiers } from "../office/product-rules.ts";
import { readPromotion } from "../office/promotion-text.ts";
import { type PromotionFacts } from "../prices/promotion-book.ts";
import { foldText } from "../text/entry-text.ts";
import { shopFixtureShape, type ShopParts } from "./shop-fixture-shape.ts";

/** Parts that have been checked against each other. */
export type ShopFixture = ShopParts;

/** Shape and references; each issue has the part, the index and the field as its path. */
export const shopFixtureSchema: z.ZodType<ShopFixture> = shopFixtureShape().superRefine(
  (shop, context) => {
    for (const { path, message } of findFixtureProblems(shop)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  },
);

/** The file of each part, below the shop's folder. */
export const fixtureFilesByPart: Readonly<Record<keyof ShopFixture, string>> = {
  shop: "shop.json",
  taxClasses: "tax-classes.json",
  categories: "categories.json",
  stations: "stations.json",
  modifierGroups: "modifier-groups.json",
  products: "products.json",
  roles: "roles.json",
  staff: "staff.json",
  printers: "printers.json",
  areas: "areas.json",
  tables: "tables.json",
  promotions: "promotions.json",
};

/**
 * The parsed parts as a shop, or all that is wrong with them, a sentence each that begins with the
 * place: `products.json 12.taxClass: "fod" does not exist`.
 */
export function parseShopFixture(parts: unknown): Result<ShopFixture, ReadonlyArray<string>> {
  const parsed = shopFixtureSchema.safeParse(parts, { reportInput: true });
  if (parsed.success) return ok(parsed.data);
  return err(parsed.error.issues.map(toSentence));
}

/** The catalogue of such a shop, keyed as the register reads it. */
export function toCatalogue(shop: ShopFixture): Catalogue {
  return {
    productsBySku: new Map(shop.products.map((product) => [product.sku, product])),
    categoriesById: byId(shop.categories),
    modifierGroupsById: byId(shop.modifierGroups),
    stationsById: byId(shop.stations),
    taxClassesById: byId(shop.taxClasses),
    limits: new Map(),
    priceListsById: new Map(),
    listedPrices: new Map(),
    contestedLists: new Map(),
  };
}

/** A promotion of the shop, by what its event says. */
export interface NamedPromotion {
  readonly id: string;
  readonly facts: PromotionFacts;
}

/** Returns the shop's promotions, as `till promotion add` would read them. */
export function fixturePromotions(shop: ShopFixture): ReadonlyArray<NamedPromotion> {
  return shop.promotions.flatMap(({ id, ...fields }) => {
    const read = readFields(shop, fields);
    return read.ok ? [{ id, facts: read.value }] : [];
  });
}

/** Days are written with their year, so today is any. */
const ANY_DAY = "2026-01-01" as BusinessDay;

function readFields(
  shop: ShopParts,
  fields: Readonly<Record<string, string>>,
): Result<PromotionFacts, EditFault> {
  const currency = currenciesByCode.get(shop.shop.currency);
  if (currency === undefined) {
    return err({ type: "entry/wrong", field: "price", message: "has no known currency" });
  }
  const typed = Object.entries(fields).map(([field, text]) => ({ field, text }));
  const { areas, tables } = shop;
  const context = { catalogue: toCatalogue(shop), currency, floor: { areas, tables } };
  return readPromotion(typed, undefined, { ...context, today: ANY_DAY, codeHash: () => undefined });
}

function toSentence({ path, input, message }: z.core.$ZodIssue): string {
  const isPlain = typeof input === "string" || typeof input === "number";
  return `${fieldText(path)}: ${isPlain ? `${JSON.stringify(input)}: ` : ""}${message}`;
}

function fieldText(path: ReadonlyArray<PropertyKey>): string {
  const [part = "shop", ...rest] = path.map(String);
  const file = Object.entries(fixtureFilesByPart).find(([key]) => key === part)?.[1] ?? part;
  return rest.length === 0 ? file : `${file} ${rest.join(".")}`;
}

function byId<Thing extends { readonly id: string }>(
  things: ReadonlyArray<Thing>,
): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

/* The rules between the parts of a shop in files: no name twice, and no reference without its target. */

interface FixtureProblem {
  /** Part, index, field. */
  readonly path: ReadonlyArray<string | number>;
  readonly message: string;
}

/** Returns all problems of a shop whose parts have the right shape; empty when there are none. */
function findFixtureProblems(shop: ShopParts): ReadonlyArray<FixtureProblem> {
  return [
    ...findSettingProblems(shop),
    ...findDuplicates(shop),
    ...findUnknownNames(shop),
    ...shop.taxClasses.flatMap(findTaxProblems),
    ...shop.modifierGroups.flatMap(findGroupProblems),
    ...shop.products.flatMap((product, index) => findProductProblems(shop, product, index)),
    ...findPrinterProblems(shop),
    ...findFloorProblems(shop),
    ...findPromotionProblems(shop),
  ];
}

type Product = ShopParts["products"][number];

function findSettingProblems({ shop }: ShopParts): ReadonlyArray<FixtureProblem> {
  return currenciesByCode.has(shop.currency)
    ? []
    : [{ path: ["shop", "currency"], message: `"${shop.currency}" is no known currency` }];
}

function findDuplicates(shop: ShopParts): ReadonlyArray<FixtureProblem> {
  const { products } = shop;
  const idLists = [
    "taxClasses",
    "categories",
    "stations",
    "modifierGroups",
    "roles",
    "printers",
    "areas",
    "tables",
    "promotions",
  ] as const;
  return [
    ...idLists.flatMap((part) =>
      repeated(
        part,
        "id",
        shop[part].map(({ id }) => id),
      ),
    ),
    ...repeated(
      "products",
      "sku",
      products.map(({ sku }) => sku),
    ),
    ...repeated(
      "products",
      "plu",
      products.map(({ plu }) => plu),
    ),
    ...repeated(
      "products",
      "shortCode",
      products.map(({ shortCode }) => shortCode),
    ),
    ...repeatedBarcodes(products),
    ...repeated(
      "staff",
      "number",
      shop.staff.map(({ number }) => String(number)),
    ),
    ...repeated(
      "staff",
      "pin",
      shop.staff.map(({ pin }) => pin),
    ),
  ];
}

/** The later ones of equal values; empty text is no value. */
function repeated(
  part: string,
  field: string,
  values: ReadonlyArray<string>,
): ReadonlyArray<FixtureProblem> {
  return laterOnes(values)
    .filter((index) => values[index] !== "")
    .map((index) => ({
      path: [part, index, field],
      message: `"${values[index]}" is there twice`,
    }));
}

function repeatedBarcodes(products: ReadonlyArray<Product>): ReadonlyArray<FixtureProblem> {
  const places = products.flatMap(({ barcodes, packCodes }, index) => [
    ...barcodes.map((barcode, place) => ({
      barcode,
      path: ["products", index, "barcodes", place],
    })),
    ...packCodes.map(({ code: barcode }, place) => ({
      barcode,
      path: ["products", index, "packCodes", place],
    })),
  ]);
  const later = new Set(laterOnes(places.map(({ barcode }) => barcode)));
  return places
    .filter((_, place) => later.has(place))
    .map(({ barcode, path }) => ({ path, message: `"${barcode}" is there twice` }));
}

/** Places of values that stood before already. */
function laterOnes(values: ReadonlyArray<string>): ReadonlyArray<number> {
  const seen = new Set<string>();
  return values.flatMap((value, place) => {
    if (seen.has(value)) return [place];
    seen.add(value);
    return [];
  });
}

function findUnknownNames(shop: ShopParts): ReadonlyArray<FixtureProblem> {
  const taxClasses = idsOf(shop.taxClasses);
  const categories = idsOf(shop.categories);
  const stations = idsOf(shop.stations);
  const groups = idsOf(shop.modifierGroups);
  const roles = idsOf(shop.roles);
  return [
    ...shop.products.flatMap((product, index) => [
      ...unknown(taxClasses, product.taxClass, ["products", index, "taxClass"]),
      ...unknown(categories, product.category, ["products", index, "category"]),
      ...(product.station === ""
        ? []
        : unknown(stations, product.station, ["products", index, "station"])),
      ...product.modifierGroups.flatMap((group, place) =>
        unknown(groups, group, ["products", index, "modifierGroups", place]),
      ),
    ]),
    ...shop.modifierGroups.flatMap(({ options }, index) =>
      options.flatMap(({ station }, place) =>
        station === undefined
          ? []
          : unknown(stations, station, ["modifierGroups", index, "options", place, "station"]),
      ),
    ),
    ...shop.staff.flatMap(({ role }, index) => unknown(roles, role, ["staff", index, "role"])),
    ...shop.printers.flatMap((printer, index) =>
      printer.stations.flatMap((station, place) =>
        unknown(stations, station, ["printers", index, "stations", place]),
      ),
    ),
  ];
}

function idsOf(things: ReadonlyArray<{ readonly id: string }>): ReadonlySet<string> {
  return new Set(things.map(({ id }) => id));
}

function unknown(
  known: ReadonlySet<string>,
  name: string,
  path: FixtureProblem["path"],
): ReadonlyArray<FixtureProblem> {
  return known.has(name) ? [] : [{ path, message: `"${name}" does not exist` }];
}

/** A line must not name a tax twice: a bill could not tell its parts. */
function findTaxProblems(
  taxClass: ShopParts["taxClasses"][number],
  index: number,
): ReadonlyArray<FixtureProblem> {
  return Object.entries(taxClass.taxesByService).flatMap(([service, taxes]) =>
    repeated(
      "taxClasses",
      "label",
      taxes.map(({ label }) => label),
    ).map(({ message }) => ({
      path: ["taxClasses", index, "taxesByService", service],
      message,
    })),
  );
}

function findGroupProblems(
  group: ShopParts["modifierGroups"][number],
  index: number,
): ReadonlyArray<FixtureProblem> {
  return groupProblems(group).map(({ field, message }) => ({
    path: ["modifierGroups", index, field],
    message,
  }));
}

function findProductProblems(
  shop: ShopParts,
  product: Product,
  index: number,
): ReadonlyArray<FixtureProblem> {
  const codes = product.barcodes.flatMap((barcode, place) => {
    const message = barcodeProblem(barcode);
    return message === "" ? [] : [{ path: ["products", index, "barcodes", place], message }];
  });
  codes.push(
    ...product.packCodes.flatMap(({ code }, place) => {
      const message = barcodeProblem(code);
      return message === "" ? [] : [{ path: ["products", index, "packCodes", place], message }];
    }),
  );
  const groups = shop.modifierGroups.filter(({ id }) => product.modifierGroups.includes(id));
  const lowest = product.price + lowestModifiers(groups);
  if (lowest >= 0 || product.openPrice) return codes;
  return [
    ...codes,
    { path: ["products", index, "price"], message: `modifiers bring ${product.price} below zero` },
  ];
}

/** People find an area or a table by its name, whatever its case and accents. */
function findFloorProblems({ areas, tables }: ShopParts): ReadonlyArray<FixtureProblem> {
  return [
    ...repeated("areas", "name", foldedNames(areas)),
    ...repeated("tables", "name", foldedNames(tables)),
    ...tables.flatMap(({ area }, index) =>
      area === "" ? [] : unknown(idsOf(areas), area, ["tables", index, "area"]),
    ),
  ];
}

function findPromotionProblems(shop: ShopParts): ReadonlyArray<FixtureProblem> {
  return shop.promotions.flatMap(({ id: _id, ...fields }, index) => {
    const read = readFields(shop, fields);
    if (read.ok || read.fault.type !== "entry/wrong") return [];
    const { field, message } = read.fault;
    return [{ path: ["promotions", index, field], message }];
  });
}

function foldedNames(things: ReadonlyArray<{ readonly name: string }>): ReadonlyArray<string> {
  return things.map(({ name }) => foldText(name));
}

/**
 * Tickets of a station with two printers would come out twice, with none never. A shop may have no
 * printer at all yet.
 */
function findPrinterProblems({ stations, printers }: ShopParts): ReadonlyArray<FixtureProblem> {
  if (printers.length === 0) return [];
  const served = printers.flatMap((printer) => printer.stations);
  const problems = stations.flatMap(({ id }, index) => {
    const count = served.filter((station) => station === id).length;
    const message = `"${id}" has ${count} printers instead of one`;
    return count === 1 ? [] : [{ path: ["stations", index, "id"], message }];
  });
  if (printers.some(({ receipts }) => receipts)) return problems;
  return [...problems, { path: ["printers"], message: "no printer takes receipts" }];
}
