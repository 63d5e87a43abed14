/** The message and the next step after money was taken. */

import { type Paying, paymentView } from "../acts/pay.ts";
import { type PaymentReading } from "../domain/entry/entry-payment.ts";
import { type MinorUnits, minor, zeroMinor } from "../domain/money/amounts.ts";
import { dayOfDue, dueText } from "../domain/order/due-at.ts";
import { formatForeign } from "../domain/tenders/foreign-cash.ts";
import { withDecimal } from "../domain/text/locale.ts";
import { type OrderView } from "../domain/views.ts";
import { wordsFor } from "../words/screen-words.ts";
import { queuedBut } from "./hold-fire.ts";
import { type PaidOutcome } from "./ports/payment-port.ts";
import { type TillSession } from "./ports/till-port.ts";
import {
  type PaidSale,
  paymentScreen,
  refused,
  refusedBy,
  type RegisterState,
  reported,
  withEntryDone,
} from "./register-state.ts";
import { cashDueNow, nextPartText, partNow } from "./split.ts";
import { type TillContext } from "./till-context.ts";
import { waysText } from "./ways-text.ts";

export interface ForeignAmount {
  readonly currency: string;
  readonly amount: MinorUnits;
}

/** `50.00 USD`, as the person writes it. */
export function foreignMoney({ locale }: TillContext, { currency, amount }: ForeignAmount): string {
  return withDecimal(formatForeign(amount, currency), locale);
}

/** `name`: by a tender of the shop's own. */
export type How = "cash" | "card" | { readonly name: string };

/** Takes money, or gives it back: the remaining amount is due then, or the sale is over. */
export function takePayment(
  till: TillContext,
  state: RegisterState,
  { paying, how }: { readonly paying: Paying; readonly how: How },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const done = session.perform({ act: "pay", ...paying, part: partNow(state)?.id });
  // A card that was asked about is no cash, also when it is refused.
  if (!done.ok) return refusedBy({ ...state, confirmedSum: undefined }, done.fault);
  const { order = state.order, answer } = done.value;
  if (order === undefined) return state;
  const payment = paymentView(paying, order, answer);
  return afterPayment(till, state, { session, outcome: { ...answer, order, payment }, how });
}

/** Says what was taken: the remaining amount is due then, or the sale is over. */
export function afterPayment(
  till: TillContext,
  state: RegisterState,
  {
    session,
    outcome,
    how,
  }: { readonly session: TillSession; readonly outcome: PaidOutcome; readonly how: How },
): RegisterState {
  const { order, payment, receiptNumber = "" } = outcome;
  const taken = till.money(kept(payment));
  const words = till.words.pay;
  const sentToKitchen = queuedBut(till, order, state.order);
  const whole = [wholePaid(till, outcome, { how, taken }), sentToKitchen].filter(Boolean).join(" ");
  if (receiptNumber !== "" && order.parts.length > 0 && order.status === "open") {
    return nextPart(till, state, { session, outcome, sentence: whole });
  }
  if (receiptNumber === "" && (order.due > 0 || order.refundDue > 0)) {
    if (order.dueAt !== "" && !isBack(payment))
      return deposited(till, state, { session, outcome, how });
    const { lastText } = state;
    const next = {
      ...withEntryDone(state),
      tip: undefined,
      slip: undefined,
      lastText,
      order,
      screen: "payment" as const,
    };
    const left = till.money(cashDueNow(next) ?? zeroMinor);
    const rest = isBack(payment)
      ? `${refundDone(till, how, payment)} ${words.stillBack({ ways: waysText(till, session.refundTenders()) })}`
      : takenPart(till, how, { taken, left });
    return reported(next, rest + tipTaken(till, payment) + drawerKey(till, how));
  }
  session.newOrder();
  const paid = paidBy(session, outcome);
  const next: RegisterState = {
    ...withEntryDone(state),
    screen: "register",
    order: session.order(),
    service: till.port.shop.defaultService,
    lineId: undefined,
    list: undefined,
    lastText: "",
    tip: undefined,
    slip: undefined,
    paid,
  };
  return reported(next, whole);
}

