/**
 * A card terminal that the till asks: it is told the sum, what it shows stands beside the order, and what
 * comes of it is told whatever is on the screen by then. Source: docs/rules/cards.md, C1, C24 and C25.
 */

import { assertNever } from "../domain/base/assert-never.ts";
import { type EventId } from "../domain/identity.ts";
import { type CardNoted } from "../domain/state/order-state.ts";
import { readSlip, slipText } from "../domain/terminals/slip-text.ts";
import { recallOrder } from "./park.ts";
import {
  type CardAtWork,
  type CardBack,
  type CardNews,
  type CardWanted,
  type ShopCard,
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
  withEntryDone,
} from "./register-state.ts";
import { type CardChoice } from "./rows/list-row.ts";
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
  if (others.length > 0) return opened(state, { type: "terminals", wanted, filter: "", at: 0 });
  return askAt(till, state, { terminal: first.id, wanted });
}

function askAt(
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

/* The list of today's, and the three keys for one of which nobody knows. */

export function listCards(till: TillContext, state: RegisterState): RegisterState {
  return opened(state, { type: "cards", cards: till.port.cards.today(), filter: "", at: 0 });
}

function opened(state: RegisterState, list: List): RegisterState {
  return { ...state, list, showsHelp: false, message: undefined };
}

/** Shows one payment with what may be said of it. */
export function openCard(till: TillContext, state: RegisterState, id: EventId): RegisterState {
  const card = till.port.cards.today().find((it) => it.id === id);
  return card === undefined
    ? listCards(till, state)
    : opened(state, { type: "card", card, filter: "", at: 0 });
}

export function chooseCard(
  till: TillContext,
  state: RegisterState,
  choice: CardChoice,
): RegisterState {
  switch (choice.type) {
    case "terminal":
      return askAt(till, { ...state, list: undefined }, choice);
    case "card":
      return openCard(till, state, choice.card.id);
    case "card-answer":
      return answerCard(till, state, choice);
    case "card-tip":
      return noteTip(till, state, choice);
    case "card-slip":
      return writeSlip(till, state, choice);
    case "card-number":
      return sayCard(till, state, { card: choice.card, says: "yes", number: choice.number });
    default:
      return assertNever(choice, "choice");
  }
}

function answerCard(
  till: TillContext,
  state: RegisterState,
  { card, answer }: Extract<CardChoice, { readonly type: "card-answer" }>,
): RegisterState {
  switch (answer) {
    case "yes": {
      const list = { type: "card-number", card, filter: "", at: 0 } as const;
      return hinted(
        opened(state, list),
        till.words.cards.numberHow({ money: till.money(card.sum) }),
      );
    }
    case "no":
      return sayCard(till, state, { card, says: "no", number: "" });
    case "again": {
      const asked = state.session?.cards.askAgain(card);
      if (asked?.ok === false) return refusedBy(state, asked.fault);
      // Its list stays: what is typed meanwhile is an answer, and no money.
      return hinted(state, till.words.cards.says.asking);
    }
    case "order":
      return showOrder(till, state, card);
    case "tip":
      return hinted(
        opened(state, { type: "card-tip", card, filter: "", at: 0 }),
        till.words.cards.tipHow,
      );
    case "slip":
      return hinted(
        opened(state, { type: "card-slip", card, filter: "", at: 0 }),
        till.words.cards.slipHow,
      );
    case "bank-took":
    case "bank-refused":
      return sayForwarded(till, state, { card, accepted: answer === "bank-took" });
    case "stop":
      state.session?.cards.stop(card.order);
      return reported({ ...state, list: undefined }, till.words.cards.stops({ name: card.name }));
    default:
      return assertNever(answer, "answer");
  }
}

function noteTip(
  till: TillContext,
  state: RegisterState,
  { card, tip }: Extract<CardChoice, { readonly type: "card-tip" }>,
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.tip(card, tip);
  if (!done.ok) return refusedBy(state, done.fault);
  const said = till.words.cards.tipped({ order: card.orderNumber, tip: till.money(tip) });
  return reported({ ...state, list: undefined }, said);
}

function writeSlip(
  till: TillContext,
  state: RegisterState,
  { card, slip }: { readonly card: ShopCard; readonly slip: CardNoted },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.noteSlip(card, slip);
  if (!done.ok) return refusedBy(state, done.fault);
  const said = till.words.cards.slipNoted({ order: card.orderNumber, slip: slipText(slip) });
  return reported({ ...withEntryDone(state), list: undefined }, said);
}

/**
 * `:slip 0471 1234`: in the payment of the card that is taken next by hand, else of the last one that was
 * typed here today. Alone it opens that one, to type it there.
 */
export function noteSlip(till: TillContext, state: RegisterState): RegisterState {
  const { session, screen, text } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const isBefore = screen === "payment";
  if (isBefore && text.trim() === "") return refused(state, till.words.cards.slipHow);
  const card = isBefore ? undefined : lastTyped(till);
  if (!isBefore && card === undefined) return refused(state, till.words.cards.noTyped);
  if (card !== undefined && text.trim() === "") {
    return hinted(
      opened(state, { type: "card-slip", card, filter: "", at: 0 }),
      till.words.cards.slipHow,
    );
  }
  const read = readSlip(text);
  if (!read.ok) return refused(state, slipFault(till, read.fault.type));
  if (card !== undefined) return writeSlip(till, state, { card, slip: read.value });
  const noted = { ...withEntryDone(state), slip: read.value };
  return hinted(noted, till.words.cards.slipNext({ slip: slipText(read.value) }));
}

function slipFault({ words }: TillContext, type: "text/card-number" | "slip/invalid"): string {
  return type === "slip/invalid" ? words.cards.slipHow : words.cards.cardNumber;
}

/** Returns the newest that was typed at this till. */
function lastTyped({ port }: TillContext): ShopCard | undefined {
  return port.cards.today().find(({ typed, isHere }) => typed !== undefined && isHere);
}

function sayForwarded(
  till: TillContext,
  state: RegisterState,
  { card, accepted }: { readonly card: ShopCard; readonly accepted: boolean },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.sayForwarded(card, accepted);
  if (!done.ok) return refusedBy(state, done.fault);
  const { forwarded, noted } = till.words.cards;
  const what = forwarded[accepted ? "accepted" : "refused"];
  const facts = { order: card.orderNumber, money: till.money(card.sum), what };
  return reported({ ...state, list: undefined }, noted(facts));
}

function showOrder(till: TillContext, state: RegisterState, card: ShopCard): RegisterState {
  if (state.screen === "payment") return refused(state, till.words.whyNot.escFirst);
  if (state.screen === "office") return refused(state, till.words.whyNot.leaveOffice);
  const order = state.session?.recall(card.order);
  if (order === undefined) return state;
  return order.ok
    ? recallOrder({ ...state, list: undefined, message: undefined }, order.value)
    : refusedBy(state, order.fault);
}

function sayCard(
  till: TillContext,
  state: RegisterState,
  {
    card,
    ...said
  }: { readonly card: ShopCard; readonly says: "yes" | "no"; readonly number: string },
): RegisterState {
  const { session } = state;
  if (session === undefined) return refused(state, till.words.whyNot.logInFirst);
  const done = session.cards.say(card, said);
  if (!done.ok) return refusedBy(state, done.fault);
  const { cards } = till.words;
  const facts = { order: card.orderNumber, money: till.money(card.sum) };
  const sentence =
    said.says === "yes" ? cards.saidYes({ ...facts, number: said.number }) : cards.saidNo(facts);
  const order = session.order();
  return reported({ ...state, list: undefined, order: order ?? state.order }, sentence);
}
