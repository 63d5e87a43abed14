/** The catalogue as the register reads it, from the folded entries of the ledger. */

import {
  type Catalogue,
  type Category,
  type ClassLetters,
  type Limit,
  type ListedPrice,
  type ModifierGroup,
  type ModifierOption,
  type PriceList,
  type Product,
  type Station,
  type TaxClass,
  type TimeBand,
  SERVICES,
  type Service,
  type WrittenPrice,
} from "../goods/catalogue.ts";
import { type ComboChoice } from "../goods/combo.ts";
import { type GoodsDeposit } from "../goods/deposit.ts";
import { USUAL_RULES } from "../goods/sale-rules.ts";
import { type StockKeeping, USUAL_KEEPING } from "../goods/stock-keeping.ts";
import { type BusinessDay, streamName, type StreamId, streamType } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type SoldBy, zeroMinor } from "../money/amounts.ts";
import { type Tax } from "../money/tax.ts";
import { valueOn } from "../settings/dated-values.ts";
import { type EntryState, fieldValue, listOfField } from "../state/entry-state.ts";
import { isContested, type Register, registerValue } from "../state/register.ts";
import { compareText } from "../text/entry-text.ts";
import { limitOf } from "./goods-left.ts";
import { priceOn } from "./price-plans.ts";

export const CATALOGUE_TYPES = [
  "product",
  "category",
  "modifier-group",
  "station",
  "tax-class",
  "price-list",
] as const;
export type CatalogueType = (typeof CATALOGUE_TYPES)[number];

/** Name of a catalogue entry's stream, after `cat/`. */
export function entryName(type: CatalogueType, id: string): string {
  return `${type}/${id}`;
}

const PRODUCT_START = entryName("product", "");

export function isProductStream(stream: StreamId): boolean {
  return streamType(stream) === "cat" && streamName(stream).startsWith(PRODUCT_START);
}

/** Returns the SKU of `cat/product/SKU`. */
export function skuOf(stream: StreamId): string {
  return streamName(stream).slice(PRODUCT_START.length);
}

/** Returns the catalogue with the prices and taxes of that business day; each kind of entries by rising id. */
export function readCatalogue(view: LedgerView, day: BusinessDay): Catalogue {
  return readChanges(emptyCatalogue, view, { day, streams: view.tagged("cat") });
}

/** Two or three milliseconds of work. */
const PIECE = 100;

/**
 * Reads the catalogue in pieces of so many entries, each from the view given then. An entry that
 * changes between two pieces may be read before or after its change.
 */
export function* readCatalogueInPieces(
  view: LedgerView,
  day: BusinessDay,
): Generator<undefined, Catalogue, LedgerView> {
  const reader = createReader(emptyCatalogue, day);
  let now = view;
  for (const [at, stream] of [...view.tagged("cat")].entries()) {
    if (at > 0 && at % PIECE === 0) now = yield;
    const name = streamName(stream);
    reader.read(name, now.glance("cat", name));
  }
  return reader.whole();
}

/** The catalogue that was read before on the same day, with what changed since. */
export function readChanges(
  before: Catalogue,
  view: LedgerView,
  { day, streams }: { readonly day: BusinessDay; readonly streams: Iterable<StreamId> },
): Catalogue {
  // Each value is kept once, because most of the memory for 20,000 goods is what is read here.
  return readEntries(before, { day, streams, entryOf: (name) => view.glance("cat", name) });
}

/** Reads entries from any source, such as an older state; `entryOf` takes the name. */
export function readEntries(
  before: Catalogue,
  {
    day,
    streams,
    entryOf,
  }: {
    readonly day: BusinessDay;
    readonly streams: Iterable<StreamId>;
    readonly entryOf: (name: string) => EntryState;
  },
): Catalogue {
  const reader = createReader(before, day);
  for (const stream of streams) {
    const name = streamName(stream);
    reader.read(name, entryOf(name));
  }
  return reader.whole();
}

interface Reader {
  readonly read: (name: string, entry: EntryState) => void;
  readonly whole: () => Catalogue;
}

function createReader(before: Catalogue, day: BusinessDay): Reader {
  const catalogue = open(before);
  const share = sharing();
  return {
    read: (name, entry) => readEntry(catalogue, entry, { name, day, share }),
    whole: () => ({
      limits: catalogue.limits,
      priceListsById: inOrder(catalogue.priceListsById, before.priceListsById),
      listedPrices: catalogue.listedPrices,
      contestedLists: catalogue.contestedLists,
      productsBySku: inOrder(catalogue.productsBySku, before.productsBySku),
      categoriesById: inOrder(catalogue.categoriesById, before.categoriesById),
      modifierGroupsById: inOrder(catalogue.modifierGroupsById, before.modifierGroupsById),
      stationsById: inOrder(catalogue.stationsById, before.stationsById),
      taxClassesById: inOrder(catalogue.taxClassesById, before.taxClassesById),
    }),
  };
}

