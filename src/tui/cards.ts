/**
 * A card terminal that the till asks: it is told the sum, what it shows stands beside the order, and what
 * comes of it is told whatever is on the screen by then. Source: docs/rules/cards.md, C1, C24 and C25.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { type EventId } from "../domain/identity.ts";
import {
  type CardAtWork,
  type CardBack,
  type CardNews,
  type CardWanted,
} from "./ports/card-port.ts";
import { partsText } from "./refund-tender.ts";
import {
  hinted,
  type List,
  type Message,
  paymentScreen,
  refused,
  refusedBy,
  type RegisterState,
  reported,
} from "./register-state.ts";
import { afterPayment } from "./take-payment.ts";
import { type TillContext } from "./till-context.ts";

/** Asks the terminal of this till; of several, which one first. */
export function askTerminal(
  till: TillContext,
  state: RegisterState,
  wanted: CardWanted,
): RegisterState {
  const [first, ...others] = till.port.cards.terminals();
  if (first === undefined) return state;
  if (others.length > 0)
    return openedCards(state, { type: "terminals", wanted, filter: "", at: 0 });
  return askAt(till, state, { terminal: first.id, wanted });
}

export function askAt(
  till: TillContext,
  state: RegisterState,
  { terminal, wanted }: { readonly terminal: string; readonly wanted: CardWanted },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const asked = session.cards.ask({ ...wanted, terminal, typed: state.text });
  if (!asked.ok) return refusedBy({ ...state, confirmedSum: undefined }, asked.fault);
  const { name = terminal } = till.port.cards.terminals().find(({ id }) => id === terminal) ?? {};
  const payment = state.screen === "payment" ? state : paymentScreen(state);
  const next = { ...payment, text: "", list: undefined, hit: undefined, asked: undefined };
  return hinted(next, till.words.cards.asked({ name, money: till.money(wanted.amount) }));
}

/**
 * Has the terminal that took money of the order on the screen give back what it has too much of; undefined
 * where none of this till took it.
 */
export function askBack(
  till: TillContext,
  state: RegisterState,
  back: Pick<CardBack, "amount" | "payment" | "reason">,
): RegisterState | undefined {
  const { order, session } = state;
  const asked = order && session?.cards.giveBack({ order: order.id, ...back });
  if (asked === undefined) return undefined;
  if (!asked.ok) return refusedBy(state, asked.fault);
  const payment = state.screen === "payment" ? state : paymentScreen(state);
  const next = { ...payment, text: "", list: undefined, hit: undefined, asked: undefined };
  return hinted(next, till.words.cards.askedBack({ name: asked.value }));
}

/** Returns what this register is at for the order on the screen. */
export function cardAtWork(
  till: TillContext,
  { order }: Pick<RegisterState, "order">,
): CardAtWork | undefined {
  return order === undefined ? undefined : till.port.cards.atWork(order.id, till.locale);
}

/** What the terminal shows, or how far the till is with it. */
export function cardSays({ words }: TillContext, { phase, says, isBack }: CardAtWork): string {
  if (phase !== "waiting") return words.cards.says[phase];
  if (says !== "") return says;
  return isBack ? words.cards.givesBack : words.cards.says.waiting;
}

/** Why Enter without a sum takes nothing: a card is paid at this moment. */
export function whyCardRuns(till: TillContext, state: RegisterState): string | undefined {
  const at = state.text === "" && state.hit === undefined ? cardAtWork(till, state) : undefined;
  return at && cardSays(till, at);
}

/**
 * F12 where a card was asked for already: the payment is shown, or what a person has to say of one that
 * nobody knows of. Undefined where none was.
 */
export function cardUnderWay(till: TillContext, state: RegisterState): RegisterState | undefined {
  const at = state.text === "" ? cardAtWork(till, state) : undefined;
  if (at !== undefined) {
    const payment = state.screen === "payment" ? state : paymentScreen(state);
    return hinted(payment, cardSays(till, at));
  }
  const unknown = state.order?.cards?.find((card) => card.state === "unknown");
  if (unknown === undefined || state.text !== "") return undefined;
  return openCard(till, state, unknown.id);
}

/** Esc: asks the terminal to stop, once; undefined where it is at nothing here, or was asked. */
export function stopCard(till: TillContext, state: RegisterState): RegisterState | undefined {
  const at = state.screen === "payment" ? cardAtWork(till, state) : undefined;
  if (at === undefined || at.isStopping) return undefined;
  state.session?.cards.stop(at.order);
  return hinted(state, till.words.cards.stops({ name: at.name }));
}

/* What became of them. */

