/** How often codes of vouchers may be tried at this box that nobody sold: guessing takes longer than a life. */

import { type Clock } from "../../domain/ports.ts";
import { type Store } from "../../ledger/store.ts";

const KEY = "voucher-tries";
/** So many slips are free. */
const FREE = 5;
const FIRST_WAIT_MS = 5000;
const WAIT_MS_MAX = 5 * 60_000;
/** After so long without one, slips are forgotten. */
const FORGET_MS = 30 * 60_000;

export interface VoucherTriesDeps {
  readonly store: Pick<Store, "local" | "setLocal">;
  readonly clock: Pick<Clock, "nowMs">;
}

export interface VoucherTries {
  /** Returns how long the next try has to wait; zero for not at all. */
  readonly waitMs: () => number;
  /** Notes how a try ended. */
  readonly note: (isRight: boolean) => void;
}

export function createVoucherTries({ store, clock }: VoucherTriesDeps): VoucherTries {
  function read(): { readonly misses: number; readonly atMs: number } {
    const [misses = 0, atMs = 0] = (store.local(KEY) ?? "").split(" ").map(Number);
    const agoMs = clock.nowMs() - atMs;
    // A clock that was set back forgives nothing.
    return agoMs > FORGET_MS ? { misses: 0, atMs: 0 } : { misses, atMs };
  }

  return {
    waitMs: () => {
      const { misses, atMs } = read();
      if (misses < FREE) return 0;
      const waitMs = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(20, misses - FREE));
      return Math.min(waitMs, Math.max(0, atMs + waitMs - clock.nowMs()));
    },
    note: (isRight) => {
      const { misses } = read();
      // One that is right doesn't forgive the others: a thief has bought one, too.
      if (!isRight) store.setLocal(KEY, `${misses + 1} ${clock.nowMs()}`);
    },
  };
}
