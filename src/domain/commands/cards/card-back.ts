/**
 * Money that a card terminal is asked to give back: by a reversal of the payment that took it, where that is
 * whole and of the same day, else by a refund without reference. Source: docs/rules/cards.md, C19 and C20.
 *
 * For goods its money is that of `refund/issued`, written in the transaction of its `captured`, which it names.
 * Until then the goods wait, and nothing says that they came back.
 */

import {
  askedSum,
  capturedCard,
  type CardPayment,
  cardPayments,
  isMoneyBack,
} from "../../balance/card-payments.ts";
import { unusedBy } from "../../balance/money-by-tender.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { returnablePayments } from "../../balance/returnable-payments.ts";
import { openReturns } from "../../balance/returns-taken.ts";
import { tippedAfter, tippedPerson } from "../../balance/tips-after.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { GIVES_MAX } from "../../events/payment-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type EventId } from "../../identity.ts";
import { addMinor, minor, type MinorUnits, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { gatherOrder } from "../../order/gathered-order.ts";
import { EXACT } from "../../order/refund.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { amountBy } from "../../tenders/tenders.ts";
import { isSettledSince } from "../../terminals/settlements.ts";
import {
  type Decision,
  type DecisionContext,
  drawerHere,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { refundBy } from "../money/refund-payments.ts";
import { decideRefund, refundDrafts, type Return } from "../money/refund-receipt.ts";
import {
  type BegunCard,
  closeWhenEven,
  partPayment,
  payableOf,
  type Payment,
  paymentEvents,
} from "../money/settle-order.ts";
import { foldDrafts, shiftContext } from "../order/drafted-order.ts";
import { type Refusal } from "../refusal.ts";
import { type AtStart, foundBefore, freeTerminal, startedAt } from "./card-start.ts";

export interface BackWish {
  /** The terminal, by its id. */
  readonly terminal: string;
  /** Goods, or what was paid beyond what they cost; missing for money that the order has too much of. */
  readonly returned?: Omit<Return, "method" | "reason"> | undefined;
  /** The payment that goes back as it came, while the goods of its order stay; missing for every other money. */
  readonly payment?: EventId | undefined;
  /** So much of what the order has too much of; missing for all that came by card. */
  readonly amount?: MinorUnits | undefined;
  /** Why; money to another card than it came from needs it, and goods always do. */
  readonly reason: string;
}

/** Decides that the terminal is asked to give money back: only the start is written. */
export function decideStartBack(
  context: DecisionContext,
  order: OrderState,
  { wish, ...at }: AtStart & { readonly wish: BackWish },
): Decision {
  const sum = sumBack(context, order, wish);
  if (!sum.ok) return sum;
  const open = cardPayments(order).find(
    ({ started, state }) => isMoneyBack(started) && (state === "open" || state === "unknown"),
  );
  if (open !== undefined) return err({ type: "card/back-open", amount: askedSum(open.started) });
  const terminal = freeTerminal(context, wish.terminal);
  if (!terminal.ok) return terminal;
  const { amount, tip } = sum.value;
  const of = reversible(context, order, { ...wish, sum: addMinor(amount, tip) });
  const why = reasonFor(context, wish, of);
  if (!why.ok) return why;
  const { till, series } = context;
  const gives = givenBy(order, wish);
  const body = {
    method: "card",
    amount: minor(0 - amount),
    ...(gives.length === 0 ? {} : { gives: [...gives] }),
    ...(wish.payment === undefined ? {} : { reason: why.value }),
    till,
    series,
    drawer: drawerHere(context),
    terminal: {
      ...startedAt(context, terminal.value, at),
      ...(of === undefined ? { act: "refund" as const } : { act: "reverse" as const, of }),
      ...(tip === 0 ? {} : { tip }),
      ...(wish.returned === undefined ? {} : { returned: asRecorded(wish.returned) }),
      ...(why.value === "" ? {} : { reason: why.value }),
    },
  };
  const start: Draft = { kind: "payment/started", streams: [orderStream(openedId(order))], body };
  return ok([start, ...foundBefore(context, { id: wish.terminal, isNew: true }, at.last)]);
}

/** Returns the payments of which money goes back; none where goods do. */
function givenBy(order: OrderState, { returned, payment }: BackWish): ReadonlyArray<EventId> {
  if (payment !== undefined) return [payment];
  return returned === undefined ? unusedBy(order, "card").slice(-GIVES_MAX) : [];
}

/** What goes to the card, above zero, and the tip beside it. */
interface SumBack {
  readonly amount: MinorUnits;
  readonly tip: MinorUnits;
}

function sumBack(
  context: DecisionContext,
  order: OrderState,
  wish: BackWish,
): Result<SumBack, Refusal> {
  const { returned, payment, reason } = wish;
  if (payment !== undefined) {
    const found = returnablePayments(order).find(({ id }) => id === payment);
    return found === undefined
      ? err({ type: "give-back/none" })
      : ok({ amount: found.amount, tip: found.tip });
  }
  if (returned !== undefined) {
    const sold = gatherOrder(context.view, openedId(order));
    const refund = decideRefund(context, sold, { ...returned, method: "card", reason });
    if (!refund.ok) return refund;
    // What the card did not bring goes out in cash once the terminal has answered, and nothing can refuse it then.
    const refused = context.refusesCash?.(refund.value);
    if (refused !== undefined) return err(refused);
    return ok({ amount: minor(0 - cardOut(refund.value)), tip: zeroMinor });
  }
  return sumTooMuch(context, order, wish);
}

/** Returns so much of what the order has too much of as the card brought. */
function sumTooMuch(
  context: DecisionContext,
  order: OrderState,
  { amount }: BackWish,
): Result<SumBack, Refusal> {
  const { refundDue } = orderBalance(order);
  if (refundDue === 0) return err({ type: "payment/nothing-back" });
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { settles } = refundBy(order, { method: "card", cash: EXACT });
  const sum = amount ?? settles;
  // What is exchanged for other goods is settled with their payment.
  const isOwed = sum > 0 && sum <= settles && openReturns(order).length === 0;
  return isOwed ? ok({ amount: sum, tip: zeroMinor }) : err({ type: "payment/owes", refundDue });
}

function cardOut(drafts: ReadonlyArray<Draft>): MinorUnits {
  return sumMinor(drafts, (draft) =>
    draft.kind === "refund/issued" ? amountBy(draft.body.out, "card") : zeroMinor,
  );
}

/**
 * To a card that need not be the one that paid, money goes with the right to give back, and for a reason; and so does
 * money that pays for goods which stay.
 */
function reasonFor(
  context: DecisionContext,
  { returned, payment, reason }: BackWish,
  of: EventId | undefined,
): Result<string, Refusal> {
  if (returned === undefined && payment === undefined && of !== undefined) return ok(reason.trim());
  const allowed = requirePermission(context, "return");
  return allowed.ok ? requireReason(reason, { type: "refund/reason-needed" }) : allowed;
}

function asRecorded({ receipt, lines, goods, bad, what }: NonNullable<BackWish["returned"]>) {
  return {
    receipt,
    lines: lines.map(({ line, quantity }) =>
      quantity === undefined ? { line } : { line, quantity },
    ),
    ...(goods === undefined ? {} : { goods }),
    ...(bad === true ? { bad } : {}),
    ...(what === undefined ? {} : { what }),
  };
}

/**
 * Returns the payment of which a reversal gives back exactly that sum: a terminal reverses whole payments, and
 * only until its end of day, because its receipts' numbers come round. One that was tried is not tried again.
 */
function reversible(
  { view, day }: DecisionContext,
  order: OrderState,
  { terminal, returned, payment, sum }: BackWish & { readonly sum: MinorUnits },
): EventId | undefined {
  const all = cardPayments(order);
  const tried = new Set(all.map(({ started }) => started.terminal.of));
  const receipt = order.receipts.find(({ id }) => id === returned?.receipt);
  const used = receipt && new Set(receipt.body.uses.map(({ payment }) => payment));
  const found = all.findLast(
    (it) =>
      it.started.terminal.id === terminal &&
      it.started.terminal.act === "pay" &&
      it.started.day === day &&
      !isSettledSince(view, it) &&
      !tried.has(it.id) &&
      used?.has(it.id) !== false &&
      (payment === undefined ? isWhole(it, sum) : it.id === payment && isAllOf(it, sum)),
  );
  return found?.id;
}

/** Without a tip: that would go back as well. */
function isWhole(known: CardPayment, sum: MinorUnits): boolean {
  return isAllOf(known, sum) && known.payment.captured?.amount === sum;
}

/** Whether a reversal of the payment gives back that sum, its tip included. */
function isAllOf({ payment }: CardPayment, sum: MinorUnits): boolean {
  const { captured, corrections = [] } = payment;
  const card = capturedCard(payment);
  const isNamed = card?.transaction !== undefined || (card?.ref ?? null) !== null;
  return (
    isNamed &&
    captured?.tendered === sum &&
    corrections.length === 0 &&
    // A reversal would take back a tip that was typed since as well.
    tippedAfter(payment) === 0
  );
}

/**
 * Returns what is written once the terminal has given the money back, whatever the order has come to by now.
 * Goods that can't come back any more leave the money as a payment of less than nothing, of which the order
 * asks.
 */
export function backDrafts(
  context: DecisionContext,
  order: OrderState,
  {
    known: { id, started },
    sum,
    card,
  }: {
    readonly known: CardPayment;
    readonly sum: MinorUnits;
    readonly card: BegunCard["card"];
  },
): ReadonlyArray<Draft> {
  const begun: BegunCard = { payment: id, card };
  const captured = paymentEvents(context, order, { ...capturedBack(order, started, sum), begun });
  const refund = refundFor(shiftContext(context, captured.length), order, { id, started, sum });
  if (refund !== undefined) return [...captured, refund];
  if (started.terminal.returned !== undefined) return captured;
  const after = foldDrafts(context, order, captured);
  return [...captured, ...closeWhenEven(shiftContext(context, captured.length), after)];
}

/** Returns the payment of less than nothing; the tip of a payment that goes back whole goes back with it. */
function capturedBack(
  order: OrderState,
  started: CardPayment["started"],
  sum: MinorUnits,
): Payment {
  const { method, gives = [], terminal } = started;
  const tip = sum === askedSum(started) ? (terminal.tip ?? 0) : 0;
  const tipTo = gives.flatMap((given) => tippedPerson(order.paymentsById[given]) ?? [])[0];
  return {
    method,
    tendered: minor(0 - sum),
    ...partPayment(minor(tip - sum)),
    tip: minor(0 - tip),
    ...(tip === 0 || tipTo === undefined ? {} : { tipTo }),
  };
}

/** Returns the refund that the terminal's money is for; undefined where there is none, or it comes to another sum. */
function refundFor(
  context: DecisionContext,
  order: OrderState,
  { id: payment, started, sum }: Pick<CardPayment, "id" | "started"> & { readonly sum: MinorUnits },
): Draft | undefined {
  const { returned, reason = "" } = started.terminal;
  if (returned === undefined) return undefined;
  const sold = gatherOrder(context.view, openedId(order));
  const refund = refundDrafts(context, sold, { ...returned, method: "card", reason });
  if (!refund.ok || cardOut(refund.value) !== 0 - sum) return undefined;
  const [draft] = refund.value;
  if (draft?.kind !== "refund/issued") return undefined;
  const named = draft.body.out.map((money) =>
    money.method === "card" ? Object.assign({ payment }, money) : money,
  );
  return { ...draft, body: { ...draft.body, out: named } };
}
