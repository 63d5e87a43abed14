/**
 * Holds the state of the register for whoever shows it, takes what comes in its order, and tells who
 * shows. The screen takes keys, the line dialogue whole lines: what else happens to the state, a PIN
 * whose check takes time, the lock, news of the till, is the same for both.
 */

import { type Result } from "../domain/base/result.ts";
import { type Clock } from "../domain/ports.ts";
import { wordsFor } from "../words/screen-words.ts";
import { backFromTraining, type TrainingOutcome } from "./begin-training.ts";
import { cardMessages, withCardEnd } from "./cards.ts";
import { withOutcome } from "./hold-fire.ts";
import { createKeeper, type KeptScreen, type Takeover, takenOver } from "./kept-screen.ts";
import { dayMessage } from "./lists/day.ts";
import { withQueueNews } from "./lists/queue.ts";
import { endHandOver, lock, stayHere } from "./lock.ts";
import { startMinuteTick } from "./minute-tick.ts";
import { noticePaid } from "./paid-elsewhere.ts";
import { answeredPin, checkPin, isPinTyped } from "./pin-check.ts";
import { type Refusal } from "./ports/refusal-port.ts";
import { type OrderLook } from "./ports/table-port.ts";
import { type TillPort, type TillSession, type ShopFacts } from "./ports/till-port.ts";
import {
  emptyState,
  hinted,
  type Message,
  type RegisterState,
  type ShownMessage,
} from "./register-state.ts";
import { offerKept } from "./scan.ts";
import { withOrderNow } from "./selected-line.ts";
import { withSoughtReceipt } from "./sought-receipt.ts";
import { createTillContexts, facing, lockedFacing, type TillContext } from "./till-context.ts";

/** The most messages: more than anybody looks back. */
const MESSAGES_MAX = 50;

/** The most inputs that wait for a PIN: a person who types more than this is not watching. */
const WAITING_MAX = 200;

export interface StateHolder<Input> {
  /** The till's context in the language of the state. */
  readonly till: TillContext;
  readonly getState: () => RegisterState;
  /**
   * Takes inputs in order; the listener is called once for all of them. An empty list says that a
   * person is there.
   */
  readonly dispatch: (inputs: ReadonlyArray<Input>) => void;
  /** A state that came about otherwise than by an input. */
  readonly change: (next: RegisterState) => void;
  /** The listener is called after any change, and every minute. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Locks a kept register that nobody looks at; order and text stay with it. */
  readonly lockUnseen: () => void;
  readonly close: () => void;
}

export interface LeftForTraining {
  readonly state: RegisterState;
  readonly outcome: TrainingOutcome;
}

export interface StateHolderDeps {
  readonly port: TillPort;
  readonly clock: Clock;
  /** Called with errors that a cashier can do nothing about. */
  readonly onLog: (sentence: string) => void;
  /** The state of an earlier register that is gone without having ended. */
  readonly takeover?: Takeover | undefined;
  /** The state when the register made way for a training. */
  readonly left?: LeftForTraining | undefined;
  /** Called with the state that a next register needs, whenever it changes, and before anything is shown. */
  readonly onKeep?: ((screen: KeptScreen) => void) | undefined;
  /** Called after every change, and before anything is shown. */
  readonly observe?: (till: TillContext, state: RegisterState) => RegisterState;
}

/** Takes one input to one new state. */
export type Advance<Input> = (
  till: TillContext,
  state: RegisterState,
  input: Input,
) => RegisterState;

