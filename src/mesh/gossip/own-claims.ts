/**
 * What others say of this till's own chain: one who holds more of it than is here shows that this box has
 * lost something, so it must not go on where it stands. It is believed at once, because numbers would be
 * given twice while it is looked into; and once only, until it has shown what it said. Else a till that
 * makes it up could have another one begin anew without end.
 */

import { type ChainEnd, type Origin } from "../../domain/identity.ts";
import { type Peer } from "./peer.ts";
import { type MeshLedger } from "./ports.ts";

/** `ends` are of one chain of ours, and not all of them are here. */
export type HearOwnClaim = (peer: Peer, origin: Origin, ends: ReadonlyArray<ChainEnd>) => void;

export function createOwnClaims(ledger: Pick<MeshLedger, "holds" | "lostOwn">): HearOwnClaim {
  /** By the key of its link. */
  const unshown = new Map<string, ReadonlyArray<ChainEnd>>();
  return ({ facts: { linkKey } }, origin, ends) => {
    if (unshown.get(linkKey)?.every(ledger.holds) === false) return;
    unshown.set(linkKey, ends);
    ledger.lostOwn(origin);
  };
}
