/** `till card pay|query|said`: money by a terminal, and what became of it. */

import { readAmount } from "../../acts/shell-money.ts";
import { type CardEnd, type PayAtTerminal, type RunningCard } from "../../app/cards/card-desk.ts";
import { type AnyCard, findCard, isTyped, listedCard } from "../../app/cards/card-list.ts";
import { reasonText, statusText } from "../../app/cards/terminal-words.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { findOrder } from "../../app/orders/orders.ts";
import { moneyText, sumText } from "../../app/speech.ts";
import { onProcessEnd } from "../../app/system/process.ts";
import { type Actor } from "../../app/till/till.ts";
import { forwardedState } from "../../domain/balance/card-payments.ts";
import { wholeTip } from "../../domain/balance/tips-after.ts";
import { type EventId } from "../../domain/identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { openCardPayments } from "../../domain/terminals/card-ledger.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { actFault } from "../act-fault.ts";
import { type Answer, answer, type At } from "../answer.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode, signalCode } from "../exit-codes.ts";
import { CommandFault, conflictFault, unreachableFault, usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { orderAnswer } from "../order-outcome.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";
import { cardLine, lostFault } from "./card.ts";

const said = sentencesOf(cliCardWords);

export interface PayOptions extends JsonOptions, StaffOptions {
  readonly terminal?: string;
  readonly amount?: string;
  readonly tip?: string;
}

export function payAtTerminal(
  text: string,
  options: PayOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open, till } = at;
    const actor = await at.who();
    const order = findOrder(till, text)?.order.id;
    if (order === undefined) throw refusalFault({ type: "order/unknown", text }, till);
    const amount = readMoney(open, "--amount", options.amount);
    const tip = readMoney(open, "--tip", options.tip);
    const terminal = chosenTerminal(open, options.terminal)?.id ?? options.terminal ?? "";
    await takeByCard(open, console, { actor, order, wish: { terminal, amount, tip } });
    return orderAnswer(at, { order });
  });
}

function readMoney(
  { till }: OpenTill,
  option: string,
  text: string | undefined,
): MinorUnits | undefined {
  const amount = readAmount(option, text, till.currency);
  if (!amount.ok) throw actFault(amount.fault, till);
  return amount.value;
}

/**
 * Returns the terminal that is meant: the only one, or the one that is named; undefined where this till drives none.
 */
export function chosenTerminal({ cards }: OpenTill, id: string | undefined): Terminal | undefined {
  const terminals = cards.terminals();
  if (id !== undefined) return terminals.find((terminal) => terminal.id === id);
  const [only, ...others] = terminals;
  if (others.length === 0) return only;
  const ids = terminals.map((terminal) => terminal.id);
  throw usageFault(said(({ pay }) => pay.which({ terminals: ids })));
}

/** Which terminal a payment by card is asked for at, as the options of a command say it. */
export interface CardWay {
  readonly card?: unknown;
  readonly terminal?: unknown;
  /** A terminal that this till does not ask has said yes. */
  readonly byHand?: unknown;
}

/** Returns the terminal that is asked for a payment by card; undefined where none of this till's is. */
export function askedTerminal(
  open: OpenTill,
  { card, terminal, byHand }: CardWay,
): string | undefined {
  if (card !== true || byHand === true) return undefined;
  const id = typeof terminal === "string" ? terminal : undefined;
  return chosenTerminal(open, id)?.id ?? id;
}

/** Says that a payment by card is booked by hand, where this till has a terminal that could be asked. */
export function sayByHand({ cards }: OpenTill, console: Console): undefined {
  if (cards.terminals().length > 0) console.say(said(({ pay }) => pay.byHand));
}