interface OpenCatalogue {
  readonly limits: Map<string, Limit>;
  readonly priceListsById: Map<string, PriceList>;
  readonly listedPrices: Map<string, ReadonlyMap<string, WrittenPrice>>;
  readonly contestedLists: Map<string, ReadonlyArray<string>>;
  readonly productsBySku: Map<string, Product>;
  readonly categoriesById: Map<string, Category>;
  readonly modifierGroupsById: Map<string, ModifierGroup>;
  readonly stationsById: Map<string, Station>;
  readonly taxClassesById: Map<string, TaxClass>;
}

function open(catalogue: Catalogue): OpenCatalogue {
  return {
    limits: new Map(catalogue.limits),
    priceListsById: new Map(catalogue.priceListsById),
    listedPrices: new Map(catalogue.listedPrices),
    contestedLists: new Map(catalogue.contestedLists),
    productsBySku: new Map(catalogue.productsBySku),
    categoriesById: new Map(catalogue.categoriesById),
    modifierGroupsById: new Map(catalogue.modifierGroupsById),
    stationsById: new Map(catalogue.stationsById),
    taxClassesById: new Map(catalogue.taxClassesById),
  };
}

const emptyCatalogue: Catalogue = {
  limits: new Map(),
  priceListsById: new Map(),
  listedPrices: new Map(),
  contestedLists: new Map(),
  productsBySku: new Map(),
  categoriesById: new Map(),
  modifierGroupsById: new Map(),
  stationsById: new Map(),
  taxClassesById: new Map(),
};

function inOrder<Value>(
  now: ReadonlyMap<string, Value>,
  before: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  if (now.size === before.size) return now;
  return new Map([...now].toSorted(([a], [b]) => compareText(a, b)));
}

function readEntry(
  catalogue: OpenCatalogue,
  entry: EntryState,
  { name, day, share }: Reading & { readonly name: string },
): void {
  const cut = name.indexOf("/");
  const id = name.slice(cut + 1);
  switch (name.slice(0, cut)) {
    case "product": {
      catalogue.productsBySku.set(id, toProduct(id, entry, { day, share }));
      keep(catalogue.limits, id, limitOf(entry));
      const lists = listsOf(entry);
      keep(catalogue.listedPrices, id, listedPricesOf(lists));
      keep(catalogue.contestedLists, id, contestedListsOf(lists));
      return;
    }
    case "price-list":
      catalogue.priceListsById.set(id, toPriceList(id, entry));
      return;
    case "category":
      catalogue.categoriesById.set(id, toCategory(id, entry));
      return;
    case "modifier-group":
      catalogue.modifierGroupsById.set(id, toModifierGroup(id, entry));
      return;
    case "station":
      catalogue.stationsById.set(id, toStation(id, entry));
      return;
    case "tax-class":
      catalogue.taxClassesById.set(id, toTaxClass(id, entry, day));
      return;
    default:
  }
}

interface Reading {
  readonly day: BusinessDay;
  readonly share: Share;
}

/** Keeps one copy of each value that thousands of goods have alike. */
type Share = <Value>(value: Value) => Value;

function sharing(): Share {
  const known = new Map<unknown, unknown>();
  return <Value>(value: Value): Value => {
    const key = Array.isArray(value) && value.length === 0 ? ANY_EMPTY_LIST : value;
    if (!known.has(key)) known.set(key, value);
    return known.get(key) as Value;
  };
}

/** The key of the one empty list that all share. */
const ANY_EMPTY_LIST = Symbol("empty list");

function toProduct(sku: string, entry: EntryState, { day, share }: Reading): Product {
  const removed = new Set(entry.removedCodes);
  const codes = entry.codes.filter(({ id }) => !removed.has(id)).map(({ code }) => code);
  const price = priceOn(entry, day);
  return {
    sku,
    name: read(entry, "name", sku),
    kitchenName: share(read(entry, "kitchenName", "")),
    shortCode: share(read(entry, "shortCode", "")),
    plu: read(entry, "plu", ""),
    barcodes: share([...new Set(codes)]),
    price: price ?? zeroMinor,
    taxClass: share(read(entry, "taxClass", "")),
    category: share(read(entry, "category", "")),
    station: share(read(entry, "station", "")),
    course: read(entry, "course", 0),
    soldBy: share(read<SoldBy>(entry, "soldBy", "each")),
    openPrice: read(entry, "openPrice", false),
    modifierGroups: share(read<ReadonlyArray<string>>(entry, "modifierGroups", [])),
    combo: share(read<ReadonlyArray<ComboChoice>>(entry, "combo", [])),
    deposits: share(read<ReadonlyArray<GoodsDeposit>>(entry, "deposits", [])),
    // A product without a price before a later day is not sold until then.
    active: price !== undefined && read(entry, "active", true),
    ...keepingIn(entry, share),
    packCodes: share(read(entry, "packCodes", USUAL_RULES.packCodes)),
    age: read(entry, "age", USUAL_RULES.age),
    half: read(entry, "half", USUAL_RULES.half),
    voucher: read(entry, "voucher", USUAL_RULES.voucher),
    serial: read(entry, "serial", USUAL_RULES.serial),
    family: share(read(entry, "family", USUAL_RULES.family)),
    row: share(read(entry, "row", USUAL_RULES.row)),
    column: share(read(entry, "column", USUAL_RULES.column)),
  };
}

