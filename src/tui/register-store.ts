/**
 * Holds the state of the screens, takes the keys in their order, and tells who draws.
 *
 * A digit waits a moment while a list is open, and a key that repeats itself counts once.
 */

import { type Clock } from "../domain/ports.ts";
import { stepUnseen } from "./kept-screen.ts";
import { type InputEvent } from "./keys/key-event.ts";
import { type ListDigit, createListDigit } from "./keys/list-digit.ts";
import { type RepeatFilter, createRepeatFilter } from "./keys/repeat-filter.ts";
import { takesDigit } from "./office/office-rows.ts";
import { type RegisterState } from "./register-state.ts";
import { chooseDigit, step, stepHidden } from "./register-step.ts";
import { isRefusedScan } from "./scan.ts";
import {
  type Advance,
  type StateHolder,
  type StateHolderDeps,
  createStateHolder,
} from "./state-holder.ts";
import { type TillContext } from "./till-context.ts";
import { type Coach, createCoach } from "./training/coach.ts";
import { watchPort } from "./training/watched-port.ts";

export interface RegisterStoreDeps extends StateHolderDeps {
  /** A scan was refused: nobody has to look at the screen to know. */
  readonly onRefusedScan?: (() => void) | undefined;
}

export interface RegisterStore extends StateHolder<InputEvent> {
  readonly nowMs: () => number;
  /** Whether nobody can see what a key does: then typing counts and nothing else. */
  readonly setHidden: (hidden: boolean) => void;
  /** After a takeover: whoever types from now on sees this screen. */
  readonly seen: () => void;
}

export function createRegisterStore(given: RegisterStoreDeps): RegisterStore {
  const coach = given.port.shop.training
    ? createCoach(given.takeover?.screen?.exercises)
    : undefined;
  const deps = coach === undefined ? given : coached(given, coach);
  const { clock, takeover } = deps;
  const listDigit = createListDigit({
    clock,
    onDigit: (sign) => holder.change(chooseDigit(holder.till, holder.getState(), sign)),
  });
  const filter = createRepeatFilter();
  const noteMoney = createMoneyNote(clock, filter);
  const keys: Keys = { clock, listDigit, filter, noteMoney };
  const sight = createSight(keys, { isUnseen: takeover !== undefined });
  const audible = withSound(sight.step, deps.onRefusedScan);
  const holder = createStateHolder<InputEvent>(
    {
      ...deps,
      observe: (till, state) => {
        noteMoney(state);
        return deps.observe?.(till, state) ?? state;
      },
    },
    coach?.around(audible) ?? audible,
  );

  return {
    ...holder,
    get till() {
      return holder.till;
    },
    nowMs: clock.nowMs,
    setHidden: sight.setHidden,
    seen: sight.seen,
    close: () => {
      holder.close();
      listDigit.cancel();
    },
  };
}

function coached(deps: RegisterStoreDeps, { note, observe }: Coach): RegisterStoreDeps {
  return { ...deps, port: watchPort(deps.port, note), observe };
}

interface Keys {
  readonly clock: Clock;
  readonly filter: RepeatFilter;
  readonly listDigit: ListDigit;
  /** Told of each state, in their order. */
  readonly noteMoney: (state: RegisterState) => void;
}

/** By a key, or by the digit that a list has waited for: the Enter after it may be one too many. */
function createMoneyNote(clock: Clock, filter: RepeatFilter): Keys["noteMoney"] {
  let before: RegisterState | undefined;
  return (state) => {
    // When it is there: a slow disk must not use up the time in which a nervous finger counts once.
    if (before !== undefined && hasPaid(before, state)) filter.tookMoney(clock.nowMs());
    before = state;
  };
}

interface Sight extends Pick<RegisterStore, "setHidden" | "seen"> {
  readonly step: Advance<InputEvent>;
}

/** What a key does depends on who can see it. */
function createSight(keys: Keys, { isUnseen }: { readonly isUnseen: boolean }): Sight {
  let isHidden = false;
  let isToCome = isUnseen;
  return {
    step: (till, state, event) => {
      if (isToCome) return stepUnseen(till, state, event);
      return isHidden ? stepHidden(till, state, event) : afterKey({ ...keys, till }, state, event);
    },
    setHidden: (hidden) => {
      isHidden = hidden;
    },
    seen: () => {
      isToCome = false;
    },
  };
}

function withSound(
  step: Advance<InputEvent>,
  onRefusedScan: RegisterStoreDeps["onRefusedScan"],
): Advance<InputEvent> {
  return (till, before, event) => {
    const after = step(till, before, event);
    if (isRefusedScan(event, before, after)) onRefusedScan?.();
    return after;
  };
}

/** The key may be one too many, or a digit that waits. */
function afterKey(
  { till, clock, filter, listDigit, noteMoney }: Keys & { readonly till: TillContext },
  before: RegisterState,
  event: InputEvent,
): RegisterState {
  noteMoney(before);
  const inPayment = takesMoney(before);
  if (event.type === "text") filter.typed();
  if (event.type === "key" && !filter.counts(event.key, clock.nowMs(), inPayment)) return before;
  const digit = listDigit.accept(event, isDigitTaken(before));
  let now = before;
  if (digit.typed !== undefined) now = step(till, now, { type: "text", text: digit.typed });
  if (digit.chosen !== undefined) now = chooseDigit(till, now, digit.chosen);
  // Whoever hits Enter after the digit that took money has meant that.
  const isTaken = event.type === "key" && event.key === "enter" && hasPaid(before, now);
  return digit.waits || isTaken ? now : step(till, now, event);
}

/** In the plan of the room digits are tables, and are typed as such. */
function isDigitTaken(state: RegisterState): boolean {
  const { list } = state;
  return (list?.filter === "" && list.type !== "plan") || takesDigit(state);
}

/** Also just after a sale, when Enter could only take a scan that nobody has looked at yet. */
export function takesMoney({ screen, confirmedSum, paid }: RegisterState): boolean {
  return screen === "payment" || confirmedSum !== undefined || paid?.isFresh === true;
}

/** A log-in shows what was paid before it, and an order that is brought what it has by then. */
export function hasPaid(before: RegisterState, after: RegisterState): boolean {
  if (before.session === undefined) return false;
  if (after.paid?.isFresh === true && after.paid !== before.paid) return true;
  const paidBefore = after.order?.id === before.order?.id ? before.order?.paid : undefined;
  return paidBefore !== undefined && (after.order?.paid ?? 0) > paidBefore;
}