/** Has a terminal take the money, and says what becomes of it; throws where it did not. Returns the payment. */
export async function takeByCard(
  open: OpenTill,
  console: Console,
  { actor, ...pay }: PayAtTerminal & { readonly actor: Actor },
): Promise<EventId> {
  const { till, cards } = open;
  await askBefore(open, console, pay.wish.terminal);
  const card = valueOf(cards.pay(actor, pay), till);
  const { name } = card.terminal;
  const order = findOrder(till, pay.order)?.order;
  const due = (order?.parts.find(({ id }) => id === pay.part) ?? order)?.due ?? 0;
  const money = moneyText(pay.wish.amount ?? due + (pay.wish.tip ?? 0), speechIn(console, till));
  console.say(said((words) => words.pay.asks({ name, money })));
  throwUnlessTaken(open, card, await followCard(open, console, card));
  const payment = card.payment();
  if (payment === undefined) throw new Error("A terminal took money without a payment.");
  return payment;
}

/** What is open there is asked for before anything new is begun. Source: docs/rules/cards.md, C9. */
async function askBefore(open: OpenTill, console: Console, id: string): Promise<void> {
  const { till, cards } = open;
  const { device } = till.ledger.identity.key;
  const before = till.ledger
    .read(openCardPayments)
    .find(({ id: payment, started }) => started.terminal.id === id && payment.startsWith(device));
  if (before === undefined) return;
  const card = cards.askAgain({ order: before.order, payment: before.id });
  if (!card.ok) return;
  const { name } = card.value.terminal;
  console.say(said(({ pay }) => pay.asksBefore({ name })));
  await card.value.done;
}

/**
 * Says what the terminal is at until its dialogue has ended. The first Ctrl-C asks the terminal to stop.
 * A second one, and every other signal, ends the command at once, as a crash would: what is open then is
 * asked for by whoever comes next.
 */
export async function followCard(
  open: OpenTill,
  console: Console,
  card: RunningCard,
): Promise<CardEnd> {
  const { cards } = open;
  const { name } = card.terminal;
  let last: number | undefined;
  const stopListening = cards.onChange(() => {
    const status = card.status() ?? last;
    if (status === undefined || status === last) return;
    last = status;
    console.say((locale) => `${name}: ${statusText(status, locale)}`);
  });
  const { promise: ended, reject } = Promise.withResolvers<never>();
  let isEscaped = false;
  const release = onProcessEnd((end) => {
    if (end.type === "fault") return;
    if (signalCode(end.number) === EXIT.interrupted && !isEscaped) {
      isEscaped = true;
      card.escape();
      return;
    }
    reject(leftFault(open, card, end.number));
  });
  try {
    return await Promise.race([card.done, ended]);
  } finally {
    release();
    stopListening();
  }
}

/** The exit code says by which signal the command ended. */
function leftFault({ till }: OpenTill, card: RunningCard, signal: number): CommandFault {
  const { name } = card.terminal;
  const isAsked = card.payment() !== undefined;
  const payment = findOrder(till, card.order)?.order.number ?? "";
  return new CommandFault(
    signalCode(signal),
    said(({ pay }) => (isAsked ? pay.left({ name, payment }) : pay.aborted({ name }))),
  );
}

function throwUnlessTaken(open: OpenTill, card: RunningCard, end: CardEnd): void {
  throwUnlessBegun(open, card, end);
  if (end.type !== "ended") return;
  const { name } = card.terminal;
  const order = findOrder(open.till, card.order)?.order.number ?? "";
  if (end.outcome.type === "declined") {
    const { code } = end.outcome;
    throw conflictFault(
      said(({ pay }, locale) => pay.declined({ name, order, why: reasonText(code, locale) })),
    );
  }
  if (end.outcome.type === "unknown") {
    throw conflictFault(said(({ pay }) => pay.unknown({ name, payment: order })));
  }
}

/** Throws where the terminal was never asked. */
export function throwUnlessBegun({ till }: OpenTill, card: RunningCard, end: CardEnd): void {
  const { name } = card.terminal;
  if (end.type === "refused") throw refusalFault(end.refusal, till);
  if (end.type !== "not-begun") return;
  if (end.why === "busy") throw unreachableFault(said(({ pay }) => pay.busy({ name })));
  if (end.why === "aborted") throw conflictFault(said(({ pay }) => pay.aborted({ name })));
  throw lostFault(card.terminal, end.why === "no-answer" ? undefined : end.why);
}

