/**
 * The catalogue as the register reads it: what can be sold, at which price and tax, made where.
 *
 * These are the folded values. A line copies name, price and tax when it is added, so nothing here
 * alters an order that is open already.
 */

import { type EventId } from "./identity.ts";
import { type MilliPercent, type MinorUnits, type Thousandths } from "./money/amounts.ts";

/** How an order is served. Tax classes may have a rate for each. */
export const SERVICES = ["counter", "dine-in", "takeaway", "delivery"] as const;
export type Service = (typeof SERVICES)[number];

export interface Tax {
  /** As printed, such as `VAT 9%`. */
  readonly label: string;
  readonly rate: MilliPercent;
  /** Whether the price contains this tax. */
  readonly included: boolean;
  /** Labels of the taxes that its base includes, besides the net. Only for taxes not included. */
  readonly onTopOf?: ReadonlyArray<string> | undefined;
}

/** One or two letters or digits, of whatever script. */
export const TAX_LETTER = /^[\p{L}\p{N}]{1,2}$/u;

/** The letters of a tax class by how the order is served. */
export type ClassLetters = Readonly<Partial<Record<Service, string>>>;

export interface TaxClass {
  readonly id: string;
  readonly name: string;
  /** The taxes of a line by how the order is served. */
  readonly taxesByService: Readonly<Record<Service, ReadonlyArray<Tax>>>;
  /** What receipts name these taxes by, where somebody has said it (`tax-letters.ts`). */
  readonly letters?: ClassLetters;
}

export interface ModifierOption {
  readonly id: string;
  readonly name: string;
  /** Added to the unit price, each. */
  readonly price: MinorUnits;
  /** Taken when the cashier says nothing. */
  readonly byDefault: boolean;
}

export interface ModifierGroup {
  readonly id: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** How many of the taken options cost nothing (the dearest are charged last). */
  readonly freeCount: number;
  readonly options: ReadonlyArray<ModifierOption>;
}

export type SoldBy = "each" | "weight";

export interface Product {
  readonly sku: string;
  readonly name: string;
  /** What the kitchen calls it; the name when empty. */
  readonly kitchenName: string;
  /** One to four letters and digits with at least one letter, or empty. */
  readonly shortCode: string;
  /** One to six digits, or empty. */
  readonly plu: string;
  readonly barcodes: ReadonlyArray<string>;
  readonly price: MinorUnits;
  readonly taxClass: string;
  readonly category: string;
  /** Where it is made; empty for what is handed over at the counter. */
  readonly station: string;
  readonly course: number;
  readonly soldBy: SoldBy;
  /** Whether the cashier types the price. */
  readonly openPrice: boolean;
  readonly modifierGroups: ReadonlyArray<string>;
  readonly active: boolean;
}

export interface Category {
  readonly id: string;
  readonly name: string;
  readonly position: number;
}

export interface Station {
  readonly id: string;
  readonly name: string;
}

/** Of a product there is no more than somebody counted. */
export interface Limit {
  /** Zero for sold out, whatever lines took or gave back. */
  readonly counted: Thousandths;
  /** Tills that counted apart counted the same goods: lines of each take from them. The last one holds. */
  readonly writes: ReadonlyArray<EventId>;
}

/** Minutes after midnight, by the clock on the shop's wall; one that ends before it begins goes on after midnight. */
export interface TimeBand {
  readonly from: number;
  readonly to: number;
}

/** Other prices for some goods, as long as all that it says of the time, the service and the customer is so. */
export interface PriceList {
  readonly id: string;
  readonly name: string;
  /** Of two lists that hold at once the one with the lower number is taken. */
  readonly priority: number;
  /** 1 is Monday; none for every day. */
  readonly days: ReadonlyArray<number>;
  /** None for the whole day. */
  readonly hours: ReadonlyArray<TimeBand>;
  /** None for all of them. */
  readonly services: ReadonlyArray<Service>;
  /** Of customers, one of which who it is for must be in; none for whoever comes. */
  readonly groups: ReadonlyArray<string>;
  readonly active: boolean;
}

/** A price of its own, or so much off the product's: `off` is zero where `fixed` is not null. */
export interface ListedPrice {
  readonly fixed: MinorUnits | null;
  readonly off: MilliPercent;
}

export interface WrittenPrice extends ListedPrice {
  /** The event that said so. */
  readonly write: EventId;
  /** Tills have said otherwise apart. */
  readonly inQuestion: boolean;
}

export interface Catalogue {
  /** By SKU; goods that are not here are there as much as anybody wants. */
  readonly limits: ReadonlyMap<string, Limit>;
  readonly priceListsById: ReadonlyMap<string, PriceList>;
  /** By SKU, then by the id of the list; goods that are on none are not here. */
  readonly listedPrices: ReadonlyMap<string, ReadonlyMap<string, WrittenPrice>>;
  /** By SKU, the lists that one till took it off while another, apart, said what it costs on them. */
  readonly askedOff: ReadonlyMap<string, ReadonlyArray<string>>;
  readonly productsBySku: ReadonlyMap<string, Product>;
  readonly categoriesById: ReadonlyMap<string, Category>;
  readonly modifierGroupsById: ReadonlyMap<string, ModifierGroup>;
  readonly stationsById: ReadonlyMap<string, Station>;
  readonly taxClassesById: ReadonlyMap<string, TaxClass>;
}

/** Taken options by group: group id, option id, how many. */
export interface TakenModifier {
  readonly group: string;
  readonly option: string;
  readonly count: number;
}

/** A product's options in the order in which `/1`, `/2`, … number them on every screen. */
export function numberedOptions(
  catalogue: Catalogue,
  product: Product,
): ReadonlyArray<{ readonly group: ModifierGroup; readonly option: ModifierOption }> {
  return product.modifierGroups.flatMap((id) => {
    const group = catalogue.modifierGroupsById.get(id);
    return group === undefined ? [] : group.options.map((option) => ({ group, option }));
  });
}
