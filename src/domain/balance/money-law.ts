/**
 * The law of money: every cent that is held and not owed, or owed and not held, is in exactly one
 * question.
 *
 *     held + waiting - owed = giveBack - due + sum of (sign x amount) of all questions, open or settled
 *
 * 1. The law holds for a family: the smallest set of orders whose lines, merges, receipts and payments
 *    name each other, since a line may be paid on one bill and lie on another.
 * 2. Held is the money that came, less the money that went out.
 * 3. Owed is what receipts state, less what of that does not stand, and what no receipt covers yet.
 * 4. Tills that are apart take money for the same goods, give it back twice, or take something off what
 *    was paid: by each such sum held and owed differ, and a person is asked about it, once.
 * 5. The answer moves exactly that sum, and answers that were given apart are judged by the law again.
 * 6. A question has a second sum, of turnover: what receipts state less what refunds took off, beyond what
 *    stands covered and is kept. Two receipts may stand on one payment: there is no money then for what the
 *    second one states too much, and its refund says so (`unfunded`). What documents say is what was sold
 *    once no question has turnover any more.
 * 7. Acts on the same money are one question: a receipt that states too much is charged with what its
 *    payments lack (`shared-out.ts`), also below zero.
 * 8. What refunds said too much is sold again, by a refund that is turned: it names the one that was none
 *    (`instead`), no goods are in it, and the money of it comes in.
 * 9. Of goods that one till sold and another one took off, and of deposits that were kept beside, a person says what
 *    was true (`taken-off-apart.ts`); the law says the rest.
 *
 * All amounts are without cash rounding and without tips. Where each question comes from:
 *
 *     receipt/over-covered      goods that are on two receipts, or not there any more: `covered-lines.ts`
 *     part/paid-twice           one part of a split bill on two receipts: `paid-items.ts`
 *     receipt/not-granted       a discount, or fewer charges, that a receipt made apart lacks: `not-granted.ts`
 *     receipt/exempt-otherwise  taxes that a receipt took, and that the order is exempt from: `order-exempt.ts`
 *     order/overpaid            money beyond what is to pay, on a bill that has a receipt: `order-balance.ts`
 *     receipt/over-refunded     more given back of a receipt than does not stand of it
 *     receipt/over-returned     more given for the goods that came back with others than they are worth
 *     order/over-granted        one amount off the order on two receipts: `covered-lines.ts`
 *     order/handed-out-beyond   more given back than was there, or one payment used twice: `order-balance.ts`
 *
 * Money by tender is asked about beside this law: `money-by-tender.ts`. Source: docs/rules/money.md.
 */

import { oncePer } from "../base/lazy.ts";
import { type ReceiptIssued, type RefundIssued } from "../events/order-events.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { type AttentionFact, openOf } from "../state/attention.ts";
import {
  type OrderFamily,
  type OrderState,
  type ReceiptState,
  openedId,
} from "../state/order-state.ts";
import { returnedOfItem, grantedBeyondByWrite } from "./covered-lines.ts";
import { notGrantedOn } from "./not-granted.ts";
import {
  hasReceipt,
  isIncomplete,
  type LineBalance,
  type OrderBalance,
  orderBalance,
} from "./order-balance.ts";
import { exemptOtherwise } from "./order-exempt.ts";
import { paidTwice, refundsHeardOf, refundsOf } from "./paid-items.ts";
import { worthOfReturns } from "./returns-taken.ts";
import { NO_SUMS, type ReceiptSums, type Reduction, sharedOut } from "./shared-out.ts";
import { worthBack } from "./worth-back.ts";

/** A question about money that is held and not owed (sign 1), or owed and not held (sign -1). */
export type MoneyQuestion = AttentionFact &
  Required<Pick<AttentionFact, "order" | "sign" | "turnover">>;

export interface FamilyMoney {
  /** The money that came less the money that went. */
  readonly held: MinorUnits;
  /** The worth of goods that come back for other goods, and were not ended yet. */
  readonly waiting: MinorUnits;
  readonly owed: MinorUnits;
  /** The money that bills without a receipt, or with returned goods, give back without a question. */
  readonly giveBack: MinorUnits;
  readonly due: MinorUnits;
  /** All questions, open or settled, each with the amount that its answer moves. */
  readonly questions: ReadonlyArray<MoneyQuestion>;
}

/** Returns the family of an order as it was gathered; an order by itself is a family of one. */
export function familyOf(order: OrderState): OrderFamily {
  return order.gathered?.family ?? { whole: order, bills: [order] };
}

