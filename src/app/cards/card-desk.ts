/**
 * The card terminals that this till drives: a payment is started, followed and written down, and one that a
 * crash left open is asked for. One dialogue at a time and terminal, of all processes on the store.
 */

import { type CardOutcome, type CardRequest, type TerminalProfile } from "../../card/contract.ts";
import { beginDialogue, type NotBegun, resumeDialogue, type Step } from "../../card/dialogue.ts";
import { saleOf, serviceOf } from "../../card/nexo/names.ts";
import {
  type CardBooks,
  type ReadAnswer,
  runDialogue,
  type RunningDialogue,
} from "../../card/run-dialogue.ts";
import { askedSum } from "../../domain/balance/card-payments.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import { pause } from "../../domain/base/pause.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import {
  type CardSaid,
  type CardWish,
  decideCardDeclined,
  decideCardSaid,
  decideCardTaken,
  decideCardUnknown,
  decideStartCard,
  mayBeSent,
} from "../../domain/commands/card-payment.ts";
import { usedTerminal } from "../../domain/commands/change-terminals.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type DeviceId, deviceOf, type EventId } from "../../domain/identity.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import {
  ledgerSays,
  openCardPayments,
  type PlacedPayment,
  placedPayment,
} from "../../domain/terminals/card-ledger.ts";
import { readTerminal, type Terminal, terminalsOf } from "../../domain/terminals/terminals.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type MeshView } from "../mesh-view.ts";
import { orderState } from "../orders/orders.ts";
import { type Actor, type Till } from "../till.ts";
import { linkTo, profileOf } from "./terminal-links.ts";

export interface CardDesk {
  /** Returns the terminals that this till drives. */
  readonly terminals: () => ReadonlyArray<Terminal>;
  /**
   * Asks a terminal for the money of an order. Refused at once for whatever the payment would be refused
   * for; the rest is told as it happens.
   */
  readonly pay: (actor: Actor, wish: PayAtTerminal) => Result<RunningCard, Refusal>;
  /** Asks a terminal whether it is there and at rest; it takes no money. */
  readonly test: (id: string) => Promise<Result<TestedTerminal, Refusal>>;
  /** Asks the terminal of a payment once more what became of it. */
  readonly askAgain: (payment: NamedPayment) => Result<RunningCard, Refusal>;
  /** Writes the word of a person who has looked at the terminal. */
  readonly say: (actor: Actor, said: CardSaid & NamedPayment) => Result<undefined, Refusal>;
  /** Asks for each payment that a crash left open, where nobody is at it. Call it from time to time. */
  readonly recover: () => void;
  /** Lets go at once, as a process that dies does: what is open is asked for later. */
  readonly close: () => Promise<void>;
}

export interface TestedTerminal {
  readonly terminal: Terminal;
  readonly answer: ReadAnswer;
}

export interface NamedPayment {
  readonly order: EventId;
  readonly payment: EventId;
}

export interface PayAtTerminal {
  readonly order: EventId;
  readonly wish: CardWish;
  /** The part of a split bill; missing for all that is left. */
  readonly part?: string | undefined;
}

export interface RunningCard {
  readonly terminal: Terminal;
  readonly order: EventId;
  /** Undefined until its start is durable. */
  readonly payment: () => EventId | undefined;
  /** Asks the terminal to end it; only its answer counts. */
  readonly escape: () => void;
  /** From here on tells each change of what the terminal is at; terminal-words.ts says it in words. */
  readonly onStatus: (listener: (status: number) => void) => void;
  readonly done: Promise<CardEnd>;
}

/** How it ended for the person who waits. */
export type CardEnd =
  | { readonly type: "not-begun"; readonly why: Exclude<NotBegun, "refused"> }
  | { readonly type: "refused"; readonly refusal: Refusal }
  | {
      readonly type: "ended";
      readonly payment: EventId;
      readonly outcome: CardOutcome;
    };

export interface CardDeps {
  readonly dir: string;
  readonly till: Till;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasDuties: () => boolean;
  readonly mesh: () => MeshView | undefined;
  readonly onFault: (error: unknown) => void;
}

