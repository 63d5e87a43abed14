/**
 * Holds the state of the screens, takes the keys in their order, and tells who draws.
 *
 * Keys wait while a PIN is checked, and a digit waits a moment while a list is open. Nothing else
 * waits.
 */

import { type Clock } from "../domain/ports.ts";
import { type Result } from "../domain/result.ts";
import { createAutoLock } from "./auto-lock.ts";
import { type InputEvent } from "./key-event.ts";
import { type ListDigit, createListDigit } from "./list-digit.ts";
import { startMinuteTick } from "./minute-tick.ts";
import { answeredPin, checkPin, isPinTyped } from "./pin-check.ts";
import { type RegisterState, emptyState } from "./register-state.ts";
import { chooseDigit, step, stepHidden } from "./register-step.ts";
import { type RepeatFilter, createRepeatFilter } from "./repeat-filter.ts";
import { offerKept } from "./scan.ts";
import { type TillContext, createTillContext } from "./till-context.ts";
import { type Refusal, type TillPort, type TillSession } from "./till-port.ts";

/** Keys that wait for a PIN; who types more than this is not watching. */
const WAITING_KEYS_MAX = 200;

export interface RegisterStore {
  readonly till: TillContext;
  readonly getState: () => RegisterState;
  readonly nowMs: () => number;
  /** Whether nobody can see what a key does: then typing counts and nothing else. */
  readonly setHidden: (hidden: boolean) => void;
  /** Keys in their order; who draws is told once for all of them. */
  readonly dispatch: (events: ReadonlyArray<InputEvent>) => void;
  /** The listener is called after any change, and every minute. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface RegisterStoreDeps {
  readonly port: TillPort;
  readonly clock: Clock;
  /** What went wrong without a cashier being able to do anything about it. */
  readonly onLog: (sentence: string) => void;
}

export function createRegisterStore(deps: RegisterStoreDeps): RegisterStore {
  const { port, clock } = deps;
  const till = createTillContext(port);
  const listeners = new Set<() => void>();
  const listDigit = createListDigit({
    clock,
    onDigit: (sign) => change(chooseDigit(till, state, sign)),
  });
  const autoLock = createAutoLock(till, clock);
  const keys: Keys = { till, clock, listDigit, filter: createRepeatFilter() };
  let state = emptyState(port.shop.defaultService, port.lastStaffNumber());
  let waiting: ReadonlyArray<InputEvent> | undefined;
  let isBusy = false;
  let isHidden = false;

  function dispatch(events: ReadonlyArray<InputEvent>): void {
    isBusy = true;
    autoLock.touched();
    for (const event of events) take(event);
    isBusy = false;
    change(state);
  }

  function take(event: InputEvent): void {
    if (waiting !== undefined) {
      waiting = [...waiting, event].slice(0, WAITING_KEYS_MAX);
      return;
    }
    state = isHidden ? stepHidden(till, state, event) : afterKey(keys, state, event);
    if (isPinTyped(state)) check();
  }

  function check(): void {
    waiting = [];
    checkPin(port, state, { onLog: deps.onLog, onAnswer: checked });
  }

  function checked(outcome: Result<TillSession, Refusal>): void {
    const events = waiting ?? [];
    waiting = undefined;
    state = offerKept(till, answeredPin(till, state, outcome));
    dispatch(events);
  }

  /** Something has changed in the till; our own steps bring their order along. */
  function refresh(): void {
    if (isBusy) return;
    change(state.session === undefined ? state : { ...state, order: state.session.order() });
  }

  /** Always a value of its own: the clock and the printers are on the screen too. */
  function change(next: RegisterState): void {
    const askingJobs = port.printers().reduce((sum, printer) => sum + printer.askingJobs, 0);
    state = { ...next, askingJobs };
    for (const listener of listeners) listener();
  }

  const stops = [
    port.subscribe(refresh),
    startMinuteTick(clock, () => change(autoLock.look(state))),
  ];

  return {
    till,
    getState: () => state,
    nowMs: clock.nowMs,
    setHidden: (hidden) => {
      isHidden = hidden;
    },
    dispatch,
    subscribe: subscribeTo(listeners),
    close: () => {
      for (const stop of stops) stop();
      listDigit.cancel();
      listeners.clear();
    },
  };
}

function subscribeTo(listeners: Set<() => void>): RegisterStore["subscribe"] {
  return (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
}

interface Keys {
  readonly till: TillContext;
  readonly clock: Clock;
  readonly filter: RepeatFilter;
  readonly listDigit: ListDigit;
}

/** The key may be one too many, or a digit that waits. */
function afterKey(
  { till, clock, filter, listDigit }: Keys,
  before: RegisterState,
  event: InputEvent,
): RegisterState {
  const inPayment = takesMoney(before);
  if (event.type === "key" && !filter.counts(event.key, clock.nowMs(), inPayment)) return before;
  const digit = listDigit.accept(event, before.list?.filter === "");
  let now = before;
  if (digit.typed !== undefined) now = step(till, now, { type: "text", text: digit.typed });
  if (digit.chosen !== undefined) now = chooseDigit(till, now, digit.chosen);
  if (digit.waits) return now;
  now = step(till, now, event);
  // Afterwards: a slow disk must not use up the time in which a nervous finger counts once.
  if (hasPaid(before, now)) filter.tookMoney(clock.nowMs());
  return now;
}

/** Also just after a sale, when Enter could only take a scan that nobody has looked at yet. */
function takesMoney({ screen, confirmedSum, paid }: RegisterState): boolean {
  return screen === "payment" || confirmedSum !== undefined || paid?.isFresh === true;
}

function hasPaid(before: RegisterState, after: RegisterState): boolean {
  if (after.paid?.isFresh === true && after.paid !== before.paid) return true;
  return after.order !== undefined && after.order.paid > (before.order?.paid ?? 0);
}
