/**
 * Staff number and PIN, checked. A number that nobody has costs the same time and the same waits as
 * one that somebody has, and gets the same answer.
 */

import { pause } from "../../domain/base/pause.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { MISSES_PER_REPORT } from "../../domain/events/missed-pins.ts";
import { INACTIVE, WRONG_PIN } from "../../domain/folds/refusals-of-day.ts";
import {
  beginTry,
  type CountedTries,
  type CutShort,
  cutShortSchema,
  endTry,
  EVERYBODY,
  HOUR_MISSES_PER_REPORT,
  isBurst,
  NOBODY,
  NONE_CUT_SHORT,
  type PinWaits,
  pinWaitsSchema,
  type RecentMisses,
  recentMissesSchema,
} from "../../domain/people/pin-waits.ts";
import { readStaffMember, type StaffMember } from "../../domain/people/staff.ts";
import { type Clock } from "../../domain/ports.ts";
import { type ExclusiveLock, takeLock } from "../../ledger/exclusive-lock.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Secrets } from "../../ledger/secrets.ts";
import { asStoreError } from "../store-errors.ts";
import { tellMissedPins } from "./missed-pins.ts";
import { bytesToVerifier, isPin, spendPinCheck } from "./pin.ts";
import { type RefusalNotes } from "./refusal-notes.ts";
import { staffMemberName } from "./staff-member-name.ts";

export type SignIn = (
  number: string,
  pin: string,
  withoutRoom?: WithoutRoom,
) => Promise<Result<{ readonly number: string; readonly name: string }, Refusal>>;

export interface SignInDeps extends PinTriesDeps {
  readonly refusals: Pick<RefusalNotes, "noteLogIn">;
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { ledger, refusals } = deps;
  const tries = createPinTries(deps);

  return async (number, pin, withoutRoom = "refuse") => {
    const asked = ledger.read((view) => readStaffMember(view, number));
    // Nothing can be guessed of a PIN that nobody has set, and who came by head office has to learn why.
    if (asked?.active === true && asked.verifierId === undefined) {
      return err({ type: "pin/none", staff: number });
    }
    const tried = await tries.make(number, withoutRoom, () => {
      const member = ledger.read((view) => readStaffMember(view, number));
      return checkPin(ledger.secrets, member, { staff: number, pin });
    });
    if (!tried.ok) return err({ ...tried.fault, staff: number });
    const { isRight, waitMs, misses, isBurst } = tried.value;
    const member = ledger.read((view) => readStaffMember(view, number));
    // Misses are counted for numbers that nobody has too: otherwise the time would reveal which
    // ones are taken.
    if (!isRight && misses % MISSES_PER_REPORT === 0) {
      tellMissedPins(ledger, member === undefined ? NOBODY : number, misses);
    }
    if (!isRight) refusals.noteLogIn(member === undefined ? NOBODY : number, WRONG_PIN);
    if (isBurst) tellMissedPins(ledger, EVERYBODY, HOUR_MISSES_PER_REPORT);
    if (!isRight || member === undefined) return err({ type: "pin/wrong", staff: number, waitMs });
    // Inactive people are refused only after the PIN, so that nobody learns who has left.
    if (!member.active) {
      refusals.noteLogIn(number, INACTIVE);
      return err({ type: "staff/inactive", staff: number });
    }
    return ok({ number, name: staffMemberName(ledger.secrets, number, member) });
  };
}

async function checkPin(
  secrets: Secrets,
  member: StaffMember | undefined,
  claim: { readonly staff: string; readonly pin: string },
): Promise<boolean> {
  const id = member?.verifierId;
  const stored = id === undefined ? undefined : secrets.get(id);
  const verifier = stored === undefined ? undefined : bytesToVerifier(stored);
  const peppers = verifier === undefined ? [] : secrets.values(verifier.pepper);
  if (verifier === undefined || peppers.length === 0) {
    await spendPinCheck(claim);
    return false;
  }
  try {
    return await isPin(verifier, { ...claim, peppers });
  } catch {
    // The verifier's cost is too high, so no PIN fits it.
    return false;
  }
}

interface PinTriesDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/**
 * The treatment of a try that finds no room on the disk: `refuse` it, or `remember` it in this
 * process. Only a register remembers, because it stays: commands that forget would be a way to try
 * every PIN.
 */
type WithoutRoom = "refuse" | "remember";

