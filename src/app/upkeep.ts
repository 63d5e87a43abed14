/**
 * What the holder of the duties does for the ledger where nobody waits: it folds anew what an update
 * folds otherwise, packs old events, puts room aside for a full disk, and takes away what is not needed
 * any more.
 *
 * A resident process does a little from time to time; a command packs what it wrote
 * when it is done.
 */

import { type Clock, type Random } from "../domain/ports.ts";
import { takeLock } from "../ledger/exclusive-lock.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type Growth } from "../ledger/projection/follower.ts";
import { createBallast } from "./ballast.ts";
import { type OwnZs } from "./day/own-zs.ts";

export interface Upkeep {
  /** From now on until it is closed; tells now, and after each look, that more of it may be done. */
  readonly keepUp: (onLook: () => void) => void;
  /** Whether this process stays, and does so. */
  readonly isKeptUp: () => boolean;
  /** Once, unless another process has the duties. */
  readonly tidyUp: () => Promise<void>;
  /** Folds anew all that is to be, for whoever needs the sums now. */
  readonly foldAnew: (onProgress: (growth: Growth) => void) => void;
  readonly close: () => Promise<void>;
}

export interface UpkeepDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasDuties: () => boolean;
  /** A little of what will be asked for; true when there is more. */
  readonly readAhead: () => boolean;
  /** Writes what people were refused ten minutes ago. */
  readonly lookAtRefusals: () => void;
  /** Destroys what was erased long enough ago. */
  readonly destroyHidden: () => void;
  /** The Zs that the till makes by itself. */
  readonly ownZs: OwnZs;
  /** A fault below: it is tried again by itself, and no sale is in danger. For the log. */
  readonly onFault: (error: unknown) => void;
}

const LOOK_EVERY_MS = 5000;
const PURGE_EVERY_MS = 60_000;
/** Keys come first. */
const NEXT_PIECE_MS = 20;
/**
 * A shop's busy hour fills one or two, an import of 20,000 goods twenty to forty, of some 30 ms each: whoever
 * sells next has nothing left to pack between the keys.
 */
const SEGMENTS_AT_ONCE = 64;

/** Also after a clock that was set back. */
function createSeldom(clock: Clock, everyMs: number, work: () => void): () => void {
  let doneAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (doneAtMs <= nowMs && nowMs - doneAtMs < everyMs) return;
    doneAtMs = nowMs;
    work();
  };
}

export function createUpkeep(deps: UpkeepDeps): Upkeep {
  const { dir, ledger, clock, hasDuties, readAhead, lookAtRefusals, ownZs, onFault } = deps;
  const ballast = createBallast({ ...deps, room: ledger.room });
  let cancel: (() => void) | undefined;
  let cancelReading: (() => void) | undefined;
  let stopHearing: (() => void) | undefined;
  const purgeSeldom = createSeldom(clock, PURGE_EVERY_MS, ledger.purge);
  let working: Promise<unknown> = Promise.resolve();
  let tellLook: (() => void) | undefined;

  async function seal(most: number): Promise<void> {
    try {
      for (let sealed = 0; sealed < most && (await ledger.seal());) sealed += 1;
    } catch (error) {
      onFault(error);
    }
  }

  /** One piece at a time, so that a sale never waits behind two. */
  function look(): void {
    const hasMore = hasDuties() && attempt(() => ledger.grow() || ledger.sweep()) === true;
    if (!hasMore && hasDuties()) {
      working = seal(1);
      ballast.look();
    }
    if (hasDuties()) attempt(purgeSeldom);
    for (const work of [lookAtRefusals, deps.destroyHidden, ownZs.look]) attempt(work);
    attempt(() => tellLook?.());
    cancel = clock.after(hasMore ? NEXT_PIECE_MS : LOOK_EVERY_MS, look);
  }

  function readOn(): void {
    const hasMore = attempt(readAhead) === true;
    cancelReading = hasMore ? clock.after(NEXT_PIECE_MS, readOn) : undefined;
  }

  function attempt<Value>(work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      onFault(error);
      return undefined;
    }
  }

  return {
    keepUp: (onLook) => {
      tellLook = onLook;
      attempt(onLook);
      cancel = clock.after(LOOK_EVERY_MS, look);
      cancelReading = clock.after(NEXT_PIECE_MS, readOn);
      stopHearing = ownZs.listen();
    },
    isKeptUp: () => tellLook !== undefined,
    tidyUp: async () => {
      const duties = takeLock(dir, "duties");
      if (duties === undefined) return;
      try {
        await seal(SEGMENTS_AT_ONCE);
      } finally {
        duties.release();
      }
    },
    foldAnew: (onProgress) => {
      foldAnew(ledger, onProgress);
    },
    close: async () => {
      cancel?.();
      cancelReading?.();
      stopHearing?.();
      await ballast.close();
      await working;
    },
  };
}

function foldAnew(ledger: Ledger, onProgress: (growth: Growth) => void): void {
  for (;;) {
    const growth = ledger.growth();
    if (growth === undefined) break;
    onProgress(growth);
    if (!ledger.grow()) break;
  }
}
