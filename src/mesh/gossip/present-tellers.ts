/** Whom to ask for the present, and in which order. */

import { type DeviceId } from "../../domain/identity.ts";
import { hasHeard, heardOfOthers } from "./far-behind.ts";
import { canBeAsked, type Peer } from "./peer.ts";
import { type LinkId, type MeshLedger } from "./ports.ts";

export interface PresentTellers {
  /** Those to ask now, the best first. */
  readonly inTurn: (nowMs: number) => ReadonlyArray<Peer>;
  /** Whether all that could tell it have said that they can't, or nothing. */
  readonly areAllSilent: (nowMs: number) => boolean;
  /** Asks the peer no more until then. */
  readonly rest: (link: LinkId, untilMs: number) => void;
  /** Notes that the peer's link has ended. */
  readonly left: (link: LinkId) => void;
}

export function createPresentTellers(
  ledger: MeshLedger,
  peers: () => Iterable<Peer>,
): PresentTellers {
  const restsUntilMs = new Map<LinkId, number>();

  function able(): ReadonlyArray<Peer> {
    return [...peers()].filter((peer) => canBeAsked(peer) && peer.standing !== "outcast");
  }

  function isSilent({ facts }: Peer, nowMs: number): boolean {
    return (restsUntilMs.get(facts.id) ?? 0) > nowMs;
  }

  return {
    inTurn: (nowMs) => {
      const by = ledger.present.facts()?.teller;
      const heard = heardOfOthers(ledger);
      // Who lacks something that is here was away itself, and comes last.
      return able()
        .filter((peer) => !isSilent(peer, nowMs))
        .map((peer) => ({
          peer,
          ranks: [
            tellerOf(peer) === by ? 1 : 0,
            hasHeard(ledger, peer, heard) ? 1 : 0,
            heldBy(peer),
          ],
        }))
        .toSorted(({ ranks: a }, { ranks: b }) => compareRanks(b, a))
        .map(({ peer }) => peer);
    },
    areAllSilent: (nowMs) => {
      const tellers = able();
      return tellers.length > 0 && tellers.every((peer) => isSilent(peer, nowMs));
    },
    rest: (link, untilMs) => {
      restsUntilMs.set(link, untilMs);
    },
    left: (link) => {
      restsUntilMs.delete(link);
    },
  };
}

/** The peer as it calls itself, before this box knows who is who: what it tells is checked without that. */
export function tellerOf({ device, hello }: Peer): DeviceId | undefined {
  return device ?? hello?.device;
}

function compareRanks(a: ReadonlyArray<number>, b: ReadonlyArray<number>): number {
  return a.reduce((order, rank, at) => order || rank - (b[at] ?? 0), 0);
}

/** How many events the peer says that it holds: whoever has heard most is asked first. */
function heldBy({ claimedEnds }: Peer): number {
  const seqs = [...claimedEnds.values()].map((ends) => Math.max(0, ...ends.map(({ seq }) => seq)));
  return seqs.reduce((sum, seq) => Math.min(sum + seq, Number.MAX_SAFE_INTEGER), 0);
}
