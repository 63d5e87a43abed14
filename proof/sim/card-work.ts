/**
 * What people do with cards at terminals beside what they sell: guests pay there, all or a part, with a tip;
 * whoever serves them gives up, has money given back, takes a terminal over, and says what became of a
 * payment of which no till can tell, which is what stands in the terminal.
 */

import { type CardEnd, type RunningCard } from "../../src/app/cards/card-desk.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { capturedCard } from "../../src/domain/balance/card-payments.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { paymentsAt, type PlacedPayment } from "../../src/domain/terminals/card-ledger.ts";
import { readTerminals } from "../../src/domain/terminals/terminals.ts";
import { type SimCharge, type SimTerminal } from "./card-terminal.ts";
import { type Dice } from "./dice.ts";
import { type CardProcess } from "./world.ts";

export interface CardWork {
  /** Does something with a card after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface CardWorkDeps {
  readonly open: { readonly till: Till };
  /** Undefined in a shop without terminals. */
  readonly cards: () => CardProcess | undefined;
  readonly terminals: ReadonlyMap<string, SimTerminal>;
  readonly actor: Actor;
  /** The order in hand; undefined for none. */
  readonly order: () => EventId | undefined;
  /** Says how something ended that took its time. */
  readonly note: (what: string) => void;
  /** The dice are separate, so that a seed's other acts stay the same as before there were terminals. */
  readonly dice: Dice;
}

interface Work extends CardWorkDeps {
  readonly till: Till;
  readonly process: CardProcess;
}

const CARD_SHARE = 0.5;
const WEIGHTS = { pay: 12, back: 4, goodsBack: 3, escape: 2, say: 5, again: 2, take: 4, test: 1 };
const TIP_SHARE = 0.2;
const TIP = 100;
const PART_SHARE = 0.4;
const ROUND = [200, 500] as const;
const ROUND_SHARE = 0.7;
const IN_HAND_SHARE = 0.6;
const LAST_PAYMENTS = 30;

export function createCardWork(deps: CardWorkDeps): CardWork {
  const { dice, open } = deps;
  return {
    after: (before) => {
      const process = deps.cards();
      if (process === undefined || !dice.chance(CARD_SHARE)) return before;
      const what = dice.weighed(WEIGHTS);
      const said = tryStore(() => ACTS[what]({ ...deps, process, till: open.till }), "en");
      return `${before}; card ${what}: ${said}`;
    },
  };
}

const ACTS: Readonly<Record<keyof typeof WEIGHTS, (work: Work) => string>> = {
  pay,
  back: (work) => {
    const due = openOrders(work).filter(({ refundDue }) => refundDue > 0);
    if (due.length === 0) return pay(work);
    return giveBack(work, { order: work.dice.pick(due).id });
  },
  goodsBack,
  escape: ({ process: { desk }, dice }) => {
    const running = desk.running();
    if (running.length === 0) return "nobody pays";
    dice.pick(running).escape();
    return "done";
  },
  say: (work) => {
    const unknown = unknownPayments(work.till);
    return unknown.length === 0 ? "nothing is unknown" : sayTruth(work, work.dice.pick(unknown));
  },
  again: ({ till, process: { desk, onFault }, dice }) => {
    const unknown = unknownPayments(till);
    if (unknown.length === 0) return "nothing is unknown";
    const { id: payment, order } = dice.pick(unknown);
    const asked = desk.askAgain({ payment, order });
    if (!asked.ok) return asked.fault.type;
    asked.value.done.catch(onFault);
    return "asked";
  },
  take: (work) => {
    const driven = new Set(work.process.desk.terminals().map(({ id }) => id));
    const others = terminalsIn(work).filter((id) => !driven.has(id));
    return others.length === 0 ? "all are here" : takeOver(work, work.dice.pick(others));
  },
  test: (work) => {
    const { desk, onFault } = work.process;
    const id = work.dice.pick(terminalsIn(work));
    desk
      .test(id)
      .then((done) => work.note(`test of ${id}: ${done.ok ? done.value.answer.type : "refused"}`))
      .catch(onFault);
    return id;
  },
};

type HandedWork = Pick<Work, "actor" | "note" | "process" | "till">;

/** Has this till drive a terminal; told when the terminal has answered. */
export function takeOver(
  { actor, note, process: { desk, onFault } }: HandedWork,
  id: string,
): string {
  desk
    .take(actor, id)
    .then((done) => note(`take ${id}: ${done.ok ? done.value.answer.type : done.fault.type}`))
    .catch(onFault);
  return id;
}

/** Returns the payments of which somebody has to say what became of them. */
export function unknownPayments({ ledger }: Till): ReadonlyArray<PlacedPayment> {
  return ledger.read((view) =>
    readTerminals(view).flatMap(({ id }) =>
      paymentsAt(view, id, LAST_PAYMENTS).filter(({ state }) => state === "unknown"),
    ),
  );
}

