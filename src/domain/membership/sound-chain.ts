/**
 * What of a device's chains is on a *sound* way: no other voice of the device can have said something else
 * in its place.
 *
 * At a fork only a branch is sound that somebody who counts has named; and of later incarnations none is
 * while there are more than a few that nobody has named. Both are thresholds: which of the excess a till
 * holds makes no difference, so a flood can't divide those who hold different parts of it. Source:
 * docs/rules/belief.md, B7 and B8.
 */

import { type ChainEnd, type DeviceId, type Hash, type Origin } from "../identity.ts";
import { type ChainLink, type ChainShape } from "./chain-shape.ts";
import { type Cuts } from "./revocation.ts";

/**
 * Later incarnations of a device that count though nobody has named them: a box that loses its disk three
 * times between two closes of the day is broken, and a person should know.
 */
export const UNNAMED_INCARNATIONS_MAX = 3;

/** Ends that are here, by their origin: what they end is named. */
export interface Named {
  readonly has: (place: ChainEnd) => boolean;
  readonly ends: (origin: Origin) => ReadonlyArray<ChainEnd>;
  /** False when nothing new comes of it. */
  readonly add: (ends: ReadonlyArray<ChainEnd>) => boolean;
}

/** `matters`: whether anything hangs on what is named of an origin; of most chains nothing does. */
export function createNamed(
  shape: ChainShape,
  matters: (origin: Origin) => boolean = () => true,
): Named {
  const byOrigin = new Map<Origin, Map<Hash, ChainEnd>>();
  return {
    has: (place) =>
      byOrigin
        .get(place.origin)
        ?.values()
        .some((end) => shape.isOnChain(place, end)) === true,
    ends: (origin) => [...(byOrigin.get(origin)?.values() ?? [])],
    add: (ends) => {
      let isMore = false;
      for (const end of ends) {
        const ends = byOrigin.get(end.origin) ?? new Map<Hash, ChainEnd>();
        if (!matters(end.origin) || ends.has(end.hash) || !shape.holds(end)) continue;
        ends.set(end.hash, end);
        byOrigin.set(end.origin, ends);
        isMore = true;
      }
      return isMore;
    },
  };
}

export interface SoundLinks {
  readonly isSound: (place: ChainEnd) => boolean;
  /** Whether the part that all branches share is sound: all of it is, or nothing. */
  readonly isCommonSound: (origin: Origin) => boolean;
  /** Returns the two transactions that prove a fork nobody has named a branch of. */
  readonly witnesses: (origin: Origin) => ReadonlyArray<ChainLink>;
  /** Later incarnations that nobody has named and no revocation cuts. */
  readonly unnamedCount: number;
  /** The first transactions of later incarnations that prove that there are too many. */
  readonly tooMany: () => ReadonlyArray<ChainEnd>;
}

export interface SoundLinksDeps {
  readonly shape: ChainShape;
  readonly named: Named;
  readonly cuts: Cuts;
}

export function findSoundLinks(
  device: DeviceId,
  { shape, named, cuts }: SoundLinksDeps,
): SoundLinks {
  const unnamed = shape
    .laterBeginnings(device)
    .filter(([{ origin }]) => named.ends(origin).length === 0)
    .filter((beginnings) => !beginnings.every(cuts.isCut));
  const isOver = unnamed.length > UNNAMED_INCARNATIONS_MAX;
  const excess = new Set(isOver ? unnamed.map(([{ origin }]) => origin) : []);
  const beyond = new Map<Origin, ReadonlySet<Hash>>();

  function soundBeyond(origin: Origin): ReadonlySet<Hash> {
    const known = beyond.get(origin) ?? followed(shape, origin, named);
    beyond.set(origin, known);
    return known;
  }

  return {
    isSound: (place) => {
      if (excess.has(place.origin)) return false;
      const common = shape.commonUntil(place.origin);
      if (common === undefined || place.seq <= common) return true;
      return soundBeyond(place.origin).has(place.hash);
    },
    isCommonSound: (origin) => !excess.has(origin),
    witnesses: (origin) => {
      if (excess.has(origin)) return [];
      const sound = soundBeyond(origin);
      const common = shape.commonUntil(origin);
      const siblings = Map.groupBy(
        shape
          .beyond(origin)
          .filter((link) => link.first - 1 === common || sound.has(link.previous)),
        ({ previous }) => previous,
      );
      return [...siblings.values()]
        .filter((links) => links.length > 1 && !links.some(named.has))
        .flatMap((links) => links.filter((link) => !cuts.isCut(link)).slice(0, 2));
    },
    unnamedCount: unnamed.length,
    tooMany: () =>
      isOver
        ? unnamed
            .slice(0, UNNAMED_INCARNATIONS_MAX + 1)
            .map((beginnings) => beginnings.find((end) => !cuts.isCut(end)) ?? beginnings[0])
        : [],
  };
}

/** Returns the links beyond the common part to which no unsettled fork leads. */
function followed(shape: ChainShape, origin: Origin, named: Named): ReadonlySet<Hash> {
  const links = shape.beyond(origin);
  const common = shape.commonUntil(origin);
  const siblings = new Map<Hash, number>();
  for (const { previous } of links) siblings.set(previous, (siblings.get(previous) ?? 0) + 1);
  const sound = new Set<Hash>();
  for (const link of links) {
    const isOnSoundLink = link.first - 1 === common || sound.has(link.previous);
    if (isOnSoundLink && (siblings.get(link.previous) === 1 || named.has(link)))
      sound.add(link.hash);
  }
  return sound;
}