const TEST_MS = 5000;
const HEARING_MS = 6000;
const HEARING_LOOK_MS = 200;

export function createCardDesk(deps: CardDeps): CardDesk {
  const { till } = deps;
  const { ledger } = till;
  const { device } = ledger.identity.key;
  const dialogues = createDialogues(deps);

  function recover(): void {
    if (!deps.hasDuties()) return;
    for (const payment of ledger.read(openCardPayments)) {
      const isRunning = dialogues.all().some((card) => card.payment() === payment.id);
      if (isRunning || !payment.id.startsWith(device)) continue;
      const terminal = drivenTerminal(till, payment);
      if (terminal === undefined) noteTakenAway(deps, payment);
      else dialogues.askFor(payment, terminal)?.done.catch(deps.onFault);
    }
  }

  return {
    terminals: () => ledger.read((view) => terminalsOf(view, device)),
    pay: (...pay) => payBy(deps, dialogues, pay),
    test: (id) => testTerminal(deps, id),
    askAgain: ({ order, payment: id }) => {
      const payment = ledger.read((view) => placedPayment(view, { order, id }));
      if (payment === undefined) return err({ type: "card/unknown", text: id });
      if (payment.state !== "unknown" && payment.state !== "open")
        return err({ type: "card/known" });
      const terminal = drivenTerminal(till, payment);
      if (terminal === undefined) return err(elsewhere(till, payment));
      const card = dialogues.askFor(payment, terminal);
      return card === undefined ? err(atWork(terminal, askedSum(payment.started))) : ok(card);
    },
    say: (actor, said) => {
      const done = till.act(actor, "card said", (context) =>
        decideCardSaid(context, orderState(context.view, said.order), said),
      );
      return done.ok ? ok(undefined) : done;
    },
    recover,
    close: () => {
      dialogues.stop();
      return Promise.resolve();
    },
  };
}

function payBy(
  { till }: CardDeps,
  dialogues: Dialogues,
  [actor, { order, wish, part }]: Parameters<CardDesk["pay"]>,
): Result<RunningCard, Refusal> {
  const used = till.ledger.read((view) => usedTerminal(view, wish.terminal));
  if (!used.ok) return used;
  const asked = till.ask(actor, "start card", (context) =>
    decideStartCard(withPart(context, part), orderState(context.view, order), {
      wish,
      last: null,
      service: serviceOf,
    }),
  );
  if (!asked.ok) return asked;
  const terminal = used.value;
  const task = { actor, order, wish, part };
  const card = dialogues.run(terminal, { task, begin: beginDialogue });
  return card === undefined ? err(atWork(terminal, zeroMinor)) : ok(card);
}

function atWork({ name }: Terminal, amount: MinorUnits): Refusal {
  return { type: "terminal/at-work", name, amount };
}

async function testTerminal(deps: CardDeps, id: string): Promise<Result<TestedTerminal, Refusal>> {
  const { dir, till, clock } = deps;
  const used = till.ledger.read((view) => usedTerminal(view, id));
  if (!used.ok) return used;
  const terminal = used.value;
  const lock = takeLock(dir, `terminal-${id}`);
  if (lock === undefined) return ok({ terminal, answer: { type: "busy" } });
  const link = linkTo(terminal, deps, () => undefined);
  const stopWaiting = clock.after(TEST_MS, link.hangUp);
  try {
    return ok({ terminal, answer: await link.read() });
  } finally {
    stopWaiting();
    link.hangUp();
    lock.release();
  }
}

interface Dialogues {
  /** Runs one dialogue under the terminal's lock; undefined where somebody is at it. */
  readonly run: (terminal: Terminal, wish: DialogueWish) => RunningCard | undefined;
  readonly askFor: (payment: PlacedPayment, terminal: Terminal) => RunningCard | undefined;
  readonly all: () => ReadonlyArray<RunningCard>;
  readonly stop: () => void;
}

interface DialogueWish {
  readonly task: CardTask;
  readonly begin: (profile: TerminalProfile) => Step;
}