/** Returns what an order's family holds and owes, and the questions that explain the difference. */
export function familyMoney(order: OrderState): FamilyMoney {
  return moneyOfWhole(familyOf(order).whole);
}

const moneyOfWhole = oncePer((order: OrderState): FamilyMoney => {
  const family = familyOf(order);
  const { whole, bills } = family;
  const balances = bills.map((bill) => ({ bill, balance: orderBalance(bill) }));
  const judged = judgedReceipts(whole);
  const granted = grantedOf(whole);
  // The sums are worked out lazily: a fold over history asks only for the questions.
  return {
    get held() {
      const captured = Object.values(whole.paymentsById).map((it) => it.captured?.amount ?? 0);
      const refunded = sumMinor(refundsHeardOf(whole), ({ body }) => outOf(body));
      return minor(sumMinor(captured, (amount) => amount) + refunded);
    },
    get waiting() {
      return worthOfReturns(whole);
    },
    get owed() {
      const stated = sumMinor(whole.receipts, ({ body }) => body.total);
      const gone = sumMinor(judged, ({ worth }) => worth);
      const rests = sumMinor(balances, ({ balance }) => balance.remaining);
      return minor(stated - gone + rests + sumMinor(granted, ({ amount }) => amount));
    },
    get giveBack() {
      return sumMinor(balances, ({ bill, balance }) => giveBackOf(bill, balance));
    },
    get due() {
      return sumMinor(balances, ({ balance }) => balance.due);
    },
    // Nothing is asked of a family that waits for an event.
    questions: bills.some(isIncomplete) ? [] : questionsOf(family, { balances, judged, granted }),
  };
});

/**
 * Returns what a refund takes of the money that is held, below zero: what went back without money took none. One that
 * is taken off brings money.
 */
function outOf({ total, unfunded = zeroMinor }: RefundIssued): MinorUnits {
  return minor(total + unfunded);
}

interface BillMoney {
  readonly bill: OrderState;
  readonly balance: OrderBalance;
}

/** Money that came back for returned goods asks nobody; any other is only an open bill's own. */
function giveBackOf(bill: OrderState, { refundDue, remaining }: OrderBalance): MinorUnits {
  if (refundDue === 0 || !hasReceipt(bill)) return refundDue;
  return minor(Math.min(refundDue, Math.max(0, 0 - remaining) + worthOfReturns(bill)));
}

interface Parts {
  readonly balances: ReadonlyArray<BillMoney>;
  readonly judged: ReadonlyArray<JudgedReceipt>;
  readonly granted: ReadonlyArray<Reduction>;
}

function questionsOf(
  family: OrderFamily,
  { balances, judged, granted }: Parts,
): ReadonlyArray<MoneyQuestion> {
  const { whole } = family;
  const gone = goneOf(whole, balances);
  const shared = sharedOut(judged, { granted, gone, unfunded: unfundedByReceipt(whole) });
  return [
    ...judged.flatMap((one, at) => receiptQuestions(family, one, shared.sums[at] ?? NO_SUMS)),
    ...shared.granted.flatMap(({ order, amount }) =>
      question("order/over-granted", order, { order, money: minor(0 - amount) }),
    ),
    ...balances.flatMap(({ bill }) => {
      const order = openedId(bill);
      const beyond = shared.gone.filter((it) => it.order === order);
      const money = minor(0 - sumMinor(beyond, ({ amount }) => amount));
      return question("order/handed-out-beyond", order, { order, money });
    }),
    ...balances.flatMap(({ bill, balance }) => {
      const money = minor(balance.refundDue - giveBackOf(bill, balance));
      return question("order/overpaid", openedId(bill), { order: openedId(bill), money });
    }),
  ];
}

type MoneyType =
  | "receipt/over-covered"
  | "part/paid-twice"
  | "receipt/not-granted"
  | "receipt/exempt-otherwise"
  | "order/overpaid"
  | "receipt/over-refunded"
  | "receipt/over-returned"
  | "order/over-granted"
  | "order/handed-out-beyond";

/** The questions that the refund of a receipt answers, in the order in which money answers them. */
export const GIVEN_BACK_BY_REFUND: ReadonlyArray<AttentionFact["type"]> = [
  "receipt/over-covered",
  "part/paid-twice",
  "receipt/not-granted",
];

function question(
  type: MoneyType,
  subject: EventId,
  rest: {
    readonly order: EventId;
    /** The amount that is held and not owed; below zero for what is owed and not held. */
    readonly money: MinorUnits;
    readonly turnover?: MinorUnits | undefined;
    readonly day?: BusinessDay | undefined;
  },
): ReadonlyArray<MoneyQuestion> {
  const { order, money, turnover = zeroMinor, day } = rest;
  if (money === 0 && turnover === 0) return [];
  const on = day === undefined ? {} : { day };
  const isBelow = money < 0 || (money === 0 && turnover < 0);
  const sign = isBelow ? -1 : 1;
  return [{ type, subject, order, amount: minor(Math.abs(money)), turnover, sign, ...on }];
}

