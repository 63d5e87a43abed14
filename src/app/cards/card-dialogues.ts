/**
 * The dialogues with card terminals that this process has under way: each runs under its terminal's lock,
 * and writes down what becomes of it.
 */

import {
  type CardOutcome,
  type CardRequest,
  type Slip,
  type TerminalProfile,
} from "../../card/contract.ts";
import {
  type NotBegun,
  type Phase,
  resumeDialogue,
  statusIn,
  type Step,
} from "../../card/dialogue.ts";
import { saleOf, serviceOf } from "../../card/nexo/names.ts";
import { type CardBooks, runDialogue, type RunningDialogue } from "../../card/run-dialogue.ts";
import {
  askedSum,
  capturedCard,
  type CardPayment,
  cardPaymentOf,
  isMoneyBack,
} from "../../domain/balance/card-payments.ts";
import { assertNever } from "../../domain/base/assert-never.ts";
import {
  decideCardDeclined,
  decideCardTaken,
  decideCardUnknown,
  mayBeSent,
} from "../../domain/commands/cards/card-payment.ts";
import { type AtStart } from "../../domain/commands/cards/card-start.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type DeviceId, deviceOf, type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";
import { type Clock } from "../../domain/ports.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import {
  ledgerSays,
  type PlacedPayment,
  placedPayment,
} from "../../domain/terminals/card-ledger.ts";
import { readTerminal, type Terminal } from "../../domain/terminals/terminals.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type SpoolStore } from "../../printer/spool/spool-store.ts";
import { orderState } from "../orders/orders.ts";
import { withSlips } from "../printing/slip-papers.ts";
import { type Actor, type Till } from "../till/till.ts";
import { hearOthers, type HearingDeps } from "./hear-others.ts";
import { type LinkDeps, linkTo, profileOf } from "./terminal-links.ts";