type PinTryFault =
  | { readonly type: "pin/wait"; readonly waitMs: number }
  /** Another process is busy with its try. */
  | { readonly type: "pin/busy" };

interface PinTried {
  readonly isRight: boolean;
  readonly waitMs: number;
  /** Wrong ones in a row, with this one if it is. */
  readonly misses: number;
  /** Whether so many were wrong within an hour, for whatever numbers, that the other tills are to be told. */
  readonly isBurst: boolean;
}

export interface PinTries {
  /**
   * Counts the try as wrong and makes it, in turn; killed in the middle, the next one takes it back. `waitMs` is
   * what the next one will have to wait, if this one is wrong. Throws StoreError when it can't be counted.
   */
  readonly make: (
    number: string,
    withoutRoom: WithoutRoom,
    check: () => Promise<boolean>,
  ) => Promise<Result<PinTried, PinTryFault>>;
}

const WAITS_KEY = "pin-waits";
const RECENT_KEY = "pin-misses";
const CUT_SHORT_KEY = "pin-cut-short";

const LOOK_EVERY_MS = 20;
/** 10 seconds: on a small machine under load a check takes one. */
const LOOKS_MAX = 500;

/**
 * Tries of PINs on this box: one at a time, whichever process makes it, and after wrong ones with a
 * wait in between. What was tried outlives a restart; it is this box's own knowledge, in no event.
 */
export function createPinTries({ dir, ledger, clock }: PinTriesDeps): PinTries {
  const { db, store } = ledger;
  /** The waits that the disk had no room for; they replace the stored ones. */
  let unsaved: CountedTries | undefined;

  function known(): CountedTries {
    return (
      unsaved ?? {
        waits: readWaits(store.local(WAITS_KEY)),
        recent: readRecent(store.local(RECENT_KEY)),
        cutShort: readCutShort(store.local(CUT_SHORT_KEY)),
      }
    );
  }

  /** The waits are read and written in one transaction, so that of two processes none loses the other's. */
  function change<Value>(work: (before: CountedTries) => readonly [CountedTries, Value]): Value {
    const value = db.write(() => {
      const before = known();
      const [after, done] = work(before);
      if (after.waits !== before.waits) store.setLocal(WAITS_KEY, JSON.stringify(after.waits));
      if (after.recent !== before.recent) store.setLocal(RECENT_KEY, JSON.stringify(after.recent));
      if (after.cutShort !== before.cutShort) {
        store.setLocal(CUT_SHORT_KEY, JSON.stringify(after.cutShort));
      }
      return done;
    });
    unsaved = undefined;
    return value;
  }

  function changeOrRemember<Value>(
    work: (before: CountedTries) => readonly [CountedTries, Value],
  ): Value {
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
      // Where nothing can be written, no try can be made: the store names the reason.
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
        const { type, waitMs, misses } = count((before) =>
          beginTry(before, number, Math.trunc(clock.nowMs())),
        );
        if (type === "must-wait") return err({ type: "pin/wait", waitMs });
        const isRight = await check();
        const hasBurst = !isRight && isBurst(known().recent);
        // What was judged counts, also where that can't be written any more.
        changeOrRemember((before) => {
          const ended = endTry(before, number, isRight);
          return [hasBurst ? { ...ended, recent: [] } : ended, undefined];
        });
        return ok({ isRight, waitMs, misses, isBurst: hasBurst });
      } finally {
        lock.release();
      }
    },
  };
}

/** Waits that this build can't read are dropped, because they must keep nobody out. */
function readWaits(text: string | undefined): PinWaits {
  if (text === undefined) return {};
  const waits = pinWaitsSchema.safeParse(JSON.parse(text));
  return waits.success ? waits.data : {};
}

function readRecent(text: string | undefined): RecentMisses {
  if (text === undefined) return [];
  const recent = recentMissesSchema.safeParse(JSON.parse(text));
  return recent.success ? recent.data : [];
}

function readCutShort(text: string | undefined): CutShort {
  if (text === undefined) return NONE_CUT_SHORT;
  const cutShort = cutShortSchema.safeParse(JSON.parse(text));
  return cutShort.success ? cutShort.data : NONE_CUT_SHORT;
}

function isForNow(cause: unknown): boolean {
  const type = asStoreError(cause)?.type;
  return type === "store/full" || type === "store/locked";
}
