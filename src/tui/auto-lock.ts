/** Locks a till that nobody has touched for as long as its shop says; order and text stay with it. */

import { type Clock } from "../domain/ports.ts";
import { endHandOver, lock, stayHere } from "./lock.ts";
import { isPinTyped } from "./pin-check.ts";
import { type ShopFacts } from "./ports/till-port.ts";
import { type RegisterState, said } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { wordsFor } from "./words.ts";

const MINUTE_MS = 60_000;
/** Whoever has called a colleague to the till has left it by then, whatever the shop says. */
const HAND_OVER_MS = MINUTE_MS;

export interface AutoLock {
  /** Somebody is there. */
  readonly touched: () => void;
  /** When its time is up, and once a minute, because the machine's clock may have jumped. */
  readonly look: (till: TillContext, state: RegisterState) => RegisterState;
  /** Told of each state: when the time of the last one is up, `onDue` is called. */
  readonly expect: (state: RegisterState) => void;
  readonly close: () => void;
}

export function createAutoLock(
  shop: Pick<ShopFacts, "lockAfterMinutes">,
  clock: Clock,
  onDue: () => void,
): AutoLock {
  let touchedMs = clock.nowMs();
  let last: RegisterState | undefined;
  const alarm = createAlarm(clock, () => dueMs(last), onDue);

  /** After so long without a key something happens; asked each time: the shop may have another by now. */
  function patienceMs(state: RegisterState): number | undefined {
    // The answer of a check finds the till as the question left it.
    if (isPinTyped(state)) return undefined;
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
    },
    look: (till, state) => {
      // A clock that was set back must not keep the till open until it is there again.
      touchedMs = Math.min(touchedMs, clock.nowMs());
      const patience = patienceMs(state);
      if (patience === undefined || clock.nowMs() - touchedMs < patience) return state;
      if (state.leftBy !== undefined) {
        return said(endHandOver(state), "hint", till.words.logIn.handOverEnded);
      }
      if (state.isLeaving) return stayHere(till, state);
      const locked = lock(till, state);
      return said(
        locked,
        "hint",
        wordsFor(locked).logIn.locked({ minutes: shop.lockAfterMinutes }),
      );
    },
    expect: (state) => {
      last = state;
      alarm.set();
    },
    close: alarm.cancel,
  };
}

interface Alarm {
  /** One timer, however often it is set: only made anew when it would ring too late. */
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
