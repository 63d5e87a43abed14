/** Goods of a day by category and product, and its guests. Amounts are the items' own, as receipts recorded them. */

import { orderBalance } from "../domain/balance/order-balance.ts";
import { categoryNameOf } from "../domain/day/z-goods.ts";
import { type ReceiptItem, type RefundItem } from "../domain/events/order-events.ts";
import { moneyDayTag } from "../domain/folds/order-sums.ts";
import { type Measure, shownMeasure, sumMeasures } from "../domain/goods/measure.ts";
import { type BusinessDay, type EventId, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { besideGoods, goodsAmong } from "../domain/lines/line-kinds.ts";
import { measureOf } from "../domain/lines/line-measure.ts";
import { minor, type MinorUnits, sumMinor, type Thousandths } from "../domain/money/amounts.ts";
import { mergedOrders } from "../domain/order/gathered-order.ts";
import { type OrderState } from "../domain/state/order-state.ts";
import { registerValue } from "../domain/state/register.ts";
import { compareText } from "../domain/text/entry-text.ts";

export interface GoodsTotal {
  /** Thousandths of a piece or of a kilogram; what came back is taken off. */
  readonly quantity: Thousandths;
  /** The sum with taxes of goods whose prices contain them, or that bear none. */
  readonly gross: MinorUnits;
  /** The sum without taxes of goods to which they are added. Taxes are reported by receipt. */
  readonly net: MinorUnits;
}

export interface DayProduct extends GoodsTotal {
  readonly sku: string;
  readonly name: string;
  readonly soldBy: "each" | "weight";
}

export interface DayCategory extends Omit<GoodsTotal, "quantity"> {
  /** The category's present name; empty for goods without one. */
  readonly category: string;
  readonly products: ReadonlyArray<DayProduct>;
}

/** The orders with a number of guests. */
export interface DayCovers {
  readonly orders: number;
  readonly guests: number;
  /** The sum of their receipts of the day, without what is no goods. */
  readonly total: MinorUnits;
}

interface Sold extends Omit<GoodsTotal, "quantity"> {
  readonly measure: Measure;
  readonly sku: string;
  readonly name: string;
}

export function goodsOfDay(view: LedgerView, day: BusinessDay): ReadonlyArray<DayCategory> {
  const orders = ordersOn(view, day);
  const receipts = orders.flatMap((order) =>
    order.receipts.filter((it) => it.home && it.day === day),
  );
  const refunds = orders.flatMap((order) =>
    order.refunds.filter((it) => it.home && it.day === day),
  );
  const sharesOf = createShares(view);
  const sold = [
    ...receipts.flatMap(({ id, body }) =>
      goodsAmong(body.items).map((item) => soldOf(view, item, sharesOf(item).get(id) ?? 0)),
    ),
    ...refunds.flatMap(({ id, body }) =>
      goodsAmong(body.items).map((item) => soldOf(view, item, sharesOf(item).get(id) ?? 0)),
    ),
  ];
  const byGoods = Map.groupBy(sold, ({ sku, name, measure }) => `${sku}\n${name}\n${measure.unit}`);
  const products = [...byGoods.values()].map(totalOf);
  const byCategory = Map.groupBy(products, ({ sku }) => categoryNameOf(view, sku));
  return [...byCategory]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([category, own]) => ({
      category,
      gross: sumMinor(own, ({ gross }) => gross),
      net: sumMinor(own, ({ net }) => net),
      products: own.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.sku, b.sku)),
    }));
}

function ordersOn(view: LedgerView, day: BusinessDay): ReadonlyArray<OrderState> {
  return view.tagged(moneyDayTag(day)).map((stream) => view.state("order", streamName(stream)));
}

/**
 * Returns the quantity of a line that each receipt sold and each refund brought back, which is below zero, in
 * thousandths; a third of a line is no whole number.
 */
type SharesOf = (
  item: Pick<ReceiptItem | RefundItem, "birth" | "line">,
) => ReadonlyMap<EventId, number>;

