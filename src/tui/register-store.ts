/**
 * Holds the state of the screens, takes the keys in their order, and tells who draws.
 *
 * A digit waits a moment while a list is open, and a key that repeats itself counts once.
 */

import { type Clock } from "../domain/ports.ts";
import { type InputEvent } from "./key-event.ts";
import { type ListDigit, createListDigit } from "./list-digit.ts";
import { type RegisterState } from "./register-state.ts";
import { chooseDigit, step, stepHidden } from "./register-step.ts";
import { type RepeatFilter, createRepeatFilter } from "./repeat-filter.ts";
import { type StateHolder, type StateHolderDeps, createStateHolder } from "./state-holder.ts";
import { type TillContext } from "./till-context.ts";

export type RegisterStoreDeps = StateHolderDeps;

export interface RegisterStore extends StateHolder<InputEvent> {
  readonly nowMs: () => number;
  /** Whether nobody can see what a key does: then typing counts and nothing else. */
  readonly setHidden: (hidden: boolean) => void;
}

export function createRegisterStore(deps: RegisterStoreDeps): RegisterStore {
  const { clock } = deps;
  let isHidden = false;
  const listDigit = createListDigit({
    clock,
    onDigit: (sign) => holder.change(chooseDigit(holder.till, holder.getState(), sign)),
  });
  const keys: Keys = { clock, listDigit, filter: createRepeatFilter() };
  const holder = createStateHolder<InputEvent>(deps, (till, state, event) =>
    isHidden ? stepHidden(till, state, event) : afterKey({ ...keys, till }, state, event),
  );

  return {
    ...holder,
    nowMs: clock.nowMs,
    setHidden: (hidden) => {
      isHidden = hidden;
    },
    close: () => {
      holder.close();
      listDigit.cancel();
    },
  };
}

interface Keys {
  readonly clock: Clock;
  readonly filter: RepeatFilter;
  readonly listDigit: ListDigit;
}

/** The key may be one too many, or a digit that waits. */
function afterKey(
  { till, clock, filter, listDigit }: Keys & { readonly till: TillContext },
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
export function takesMoney({ screen, confirmedSum, paid }: RegisterState): boolean {
  return screen === "payment" || confirmedSum !== undefined || paid?.isFresh === true;
}

export function hasPaid(before: RegisterState, after: RegisterState): boolean {
  if (after.paid?.isFresh === true && after.paid !== before.paid) return true;
  return after.order !== undefined && after.order.paid > (before.order?.paid ?? 0);
}
