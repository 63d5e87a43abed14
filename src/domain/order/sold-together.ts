/**
 * What of a receipt was sold together and is priced together anew when some of it comes back: goods of one
 * promotion, or of one combo; all goods, where a coupon was on it. Deals that share a line are taken as one, because a
 * refund names lines and no deals. Source: docs/rules/promotions.md, P14, P15, P18 and P20.
 */

import { quantitySold } from "../balance/covered-lines.ts";
import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { couponsOn, offOfPieces } from "../balance/order-deals.ts";
import { personsOff } from "../balance/order-discount.ts";
import { refundsOf } from "../balance/paid-items.ts";
import { type ReceiptItem, type RefundItem } from "../events/order-events.ts";
import { dealCount, measureBy } from "../goods/measure.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { weightOfOne } from "../lines/line-measure.ts";
import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { groupOfOrder } from "../people/customer-group.ts";
import { promotionBook } from "../prices/promotion-book.ts";
import {
  type CouponOff,
  type DealTerms,
  isCouponOn,
  isForGroup,
  type Promotion,
} from "../promotions/promotion.ts";
import {
  type BackBefore,
  type HowBack,
  type PartOff,
  type ReturnWorth,
  shareOf,
  type SoldLine,
  soldPrice,
  type SoldTogether,
} from "../promotions/return-worth.ts";
import { readSetting } from "../settings/settings.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";

/** How the shop prices goods that come back. */
export interface ReturnTerms {
  /** How goods come back that nobody calls bad. */
  readonly how: Exclude<HowBack, "bad">;
  /** The promotions that held for the order's customer, the oldest first. */
  readonly promotionsOf: (order: OrderState) => ReadonlyArray<Promotion<DealTerms>>;
  /** The coupons of the shop by their writes. What else an item names as one are points. */
  readonly couponsByWrite: ReadonlyMap<EventId, Promotion<CouponOff>>;
}

export function returnTerms(view: LedgerView): ReturnTerms {
  return {
    how: readSetting(view, "return-promotions") === "share" ? "share" : "choice",
    promotionsOf: (order) => {
      const group = groupOfOrder(view, order);
      // Whatever the customer's group is now, the deals of then were for them.
      const made = new Set(
        (order.promoted ?? []).flatMap(({ deals }) => deals.map(({ promotion }) => promotion)),
      );
      return [...promotionBook(view).byWrite.values()].filter(
        ({ write, conditions }) => made.has(write) || isForGroup(conditions, group),
      );
    },
    get couponsByWrite() {
      return promotionBook(view).couponsByWrite;
    },
  };
}

/** Lines of a receipt that are priced together, with what came back of them before. */
export interface ReceiptGroup {
  /** By place, the item of the receipt. */
  readonly items: ReadonlyArray<ReceiptItem>;
  readonly sold: SoldTogether;
  readonly before: BackBefore;
}

/** Returns the groups of a receipt; what is in none comes back at its recorded share. */
export function soldTogether(
  order: OrderState,
  receipt: ReceiptState,
  terms: ReturnTerms,
): ReadonlyArray<ReceiptGroup> {
  const { items } = receipt.body;
  const balances = new Map(orderBalance(order).lines.map((balance) => [balance.id, balance]));
  const combos = new Map(
    items.map(({ line }) => [line, balances.get(line)?.line.added?.combo?.of] as const),
  );
  const coupons = couponsOf(order, receipt, terms);
  const groups = [...dealGroups(items), ...comboGroups(items, combos)];
  if (groups.length === 0 && coupons.length === 0) return [];
  const promotions = terms.promotionsOf(order);
  const sold = groups.flatMap(({ items: own, isCombo }): ReadonlyArray<SoldGroup> => {
    const parts = own.flatMap((item) => linePart(item, balances.get(item.line)) ?? []);
    // Another till changed a line since, or only a share of it was paid here.
    if (parts.length < own.length) return [];
    const group = isCombo ? soldCombo(parts) : soldDeals(parts, promotions);
    return group === undefined ? [] : [{ items: own, sold: group }];
  });
  const whole =
    coupons.length === 0 || sold.length < groups.length
      ? undefined
      : soldByCoupon(sold, { coupons, promotions, alone: aloneIn(items, { sold, balances }) });
  const refunds = refundsOf(order.refunds, receipt.id).flatMap(({ body }) => body.items);
  return (whole === undefined ? sold : [whole]).map((group) =>
    Object.assign({}, group, { before: backBefore(group.sold, refunds, terms) }),
  );
}

type SoldGroup = Pick<ReceiptGroup, "items" | "sold">;

/**
 * Returns the coupons of a receipt, with what it was granted of an amount. What the bill has beside the receipt counts
 * for the minimum.
 */
