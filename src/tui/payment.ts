/**
 * Taking money: F9 and F12 from the register, and the payment screen where digits are only money.
 */

import { type MinorUnits, minor, zeroMinor } from "../domain/amounts.ts";
import { assertNever } from "../domain/assert-never.ts";
import { quickCash } from "../domain/currency.ts";
import { readPayment } from "../domain/entry-payment.ts";
import { type Result } from "../domain/result.ts";
import { commandOfWord } from "./commands.ts";
import { type Act, type Plan } from "./entry-plan.ts";
import {
  type PaidSale,
  type RegisterState,
  refused,
  refusedBy,
  said,
  spent,
} from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type PaidOutcome, type Refusal, type TillSession } from "./till-port.ts";

/** F9. With a sum before it takes it at once, unless the number is also goods. */
export function pay(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, "Log in first.");
  const read = readPayment(state.text, till.currency);
  if (owes(state)) return payBack(till, state, read.type === "exact");
  if (state.screen === "payment") {
    // Another press of F9 must not take money that nobody has counted.
    if (read.type === "exact") {
      return said(
        state,
        "hint",
        `Enter takes ${till.money(session.cashDue())} in cash; or type what was given.`,
      );
    }
    return read.type === "tendered"
      ? tenderCash(till, state, { amount: read.amount, how: "Enter" })
      : refused(state, sumWanted(state));
  }
  if (read.type === "exact") return paymentScreen(state);
  if (read.type !== "tendered") return refused(state, sumWanted(state));
  if (till.read(state.text).type !== "goods") {
    return tenderCash(till, state, { amount: read.amount, how: "Enter" });
  }
  // Where digits are only money, so that nothing can be sold by it any more.
  const question = `${till.money(read.amount)} in cash? Enter takes it, Esc goes back.`;
  return said({ ...paymentScreen(state), text: state.text }, "hint", question);
}

/** More was paid than the order costs now. */
function owes({ order }: RegisterState): boolean {
  return order !== undefined && order.giveBack > 0;
}

function payBack(till: TillContext, state: RegisterState, isLineEmpty: boolean): RegisterState {
  if (!isLineEmpty) return refused(state, nothingToTake(till, state));
  return state.screen === "payment" ? takeCash(till, state, zeroMinor) : paymentScreen(state);
}

function nothingToTake(till: TillContext, { order }: RegisterState): string {
  const giveBack = till.money(order?.giveBack ?? zeroMinor);
  return `${giveBack} is to be given back, nothing to be taken: Esc clears the line.`;
}

function paymentScreen(state: RegisterState): RegisterState {
  return {
    ...state,
    screen: "payment",
    hit: undefined,
    showsHelp: false,
    list: undefined,
    askedCard: undefined,
    message: undefined,
  };
}

/**
 * Takes what was given; but once it asks about more change than the largest note is worth, because
 * that was a slip of the finger.
 */
export function tenderCash(
  till: TillContext,
  state: RegisterState,
  { amount, how }: { readonly amount: MinorUnits; readonly how: "Enter" | "Enter again" },
): RegisterState {
  const due = state.session?.cashDue() ?? zeroMinor;
  const largest = till.port.shop.denominations[0] ?? amount;
  if (state.confirmedSum === amount || amount - due <= largest) {
    return takeCash(till, state, amount);
  }
  const question = `${till.money(amount)} for ${till.money(due)}? ${how} takes it.`;
  // Selected: what is typed next is the right sum.
  return said({ ...state, confirmedSum: amount, isTextRefused: true }, "hint", question);
}

function takeCash(till: TillContext, state: RegisterState, amount: MinorUnits): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, "Log in first.");
  return settled(till, state, { session, outcome: session.payCash(amount), how: "in cash" });
}

/**
 * F12. With a sum before it takes it at once, unless the number is also goods; without one it takes the
 * rest, but first shows how much that is. What was shown is taken, whatever another till has added to
 * the order since: the terminal beside the till takes that sum.
 */
export function payByCard(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, "Log in first.");
  const read = readPayment(state.text, till.currency);
  if (owes(state)) return refused(state, nothingToTake(till, state));
  if (read.type !== "exact" && read.type !== "tendered") return refused(state, sumWanted(state));
  const shown = state.askedCard ?? state.order?.due ?? zeroMinor;
  const amount = read.type === "tendered" ? read.amount : shown;
  const isAsked =
    state.screen === "register" &&
    (read.type === "exact" || till.read(state.text).type === "goods");
  if (isAsked) {
    const question = `${till.money(amount)} by card? F12 or Enter takes it, Esc goes back.`;
    const asked = { ...paymentScreen(state), text: state.text, askedCard: amount };
    return said(asked, "hint", question);
  }
  return takeCard(till, state, amount);
}

