/**
 * The rows of a receipt: what stands on its paper as one row, and what a refund counts as one line.
 *
 * A receipt records its rows when it is issued, so that no later change of a setting or of a line
 * moves the numbers by which people name what is on the paper in their hand.
 */

import { type OrderBalance } from "../balance/order-balance.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { type EventId } from "../identity.ts";
import { sumMinor, type Thousandths, thousandths } from "../money/amounts.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";
import { onePart } from "./combo-lines.ts";
import { type JoinsProduct, likeness } from "./equal-lines.ts";
import { rowsOfPaper } from "./paper-rows.ts";
import { type RefundableItem, refundableItems } from "./refund.ts";

/** Returns the items as a receipt records them: each further item of a row names the first one's line. */
export function itemsInRows(
  order: OrderState,
  { items, lines }: Pick<OrderBalance, "lines"> & { readonly items: ReadonlyArray<ReceiptItem> },
  joins: JoinsProduct,
): ReceiptItem[] {
  const balances = new Map(lines.map((balance) => [balance.id, balance]));
  const firstOf = new Map<string, EventId>();
  return items.map((item) => {
    const { line, num, den, pieces } = item;
    const balance = balances.get(line);
    if (balance === undefined || num !== den || pieces !== undefined) return item;
    const like = likeness(order, balance, joins);
    if (like === undefined) return item;
    const row = firstOf.get(like);
    if (row === undefined) firstOf.set(like, line);
    return row === undefined ? item : Object.assign(item, { row });
  });
}

/** A row of a receipt, with the quantity of it that can still come back. */
export interface RefundableRow extends Omit<RefundableItem, "birth"> {
  /** The items of the row; `line` is the first one's. */
  readonly items: ReadonlyArray<RefundableItem>;
}

/** Returns the rows as they stand on the receipt, so that line 2 of a refund is line 2 of the paper. */
export function refundableRows(
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<RefundableRow> {
  const items = new Map(refundableItems(order, receipt).map((item) => [item.line, item]));
  return rowsOfPaper(receipt.body.items).flatMap((row): ReadonlyArray<RefundableRow> => {
    const itemsOfRow = row.flatMap(({ line }) => items.get(line) ?? []);
    const [first] = itemsOfRow;
    return first === undefined
      ? []
      : [itemsOfRow.length === 1 ? { ...first, items: itemsOfRow } : joined(first, itemsOfRow)];
  });
}

function joined(first: RefundableItem, items: ReadonlyArray<RefundableItem>): RefundableRow {
  const counted = onePart(items);
  return {
    ...first,
    name: first.combo?.name ?? first.name,
    items,
    quantity: sumOf(counted, ({ quantity }) => quantity),
    left: sumOf(counted, ({ left }) => left),
    net: sumMinor(items, ({ net }) => net),
    leftNet: sumMinor(items, ({ leftNet }) => leftNet),
    isCountable: items.every(({ isCountable }) => isCountable),
  };
}

/**
 * Returns one part of a combo's row, counted from 1, as a row of its own; undefined where there is none, and of half
 * and half, which comes back whole.
 */
export function partOfRow({ items }: RefundableRow, part: number): RefundableRow | undefined {
  const parts = [...Map.groupBy(items, ({ combo }) => combo?.part)];
  const [, own = []] = parts[part - 1] ?? [];
  const [first] = own;
  if (first?.combo === undefined || first.combo.half === true) return undefined;
  return { ...joined(first, own), name: first.name };
}

function sumOf<Of>(all: ReadonlyArray<Of>, value: (one: Of) => Thousandths): Thousandths {
  return thousandths(all.reduce((sum, one) => sum + value(one), 0));
}