function couponsOf(
  order: OrderState,
  { body: { items } }: ReceiptState,
  { couponsByWrite }: ReturnTerms,
): ReadonlyArray<Promotion<CouponOff>> {
  const granted = couponsOn(order, items);
  if (granted.length === 0) return [];
  const here = new Set(items.map(({ line }) => line));
  const others = orderBalance(order).lines.filter(
    ({ id, voided, kind }) => !here.has(id) && !voided && kind.isSale && kind.bearsDiscount,
  );
  return granted.flatMap(({ promotion, off }) => {
    const coupon = couponsByWrite.get(promotion);
    if (coupon === undefined) return [];
    const { terms } = coupon;
    const beside = sumMinor(others, ({ line, gross }) =>
      line.added !== null && isCouponOn(terms, line.added) ? gross : 0,
    );
    const minimum = minor(Math.max(0, terms.minimum - beside));
    const now = terms.off.type === "rate" ? terms.off : ({ type: "amount", amount: off } as const);
    return [{ ...coupon, terms: { ...terms, off: now, minimum } }];
  });
}

/** Returns the goods that are in no group; undefined where what they cost can't be told any more. */
function aloneIn(
  items: ReadonlyArray<ReceiptItem>,
  {
    sold,
    balances,
  }: {
    readonly sold: ReadonlyArray<SoldGroup>;
    readonly balances: ReadonlyMap<EventId, LineBalance>;
  },
): ReadonlyArray<LinePart> | undefined {
  const grouped = new Set(sold.flatMap((group) => group.items.map(({ line }) => line)));
  const goods = items.filter(
    (item) => !grouped.has(item.line) && kindOf(item).isSale && kindOf(item).bearsDiscount,
  );
  const parts = goods.flatMap((item) => linePart(item, balances.get(item.line)) ?? []);
  return parts.length < goods.length ? undefined : parts;
}

/** Returns all goods of a receipt as one: what stays is priced with its coupons. */
function soldByCoupon(
  groups: ReadonlyArray<SoldGroup>,
  {
    alone,
    ...terms
  }: Pick<SoldTogether, "coupons" | "promotions"> & {
    readonly alone: ReadonlyArray<LinePart> | undefined;
  },
): SoldGroup | undefined {
  if (alone === undefined) return undefined;
  const named = groups.map(({ sold }, at) => ({ sold, group: `${GROUP}/${at}` }));
  const lines = [
    ...named.flatMap(({ sold, group }) => sold.lines.map((line) => ({ ...line, group }))),
    // No new deal is looked for.
    ...alone.map(({ sold }) => ({ ...sold, offers: [] })),
  ];
  const combosByGroup = new Map(
    named.flatMap(({ sold, group }) =>
      [...sold.combosByGroup.values()].map((one) => [group, one] as const),
    ),
  );
  const bare: SoldTogether = { ...terms, lines, combosByGroup };
  const price = soldPrice(bare);
  const items = [...groups.flatMap((group) => group.items), ...alone.map(({ item }) => item)];
  const off = minor(price - sumMinor(lines, ({ paid }) => paid));
  return { items, sold: { ...bare, discounts: partsOff(items, { off, of: price }) } };
}

interface Group {
  readonly items: ReadonlyArray<ReceiptItem>;
  readonly isCombo: boolean;
}

/** Returns the items whose deals lead to each other, together. */
function dealGroups(items: ReadonlyArray<ReceiptItem>): ReadonlyArray<Group> {
  let groups: ReadonlyArray<ReadonlyArray<ReceiptItem>> = [];
  for (const item of items.filter(({ deals }) => deals !== undefined)) {
    const deals = new Set(item.deals);
    const [same, apart] = [true, false].map((isSame) =>
      groups.filter(
        (group) =>
          group.some((other) => other.deals?.some((id) => deals.has(id)) === true) === isSame,
      ),
    );
    groups = [...(apart ?? []), [...(same ?? []).flat(), item]];
  }
  return groups.map((group) => ({ items: group, isCombo: false }));
}

function comboGroups(
  items: ReadonlyArray<ReceiptItem>,
  combos: ReadonlyMap<EventId, EventId | undefined>,
): ReadonlyArray<Group> {
  const parts = items.filter(({ line }) => combos.get(line) !== undefined);
  return [...Map.groupBy(parts, ({ line }) => combos.get(line)).values()].map((group) => ({
    items: group,
    isCombo: true,
  }));
}

/** An item with what its line says now, and its pieces; thousandths of goods by weight. */
interface LinePart {
  readonly item: ReceiptItem;
  readonly balance: LineBalance;
  readonly count: number;
  readonly sold: SoldLine;
}

function linePart(item: ReceiptItem, balance: LineBalance | undefined): LinePart | undefined {
  const added = balance?.line.added ?? undefined;
  const quantity = balance === undefined ? undefined : quantitySold(item, balance);
  if (balance === undefined || added === undefined || quantity === undefined) return undefined;
  const weight = weightOfOne(added);
  const by = weight === undefined ? "each" : "weight";
  const count = dealCount(measureBy(weight, quantity));
  if (count <= 0) return undefined;
  const { unitPrice, taxes } = balance;
  const { sku, category = "", combo, offers = [] } = added;
  const off = offOfPieces(personsOff(balance), { pieces: quantity, of: balance.quantity });
  const price =
    by === "weight"
      ? minor(divideRounded(productOf(balance.gross, quantity), balance.quantity, "up"))
      : unitPrice;
  const group = item.line;
  const paid = item.net;
  const sold = { line: item.line, sku, category, by, count, price, taxes, offers } as const;
  return {
    item,
    balance,
    count,
    sold: { ...sold, combo, weightOfOne: weight, off: minor(off), group, paid },
  };
}