export function takeCard(
  till: TillContext,
  state: RegisterState,
  amount: MinorUnits,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, "Log in first.");
  return settled(till, state, { session, outcome: session.payCard(amount), how: "by card" });
}

/** After money was taken: the rest of it is due, or the sale is over. */
function settled(
  till: TillContext,
  state: RegisterState,
  {
    session,
    outcome,
    how,
  }: {
    readonly session: TillSession;
    readonly outcome: Result<PaidOutcome, Refusal>;
    readonly how: string;
  },
): RegisterState {
  // A card that was asked about is no cash, also when it is refused.
  if (!outcome.ok) return refusedBy({ ...state, confirmedSum: undefined }, outcome.fault);
  const { payment, receiptNumber = "", order } = outcome.value;
  const taken = till.money(payment.amount);
  if (receiptNumber === "" && (order.due > 0 || order.giveBack > 0)) {
    const { lastText } = state;
    const next = { ...spent(state), lastText, order, screen: "payment" as const };
    return said(next, "done", `${taken} taken ${how}, ${till.money(session.cashDue())} left.`);
  }
  session.newOrder();
  const paid = toPaidSale(outcome.value);
  const next: RegisterState = {
    ...spent(state),
    screen: "register",
    order: session.order(),
    service: till.port.shop.defaultService,
    lineId: undefined,
    list: undefined,
    lastText: "",
    paid,
  };
  const what = owes(state) ? `${till.money(payment.change)} given back.` : `Paid ${taken} ${how}.`;
  return said(next, "done", receiptNumber === "" ? what : `${what} Receipt ${receiptNumber}.`);
}

/** A sale as it stands beside the order until the next one begins. */
export function toPaidSale({ payment, order, receiptNumber = "" }: PaidOutcome): PaidSale {
  const { method, change, tendered } = payment;
  const { number: orderNumber } = order;
  return { kind: "sale", method, change, tendered, orderNumber, receiptNumber, isFresh: true };
}

/** What Enter would do on the payment screen. */
export function planPayment(till: TillContext, state: RegisterState): Plan {
  const { session } = state;
  if (session === undefined) return { type: "refused", why: "Log in first." };
  const due = session.cashDue();
  const chosen =
    state.hit === undefined || state.text !== "" ? undefined : sumsOf(till, state)[state.hit];
  if (state.confirmedSum !== undefined) return planCash(till, state.confirmedSum, due);
  const read = readPayment(state.text, till.currency);
  if (owes(state) && read.type !== "word") return planGiveBack(till, state, read.type === "exact");
  switch (read.type) {
    case "refused":
      return { type: "refused", why: read.why };
    case "word": {
      const command = commandOfWord(read.word);
      if (command === undefined) return { type: "refused", why: `There is no :${read.word}.` };
      const reason = command.available(state);
      if (reason !== true) return { type: "refused", why: reason };
      const act: Act = { type: "verb", id: command.id, object: read.object };
      return { type: "ready", preview: command.label, act };
    }
    case "exact":
    case "tendered":
      if (state.askedCard !== undefined) return planCard(till, state.askedCard);
      return planCash(till, read.type === "tendered" ? read.amount : (chosen ?? due), due);
    default:
      return assertNever(read, "payment reading");
  }
}

function planCash(till: TillContext, amount: MinorUnits, due: MinorUnits): Plan {
  const act: Act = { type: "take-cash", amount };
  return { type: "ready", preview: previewCash(till, amount, due), act };
}

function planCard(till: TillContext, amount: MinorUnits): Plan {
  const act: Act = { type: "take-card", amount };
  return { type: "ready", preview: `card ${till.money(amount)}`, act };
}

function planGiveBack(till: TillContext, state: RegisterState, isLineEmpty: boolean): Plan {
  if (!isLineEmpty) return { type: "refused", why: nothingToTake(till, state) };
  const preview = `give back ${till.money(state.order?.giveBack ?? zeroMinor)} in cash`;
  return { type: "ready", preview, act: { type: "take-cash", amount: zeroMinor } };
}

/** Exactly what is due, then the sums that notes make; none when money goes back. */
export function sumsOf(till: TillContext, state: RegisterState): ReadonlyArray<MinorUnits> {
  return state.session === undefined || owes(state)
    ? []
    : quickCash(state.session.cashDue(), till.currency);
}

function previewCash(till: TillContext, amount: MinorUnits, due: MinorUnits): string {
  const cash = `cash ${till.money(amount)}`;
  if (amount > due) return `${cash}, change ${till.money(minor(amount - due))}`;
  return amount < due ? `${cash}, ${till.money(minor(due - amount))} left` : cash;
}

function sumWanted(state: RegisterState): string {
  return `“${state.text.trim()}” is no sum: Enter reads it, Esc clears it; 20 F9 takes 20 in cash.`;
}
