/**
 * What of a receipt can come back, and what that comes to.
 *
 * What went out already is taken off what should have gone out by now: so goods that come
 * back one by one give back to the cent what was paid for all of them, with their part of the order's
 * discount and of each tax. Cash is rounded anew each time it goes out, the last time with all that is
 * left, and never so that all refunds of a receipt hand out more than was paid. What came back already
 * when the receipt was issued can't come back once more. Goods of a promotion or a combo come back so that
 * those that stay are priced anew. Amounts of a refund are below zero, but for these. Source:
 * docs/rules/arithmetic.md, R9; docs/rules/promotions.md, P14 to P16.
 */

import { quantitySold } from "../balance/covered-lines.ts";
import { receiptMoney, receiptRounding, sumByTender } from "../balance/money-by-tender.ts";
import {
  askedBeside,
  GIVEN_BACK_BY_REFUND,
  itemsBeyond,
  type MoneyQuestion,
  openMoney,
} from "../balance/money-law.ts";
import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { refundsOf } from "../balance/paid-items.ts";
import { worthBack } from "../balance/worth-back.ts";
import { type LineCombo } from "../events/line-parts.ts";
import { type RefundIssued, type RefundItem } from "../events/order-events.ts";
import { type GoodsFate, usualFate } from "../goods/goods-fate.ts";
import { serialText } from "../goods/serial-numbers.ts";
import { type EventId } from "../identity.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { allocate } from "../money/allocate.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  type SoldBy,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../money/amounts.ts";
import { type CashRule, roundCash } from "../money/cash-rounding.ts";
import { divideRounded, type HalfRule, productOf } from "../money/rounding.ts";
import { goodsBack, type ReturnWorth } from "../promotions/return-worth.ts";
import { type OrderState, type ReceiptState } from "../state/order-state.ts";
import { amountBy, type TenderMoney } from "../tenders/tenders.ts";
import { serialOf } from "./line-serial.ts";
import { toSoldBy } from "./order-view.ts";
import { countBack, type ReceiptGroup, type ReturnTerms, soldTogether } from "./sold-together.ts";

/** A line of a receipt, with the quantity that can still come back. */
export interface RefundableItem {
  readonly line: EventId;
  readonly birth: EventId;
  readonly name: string;
  /** The combo that the line is a part of. */
  readonly combo?: LineCombo;
  readonly soldBy: SoldBy;
  readonly net: MinorUnits;
  /** As the receipt says; missing for goods. */
  readonly kind?: string | undefined;
  /** Of a deposit: the names of the taxes that it bears. */
  readonly taxes?: string | undefined;
  readonly quantity: Thousandths;
  readonly left: Thousandths;
  readonly leftNet: MinorUnits;
  /** The fate of the goods unless somebody says otherwise. */
  readonly usualFate: GoodsFate;
  /** False where another till has changed the line since: then what is left of it comes back as a whole. */
  readonly isCountable: boolean;
  /** Several parts of a bill paid for the line: what comes back is this one's share, and no piece of it. */
  readonly isShare: boolean;
}

