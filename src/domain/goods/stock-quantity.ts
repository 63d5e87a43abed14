/**
 * Quantities of stock, in millionths of the unit that it is kept in: a third of a bottle and a pinch of
 * spice stay what they are, however many are added up.
 */

import * as z from "zod";

import { type Thousandths, thousandths } from "../money/amounts.ts";

/** Ten million pieces, litres or kilograms. */
export const STOCK_MAX = 10_000_000_000_000;
/** The quantity of one piece, litre or kilogram. */
export const ONE_IN_STOCK = 1_000_000;
const PER_THOUSANDTH = 1000;

export const stockQuantitySchema = z
  .int()
  .min(-STOCK_MAX)
  .max(STOCK_MAX)
  .brand<"StockQuantity">()
  .meta({
    title: "stock quantity",
    description: "A quantity in millionths of its unit: 2 pieces = 2000000, 0.568 l = 568000.",
  });
export type StockQuantity = z.infer<typeof stockQuantitySchema>;

/** The form of an SKU whose stock is kept: as sheets of goods have them. */
export const stockSkuSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/u);

/** The name of a unit or a pack: too short for the number of a card. */
export const UNIT = /^\p{L}[\p{L}\p{N}]{0,11}$/u;
/** A barcode, or a supplier's own number for it. */
export const SUPPLIER_CODE = /^(?:[0-9]{13,14}|[A-Za-z0-9][A-Za-z0-9._/-]{0,11})$/u;
export const supplierCodeSchema = z.string().regex(SUPPLIER_CODE);
export const SUPPLIER_CODES_MAX = 20;

export const unitNameSchema = z.string().regex(UNIT);
export const unitSchema = z.string().regex(/^(?:\p{L}[\p{L}\p{N}]{0,11})?$/u);

export function stockQuantity(value: number): StockQuantity {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a safe integer: ${value}`);
  // Minus zero would make equal states differ byte by byte.
  return (value === 0 ? 0 : value) as StockQuantity;
}

/** Returns so much of a line's goods as stock. */
export function inStockUnits(quantity: Thousandths): StockQuantity {
  return stockQuantity(quantity * PER_THOUSANDTH);
}

/** Returns so much of the stock as a line has it: what is less than a thousandth sells nothing. */
export function inThousandths(quantity: number): Thousandths {
  return thousandths(Math.floor(quantity / PER_THOUSANDTH));
}

/**
 * How a product's stock is kept: not at all; as a plain sum, which may go below zero; or guarded, so that
 * each till sells only what is its own by right.
 */
export const STOCK_KINDS = ["none", "counted", "guarded"] as const;
export type StockKind = (typeof STOCK_KINDS)[number];
