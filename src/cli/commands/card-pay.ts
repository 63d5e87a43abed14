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
import { type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { openCardPayments } from "../../domain/terminals/card-ledger.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { orderWords } from "../../words/made/order/all.ts";
import { actFault } from "../act-fault.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode, signalCode } from "../exit-codes.ts";
import { CommandFault, conflictFault, unreachableFault, usageFault } from "../fault.ts";
import { oneLine } from "../one-line.ts";
import { printOutcome } from "../order-outcome.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { actWithApproval, type ApproverOptions } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";
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
  return withTill(options, console, async (open) => {
    const { till } = open;
    const actor = await whoActs(till, options, console);
    const order = findOrder(till, text)?.order.id;
    if (order === undefined) throw refusalFault({ type: "order/unknown", text }, till);
    const amount = readMoney(open, "--amount", options.amount);
    const tip = readMoney(open, "--tip", options.tip);
    const terminal = chosenTerminal(open, options.terminal)?.id ?? options.terminal ?? "";
    await takeByCard(open, console, { actor, order, wish: { terminal, amount, tip } });
    await printOutcome(open, console, { order, json: options.json });
    return EXIT.fine;
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
  return withTill(options, console, async (open) => {
    await whoActs(open.till, options, console);
    const { order, id } = cardOf(open, text);
    const card = valueOf(open.cards.askAgain({ order, payment: id }), open.till);
    await card.done;
    return tellCard(open, console, { order, id, json: options.json });
  });
}

export function sayOfCard(
  [text, answer]: readonly [string, string],
  options: LookOptions & { readonly number?: string },
  console: Console,
): Promise<ExitCode> {
  const says = yesOrNo(answer);
  return withTill(options, console, async (open) => {
    const actor = await whoActs(open.till, options, console);
    const { order, id } = cardOf(open, text);
    const word = { order, payment: id, says, number: options.number ?? "" } as const;
    const done: Result<undefined, Refusal> = open.cards.say(actor, word);
    valueOf(done, open.till);
    return tellCard(open, console, { order, id, json: options.json });
  });
}

export function sayForwarded(
  [text, answer]: readonly [string, string],
  options: LookOptions,
  console: Console,
): Promise<ExitCode> {
  const word = yesOrNo(answer);
  return withTill(options, console, async (open) => {
    const actor = await whoActs(open.till, options, console);
    const { order, id } = cardOf(
      open,
      text,
      ({ payment }) => forwardedState(payment) !== undefined,
    );
    const payment = { order, payment: id };
    const done: Result<undefined, Refusal> = open.cards.sayForwarded(
      actor,
      payment,
      word === "yes",
    );
    valueOf(done, open.till);
    return tellCard(open, console, { order, id, json: options.json });
  });
}

export function tipTheCard(
  [text, typed]: readonly [string, string],
  options: LookOptions & ApproverOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, cards } = open;
    const tip = readAmount("<amount>", typed, till.currency);
    if (!tip.ok) throw actFault(tip.fault, till);
    const { order, id, payment, started } = cardOf(open, text, isPaid);
    const given = { payment: id, tip: tip.value ?? zeroMinor, isTipSure: options.yes };
    const done = await actWithApproval({ till, console }, options, (actor) =>
      cards.tip(actor, order, given),
    );
    valueOf(done, till);
    if (started.day !== till.days().now) {
      const money = sumText(minor(wholeTip(payment) - given.tip), speechIn(console, till));
      console.say((locale) => wordsIn(orderWords, locale).paid.tipBack({ money }));
    }
    return tellCard(open, console, { order, id, json: options.json });
  });
}

/** The last card payment of the order that was typed by hand. */
export function noteTheSlip(
  [text, number]: readonly [string, string | undefined],
  options: LookOptions & { readonly last4?: string },
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async (open) => {
    const { till, cards } = open;
    const actor = await whoActs(till, options, console);
    const { order, id } = cardOf(open, text, isTyped);
    const slip = { slip: number?.trim() ?? "", last4: options.last4?.trim() ?? "" };
    const done: Result<undefined, Refusal> = cards.noteSlip(actor, order, { payment: id, ...slip });
    valueOf(done, till);
    return tellCard(open, console, { order, id, json: options.json });
  });
}

/** Whether money came by it. */
function isPaid({ payment }: AnyCard): boolean {
  return (payment.captured?.amount ?? 0) > 0;
}

function yesOrNo(answer: string): "yes" | "no" {
  if (answer === "yes" || answer === "no") return answer;
  const facts = { field: "<answer>", text: oneLine(answer), form: "yes / no" };
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

/** Says what is known of the payment by now; 1 where nobody knows. */
function tellCard(
  { till }: OpenTill,
  console: Console,
  {
    order,
    id,
    json,
  }: { readonly order: EventId; readonly id: EventId; readonly json: boolean | undefined },
): ExitCode {
  const listed = listedCard(till, { order, id });
  if (listed === undefined) throw new Error("A card payment is not where it was started.");
  if (json === true) console.json(listed);
  else console.out(cardLine(till, listed, console));
  return listed.state === "unknown" ? EXIT.foundWrong : EXIT.fine;
}