function paidBy(
  { staffNumber: number, staffName: name }: TillSession,
  outcome: PaidOutcome,
): PaidSale {
  return toPaidSale({ ...outcome, by: { number, name } });
}

/** A part is paid: its change stays in sight, and the next part, or what no part has, follows. */
function nextPart(
  till: TillContext,
  state: RegisterState,
  {
    session,
    outcome,
    sentence,
  }: { readonly session: TillSession; readonly outcome: PaidOutcome; readonly sentence: string },
): RegisterState {
  const { order } = outcome;
  const { lastText } = state;
  const paid = paidBy(session, outcome);
  const nextPartAfter = paid.receiptNumber;
  const next = { ...paymentScreen(withEntryDone(state)), lastText, order, paid, nextPartAfter };
  return reported(next, [sentence, nextPartText(till, next)].filter(Boolean).join(" "));
}

/**
 * Money that is paid ahead ends the payment: Enter by reflex must not book the rest. An order for another day makes
 * room for the next guest; one of today may be collected right now, by several tenders.
 */
function deposited(
  till: TillContext,
  state: RegisterState,
  {
    session,
    outcome: { order, payment },
    how,
  }: { readonly session: TillSession; readonly outcome: PaidOutcome; readonly how: How },
): RegisterState {
  const taken = till.money(kept(payment));
  const left = till.money(cashDueNow({ ...state, order }) ?? zeroMinor);
  const part = takenPart(till, how, { taken, left }) + tipTaken(till, payment);
  if (dayOfDue(order.dueAt) > dayOfDue(till.wall())) session.newOrder();
  const here = session.order();
  const next: RegisterState = {
    ...withEntryDone(state),
    screen: "register",
    order: here,
    service: here?.service ?? till.port.shop.defaultService,
    lineId: undefined,
    list: undefined,
    lastText: "",
    tip: undefined,
    slip: undefined,
  };
  const when = till.words.later.forWhen({ when: dueText(order.dueAt, till.locale) });
  return reported(next, `${part} ${order.number} ${when}.${drawerKey(till, how)}`);
}

/** Returns the message of the whole payment, with its receipt. */
function wholePaid(
  till: TillContext,
  { order, payment, receiptNumber = "", receiptMode }: PaidOutcome,
  { how, taken }: { readonly how: How; readonly taken: string },
): string {
  const words = till.words.pay;
  const whatWasPaid = payment.amount === 0 ? words.nothingToPay : takenAll(till, how, taken);
  const what = isBack(payment) ? refundDone(till, how, payment) : whatWasPaid;
  const unprinted = receiptMode === "never" ? words.receiptUnprinted : words.receiptOnRequest;
  const sayReceipt = receiptMode === undefined ? words.receipt : unprinted;
  const receipt = receiptNumber === "" ? "" : ` ${sayReceipt({ number: receiptNumber })}`;
  const risk = payment.card?.isOffline === true ? ` ${till.words.cards.offline}` : "";
  const waits = order.dueAt === "" ? "" : ` ${laterText(till, order)}`;
  const whole = what + tipTaken(till, payment) + cashBack(till, payment) + receipt + waits + risk;
  return whole + drawerKey(till, payment.change > 0 ? "cash" : how);
}

/** Returns that an order for later is paid, and has its receipt once it is collected. */
function laterText({ words: { later }, locale }: TillContext, order: OrderView): string {
  return later.waits({ order: order.number, when: dueText(order.dueAt, locale) });
}

function isBack({ amount }: PaidOutcome["payment"]): boolean {
  return amount < 0;
}

function refundDone(
  { money, words: { pay } }: TillContext,
  how: How,
  { method, change, amount, rounding }: PaidOutcome["payment"],
): string {
  if (method === "cash") return pay.gaveBack({ money: money(change) });
  const gone = money(minor(0 - amount - rounding));
  return typeof how === "object"
    ? pay.gaveBackTender({ money: gone, name: how.name })
    : pay.gaveBackCard({ money: gone });
}

