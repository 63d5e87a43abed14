/** The desk behind a person at the register: who acts, which order lies there, how a use case ends. */

import { type Decision, type DecisionContext } from "../domain/commands/decision.ts";
import { type Refusal as RefusalFacts } from "../domain/commands/refusal.ts";
import { decideUndo, type Undo, undosOf } from "../domain/commands/undo-order.ts";
import { type OrderState } from "../domain/folds/order-state.ts";
import { type EventId } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { type Locale } from "../domain/locale.ts";
import { type Clock, type Random } from "../domain/ports.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type OrderView } from "../domain/views.ts";
import { type Committed } from "../ledger/ledger.ts";
import { type Refusal } from "../tui/refusal-port.ts";
import { type MisdeedDeps } from "./misdeeds.ts";
import { type OpenTill } from "./open-till.ts";
import { orderState, orderView } from "./orders.ts";
import { type SeenPrinter } from "./printer-finding.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { approvalNeeded } from "./register-approval.ts";
import { orNoRoom } from "./store-errors.ts";
import { type Actor, type Till } from "./till.ts";
import { type UndoEntry, type UndoStack } from "./undo-stack.ts";
import { tillWords } from "./words/till-words.ts";

export interface DeskDeps {
  readonly till: Till;
  /** The papers of this till, the clock that they go by, and what is known of other tills. */
  readonly open: Pick<OpenTill, "dir" | "till" | "jobs" | "clock"> & MisdeedDeps;
  readonly actor: Actor;
  /** What the person is told is in this language; it may change while they are here. */
  readonly locale: () => Locale;
  /** Of the screens of this person from now on; undefined for the shop's. What they speak then. */
  readonly speak: (language: Locale | undefined) => Locale | undefined;
  /** The order on the screen outlives the session: a change of cashier or a power cut loses nothing. */
  readonly screen: {
    readonly order: () => EventId | undefined;
    readonly show: (order: EventId | undefined) => void;
  };
  /** What can be taken back here. */
  readonly undos: UndoStack;
  /** Names secrets, such as those that check a PIN. */
  readonly random: Random;
  /** Something is waiting for a printer. */
  readonly wakePrinters: () => void;
  /** Somebody has asked for what waited: every printer is tried. */
  readonly tryPrinters: () => void;
  /** Looks for printers that are there. */
  readonly findPrinters: (clock: Clock) => Promise<ReadonlyArray<SeenPrinter>>;
  /** Something that a screen shows has changed, and the ledger says nothing of it. */
  readonly changed: () => void;
  /** What has to be written before anything else of this person can be; refused, nothing is. */
  readonly prepare: () => Result<void, Refusal>;
}

type Decide<Order> = (context: DecisionContext, order: Order) => Decision;

export interface Desk extends DeskDeps {
  readonly current: () => OrderView | undefined;
  /** Commits; an order that it opens is the one on the screen. */
  readonly act: (
    name: string,
    decide: Decide<OrderState | undefined>,
  ) => Result<Committed, Refusal>;
  /** Commits what is not about the order on the screen. */
  readonly actBeside: (
    name: string,
    decide: (context: DecisionContext) => Decision,
  ) => Result<Committed, Refusal>;
  /** Commits a change of the order on the screen, and shows it. */
  readonly change: (name: string, decide: Decide<OrderState>) => Result<OrderView, Refusal>;
  /** Takes back what was done last to the order on the screen, and says what that was. */
  readonly takeBack: () => Result<StepBack, Refusal>;
  /** The order on the screen, which must be there. */
  readonly shown: () => OrderView;
  readonly refused: (facts: RefusalFacts) => { readonly ok: false; readonly fault: Refusal };
}

export interface StepBack {
  readonly taken: ReadonlyArray<TakenBack>;
  /** Why a step of several actions was not taken back to its beginning. */
  readonly halted: Refusal | undefined;
}

export interface TakenBack {
  readonly undo: Undo;
  /** The line that it is about now; undefined for none that is there. */
  readonly line: EventId | undefined;
}

