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

/** Of one device. */
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

/** What is offered, from the first that isn't here. */
export interface Offered {
  readonly transactions: ReadonlyArray<Content>;
  /** At the end of each. */
  readonly hashes: ReadonlyArray<Hash>;
  readonly previous: Hash;
}

export interface Doubt {
  /** Whether all tills have to hold it, or there is room for it in what this one keeps of its device. */
  readonly hasPlace: (offered: Offered) => boolean;
  /** Whether more of a device that nobody needs could be kept. */
  readonly hasRoom: (device: DeviceId) => boolean;
  readonly tallyOf: (device: DeviceId) => Tally;
  /** It was not taken: counted, so that a person hears of it. */
  readonly refuse: (device: DeviceId, offered: Offered) => void;
  /** Since this process started. */
  readonly refusals: () => ReadonlyMap<DeviceId, Refused>;
}

/** What of a device had no place here; what was offered again is counted again. */
export type Refused = Pick<Tally, "transactions" | "bytes">;

export interface DoubtDeps {
  readonly store: Store;
  readonly stageOne: () => StageOne;
}

/** What of a device was in doubt up to an arrival. */
interface Counted {
  readonly hashes: Set<Hash>;
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
    const previous = stageOne().linkAt(hash)?.previous;
    const isNext = store
      .endingAt(origin, row.first - 1)
      .some((end) => counted.hashes.has(end.hash) && (previous ?? end.hash) === end.hash);
    if (!isNext) counted.chains += 1;
    counted.hashes.add(hash);
    counted.bytes += contentSize(content.events);
  }

  function countAnew(device: DeviceId, origins: ReadonlyArray<Origin>, kept: string): Counted {
    const of = stageOne().result();
    const counted = { hashes: new Set<Hash>(), kept, of, arrival: 0, bytes: 0, chains: 0 };
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
    const origins = store.origins().filter((origin) => deviceOf(origin) === device);
    // What a purge takes away was in doubt, and how much has to be held may be the same after it.
    const kept = [store.purges(), ...origins.map((origin) => keptText(of, origin))].join(" ");
    const counted = known?.kept === kept ? known : countAnew(device, origins, kept);
    if (counted === known) {
      for (const row of store.after(known.arrival)) {
        if (deviceOf(row.origin) === device) count(known, row);
      }
    }
    return Object.assign(counted, { of, arrival });
  };
}

export function createDoubt(deps: DoubtDeps): Doubt {
  const { store, stageOne } = deps;
  const countedOf = createCount(deps);
  const refused = new Map<DeviceId, Refused>();

  function tallyOf(device: DeviceId): Tally {
    const { hashes, bytes, chains } = countedOf(device);
    return { transactions: hashes.size, bytes, chains };
  }

  return {
    tallyOf,
    refuse: (device, { transactions }) => {
      const before = refused.get(device) ?? NOTHING;
      refused.set(device, {
        transactions: before.transactions + transactions.length,
        bytes: before.bytes + bytesOf(transactions),
      });
    },
    refusals: () => refused,
    hasRoom: (device) =>
      !stageOne().result().purged.has(device) && isWithin(tallyOf(device), 1, "below"),
    hasPlace: ({ transactions, hashes, previous }) => {
      const [head, end] = [transactions[0], transactions.at(-1)];
      const hash = hashes[0];
      if (head === undefined || end === undefined || hash === undefined) return true;
      const { origin, seq: first } = head.first;
      const result = stageOne().result();
      const siblings = siblingsOf(store, { origin, first, previous });
      const next: Next = { origin, first, seq: first + head.events.length - 1, hash, previous };
      if (isPlain(result, next, siblings) || result.holding.needs(next, siblings)) return true;
      const added = {
        transactions: transactions.length,
        bytes: bytesOf(transactions),
        chains: siblings.length > 0 || first === 1 ? 1 : 0,
      };
      const last = end.first.seq + end.events.length - 1;
      const limit = limitOf(origin, result, last);
      return isWithin(sumOf([tallyOf(deviceOf(origin)), added]), limit, "up to");
    },
  };
}

function limitOf(origin: Origin, result: StageOneResult, last: number): number {
  const { lacked } = result.holding;
  // A purge takes back nothing that an act which counts names: it may be heard before what it names.
  if (lacked.some((end) => end.origin === origin && last <= end.seq)) return WHILE_LACKED;
  return result.purged.has(deviceOf(origin)) ? 0 : 1;
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

/** Of an origin that is all needed nothing: a new one of these is no news. */
function keptText({ holding }: StageOneResult, origin: Origin): string {
  const { until, beyondFork } = holding.keepOf(origin);
  if (until === Number.POSITIVE_INFINITY) return "";
  // Of the proofs of a fork another one may be taken: those that were are in doubt then.
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
