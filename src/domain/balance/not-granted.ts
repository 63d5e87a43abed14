/**
 * What receipts that were made apart were not granted: a discount of the order that another till gave
 * meanwhile, a charge that it took off, guests that it counted fewer.
 *
 * A write names the receipts that its till knew. Made apart are only receipts that it does not name, and
 * that do not name it in turn. Source: docs/rules/money.md, M8.
 */

import { type GivenDiscount, type OrderDiscount } from "../events/discount-events.ts";
import { discountLine } from "../goods/pricing.ts";
import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, sumMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { grantedUnder, returnedOfItem } from "./covered-lines.ts";
import { lineAt, ordersOnBill } from "./line-places.ts";
import { type LineBalance, type OrderBalance } from "./order-balance.ts";
import { chargesBeyond } from "./order-charges.ts";
import { discountsOf, isDiscounted } from "./order-discount.ts";

export interface NotGranted {
  /** The amounts that the lines of the receipt would have cost less. */
  readonly nets: ReadonlyArray<{ readonly line: EventId; readonly net: MinorUnits }>;
  /** The amount that the receipt's charges would have been less by. */
  readonly charges: MinorUnits;
}

/** Returns what each receipt made apart was not granted; none for most. */
export function notGrantedOn(
  order: OrderState,
  balance: OrderBalance,
): ReadonlyMap<EventId, NotGranted> {
  const byReceipt = new Map<EventId, NotGranted>();
  for (const member of ordersOnBill(order)) {
    if (member.knownBy === undefined) continue;
    for (const [receipt, more] of [
      ...discountOf(order, member, balance),
      ...chargesOf(order, member, balance),
    ]) {
      const sum = byReceipt.get(receipt) ?? { nets: [], charges: minor(0) };
      const charges = minor(sum.charges + more.charges);
      byReceipt.set(receipt, { nets: [...sum.nets, ...more.nets], charges });
    }
  }
  return byReceipt;
}

type Found = ReadonlyArray<readonly [EventId, NotGranted]>;

function discountOf(order: OrderState, own: OrderState, balance: OrderBalance): Found {
  const write = own.fields.discount.open.at(-1);
  const knows = write && own.knownBy?.[write.id];
  if (write === undefined || write.value === null || knows === undefined) return [];
  const apart = order.receipts.filter(
    ({ id, body }) => !knows.includes(id) && body.items.every((item) => item.offWrite !== write.id),
  );
  if (apart.length === 0) return [];
  const at = own.opened?.id;
  let amountLeft = amountNotGranted(order, { at, write }, balance);
  return apart.flatMap((receipt): Found => {
    const lines = balance.lines.filter((line) => isDiscounted(write.value, line));
    const goods = goodsOf(order, receipt, { at, lines });
    const off = sparedBy(write.value, goods, { amountLeft, balance });
    if (off <= 0) return [];
    if (write.value !== null && write.value.amount > 0) amountLeft -= off;
    const parts = allocate(
      minor(off),
      goods.map(({ net }) => net),
    );
    const nets = goods.map(({ line }, index) => ({ line, net: parts[index] ?? minor(0) }));
    return [[receipt.id, { nets: nets.filter(({ net }) => net > 0), charges: minor(0) }]];
  });
}

interface Goods {
  readonly line: EventId;
  /** The price before the order's discount, and what the receipt took off it. */
  readonly gross: number;
  readonly off: number;
  readonly net: number;
}

/** Returns what stands of the receipt's goods that lay in an order, and did not come back. */
function goodsOf(
  order: OrderState,
  { id, body }: ReceiptState,
  { at, lines }: { readonly at: EventId | undefined; readonly lines: ReadonlyArray<LineBalance> },
): ReadonlyArray<Goods> {
  return lines.flatMap((line) => {
    const paid = body.items.find((item) => item.line === line.id);
    if (paid === undefined) return [];
    const { goods } = returnedOfItem(order, { ...paid, receipt: id }, line);
    return line.standing.flatMap((item): ReadonlyArray<Goods> => {
      if (item.receipt !== id || item.at !== at || item.net <= 0) return [];
      const net = Math.max(0, item.net - goods);
      const [gross, off] = [item.gross, item.off].map((amount) =>
        divideRounded(productOf(amount, net), item.net, "up"),
      ) as [number, number];
      return [{ line: line.id, gross, off, net }];
    });
  });
}

/** Returns the amount by which a discount takes more off goods than their receipt did. */
function sparedBy(
  discount: GivenDiscount | null,
  goods: ReadonlyArray<Goods>,
  { amountLeft, balance }: { readonly amountLeft: number; readonly balance: OrderBalance },
): number {
  const gross = sumMinor(goods, (it) => it.gross);
  const off = sumMinor(goods, (it) => it.off);
  const net = sumMinor(goods, (it) => it.net);
  if (discount === null || gross <= 0) return 0;
  if (discount.amount > 0) return Math.min(Math.max(0, amountLeft), net);
  const cheaper = discountLine(gross, discountsOf(discount), balance.rule.half).net;
  return Math.max(0, Math.min(net, gross - cheaper - off));
}

/** Returns the part of an amount off that neither receipts nor what is left to pay have had. */
function amountNotGranted(
  order: OrderState,
  {
    at,
    write,
  }: {
    readonly at: EventId | undefined;
    readonly write: { readonly id: EventId; readonly value: OrderDiscount | null };
  },
  { lines }: OrderBalance,
): number {
  const granted = sumMinor(lines, (line) => grantedUnder(line, write.id));
  const coming = sumMinor(lines, ({ id, remainingOff }) =>
    lineAt(order, id) === at ? remainingOff : 0,
  );
  return (write.value?.amount ?? 0) - granted - coming;
}

function chargesOf(order: OrderState, own: OrderState, { rule, lines }: OrderBalance): Found {
  const write = own.fields.charges?.open.at(-1);
  const knows = write && own.knownBy?.[write.id];
  if (write === undefined || knows === undefined || isOnOtherBill(own)) return [];
  const at = own.opened?.id;
  const standing = new Set(
    lines.flatMap((line) => line.standing.flatMap((it) => (it.at === at ? [it.receipt] : []))),
  );
  // A receipt of goods that were paid before is too much with all its charges.
  const stated = order.receipts.filter(({ id }) => standing.has(id));
  return chargesBeyond(write.value.charges, stated, { at, half: rule.half }).flatMap(
    ([receipt, charges]): Found =>
      knows.includes(receipt) || charges <= 0 ? [] : [[receipt, { nets: [], charges }]],
  );
}

/** Whether the order is on another one's bill, which has its charges. */
function isOnOtherBill({ fields: { merged } }: OrderState): boolean {
  return merged !== undefined && (registerValue(merged) ?? null) !== null;
}