/** Lines of one group have its name; no other group is beside it. */
const GROUP = "group";

function soldDeals(
  parts: ReadonlyArray<LinePart>,
  promotions: ReadonlyArray<Promotion<DealTerms>>,
): SoldTogether {
  const byCoupons = sumMinor(
    parts.flatMap(({ item: { coupons = [] } }) => coupons),
    ({ off }) => off,
  );
  const gross = sumMinor(parts, ({ item }) => item.gross);
  const off = sumMinor(parts, ({ item }) => item.off);
  return {
    lines: parts.map(({ sold }) => Object.assign({}, sold, { group: GROUP })),
    promotions,
    coupons: [],
    combosByGroup: new Map(),
    discounts: partsOff(
      parts.map(({ item }) => item),
      { off: minor(off + byCoupons), of: minor(gross + byCoupons) },
    ),
  };
}

/** Undefined where another till left the combo with more of one part than of another. */
function soldCombo(parts: ReadonlyArray<LinePart>): SoldTogether | undefined {
  const [first] = parts;
  if (first === undefined || parts.some(({ count }) => count !== first.count)) return undefined;
  const lists = parts.map(listPriceOfPart);
  const isListed = parts.some(({ balance: { line } }) => (line.added?.combo?.list ?? 0) > 0);
  const price = sumMinor(parts, ({ balance }) => balance.unitPrice);
  const cost = minor(price * first.count);
  return {
    lines: parts.map(({ sold, balance }, at) =>
      Object.assign({}, sold, {
        group: GROUP,
        offers: [],
        off: zeroMinor,
        price: isListed ? (lists[at] ?? zeroMinor) : balance.unitPrice,
      }),
    ),
    promotions: [],
    coupons: [],
    combosByGroup: new Map([[GROUP, { count: first.count, price }]]),
    discounts: partsOff(
      parts.map(({ item }) => item),
      { off: minor(cost - sumMinor(parts, ({ item }) => item.net)), of: cost },
    ),
  };
}

/**
 * Returns the price of a combo's part by itself, with its options. A surcharge is the price of a choice within the
 * combo; it counts for a part only where the part has no price by itself.
 */
function listPriceOfPart({ balance: { unitPrice, line } }: LinePart): MinorUnits {
  const { unit = 0, combo } = line.added ?? {};
  const { list = 0, extra = 0 } = combo ?? {};
  return minor((list > 0 ? list : extra) + unitPrice - unit);
}

/**
 * Returns what else is off goods, such as points and the order's discount; undefined for nothing. Where that
 * discount is on some of them alone, it is taken off these, and the rest off all.
 */
function partsOff(
  items: ReadonlyArray<ReceiptItem>,
  { off, of }: PartOff,
): SoldTogether["discounts"] {
  if (off <= 0 || of <= 0) return undefined;
  const bearing = items.filter(({ offWrite }) => offWrite !== null);
  const byOrder = sumMinor(bearing, (item) => item.off);
  if (byOrder === 0 || bearing.length === items.length) return [{ off, of }];
  const lines = new Set(bearing.map(({ line }) => line));
  return [
    { off: subtractMinor(off, byOrder), of },
    { off: byOrder, of: sumMinor(bearing, ({ gross }) => gross), lines },
  ];
}

/** Returns what refunds gave back of a group, however they came to it: what they recorded decides. */
function backBefore(
  { lines }: SoldTogether,
  refunds: ReadonlyArray<RefundItem>,
  { how }: ReturnTerms,
): BackBefore {
  const byPlace = lines.map((line, place) => {
    const own = refunds.filter((item) => item.line === line.line);
    let left = line.count;
    const back = own.flatMap(({ quantity, bad }): ReadonlyArray<ReturnWorth> => {
      const pieces = countBack(line, 0 - quantity);
      // Two tills apart may have taken back the same piece.
      const count = Math.min(left, pieces);
      left -= count;
      return count <= 0 ? [] : [{ place, count, how: bad === true ? "bad" : how }];
    });
    const net = line.paid + sumMinor(own, (item) => item.net);
    const recorded = line.paid - shareOf(line, line.count - left);
    return { back, out: line.paid - net, raised: minor(net - recorded) };
  });
  return {
    back: byPlace.flatMap(({ back }) => back),
    out: sumMinor(byPlace, ({ out }) => out),
    raised: byPlace.map(({ raised }) => raised),
  };
}

/** Returns a quantity as pieces of a line; thousandths of goods by weight. */
export function countBack(
  { weightOfOne: weight }: Pick<SoldLine, "weightOfOne">,
  quantity: number,
): number {
  return dealCount(measureBy(weight, quantity));
}
