/** The catalogue as the register reads it, from the folded entries of the ledger. */

import { zeroMinor } from "./amounts.ts";
import {
  type Catalogue,
  type Category,
  type ModifierGroup,
  type ModifierOption,
  type Product,
  type SoldBy,
  type Station,
  type Tax,
  type TaxClass,
  SERVICES,
  type Service,
} from "./catalogue.ts";
import { type EntryState, fieldValue, LEFT_FIELD } from "./folds/entry-fold.ts";
import { type BusinessDay, streamName } from "./identity.ts";
import { type LedgerView } from "./ledger-view.ts";
import { priceOn } from "./price-plans.ts";

export const CATALOGUE_TYPES = [
  "product",
  "category",
  "modifier-group",
  "station",
  "tax-class",
] as const;
export type CatalogueType = (typeof CATALOGUE_TYPES)[number];

/** Name of a catalogue entry's stream, after `cat/`. */
export function entryName(type: CatalogueType, id: string): string {
  return `${type}/${id}`;
}

/** With the prices of that business day. */
export function readCatalogue(view: LedgerView, day: BusinessDay): Catalogue {
  const entries = view.tagged("cat").map((stream) => {
    const name = streamName(stream);
    const cut = name.indexOf("/");
    return { type: name.slice(0, cut), id: name.slice(cut + 1), entry: view.state("cat", name) };
  });
  function byId<Value>(type: CatalogueType, read: (id: string, entry: EntryState) => Value) {
    const ofType = entries.filter((entry) => entry.type === type);
    return new Map(ofType.map(({ id, entry }) => [id, read(id, entry)]));
  }
  return {
    soldOut: new Set(
      entries
        .filter(({ type, entry }) => type === "product" && fieldValue(entry, LEFT_FIELD) === 0)
        .map(({ id }) => id),
    ),
    productsBySku: byId("product", (sku, entry) => toProduct(sku, entry, day)),
    categoriesById: byId("category", toCategory),
    modifierGroupsById: byId("modifier-group", toModifierGroup),
    stationsById: byId("station", toStation),
    taxClassesById: byId("tax-class", toTaxClass),
  };
}

function toProduct(sku: string, entry: EntryState, day: BusinessDay): Product {
  const removed = new Set(entry.removedCodes);
  const codes = entry.codes.filter(({ id }) => !removed.has(id)).map(({ code }) => code);
  return {
    sku,
    name: read(entry, "name", sku),
    kitchenName: read(entry, "kitchenName", ""),
    shortCode: read(entry, "shortCode", ""),
    plu: read(entry, "plu", ""),
    barcodes: [...new Set(codes)],
    price: priceOn(entry, day) ?? zeroMinor,
    taxClass: read(entry, "taxClass", ""),
    category: read(entry, "category", ""),
    station: read(entry, "station", ""),
    course: read(entry, "course", 0),
    soldBy: read<SoldBy>(entry, "soldBy", "each"),
    openPrice: read(entry, "openPrice", false),
    modifierGroups: read<ReadonlyArray<string>>(entry, "modifierGroups", []),
    active: read(entry, "active", true),
  };
}

function toCategory(id: string, entry: EntryState): Category {
  return { id, name: read(entry, "name", id), position: read(entry, "position", 0) };
}

function toModifierGroup(id: string, entry: EntryState): ModifierGroup {
  return {
    id,
    name: read(entry, "name", id),
    min: read(entry, "min", 0),
    max: read(entry, "max", 99),
    freeCount: read(entry, "freeCount", 0),
    options: read<ReadonlyArray<ModifierOption>>(entry, "options", []),
  };
}

function toStation(id: string, entry: EntryState): Station {
  return { id, name: read(entry, "name", id) };
}

function toTaxClass(id: string, entry: EntryState): TaxClass {
  const taxes = read<Partial<Record<Service, ReadonlyArray<Tax>>>>(entry, "taxesByService", {});
  const taxesByService = Object.fromEntries(
    SERVICES.map((service) => [service, taxes[service] ?? []]),
  ) as Record<Service, ReadonlyArray<Tax>>;
  return { id, name: read(entry, "name", id), taxesByService };
}

/** The events' schemas have checked each value when it was folded. */
function read<Value>(entry: EntryState, field: string, otherwise: Value): Value {
  return (fieldValue(entry, field) as Value | undefined) ?? otherwise;
}
