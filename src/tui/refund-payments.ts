/**
 * An order has money too much: F9, F12 and F10 each give back what came by their tender, and say so. By
 * another one it goes once somebody has typed why.
 */

import { readPayment } from "../domain/entry/entry-payment.ts";
import { type MinorUnits, minor, zeroMinor } from "../domain/money/amounts.ts";
import { type OwnTender, type TenderMoney } from "../domain/tenders/tenders.ts";
import { wordsFor } from "../words/screen-words.ts";
import { askBack } from "./cards.ts";
import { commandOfWord } from "./commands.ts";
import { type Plan, readyPlan, refusedPlan } from "./entry-act.ts";
import { type TillSession } from "./ports/till-port.ts";
import { askedCard, hinted, paymentScreen, refused, type RegisterState } from "./register-state.ts";
import { type How, takePayment } from "./take-payment.ts";
import { type TillContext } from "./till-context.ts";
import { waysText } from "./ways-text.ts";

type State = Pick<RegisterState, "order" | "session">;

/** Whether the order has a refund due: it is overpaid, or returned goods are worth more than those sold. */
export function owes({ order }: Pick<RegisterState, "order">): boolean {
  return order !== undefined && order.refundDue > 0;
}

/** F9, and F10 with a tender of the shop's own: on the register it shows first what goes back by what. */
export function refundBy(
  till: TillContext,
  state: RegisterState,
  by: "cash" | OwnTender,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const reason = reasonOf(till, state);
  if (reason === undefined) return refused(state, nothingToTake(till, state));
  if (state.screen !== "payment") return paymentScreen(state);
  const method = by === "cash" ? by : by.id;
  const how = by === "cash" ? by : { name: by.name };
  return refundOn(till, state, { session, reason, method, how });
}

/**
 * F12: what goes to the card is shown before, because the terminal beside the till gives that sum. A terminal
 * of this till that took the money is asked for it, unless a person says what another one did.
 */
export function refundToCard(
  till: TillContext,
  state: RegisterState,
  isByHand: boolean,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, wordsFor(state).whyNot.logInFirst);
  const reason = reasonOf(till, state);
  if (reason === undefined) return refused(state, nothingToTake(till, state));
  const own = tenderOf(session.refundTenders(), "card");
  if (state.screen === "payment" || own === undefined) {
    const shown = reason === "" ? askedCard(state) : undefined;
    const amount = shown === undefined ? undefined : minor(0 - shown);
    const asked = isByHand ? undefined : askBack(till, state, { amount, reason });
    if (asked !== undefined) return asked;
    const next = state.screen === "payment" ? state : paymentScreen(state);
    return refundOn(till, next, { session, reason, method: "card", how: "card", shown });
  }
  const question = till.words.pay.backToCard({ money: till.money(own.amount) });
  const asked = { how: "card", amount: minor(0 - own.amount), isByHand } as const;
  return hinted({ ...paymentScreen(state), asked }, question);
}

interface RefundBegun {
  readonly session: TillSession;
  /** Empty where it goes back as it came. */
  readonly reason: string;
  readonly method: string;
  readonly how: How;
  /** The amount that was shown, below zero. */
  readonly shown?: MinorUnits | undefined;
}

function refundOn(
  till: TillContext,
  state: RegisterState,
  { session, reason, method, how, shown }: RefundBegun,
): RegisterState {
  const ways = session.refundTenders();
  if (reason === "" && tenderOf(ways, method) === undefined) {
    return refused(state, till.words.pay.cameOtherwise({ ways: waysText(till, ways) }));
  }
  const paying = {
    type: "refund",
    method,
    ...(reason === "" ? {} : { reason }),
    ...(shown === undefined ? {} : { shown: minor(0 - shown) }),
  } as const;
  return takePayment(till, state, { paying, how });
}

function tenderOf(ways: ReadonlyArray<TenderMoney>, by: string): TenderMoney | undefined {
  return ways.find(({ method }) => method === by);
}

/** Why it goes back otherwise, as it is typed; empty for nothing typed, undefined for what is a sum. */
function reasonOf(till: TillContext, { text, screen }: RegisterState): string | undefined {
  const { type } = readPayment(text, till.currency);
  if (type === "exact") return "";
  const isText = type === "refused" || type === "word";
  return isText && screen === "payment" ? text.trim() : undefined;
}

/** Returns the refund by F10 to that tender; zero where none of the money came by it. */
export function refundDueBy(state: State, { id }: OwnTender): MinorUnits {
  return tenderOf(state.session?.refundTenders() ?? [], id)?.amount ?? zeroMinor;
}

/** Returns the plan of Enter on the payment screen: it gives cash out, or confirms the card. */
export function planRefund(till: TillContext, state: RegisterState): Plan {
  const { words } = till;
  const reason = reasonOf(till, state);
  if (reason === undefined) return refusedPlan(nothingToTake(till, state));
  const ways = state.session?.refundTenders() ?? [];
  if (reason !== "") return refusedPlan(words.pay.backWhy({ reason }));
  const amount = askedCard(state);
  if (amount !== undefined) {
    const preview = words.pay.cardBack({ money: till.money(minor(0 - amount)) });
    return readyPlan(preview, { type: "take-card", amount });
  }
  const inCash = tenderOf(ways, "cash");
  if (inCash === undefined) return refusedPlan(waysText(till, ways));
  const preview = words.pay.giveBack({ money: till.money(inCash.amount) });
  return readyPlan(preview, { type: "take-cash", amount: zeroMinor });
}

/** A word that does something here is none of a reason. */
export function isCommandWord(till: TillContext, text: string): boolean {
  const read = readPayment(text, till.currency);
  return read.type === "word" && commandOfWord(read.word, till.words) !== undefined;
}

function nothingToTake(till: TillContext, { order }: State): string {
  return till.words.pay.toGiveBack({ money: till.money(order?.refundDue ?? zeroMinor) });
}
