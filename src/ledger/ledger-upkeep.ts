/** What a ledger needs done from time to time, where nobody waits. */

import { type ShopId } from "../domain/identity.ts";
import { type Clock } from "../domain/ports.ts";
import { type Db } from "./database.ts";
import { type DeviceKey } from "./log/chain.ts";
import { type Follower, type Growth } from "./projection/follower.ts";
import { purge } from "./purging.ts";
import { sealNext } from "./sealing.ts";
import { type Store } from "./store.ts";
import { thinAll } from "./thinning.ts";
import { type Tuning } from "./tuning.ts";

export interface LedgerUpkeep {
  /** Packs one full run of old transactions into a segment, where nobody waits; false for none. */
  readonly seal: () => Promise<boolean>;
  /** How far the folding anew is, after an update or a change of what counts; undefined for none. */
  readonly growth: () => Growth | undefined;
  /** Folds a piece of it, where nobody waits; false when there is nothing left to do. */
  readonly grow: () => boolean;
  /**
   * Throws away what of purged devices nobody needs, a day after it was decided, and branches without end;
   * true when something went.
   */
  readonly purge: () => boolean;
  /** Takes away some rows that were folded by rules of before; false when there is nothing left. */
  readonly sweep: () => boolean;
}

interface UpkeepDeps {
  readonly db: Db;
  readonly store: Store;
  readonly follower: Follower;
  readonly clock: Clock;
  readonly identity: { readonly shop: ShopId; readonly key: Pick<DeviceKey, "device"> };
  readonly tuning: Tuning;
  readonly read: <Value>(look: () => Value) => Value;
  readonly write: <Value>(work: () => Value) => Value;
}

/** Rows: a millisecond or two. */
const SWEPT_AT_ONCE = 200;

export function createUpkeep(deps: UpkeepDeps): LedgerUpkeep {
  const { db, store, follower, clock, identity, tuning, read, write } = deps;
  return {
    seal: () => {
      read(() => undefined);
      return sealNext({ db, store, follower, shop: identity.shop, cut: tuning.cut });
    },
    growth: () => read(() => follower.growth()),
    grow: () => {
      const piece = read(follower.nextPiece);
      return piece !== undefined && write(() => follower.grow(piece));
    },
    purge: () =>
      write(() => {
        const purging = { store, follower, device: identity.key.device };
        const isThinned = thinAll(purging);
        return purge(purging, clock.nowMs()) || isThinned;
      }),
    sweep: () => db.write(() => store.generations.sweep(SWEPT_AT_ONCE)),
  };
}
