/** Goods as the screens know them: what there is, what it costs now, and how many of it are left. */

import { type Catalogue, type Product, type Service } from "../../domain/goods/catalogue.ts";
import { type MinorUnits, type Thousandths } from "../../domain/money/amounts.ts";
import { type StockLeft } from "../../domain/stock/stock-left.ts";

/** The price of one piece, without modifiers. */
export interface PriceNow {
  readonly price: MinorUnits;
  /** Name of the price list that it is by; empty for the product's own price. */
  readonly list: string;
}

/** The conditions of prices beside the time. */
export interface SaleKind {
  readonly service: Service;
  /** The group of the order's customer; empty for none. */
  readonly group: string;
}

/** The till's reads of goods, for everybody. */
export interface GoodsPort {
  readonly catalogue: () => Catalogue;
  /** Reads some of it, for a moment when nobody waits; true while there is more. */
  readonly readGoodsAhead: () => boolean;
  /** Returns the stock of a product; undefined for no limit, zero or below for sold out. */
  readonly left: (sku: string) => Thousandths | undefined;
  /** Returns how much there is of a product; undefined where nobody keeps its stock. */
  readonly stockLeft: (sku: string) => StockLeft | undefined;
  /** Whether somebody is to be told that there is little of a product: once for each business day. */
  readonly tellLow: (sku: string) => boolean;
  /** Returns the price at this moment, for this kind of sale. */
  readonly priceNow: (product: Product, sale: SaleKind) => PriceNow;
  /** Ids of the price lists that hold at this moment: as long as they are the same, so are the prices. */
  readonly listsNow: (sale: SaleKind) => string;
  /** Returns the group of a customer by id; empty for none. */
  readonly groupOf: (customer: string) => string;
}