export function createStateHolder<Input>(
  { port, clock, onLog, onKeep, observe = unchanged, ...before }: StateHolderDeps,
  advance: Advance<Input>,
): StateHolder<Input> {
  const speaking = createTillContexts(port);
  const listeners = new Set<() => void>();
  const autoLock = createAutoLock(port.shop, clock, lookAround);
  const first = speaking(lockedFacing(port));
  let state = observe(first, firstState(first, port, before));
  const keep = createKeeper(state, (screen) => onKeep?.(screen));
  const withNews = createNews(port, { clock, speaking });
  autoLock.expect(state);
  let waiting: ReadonlyArray<Input> | undefined;
  let isBusy = false;

  function till(): TillContext {
    return speaking(facing(state));
  }

  function dispatch(inputs: ReadonlyArray<Input>): void {
    port.together(() => {
      isBusy = true;
      autoLock.touched();
      for (const input of inputs) take(input);
      isBusy = false;
      change(state);
      port.looksAt(lookOf(state));
    });
  }

  function take(input: Input): void {
    if (waiting === undefined) {
      state = advance(till(), state, input);
      if (isPinTyped(state)) check();
    } else waiting = [...waiting, input].slice(0, WAITING_MAX);
  }

  function check(): void {
    waiting = [];
    checkPin(till(), state, { onLog, onAnswer: checked });
  }

  function checked(outcome: Result<TillSession, Refusal>): void {
    const inputs = waiting ?? [];
    waiting = undefined;
    // The approved act is done now, as by a key.
    isBusy = true;
    const next = answeredPin(till(), state, outcome);
    state = offerKept(speaking(facing(next)), next);
    // The approved act may be the first step of work that takes time.
    if (isPinTyped(state)) check();
    dispatch(inputs);
  }

  /** Something has changed in the till; our own steps bring their order along. */
  function refresh(): void {
    if (!isBusy) change(asItIsNow(till(), state));
  }

  /** Always a value of its own: the clock and the printers are shown too. */
  function change(next: RegisterState): void {
    state = withNews(observe(speaking(facing(next)), withQueueNews(port, next)));
    keep(state);
    autoLock.expect(state);
    for (const listener of listeners) listener();
  }

  function lookAround(): void {
    change(autoLock.look(till(), state));
  }

  const stops = [port.subscribe(refresh), startMinuteTick(clock, lookAround), autoLock.close];
  return {
    get till() {
      return till();
    },
    getState: () => state,
    dispatch,
    change,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    lockUnseen: () => {
      autoLock.unseen();
      lookAround();
    },
    close: () => callAll([...stops, () => listeners.clear()]),
  };
}

function asItIsNow(till: TillContext, state: RegisterState): RegisterState {
  const { session } = state;
  if (session === undefined) return state;
  const after = withCardEnd(till, withSoughtReceipt(till, state));
  return noticePaid(till, after, withOutcome(till, withOrderNow(after, session.order())));
}

/** Returns the order that the person at the till has open, whatever list or screen stands over it. */
function lookOf({ session, order }: RegisterState): OrderLook | undefined {
  if (session === undefined || order === undefined) return undefined;
  return { staff: session.staffNumber, order: order.id };
}

interface NewsDeps {
  readonly clock: Clock;
  readonly speaking: ReturnType<typeof createTillContexts>;
}

/**
 * What waits for a person, and what was said. That is kept beside the state: going back to one of before
 * forgets nothing that was said since. It may name customers, so it ends with whoever was told, and
 * when one of them is erased.
 */
function createNews(
  port: TillPort,
  { clock: { nowMs }, speaking }: NewsDeps,
): (state: RegisterState) => RegisterState {
  let last: Message | undefined;
  let lastText: string | undefined;
  let messages: ReadonlyArray<ShownMessage> = [];
  function tell(message: Message): void {
    const before = message.forgets === true ? [] : messages;
    messages = [{ ...message, atMs: nowMs() }, ...before].slice(0, MESSAGES_MAX);
  }

  return (state) => {
    const here = (state.session ?? state.leftBy?.session)?.staffNumber;
    if (lastText !== undefined && lastText !== here) messages = [];
    lastText = here;
    if (state.message !== undefined && state.message !== last) tell(state.message);
    last = state.message;
    const till = speaking(facing(state));
    const ready = [...readyMessages(till), ...cardMessages(till, state)];
    for (const message of ready) tell(message);
    const askingJobs = port.printers().reduce((sum, printer) => sum + printer.askingJobs, 0);
    const next = { ...state, askingJobs, messages };
    const [newest] = ready.toReversed();
    if (newest === undefined || !isLineFree(state)) return next;
    last = newest;
    return { ...next, message: newest };
  };
}

function readyMessages(till: TillContext): ReadonlyArray<Message> {
  const { port, words, money } = till;
  const ready = port.readyOrders().map(({ number, table }): Message => ({
    level: "done",
    text:
      table === ""
        ? words.kitchen.orderReady({ order: number })
        : words.kitchen.tableReady({ order: number, table }),
  }));
  return [...ready, ...port.dayNews().map((news) => dayMessage(words, news, money))];
}

/** Whether the message line is free: a present question or refusal stays, and the list has the others. */
function isLineFree({ message }: RegisterState): boolean {
  return message === undefined || message.level === "done";
}

