/**
 * Finds linked tills whose secrets have differed from ours for a while, though neither has any
 * chain to fetch. A difference that mends itself is over in seconds; a person is told of the
 * others.
 */

import { type CatchingUp } from "./catching-up.ts";
import { connectedMembers, hasClaimed, type Peer } from "./peer.ts";
import { type MeshLedger } from "./ports.ts";
import { type SecretExchange } from "./secret-exchange.ts";

export interface SecretDifferences {
  /** Call with each tick. */
  readonly look: (nowMs: number) => void;
  /** For how long they have differed without a break, as of the last look; undefined where they don't. */
  readonly lastedMs: (peer: Peer) => number | undefined;
}

export interface SecretDifferencesDeps {
  readonly ledger: Pick<MeshLedger, "ends" | "isDoubted">;
  readonly secrets: Pick<SecretExchange, "areSame" | "lacksTheSame">;
  readonly catchingUp: Pick<CatchingUp, "progress">;
  readonly peers: () => Iterable<Peer>;
}

const LOOK_EVERY_MS = 5000;

export function createSecretDifferences(deps: SecretDifferencesDeps): SecretDifferences {
  const { ledger, secrets, catchingUp, peers } = deps;
  const sinceMs = new WeakMap<Peer, number>();
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  function differs(peer: Peer): boolean {
    if (secrets.areSame(peer) && secrets.lacksTheSame(peer)) return false;
    return ledger.ends().every((end) => ledger.isDoubted(end) || hasClaimed(peer, end));
  }

  return {
    look: (nowMs) => {
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      const isFetching = catchingUp.progress() !== undefined;
      for (const peer of connectedMembers(peers())) {
        if (isFetching || !differs(peer)) sinceMs.delete(peer);
        else if (!sinceMs.has(peer)) sinceMs.set(peer, nowMs);
      }
    },
    lastedMs: (peer) => {
      const since = sinceMs.get(peer);
      return since === undefined ? undefined : lookedAtMs - since;
    },
  };
}
