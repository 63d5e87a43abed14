/**
 * A register without a screen: what a person presses, and what the till was asked for by it.
 */

import { createKeyDecoder } from "../../src/tui/key-decoder.ts";
import { type RegisterStore, createRegisterStore } from "../../src/tui/register-store.ts";
import { createScanDetector } from "../../src/tui/scan-detector.ts";
import { type TillPort, type TillSession } from "../../src/tui/till-port.ts";
import { type FakeTill, createFakeTill } from "./fake-till-port.ts";
import { type ManualClock, createManualClock } from "./manual-clock.ts";

export const COLA = "5449000000996";
export const UNKNOWN = "4006381333931";
/** What the keys send on an xterm. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ["Enter", "\r"],
  ["Esc", "\u001b"],
  ["Up", "\u001b[A"],
  ["Down", "\u001b[B"],
  ["PgUp", "\u001b[5~"],
  ["PgDn", "\u001b[6~"],
  ["Left", "\u001b[D"],
  ["Right", "\u001b[C"],
  ["End", "\u001b[F"],
  ["Backspace", "\u007f"],
  ["F1", "\u001bOP"],
  ["F2", "\u001bOQ"],
  ["F3", "\u001bOR"],
  ["F4", "\u001bOS"],
  ["F5", "\u001b[15~"],
  ["F6", "\u001b[17~"],
  ["F7", "\u001b[18~"],
  ["F8", "\u001b[19~"],
  ["F9", "\u001b[20~"],
  ["F10", "\u001b[21~"],
  ["F12", "\u001b[24~"],
  ["Ctrl-L", "\u000c"],
  ["Ctrl-P", "\u0010"],
  ["Ctrl-Z", "\u001a"],
  ["Alt-2", "\u001b2"],
]);

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
export function withSession(otherwise: Partial<TillSession>): Otherwise {
  return ({ logIn }) => ({
    logIn: async (number, pin) => {
      const answer = await logIn(number, pin);
      return answer.ok ? { ok: true, value: { ...answer.value, ...otherwise } } : answer;
    },
  });
}

export async function loggedIn(otherwise?: Otherwise): Promise<Session> {
  const session = started("1", otherwise);
  session.press("1 2 3 4 Enter");
  await session.settled();
  return { ...session, done: () => session.done().slice(1) };
}

export function started(lastStaffNumber?: string, otherwise?: Otherwise): Session {
  const clock = createManualClock(1_000_000);
  const fake = createFakeTill(lastStaffNumber === undefined ? {} : { lastStaffNumber });
  const port: FakeTill = { ...fake, ...otherwise?.(fake, clock) };
  const store = createRegisterStore({ port, clock, onLog: () => undefined });
  const detector = createScanDetector();
  const decoder = createKeyDecoder({
    clock,
    onKeys: (keys) => store.dispatch(keys.map((key) => detector.accept(key, clock.nowMs()))),
  });

  function send(bytes: string): void {
    decoder.push(new TextEncoder().encode(bytes));
  }

  const session: Session = {
    store,
    port,
    clock,
    press: (keys) => {
      const presses = keys.split(" ");
      for (const key of presses) {
        send(KEYS.get(key) ?? key);
        clock.advance(60);
      }
      return presses.length;
    },
    type: (text) => {
      for (const sign of text) {
        send(sign);
        clock.advance(60);
      }
      return session;
    },
    scan: (code) => {
      for (const sign of `${code}\r`) {
        send(sign);
        clock.advance(3);
      }
    },
    send,
    later: clock.advance,
    settled: async () => {
      for (let at = 0; at < 5; at += 1) await Promise.resolve();
    },
    done: () => port.log,
    message: () => store.getState().message?.text ?? "",
  };
  return session;
}