/** Returns the items in the order of the receipt. */
export function refundableItems(
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<RefundableItem> {
  const { lines } = orderBalance(order);
  const gone = refundsOf(order.refunds, receipt.id).flatMap(({ body }) => body.items);
  return receipt.body.items.map((item) => {
    const { line, birth, net, kind, taxes } = item;
    const balance = lines.find(({ id }) => id === line);
    const counted = quantitySold(item, balance);
    const isCountable = counted !== undefined;
    const quantity = counted ?? oneUnit;
    const back = gone.filter((other) => other.line === line);
    const leftNet = minor(Math.max(0, net + sumMinor(back, (other) => other.net)));
    // The money of an item may all be back before its goods, where the item was paid twice.
    const isPaidBack = back.some((it) => it.raised === undefined) && net > 0 && leftNet === 0;
    const isLeft = kindOf({ kind }).refunded && !isPaidBack;
    const uncounted = isLeft ? quantity : 0;
    const left =
      isCountable && isLeft
        ? Math.max(0, quantity + back.reduce((sum, other) => sum + other.quantity, 0))
        : uncounted;
    return {
      line,
      birth,
      name: nameOf(balance),
      ...comboOf(balance),
      soldBy: toSoldBy(balance?.line.added?.by),
      net,
      kind,
      taxes,
      quantity,
      left: thousandths(left),
      leftNet,
      usualFate: usualFate(balance?.line.added?.station ?? ""),
      isCountable,
      isShare: !isCountable && isShared(order, line),
    };
  });
}

/** Returns the goods by their name, and by their serial number where they have one. */
function nameOf(balance: LineBalance | undefined): string {
  if (balance === undefined) return "";
  const name = balance.line.added?.name ?? "";
  const serial = serialOf(balance.line) ?? "";
  return serial === "" ? name : `${name}, ${serialText(serial)}`;
}

function comboOf(balance: LineBalance | undefined): Pick<RefundableItem, "combo"> {
  const combo = balance?.line.added?.combo;
  return combo === undefined ? {} : { combo };
}

/** Whether the line is shared: a share that another part leaves counts too. */
function isShared({ receipts }: OrderState, line: EventId): boolean {
  const items = receipts.flatMap(({ body }) => body.items.filter((item) => item.line === line));
  return items.some(({ num, den }) => num !== den);
}

export interface Returned {
  readonly item: RefundableItem;
  /** The quantity that comes back, at most what is left. */
  readonly quantity: Thousandths;
  readonly goods?: GoodsFate | undefined;
  /** No goods come back, but so much of their price, because it was paid beyond what they cost. */
  readonly beyond?: MinorUnits;
  /** The goods were bad. */
  readonly bad?: boolean | undefined;
}

/**
 * Returns the amounts on the lines of a receipt whose money is to go back without goods: together they
 * come to the open questions about the receipt, with their charges and taxes.
 */
export function paidBeyond(order: OrderState, receipt: ReceiptState): ReadonlyArray<Returned> {
  const { own: ownQuestions, asked } = askedOf(order, receipt);
  const amount = sumMinor(asked, (fact) => fact.turnover);
  if (amount === 0) return [];
  const subjects = new Set(asked.map(({ subject }) => subject));
  const gone = new Map(
    [...subjects].flatMap((subject) =>
      itemsBeyond(order, subject).map(({ line, net }) => [line, net] as const),
    ),
  );
  const items = refundableItems(order, receipt).filter(({ leftNet }) => leftNet > 0);
  const tooMuch = items.map(({ line, net, leftNet }) => {
    const wentBack = ownQuestions.length > 0 ? net - leftNet : 0;
    return Math.max(0, Math.min(leftNet, (gone.get(line) ?? 0) - wentBack));
  });
  const back = moneyBack(order, receipt, { amount, items, weights: tooMuch });
  const worth = sumsOfItems(order, receipt, back.map(asBeyond))?.total ?? zeroMinor;
  // A charge alone goes back with a share of all goods.
  return worth + amount === 0 || ownQuestions.length === 0
    ? back
    : moneyBack(order, receipt, { amount, items, weights: items.map(({ leftNet }) => leftNet) });
}

/**
 * Returns the open questions that a refund of the receipt answers. Of goods that two receipts are paid for, the
 * money goes back by the one that the guest shows.
 */
function askedOf(
  order: OrderState,
  receipt: ReceiptState,
): Readonly<Record<"own" | "asked", ReadonlyArray<MoneyQuestion>>> {
  const own = openMoney(order).filter(
    ({ type, subject }) => subject === receipt.id && GIVEN_BACK_BY_REFUND.includes(type),
  );
  return { own, asked: own.length > 0 ? own : askedBeside(order, receipt) };
}

/**
 * Returns how much of a refund of what was paid beyond the goods goes back without money: another receipt stands
 * on what had come. `total`: below zero.
 */
export function unfundedOf(
  order: OrderState,
  receipt: ReceiptState,
  total: MinorUnits,
): MinorUnits {
  const money = sumMinor(askedOf(order, receipt).asked, ({ sign, amount }) => sign * amount);
  return minor(Math.max(0, 0 - total - Math.max(0, money)));
}

/** Returns shares of the items that come to an amount, with their charges and taxes, or to a cent less. */
function moneyBack(
  order: OrderState,
  receipt: ReceiptState,
  {
    amount,
    items,
    weights,
  }: {
    readonly amount: MinorUnits;
    readonly items: ReadonlyArray<RefundableItem>;
    readonly weights: ReadonlyArray<number>;
  },
): ReadonlyArray<Returned> {
  function sharing(parts: ReadonlyArray<MinorUnits>): ReadonlyArray<Returned> {
    return items.flatMap((item, at): ReadonlyArray<Returned> => {
      const beyond = parts[at] ?? zeroMinor;
      return beyond > 0 ? [{ item, quantity: thousandths(0), goods: "none", beyond }] : [];
    });
  }

  function worthOf(parts: ReadonlyArray<MinorUnits>): number {
    return 0 - (sumsOfItems(order, receipt, sharing(parts).map(asBeyond))?.total ?? zeroMinor);
  }

  return sharing(sharesWorth({ amount, weights, worthOf }));
}

/**
 * Returns prices shared by weights that are worth an amount, with their charges and taxes, or a cent less; the
 * weights themselves where these are worth less.
 */
export function sharesWorth({
  amount,
  weights,
  worthOf,
}: {
  readonly amount: MinorUnits;
  readonly weights: ReadonlyArray<number>;
  readonly worthOf: (parts: ReadonlyArray<MinorUnits>) => number;
}): ReadonlyArray<MinorUnits> {
  const most = weights.reduce((sum, weight) => sum + weight, 0);

  function sharing(sum: number): ReadonlyArray<MinorUnits> {
    return sum === 0 ? [] : allocate(minor(sum), weights);
  }

  if (worthOf(sharing(most)) <= amount) return sharing(most);
  let [least, tooMuch] = [0, most];
  while (tooMuch - least > 1) {
    const middle = Math.floor((least + tooMuch) / 2);
    if (worthOf(sharing(middle)) <= amount) least = middle;
    else tooMuch = middle;
  }
  return sharing(least);
}

export type RefundSums = Pick<RefundIssued, "items" | "charges" | "taxes" | "total">;

/** Undefined where the taxes of a part can't be told: another till changed how the order is served. */
export function refundSums(
  order: OrderState,
  receipt: ReceiptState,
  { returned, terms }: { readonly returned: ReadonlyArray<Returned>; readonly terms: ReturnTerms },
): RefundSums | undefined {
  const groups = soldTogether(order, receipt, terms);
  const items = [
    ...returned.flatMap((back) => {
      const isTogether = groups.some((group) => placeIn(group, back.item.line) >= 0);
      if (back.beyond !== undefined) return [asBeyond(back)];
      return isTogether ? [] : [asShare(back, orderBalance(order).rule.half)];
    }),
    ...groups.flatMap((group) => itemsOfGroup(group, { returned, terms })),
  ];
  return sumsOfItems(order, receipt, items);
}

/** Returns what a guest is owed for goods that tills apart took back, each without those of the other. */
export function owedApart(
  order: OrderState,
  receipt: ReceiptState,
  terms: ReturnTerms,
): RefundSums | undefined {
  const groups = terms.how === "share" ? [] : soldTogether(order, receipt, terms);
  const items = groups.flatMap((group) => itemsOfGroup(group, { returned: [], terms }));
  return items.length === 0 ? undefined : sumsOfItems(order, receipt, items);
}

/** Undefined where the taxes of a part can't be told: another till changed how the order is served. */
export function sumsOfItems(
  order: OrderState,
  receipt: ReceiptState,
  items: RefundSums["items"],
): RefundSums | undefined {
  const before = refundsOf(order.refunds, receipt.id).map(({ body }) => body);
  const worth = worthBack(orderBalance(order), receipt.body, { before, items });
  if (worth === undefined) return undefined;
  const { charges, taxes, total } = worth;
  return { items, ...(charges.length === 0 ? {} : { charges: [...charges] }), taxes, total };
}

function asBeyond(back: Returned): RefundItem {
  const { item, goods = item.usualFate, beyond = zeroMinor } = back;
  return { ...itemBack(back), net: minor(0 - beyond), goods };
}

function asShare(back: Returned, half: HalfRule): RefundItem {
  return { ...itemBack(back), net: minor(0 - netOf(back.item, back.quantity, half)) };
}

function itemBack({ item, quantity, goods, bad }: Returned): Omit<RefundItem, "net"> {
  const fate = fateOf(item, goods);
  return {
    birth: item.birth,
    line: item.line,
    quantity: thousandths(item.isShare ? 0 : 0 - quantity),
    ...(bad === true ? { bad } : {}),
    ...(item.kind === undefined ? {} : { kind: item.kind }),
    ...(item.taxes === undefined ? {} : { taxes: item.taxes }),
    ...(fate === undefined ? {} : { goods: fate }),
  };
}

/** What becomes of the goods of an item; of a kind that has none nobody says it. */
function fateOf(
  { kind, isShare, usualFate }: RefundableItem,
  goods: GoodsFate = usualFate,
): GoodsFate | undefined {
  // A share without goods would be money alone.
  if (isShare) return goods === "none" ? usualFate : goods;
  return kindOf({ kind }).isRestocked ? goods : undefined;
}

function placeIn({ items }: ReceiptGroup, line: EventId): number {
  return items.findIndex((item) => item.line === line);
}

/** Returns what comes back of a group, and what is kept of it where that counts for more now. */
function itemsOfGroup(
  group: ReceiptGroup,
  { returned, terms }: { readonly returned: ReadonlyArray<Returned>; readonly terms: ReturnTerms },
): RefundItem[] {
  const own = returned.filter(
    ({ item, beyond }) => beyond === undefined && placeIn(group, item.line) >= 0,
  );
  if (own.length === 0 && returned.length > 0) return [];
  const now = own.flatMap(({ item, quantity, bad }): ReadonlyArray<ReturnWorth> => {
    const place = placeIn(group, item.line);
    const line = group.sold.lines[place];
    const count = line === undefined ? 0 : countBack(line, quantity);
    return count <= 0 ? [] : [{ place, count, how: bad === true ? "bad" : terms.how }];
  });
  const worth = goodsBack(group.sold, group.before, now);
  return group.items.flatMap(({ line, birth }, place): ReadonlyArray<RefundItem> => {
    const back = own.find(({ item }) => item.line === line);
    const [counted, raised] = [worth.counted[place] ?? 0, worth.raised[place] ?? zeroMinor];
    if (back === undefined && raised === 0) return [];
    const item: Omit<RefundItem, "net"> =
      back === undefined
        ? { birth, line, quantity: thousandths(0), goods: "none" }
        : itemBack(back);
    const net = minor(raised - counted);
    return [{ ...item, net, ...(raised === 0 ? {} : { raised }) }];
  });
}

/** The last one takes the rest. */
function netOf(
  { net, quantity, left, leftNet }: RefundableItem,
  count: Thousandths,
  half: HalfRule,
): number {
  if (count === left) return leftNet;
  const stays = quantity - (left - count);
  const until = divideRounded(productOf(net, stays), quantity, half);
  return Math.min(leftNet, Math.max(0, until - (net - leftNet)));
}

export interface HandedOut {
  /** Zero or below. */
  readonly amount: MinorUnits;
  /** The amount that pays for the goods of an exchange; never below zero. */
  readonly along: MinorUnits;
  /** The rounding: the amount that goes out or along, below zero, less the worth of the goods. */
  readonly rounding: MinorUnits;
}

interface Handing {
  /** The worth of what goes back: zero or below. */
  readonly total: MinorUnits;
  readonly terms: ReturnTerms;
}

interface HandingOut extends Handing {
  /** So much of it goes back without money. */
  readonly unfunded: MinorUnits;
  readonly rule: CashRule;
}

/** To a card, to the cent. */
export const EXACT: CashRule = { step: 0, direction: "nearest" };

/**
 * `total`: below zero. Rounded by itself as long as something is left for that; of cash that came, the
 * last goods take along all that is left of it, with its rounding.
 */
export function handedOut(
  order: OrderState,
  receipt: ReceiptState,
  { total, unfunded, rule, terms }: HandingOut,
): HandedOut {
  const owed = minor(total + unfunded);
  const { paid: all, isLast } = paidFor(order, receipt, { total, terms });
  const paid = minor(Math.max(0, all - unfunded));
  const isAllCash = rule !== EXACT && tenderLeft(order, receipt, "cash") === paid;
  // Coins that there are no more don't go out.
  const cameSo = isLast && isAllCash && roundCash(paid, rule) === paid;
  return cameSo
    ? { amount: minor(0 - paid), along: zeroMinor, rounding: minor(0 - paid - owed) }
    : { ...outOf(paid, owed, rule), along: zeroMinor };
}

/**
 * Returns the refund of goods whose worth partly pays for other goods: that part is exchanged, and
 * the rest is handed out. The last goods of a receipt take along all that is left, with its
 * rounding.
 */
export function handedOver(
  order: OrderState,
  receipt: ReceiptState,
  {
    total,
    rule,
    exchanged,
    terms,
  }: Handing & { readonly rule: CashRule; readonly exchanged: MinorUnits },
): HandedOut {
  const { paid, isLast } = paidFor(order, receipt, { total, terms });
  const isAll = exchanged + total === 0;
  const along = minor(isAll && isLast ? paid : Math.min(exchanged, paid));
  if (isAll) return { amount: zeroMinor, along, rounding: minor(0 - total - along) };
  const owed = minor(total + exchanged);
  const { amount } = outOf(minor(paid - along), owed, rule);
  return { amount, along, rounding: minor(amount - along - total) };
}

/** `owed`: below zero. */
function outOf(paid: MinorUnits, owed: MinorUnits, rule: CashRule): Omit<HandedOut, "along"> {
  const most = roundCash(paid, { ...rule, direction: "down" });
  const amount = minor(Math.max(roundCash(owed, rule), 0 - most));
  return { amount, rounding: minor(amount - owed) };
}

/**
 * Returns the paid amount for all that can still come back, with its rounding and less refunds, and
 * whether the goods are all of that.
 */
function paidFor(
  order: OrderState,
  receipt: ReceiptState,
  { total, terms }: Handing,
): { readonly paid: MinorUnits; readonly isLast: boolean } {
  const left = refundableItems(order, receipt)
    .filter((item) => item.left > 0)
    .map((item) => ({ item, quantity: item.left }));
  const sums = refundSums(order, receipt, { returned: left, terms });
  // Money alone may go back where all goods are back.
  const all = minor(Math.min(total, sums?.total ?? total));
  const rounded = sumMinor(refundsOf(order.refunds, receipt.id), ({ body }) => body.rounding);
  const paid = minor(Math.max(0, receiptRounding(order, receipt) + rounded - all));
  return { paid, isLast: all === total };
}

export interface ReceiptTender {
  readonly method: string;
  /** The name that the shop's own tender had when the payment was made. */
  readonly name?: string;
  readonly paid: MinorUnits;
  /** The amount that went back, for whatever goods. */
  readonly back: MinorUnits;
}

/** Returns the tenders that paid the receipt, and those that refunds went out by. */
export function receiptTenders(
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<ReceiptTender> {
  const { paid, back } = receiptMoney(order, receipt);
  const tenders: ReceiptTender[] = [];
  for (const { method, name } of sumByTender([...paid, ...back])) {
    const called = name === undefined ? { method } : { method, name };
    tenders.push({ ...called, paid: amountBy(paid, method), back: amountBy(back, method) });
  }
  return tenders;
}

/** Returns the amount paid by that tender that has not gone back, by it or in an exchange. */
export function tenderLeft(order: OrderState, receipt: ReceiptState, by: string): MinorUnits {
  const { left } = receiptMoney(order, receipt);
  return minor(Math.max(0, amountBy(left, by)));
}

/**
 * Returns an amount that goes back by other tenders than the named one, as it came, the last first; cash
 * in coins that exist, at most what there is of it. Undefined where less than that came by them.
 */
export function besides(
  order: OrderState,
  receipt: ReceiptState,
  {
    by,
    amount,
    cash,
  }: { readonly by: string; readonly amount: MinorUnits; readonly cash: CashRule },
): ReadonlyArray<TenderMoney> | undefined {
  const { left } = receiptMoney(order, receipt);
  const otherTenders = sumByTender(left.filter(({ method }) => method !== by)).toReversed();
  let rest: number = amount;
  const parts: TenderMoney[] = [];
  for (const tender of otherTenders) {
    const part = Math.max(0, Math.min(rest, tender.amount));
    rest -= part;
    if (part > 0) parts.push({ ...tender, amount: inCoins(tender, minor(part), cash) });
  }
  return rest === 0 ? parts.filter((part) => part.amount > 0) : undefined;
}

function inCoins({ method, amount }: TenderMoney, part: MinorUnits, cash: CashRule): MinorUnits {
  if (method !== "cash") return part;
  const rounded = roundCash(part, cash);
  return rounded <= amount ? rounded : roundCash(amount, { ...cash, direction: "down" });
}
