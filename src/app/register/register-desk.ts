/** The desk behind a person at the register: who acts, which order lies there, how a use case ends. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { isOfRights } from "../../domain/commands/approval.ts";
import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { type LeftsBefore, leftsBefore } from "../../domain/commands/order/undo-left.ts";
import { decideUndo, type Undo, undosOf } from "../../domain/commands/order/undo-order.ts";
import {
  needsReason,
  questionOf,
  type Refusal as RefusalFacts,
} from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { type DayTurns } from "../day/day-turn.ts";
import { maySeeCash } from "../drawers/drawer-seen.ts";
import { type ViolationDeps } from "../mesh/violations.ts";
import { type OpenTill } from "../open-till.ts";
import { type NextOrder } from "../orders/next-order.ts";
import { decideAll } from "../orders/order-undo.ts";
import { orderState, orderView } from "../orders/orders.ts";
import {
  type Slot,
  type Staying,
  type Step,
  type UndoEntry,
  type UndoStack,
} from "../orders/undo-stack.ts";
import { type SeenPrinter } from "../printing/printer-finding.ts";
import { tryStore } from "../store-errors.ts";
import { type Actor, type Till } from "../till/till.ts";
import { hasWholePast } from "../whole-past.ts";
import { type CardsHere } from "./card-follower.ts";
import { type DayClosings } from "./day-closings.ts";
import { refusalSentence } from "./refusal-sentence.ts";
import { approvalNeeded } from "./register-approval.ts";

export interface DeskDeps {
  readonly till: Till;
  /** The papers of this till, the clock that they go by, and what is known of other tills. */
  readonly open: Pick<OpenTill, "dir" | "till" | "jobs" | "clock"> &
    Partial<Pick<OpenTill, "askRights">> &
    ViolationDeps;
  readonly actor: Actor;
  /** Returns the language of the person's screens, which may change while they are here. */
  readonly locale: () => Locale;
  /** Sets the language of this person's screens from now on; undefined for the shop's. */
  readonly speak: (language: Locale | undefined) => void;
  /** The order on the screen outlives the session: a change of cashier or a power cut loses nothing. */
  readonly screen: {
    readonly order: () => EventId | undefined;
    readonly show: (order: EventId | undefined) => void;
  };
  /** The acts that can be undone here. */
  readonly undos: UndoStack;
  /** Names secrets, such as those that check a PIN. */
  readonly random: Random;
  /** Something is waiting for a printer. */
  readonly wakePrinters: () => void;
  /** Somebody has asked for what waited: every printer is tried. */
  readonly tryPrinters: () => void;
  /** Looks for printers that are there. */
  readonly findPrinters: (clock: Clock) => Promise<ReadonlyArray<SeenPrinter>>;
  readonly cardsHere: CardsHere;
  /** Something that a screen shows has changed, and the ledger says nothing of it. */
  readonly changed: () => void;
  /** Closes of the day that were asked for here. */
  readonly closings: DayClosings;
  /** Which day it is for who stayed past the cut-over. */
  readonly turns: Pick<DayTurns, "goOn" | "begin">;
  /** Writes what has to be written before any other act of this person; when it is refused, the act is too. */
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
  readonly actBeside: Desk["act"];
  /** Acts as `act` does, where another act follows at once that counts as the person's. */
  readonly actUnnoted: Desk["act"];
  /** Notes that the last change was none of these acts, and can't be undone. */
  readonly noteKept: () => void;
  /** Commits a change of the order on the screen, and shows it. */
  readonly change: (name: string, decide: Decide<OrderState>) => Result<OrderView, Refusal>;
  /** Takes back what was done last, and says what that was. */
  readonly takeBack: (next: NextOrder) => Result<StepBack, Refusal>;
  /** The order on the screen after an act. Another process may have heard what takes it out of what counts. */
  readonly shown: () => Result<OrderView, Refusal>;
  readonly refused: (facts: RefusalFacts) => { readonly ok: false; readonly fault: Refusal };
  /** Refuses a read, which a screen makes with each key: the journal has no line of it. */
  readonly withheld: Desk["refused"];
}

