/** What is read of a ledger besides its folded state. */

import { type ShopFounded } from "../domain/events/control-events.ts";
import { type ChainEnd, type DeviceId, type Origin, type StreamId } from "../domain/identity.ts";
import { type Admission } from "../domain/membership/admission.ts";
import { type AdmissionAttention } from "../domain/membership/chain-pass.ts";
import { type PlacedAct } from "../domain/membership/control-acts.ts";
import { type CompareDevices } from "../domain/membership/seniority.ts";
import { type ChainEnds, chainEnds, type EndsDeps, endsUnder } from "./chain-ends.ts";
import { type Doubt } from "./doubt.ts";
import { missingFor, newsOf, type Piece, piecesOf, piecesOfChain } from "./exchange.ts";
import { type StoredTransaction, toTransaction } from "./log/stored-transaction.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { type Head } from "./projection/follower-state.ts";
import { type Follower } from "./projection/follower.ts";
import { type QuarantinedChain, quarantinedChains } from "./quarantine.ts";
import { type Store } from "./store.ts";

export interface LedgerLooks {
  readonly admission: () => Admission;
  /** Negative when the first is senior. */
  readonly compareDevices: CompareDevices;
  /** The control acts that count, the senior authority's first. */
  readonly controlActs: () => ReadonlyArray<PlacedAct>;
  /** Devices of which only what counts is kept, by the word of an authority. */
  readonly purged: () => ReadonlySet<DeviceId>;
  /** Undefined on a device that has not heard of its shop's founding yet. */
  readonly founding: () => ShopFounded | undefined;
  /** Certificates by which the shop's devices know each other at the door: DER, base64. */
  readonly roots: () => ReadonlyArray<string>;
  /** Whether a chain of this device could be checked: its key is known, or proves itself. */
  readonly canCheck: (device: DeviceId) => boolean;
  /** By which what it signs is checked; undefined where its enrolment isn't here. */
  readonly keyOf: (device: DeviceId) => string | undefined;
  readonly head: (origin: Origin) => Head | undefined;
  /** The version vector: the end of each origin's chain, and of its branches. */
  readonly heads: () => ReadonlyMap<Origin, Head>;
  /** The same in what every till has to hold, and in what this one holds besides. */
  readonly endsOf: (origin: Origin) => ChainEnds;
  readonly ends: () => ReadonlyMap<Origin, ChainEnds>;
  /** Of all that counts without a person's admission: whoever closes or revokes vouches for no more. */
  readonly soundEnds: () => ReadonlyArray<ChainEnd>;
  /** What of a device is kept that nobody needs, and whether there is room for more of that. */
  readonly doubt: Pick<Doubt, "tallyOf" | "hasRoom" | "refusals">;
  /**
   * Segments and transactions of an origin, for `receive`, from the one that holds `fromSeq`; of one
   * branch, if asked.
   */
  readonly piecesOf: (
    origin: Origin,
    fromSeq: number,
    end?: Omit<ChainEnd, "origin">,
  ) => ReadonlyArray<Uint8Array>;
  /** See exchange.ts. */
  readonly news: (arrival: number, limit: number) => ReturnType<typeof newsOf>;
  /** All that is stored, chain by chain. */
  readonly pieces: () => ReadonlyArray<Piece>;
  /** What a till lacks that holds the chains with these ends; a fork's branches both. */
  readonly missingFor: (known: ReadonlyArray<ChainEnd>) => ReadonlyArray<Uint8Array>;
  /** What counts of a stream, as it was written, in the order in which this till stored it. */
  readonly history: (stream: StreamId) => ReadonlyArray<StoredTransaction>;
  /** Whether what is stored counts; it may not any more, or not yet. */
  readonly isAdmitted: (transaction: StoredTransaction) => boolean;
  /** What stage 1 asks a person to look at. */
  readonly attention: () => ReadonlyArray<AdmissionAttention>;
  /** What is stored and counts for nothing, with the reason. */
  readonly quarantined: () => ReadonlyArray<QuarantinedChain>;
}

