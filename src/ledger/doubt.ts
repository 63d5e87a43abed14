/**
 * What of a device is stored though nobody needs it: branches of forks in question, what it said beyond its
 * revocation, incarnations without end. It is kept for a person to look at, first come, up to a bound for
 * each device: one that lies must not fill the disks of a shop, nor make its tills work. What is needed has
 * no bound here: it is linear, and all tills have to hold it.
 */

import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Hash,
  isFirstOrigin,
  type Origin,
} from "../domain/identity.ts";
import { type StageOneResult } from "../domain/membership/admission.ts";
import { isCounted } from "../domain/membership/chain-rule.ts";
import { type Next } from "../domain/membership/holding.ts";
import { transactionHash } from "./log/chain.ts";
import { type Content, contentSize } from "./log/envelope.ts";
import { type StageOne } from "./log/stage-one.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Store } from "./store.ts";

/** The amount of doubt of one device and of those that only it has enrolled. */
export interface Tally {
  readonly transactions: number;
  readonly bytes: number;
  readonly chains: number;
}

/** A week of a busy till's sales, and more chains than a person would look through. */
export const DOUBT_MAX: Tally = { transactions: 2000, bytes: 8 * 1024 * 1024, chains: 16 };
/** While an act that counts names an end that isn't here: what leads to it can't be told from the rest. */
const WHILE_LACKED = 8;
const NOTHING: Tally = { transactions: 0, bytes: 0, chains: 0 };

/** The transactions that a peer offers, from the first that isn't here. */
export interface Offered {
  readonly transactions: ReadonlyArray<Content>;
  /** The hash at the end of each transaction. */
  readonly hashes: ReadonlyArray<Hash>;
  readonly previous: Hash;
}

export interface Doubt {
  /** Whether all tills have to hold it, or there is room for it in what this one keeps of its device. */
  readonly mayKeep: (offered: Offered) => boolean;
  /** Whether more of a device that nobody needs could be kept. */
  readonly hasRoom: (device: DeviceId) => boolean;
  readonly tallyOf: (device: DeviceId) => Tally;
  /** Counts an offer that was not taken, so that a person hears of it. */
  readonly refuse: (device: DeviceId, offered: Offered) => void;
  /** The refused offers since this process started. */
  readonly refusals: () => ReadonlyMap<DeviceId, Refused>;
}

/** The amount that was refused of a device. The same offer is counted again when it comes again. */
export type Refused = Pick<Tally, "transactions" | "bytes">;

export interface DoubtDeps {
  readonly store: Store;
  readonly stageOne: () => StageOne;
}

/** The transactions of a device that were in doubt up to an arrival. */
interface Counted {
  readonly hashes: Set<Hash>;
  /** The hashes that have a successor in doubt: a second successor is another chain. */
  readonly followed: Set<Hash>;
  /** How much of each of its chains all tills have to hold: with that it changes. */
  readonly kept: string;
  of: StageOneResult;
  arrival: number;
  bytes: number;
  chains: number;
}

/** A flood is counted as it comes, and not from its beginning each time. */
function createCount({ store, stageOne }: DoubtDeps): (device: DeviceId) => Counted {
  const countedByDevice = new Map<DeviceId, Counted>();

  function count(counted: Counted, row: TransactionRow): void {
    const { origin, last: seq, hash, content } = row;
    if (isCounted(stageOne().result().holding.keepOf(origin), { origin, seq, hash })) return;
    const previous = stageOne().linkAt(hash)?.previous ?? previousOf(store, row);
    if (previous === undefined || isNewChain(counted, previous)) counted.chains += 1;
    if (previous !== undefined) counted.followed.add(previous);
    counted.hashes.add(hash);
    counted.bytes += contentSize(content.events);
  }

  function countAnew(device: DeviceId, origins: ReadonlyArray<Origin>, kept: string): Counted {
    const of = stageOne().result();
    const sets = { hashes: new Set<Hash>(), followed: new Set<Hash>() };
    const counted = { ...sets, kept, of, arrival: 0, bytes: 0, chains: 0 };
    for (const origin of origins) {
      const { until } = of.holding.keepOf(origin);
      if ((store.head(origin)?.seq ?? 0) <= until) continue;
      for (const row of store.ofOrigin(origin, until + 1)) count(counted, row);
    }
    countedByDevice.set(device, counted);
    return counted;
  }

  return (device) => {
    const [of, arrival] = [stageOne().result(), store.lastArrival()];
    const known = countedByDevice.get(device);
    if (known?.of === of && known.arrival === arrival) return known;
    const origins = store
      .origins()
      .filter((origin) => accountOf(stageOne(), deviceOf(origin)) === device);
    // A purge takes away what was in doubt, and the amount to hold may be the same after it; so
    // purges are part of the key.
    const kept = [store.purges(), ...origins.map((origin) => keptText(of, origin))].join(" ");
    const counted = known?.kept === kept ? known : countAnew(device, origins, kept);
    if (counted === known) {
      for (const row of store.after(known.arrival)) {
        if (accountOf(stageOne(), deviceOf(row.origin)) === device) count(known, row);
      }
    }
    return Object.assign(counted, { of, arrival });
  };
}

