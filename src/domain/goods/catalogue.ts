/**
 * The catalogue as the register reads it: what can be sold, at which price and tax, made where.
 *
 * These are the folded values. A line copies name, price and tax when it is added, so nothing here alters an order
 * that is open already, but for the taxes of the day on which its goods are handed over (`tax-order.ts`).
 */

import { type EventId } from "../identity.ts";
import {
  type MilliPercent,
  type MinorUnits,
  type SoldBy,
  type Thousandths,
} from "../money/amounts.ts";
import { type Tax } from "../money/tax.ts";
import { type ComboChoice } from "./combo.ts";
import { type GoodsDeposit } from "./deposit.ts";
import { type SaleRules } from "./sale-rules.ts";
import { type RecipePart, type StockKeeping } from "./stock-keeping.ts";

/** How an order is served. Tax classes may have a rate for each. */
export const SERVICES = ["counter", "dine-in", "takeaway", "delivery"] as const;
export type Service = (typeof SERVICES)[number];

/** The form of a tax letter: one or two letters or digits of any script. */
export const TAX_LETTER = /^[\p{L}\p{N}]{1,2}$/u;

/** The letters of a tax class by how the order is served. */
export type ClassLetters = Readonly<Partial<Record<Service, string>>>;

export interface TaxClass {
  readonly id: string;
  readonly name: string;
  /** The taxes of a line by how the order is served. */
  readonly taxesByService: Readonly<Record<Service, ReadonlyArray<Tax>>>;
  /** The letters that receipts name the taxes by, where the shop has set some (`tax-letters.ts`). */
  readonly letters?: ClassLetters;
}

export interface ModifierOption {
  readonly id: string;
  readonly name: string;
  /** The price of one option, on top of the unit price. */
  readonly price: MinorUnits;
  /** The option is taken when the cashier names none. */
  readonly byDefault: boolean;
  /** What it takes of the stock beside the product, or in place of something in it. */
  readonly recipe?: ReadonlyArray<RecipePart>;
  /** Id of the station that makes it, where its dish's doesn't. */
  readonly station?: string;
}

export interface ModifierGroup {
  readonly id: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** The number of taken options that cost nothing; the dearest are charged last. */
  readonly freeCount: number;
  /** The guest is asked each time: its options by default are only the first that are offered. */
  readonly asked?: boolean;
  readonly options: ReadonlyArray<ModifierOption>;
}

export interface Product extends StockKeeping, SaleRules {
  readonly sku: string;
  readonly name: string;
  /** The name that the kitchen reads; empty where that is `name`. */
  readonly kitchenName: string;
  /** The short code: one to four letters and digits with at least one letter; may be empty. */
  readonly shortCode: string;
  /** The PLU: one to six digits; may be empty. */
  readonly plu: string;
  readonly barcodes: ReadonlyArray<string>;
  readonly price: MinorUnits;
  readonly taxClass: string;
  readonly category: string;
  /** The station that makes it; empty for goods that are handed over at the counter. */
  readonly station: string;
  readonly course: number;
  readonly soldBy: SoldBy;
  /** Whether the cashier types the price. */
  readonly openPrice: boolean;
  readonly modifierGroups: ReadonlyArray<string>;
  /** The parts of a combo, each of its own choice; empty for what is sold by itself. */
  readonly combo: ReadonlyArray<ComboChoice>;
  /** The deposits that it brings along; itself for a product that is a deposit. */
  readonly deposits: ReadonlyArray<GoodsDeposit>;
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

/** The counted stock of a product. */
export interface Limit {
  /** The count that somebody entered; zero for sold out, whatever lines took or gave back since. */
  readonly counted: Thousandths;
  /**
   * The counts of tills that counted apart: lines that took from any of them reduce the stock. The
   * last one is the value.
   */
  readonly writes: ReadonlyArray<EventId>;
}

/** Minutes after midnight on the shop's wall. A band that ends before it begins goes on after midnight. */
export interface TimeBand {
  readonly from: number;
  readonly to: number;
}

/** A price list: other prices for some goods, while the time, the service and the customer match the list's. */
export interface PriceList {
  readonly id: string;
  readonly name: string;
  /** The list with the lower number wins where two hold at once. */
  readonly priority: number;
  /** The weekdays, 1 for Monday; none for every day. */
  readonly days: ReadonlyArray<number>;
  /** The times of day; none for the whole day. */
  readonly hours: ReadonlyArray<TimeBand>;
  /** The services; none for all of them. */
  readonly services: ReadonlyArray<Service>;
  /** The customer groups that the list is for; none for every guest. */
  readonly groups: ReadonlyArray<string>;
  readonly active: boolean;
}

/**
 * The price of a product on a list: `fixed`, or `off` below the product's price. `off` is zero
 * where `fixed` is not null.
 */
export interface ListedPrice {
  readonly fixed: MinorUnits | null;
  readonly off: MilliPercent;
}

export interface WrittenPrice extends ListedPrice {
  /** The event that set the price. */
  readonly write: EventId;
  /** Tills apart have set different prices. */
  readonly inQuestion: boolean;
}

export interface Catalogue {
  /** The counted stock by SKU; goods without a count are not limited. */
  readonly limits: ReadonlyMap<string, Limit>;
  readonly priceListsById: ReadonlyMap<string, PriceList>;
  /** The listed prices by SKU, then by the id of the list. */
  readonly listedPrices: ReadonlyMap<string, ReadonlyMap<string, WrittenPrice>>;
  /** By SKU, the lists that one till took the product off while another, apart, set its price on them. */
  readonly contestedLists: ReadonlyMap<string, ReadonlyArray<string>>;
  readonly productsBySku: ReadonlyMap<string, Product>;
  readonly categoriesById: ReadonlyMap<string, Category>;
  readonly modifierGroupsById: ReadonlyMap<string, ModifierGroup>;
  readonly stationsById: ReadonlyMap<string, Station>;
  readonly taxClassesById: ReadonlyMap<string, TaxClass>;
}

/** A taken option: the id of its group, its own id, and how many. */
export interface TakenModifier {
  readonly group: string;
  readonly option: string;
  readonly count: number;
}
