/** Locks a till that nobody has touched for as long as its shop says; order and text stay with it. */

import { type Clock } from "../domain/ports.ts";
import { endHandOver, lock, stayHere } from "./lock.ts";
import { isPinTyped } from "./pin-check.ts";
import { type RegisterState, said } from "./register-state.ts";
import { type TillContext } from "./till-context.ts";
import { type ShopFacts } from "./till-port.ts";
import { wordsFor } from "./words/words.ts";

const MINUTE_MS = 60_000;
/** Whoever has called a colleague to the till has left it by then, whatever the shop says. */
const HAND_OVER_MS = MINUTE_MS;

export interface AutoLock {
  /** Somebody is there. */
  readonly touched: () => void;
  /** Once a minute is often enough. */
  readonly look: (till: TillContext, state: RegisterState) => RegisterState;
}

export function createAutoLock(shop: Pick<ShopFacts, "lockAfterMinutes">, clock: Clock): AutoLock {
  let touchedMs = clock.nowMs();

  return {
    touched: () => {
      touchedMs = clock.nowMs();
    },
    look: (till, state) => {
      // A clock that was set back must not keep the till open until it is there again.
      touchedMs = Math.min(touchedMs, clock.nowMs());
      // Asked each time: the shop may have another one by now.
      const { lockAfterMinutes } = shop;
      const idleMs = clock.nowMs() - touchedMs;
      const isLeft = idleMs >= lockAfterMinutes * MINUTE_MS;
      // The answer of a check finds the till as the question left it.
      if (isPinTyped(state)) return state;
      if (state.leftBy !== undefined && idleMs >= HAND_OVER_MS) {
        return said(endHandOver(state), "hint", till.words.logIn.handOverEnded);
      }
      // The next one who types a PIN means to sell.
      if (state.isLeaving && idleMs >= HAND_OVER_MS) return stayHere(till, state);
      if (lockAfterMinutes === 0 || state.session === undefined || !isLeft) return state;
      const locked = lock(till, state);
      return said(locked, "hint", wordsFor(locked).logIn.locked(lockAfterMinutes));
    },
  };
}
