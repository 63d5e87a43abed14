/**
 * Throws away branches that were needed once and aren't any more, where there are too many of them.
 *
 * What proves a fork has to be taken, however much is kept already; and once its chain forks at an earlier
 * place, it proves nothing more. So a member that forks its chain from its end to its beginning would leave
 * a branch at each of its words. The shortest ones go, of these the last that came: what a till sold goes
 * last, and what this till has said itself never.
 */

import { type DeviceId, deviceOf, type Hash, type Origin } from "../domain/identity.ts";
import { isCounted } from "../domain/membership/chain-rule.ts";
import { accountOf, DOUBT_MAX, previousOf } from "./doubt.ts";
import { keepKeys } from "./keys-before.ts";
import { type StageOne } from "./log/stage-one.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Follower } from "./projection/follower.ts";
import { type Store } from "./store.ts";

export interface ThinningDeps {
  readonly store: Store;
  readonly follower: Follower;
  /** The id of this till. */
  readonly device: DeviceId;
}

/** The most branches of one device's chains: as many as tills name to each other. */
export const CHAINS_LEFT_MAX = 64;

/** Call in a write transaction, with all folded; true when something was thrown away. */
export function thin({ store, follower, device: own }: ThinningDeps, of: DeviceId): boolean {
  const stageOne = follower.stageOne();
  const account = accountOf(stageOne, of);
  const branches = store
    .origins()
    .filter((origin) => deviceOf(origin) !== own)
    .filter((origin) => accountOf(stageOne, deviceOf(origin)) === account)
    .flatMap((origin) => branchesOf(store, stageOne, origin));
  if (branches.length <= CHAINS_LEFT_MAX) return false;
  const gone = branches
    .filter((rows) => rows.every(({ place, arrival }) => place === arrival))
    .toSorted((a, b) => a.length - b.length || arrivalOf(b) - arrivalOf(a))
    .slice(0, branches.length - DOUBT_MAX.chains)
    .flat();
  for (const { place } of gone) store.remove(place);
  if (gone.length === 0) return false;
  keepKeys(store, stageOne);
  store.notePurge();
  follower.reset();
  return true;
}

/** Thins all devices, because what counts may change without new events of theirs. */
export function thinAll(deps: ThinningDeps): boolean {
  const { store, follower } = deps;
  const stageOne = follower.stageOne();
  const { holding } = stageOne.result();
  const doubted = store
    .origins()
    .filter((origin) => (store.head(origin)?.seq ?? 0) > holding.keepOf(origin).until);
  const accounts = new Set(doubted.map((origin) => accountOf(stageOne, deviceOf(origin))));
  return [...accounts].map((account) => thin(deps, account)).includes(true);
}

type Branch = ReadonlyArray<TransactionRow>;

/** The last of it is the longest with all that it shares with others. */
function branchesOf(store: Store, stageOne: StageOne, origin: Origin): ReadonlyArray<Branch> {
  const keep = stageOne.result().holding.keepOf(origin);
  if ((store.head(origin)?.seq ?? 0) <= keep.until) return [];
  const rows = [...store.ofOrigin(origin, keep.until + 1)];
  const doubted = new Map(
    rows.flatMap((row) =>
      isCounted(keep, { origin, seq: row.last, hash: row.hash }) ? [] : [[row.hash, row] as const],
    ),
  );
  const before = new Map(
    rows.map(({ hash, ...row }) => [
      hash,
      stageOne.linkAt(hash)?.previous ?? previousOf(store, { hash, ...row }),
    ]),
  );
  const followed = new Set(before.values());
  const ends = [...doubted.values()].filter(({ hash }) => !followed.has(hash));
  const claimed = new Set<Hash>();
  const branches: Branch[] = [];
  for (const end of ends.toSorted((a, b) => b.last - a.last)) {
    const branch: TransactionRow[] = [];
    for (let row: TransactionRow | undefined = end; row !== undefined && !claimed.has(row.hash);) {
      claimed.add(row.hash);
      branch.push(row);
      row = doubted.get(before.get(row.hash) ?? row.hash);
    }
    branches.push(branch);
  }
  return branches;
}

/** Returns the arrival of a branch's end. */
function arrivalOf([end]: Branch): number {
  return end?.arrival ?? 0;
}
