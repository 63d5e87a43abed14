/**
 * By which tenders an order's money came, and so by which it goes back: the last payment first, each
 * tender at most what it brought.
 *
 * Goods that paid for others brought no money themselves: their payment says by what they had been paid.
 */

import { type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type AttentionFact } from "../state/attention.ts";
import { type OrderState, type PaymentState, type ReceiptState } from "../state/order-state.ts";
import { amountBy, type TenderMoney, turned } from "../tenders/tenders.ts";
import { answeredApart } from "./corrected-apart.ts";
import { orderBalance } from "./order-balance.ts";
import { refundsOf } from "./paid-items.ts";
import { cameBy, tenderShares, usedShares } from "./payment-tenders.ts";
import { worthOfReturns } from "./returns-taken.ts";

export interface TenderOwed extends TenderMoney {
  /** The most that may go out for `amount`: cash may have been rounded when it came. */
  readonly most: MinorUnits;
}

/** The money that an order has to refund: all of it together is its `refundDue`. */
export interface MoneyOwed {
  /** The amounts by the tender that they came by; the last payment comes first. */
  readonly byTender: ReadonlyArray<TenderOwed>;
  /** For goods of receipts that come back: by what these were paid. */
  readonly forReturns: MinorUnits;
  /** For goods that come back without a receipt: nobody knows how they were paid. */
  readonly forGoods: MinorUnits;
}

export function moneyOwed(order: OrderState): MoneyOwed {
  const { refundDue, remaining, deposits } = orderBalance(order);
  if (refundDue === 0) return { byTender: [], forReturns: zeroMinor, forGoods: zeroMinor };
  const brought = createPurse();
  const kept = createPurse();
  let outForGoods = 0;
  for (const { payment: id, amount } of deposits) {
    const payment = order.paymentsById[id];
    if (amount > 0) {
      for (const it of settledBy(payment, amount)) brought.put(it);
      for (const it of keptOf(payment, amount)) kept.put(it);
      continue;
    }
    const method = cameBy(payment);
    const beyond = brought.take(method, 0 - amount);
    outForGoods += beyond;
    const rounding = beyond === 0 ? (payment?.captured?.rounding ?? 0) : 0;
    kept.take(method, 0 - amount - beyond - rounding);
  }
  const forReturns = minor(Math.min(refundDue, worthOfReturns(order)));
  const goodsBack = Math.max(0, 0 - remaining - outForGoods);
  const forGoods = minor(Math.min(refundDue - forReturns, goodsBack));
  const byTender: TenderOwed[] = [];
  for (const part of sumByTender(brought.takeLast(refundDue - forReturns - forGoods))) {
    byTender.push({ ...part, most: kept.left(part.method) });
  }
  return { byTender, forReturns, forGoods };
}

/** Returns the payments with money that no receipt has used, by one tender, in the order in which they came. */
export function unusedBy(order: OrderState, tender: string): ReadonlyArray<EventId> {
  return orderBalance(order).deposits.flatMap(({ payment: id, amount }) => {
    const isBy = keptOf(order.paymentsById[id], amount).some(({ method }) => method === tender);
    return amount > 0 && isBy ? [id] : [];
  });
}

/**
 * The tenders of a receipt: what was paid, what of that went back, and what remains, in the order
 * of paying.
 */
export interface ReceiptMoney {
  readonly paid: ReadonlyArray<TenderMoney>;
  readonly back: ReadonlyArray<TenderMoney>;
  readonly left: ReadonlyArray<TenderMoney>;
}

