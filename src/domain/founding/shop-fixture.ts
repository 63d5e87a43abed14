/**
 * A shop that is written down in files, for demonstrations, scenarios and tests: read once, checked
 * whole, so that whoever loads it can rely on every reference.
 */

import type * as z from "zod";

import { type Catalogue } from "../catalogue.ts";
import { err, ok, type Result } from "../result.ts";
import { findFixtureProblems } from "./shop-fixture-checks.ts";
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
    askedOff: new Map(),
  };
}

function toSentence({ path, input, message }: z.core.$ZodIssue): string {
  const isPlain = typeof input === "string" || typeof input === "number";
  return `${toPlace(path)}: ${isPlain ? `${JSON.stringify(input)}: ` : ""}${message}`;
}

function toPlace(path: ReadonlyArray<PropertyKey>): string {
  const [part = "shop", ...rest] = path.map(String);
  const file = Object.entries(fixtureFilesByPart).find(([key]) => key === part)?.[1] ?? part;
  return rest.length === 0 ? file : `${file} ${rest.join(".")}`;
}

function byId<Thing extends { readonly id: string }>(
  things: ReadonlyArray<Thing>,
): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