/* What is too much, or too little, of each receipt. */

/** A line of a receipt, with what of its net is owed back; below zero for returned goods. */
export interface ItemBeyond {
  readonly line: EventId;
  readonly net: MinorUnits;
}

interface JudgedReceipt {
  readonly receipt: ReceiptState;
  /** Whether another receipt had paid the same part of the bill. */
  readonly isTwice: boolean;
  /** The worth of all that does not stand, of goods that came back, and of what was not granted. */
  readonly worth: MinorUnits;
  /** The part of `worth` that is too much since goods are covered twice, or not there any more. */
  readonly tooMuch: MinorUnits;
  readonly notGranted: MinorUnits;
  readonly exempt: MinorUnits;
  /** The amount that was given for returned goods beyond their worth. */
  readonly overReturned: MinorUnits;
  /** The amount that was given back beyond what there was to give back. */
  readonly overRefunded: MinorUnits;
  /** The items whose money is to go back, before what went back already. */
  readonly beyond: ReadonlyArray<ItemBeyond>;
}

const NONE_JUDGED: ReadonlyArray<JudgedReceipt> = [];

const judgedReceipts = oncePer((whole: OrderState): ReadonlyArray<JudgedReceipt> => {
  const { bills } = familyOf(whole);
  const twice = paidTwice(whole.receipts);
  const balance = orderBalance(whole);
  const notGranted = notGrantedOn(whole, balance);
  const exempt = exemptByReceipt(bills);
  // Most receipts of a history stand as they were issued, and ask nothing.
  const standAll = balance.lines.every(({ beyond }) => beyond === 0);
  const isPlain = standAll && refundsHeardOf(whole).length === 0 && twice.size === 0;
  if (isPlain && notGranted.size === 0 && exempt.size === 0) return NONE_JUDGED;
  const standing = standingByReceipt(balance.lines);
  const lines = new Map(balance.lines.map((line) => [line.id, line]));
  return whole.receipts.map((receipt): JudgedReceipt => {
    return judge(whole, balance, {
      receipt,
      isTwice: twice.has(receipt.id),
      standing: standing.get(receipt.id),
      lines,
      notGranted: notGranted.get(receipt.id),
      exempt: exempt.get(receipt.id) ?? zeroMinor,
    });
  });
});

/** Returns the taxes that receipts took of what another till had said to be exempt, by receipt. */
function exemptByReceipt(bills: ReadonlyArray<OrderState>): ReadonlyMap<EventId, MinorUnits> {
  const facts = bills.flatMap((bill) => {
    const { lines, rule } = orderBalance(bill);
    return exemptOtherwise(bill, lines, rule).filter(({ amount }) => amount > 0);
  });
  return new Map(facts.map(({ receipt, amount }) => [receipt, amount]));
}

type NetByLine = ReadonlyMap<EventId, number>;

function standingByReceipt(
  lines: ReadonlyArray<Pick<LineBalance, "id" | "standing">>,
): ReadonlyMap<EventId, NetByLine> {
  const byReceipt = new Map<EventId, Map<EventId, number>>();
  for (const { id, standing } of lines) {
    for (const { receipt, net } of standing) {
      const netByLine = byReceipt.get(receipt) ?? new Map<EventId, number>();
      byReceipt.set(receipt, netByLine.set(id, (netByLine.get(id) ?? 0) + net));
    }
  }
  return byReceipt;
}