export interface StepBack {
  readonly taken: ReadonlyArray<TakenBack>;
  /** Why a step of several actions was not taken back to its beginning. */
  readonly halted: Refusal | undefined;
}

export interface TakenBack {
  readonly undo: Exclude<Step, { type: "stays" }>;
  /** The line that it is about now; undefined for none that is there. */
  readonly line: EventId | undefined;
}

export function createDesk(deps: DeskDeps): Desk {
  const { till, actor, screen, undos, locale } = deps;
  const orderNow = createOrderLook(till);

  function perform(...[name, decide]: Parameters<Perform>): ReturnType<Perform> {
    const prepared = deps.prepare();
    if (!prepared.ok) return prepared;
    const id = screen.order();
    const before: Before = { order: undefined, lefts: new Map() };
    function decideOnScreen(context: DecisionContext): Decision {
      before.order = id === undefined ? undefined : openedOrder(context.view, id);
      const decided = decide(context, before.order);
      before.lefts = leftsBefore(context.view, decided.ok ? decided.value : []);
      return decided;
    }
    // The order is shown in the same transaction: a crash must not leave an open order that no
    // screen shows.
    const release = till.whileCommitting(({ events: [first] }) => {
      if (first?.known?.kind === "order/opened") screen.show(first.event.id);
    });
    const done = tryStore(() => till.act(actor, name, decideOnScreen), locale());
    release();
    if (typeof done === "string") return err({ message: done });
    if (!done.ok) return desk.refused(done.fault);
    deps.wakePrinters();
    return ok({ ...before, committed: done.value });
  }

  const desk: Desk = {
    ...deps,
    current: () => orderNow(screen.order()),
    act: (name, decide) => {
      const done = perform(name, decide);
      if (!done.ok) return done;
      noteUndo(undos, screen.order(), done.value);
      return ok(done.value.committed);
    },
    actBeside: (name, decide) => {
      const done = perform(name, decide);
      if (!done.ok) return done;
      noteBeside(undos, screen.order(), done.value);
      return ok(done.value.committed);
    },
    actUnnoted: (name, decide) => {
      const done = perform(name, decide);
      return done.ok ? ok(done.value.committed) : done;
    },
    noteKept: () => undos.push(screen.order(), [{ type: "stays", what: "other" }]),
    takeBack: (next) => takeBackOnScreen(desk, { perform, next }),
    change: (name, decide) => {
      const done = desk.act(name, (context, order) =>
        order === undefined ? err({ type: "order/none" }) : decide(context, order),
      );
      return done.ok ? desk.shown() : done;
    },
    shown: () => {
      const order = desk.current();
      if (order !== undefined) return ok(order);
      screen.show(undefined);
      return desk.refused({ type: "order/in-question" });
    },
    ...refusalsOf(deps),
  };
  return desk;
}

/**
 * The order as it is now. Each key asks for it, and hardly any changes it: it is worked out anew only once anything in
 * the ledger has changed, whoever wrote that.
 */
function createOrderLook({ ledger }: Till): (id: EventId | undefined) => OrderView | undefined {
  let kept: KeptOrder | undefined;
  return (id) => {
    if (id === undefined) return undefined;
    return ledger.read((view) => {
      const stamp = view.stamp();
      if (kept?.id !== id || kept.view !== view || kept.stamp !== stamp) {
        kept = { id, view, stamp, order: orderView(view, id) };
      }
      return kept.order;
    });
  };
}

interface KeptOrder {
  readonly id: EventId;
  readonly view: LedgerView;
  readonly stamp: number;
  readonly order: OrderView | undefined;
}

/**
 * Undefined for one that nobody has opened, as far as counts here: that part of this till's own word came
 * in question with it, because its disk was copied.
 */
function openedOrder(view: LedgerView, id: EventId): OrderState | undefined {
  const order = orderState(view, id);
  return order.opened === null ? undefined : order;
}

function refusalsOf(deps: DeskDeps): Pick<Desk, "refused" | "withheld"> {
  return {
    refused: (facts) => {
      deps.till.refusals.note(facts);
      return err(toRefusal(deps, facts));
    },
    withheld: (facts) => err(toRefusal(deps, facts)),
  };
}