export interface RunningCard {
  readonly terminal: Terminal;
  readonly order: EventId;
  /** Undefined until its start is durable. */
  readonly payment: () => EventId | undefined;
  /** What the terminal is asked for, the tip in it; undefined while nobody has said how much. */
  readonly sum: () => MinorUnits | undefined;
  /** The terminal is asked to give money back. */
  readonly isBack: boolean;
  readonly phase: () => Phase;
  /**
   * What the terminal is at, by its protocol's number; undefined where it said nothing of that.
   * terminal-words.ts has the words.
   */
  readonly status: () => number | undefined;
  /** Asks the terminal to end it; only its answer counts. */
  readonly escape: () => void;
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

export interface CardDeps extends HearingDeps, LinkDeps {
  readonly dir: string;
  readonly till: Till;
  readonly clock: Clock;
  /** The queue of papers that the terminal's slips go into. */
  readonly jobs: SpoolStore;
  readonly hasDuties: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** How soon a till that hears of a take-over hangs up. */
const LOOK_EVERY_MS = 500;

export interface Dialogues {
  /** Runs one dialogue under the terminal's lock; undefined where somebody is at it. */
  readonly run: (terminal: Terminal, wish: DialogueWish) => RunningCard | undefined;
  readonly askFor: (payment: PlacedPayment, terminal: Terminal) => RunningCard | undefined;
  readonly all: () => ReadonlyArray<RunningCard>;
  readonly onChange: (listener: () => void) => () => void;
  readonly stop: () => void;
}

interface DialogueWish {
  readonly task: CardTask;
  readonly begin: (profile: TerminalProfile) => Step;
}

export function createDialogues(deps: CardDeps): Dialogues {
  const { dir, till, clock } = deps;
  const running = new Set<RunningCard & { readonly stop: () => void }>();
  const listeners = new Set<() => void>();

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function run(terminal: Terminal, { task, begin }: DialogueWish): RunningCard | undefined {
    const lock = takeLock(dir, `terminal-${terminal.id}`);
    if (lock === undefined) return undefined;
    const { release } = lock;
    const books = booksOf(deps, terminal, task);
    const dialogue = runDialogue(begin(profileOf(terminal)), {
      link: (onNews) => linkTo(terminal, deps, onNews),
      books,
      clock,
      onPhase: tell,
    });

    function letGo(): void {
      if (!running.delete(card)) return;
      stopLooking();
      release();
      tell();
    }

    const card = {
      terminal,
      order: task.order,
      payment: books.payment,
      sum: books.sum,
      isBack: task.isBack === true,
      phase: dialogue.phase,
      status: () => statusIn(dialogue.phase()),
      escape: dialogue.escape,
      done: endOf(dialogue, books).finally(letGo),
      stop: () => {
        dialogue.stop();
        letGo();
      },
    };
    running.add(card);
    let stopLooking = clock.after(LOOK_EVERY_MS, look);
    return card;

    /** Another process may have heard of a take-over, so the ledger is looked at. */
    function look(): void {
      if (isTaken(till, terminal)) dialogue.takenAway();
      if (running.has(card)) stopLooking = clock.after(LOOK_EVERY_MS, look);
    }
  }

  return {
    run,
    askFor: (payment, terminal) => {
      const { id, order, started } = payment;
      const { by } = started.terminal;
      const request = till.ledger.read((view) => requestOf(view, payment));
      return run(terminal, {
        task: {
          actor: { number: by, name: "" },
          order,
          payment: id,
          isBack: isMoneyBack(started),
        },
        begin: (profile) => resumeDialogue(request, profile),
      });
    },
    all: () => [...running],
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      for (const card of running) card.stop();
    },
  };
}

/** Whether another till, or this one anew, drives the terminal by now. */
function isTaken({ ledger }: Till, { id, driver, turn }: Terminal): boolean {
  const now = ledger.read((view) => readTerminal(view, id));
  return now?.driver !== driver || now.turn !== turn;
}

/** Returns what the terminal was, or is to be, asked for, as it stands in the ledger. */
export function requestOf(view: LedgerView, { id, order, started }: PlacedPayment): CardRequest {
  const { act, after, named, of } = started.terminal;
  // What it acts on may lie on another order that was merged into this one.
  const before = of === undefined ? undefined : cardPaymentOf(orderState(view, order), of);
  const offlineMost = minor(readSetting(view, "card-offline"));
  return {
    act,
    sum: askedSum(started),
    ...(offlineMost === 0 ? {} : { offlineMost }),
    after,
    named: named ? { ...named, sale: saleOf(id) } : null,
    ...(before === undefined ? {} : originalOf(before)),
  };
}

/** Returns the payment that is acted on, as its terminal named it. */
function originalOf({ payment, started }: CardPayment): Pick<CardRequest, "of" | "original"> {
  const { ref = null, auth, transaction } = capturedCard(payment) ?? {};
  return {
    ...(ref === null ? {} : { of: { ref, ...(auth === undefined ? {} : { auth }) } }),
    ...(transaction === undefined ? {} : { original: { ...transaction, ...referenceOf(started) } }),
  };
}

function referenceOf({ terminal }: CardPayment["started"]): { readonly reference?: string } {
  const isReservation = terminal.act === "reserve" && terminal.named !== undefined;
  return isReservation ? { reference: terminal.named.service } : {};
}

/** What a dialogue is about; `start` is there for one that begins, and `payment` for one that was begun. */
export interface CardTask {
  readonly actor: Actor;
  readonly order: EventId;
  readonly start?: CardStarting;
  /** So much was wished for, in case somebody asks before the start; undefined for whatever is due. */
  readonly asks?: MinorUnits | undefined;
  readonly payment?: EventId;
  readonly isBack?: boolean;
}

/** Decides the start of a payment; only this is written before the terminal is asked. */
export type CardStarting = (context: DecisionContext, order: OrderState, at: AtStart) => Decision;

interface TaskBooks extends CardBooks, Pick<RunningCard, "payment" | "sum"> {
  /** Returns why the start was refused; undefined where it wasn't. */
  readonly refusal: () => Refusal | undefined;
}

function booksOf(deps: CardDeps, terminal: Terminal, task: CardTask): TaskBooks {
  const { till } = deps;
  const { ledger } = till;
  /** The home of the payment: the bill that the order was on when it was started. */
  let { order, payment } = task;
  let refusal: Refusal | undefined;
  let unheard: ReadonlyArray<DeviceId> = [];

  function placed(): PlacedPayment {
    const id = payment ?? missing();
    return ledger.read((view) => placedPayment(view, { order, id })) ?? missing();
  }

  /** What has happened is written whatever the person may do by now. */
  function write(
    name: string,
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ): void {
    // A colleague's word was for the start, and is used up.
    const { approval: _approval, ...alone } = task.actor;
    const actor = { ...alone, hasHappened: true };
    const done = till.act(actor, name, (context) =>
      decide(context, orderState(context.view, order)),
    );
    if (!done.ok && !SAID_ENOUGH.has(done.fault.type)) {
      throw new Error(`The end of a card payment was refused: ${done.fault.type}.`);
    }
  }

  return {
    payment: () => payment,
    sum: () => (payment === undefined ? task.asks : askedSum(placed().started)),
    refusal: () => refusal,
    begin: (last) => {
      const { start } = task;
      if (start === undefined) return undefined;
      const done = till.act(task.actor, "start card", (context) =>
        start(context, orderState(context.view, order), { last, service: serviceOf }),
      );
      if (!done.ok) {
        refusal = done.fault;
        return undefined;
      }
      payment = done.value.ids[0] as EventId;
      order = homeOf(done.value, payment) ?? order;
      const known = placed();
      return ledger.read((view) => requestOf(view, known));
    },
    mayBeSent: () => {
      const { device } = ledger.identity.key;
      const id = payment;
      if (id === undefined) return false;
      return ledger.read((view) => mayBeSent({ view, device }, { order, payment: id }));
    },
    facts: () => {
      if (payment === undefined) return NOTHING_SAID;
      const known = placed();
      const isOwnStart = deviceOf(known.id) === ledger.identity.key.device;
      const ageMs = deps.clock.nowMs() - known.started.terminal.wallMs;
      // Read at once: what is told meanwhile is judged when it was heard.
      return { ...ledger.read((view) => ledgerSays(view, known)), isOwnStart, ageMs };
    },
    hear: async () => {
      unheard = terminal.isBound ? [] : await hearOthers(deps);
      return unheard.length === 0;
    },
    end: (outcome, slips) => {
      const end = { payment: payment ?? missing(), outcome, unheard };
      const papers = { slips: slipsOf(outcome, slips), isBack: task.isBack === true };
      withSlips(deps, papers, () => {
        write(`card ${outcome.type}`, (context, order) => decideEnd(context, order, end));
      });
    },
  };
}

/**
 * Returns the slips that are of the very payment: a terminal that is asked for its last one may print another's,
 * which only a yes by its memory rules out.
 */
function slipsOf(outcome: CardOutcome, slips: ReadonlyArray<Slip>): ReadonlyArray<Slip> {
  const isItsOwn =
    outcome.type === "captured" || (outcome.type === "declined" && outcome.how === "answer");
  return isItsOwn ? slips : [];
}

/**
 * Somebody has said the same meanwhile, or a person what became of it; or this till was shut out, and whoever
 * drives the terminal next finds what it did.
 */
const SAID_ENOUGH: ReadonlySet<Refusal["type"]> = new Set(["card/known", "device/revoked"]);

const NOTHING_SAID = { isUsedSince: false, isClaimed: () => false, isOwnStart: true, ageMs: 0 };

function missing(): never {
  throw new Error("A card payment is not where it was started.");
}

/** Returns the order of which a start says that it is on; undefined where there is no such start. */
function homeOf({ events }: Pick<Committed, "events">, payment: EventId): EventId | undefined {
  const start = events.find(({ known }) => known?.id === payment)?.known;
  const [home] = start?.streams ?? [];
  return home === undefined ? undefined : (streamName(home) as EventId);
}

interface EndedCard {
  readonly payment: EventId;
  readonly outcome: CardOutcome;
  /** The tills that were not heard when it was asked. */
  readonly unheard: ReadonlyArray<DeviceId>;
}

function missingFor(
  { why }: Extract<CardOutcome, { readonly type: "unknown" }>,
  unheard: ReadonlyArray<DeviceId>,
): ReadonlyArray<DeviceId> {
  return why === "not-heard" ? unheard : [];
}

function decideEnd(
  context: DecisionContext,
  order: OrderState,
  { payment, outcome, unheard }: EndedCard,
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
      return decideCardUnknown(order, {
        ...outcome,
        payment,
        missing: missingFor(outcome, unheard),
      });
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
