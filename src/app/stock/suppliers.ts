/** From whom goods come, for how much, and what their prices did. */

import { type Product } from "../../domain/goods/catalogue.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type StockDelivery } from "../../domain/state/stock-state.ts";
import { lastPrice, type Price, priceBefore } from "../../domain/stock/prices.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { compareText, foldText } from "../../domain/text/entry-text.ts";
import { type Till } from "../till/till.ts";
import { awaitedCost, listPurchases } from "./purchases.ts";

export interface SupplierRow {
  /** As it was written last; empty for deliveries of which nobody said from whom. */
  readonly name: string;
  readonly articles: number;
  readonly deliveries: number;
  /** Without taxes, of the deliveries of which somebody said what they cost. */
  readonly cost: MinorUnits;
  /** Deliveries without a cost. */
  readonly withoutCost: number;
  /** The business day of the last delivery; null for none. */
  readonly lastDay: BusinessDay | null;
  /** Orders of which something is still to come. */
  readonly awaited: number;
  readonly awaitedCost: MinorUnits;
}

interface Delivery extends StockDelivery {
  readonly sku: string;
}

/**
 * Returns the suppliers of so many days up to today, and those of whom something is awaited, by name. Names
 * that differ in capitals and accents alone are one.
 */
export function supplierRows(till: Till, days: number): ReadonlyArray<SupplierRow> {
  const first = addDays(till.days().now, 1 - days);
  const recent = deliveriesOf(till).filter(({ day }) => day >= first);
  const purchases = listPurchases(till, "awaited");
  const names = new Map(
    [...purchases.toReversed(), ...recent].map(({ supplier }) => [foldText(supplier), supplier]),
  );
  const rows = [...names].map(([folded, name]): SupplierRow => {
    const own = recent.filter(({ supplier }) => foldText(supplier) === folded);
    const orders = purchases.filter(({ supplier }) => foldText(supplier) === folded);
    return {
      name,
      articles: new Set(own.map(({ sku }) => sku)).size,
      deliveries: own.length,
      cost: minor(own.reduce((sum, { cost }) => sum + (cost ?? 0), 0)),
      withoutCost: own.filter(({ cost }) => cost === null).length,
      lastDay: own.at(-1)?.day ?? null,
      awaited: orders.length,
      awaitedCost: minor(orders.reduce((sum, order) => sum + awaitedCost(order), 0)),
    };
  });
  return rows.toSorted((one, other) => compareText(one.name, other.name));
}

/** Returns what came, as far as each article remembers it, the oldest first. */
function deliveriesOf({ ledger, catalogue }: Till): ReadonlyArray<Delivery> {
  const kept = [...catalogue().productsBySku.values()].filter(({ stock }) => stock !== "none");
  const all = ledger.read((view) =>
    kept.flatMap(({ sku }) =>
      view.state("stock", sku).deliveries.map((delivery) => Object.assign({ sku }, delivery)),
    ),
  );
  return all.toSorted((one, other) => one.hlc - other.hlc);
}

export interface PriceRow {
  readonly product: Product;
  readonly last: Price;
  /** Undefined where it came for a known price once only. */
  readonly before: Price | undefined;
}

/** Returns what the articles of a supplier cost when they came from there last, in the catalogue's order. */
export function pricesOf({ ledger, catalogue }: Till, supplier: string): ReadonlyArray<PriceRow> {
  const folded = foldText(supplier);
  return ledger.read((view) =>
    [...catalogue().productsBySku.values()].flatMap((product): ReadonlyArray<PriceRow> => {
      if (product.stock === "none") return [];
      const deliveries = view
        .state("stock", product.sku)
        .deliveries.filter((delivery) => foldText(delivery.supplier) === folded);
      const last = lastPrice({ deliveries });
      return last === undefined ? [] : [{ product, last, before: priceBefore({ deliveries }) }];
    }),
  );
}
