/**
 * The card terminals that this till drives: a payment is started, followed and written down, and one that a
 * crash left open is asked for. One dialogue at a time and terminal, of all processes on the store.
 */

import { beginDialogue } from "../../card/dialogue.ts";
import { serviceOf } from "../../card/nexo/names.ts";
import { askedSum, cardPayments } from "../../domain/balance/card-payments.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type BackWish, decideStartBack } from "../../domain/commands/cards/card-back.ts";
import {
  type CardSaid,
  type CardWish,
  decideCardSaid,
  decideForwarded,
  decideStartCard,
} from "../../domain/commands/cards/card-payment.ts";
import { usedTerminal } from "../../domain/commands/cards/change-terminals.ts";
import { decideNoteSlip, type SlipOf } from "../../domain/commands/cards/note-slip.ts";
import { decideTipAfter, type TipAfter } from "../../domain/commands/money/tip-after.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type DeviceId, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { type PlacedPayment, placedPayment } from "../../domain/terminals/card-ledger.ts";
import { unsettledAt } from "../../domain/terminals/settlements.ts";
import { readTerminal, type Terminal, terminalsOf } from "../../domain/terminals/terminals.ts";
import { orderState } from "../orders/orders.ts";
import { type Actor, type Till } from "../till/till.ts";
import {
  type CardDeps,
  type CardTask,
  createDialogues,
  type Dialogues,
  type RunningCard,
} from "./card-dialogues.ts";
import { createRecovery } from "./card-recovery.ts";
import {
  createTerminalLooks,
  type TerminalLooks,
  type TestedTerminal,
} from "./look-at-terminals.ts";
import { createSettlements, type Settlements } from "./settle-terminal.ts";
import { createTabDesk, createTabRelease, type TabDesk } from "./tab-desk.ts";
import { askTerminal, takeTerminal } from "./take-terminal.ts";

export type { CardEnd, RunningCard } from "./card-dialogues.ts";
export type { TestedTerminal } from "./look-at-terminals.ts";

export interface CardDesk extends TabDesk {
  /** Returns the terminals that this till drives. */
  readonly terminals: () => ReadonlyArray<Terminal>;
  /**
   * Asks a terminal for the money of an order. Refused at once for whatever the payment would be refused
   * for; the rest is told as it happens.
   */
  readonly pay: (actor: Actor, wish: PayAtTerminal) => Result<RunningCard, Refusal>;
  /**
   * Asks a terminal to give money back: refused at once for whatever the refund would be refused for; the
   * rest is told as it happens.
   */
  readonly giveBack: (actor: Actor, wish: BackAtTerminal) => Result<RunningCard, Refusal>;
  /**
   * Returns the terminal by which money of an order, or of a receipt or a payment of it, goes back to the card that
   * it came from: the one that took it, where this till drives it. Undefined for a terminal beside the till.
   */
  readonly backTerminal: (order: EventId, of?: EventId) => Terminal | undefined;
  /** Asks a terminal whether it is there and at rest; it takes no money. */
  readonly test: (id: string) => Promise<Result<TestedTerminal, Refusal>>;
  /**
   * Looks how each terminal is that this till drives and nobody is at, and tells of each once that is known:
   * never in the way of whoever needs it meanwhile.
   */
  readonly look: (onSeen: (tested: TestedTerminal) => void) => void;
  /**
   * Has this till drive a terminal that another one drives, after asking it what it did last: nothing is
   * written where it is busy or doesn't answer.
   */
  readonly take: (actor: Actor, id: string) => Promise<Result<TestedTerminal, Refusal>>;
  /**
   * Tells a terminal to end its day, once; refused while nobody knows of a payment there. `actor`: undefined
   * for the close of a day by a timer.
   */
  readonly settle: Settlements["settle"];
  /** Asks the terminal of a payment once more what became of it. */
  readonly askAgain: (payment: NamedPayment) => Result<RunningCard, Refusal>;
  /** Writes the word of a person who has looked at the terminal. */
  readonly say: (actor: Actor, said: CardSaid & NamedPayment) => Result<undefined, Refusal>;
  /** Writes what a person has read of a payment that its terminal approved without its host. */
  readonly sayForwarded: (
    actor: Actor,
    payment: NamedPayment,
    accepted: boolean,
  ) => Result<undefined, Refusal>;
  /** Writes the tip of a card payment that a person has read on its slip. */
  readonly tip: (actor: Actor, order: EventId, tip: TipAfter) => Result<undefined, Refusal>;
  /** Writes what a person has typed of the slip of a payment that no terminal here was asked for. */
  readonly noteSlip: (actor: Actor, order: EventId, slip: SlipOf) => Result<undefined, Refusal>;
  /**
   * Asks for each payment that a crash left open, where nobody is at it, and judges what the next driver of its
   * terminal found there; notes the ends of day that a crash cut off, and lets go of the tabs of orders that are
   * paid otherwise. Call it from time to time.
   */
  readonly recover: () => void;
  /** Returns the dialogues that this process runs. */
  readonly running: () => ReadonlyArray<RunningCard>;
  /** Calls whenever a dialogue of this process stands elsewhere, or has ended; returns the end of it. */
  readonly onChange: (listener: () => void) => () => void;
  /** Lets go at once, as a process that dies does: what is open is asked for later. */
  readonly close: () => Promise<void>;
}

