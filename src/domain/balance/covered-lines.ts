/**
 * Which items of receipts stand, where receipts made apart cover more of a line than it costs: goods
 * that were paid twice, or taken off after they were paid.
 *
 * Receipts stay as issued. An item stands as far as its goods have come back, since those were sold by
 * it. Then the items stand that took most off, and then those that came first, so that the bill is the
 * lowest that a guest was asked for. Last come items whose money was given back without goods. What
 * does not stand is beyond. An amount off the order is granted once: what standing items were granted
 * beyond it was given away. Source: docs/rules/merging.md, L11.
 */

import { type RefundItem } from "../events/order-events.ts";
import { isMoneyAlone } from "../goods/goods-fate.ts";
import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, sumMinor, type Thousandths, zeroMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type PaidItem, refundsOf } from "./paid-items.ts";

export type StandingItem = Pick<PaidItem, "receipt" | "at" | "gross" | "off" | "offWrite" | "net">;

/** The cover of one line by receipts. */
export interface Covered {
  readonly standing: ReadonlyArray<StandingItem>;
  /** The amount paid for the line beyond its price now; below zero for returned goods. */
  readonly beyond: MinorUnits;
}

/** What refunds have given back of one item of a receipt; zero or above. */
export interface ItemBack {
  /**
   * The price on the receipt of the goods that came back, less what others cost more since; below zero where
   * none of this item came back.
   */
  readonly goods: number;
  /** The money that went back alone. */
  readonly money: number;
}

const NOTHING_BACK: ItemBack = { goods: 0, money: 0 };

/** A line as a receipt's items are counted by it: all of it, in the price before the order's discount. */
export interface CountedLine {
  readonly id: EventId;
  readonly quantity: Thousandths;
  readonly net: number;
}

type RefundedGoods = Pick<OrderState, "refunds" | "linesById">;

type BackItem = Pick<PaidItem, "receipt" | "gross" | "net" | "num" | "den" | "pieces">;

/** Returns what refunds gave back of the item by which a receipt covers a line. */
export function returnedOfItem(
  { refunds, linesById }: RefundedGoods,
  item: BackItem,
  line: CountedLine,
): ItemBack {
  if (refunds.length === 0) return NOTHING_BACK;
  const back = raisedOnce(refundsOf(refunds, item.receipt), linesById).filter(
    (it) => it.line === line.id,
  );
  if (back.length === 0) return NOTHING_BACK;
  // What is sold again makes up for money alone; of goods that came back it brings none to the guest.
  const money = Math.max(0, 0 - sumMinor(back.filter(isMoneyAlone), ({ net }) => net));
  const raised = sumMinor(back, (it) => it.raised ?? 0);
  const paid = 0 - sumMinor(back, ({ net }) => net) - money;
  const pieces = 0 - back.reduce((sum, { quantity }) => sum + quantity, 0);
  const all = quantitySold(item, line) ?? 0;
  if (all <= 0 || pieces === 0) return { goods: paid, money };
  const counted = Math.min(pieces, all);
  const share = divideRounded(productOf(item.net, counted), all, "up");
  const goods = share - raised;
  // Each refund rounds what it raised by itself. Of goods that are all back, apart, that is no money to ask about.
  const isRounded = raised !== 0 && Math.abs(goods - paid) < back.length;
  if (counted === all && pieces === all && isRounded) return { goods: paid, money };
  // What one till raised for pieces that stay is owed for none that another took back.
  return { goods: counted < all ? goods : Math.max(goods, Math.min(share, paid)), money };
}

/**
 * Returns the items of a receipt's refunds. Of one that took back nothing but what others had taken back, what stays
 * is raised by these already.
 */
function raisedOnce(
  refunds: OrderState["refunds"],
  linesById: OrderState["linesById"],
): ReadonlyArray<RefundItem> {
  const items = refunds.flatMap(({ body }) => body.items);
  if (items.every(({ raised }) => raised === undefined)) return items;
  const back = new Map<EventId, number>();
  return refunds.flatMap(({ body }) => {
    const goods = body.items.filter(({ quantity }) => quantity < 0);
    const isTwice = goods.length > 0 && goods.every(({ line }) => isAllBack(line));
    for (const { line, quantity } of goods) back.set(line, (back.get(line) ?? 0) - quantity);
    return isTwice ? body.items.map(withoutRaise) : body.items;
  });

  function isAllBack(line: EventId): boolean {
    const { quantity } = linesById[line]?.fields ?? {};
    const all = quantity === undefined ? 0 : registerValue(quantity);
    return all !== undefined && all > 0 && (back.get(line) ?? 0) >= all;
  }
}

function withoutRaise({ raised = zeroMinor, ...item }: RefundItem): RefundItem {
  return { ...item, net: minor(item.net - raised) };
}

