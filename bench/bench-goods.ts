/** Goods of a shop that is measured, and how their stock is kept. */

import { type OpenTill } from "../src/app/open-till.ts";
import { type Actor } from "../src/app/till/till.ts";
import { type Result } from "../src/domain/base/result.ts";
import { changeProducts } from "../src/domain/commands/office/change-products.ts";
import { type Draft } from "../src/domain/events/kinds.ts";
import { type Product } from "../src/domain/goods/catalogue.ts";
import { ONE_IN_STOCK, stockQuantity } from "../src/domain/goods/stock-quantity.ts";
import { toStreamId } from "../src/domain/identity.ts";
import { commitBatch } from "../src/ledger/commit-batch.ts";

/** May book stock. */
export const MANAGER: Actor = { number: "4", name: "Ravi" };

/** Goods that are sold by themselves, of no kitchen. */
export function likeOf({ till }: OpenTill): Product {
  const like = till.catalogue().productsBySku.get("CROISSANT");
  if (like === undefined) throw new Error("The café sells no croissant.");
  return { ...like, barcodes: [], shortCode: "", modifierGroups: [] };
}

export function addProducts(open: OpenTill, products: ReadonlyArray<Product>): void {
  const changes = products.map((after) => ({ before: undefined, after }));
  commitAll(
    open,
    open.till.ledger.read((view) => changeProducts(view, changes)),
  );
}

export function commitAll({ till, random }: OpenTill, events: ReadonlyArray<Draft>): void {
  const day = till.days().now;
  // The day is the till's: it began with the shop.
  if (till.ledger.day() !== day) throw new Error("The till is on another day.");
  valueOf(commitBatch(till.ledger, { by: MANAGER.number, name: "bench", events }, random));
}

export function valueOf<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** Keeps the stock of all goods. Returns their SKUs. */
export function keepAll(open: OpenTill): ReadonlyArray<string> {
  const products = [...open.till.catalogue().productsBySku.values()];
  const changes = products.map((before) => {
    return { before, after: Object.assign({}, before, { stock: "counted" as const }) };
  });
  commitAll(
    open,
    open.till.ledger.read((view) => changeProducts(view, changes)),
  );
  return products.map(({ sku }) => sku);
}

export function receivedDraft(sku: string): Draft {
  const bare = { place: "", supplier: "", note: "", batch: "", expires: null } as const;
  const body = { quantity: stockQuantity(5 * ONE_IN_STOCK), cost: null, ...bare };
  return { kind: "stock/received", streams: [toStreamId("stock", sku)], body };
}