function createDialogues(deps: CardDeps): Dialogues {
  const { dir, clock } = deps;
  const running = new Set<RunningCard & { readonly stop: () => void }>();

  function run(terminal: Terminal, { task, begin }: DialogueWish): RunningCard | undefined {
    const lock = takeLock(dir, `terminal-${terminal.id}`);
    if (lock === undefined) return undefined;
    const { release } = lock;
    const books = booksOf(deps, terminal, task);
    const dialogue = runDialogue(begin(profileOf(terminal)), {
      link: (onNews) => linkTo(terminal, deps, onNews),
      books,
      clock,
    });

    function letGo(): void {
      if (running.delete(card)) release();
    }

    const card = {
      terminal,
      order: task.order,
      payment: books.payment,
      escape: dialogue.escape,
      onStatus: dialogue.onStatus,
      done: endOf(dialogue, books).finally(letGo),
      stop: () => {
        dialogue.stop();
        letGo();
      },
    };
    running.add(card);
    return card;
  }

  return {
    run,
    askFor: (payment, terminal) => {
      const { id, order, started } = payment;
      const { by } = started.terminal;
      const request = requestOf(payment);
      return run(terminal, {
        task: { actor: { number: by, name: "" }, order, payment: id },
        begin: (profile) => resumeDialogue(request, profile),
      });
    },
    all: () => [...running],
    stop: () => {
      for (const card of running) card.stop();
    },
  };
}

/** Returns what the terminal was, or is to be, asked for, as it stands in the ledger. */
function requestOf({ id, started }: PlacedPayment): CardRequest {
  const { act, after, named } = started.terminal;
  const sum = askedSum(started);
  return { act, sum, after, named: named ? { ...named, sale: saleOf(id) } : null };
}

/** What a dialogue is about; `wish` is there for one that begins, and `payment` for one that was begun. */
interface CardTask {
  readonly actor: Actor;
  readonly order: EventId;
  readonly wish?: CardWish;
  readonly part?: string | undefined;
  readonly payment?: EventId;
}

interface TaskBooks extends CardBooks {
  readonly payment: () => EventId | undefined;
  /** Returns why the start was refused; undefined where it wasn't. */
  readonly refusal: () => Refusal | undefined;
}

function booksOf(deps: CardDeps, terminal: Terminal, task: CardTask): TaskBooks {
  const { till } = deps;
  const { ledger } = till;
  let { payment } = task;
  let refusal: Refusal | undefined;

  function placed(): PlacedPayment {
    const id = payment ?? missing();
    return ledger.read((view) => placedPayment(view, { order: task.order, id })) ?? missing();
  }

  /** What has happened is written whatever the person may do by now. */
  function write(
    name: string,
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ): void {
    const actor = { ...task.actor, hasHappened: true };
    const done = till.act(actor, name, (context) =>
      decide(context, orderState(context.view, task.order)),
    );
    // Somebody has said the same meanwhile, or a person what became of it.
    if (!done.ok && done.fault.type !== "card/known") {
      throw new Error(`The end of a card payment was refused: ${done.fault.type}.`);
    }
  }

  return {
    payment: () => payment,
    refusal: () => refusal,
    begin: (last) => {
      const { wish, part, order } = task;
      if (wish === undefined) return undefined;
      const done = till.act(task.actor, "start card", (context) =>
        decideStartCard(withPart(context, part), orderState(context.view, order), {
          wish,
          last,
          service: serviceOf,
        }),
      );
      if (!done.ok) {
        refusal = done.fault;
        return undefined;
      }
      payment = done.value.ids[0] as EventId;
      return requestOf(placed());
    },
    mayBeSent: () => {
      const { device } = ledger.identity.key;
      const id = payment;
      if (id === undefined) return false;
      return ledger.read((view) => mayBeSent({ view, device }, { order: task.order, payment: id }));
    },
    facts: () => {
      if (payment === undefined) return NOTHING_SAID;
      const known = placed();
      const { device } = ledger.identity.key;
      const isOwnStart = deviceOf(known.id) === device;
      const ageMs = deps.clock.nowMs() - known.started.terminal.wallMs;
      // Read at once: what is told meanwhile is judged when it was heard.
      return { ...ledger.read((view) => ledgerSays(view, known)), isOwnStart, ageMs };
    },
    hear: () => (terminal.isBound ? Promise.resolve(true) : hearOthers(deps)),
    end: (outcome) => {
      const end = { payment: payment ?? missing(), outcome };
      write(`card ${outcome.type}`, (context, order) => decideEnd(context, order, end));
    },
  };
}