function judge(
  whole: OrderState,
  balance: OrderBalance,
  {
    receipt,
    isTwice,
    standing = new Map(),
    lines,
    notGranted,
    exempt,
  }: Pick<JudgedReceipt, "receipt" | "isTwice" | "exempt"> & {
    readonly standing: NetByLine | undefined;
    readonly lines: ReadonlyMap<EventId, LineBalance>;
    readonly notGranted: NotGranted | undefined;
  },
): JudgedReceipt {
  const { body, id } = receipt;
  const refunds = refundsOf(refundsHeardOf(whole), id);
  const refunded = 0 - sumMinor(refunds, (refund) => refund.body.total);
  const all = body.items.map((item): ItemBeyond & { readonly isReturn: boolean } => {
    const { line, net } = item;
    const isReturn = net < 0;
    const heard = lines.get(line);
    // What is not heard of here stands: its own order knows.
    if (heard === undefined) return { line, net: zeroMinor, isReturn };
    const stands = standing.get(line) ?? 0;
    const { goods } = returnedOfItem(
      { refunds, linesById: whole.linesById },
      { ...item, receipt: id },
      heard,
    );
    const back = Math.min(goods, Math.max(0, stands));
    return { line, net: isTwice ? net : minor(net - stands + back), isReturn };
  });
  const gone = all.map(({ line, net }) => ({ line, net }));
  // Goods that stay count for more where a promotion no longer holds: for them less than nothing is gone.
  const sold = all.flatMap(({ isReturn, line, net }) =>
    isReturn || net === 0 ? [] : [{ line, net }],
  );
  const spared = withNets(sold, notGranted?.nets ?? []);
  const isReturnGone = all.some(({ isReturn, net }) => isReturn && net < 0);
  const worthSold = isTwice ? body.total : worthOf(balance, body, sold);
  const worthAll = isTwice || !isReturnGone ? worthSold : worthOf(balance, body, gone);
  const worthSpared =
    notGranted === undefined || isTwice ? worthSold : worthOf(balance, body, spared);
  const spare = isTwice ? 0 : worthSpared - worthSold + (notGranted?.charges ?? 0);
  const left = worthSold - refunded;
  return {
    receipt,
    isTwice,
    worth: minor(worthAll + spare + exempt),
    tooMuch: minor(Math.max(0, left)),
    notGranted: minor(Math.max(0, left < 0 ? spare + left : spare)),
    exempt,
    overReturned: minor(Math.max(0, worthSold - worthAll)),
    overRefunded: minor(Math.max(0, 0 - left - spare)),
    beyond: isTwice ? sold : spared,
  };
}

type NotGranted = NonNullable<ReturnType<ReturnType<typeof notGrantedOn>["get"]>>;

function withNets(
  items: ReadonlyArray<ItemBeyond>,
  more: ReadonlyArray<ItemBeyond>,
): ReadonlyArray<ItemBeyond> {
  if (more.length === 0) return items;
  const nets = new Map<EventId, number>();
  for (const { line, net } of [...items, ...more]) nets.set(line, (nets.get(line) ?? 0) + net);
  return [...nets].map(([line, net]) => ({ line, net: minor(net) }));
}

/** Returns what these items of a receipt are worth in one go, with their charges and the taxes on top. */
function worthOf(
  balance: OrderBalance,
  body: ReceiptIssued,
  items: ReadonlyArray<ItemBeyond>,
): MinorUnits {
  if (items.every(({ net }) => net === 0)) return zeroMinor;
  const back = items.map(({ line, net }) => ({ line, net: minor(0 - net) }));
  const worth = worthBack(balance, body, { before: [], items: back });
  if (worth !== undefined) return minor(0 - worth.total);
  // Another till changed how the order is served: its share of what the receipt states.
  const all = sumMinor(body.items, ({ net }) => net);
  const part = sumMinor(items, ({ net }) => net);
  return all === 0 ? part : minor(divideRounded(productOf(body.total, part), all, "up"));
}

function receiptQuestions(
  family: OrderFamily,
  one: JudgedReceipt,
  { turnover, money, kept }: ReceiptSums,
): ReadonlyArray<MoneyQuestion> {
  const { receipt, isTwice, notGranted, exempt, overReturned, overRefunded } = one;
  const { id } = receipt;
  const order = homeOf(family, receipt);
  const tooMuch = { order, money, turnover };
  const below = { order, money: minor(0 - overReturned), turnover: minor(0 - overReturned) };
  return [
    ...question(isTwice ? "part/paid-twice" : "receipt/over-covered", id, tooMuch),
    ...question("receipt/not-granted", id, { order, money: notGranted, turnover: notGranted }),
    ...question("receipt/exempt-otherwise", id, { order, money: exempt, turnover: exempt }),
    ...question("receipt/over-returned", id, below),
    ...overRefundsByDay(family.whole, { receipt: id, beyond: overRefunded, kept }).flatMap((part) =>
      question("receipt/over-refunded", id, { order, ...part }),
    ),
  ];
}

/** Returns the order whose stream is the receipt's home. */
function homeOf({ whole }: OrderFamily, { id }: ReceiptState): EventId {
  const orders = whole.gathered?.orders ?? [whole];
  const home = orders.find(({ receipts }) => receipts.some((it) => it.id === id && it.home));
  return openedId(home ?? whole);
}

interface OverRefunded {
  readonly day: BusinessDay | undefined;
  readonly money: MinorUnits;
  readonly turnover: MinorUnits;
}