function unchanged(_: TillContext, state: RegisterState): RegisterState {
  return state;
}

function firstState(
  till: TillContext,
  { shop, lastStaffNumber }: TillPort,
  { takeover, left }: Pick<StateHolderDeps, "takeover" | "left">,
): RegisterState {
  if (left !== undefined) return backFromTraining(till, left.state, left.outcome);
  const state = emptyState(shop.defaultService, lastStaffNumber(), shop.locale);
  return takeover === undefined ? state : takenOver(till, state, takeover);
}

function callAll(calls: ReadonlyArray<() => void>): void {
  for (const call of calls) call();
}

const MINUTE_MS = 60_000;
/**
 * The time to wait for a called colleague: the person has left the till by then, whatever the
 * shop's setting is.
 */
const HAND_OVER_MS = MINUTE_MS;

interface AutoLock {
  /** Somebody is there. */
  readonly touched: () => void;
  /** Nobody looks at the register, so that it waits no longer for anybody. */
  readonly unseen: () => void;
  /** When its time is up, and once a minute, because the machine's clock may have jumped. */
  readonly look: (till: TillContext, state: RegisterState) => RegisterState;
  /** Call it with each state: when the time of the last one is up, `onDue` is called. */
  readonly expect: (state: RegisterState) => void;
  readonly close: () => void;
}

/** Locks a till that nobody has touched for as long as its shop says; order and text stay with it. */
export function createAutoLock(
  shop: Pick<ShopFacts, "lockAfterMinutes">,
  clock: Clock,
  onDue: () => void,
): AutoLock {
  let touchedMs = clock.nowMs();
  let isUnseen = false;
  let last: RegisterState | undefined;
  const alarm = createAlarm(clock, () => dueMs(last), onDue);

  /** The time is read anew each time, because the shop may have changed it. */
  function patienceMs(state: RegisterState): number | undefined {
    // The answer of a check finds the till as the question left it.
    if (isPinTyped(state)) return undefined;
    if (isUnseen && (state.session ?? state.leftBy) !== undefined) return 0;
    // The next one who types a PIN means to sell.
    if (state.leftBy !== undefined || state.isLeaving) return HAND_OVER_MS;
    const { lockAfterMinutes } = shop;
    const isOpen = state.session !== undefined && lockAfterMinutes > 0;
    return isOpen ? lockAfterMinutes * MINUTE_MS : undefined;
  }

  function dueMs(state: RegisterState | undefined): number | undefined {
    const patience = state && patienceMs(state);
    return patience === undefined ? undefined : touchedMs + patience;
  }

  return {
    touched: () => {
      touchedMs = clock.nowMs();
      isUnseen = false;
    },
    unseen: () => {
      isUnseen = true;
    },
    look: (till, state) => {
      // A clock that was set back must not keep the till open until it is there again.
      touchedMs = Math.min(touchedMs, clock.nowMs());
      const patience = patienceMs(state);
      if (patience === undefined || clock.nowMs() - touchedMs < patience) return state;
      if (state.leftBy !== undefined) {
        return hinted(endHandOver(state), till.words.logIn.handOverEnded);
      }
      if (state.isLeaving) return stayHere(till, state);
      const locked = lock(till, state);
      const words = wordsFor(locked).logIn;
      const why = isUnseen ? words.lockedUnseen : words.locked({ minutes: shop.lockAfterMinutes });
      return hinted(locked, why);
    },
    expect: (state) => {
      last = state;
      alarm.set();
    },
    close: alarm.cancel,
  };
}

interface Alarm {
  /** A timer that can be set often: it is only made anew when it would ring too late. */
  readonly set: () => void;
  readonly cancel: () => void;
}

/** `dueMs` is asked again when it rings: a key that came meanwhile has put it off. */
function createAlarm(clock: Clock, dueMs: () => number | undefined, onDue: () => void): Alarm {
  let ringsAtMs: number | undefined;
  let cancel: (() => void) | undefined;

  function set(): void {
    const due = dueMs();
    if (due === undefined || (ringsAtMs !== undefined && ringsAtMs <= due)) return;
    cancel?.();
    ringsAtMs = due;
    cancel = clock.after(Math.max(0, due - clock.nowMs()), ring);
  }

  function ring(): void {
    ringsAtMs = undefined;
    const due = dueMs();
    if (due !== undefined && due <= clock.nowMs()) onDue();
    else set();
  }

  return { set, cancel: () => cancel?.() };
}
