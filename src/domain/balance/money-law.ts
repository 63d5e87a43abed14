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
 * Money by tender is asked about beside this law: `money-by-tender.ts`. Source: LAW 1 and 2.
 */

import { type AttentionFact, openOf, settledBefore } from "../attention.ts";
import { oncePer } from "../base/lazy.ts";
import { type ReceiptIssued } from "../events/order-events.ts";
import { type BusinessDay, type EventId } from "../identity.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
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
import { worthBack } from "./worth-back.ts";

/** A question about money that is held and not owed (sign 1), or owed and not held (sign -1). */
export type MoneyQuestion = AttentionFact & Required<Pick<AttentionFact, "order" | "sign">>;

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
      const refunded = sumMinor(refundsHeardOf(whole), ({ body }) => body.total);
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
  const uses = orderBalance(whole).overUsed.map(({ payment, amount }): Reduction => ({
    amount,
    isOn: ({ uses: used }) => used.some((use) => use.payment === payment),
    payment,
  }));
  const shared = sharedOut(judged, [...granted, ...uses]);
  const beyond = balances.map(({ bill, balance }) => ({
    bill,
    amount: minor(
      balance.handedBeyond +
        sumMinor(shared.left, ({ payment, amount }) =>
          payment !== undefined && Object.hasOwn(bill.paymentsById, payment) ? amount : 0,
        ),
    ),
  }));
  return [
    ...judged.flatMap((one) => receiptQuestions(family, one, shared.tooMuch)),
    ...shared.left.flatMap(({ order, amount }) =>
      order === undefined ? [] : question("order/over-granted", order, { order, amount }),
    ),
    ...beyond.flatMap(({ bill, amount }) =>
      question("order/handed-out-beyond", openedId(bill), { order: openedId(bill), amount }),
    ),
    ...balances.flatMap(({ bill, balance }) => {
      const amount = minor(balance.refundDue - giveBackOf(bill, balance));
      return question("order/overpaid", openedId(bill), { order: openedId(bill), amount });
    }),
  ];
}

const SIGNS = {
  "receipt/over-covered": 1,
  "part/paid-twice": 1,
  "receipt/not-granted": 1,
  "receipt/exempt-otherwise": 1,
  "order/overpaid": 1,
  "receipt/over-refunded": -1,
  "receipt/over-returned": -1,
  "order/over-granted": -1,
  "order/handed-out-beyond": -1,
} as const satisfies Partial<Record<AttentionFact["type"], 1 | -1>>;

type MoneyType = keyof typeof SIGNS;

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
    readonly amount: MinorUnits;
    readonly day?: BusinessDay | undefined;
  },
): ReadonlyArray<MoneyQuestion> {
  const { order, amount, day } = rest;
  if (amount <= 0) return [];
  const on = day === undefined ? {} : { day };
  return [{ type, subject, order, amount, sign: SIGNS[type], ...on }];
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
    const { goods } = returnedOfItem({ refunds }, { ...item, receipt: id }, heard);
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
  tooMuch: ReadonlyMap<JudgedReceipt, MinorUnits>,
): ReadonlyArray<MoneyQuestion> {
  const { receipt, isTwice, notGranted, exempt, overReturned, overRefunded } = one;
  const { id } = receipt;
  const order = homeOf(family, receipt);
  const about = { order, amount: tooMuch.get(one) ?? zeroMinor };
  return [
    ...question(isTwice ? "part/paid-twice" : "receipt/over-covered", id, about),
    ...question("receipt/not-granted", id, { order, amount: notGranted }),
    ...question("receipt/exempt-otherwise", id, { order, amount: exempt }),
    ...question("receipt/over-returned", id, { order, amount: overReturned }),
    ...overRefundsByDay(family.whole, id, overRefunded).flatMap(([day, amount]) =>
      question("receipt/over-refunded", id, { order, amount, day }),
    ),
  ];
}

/** Returns the order whose stream is the receipt's home. */
function homeOf({ whole }: OrderFamily, { id }: ReceiptState): EventId {
  const orders = whole.gathered?.orders ?? [whole];
  const home = orders.find(({ receipts }) => receipts.some((it) => it.id === id && it.home));
  return openedId(home ?? whole);
}

/** Returns the days on which more went out of a receipt than was left of it: those of its last refunds. */
function overRefundsByDay(
  whole: OrderState,
  receipt: EventId,
  beyond: MinorUnits,
): ReadonlyArray<readonly [BusinessDay | undefined, MinorUnits]> {
  if (beyond === 0) return [];
  const byDay = new Map<BusinessDay, number>();
  let left: number = beyond;
  for (const { body, day } of refundsOf(refundsHeardOf(whole), receipt).toReversed()) {
    const part = Math.min(left, 0 - body.total);
    left -= part;
    if (part > 0) byDay.set(day, (byDay.get(day) ?? 0) + part);
  }
  return [...byDay].map(([day, amount]) => [day, minor(amount)]);
}

/* What is less there than receipts say, which takes away from what is too much. */

interface Reduction {
  readonly amount: MinorUnits;
  /** Whether it takes away from what that receipt asks. */
  readonly isOn: (receipt: ReceiptIssued) => boolean;
  /** The order that granted an amount twice. */
  readonly order?: EventId;
  /** The payment that receipts made apart used for more than it was. */
  readonly payment?: EventId;
}

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

/** Receipts share what is there: each asks at most for what is left of it, the last receipt first. */
function sharedOut(
  judged: ReadonlyArray<JudgedReceipt>,
  reductions: ReadonlyArray<Reduction>,
): {
  readonly tooMuch: ReadonlyMap<JudgedReceipt, MinorUnits>;
  readonly left: ReadonlyArray<Reduction>;
} {
  const tooMuch = new Map(judged.map((one) => [one, one.tooMuch]));
  const left = reductions.map((reduction) => {
    let { amount } = reduction;
    for (const one of judged) {
      const asked = tooMuch.get(one) ?? zeroMinor;
      if (asked === 0 || amount === 0 || !reduction.isOn(one.receipt.body)) continue;
      const part = Math.min(asked, amount);
      tooMuch.set(one, minor(asked - part));
      amount = minor(amount - part);
    }
    return { ...reduction, amount };
  });
  return { tooMuch, left };
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

/**
 * Returns the questions that nobody has settled, each with the amount that is still open. Where an older
 * build settled the lines of a receipt that were paid too much, the receipt is settled.
 */
export function openMoney(order: OrderState): ReadonlyArray<MoneyQuestion> {
  const { resolved } = familyOf(order).whole;
  const { questions } = familyMoney(order);
  return resolved === undefined || questions.length === 0
    ? questions
    : openOf(questions, resolved).filter((fact) => !areLinesSettled(order, fact));
}

function areLinesSettled(order: OrderState, { type, subject }: MoneyQuestion): boolean {
  if (type !== "receipt/over-covered") return false;
  const { resolved } = familyOf(order).whole;
  return itemsBeyond(order, subject).every(
    ({ line, net }) => settledBefore({ type: LINE_SETTLED, subject: line }, resolved) >= net,
  );
}

/** The type of the questions about lines, before receipts were asked about. */
const LINE_SETTLED = "line/over-covered";

/** Returns the items of a receipt whose money is to go back, before what went back of them. */
export function itemsBeyond(order: OrderState, receipt: EventId): ReadonlyArray<ItemBeyond> {
  const all = judgedReceipts(familyOf(order).whole);
  const beyond = all.find((judged) => judged.receipt.id === receipt)?.beyond ?? [];
  return beyond.filter(({ net }) => net > 0);
}