/**
 * Returns the amount that was taken without the tip: what stayed in the drawer, or what the card or tender
 * paid, with what went out in cash for it.
 */
function kept({ method, amount, rounding, change }: PaidOutcome["payment"]): MinorUnits {
  return minor(amount + rounding + (method === "cash" ? 0 : change));
}

/** Returns what the card paid beyond the bill, which the guest gets in cash. */
function cashBack({ money, words }: TillContext, payment: PaidOutcome["payment"]): string {
  const { method, change, amount } = payment;
  const isFromCard = method !== "cash" && change > 0 && amount >= 0;
  return isFromCard ? ` ${words.pay.cashBack({ back: money(change) })}` : "";
}

function takenPart(
  { words: { pay } }: TillContext,
  how: How,
  { taken, left }: { readonly taken: string; readonly left: string },
): string {
  if (typeof how === "object") return pay.partTender({ money: taken, name: how.name, left });
  return (how === "cash" ? pay.partCash : pay.partCard)({ money: taken, left });
}

function takenAll({ words: { pay } }: TillContext, how: How, taken: string): string {
  if (typeof how === "object") return pay.paidTender({ money: taken, name: how.name });
  return (how === "cash" ? pay.paidCash : pay.paidCard)({ money: taken });
}

/**
 * Names the drawer's key where its printer is known to be away: the person who counts the change
 * has to know at once.
 */
function drawerKey({ port, words }: TillContext, how: How): string {
  const isShut = how === "cash" && port.printers().some((printer) => printer.isDrawerShut === true);
  return isShut ? ` ${words.pay.drawerByKey}` : "";
}

/** Returns the tip, and the amount in other money. */
function tipTaken(
  till: TillContext,
  { tip = zeroMinor, foreign, tendered }: PaidOutcome["payment"],
): string {
  const given =
    foreign === undefined
      ? ""
      : ` ${till.words.pay.foreignTaken({ given: foreignMoney(till, foreign), worth: till.money(tendered) })}`;
  return tip === 0 ? given : `${given} ${till.words.pay.tipTaken({ tip: till.money(tip) })}`;
}

/**
 * Says how much goes back in all out of another note. Nothing is written: what stays in the drawer is
 * the same. The big digits don't come again, or their change would be handed out twice.
 */
export function tellOther(
  till: TillContext,
  state: RegisterState,
  { read, paid }: { readonly read: PaymentReading; readonly paid: PaidSale },
): RegisterState {
  const kept = minor(paid.tendered - paid.change);
  if (read.type !== "tendered" || paid.foreign !== undefined || read.amount < kept) {
    return refused(state, wordsFor(state).whyNot.orderEmpty);
  }
  const change = minor(read.amount - kept);
  const sentence = till.words.pay.otherGiven({
    order: paid.orderNumber,
    given: till.money(read.amount),
    change: till.money(change),
    before: till.money(paid.change),
  });
  const told: PaidSale = { ...paid, tendered: read.amount, change, isFresh: false };
  return reported({ ...withEntryDone(state), paid: told }, sentence);
}

/** A sale as it stands beside the order until the next one begins. */
export function toPaidSale({ payment, order, receiptNumber = "", by }: PaidOutcome): PaidSale {
  const { method, name, change, tendered, amount, foreign } = payment;
  const { number: orderNumber } = order;
  const other = {
    ...(name === undefined ? {} : { name }),
    ...(foreign === undefined ? {} : { foreign: formatForeign(foreign.amount, foreign.currency) }),
    ...(by === undefined ? {} : { by }),
  };
  const sale = { method, tendered, ...other, orderNumber, receiptNumber, isFresh: true } as const;
  if (amount >= 0) return { kind: "sale", change, ...sale };
  return { kind: "return", ...sale, change: method === "cash" ? change : minor(0 - amount) };
}
