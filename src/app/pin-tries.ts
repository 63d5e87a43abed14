/**
 * Tries of PINs on this box: one at a time, whichever process makes it, and after wrong ones with a
 * wait in between. What was tried outlives a restart; it is this box's own knowledge, in no event.
 */

import { pause } from "../domain/pause.ts";
import { endPinWait, type PinWaits, pinWaitsSchema, tryPin } from "../domain/pin-waits.ts";
import { type Clock } from "../domain/ports.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type ExclusiveLock, takeLock } from "../ledger/exclusive-lock.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { asStoreError } from "./store-errors.ts";

export interface PinTriesDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/**
 * What becomes of a try that finds no room on the disk: `refuse` it, or `remember` it in this process.
 * Only for a register, which stays: commands that forget would be a way to try every PIN.
 */
export type WithoutRoom = "refuse" | "remember";

export type PinTryFault =
  | { readonly type: "pin/wait"; readonly waitMs: number }
  /** Another process doesn't come to an end with its try. */
  | { readonly type: "pin/busy" };

export interface PinTried {
  readonly isRight: boolean;
  readonly waitMs: number;
  /** Wrong ones in a row, with this one if it is. */
  readonly misses: number;
}

export interface PinTries {
  /**
   * Counts the try as wrong and makes it, in turn: killed in the middle, it has been one. `waitMs` is
   * what the next one will have to wait, if this one is wrong. Throws StoreError when it can't be counted.
   */
  readonly make: (
    number: string,
    withoutRoom: WithoutRoom,
    check: () => Promise<boolean>,
  ) => Promise<Result<PinTried, PinTryFault>>;
}

const WAITS_KEY = "pin-waits";
const LOOK_EVERY_MS = 20;
/** 10 seconds: on a small machine under load a check takes one. */
const LOOKS_MAX = 500;

export function createPinTries({ dir, ledger, clock }: PinTriesDeps): PinTries {
  const { db, store } = ledger;
  /** What the disk had no room for; instead of what it has. */
  let unsaved: PinWaits | undefined;

  function known(): PinWaits {
    return unsaved ?? readWaits(store.local(WAITS_KEY));
  }

  /** In one write transaction, so that of two processes none forgets what the other counted. */
  function change<Value>(work: (waits: PinWaits) => readonly [PinWaits, Value]): Value {
    const value = db.write(() => {
      const before = known();
      const [after, done] = work(before);
      if (after !== before) store.setLocal(WAITS_KEY, JSON.stringify(after));
      return done;
    });
    unsaved = undefined;
    return value;
  }

  function changeOrRemember<Value>(work: (waits: PinWaits) => readonly [PinWaits, Value]): Value {
    try {
      return change(work);
    } catch (cause) {
      if (!isForNow(cause)) throw cause;
      const [after, value] = work(known());
      unsaved = after;
      return value;
    }
  }

  async function takeTurn(withoutRoom: WithoutRoom): Promise<ExclusiveLock | undefined> {
    for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
      const lock = tryLock(withoutRoom);
      if (lock !== undefined) return lock;
      // Where nothing can be written nobody's turn comes either: the store says why.
      if (looks === 0 && withoutRoom === "refuse") db.write(() => undefined);
      await pause(clock, LOOK_EVERY_MS);
    }
    return undefined;
  }

  function tryLock(withoutRoom: WithoutRoom): ExclusiveLock | undefined {
    try {
      return takeLock(dir, "pins");
    } catch (cause) {
      if (withoutRoom === "remember") return { release: () => undefined };
      throw asStoreError(cause) ?? cause;
    }
  }

  return {
    make: async (number, withoutRoom, check) => {
      const lock = await takeTurn(withoutRoom);
      if (lock === undefined) return err({ type: "pin/busy" });
      try {
        const count = withoutRoom === "remember" ? changeOrRemember : change;
        const { type, waitMs, misses } = count((before) => {
          const tried = tryPin(before, number, Math.trunc(clock.nowMs()));
          return [tried.waits, tried];
        });
        if (type === "must-wait") return err({ type: "pin/wait", waitMs });
        const isRight = await check();
        // Who was right may come in, also where that can't be written any more.
        if (isRight) changeOrRemember((before) => [endPinWait(before, number), undefined]);
        return ok({ isRight, waitMs, misses });
      } finally {
        lock.release();
      }
    },
  };
}

/** What this build can't read is nothing: it must keep nobody out. */
function readWaits(text: string | undefined): PinWaits {
  if (text === undefined) return {};
  const waits = pinWaitsSchema.safeParse(JSON.parse(text));
  return waits.success ? waits.data : {};
}

function isForNow(cause: unknown): boolean {
  const type = asStoreError(cause)?.type;
  return type === "store/full" || type === "store/locked";
}
