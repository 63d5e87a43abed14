/** Goods as the screens know them: what there is, what it costs now, and how many of it are left. */

import { type Catalogue, type Product, type Service } from "../../domain/catalogue.ts";
import { type MinorUnits, type Thousandths } from "../../domain/money/amounts.ts";

/** Of one, without modifiers. */
export interface PriceNow {
  readonly price: MinorUnits;
  /** Name of the price list that it is by; empty for the product's own price. */
  readonly list: string;
}

/** What prices hold by, beside the hour. */
export interface SaleKind {
  readonly service: Service;
  /** Of the customer that it is for; empty for none. */
  readonly group: string;
}

/** What the till knows of goods, whoever is there. */
export interface GoodsPort {
  readonly catalogue: () => Catalogue;
  /** Reads some of it, for a moment when nobody waits; true while there is more. */
  readonly readGoodsAhead: () => boolean;
  /** Of a product; undefined for no limit, zero or below for sold out. */
  readonly left: (sku: string) => Thousandths | undefined;
  /** What it costs at this moment, sold so. */
  readonly priceNow: (product: Product, sale: SaleKind) => PriceNow;
  /** Ids of the price lists that hold at this moment: as long as they are the same, so are the prices. */
  readonly listsNow: (sale: SaleKind) => string;
  /** Of customers, that one is in by their id; empty for none. */
  readonly groupOf: (customer: string) => string;
}