/** Goes on from a payment that still stands on the screen and has ended: whatever was asked there is over. */
export function withCardEnd(till: TillContext, before: RegisterState): RegisterState {
  const state = withoutAnswered(till, before);
  const { session, screen, order } = state;
  if (session === undefined || screen !== "payment" || order === undefined) return state;
  const [news] = till.port.cards.news(till.locale, (id) => id === order.id);
  if (news === undefined) return state;
  const unasked = { ...state, confirmedSum: undefined, asked: undefined, sellingOn: undefined };
  const isFree = state.list === undefined && state.approval === undefined && state.text === "";
  const { end } = news;
  if (end.type === "returned") return reported(unasked, doneText(till, news));
  if (end.type === "tab") {
    const next = session.order() ?? order;
    return reported({ ...unasked, screen: "register", order: next }, doneText(till, news));
  }
  if (end.type !== "paid") {
    const back = isFree ? { ...unasked, text: news.typed } : unasked;
    return refused(back, notPaidText(till, news, true));
  }
  return isFree
    ? afterPayment(till, unasked, { session, outcome: end.outcome, how: "card" })
    : reported(unasked, doneText(till, news));
}

/** Nobody has to say any more what became of the card in the list: a terminal did, or another till. */
function withoutAnswered({ port }: TillContext, state: RegisterState): RegisterState {
  const { list } = state;
  const isAsked = list?.type === "card" || list?.type === "card-number";
  if (!isAsked || list.card.state !== "unknown") return state;
  const now = port.cards.today().find(({ id }) => id === list.card.id)?.state ?? "unknown";
  return now === "unknown" || now === "open" ? state : { ...state, list: undefined };
}

/**
 * Returns what is wrong with terminals, and what has ended of orders on no payment screen here, for whoever is at the
 * till.
 */
export function cardMessages(
  till: TillContext,
  { session, screen, order }: RegisterState,
): ReadonlyArray<Message> {
  // It waits for somebody to be there.
  if (session === undefined) return [];
  const here = screen === "payment" ? order?.id : undefined;
  const ends = till.port.cards
    .news(till.locale, (id) => id !== here)
    .map((news): Message => {
      return ["paid", "returned", "tab"].includes(news.end.type)
        ? { level: "done", text: doneText(till, news) }
        : { level: "error", text: notPaidText(till, news, false) };
    });
  return [...till.port.cards.terminalNews(till.locale), ...ends];
}

/** What has come of one that ended well. */
function doneText(till: TillContext, { orderNumber: order, isBack, ...news }: CardNews): string {
  const { words } = till;
  const { end } = news;
  const money = till.money(news.sum);
  if (end.type === "returned") {
    const { number, parts } = end;
    return parts.length > 1
      ? words.back.doneParts({ parts: partsText(till, parts), number })
      : words.cards.returned({ order, money, number });
  }
  if (end.type === "tab") return words.tabs.done[end.act]({ order, money, name: news.name });
  if (isBack) return words.cards.gaveBack({ order, money });
  const outcome = end.type === "paid" ? end.outcome : undefined;
  const paid = words.cards.paid({ order, money, receipt: outcome?.receiptNumber ?? "" });
  return outcome?.payment.card?.isOffline === true ? `${paid} ${words.cards.offline}` : paid;
}

function notPaidText(
  { words, money }: TillContext,
  { orderNumber: order, name, sum, isBack, end }: CardNews,
  isHere: boolean,
): string {
  const { cards } = words;
  switch (end.type) {
    case "declined":
      if (end.tab !== undefined) {
        return words.tabs.refused[end.tab]({ order, name, why: end.why, money: money(sum) });
      }
      if (isBack) {
        const { why, isReversal } = end;
        return cards.keptBack({ order, name, why, isReversal, money: money(sum) });
      }
      return isHere
        ? cards.declined({ name, why: end.why })
        : cards.declinedOf({ order, name, why: end.why });
    case "unknown":
      if (isBack) return cards.unknownBack({ order, name, money: money(sum) });
      return cards.unknown({ order, name, money: money(sum) });
    case "busy":
      return cards.busy({ name });
    case "no-answer":
      return isBack && !isHere ? cards.noAnswerBack({ name }) : cards.noAnswer({ name });
    case "stranger":
      return cards.stranger({ name });
    case "key":
      return cards.key({ name });
    case "currency":
      return cards.currency({ name });
    case "nothing":
      return cards.nothing({ name });
    case "refused":
      return end.fault.message;
    case "paid":
    case "returned":
    case "tab":
      return "";
    default:
      return assertNever(end, "end of a card payment");
  }
}

/** Opens a list of them. */
export function openedCards(state: RegisterState, list: List): RegisterState {
  return { ...state, list, showsHelp: false, message: undefined };
}

export function listCards(till: TillContext, state: RegisterState): RegisterState {
  return openedCards(state, { type: "cards", cards: till.port.cards.today(), filter: "", at: 0 });
}

/** Shows one payment with what may be said of it. */
export function openCard(till: TillContext, state: RegisterState, id: EventId): RegisterState {
  const card = till.port.cards.today().find((it) => it.id === id);
  return card === undefined
    ? listCards(till, state)
    : openedCards(state, { type: "card", card, filter: "", at: 0 });
}