/** Returns the refusal in words, with the remedy. */
function toRefusal({ till, locale }: DeskDeps, facts: RefusalFacts): Refusal {
  const message = refusalSentence(facts, till, locale());
  if (needsReason(facts.type)) return { message, needsReason: true };
  if (facts.type === "payment/final") return { message, isOfPayment: true };
  const asks = questionOf(facts);
  if (asks !== undefined) return { message, asks };
  if (facts.type === "line/serial") return { message, asksSerial: true };
  const approval = approvalNeeded(till, facts);
  return approval === undefined ? { message } : { message, approval };
}

type Perform = (name: string, decide: Decide<OrderState | undefined>) => Result<Done, Refusal>;

/** The refusals of an undo that will never succeed: another screen was first. */
const POINTLESS: ReadonlySet<RefusalFacts["type"]> = new Set([
  "line/voided",
  "line/paid",
  "line/part-paid",
  "line/unknown",
  "course/same",
  "product/stock-known",
  "exchange/none",
]);

function takeBackOnScreen(
  { screen, undos, locale: spoken }: DeskDeps,
  acting: Pick<TakesBack, "perform" | "next">,
): Result<StepBack, Refusal> {
  const locale = spoken();
  const done = takeBack(screen.order(), { undos, locale, ...acting });
  return done ?? err({ message: wordsIn(tillWords, locale).undone.nothing });
}

interface TakesBack {
  readonly undos: UndoStack;
  readonly perform: Perform;
  readonly next: NextOrder;
  readonly locale: Locale;
}

/**
 * Takes back the whole of a step; undefined when there is none. A step that is pointless by now is dropped:
 * the next press reaches the step before.
 */
function takeBack(
  slot: Slot,
  { undos, perform, next, locale }: TakesBack,
): Result<StepBack, Refusal> | undefined {
  const taken: TakenBack[] = [];
  const first = undos.last(slot);
  if (first === undefined) return undefined;
  if (first.undo.type === "stays") {
    const { what } = first.undo;
    const { stays } = wordsIn(tillWords, locale).undone;
    return what === "payment"
      ? err({ message: stays.money, isOfPayment: true })
      : err({ message: stays[what] });
  }
  for (let entry: UndoEntry | undefined = first; entry?.step === first.step;) {
    const { undo } = entry;
    if (undo.type === "stays") break;
    const lines = undos.linesBack(slot);
    const together = lines.length > 1 ? backTogether(lines) : undefined;
    if (together?.ok === true) {
      for (const again of together.value) {
        undos.done(slot, again);
        taken.push({ undo: { type: "put-back", line: again }, line: again });
      }
      entry = undos.last(slot);
      continue;
    }
    // Whoever vouches does so once for all of them.
    if (together !== undefined && together.fault.isOfRights) return err(together.fault.refusal);
    const done =
      undo.type === "next-back" || undo.type === "seat-back"
        ? chosenBack(next, undo.before)
        : undone(undo);
    if (!done.ok) {
      if (done.isPointless) undos.done(slot, undefined);
      return taken.length === 0 ? err(done.fault) : ok({ taken, halted: done.fault });
    }
    undos.done(slot, done.again);
    taken.push({ undo, line: lineAfter(undo, done.again) });
    entry = undos.last(slot);
  }
  return ok({ taken, halted: undefined });

  /** Returns the lines that came for these, or why not all of them come back in one act. */
  function backTogether(
    lines: ReadonlyArray<EventId>,
  ): Result<ReadonlyArray<EventId>, { readonly refusal: Refusal; readonly isOfRights: boolean }> {
    let lacksRight = false;
    const backs = lines.map((line) => ({ type: "put-back", line }) as const).toReversed();
    const done = perform("undo", (context, order) => {
      const decided =
        order === undefined
          ? err({ type: "order/none" } as const)
          : decideAll(context, order, backs);
      lacksRight ||= !decided.ok && isOfRights(decided.fault);
      return decided;
    });
    if (!done.ok) return err({ refusal: done.fault, isOfRights: lacksRight });
    const { events } = done.value.committed;
    return ok(
      lines.flatMap((line) =>
        events.flatMap(({ known }) =>
          known !== undefined && "instead" in known.body && known.body.instead === line
            ? [known.id]
            : [],
        ),
      ),
    );
  }

  function undone(undo: Undo): Undone {
    let fault: RefusalFacts["type"] | undefined;
    const done = perform("undo", (context, order) => {
      const decided = decideUndo(context, order, undo);
      fault = decided.ok ? undefined : decided.fault.type;
      return decided;
    });
    if (done.ok) return { ok: true, again: done.value.committed.ids[0] };
    return { ...done, isPointless: fault !== undefined && POINTLESS.has(fault) };
  }
}