/**
 * Returns what more was given back of a receipt than was left of it, by days: those of its last refunds. For
 * `kept` of it no money went out.
 */
function overRefundsByDay(
  whole: OrderState,
  {
    receipt,
    beyond,
    kept,
  }: { readonly receipt: EventId; readonly beyond: MinorUnits; readonly kept: MinorUnits },
): ReadonlyArray<OverRefunded> {
  if (beyond === 0) return [];
  const byDay = new Map<BusinessDay, number>();
  let left: number = beyond;
  for (const { body, day } of refundsOf(refundsHeardOf(whole), receipt).toReversed()) {
    const part = Math.min(left, Math.max(0, 0 - body.total));
    left -= part;
    if (part > 0) byDay.set(day, (byDay.get(day) ?? 0) + part);
  }
  let unfunded: number = kept;
  return [...byDay].map(([day, amount]) => {
    const without = Math.min(unfunded, amount);
    unfunded -= without;
    return { day, money: minor(without - amount), turnover: minor(0 - amount) };
  });
}

/* What is less there than receipts say, which takes away from what is too much. */

/** Returns the amounts off orders that receipts made apart granted more than once. */
function grantedOf(whole: OrderState): ReadonlyArray<Reduction> {
  if (whole.amountsOff === undefined) return [];
  const byWrite = grantedBeyondByWrite(whole, orderBalance(whole).lines);
  return [...byWrite].map(([write, parts]) => {
    const orders = whole.gathered?.orders ?? [whole];
    const granting = orders.find(({ amountsOff = {} }) => Object.hasOwn(amountsOff, write));
    return {
      amount: sumMinor(parts, (part) => part),
      isOn: ({ items }) => items.some(({ offWrite }) => offWrite === write),
      order: openedId(granting ?? whole),
    };
  });
}

/** Returns what receipts made apart used of payments beyond what they were, and what was handed out beyond that. */
function goneOf(whole: OrderState, balances: ReadonlyArray<BillMoney>): ReadonlyArray<Reduction> {
  const used = orderBalance(whole).overUsed.map(({ payment, amount }): Reduction => {
    const paid = balances.find(({ bill }) => Object.hasOwn(bill.paymentsById, payment));
    return {
      amount,
      isOn: ({ uses }) => uses.some((use) => use.payment === payment),
      order: openedId(paid?.bill ?? whole),
    };
  });
  const handed = balances.map(({ bill, balance }): Reduction => {
    const given = new Set(
      Object.values(bill.paymentsById).flatMap(({ started, captured }) =>
        captured === null ? [] : (started?.gives ?? []),
      ),
    );
    return {
      amount: balance.handedBeyond,
      isOn: ({ uses }) => uses.some(({ payment }) => given.has(payment)),
      order: openedId(bill),
    };
  });
  return [...used, ...handed];
}

/** Returns what refunds of each receipt gave back without money; mostly of none. */
function unfundedByReceipt(whole: OrderState): ReadonlyMap<EventId, MinorUnits> {
  const byReceipt = new Map<EventId, MinorUnits>();
  for (const { body } of refundsHeardOf(whole)) {
    if (body.unfunded === undefined) continue;
    byReceipt.set(body.of, minor((byReceipt.get(body.of) ?? 0) + body.unfunded));
  }
  return byReceipt;
}

/**
 * Returns the receipts whose goods are paid too much by another receipt as well, with that one's open
 * question: the money may go back by either.
 */
export function askedBeside(
  order: OrderState,
  receipt: ReceiptState,
): ReadonlyArray<MoneyQuestion> {
  const lines = new Set(receipt.body.items.map(({ line }) => line));
  return openMoney(order).filter(
    ({ type, subject }) =>
      type === "receipt/over-covered" &&
      subject !== receipt.id &&
      itemsBeyond(order, subject).some(({ line }) => lines.has(line)),
  );
}

/** Returns the questions that nobody has settled, each with the amount that is still open. */
export function openMoney(order: OrderState): ReadonlyArray<MoneyQuestion> {
  const { resolved } = familyOf(order).whole;
  const { questions } = familyMoney(order);
  return resolved === undefined || questions.length === 0 ? questions : openOf(questions, resolved);
}

/** Returns the items of a receipt whose money is to go back, before what went back of them. */
export function itemsBeyond(order: OrderState, receipt: EventId): ReadonlyArray<ItemBeyond> {
  const all = judgedReceipts(familyOf(order).whole);
  const beyond = all.find((judged) => judged.receipt.id === receipt)?.beyond ?? [];
  return beyond.filter(({ net }) => net > 0);
}
