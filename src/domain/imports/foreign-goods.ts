/** Goods of another till's file, as they are understood, before anything of this shop is asked. */

import { type MinorUnits } from "../money/amounts.ts";
import { type ForeignTable } from "./foreign-sheet.ts";

/** Whose files are known by their heads. */
export const SYSTEMS = [
  "square",
  "shopify",
  "loyverse",
  "odoo",
  "woocommerce",
  "lightspeed-x",
  "lightspeed-r",
  "clover",
  "toast",
  "sumup",
] as const;
export type ForeignSystem = (typeof SYSTEMS)[number];

/** The place of a stock that is of the whole shop. */
export const ALL_PLACES = "(all)";

export interface ForeignGoods {
  /** The rows that say it, the one of its price first; the heads are row 1. */
  readonly rows: ReadonlyArray<number>;
  /** Empty where the file has none: one is made of `id`. */
  readonly sku: string;
  /** What the other system knows it by: the same in its next file. */
  readonly id: string;
  /** Without the values of its options. */
  readonly name: string;
  readonly options: ReadonlyArray<ForeignOption>;
  /** Empty where the file names none. */
  readonly category: string;
  /** Undefined where the price is asked at the till. */
  readonly price: MinorUnits | undefined;
  readonly soldBy: "each" | "weight";
  readonly barcodes: ReadonlyArray<string>;
  /** The file's own words. */
  readonly taxes: ReadonlyArray<string>;
  readonly modifierGroups: ReadonlyArray<string>;
  readonly cost: MinorUnits | undefined;
  readonly active: boolean;
  /** By the file's places, as numbers with a point. */
  readonly stock: ReadonlyArray<ForeignStock>;
  /** By SKU. */
  readonly recipe: ReadonlyArray<readonly [sku: string, quantity: string]>;
  /** Worth its price. */
  readonly isVoucher: boolean;
}

export interface ForeignOption {
  readonly name: string;
  readonly value: string;
}

export interface ForeignStock {
  readonly place: string;
  readonly quantity: string;
}

/** A tax by the file's own word; the rate in per cent where the file says it. */
export interface ForeignTax {
  readonly word: string;
  readonly rate: string | undefined;
}

export interface ForeignModifier {
  readonly name: string;
  readonly price: MinorUnits;
}

/** Only some systems say what a group has to choose from. */
export interface ForeignGroup {
  readonly name: string;
  readonly modifiers: ReadonlyArray<ForeignModifier>;
}

/** What can't be taken as it stands. */
export type DoubtReason =
  | { readonly type: "barcode-check"; readonly code: string }
  | { readonly type: "barcode-rounded"; readonly code: string }
  | { readonly type: "barcode-zeros"; readonly code: string }
  | { readonly type: "barcode-twice"; readonly code: string; readonly row: number }
  | { readonly type: "category-missing" }
  | { readonly type: "category-several" }
  | { readonly type: "code-replaced"; readonly sku: string }
  | { readonly type: "code-twice"; readonly sku: string; readonly row: number }
  | { readonly type: "group-elsewhere" }
  | { readonly type: "group-without-price" }
  | { readonly type: "head-missing" }
  | { readonly type: "act-elsewhere" }
  | { readonly type: "parent-elsewhere" }
  | { readonly type: "not-for-till" }
  | { readonly type: "option-uneven"; readonly name: string }
  | { readonly type: "price-missing" }
  | { readonly type: "price-rounded"; readonly text: string }
  | { readonly type: "price-wrong"; readonly text: string }
  | { readonly type: "price-zero" }
  | { readonly type: "sale-price" }
  | { readonly type: "stock-below-zero" }
  | { readonly type: "stock-decimals" }
  | { readonly type: "stock-wrong"; readonly text: string };

export interface Doubt {
  readonly row: number;
  /** As the file heads it. */
  readonly column: string;
  readonly why: DoubtReason;
  /** Whether the goods come in all the same, without what is doubtful. */
  readonly isMade: boolean;
}

/** A row that is none of goods. */
export interface PassedRow {
  readonly row: number;
  readonly why: "picture" | "head-of-variants";
}

export interface ForeignCatalogue {
  readonly system: ForeignSystem;
  /** The table that its rows are of: a workbook has others beside it. */
  readonly table: ForeignTable;
  /** Rows behind the heads. */
  readonly rowCount: number;
  readonly goods: ReadonlyArray<ForeignGoods>;
  readonly categories: ReadonlyArray<string>;
  readonly taxes: ReadonlyArray<ForeignTax>;
  readonly groups: ReadonlyArray<ForeignGroup>;
  readonly doubts: ReadonlyArray<Doubt>;
  readonly passed: ReadonlyArray<PassedRow>;
  /** Heads of columns that nothing is read of. */
  readonly unread: ReadonlyArray<string>;
}