/** Looks at the terminal, once it is quiet, and says what stands there. */
export function sayTruth(
  { process: { desk }, actor, terminals }: HandedWork & Pick<Work, "terminals">,
  { id: payment, order, started }: PlacedPayment,
): string {
  const terminal = terminals.get(started.terminal.id);
  if (terminal?.isQuiet() !== true) return "somebody is at the terminal";
  const [charge] = standingFor(terminal, payment);
  const asked = Math.abs(started.amount) + (started.terminal.tip ?? 0);
  // No word fits another sum than the one that was asked for.
  if (charge !== undefined && charge.amount !== asked) return "it says another sum";
  const says = charge === undefined ? "no" : "yes";
  const number = charge === undefined ? "" : String(charge.receipt);
  const said = desk.say(actor, { payment, order, says, number });
  return said.ok ? says : said.fault.type;
}

/** Returns what the bank did for a payment and did not take back. */
export function standingFor(terminal: SimTerminal, payment: EventId): ReadonlyArray<SimCharge> {
  return terminal.charges().filter((one) => one.payment === payment && !one.isTakenBack);
}

function terminalsIn({ terminals }: CardWorkDeps): ReadonlyArray<string> {
  return [...terminals.keys()];
}

function openOrders({ till }: Work) {
  return listOrders(till, { day: till.days().now, openOnly: true });
}

function pay(work: Work): string {
  const { dice, process } = work;
  const driven = process.desk.terminals();
  if (driven.length === 0) return "no terminal is here";
  const due = openOrders(work).filter((one) => one.due > 0);
  if (due.length === 0) return "nobody owes anything";
  const inHand = due.find(({ id }) => id === work.order());
  const order = inHand !== undefined && dice.chance(IN_HAND_SHARE) ? inHand : dice.pick(due);
  const isPart = dice.chance(PART_SHARE) && order.due > 1;
  const tip = minor(dice.chance(TIP_SHARE) ? TIP * dice.between(1, 4) : 0);
  const amount = minor((isPart ? partOf(dice, order.due) : order.due) + tip);
  return payAt(work, { order: order.id, terminal: dice.pick(driven).id, amount, tip });
}

/** Most people give the same few round sums, so that a terminal's receipts are alike. */
function partOf(dice: Dice, due: number): number {
  const round = dice.pick(ROUND);
  return due > round && dice.chance(ROUND_SHARE) ? round : dice.between(1, due - 1);
}

interface PaidAt {
  readonly order: EventId;
  readonly terminal: string;
  readonly amount: ReturnType<typeof minor>;
  readonly tip?: ReturnType<typeof minor>;
}

/** Asks a terminal for money; says how it ended when it has. */
export function payAt(
  { process: { desk, onFault }, actor, note }: HandedWork,
  { order, terminal, amount, tip = minor(0) }: PaidAt,
): string {
  const wish = { terminal, amount, tip, isTipSure: true };
  const card = desk.pay(actor, { order, wish });
  if (!card.ok) return card.fault.type;
  followTo(card.value, { note, onFault, what: `${amount} at ${terminal}` });
  return `${amount} at ${terminal}`;
}

function giveBack(
  { process: { desk, onFault }, actor, note, dice }: Work,
  back: { readonly order: EventId; readonly receipt?: EventId },
): string {
  const { order, receipt } = back;
  const terminal = desk.backTerminal(order, receipt);
  if (terminal === undefined) return "it came otherwise";
  const returned = receipt && { receipt, lines: [] };
  const wish = { terminal: terminal.id, reason: dice.pick(["cold", "too much"]), returned };
  const card = desk.giveBack(actor, { order, wish });
  if (!card.ok) return card.fault.type;
  followTo(card.value, { note, onFault, what: `back at ${terminal.id}` });
  return `at ${terminal.id}`;
}

/** All goods of a receipt that a card paid come back. */
function goodsBack(work: Work): string {
  const { till, process, dice } = work;
  const driven = process.desk.terminals();
  const paid = till.ledger.read((view) =>
    driven.flatMap(({ id }) =>
      paymentsAt(view, id, LAST_PAYMENTS).flatMap(({ id: payment, order, payment: state }) => {
        if (capturedCard(state) === undefined) return [];
        const { receipts } = view.state("order", order);
        const own = receipts.filter(({ body }) => body.uses.some((use) => use.payment === payment));
        return own.map((receipt) => ({ order, receipt: receipt.id }));
      }),
    ),
  );
  return paid.length === 0 ? pay(work) : giveBack(work, dice.pick(paid));
}

interface Followed extends Pick<Work, "note">, Pick<CardProcess, "onFault"> {
  readonly what: string;
}

function followTo(card: RunningCard, { note, onFault, what }: Followed): void {
  card.done.then((end) => note(`${what}: ${endText(end)}`)).catch(onFault);
}

function endText(end: CardEnd): string {
  if (end.type === "ended") return end.outcome.type;
  return end.type === "refused" ? end.refusal.type : end.why;
}