/** Returns what an entry says of its stock. */
export function readKeeping(entry: EntryState): StockKeeping {
  return keepingIn(entry, (value) => value);
}

/** Returns what a product is called now; its SKU where it has no name, or is not there. */
export function productName(view: Pick<LedgerView, "state">, sku: string): string {
  const name = fieldValue(view.state("cat", entryName("product", sku)), "name");
  return typeof name === "string" ? name : sku;
}

/** Returns what is said of an article's stock now; undefined for one that is not there. */
export function keepingNow(view: Pick<LedgerView, "state">, sku: string): StockKeeping | undefined {
  const entry = view.state("cat", entryName("product", sku));
  return Object.keys(entry.fields).length === 0 ? undefined : readKeeping(entry);
}

function keepingIn(entry: EntryState, share: Share): StockKeeping {
  const { stock, unit, packs, yields, recipe, reorderAt, supplier, supplierCodes } = USUAL_KEEPING;
  return {
    stock: share(read(entry, "stock", stock)),
    unit: share(read(entry, "unit", unit)),
    packs: share(read(entry, "packs", packs)),
    yields: share(read(entry, "yields", yields)),
    recipe: share(read(entry, "recipe", recipe)),
    reorderAt: share(read(entry, "reorderAt", reorderAt)),
    supplier: share(read(entry, "supplier", supplier)),
    supplierCodes: share(read(entry, "supplierCodes", supplierCodes)),
  };
}

type Listed = readonly [list: string, register: Register<ListedPrice | null>];

/** Undefined where it was never on one, as most of 20,000 goods were not. */
function listsOf({ fields }: EntryState): ReadonlyArray<Listed> | undefined {
  const named = Object.keys(fields).filter((field) => listOfField(field) !== undefined);
  if (named.length === 0) return undefined;
  return named.flatMap((field) => {
    const list = listOfField(field);
    // The events' schemas have checked it.
    const register = fields[field] as Register<ListedPrice | null> | undefined;
    return list === undefined || register === undefined ? [] : [[list, register] as const];
  });
}

/** Returns the prices on lists; a product that was taken off a list has none there. */
function listedPricesOf(
  lists: ReadonlyArray<Listed> = [],
): ReadonlyMap<string, WrittenPrice> | undefined {
  const prices = lists.flatMap(([list, register]) => {
    const written = register.open.at(-1);
    const price = written?.value ?? null;
    if (written === undefined || price === null) return [];
    return [[list, { ...price, write: written.id, inQuestion: isContested(register) }] as const];
  });
  return prices.length === 0 ? undefined : new Map(prices);
}

function contestedListsOf(lists: ReadonlyArray<Listed> = []): ReadonlyArray<string> | undefined {
  const asked = lists.flatMap(([list, register]) =>
    registerValue(register) === null && isContested(register) ? [list] : [],
  );
  return asked.length === 0 ? undefined : asked;
}

function keep<Value>(map: Map<string, Value>, id: string, value: Value | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}

/** The priority of a list that nobody has set one for: the middle. */
export const USUAL_PRIORITY = 50;

function toPriceList(id: string, entry: EntryState): PriceList {
  return {
    id,
    name: read(entry, "name", id),
    priority: read(entry, "priority", USUAL_PRIORITY),
    days: read<ReadonlyArray<number>>(entry, "days", []),
    hours: read<ReadonlyArray<TimeBand>>(entry, "hours", []),
    services: read<ReadonlyArray<Service>>(entry, "services", []),
    groups: read<ReadonlyArray<string>>(entry, "groups", []),
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
    ...(read(entry, "asked", false) ? { asked: true } : {}),
    options: read<ReadonlyArray<ModifierOption>>(entry, "options", []),
  };
}

function toStation(id: string, entry: EntryState): Station {
  return { id, name: read(entry, "name", id) };
}

/** Undefined for one that nobody has made. */
export function readTaxClass(view: LedgerView, id: string, day: BusinessDay): TaxClass | undefined {
  const entry = view.state("cat", `tax-class/${id}`);
  return Object.keys(entry.fields).length === 0 ? undefined : toTaxClass(id, entry, day);
}

function toTaxClass(id: string, entry: EntryState, day: BusinessDay): TaxClass {
  const taxes = read<Partial<Record<Service, ReadonlyArray<Tax>>>>(entry, "taxesByService", {});
  const taxesByService = Object.fromEntries(
    SERVICES.map((service) => {
      const planned = valueOn(entry, service, day) as ReadonlyArray<Tax> | undefined;
      return [service, planned ?? taxes[service] ?? []];
    }),
  ) as Record<Service, ReadonlyArray<Tax>>;
  const letters = read<ClassLetters>(entry, "letters", {});
  const name = read(entry, "name", id);
  // Most classes have none.
  return Object.keys(letters).length === 0
    ? { id, name, taxesByService }
    : { id, name, taxesByService, letters };
}

/** The events' schemas have checked each value when it was folded. */
function read<Value>(entry: EntryState, field: string, otherwise: Value): Value {
  return (fieldValue(entry, field) as Value | undefined) ?? otherwise;
}
