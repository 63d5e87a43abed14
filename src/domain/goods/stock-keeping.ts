/** What a shop says of a product's stock: whether it is kept, in which unit, and what the product is made of. */

import { milliPercent, type MilliPercent } from "../money/amounts.ts";
import { type StockKind, stockQuantity, type StockQuantity } from "./stock-quantity.ts";

/** A measure in which a product is bought or sold beside its unit: a keg that holds fifty litres. */
export interface Pack {
  readonly name: string;
  /** How much of the unit it holds. */
  readonly holds: StockQuantity;
}

/** A barcode or a number of the supplier's: a crate of twelve has its own. */
export interface SupplierCode {
  readonly code: string;
  /** How much of the unit comes under it. */
  readonly holds: StockQuantity;
}

/** So much of an article that one of a product takes; below zero for what an option is in place of. */
export interface RecipePart {
  readonly sku: string;
  readonly quantity: StockQuantity;
  /** A pack of the article; empty for its unit. */
  readonly unit: string;
}

export interface StockKeeping {
  readonly stock: StockKind;
  /** What its stock is counted in, such as `l`; empty for pieces, or as it is sold. */
  readonly unit: string;
  readonly packs: ReadonlyArray<Pack>;
  /** How much of what is bought ends up in what is sold: the rest stays in the keg. */
  readonly yields: MilliPercent;
  /** What one of it is made of; empty for what is bought. */
  readonly recipe: ReadonlyArray<RecipePart>;
  /** It is to be ordered once there is less; zero for never. */
  readonly reorderAt: StockQuantity;
  /** From whom it comes; or empty. */
  readonly supplier: string;
  /** What the supplier writes on what it comes in, none of which sells it. */
  readonly supplierCodes: ReadonlyArray<SupplierCode>;
}

/** More are refused, in a recipe and in all that it comes to. */
export const INGREDIENTS_MAX = 100;

export const WHOLE_YIELD = milliPercent(100_000);

/** What holds of a product as long as nobody says otherwise. */
export const USUAL_KEEPING: StockKeeping = {
  stock: "none",
  unit: "",
  packs: [],
  yields: WHOLE_YIELD,
  recipe: [],
  reorderAt: stockQuantity(0),
  supplier: "",
  supplierCodes: [],
};
