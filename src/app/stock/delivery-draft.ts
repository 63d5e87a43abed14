/**
 * A delivery that somebody is counting in, until it is booked: it lies beside the ledger of this box, so that a
 * power cut or another cashier loses none of it, and other tills hear of it when it is booked.
 */

import { type CameGoods } from "../../domain/commands/stock/order-supplies.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { readGs1 } from "../../domain/goods/gs1.ts";
import { bearsCode, isSameCode, piecesUnder } from "../../domain/goods/pack-codes.ts";
import { ONE_IN_STOCK, STOCK_MAX } from "../../domain/goods/stock-quantity.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type Till } from "../till/till.ts";

/** So much of an article, of one batch: what comes with another last day is another line. */
export interface DraftLine {
  readonly sku: string;
  /** In millionths. */
  readonly quantity: number;
  /** As the code on it says; empty and null where it says nothing. */
  readonly batch: string;
  readonly expires: BusinessDay | null;
}

/** The purchase order that it is for; null for none. */
type DraftOf = EventId | null;

function keyOf(order: DraftOf): string {
  return `delivery/${order ?? ""}`;
}

/** Returns what was counted in, in the order in which it first was. */
export function readDraft({ ledger }: Till, order: DraftOf): ReadonlyArray<DraftLine> {
  // Nothing but this file writes it.
  return JSON.parse(ledger.store.local(keyOf(order)) ?? "[]") as ReadonlyArray<DraftLine>;
}

function writeDraft({ ledger }: Till, order: DraftOf, lines: ReadonlyArray<DraftLine>): void {
  ledger.store.setLocal(keyOf(order), JSON.stringify(lines));
}

export function dropDraft(till: Till, order: DraftOf): void {
  writeDraft(till, order, []);
}

/** Adds to what was counted in of an article and a batch. False where that would be more than there can be. */
export function addToDraft(till: Till, order: DraftOf, line: DraftLine): boolean {
  const lines = readDraft(till, order);
  const at = lines.findIndex((other) => isSameBatch(other, line));
  const quantity = line.quantity + (lines[at]?.quantity ?? 0);
  if (quantity > STOCK_MAX) return false;
  const present = { ...line, quantity };
  writeDraft(till, order, at < 0 ? [...lines, present] : lines.with(at, present));
  return true;
}

function isSameBatch(one: DraftLine, other: DraftLine): boolean {
  return one.sku === other.sku && one.batch === other.batch && one.expires === other.expires;
}

/** Has so much of an article counted in, in place of all that was; none of it for nothing. */
export function setInDraft(
  till: Till,
  order: DraftOf,
  { sku, quantity }: Pick<DraftLine, "sku" | "quantity">,
): void {
  const lines = readDraft(till, order);
  const others = lines.filter((line) => line.sku !== sku);
  const line = { sku, quantity, batch: "", expires: null };
  writeDraft(till, order, quantity === 0 ? others : [...others, line]);
}

/** Returns the lines as a delivery books them. */
export function draftedGoods(lines: ReadonlyArray<DraftLine>): ReadonlyArray<CameGoods> {
  return lines.map(({ sku, quantity, batch, expires }) => ({ sku, quantity, batch, expires }));
}

export interface ScannedGoods {
  readonly product: Product;
  /** What comes under the code, in millionths. */
  readonly quantity: number;
  readonly batch: string;
  readonly expires: BusinessDay | null;
}

/**
 * Returns what a scanned code stands for when goods come: a supplier's code for what comes under it, a barcode
 * for one, or for the pieces of its pack. A code of several articles is none.
 */
export function goodsUnder(
  { catalogue }: Pick<Till, "catalogue">,
  code: string,
): ScannedGoods | undefined {
  const element = readGs1(code);
  const wanted = element?.gtin ?? code.trim();
  const { batch = "", expires = null } = element ?? {};
  const products = [...catalogue().productsBySku.values()];
  const suppliers = products.flatMap((product) =>
    product.supplierCodes
      .filter((own) => isSameCode(own.code, wanted))
      .map(({ holds }) => ({ product, quantity: holds, batch, expires })),
  );
  const own = products
    .filter((product) => bearsCode(product, wanted))
    .map((product) => {
      const quantity = piecesUnder(product, wanted) * ONE_IN_STOCK;
      return { product, quantity, batch, expires };
    });
  const [only, another] = suppliers.length === 0 ? own : suppliers;
  return another === undefined ? only : undefined;
}