export function createDesk(deps: DeskDeps): Desk {
  const { till, actor, screen, undos, locale } = deps;

  function perform(...[name, decide]: Parameters<Perform>): ReturnType<Perform> {
    const prepared = deps.prepare();
    if (!prepared.ok) return prepared;
    const id = screen.order();
    const before = { order: undefined as OrderState | undefined };
    function decideOnScreen(context: DecisionContext): Decision {
      before.order = id === undefined ? undefined : openedOrder(context.view, id);
      return decide(context, before.order);
    }
    // In the same transaction: a crash must not leave an open order that no screen shows.
    const release = till.whileCommitting(({ events: [first] }) => {
      if (first?.known?.kind === "order/opened") screen.show(first.event.id);
    });
    const done = orNoRoom(() => till.act(actor, name, decideOnScreen), locale());
    release();
    if (typeof done === "string") return err({ message: done });
    if (!done.ok) return desk.refused(done.fault);
    deps.wakePrinters();
    return ok({ before: before.order, committed: done.value });
  }

  const desk: Desk = {
    ...deps,
    current: () => {
      const id = screen.order();
      return id === undefined ? undefined : till.ledger.read((view) => orderView(view, id));
    },
    act: (name, decide) => {
      const done = perform(name, decide);
      if (!done.ok) return done;
      const id = screen.order();
      if (id !== undefined) noteUndo(undos, id, done.value);
      return ok(done.value.committed);
    },
    actBeside: (name, decide) => {
      const done = perform(name, decide);
      return done.ok ? ok(done.value.committed) : done;
    },
    takeBack: () => {
      const id = screen.order();
      return (
        (id === undefined ? undefined : takeBack(id, { undos, perform })) ??
        nothingToTakeBack(locale())
      );
    },
    change: (name, decide) => {
      const done = desk.act(name, (context, order) =>
        order === undefined ? err({ type: "order/none" }) : decide(context, order),
      );
      return done.ok ? ok(desk.shown()) : done;
    },
    shown: () => {
      const order = desk.current();
      if (order === undefined) throw new Error("The order that was just changed is not there.");
      return order;
    },
    refused: (facts) => err(toRefusal(deps, facts)),
  };
  return desk;
}

/**
 * Undefined for one that nobody has opened, as far as counts here: that part of this till's own word came
 * in question with it, because its disk was copied.
 */
function openedOrder(view: LedgerView, id: EventId): OrderState | undefined {
  const order = orderState(view, id);
  return order.opened === null ? undefined : order;
}

/** In words, with what would lift it. */
function nothingToTakeBack(locale: Locale): Result<never, Refusal> {
  return err({ message: tillWords(locale).undone.nothing });
}

function toRefusal({ till, locale }: DeskDeps, facts: RefusalFacts): Refusal {
  const message = refusalSentence(facts, till, locale());
  if (facts.type === "reason/needed") return { message, needsReason: true };
  const approval = approvalNeeded(till, facts);
  return approval === undefined ? { message } : { message, approval };
}

type Perform = (name: string, decide: Decide<OrderState | undefined>) => Result<Done, Refusal>;

/** Another screen was first, and there will never be anything to take back. */
const POINTLESS: ReadonlySet<RefusalFacts["type"]> = new Set([
  "line/voided",
  "line/paid",
  "line/unknown",
  "course/same",
]);

/** The whole of a step; undefined when there is none. What is pointless by now is dropped: the next press reaches the step before. */
function takeBack(
  id: EventId,
  { undos, perform }: { readonly undos: UndoStack; readonly perform: Perform },
): Result<StepBack, Refusal> | undefined {
  const taken: TakenBack[] = [];
  const first = undos.last(id);
  if (first === undefined) return undefined;
  for (let entry: UndoEntry | undefined = first; entry?.step === first.step;) {
    const { undo } = entry;
    let fault: RefusalFacts["type"] | undefined;
    const done = perform("undo", (context, order) => {
      const decided: Decision =
        order === undefined ? err({ type: "order/none" }) : decideUndo(context, order, undo);
      fault = decided.ok ? undefined : decided.fault.type;
      return decided;
    });
    if (!done.ok) {
      if (fault !== undefined && POINTLESS.has(fault)) undos.done(id, undefined);
      return taken.length === 0 ? done : ok({ taken, halted: done.fault });
    }
    const [again] = done.value.committed.ids;
    undos.done(id, again);
    taken.push({ undo, line: lineAfter(undo, again) });
    entry = undos.last(id);
  }
  return ok({ taken, halted: undefined });
}

function lineAfter(undo: Undo, again: EventId | undefined): EventId | undefined {
  if (undo.type === "put-back") return again;
  return undo.type === "set-back" || undo.type === "discount-back" ? undo.line : undefined;
}

interface Done {
  /** The order on the screen, as the decision saw it. */
  readonly before: OrderState | undefined;
  readonly committed: Committed;
}

function noteUndo(undos: UndoStack, order: EventId, { before, committed }: Done): void {
  const events = committed.events.flatMap(({ known }) => known ?? []);
  if (events.some(({ kind }) => kind === "receipt/issued")) undos.forget(order);
  undos.push(order, undosOf(before, events));
}