export interface NamedPayment {
  readonly order: EventId;
  readonly payment: EventId;
}

export interface BackAtTerminal {
  readonly order: EventId;
  readonly wish: BackWish;
}

export interface PayAtTerminal {
  readonly order: EventId;
  readonly wish: CardWish;
  /** The part of a split bill; missing for all that is left. */
  readonly part?: string | undefined;
}

export function createCardDesk(deps: CardDeps): CardDesk {
  const { till } = deps;
  const { ledger } = till;
  const { device } = ledger.identity.key;
  const dialogues = createDialogues(deps);
  const looks = createTerminalLooks(deps);
  let isClosed = false;
  const begins = { ...deps, dialogues, looks };
  const tabs = createTabDesk(deps, (wish) => begin(begins, wish));
  const recoverPayments = createRecovery(deps, dialogues);
  const releaseTabs = createTabRelease(deps, tabs, dialogues);
  const settlements = createSettlements(deps);

  function terminals(): ReadonlyArray<Terminal> {
    return ledger.read((view) => terminalsOf(view, device));
  }

  return {
    ...tabs,
    terminals,
    pay: (...pay) => payBy(begins, pay),
    giveBack: (actor, { order, wish }) =>
      begin(begins, {
        actor,
        order,
        terminal: wish.terminal,
        asks: wish.amount,
        isBack: true,
        start: (context, state, at) => decideStartBack(context, state, { wish, ...at }),
      }),
    backTerminal: (order, of) => ledger.read((view) => backTerminal(view, { device, order, of })),
    test: (id) => {
      looks.letGo(id);
      return testTerminal(deps, id);
    },
    look: (onSeen) => {
      // Whoever asked may have left before its turn came.
      if (isClosed) return;
      for (const terminal of terminals()) {
        if (!isPaidAt(till, terminal)) looks.look(terminal, onSeen);
      }
    },
    take: (actor, id) => {
      looks.letGo(id);
      return takeTerminal(deps, actor, id);
    },
    settle: (actor, wish) => {
      looks.letGo(wish.id);
      return settlements.settle(actor, wish);
    },
    askAgain: ({ order, payment: id }) => {
      const payment = ledger.read((view) => placedPayment(view, { order, id }));
      if (payment === undefined) return err({ type: "card/unknown", text: id });
      if (payment.state !== "unknown" && payment.state !== "open")
        return err({ type: "card/known" });
      const terminal = drivenTerminal(till, payment);
      if (!terminal.ok) return terminal;
      looks.letGo(terminal.value.id);
      const card = dialogues.askFor(payment, terminal.value);
      return card === undefined ? err(atWork(terminal.value, askedSum(payment.started))) : ok(card);
    },
    say: (actor, said) => {
      const done = till.act(actor, "card said", (context) =>
        decideCardSaid(context, orderState(context.view, said.order), said),
      );
      return done.ok ? ok(undefined) : done;
    },
    recover: () => {
      recoverPayments();
      releaseTabs();
      if (deps.hasDuties()) settlements.noteLost();
    },
    tip: (actor, order, tip) => {
      const done = till.act(actor, "card tip", (context) =>
        decideTipAfter(context, orderState(context.view, order), tip),
      );
      return done.ok ? ok(undefined) : done;
    },
    noteSlip: (actor, order, slip) => {
      const done = till.act(actor, "card slip", (context) =>
        decideNoteSlip(context, orderState(context.view, order), slip),
      );
      return done.ok ? ok(undefined) : done;
    },
    sayForwarded: (actor, { order, payment }, accepted) => {
      const done = till.act(actor, "card forwarded", (context) =>
        decideForwarded(context, orderState(context.view, order), { payment, accepted }),
      );
      return done.ok ? ok(undefined) : done;
    },
    running: dialogues.all,
    onChange: dialogues.onChange,
    close: () => {
      isClosed = true;
      dialogues.stop();
      looks.stop();
      settlements.stop();
      return Promise.resolve();
    },
  };
}