const NOTHING_SAID = { isUsedSince: false, isClaimed: () => false, isOwnStart: true, ageMs: 0 };

function missing(): never {
  throw new Error("A card payment is not where it was started.");
}

function decideEnd(
  context: DecisionContext,
  order: OrderState,
  { payment, outcome }: { readonly payment: EventId; readonly outcome: CardOutcome },
): Decision {
  switch (outcome.type) {
    case "captured": {
      const { says, how } = outcome;
      const card = { ...says.card, how };
      return decideCardTaken(context, order, { payment, sum: says.amount, card });
    }
    case "declined":
      return decideCardDeclined(order, { ...outcome, payment });
    case "unknown":
      return decideCardUnknown(order, { ...outcome, payment });
    default:
      return assertNever(outcome, "outcome of a card payment");
  }
}

async function endOf(dialogue: RunningDialogue, books: TaskBooks): Promise<CardEnd> {
  const phase = await dialogue.done;
  if (phase.at === "done") {
    return { type: "ended", payment: books.payment() ?? missing(), outcome: phase.outcome };
  }
  const refusal = books.refusal();
  if (refusal !== undefined) return { type: "refused", refusal };
  return { type: "not-begun", why: phase.why === "refused" ? "aborted" : phase.why };
}

/**
 * Waits until each other till was heard, with nothing left to tell, since the terminal answered; gives up
 * after some seconds. Source: CARD 3, rule 11.
 */
async function hearOthers({ till, clock, mesh }: CardDeps): Promise<boolean> {
  const others = otherTills(till);
  const beganMs = clock.nowMs();
  for (;;) {
    const sinceMs = clock.nowMs() - beganMs;
    const peers = mesh()?.peers ?? [];
    const isHeard = others.every((other) =>
      peers.some(
        ({ device, isConnected, isHeardOut, heardAgoMs }) =>
          device === other && isConnected && isHeardOut && (heardAgoMs ?? Infinity) <= sinceMs,
      ),
    );
    if (isHeard) return true;
    if (sinceMs >= HEARING_MS) return false;
    await pause(clock, HEARING_LOOK_MS);
  }
}

function otherTills({ ledger }: Till): ReadonlyArray<DeviceId> {
  const { device: self } = ledger.identity.key;
  return [...ledger.admission().values()].flatMap(({ device, revoked, rights }) =>
    device === self || revoked || !rights.includes("till") ? [] : [device],
  );
}

/** Returns the terminal of a payment, where this till drives it under the very turn of the payment. */
function drivenTerminal({ ledger }: Till, { started }: PlacedPayment): Terminal | undefined {
  const terminal = ledger.read((view) => readTerminal(view, started.terminal.id));
  const isDriven = terminal?.driver === ledger.identity.key.device;
  return isDriven ? terminal : undefined;
}

function elsewhere(till: Till, { started }: PlacedPayment): Refusal {
  const { id } = started.terminal;
  const terminal = till.ledger.read((view) => readTerminal(view, id));
  return { type: "terminal/elsewhere", name: terminal?.name ?? id };
}

/** Another till drives the terminal by now: what it found there is judged elsewhere, and a person is asked. */
function noteTakenAway({ till }: CardDeps, { id, order, started }: PlacedPayment): void {
  const actor = { number: started.terminal.by, name: "", hasHappened: true };
  till.act(actor, "card unknown", (context) =>
    decideCardUnknown(orderState(context.view, order), {
      payment: id,
      found: null,
      why: "used-since",
    }),
  );
}

function withPart(context: DecisionContext, part: string | undefined): DecisionContext {
  return part === undefined ? context : { ...context, part };
}