type Undone =
  | { readonly ok: true; readonly again: EventId | undefined }
  | { readonly ok: false; readonly fault: Refusal; readonly isPointless: boolean };

/** Nothing was written of it. */
function chosenBack(next: NextOrder, before: Partial<NextOrder>): Undone {
  Object.assign(next, before);
  return { ok: true, again: undefined };
}

function lineAfter(undo: Step, again: EventId | undefined): EventId | undefined {
  if (undo.type === "put-back") return again;
  const isOfLine =
    undo.type === "set-back" || undo.type === "share-back" || undo.type === "discount-back";
  return isOfLine ? undo.line : undefined;
}

interface Before {
  /** The order on the screen, as the decision saw it. */
  order: OrderState | undefined;
  lefts: LeftsBefore;
}

interface Done extends Readonly<Before> {
  readonly committed: Committed;
}

/** The order that was on the screen before guests were seated comes back when they are gone. */
function cameFrom(step: Undo, was: EventId | undefined): Undo {
  return step.type === "end-order" && was !== undefined ? { type: "end-order", was } : step;
}

function noteUndo(undos: UndoStack, slot: Slot, { order, lefts, committed }: Done): void {
  const events = committed.events.flatMap(({ known }) => known ?? []);
  const kinds = new Set(events.map(({ kind }) => kind));
  if (slot !== undefined && kinds.has("order/opened")) undos.attachTo(slot, "begun");
  if (kinds.has("receipt/issued")) {
    undos.forget(slot);
    // The screen is empty after it.
    undos.push(undefined, [{ type: "stays", what: "payment" }]);
  }
  const was = order?.opened?.id;
  const steps = undosOf(order, events, lefts).map((step) => cameFrom(step, was));
  const what = kinds.has("ticket/issued") ? "kitchen" : "other";
  undos.push(slot, steps.length > 0 ? steps : [{ type: "stays", what }]);
}

/** Notes an act beside the order: a changed stock can be undone; a refund, a setting or a paper can't. */
function noteBeside(undos: UndoStack, slot: Slot, { lefts, committed }: Done): void {
  const events = committed.events.flatMap(({ known }) => known ?? []);
  const said = undosOf(
    undefined,
    events.filter(({ kind }) => kind === "product/left-set"),
    lefts,
  );
  const [, what = "other"] =
    STAYS.find(([pattern]) => events.some(({ kind }) => pattern.test(kind))) ?? [];
  undos.push(slot, said.length > 0 ? said : [{ type: "stays", what }]);
}

/** What stays of an act that has events of such a kind; the first one that fits counts. */
const STAYS: ReadonlyArray<readonly [RegExp, Staying]> = [
  [/^payment\/corrected$/u, "payment"],
  [/^refund\/issued$/u, "money"],
  [/^bill\/printed$/u, "bill"],
  [/^drawer\/(?:counted|closed)$/u, "count"],
  [/^(?:drawer|safe)\//u, "drawer"],
];

/** Whether this person may see figures of days, and the till has what they are made of. */
export function mayCount(
  desk: Pick<Desk, "till" | "actor" | "refused" | "withheld">,
): Result<void, Refusal> {
  const may = mayReport(desk);
  const whole = hasWholePast(desk.till);
  return may.ok && !whole.ok ? desk.withheld(whole.fault) : may;
}

/** Whoever may see reports sees the figures of all, and what everybody did. */
export function mayReport({
  till,
  actor,
  refused,
}: Pick<Desk, "till" | "actor" | "refused">): Result<void, Refusal> {
  if (maySeeCash(till, actor)) return ok(undefined);
  return refused({ type: "permission/missing", permission: "reports", staff: actor.number });
}