/** Returns the quantity that an item is for; undefined for a share of a line, or where the line was changed since. */
export function quantitySold(
  { num, den, pieces, gross }: Pick<PaidItem, "num" | "den" | "pieces" | "gross">,
  line: Pick<CountedLine, "net" | "quantity"> | undefined,
): Thousandths | undefined {
  const stated = num === den ? pieces : undefined;
  return stated ?? (line?.net === gross ? line.quantity : undefined);
}

/**
 * `items` in the order of the receipts; `live` is what the line costs now, before the order's discount.
 */
export function coveredBy(
  items: ReadonlyArray<PaidItem>,
  line: CountedLine & { readonly live: MinorUnits },
  order: RefundedGoods,
): Covered {
  const covered = items.reduce((sum, { gross }) => sum + Math.abs(gross), 0);
  // Most lines are paid once, and all of that stands.
  if (covered <= Math.abs(line.live)) return { standing: items, beyond: zeroMinor };
  const sizes = standingSizes(items, line, order);
  const standing = items.flatMap((item) => partOf(item, sizes.get(item) ?? 0) ?? []);
  const paid = sumMinor(items, ({ net }) => net);
  return { standing, beyond: minor(paid - sumMinor(standing, ({ net }) => net)) };
}

/** Returns how much of the gross of each item stands, without its sign: at most the line's price together. */
function standingSizes(
  items: ReadonlyArray<PaidItem>,
  line: CountedLine & { readonly live: MinorUnits },
  order: RefundedGoods,
): ReadonlyMap<PaidItem, number> {
  const sizes = new Map<PaidItem, number>();
  let left = Math.abs(line.live);

  function stand(item: PaidItem, size: number): void {
    const more = Math.min(left, size);
    sizes.set(item, (sizes.get(item) ?? 0) + more);
    left -= more;
  }

  const paid = items.map((item) => ({
    item,
    ...sharesOf(item, returnedOfItem(order, item, line)),
  }));
  for (const { item, goods } of paid) stand(item, goods);
  for (const { item, kept } of paid.toSorted((one, other) => byOff(one.item, other.item))) {
    stand(item, kept);
  }
  for (const { item, money } of paid) stand(item, money);
  return sizes;
}

/** Returns the shares of an item's gross whose goods are back, that nobody gave back, and whose money is back. */
function sharesOf({ gross, net }: PaidItem, back: ItemBack): ItemBack & { readonly kept: number } {
  const size = Math.abs(gross);
  if (net <= 0) return { ...NOTHING_BACK, kept: size };
  const [goods, all] = [back.goods, back.goods + back.money].map((amount) =>
    divideRounded(productOf(gross, Math.max(0, Math.min(net, amount))), net, "up"),
  ) as [number, number];
  return { goods, money: all - goods, kept: size - all };
}

/** The larger part off first; as they were among equals. */
function byOff(one: PaidItem, other: PaidItem): number {
  return Number(
    productOf(other.off, Math.abs(one.gross)) - productOf(one.off, Math.abs(other.gross)),
  );
}

/** Undefined where nothing of it stands. */
function partOf(item: PaidItem, size: number): StandingItem | undefined {
  if (size === Math.abs(item.gross)) return item;
  if (size === 0) return undefined;
  const gross = minor(item.gross < 0 ? 0 - size : size);
  const off = minor(divideRounded(productOf(item.off, size), Math.abs(item.gross), "up"));
  const { receipt, at, offWrite } = item;
  return { receipt, at, gross, off, net: minor(gross - off), offWrite };
}

/** Returns what standing items of a line were granted under one write of a discount. */
export function grantedUnder({ standing }: Pick<Covered, "standing">, write: string): MinorUnits {
  return sumMinor(standing, ({ off, offWrite }) => (offWrite === write ? off : zeroMinor));
}

/**
 * Returns for each write of an amount off an order what standing items were granted beyond it, with
 * the share of each line.
 */
export function grantedBeyondByWrite(
  { amountsOff = {} }: OrderState,
  lines: ReadonlyArray<Pick<Covered, "standing">>,
): ReadonlyMap<EventId, ReadonlyArray<MinorUnits>> {
  const byWrite = new Map<EventId, ReadonlyArray<MinorUnits>>();
  for (const [write, amount] of Object.entries(amountsOff)) {
    const offs = lines.map((line) => grantedUnder(line, write));
    const beyond = sumMinor(offs, (off) => off) - amount;
    if (beyond > 0) byWrite.set(write as EventId, allocate(minor(beyond), offs));
  }
  return byWrite;
}

/** Returns for each line its share of what standing items were granted beyond the amounts off the order. */
export function grantedBeyond(
  order: OrderState,
  lines: ReadonlyArray<Pick<Covered, "standing">>,
): ReadonlyArray<MinorUnits> {
  const shares = [...grantedBeyondByWrite(order, lines).values()];
  return lines.map((_, at) => sumMinor(shares, (parts) => parts[at] ?? minor(0)));
}