/** Goods that paid for others took their money along: what was paid last, unless it went out. */
export function receiptMoney(order: OrderState, receipt: ReceiptState): ReceiptMoney {
  const purse = createPurse();
  let rounding: number = receiptRounding(order, receipt);
  for (const { payment: id, amount } of receipt.body.uses) {
    const payment = order.paymentsById[id];
    // The rounding of refunded money stays with the tender that it came by.
    const isRounded = amount < 0 || payment?.started?.from !== undefined;
    const roundingOfUse = isRounded ? (payment?.captured?.rounding ?? 0) : 0;
    rounding -= roundingOfUse;
    if (amount < 0) {
      const method = cameBy(payment);
      purse.put({ method, amount: minor(0 - purse.take(method, 0 - amount - roundingOfUse)) });
    } else for (const it of keptOf(payment, amount)) purse.put(it);
  }
  // A payment is used for what it settles; what was rounded changed hands in cash.
  const short = rounding < 0 ? purse.take("cash", 0 - rounding) : 0 - rounding;
  purse.put({ method: "cash", amount: minor(0 - short) });
  const paid = sumByTender(purse.all());
  const back: TenderMoney[] = [];
  for (const { body } of refundsOf(order.refunds, receipt.id)) {
    for (const out of body.out.filter(({ method }) => method !== "exchange").map(turned)) {
      back.push(out);
      if (out.amount > 0) purse.take(out.method, out.amount);
      else purse.put({ ...out, amount: moreThanGone({ paid, back, came: minor(0 - out.amount) }) });
    }
    const exchanged = body.out.filter(({ method }) => method === "exchange");
    back.push(...purse.takeLast(0 - sumMinor(exchanged, ({ amount }) => amount)));
  }
  return { paid, back: sumByTender(back), left: purse.all() };
}

/** Returns how much of money that came again is more than what had gone beyond what was paid. */
function moreThanGone({
  paid,
  back,
  came,
}: Omit<ReceiptMoney, "left"> & { readonly came: MinorUnits }): MinorUnits {
  const [all, gone] = [paid, back].map((money) => sumMinor(money, ({ amount }) => amount));
  return minor(Math.max(0, Math.min(came, (all ?? 0) - (gone ?? 0))));
}

/**
 * Returns the cash rounding of a receipt's payments: as stated, and as they were corrected since. A payment
 * that receipts apart have used twice counts for the first of them.
 */
export function receiptRounding(order: OrderState, receipt: ReceiptState): MinorUnits {
  const firstUse = new Map<EventId, EventId>();
  for (const { id, body } of order.receipts) {
    for (const { payment } of body.uses) {
      if (!firstUse.has(payment)) firstUse.set(payment, id);
    }
  }
  const used = [...firstUse].filter(([, first]) => first === receipt.id);
  const corrected = sumMinor(used, ([payment]) =>
    sumMinor(order.paymentsById[payment]?.corrections ?? [], ({ body }) => body.rounding),
  );
  return minor(receipt.body.rounding + corrected);
}

/**
 * Returns the tenders of the money that returned goods take along to other goods, when `out` of it
 * is handed out now.
 */
export function takenAlong(
  order: OrderState,
  receipt: ReceiptState,
  { out, along }: { readonly out: ReadonlyArray<TenderMoney>; readonly along: MinorUnits },
): ReadonlyArray<TenderMoney> {
  const purse = createPurse();
  for (const it of receiptMoney(order, receipt).left) purse.put(it);
  for (const { method, amount } of out) purse.take(method, amount);
  const taken = purse.takeLast(along);
  const rest = minor(along - sumMinor(taken, ({ amount }) => amount));
  // Goods that cost nothing in coins were paid in cash all the same.
  const isAll = rest === 0 && taken.length > 0;
  return sumByTender(isAll ? taken : [...taken, { method: "cash", amount: rest }]);
}

/**
 * Returns corrections beyond the amount that a tender brought: two tills have corrected a payment apart,
 * or one of them gave it back, or on to other goods, by the tender that the other one took off it. A
 * person has to decide who was right. What was recorded as given back by another tender stays so. Source:
 * docs/rules/money.md, M19.
 */
export function overCorrections(order: OrderState): ReadonlyArray<AttentionFact> {
  const corrected = Object.entries(order.paymentsById).filter(
    ([, { captured, corrections = [] }]) =>
      captured !== null && corrections.length > 0 && captured.amount >= 0,
  );
  const facts = corrected.flatMap(([id, payment]): ReadonlyArray<AttentionFact> => {
    const beyond = sumMinor(tenderShares(payment), (part) => Math.max(0, 0 - part.amount));
    const amount = beyond === 0 ? answeredApart(payment) : beyond;
    const subject = id as EventId;
    return amount === 0 ? [] : [{ type: "payment/over-corrected", subject, amount }];
  });
  const [last] = corrected.at(-1) ?? [];
  if (last === undefined || facts.length > 0) return facts;
  const amount = minor(
    [...leftByTender(order).values()].reduce((sum, left) => sum + Math.max(0, 0 - left), 0),
  );
  return amount === 0 ? [] : [{ type: "payment/over-corrected", subject: last as EventId, amount }];
}

