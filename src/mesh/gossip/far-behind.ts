/**
 * A box that was off for long, or was restored, knows less of today than its shop: it asks for the present first,
 * as a box does that joins.
 *
 * Only what connected members say counts, and only of one that has heard all that is here besides: what such a till
 * tells of today is newer than what this box has, and lacks nothing of it. Who claims so much and doesn't show it, twice,
 * is named and believed no more.
 */

import { type ChainEnd, type DeviceId, deviceOf } from "../../domain/identity.ts";
import { connectedMembers, hasClaimed, type Peer } from "./peer.ts";
import { type MeshLedger } from "./ports.ts";

/** Less is heard before anybody could be told what today rests on. */
export const FAR_EVENTS = 5000;
/** A claim that turned out empty may be a till's bad luck; not so the second one. */
const EMPTY_CLAIMS_MAX = 2;
/** The pause after the present has gone: what this box lacks so soon after is news. */
const AGAIN_MS = 600_000;

export interface FarBehind {
  /** Asks for the present where this box is far behind. Call before anything else is asked for. */
  readonly look: (nowMs: number) => void;
}

export interface FarBehindDeps {
  readonly ledger: MeshLedger;
  readonly peers: () => Iterable<Peer>;
  /** How many events these peers hold that are not here. */
  readonly lackedOf: (peers: ReadonlyArray<Peer>) => number;
  /** How many of them the peer was asked for again and again, and has not shown. */
  readonly unshownOf: (peer: Peer) => number;
  /** The peer told what nobody may tell. */
  readonly shun: (peer: Peer, reason: string, nowMs: number) => void;
}

export function createFarBehind({
  ledger,
  peers,
  lackedOf,
  unshownOf,
  shun,
}: FarBehindDeps): FarBehind {
  const { present } = ledger;
  const emptyClaims = new Map<DeviceId, number>();
  let wasWanted = false;
  let restsUntilMs = Number.NEGATIVE_INFINITY;

  function isBelieved({ device }: Peer): boolean {
    return device === undefined || (emptyClaims.get(device) ?? 0) < EMPTY_CLAIMS_MAX;
  }

  function noteEmptyClaims(nowMs: number): void {
    for (const peer of connectedMembers(peers())) {
      const { device } = peer;
      if (device === undefined || unshownOf(peer) < FAR_EVENTS) continue;
      emptyClaims.set(device, 1 + (emptyClaims.get(device) ?? 0));
      if (!isBelieved(peer)) shun(peer, "says that it holds what it doesn't show", nowMs);
    }
  }

  function isFarBehind(): boolean {
    const members = connectedMembers(peers()).filter(isBelieved);
    // All together hold no less than one of them, and mostly nothing that isn't here.
    if (lackedOf(members) < FAR_EVENTS) return false;
    const heard = heardOfOthers(ledger);
    return members.some((peer) => lackedOf([peer]) >= FAR_EVENTS && hasHeard(ledger, peer, heard));
  }

  return {
    look: (nowMs) => {
      const isWanted = present.isWanted();
      if (wasWanted && !isWanted) {
        restsUntilMs = nowMs + AGAIN_MS;
        noteEmptyClaims(nowMs);
      }
      wasWanted = isWanted;
      if (isWanted || nowMs < restsUntilMs || !isTill(ledger) || !isFarBehind()) return;
      present.want("the newest");
      wasWanted = true;
    },
  };
}

/** Head office reports on the past, and sells nothing by today. */
function isTill({ device, mayHaveSecrets }: MeshLedger): boolean {
  return mayHaveSecrets(device);
}

/** Returns the ends of what is here of others. */
export function heardOfOthers({ device, ends }: MeshLedger): ReadonlyArray<ChainEnd> {
  return ends().filter(({ origin }) => deviceOf(origin) !== device);
}

/** Whether the peer has heard these; what this box did itself counts on top. */
export function hasHeard(
  { isDoubted }: MeshLedger,
  peer: Peer,
  heard: ReadonlyArray<ChainEnd>,
): boolean {
  return heard.every((end) => hasClaimed(peer, end) || isDoubted(end));
}
