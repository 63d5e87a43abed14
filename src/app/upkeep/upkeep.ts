/** What a till does by itself where nobody waits: for its store, and whatever comes due. */

import { type Clock, type Random } from "../../domain/ports.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type Growth } from "../../ledger/projection/follower.ts";
import { type OwnZs } from "../day/own-zs.ts";
import { createBallast } from "./ballast.ts";

export interface Upkeep {
  /** Keeps up until it is closed; calls `onLook` now and after each look. */
  readonly keepUp: (onLook: () => void) => void;
  /** Whether this process keeps up for as long as it lives. */
  readonly isKeptUp: () => boolean;
  /** Tidies up once, unless another process has the duties. */
  readonly tidyUp: () => Promise<void>;
  /** Folds all again at once, for a command that needs the sums now. */
  readonly foldAnew: (onProgress: (growth: Growth) => void) => void;
  readonly close: () => Promise<void>;
}

export interface UpkeepDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasDuties: () => boolean;
  /** Reads some of what will be asked for; true while there is more. */
  readonly readAhead: () => boolean;
  /** Writes the refusals of ten minutes ago and before. */
  readonly lookAtRefusals: () => void;
  /** Destroys personal data that was erased long enough ago. */
  readonly destroyHidden: () => void;
  /** Asks terminals for payments that a crash left open. */
  readonly recoverCards: () => void;
  /** Makes the Zs that nobody has to ask for. */
  readonly ownZs: OwnZs;
  /** What this box does by itself for guarded goods. */
  readonly shareRights: () => void;
  /** What this box does by itself for vouchers. */
  readonly coverVouchers: () => void;
  /** Called with a fault that is tried again by itself and endangers no sale; for the log. */
  readonly onFault: (error: unknown) => void;
}

const UPKEEP_EVERY_MS = 5000;
const PURGE_EVERY_MS = 60_000;
/** The pause between two pieces of work: keys come first. */
const NEXT_PIECE_MS = 20;
/**
 * A busy hour fills one or two segments, an import of 20,000 goods twenty to forty, of some 30 ms
 * each: the next sale finds nothing left to pack.
 */
const SEGMENTS_AT_ONCE = 64;

/** Returns a function that does the work at most once in that time, also after the clock was set back. */
function createThrottled(clock: Clock, everyMs: number, work: () => void): () => void {
  let doneAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (doneAtMs <= nowMs && nowMs - doneAtMs < everyMs) return;
    doneAtMs = nowMs;
    work();
  };
}

/**
 * What the holder of the duties does for the ledger where nobody waits: it folds anew what an update
 * folds otherwise, packs old events, puts room aside for a full disk, and takes away what is not needed
 * any more.
 *
 * A resident process does a little from time to time; a command packs what it wrote
 * when it is done.
 */
export function createUpkeep(deps: UpkeepDeps): Upkeep {
  const { dir, ledger, clock, hasDuties, readAhead, lookAtRefusals, ownZs, onFault } = deps;
  const ballast = createBallast({ ...deps, room: ledger.room });
  let cancel: (() => void) | undefined;
  let cancelReading: (() => void) | undefined;
  let stopHearing: (() => void) | undefined;
  const purgeSeldom = createThrottled(clock, PURGE_EVERY_MS, ledger.purge);
  let working: Promise<unknown> = Promise.resolve();
  let tellLook: (() => void) | undefined;

  async function seal(most: number): Promise<void> {
    try {
      for (let sealed = 0; sealed < most && (await ledger.seal());) sealed += 1;
    } catch (error) {
      onFault(error);
    }
  }

  /** Does one piece of work, so that a sale never waits behind two. */
  function look(): void {
    const hasMore = hasDuties() && attempt(() => ledger.grow() || ledger.sweep()) === true;
    if (!hasMore && hasDuties()) {
      working = seal(1);
      ballast.look();
    }
    if (hasDuties()) attempt(purgeSeldom);
    const { destroyHidden, recoverCards, shareRights, coverVouchers } = deps;
    const ofRights = [shareRights, coverVouchers];
    for (const work of [lookAtRefusals, destroyHidden, recoverCards, ownZs.look, ...ofRights])
      attempt(work);
    attempt(() => tellLook?.());
    cancel = clock.after(hasMore ? NEXT_PIECE_MS : UPKEEP_EVERY_MS, look);
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
      attempt(deps.recoverCards);
      cancel = clock.after(UPKEEP_EVERY_MS, look);
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