/** What a dialogue begins with. */
interface BeginDeps extends CardDeps {
  readonly dialogues: Dialogues;
  readonly looks: TerminalLooks;
}

function payBy(
  deps: BeginDeps,
  [actor, { order, wish, part }]: Parameters<CardDesk["pay"]>,
): Result<RunningCard, Refusal> {
  return begin(deps, {
    actor,
    order,
    terminal: wish.terminal,
    asks: wish.amount,
    start: (context, state, at) =>
      decideStartCard(part === undefined ? context : { ...context, part }, state, { wish, ...at }),
  });
}

interface Beginning
  extends Required<Pick<CardTask, "actor" | "order" | "start" | "asks">>, Pick<CardTask, "isBack"> {
  readonly terminal: string;
}

/** Begins a dialogue that the ledger would let begin now. */
function begin(
  { till, dialogues, looks }: BeginDeps,
  { terminal: id, ...task }: Beginning,
): Result<RunningCard, Refusal> {
  const used = till.ledger.read((view) => usedTerminal(view, id));
  if (!used.ok) return used;
  const asked = till.ask(task.actor, "start card", (context) =>
    task.start(context, orderState(context.view, task.order), { last: null, service: serviceOf }),
  );
  if (!asked.ok) return asked;
  const terminal = used.value;
  looks.letGo(id);
  const card = dialogues.run(terminal, { task, begin: beginDialogue });
  return card === undefined ? err(atWork(terminal, zeroMinor)) : ok(card);
}

/** Whether a payment there waits for its end, which a crash may have left to be asked for. */
function isPaidAt({ ledger }: Till, { id }: Terminal): boolean {
  return ledger.read((view) => unsettledAt(view, id)).some(({ state }) => state === "open");
}

function atWork({ name }: Terminal, amount: MinorUnits): Refusal {
  return { type: "terminal/at-work", name, amount };
}

async function testTerminal(deps: CardDeps, id: string): Promise<Result<TestedTerminal, Refusal>> {
  const used = deps.till.ledger.read((view) => usedTerminal(view, id));
  if (!used.ok) return used;
  const terminal = used.value;
  return ok({ terminal, answer: await askTerminal(deps, terminal, () => undefined) });
}

/** Returns the terminal of a payment, where this till drives it by now. */
function drivenTerminal({ ledger }: Till, { started }: PlacedPayment): Result<Terminal, Refusal> {
  const { id } = started.terminal;
  const terminal = ledger.read((view) => readTerminal(view, id));
  const isDriven = terminal?.driver === ledger.identity.key.device;
  return isDriven ? ok(terminal) : err({ type: "terminal/elsewhere", name: terminal?.name ?? id });
}

function backTerminal(
  view: LedgerView,
  {
    device,
    order,
    of,
  }: {
    readonly device: DeviceId;
    readonly order: EventId;
    readonly of: EventId | undefined;
  },
): Terminal | undefined {
  const state = orderState(view, order);
  const receipt = state.receipts.find((it) => it.id === of);
  const isPayment = of !== undefined && Object.hasOwn(state.paymentsById, of);
  const named = isPayment ? [of] : receipt?.body.uses.map(({ payment }) => payment);
  const used = named && new Set(named);
  const taken = cardPayments(state).findLast(
    (it) =>
      it.payment.captured !== null &&
      it.started.terminal.act === "pay" &&
      used?.has(it.id) !== false,
  );
  if (taken === undefined) return undefined;
  return terminalsOf(view, device).find((terminal) => terminal.id === taken.started.terminal.id);
}