/**
 * Returns what is left of each tender's money, as corrected, with cash as it was rounded; below zero where
 * more went back by it, or on to other goods. What went out by another tender than it came by counts for
 * neither, and what a correction knew to be gone isn't missed.
 */
export function leftByTender({
  paymentsById,
  refunds,
}: Pick<OrderState, "paymentsById" | "refunds">): ReadonlyMap<string, number> {
  const left = new Map<string, number>();

  function add(method: string, amount: number): void {
    left.set(method, (left.get(method) ?? 0) + amount);
  }

  for (const payment of Object.values(paymentsById)) {
    const { otherwise } = payment.started ?? {};
    for (const { method, amount, rounding } of tenderShares(payment)) {
      add(otherwise?.of ?? method, amount + rounding);
    }
    for (const { body } of payment.corrections ?? []) add(body.from, body.gone ?? 0);
  }
  for (const { body } of refunds) {
    for (const { method, amount } of body.out) {
      if (method !== "exchange") add(method, amount + (body.otherwise ?? 0));
    }
    for (const { method, amount } of body.along ?? []) add(method, 0 - amount);
  }
  return left;
}

export function sumByTender(amounts: ReadonlyArray<TenderMoney>): ReadonlyArray<TenderMoney> {
  const sums = new Map<string, TenderMoney>();
  for (const money of amounts) {
    const sum = sums.get(money.method) ?? withAmount(money, 0);
    sums.set(money.method, withAmount(sum, sum.amount + money.amount));
  }
  return [...sums.values()];
}

function withAmount(money: TenderMoney, amount: number): TenderMoney {
  return { ...money, amount: minor(amount) };
}

/** Money by the piece, in the order in which it came. */
interface Purse {
  readonly put: (money: TenderMoney) => void;
  /** Takes money of that tender, the last first; gives how much of it was not there. */
  readonly take: (method: string, amount: number) => number;
  /** Takes money of any tender, the last first. */
  readonly takeLast: (amount: number) => ReadonlyArray<TenderMoney>;
  readonly left: (method: string) => MinorUnits;
  readonly all: () => ReadonlyArray<TenderMoney>;
}

function createPurse(): Purse {
  let pieces: ReadonlyArray<TenderMoney> = [];

  function takeWhere(isMeant: (money: TenderMoney) => boolean, amount: number) {
    let left = amount;
    const taken: TenderMoney[] = [];
    const kept: TenderMoney[] = [];
    for (const piece of pieces.toReversed()) {
      const part = isMeant(piece) ? Math.max(0, Math.min(left, piece.amount)) : 0;
      left -= part;
      if (part > 0) taken.push(withAmount(piece, part));
      if (part !== piece.amount) kept.unshift(withAmount(piece, piece.amount - part));
    }
    pieces = kept;
    return { taken, left };
  }

  return {
    put: (money) => {
      if (money.amount !== 0) pieces = [...pieces, money];
    },
    take: (method, amount) => takeWhere((money) => money.method === method, amount).left,
    takeLast: (amount) => takeWhere(() => true, amount).taken,
    left: (method) => amountBy(pieces, method),
    all: () => pieces,
  };
}

/** Returns the money that changed hands for `amount` of a payment. */
function keptOf(payment: PaymentState | undefined, amount: MinorUnits): ReadonlyArray<TenderMoney> {
  const { method = "cash", from } = payment?.started ?? {};
  if (from !== undefined) return from;
  if (method === "exchange") return [{ method: "cash", amount }];
  return usedShares(payment, amount).map(({ method: by, name, amount: part }) =>
    name === undefined ? { method: by, amount: part } : { method: by, name, amount: part },
  );
}

/** Returns the amounts that a payment settles, by the same tenders: only cash is rounded. */
function settledBy(
  payment: PaymentState | undefined,
  amount: MinorUnits,
): ReadonlyArray<TenderMoney> {
  const kept = keptOf(payment, amount);
  const rounded = kept.find(({ method }) => method === "cash") ?? kept.at(-1);
  const rounding = sumMinor(kept, (it) => it.amount) - amount;
  return kept.map((it) => (it === rounded ? withAmount(it, it.amount - rounding) : it));
}