type LookOptions = JsonOptions & StaffOptions;

export function queryTheCard(
  text: string,
  options: LookOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open } = at;
    await at.who();
    const { order, id } = cardOf(open, text);
    const card = at.need(open.cards.askAgain({ order, payment: id }));
    await card.done;
    return cardAnswer(at, console, { order, id });
  });
}

export function sayOfCard(
  [text, typed]: readonly [string, string],
  options: LookOptions & { readonly number?: string },
  console: Console,
): Promise<ExitCode> {
  const says = yesOrNo(typed);
  return answer(options, console, async (at) => {
    const { open } = at;
    const actor = await at.who();
    const { order, id } = cardOf(open, text);
    const word = { order, payment: id, says, number: options.number ?? "" } as const;
    at.need(open.cards.say(actor, word));
    return cardAnswer(at, console, { order, id });
  });
}

export function sayForwarded(
  [text, typed]: readonly [string, string],
  options: LookOptions,
  console: Console,
): Promise<ExitCode> {
  const word = yesOrNo(typed);
  return answer(options, console, async (at) => {
    const { open } = at;
    const actor = await at.who();
    const { order, id } = cardOf(
      open,
      text,
      ({ payment }) => forwardedState(payment) !== undefined,
    );
    at.need(open.cards.sayForwarded(actor, { order, payment: id }, word === "yes"));
    return cardAnswer(at, console, { order, id });
  });
}

export function tipTheCard(
  [text, typed]: readonly [string, string],
  options: LookOptions & ApproverOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open, till } = at;
    const tip = readAmount("<amount>", typed, till.currency);
    if (!tip.ok) throw actFault(tip.fault, till);
    const { order, id, payment, started } = cardOf(open, text, isPaid);
    const given = { payment: id, tip: tip.value ?? zeroMinor, isTipSure: options.yes };
    await at.perform((actor) => open.cards.tip(actor, order, given));
    if (started.day !== till.days().now) {
      const money = sumText(minor(wholeTip(payment) - given.tip), speechIn(console, till));
      console.say((locale) => wordsIn(orderWords, locale).paid.tipBack({ money }));
    }
    return cardAnswer(at, console, { order, id });
  });
}

/** The last card payment of the order that was typed by hand. */
export function noteTheSlip(
  [text, number]: readonly [string, string | undefined],
  options: LookOptions & { readonly last4?: string },
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open } = at;
    const actor = await at.who();
    const { order, id } = cardOf(open, text, isTyped);
    const slip = { slip: number?.trim() ?? "", last4: options.last4?.trim() ?? "" };
    at.need(open.cards.noteSlip(actor, order, { payment: id, ...slip }));
    return cardAnswer(at, console, { order, id });
  });
}

/** Whether money came by it. */
function isPaid({ payment }: AnyCard): boolean {
  return (payment.captured?.amount ?? 0) > 0;
}

function yesOrNo(typed: string): "yes" | "no" {
  if (typed === "yes" || typed === "no") return typed;
  const facts = { field: "<answer>", text: oneLine(typed), form: "yes / no" };
  throw usageFault(said(({ set }) => set.wrong(facts)));
}

/** `isWanted`: such a one, where there is one; else the last one that a terminal was asked for. */
function cardOf(
  { till }: OpenTill,
  text: string,
  isWanted: (payment: AnyCard) => boolean = (card) => !isTyped(card),
): AnyCard {
  const card = findCard(till, text, isWanted);
  if (card === undefined) throw refusalFault({ type: "card/unknown", text }, till);
  return card;
}

/** Answers with what is known of the payment by now; 1 where nobody knows. */
function cardAnswer(
  { till }: Pick<At, "till">,
  console: Console,
  payment: { readonly order: EventId; readonly id: EventId },
): Answer {
  const listed = listedCard(till, payment);
  if (listed === undefined) throw new Error("A card payment is not where it was started.");
  return {
    json: () => listed,
    lines: () => [cardLine(till, listed, console)],
    code: listed.state === "unknown" ? EXIT.foundWrong : EXIT.fine,
  };
}