export interface LooksDeps {
  readonly founder: DeviceId;
  readonly store: Store;
  readonly follower: Follower;
  readonly doubt: Doubt;
  /** In one consistent state. */
  readonly read: <Value>(look: () => Value) => Value;
}

export function createLooks({ store, follower, doubt, founder, read }: LooksDeps): LedgerLooks {
  function endsDeps(): EndsDeps {
    const stageOne = follower.stageOne();
    return { store, result: stageOne.result(), shape: stageOne.shape() };
  }

  return {
    admission: () => read(() => follower.admission()),
    compareDevices: (a, b) => read(() => follower.stageOne().result().compareDevices(a, b)),
    controlActs: () => read(() => follower.stageOne().result().acts),
    purged: () => read(() => follower.stageOne().result().purged),
    founding: () => read(() => follower.founding()),
    roots: () => read(() => follower.stageOne().result().roots),
    keyOf: (device) => read(() => follower.keyOf(device)),
    canCheck: (device) => device === founder || read(() => follower.keyOf(device)) !== undefined,
    head: (origin) => read(() => follower.head(origin)),
    heads: () => read(() => headsOf(store, follower)),
    endsOf: (origin) =>
      read(() => {
        const head = follower.head(origin);
        return head === undefined ? NO_ENDS : chainEnds(endsDeps(), origin, head);
      }),
    ends: () =>
      read(() => {
        const deps = endsDeps();
        return new Map(
          [...headsOf(store, follower)].map(([origin, head]) => [
            origin,
            chainEnds(deps, origin, head),
          ]),
        );
      }),
    soundEnds: () =>
      read(() => {
        const deps = endsDeps();
        return [...headsOf(store, follower)].flatMap(([origin, head]) =>
          endsUnder(deps, deps.result.soundOf(origin), { origin, head }),
        );
      }),
    doubt: {
      tallyOf: (device) => read(() => doubt.tallyOf(device)),
      hasRoom: (device) => read(() => doubt.hasRoom(device)),
      refusals: doubt.refusals,
    },
    piecesOf: (origin, fromSeq, end) =>
      read(() =>
        (end === undefined
          ? piecesOf(store, origin, fromSeq)
          : piecesOfChain(store, { origin, ...end }, fromSeq)
        ).map(({ bytes }) => bytes()),
      ),
    news: (arrival, limit) => read(() => newsOf(store, arrival, limit)),
    pieces: () => read(() => store.origins().flatMap((origin) => piecesOf(store, origin, 1))),
    missingFor: (known) =>
      read(() =>
        [...missingFor(store, headsOf(store, follower), known)].map(({ bytes }) => bytes()),
      ),
    history: (stream) =>
      read(() => rowsOf(store, stream).map(toTransaction).filter(follower.stageOne().isAdmitted)),
    isAdmitted: (transaction) => read(() => follower.stageOne().isAdmitted(transaction)),
    attention: () => read(() => follower.stageOne().result().attention),
    quarantined: () => read(() => quarantinedChains(store, follower.stageOne())),
  };
}

const NO_ENDS: ChainEnds = { needed: [], doubted: [] };

/** The index of streams knows nothing of what was written since the last flush. */
function rowsOf(store: Store, stream: StreamId): ReadonlyArray<TransactionRow> {
  const indexed = store.ofStream(stream);
  const seen = new Set(indexed.map(({ arrival }) => arrival));
  const late = [...store.after(store.indexedArrival())].filter(
    ({ arrival, content }) =>
      !seen.has(arrival) && content.events.some(({ header }) => header.streams.includes(stream)),
  );
  return [...indexed, ...late].toSorted((a, b) => a.arrival - b.arrival);
}

function headsOf(store: Store, follower: Follower): ReadonlyMap<Origin, Head> {
  return new Map(
    store.origins().flatMap((origin) => {
      const head = follower.head(origin);
      return head === undefined ? [] : [[origin, head] as const];
    }),
  );
}