export function createDoubt(deps: DoubtDeps): Doubt {
  const { store, stageOne } = deps;
  const countedOf = createCount(deps);
  const refused = new Map<DeviceId, Refused>();

  function tallyOf(account: DeviceId): Tally {
    const { hashes, bytes, chains } = countedOf(account);
    return { transactions: hashes.size, bytes, chains };
  }

  return {
    tallyOf: (device) => tallyOf(accountOf(stageOne(), device)),
    refuse: (device, { transactions }) => {
      const account = accountOf(stageOne(), device);
      const before = refused.get(account) ?? NOTHING;
      refused.set(account, {
        transactions: before.transactions + transactions.length,
        bytes: before.bytes + bytesOf(transactions),
      });
    },
    refusals: () => refused,
    hasRoom: (device) => {
      const { purged } = stageOne().result();
      const account = accountOf(stageOne(), device);
      return !purged.has(device) && !purged.has(account) && isWithin(tallyOf(account), 1, "below");
    },
    mayKeep: ({ transactions, hashes, previous }) => {
      const [head, end] = [transactions[0], transactions.at(-1)];
      const hash = hashes[0];
      if (head === undefined || end === undefined || hash === undefined) return true;
      const { origin, seq: first } = head.first;
      const result = stageOne().result();
      const siblings = siblingsOf(store, { origin, first, previous });
      const next: Next = { origin, first, seq: first + head.events.length - 1, hash, previous };
      if (isPlain(result, next, siblings) || result.holding.needs(next, siblings)) return true;
      const account = accountOf(stageOne(), deviceOf(origin));
      const added = {
        transactions: transactions.length,
        bytes: bytesOf(transactions),
        chains: isNewChain(countedOf(account), previous) ? 1 : 0,
      };
      const last = end.first.seq + end.events.length - 1;
      const limit = limitOf(result, { origin, last, account });
      return isWithin(sumOf([tallyOf(account), added]), limit, "up to");
    },
  };
}

/** A chain of doubt goes on in one next transaction only; what is beside that, or begins, is another one. */
function isNewChain({ hashes, followed }: Counted, previous: Hash): boolean {
  return !hashes.has(previous) || followed.has(previous);
}

/**
 * Returns the device whose allowance pays for this device's doubt. A device of the shop pays for
 * its own. Anybody may enrol any number of others, so the others share the allowance of whoever
 * enrolled them.
 */
export function accountOf(
  { result, sponsorOf }: Pick<StageOne, "result" | "sponsorOf">,
  device: DeviceId,
): DeviceId {
  const { devices } = result();
  const passed = new Set<DeviceId>();
  let account = device;
  while (!devices.has(account) && !passed.has(account)) {
    passed.add(account);
    account = sponsorOf(account) ?? account;
  }
  return account;
}

/** Undefined where a chain begins. */
export function previousOf(
  store: Store,
  { origin, first, hash, content }: TransactionRow,
): Hash | undefined {
  const ends = store.endingAt(origin, first - 1).map((end) => end.hash);
  return ends.length < 2
    ? ends[0]
    : ends.find((end) => transactionHash(end, content.events) === hash);
}

/** How often the bound. */
function limitOf(
  { holding: { lacked }, purged }: StageOneResult,
  {
    origin,
    last,
    account,
  }: { readonly origin: Origin; readonly last: number; readonly account: DeviceId },
): number {
  // A purge takes back nothing that an act which counts names: it may be heard before what it names.
  if (lacked.some((end) => end.origin === origin && last <= end.seq)) return WHILE_LACKED;
  return purged.has(deviceOf(origin)) || purged.has(account) ? 0 : 1;
}

/** Most of what comes: the next of a chain that is all needed. */
function isPlain(
  { holding }: StageOneResult,
  next: Next,
  siblings: ReadonlyArray<ChainEnd>,
): boolean {
  if (siblings.length > 0 || (next.first === 1 && !isFirstOrigin(next.origin))) return false;
  return holding.keepOf(next.origin).until === Number.POSITIVE_INFINITY;
}

function siblingsOf(
  store: Store,
  {
    origin,
    first,
    previous,
  }: { readonly origin: Origin; readonly first: number; readonly previous: Hash },
): ReadonlyArray<ChainEnd> {
  if ((store.head(origin)?.seq ?? 0) < first) return [];
  return store
    .startingAt(origin, first)
    .filter(({ content, hash }) => transactionHash(previous, content.events) === hash)
    .map(({ last, hash }) => ({ origin, seq: last, hash }));
}

/** Names nothing for an origin that is all needed: a new origin of that kind changes no count. */
function keptText({ holding }: StageOneResult, origin: Origin): string {
  const { until, beyondFork } = holding.keepOf(origin);
  if (until === Number.POSITIVE_INFINITY) return "";
  // The hashes are named because another proof of a fork may be taken later, and the earlier proofs
  // are in doubt then.
  const beyond = [...beyondFork].map((hash) => hash.slice(0, 8)).join("");
  return `${origin}:${until}:${beyond}`;
}

function bytesOf(transactions: ReadonlyArray<Content>): number {
  return transactions.reduce((sum, { events }) => sum + contentSize(events), 0);
}

function sumOf(tallies: ReadonlyArray<Tally>): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      transactions: sum.transactions + tally.transactions,
      bytes: sum.bytes + tally.bytes,
      chains: sum.chains + tally.chains,
    }),
    NOTHING,
  );
}

function isWithin(tally: Tally, factor: number, how: "up to" | "below"): boolean {
  return (["transactions", "bytes", "chains"] as const).every((part) => {
    const most = DOUBT_MAX[part] * factor;
    return how === "up to" ? tally[part] <= most : tally[part] < most;
  });
}