export function createShares(view: LedgerView): SharesOf {
  const knownByLine = new Map<EventId, ReadonlyMap<EventId, number>>();
  return ({ birth, line }) => {
    const known = knownByLine.get(line);
    if (known !== undefined) return known;
    const shares = sharesOfLine(view.state("order", birth), line);
    knownByLine.set(line, shares);
    return shares;
  };
}

/**
 * Goods are sold once, by whichever receipts came first, however often two tills took the money: that
 * counts as issued until it is given back. Each receipt sold what it says of what the line costs. They come back once
 * too, with the refunds that came first, however often two tills gave the money back.
 */
function sharesOfLine(order: OrderState, line: EventId): ReadonlyMap<EventId, number> {
  const found = orderBalance(order).lines.find(({ id }) => id === line);
  const shares = new Map<EventId, number>();
  let left = 1;
  for (const { id, body } of order.receipts) {
    for (const { gross, num, den } of body.items.filter((item) => item.line === line)) {
      const said = found === undefined || found.net === 0 ? num / den : gross / found.net;
      const share = Math.min(left, said);
      left -= share;
      shares.set(id, (shares.get(id) ?? 0) + share * (found?.quantity ?? 0));
    }
  }
  // Of goods that came back without a receipt, a refund hands some out again.
  const sold = shares.values().reduce((sum, share) => sum + share, 0);
  const [least, most] = [Math.min(0, 0 - sold), Math.max(0, 0 - sold)];
  let said = 0;
  for (const { id, body } of order.refunds) {
    for (const { quantity } of body.items.filter((item) => item.line === line)) {
      const before = within(said, { least, most });
      said += quantity;
      shares.set(id, (shares.get(id) ?? 0) + within(said, { least, most }) - before);
    }
  }
  return shares;
}

function within(
  value: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  return Math.min(most, Math.max(least, value));
}

function soldOf(
  view: LedgerView,
  { birth, line, net }: Pick<ReceiptItem | RefundItem, "birth" | "line" | "net">,
  quantity: number,
): Sold {
  const found = orderBalance(view.state("order", birth)).lines.find(({ id }) => id === line);
  const added = found?.line.added ?? null;
  const isAdded = found?.taxes.some(({ included }) => !included) === true;
  return {
    sku: added?.sku ?? "",
    name: added?.name ?? "",
    measure: measureOf(added, quantity),
    gross: isAdded ? minor(0) : net,
    net: isAdded ? net : minor(0),
  };
}

function totalOf(same: ReadonlyArray<Sold>): DayProduct {
  const [{ sku, name } = { sku: "", name: "" }] = same;
  return {
    sku,
    name,
    ...shownMeasure(sumMeasures(same.map(({ measure }) => measure))),
    gross: sumMinor(same, ({ gross }) => gross),
    net: sumMinor(same, ({ net }) => net),
  };
}

export function coversOfDay(view: LedgerView, day: BusinessDay): DayCovers {
  const bills = billsWithGuests(view, day);
  return {
    orders: bills.length,
    guests: guestsOf(view, new Set(bills.flatMap(({ orders }) => orders))),
    total: sumMinor(bills, ({ total }) => total),
  };
}

export interface BillWithGuests {
  readonly id: EventId;
  /** Itself, and what was put on its bill: whoever sat there are guests all the same. */
  readonly orders: ReadonlyArray<EventId>;
  readonly guests: number;
  /** The sum of the receipts of that day, without what is no goods. */
  readonly total: MinorUnits;
}

/** The orders with receipts on a day that say how many guests they are for. */
export function billsWithGuests(view: LedgerView, day: BusinessDay): ReadonlyArray<BillWithGuests> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const id = streamName(stream) as EventId;
    const receipts = view.state("order", id).receipts.filter((it) => it.home && it.day === day);
    const orders = [...mergedOrders(view, id)];
    const guests = guestsOf(view, orders);
    if (receipts.length === 0 || guests === 0) return [];
    return [
      {
        id,
        orders,
        guests,
        total: sumMinor(receipts, ({ body }) => body.total - besideGoods(body)),
      },
    ];
  });
}

function guestsOf(view: LedgerView, orders: Iterable<EventId>): number {
  return [...orders].reduce(
    (sum, id) => sum + (registerValue(view.state("order", id).fields.covers) ?? 0),
    0,
  );
}
