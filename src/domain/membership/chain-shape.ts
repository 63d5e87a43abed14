/**
 * The shape of the chains: which transaction follows which, and where one of them splits in two.
 *
 * A fork is two stored transactions with one predecessor. Chains without one need no list here: on
 * them whatever comes before an end is on the way to it.
 */

import { type ChainEnd, type DeviceId, deviceOf, type Hash, type Origin } from "../identity.ts";

/** A stored transaction's place: its own end, and the hash of the event that it follows. */
export interface ChainLink extends ChainEnd {
  /** Number of its first event. */
  readonly first: number;
  readonly previous: Hash;
  readonly tag: string;
  /** Numbers that it gave to papers, such as `A-000012`. */
  readonly numbers: ReadonlyArray<string>;
}

export interface ChainShape {
  /** Origins with a fork. */
  readonly forked: () => ReadonlyArray<Origin>;
  /** Number of the last event that all branches share; undefined where there is no fork. */
  readonly commonUntil: (origin: Origin) => number | undefined;
  /** Whether a transaction that ends so is stored. */
  readonly holds: (end: ChainEnd) => boolean;
  /** Whether a stored transaction lies on the chain of another one. */
  readonly isOnChain: (place: ChainEnd, end: ChainEnd) => boolean;
  /** Returns the links beyond the common part of a forked origin, by rising number. */
  readonly beyond: (origin: Origin) => ReadonlyArray<ChainLink>;
  /**
   * Returns the first transaction of each later incarnation of a device; several where one is
   * forked from its start.
   */
  readonly laterBeginnings: (device: DeviceId) => ReadonlyArray<Beginnings>;
}

export type Beginnings = readonly [ChainEnd, ...ReadonlyArray<ChainEnd>];

export interface ShapeDeps {
  /** Whether a transaction that ends so is stored, of a chain that none of the links is of. */
  readonly holds: (end: ChainEnd) => boolean;
  /** The ends of all transactions with which an origin begins that is not the first of its device. */
  readonly later?: Iterable<ChainEnd>;
}

/** `links` need only be those of forked origins, from the first fork on. */
export function createChainShape(
  links: Iterable<ChainLink>,
  { holds, later = [] }: ShapeDeps,
): ChainShape {
  const linksByHash = new Map([...links].map((link) => [link.hash, link]));
  const linksByOrigin = Map.groupBy(linksByHash.values(), ({ origin }) => origin);
  const forks = new Map(
    [...linksByOrigin].flatMap(([origin, own]) => {
      const common = commonPart(own);
      return common === undefined ? [] : [[origin, common] as const];
    }),
  );
  const chainsByEnd = new Map<Hash, ReadonlySet<Hash>>();
  const beginningsByDevice = beginningsOf(later);

  /** Hashes of an end's chain, down to the fork. */
  function chainOf({ hash }: ChainEnd): ReadonlySet<Hash> {
    const kept = chainsByEnd.get(hash);
    if (kept !== undefined) return kept;
    const chain = new Set<Hash>();
    for (let link = linksByHash.get(hash); link !== undefined;) {
      chain.add(link.hash);
      link = linksByHash.get(link.previous);
    }
    chainsByEnd.set(hash, chain);
    return chain;
  }

  return {
    forked: () => [...forks.keys()].toSorted(),
    commonUntil: (origin) => forks.get(origin),
    holds: (end) => {
      const link = linksByHash.get(end.hash);
      return link === undefined ? holds(end) : link.origin === end.origin && link.seq === end.seq;
    },
    isOnChain: (place, end) => {
      if (place.origin !== end.origin || place.seq > end.seq) return false;
      const common = forks.get(place.origin);
      return common === undefined || place.seq <= common || chainOf(end).has(place.hash);
    },
    beyond: (origin) => {
      const common = forks.get(origin);
      if (common === undefined) return [];
      return (linksByOrigin.get(origin) ?? [])
        .filter(({ first }) => first > common)
        .toSorted(compareEnds);
    },
    laterBeginnings: (device) => beginningsByDevice.get(device) ?? [],
  };
}

function beginningsOf(later: Iterable<ChainEnd>): ReadonlyMap<DeviceId, ReadonlyArray<Beginnings>> {
  const once = new Map([...later].map((end) => [end.hash, end]));
  const byOrigin = Map.groupBy([...once.values()].toSorted(compareEnds), ({ origin }) => origin);
  const beginnings = [...byOrigin.values()].flatMap(([first, ...others]): Beginnings[] =>
    first === undefined ? [] : [[first, ...others]],
  );
  return Map.groupBy(beginnings, ([{ origin }]) => deviceOf(origin));
}

/** A transaction follows only what has a smaller number. */
export function compareEnds(a: ChainEnd, b: ChainEnd): number {
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.seq - b.seq || (a.hash === b.hash ? 0 : a.hash < b.hash ? -1 : 1);
}

function commonPart(links: ReadonlyArray<ChainLink>): number | undefined {
  const siblings = [...Map.groupBy(links, ({ previous }) => previous).values()];
  const forks = siblings.filter(({ length }) => length > 1).flatMap(([link]) => link ?? []);
  return forks.length === 0 ? undefined : Math.min(...forks.map(({ first }) => first)) - 1;
}
