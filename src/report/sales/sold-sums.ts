/** Papers of days, filtered, grouped and added up. */

import { type MinorUnits, minor } from "../../domain/money/amounts.ts";
import { addedTaxesOf, type SoldItem, type SoldPaper } from "./sold-day.ts";

/** What a report leaves in. A filter of goods leaves charges and taxes on top out: they are of no goods. */
export interface SoldFilter {
  readonly paper?: (paper: SoldPaper) => boolean;
  readonly item?: (item: SoldItem) => boolean;
}

/** The sums of some papers. Money in minor units; refunds are zero or below. */
export interface SoldSums {
  receipts: number;
  refunds: number;
  /** As the day's report says it: what receipts sold. */
  sales: number;
  /** Goods that came back without a receipt: zero or below. */
  returned: number;
  refunded: number;
  rounding: number;
  /** The orders with a number of guests, their guests, and what those orders came to. */
  orders: number;
  guests: number;
  seatedTotal: number;
}

export function noSums(): SoldSums {
  return {
    receipts: 0,
    refunds: 0,
    sales: 0,
    returned: 0,
    refunded: 0,
    rounding: 0,
    orders: 0,
    guests: 0,
    seatedTotal: 0,
  };
}

/** What was sold in the end. */
export function netOf({ sales, returned, refunded }: SoldSums): MinorUnits {
  return minor(sales + returned + refunded);
}

/** Adds a paper; with a filter of goods, what those on it came to. */
export function addPaper(sums: SoldSums, paper: SoldPaper, { item: isIn }: SoldFilter): void {
  const { kind, seated } = paper;
  const items = isIn === undefined ? undefined : paper.items.filter(isIn);
  if (items?.length === 0) return;
  if (kind === "receipt") sums.receipts += 1;
  else sums.refunds += 1;
  if (seated !== undefined) {
    sums.orders += 1;
    sums.guests += seated.guests;
    sums.seatedTotal += seated.total;
  }
  if (items === undefined) {
    if (kind === "receipt") sums.sales += paper.sales;
    else sums.refunded += paper.sales;
    sums.returned += paper.returned.total;
    sums.rounding += paper.rounding;
    return;
  }
  for (const item of items) {
    if (kind === "refund") sums.refunded += item.net;
    else if (item.kind === "return") sums.returned += item.net;
    else sums.sales += item.net;
  }
}

/** The sums of some goods. */
export interface GoodsSums {
  /** Thousandths of pieces. */
  pieces: number;
  /** What was sold by weight; it is no piece. */
  grams: number;
  /** With the taxes that prices contain. */
  amount: number;
  /** Of goods to which taxes are added: without them. Part of `amount`. */
  net: number;
}

export interface GroupedGoods {
  readonly byKey: ReadonlyMap<string, GoodsSums>;
  /** What receipts were charged beside goods, by its name; nothing where goods are filtered. */
  readonly charges: ReadonlyMap<string, number>;
  /** Taxes that were added to prices; zero where goods are filtered. */
  readonly taxes: number;
}

export function addGoods(
  papers: Iterable<SoldPaper>,
  filter: SoldFilter,
  keyOf: (item: SoldItem, paper: SoldPaper) => string,
): GroupedGoods {
  const byKey = new Map<string, GoodsSums>();
  const charges = new Map<string, number>();
  let taxes = 0;
  for (const paper of papers) {
    if (filter.paper?.(paper) === false) continue;
    for (const item of paper.items) {
      if (filter.item?.(item) === false) continue;
      addItem(sumsAt(byKey, keyOf(item, paper)), item);
    }
    if (filter.item !== undefined) continue;
    for (const { name, amount } of paper.charges) {
      charges.set(name, (charges.get(name) ?? 0) + amount);
    }
    taxes += addedTaxesOf(paper);
  }
  return { byKey, charges, taxes };
}

function sumsAt(byKey: Map<string, GoodsSums>, key: string): GoodsSums {
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const sums = noGoods();
  byKey.set(key, sums);
  return sums;
}

export function noGoods(): GoodsSums {
  return { pieces: 0, grams: 0, amount: 0, net: 0 };
}

function addItem(sums: GoodsSums, { measure, net, isAdded }: SoldItem): void {
  if (measure.unit === "weight") sums.grams += measure.grams;
  else sums.pieces += measure.count;
  sums.amount += net;
  if (isAdded) sums.net += net;
}
