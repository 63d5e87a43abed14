/**
 * A register without a screen: what a person presses, and what the till was asked for by it.
 */

import { type TillPort, type TillSession } from "../../src/tui/ports/till-port.ts";
import {
  type RegisterStore,
  type RegisterStoreDeps,
  createRegisterStore,
} from "../../src/tui/register-store.ts";
import { type FakeTill, createFakeTill } from "./fake-till-port.ts";
import { createKeyboard } from "./keyboard.ts";
import { type ManualClock, createManualClock } from "./manual-clock.ts";

export const COLA = "5449000000996";
export const UNKNOWN = "4006381333931";
export interface Session {
  readonly store: RegisterStore;
  readonly port: FakeTill;
  readonly clock: ManualClock;
  /** Blank between presses; returns how many. */
  readonly press: (keys: string) => number;
  readonly type: (text: string) => Session;
  readonly scan: (code: string) => void;
  readonly send: (bytes: string) => void;
  readonly later: (ms: number) => void;
  readonly settled: () => Promise<void>;
  readonly done: () => ReadonlyArray<string>;
  readonly message: () => string;
}

/** What the fake till does otherwise; made once the clock is there. */
export type Otherwise = (till: FakeTill, clock: ManualClock) => Partial<TillPort>;

/** A session that does some things otherwise. */
export function withSession(
  otherwise: Partial<TillSession> | ((session: TillSession) => Partial<TillSession>),
): Otherwise {
  return ({ logIn }) => ({
    logIn: async (number, pin) => {
      const answer = await logIn(number, pin);
      if (!answer.ok) return answer;
      const own = typeof otherwise === "function" ? otherwise(answer.value) : otherwise;
      return { ok: true, value: { ...answer.value, ...own } };
    },
  });
}

/** The registers before and after this one. */
export type Others = Pick<RegisterStoreDeps, "takeover" | "onKeep" | "left">;

export async function loggedIn(otherwise?: Otherwise, others?: Others): Promise<Session> {
  const session = started("1", otherwise, others);
  session.press("1 2 3 4 Enter");
  await session.settled();
  return { ...session, done: () => session.done().slice(1) };
}

export function started(lastStaffNumber?: string, otherwise?: Otherwise, others?: Others): Session {
  const clock = createManualClock(1_000_000);
  const fake = createFakeTill(lastStaffNumber === undefined ? {} : { lastStaffNumber });
  const port: FakeTill = { ...fake, ...otherwise?.(fake, clock) };
  const store = createRegisterStore({ port, clock, onLog: () => undefined, ...others });
  const keyboard = createKeyboard(store, clock);

  const session: Session = {
    store,
    port,
    clock,
    press: (keys) => keyboard.press(...keys.split(" ")),
    type: (text) => {
      keyboard.type(text);
      return session;
    },
    scan: keyboard.scan,
    send: keyboard.send,
    later: clock.advance,
    settled: async () => {
      for (let at = 0; at < 5; at += 1) await Promise.resolve();
    },
    done: () => port.log,
    message: () => store.getState().message?.text ?? "",
  };
  return session;
}
