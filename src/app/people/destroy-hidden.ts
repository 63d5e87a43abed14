/**
 * Destroys on this till what was to be destroyed for long enough (secret-waits.ts). A till that has heard
 * nobody waits: it wouldn't have heard either that the one who said so was shut out.
 */

import { type Clock } from "../../domain/ports.ts";
import { type MeshView } from "../mesh-view.ts";
import { type Till } from "../till.ts";
import { eraseAfterDays, leaveNoTrace } from "./erased-customers.ts";

interface Deps {
  readonly till: Till;
  readonly clock: Clock;
  readonly hasDuties: () => boolean;
  readonly mesh: () => MeshView | undefined;
}

/** To be called every few seconds; it looks once in a minute. */
export function createDestroyer({ till, clock, hasDuties, mesh }: Deps): () => void {
  const { ledger } = till;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (!hasDuties() || Math.abs(nowMs - lookedAtMs) < LOOK_EVERY_MS) return;
    lookedAtMs = nowMs;
    const isHeard = isAlone(till) || isInStep(mesh());
    const days = eraseAfterDays(till);
    const destroyed = ledger.secrets.waits.look({ nowMs, isHeard, days });
    if (destroyed.length > 0) leaveNoTrace({ till });
  };
}

const LOOK_EVERY_MS = 60_000;

function isAlone({ ledger }: Till): boolean {
  const { device: self } = ledger.identity.key;
  return [...ledger.admission().values()].every(
    ({ device, revoked }) => revoked || device === self,
  );
}

/** Somebody is there, and has nothing to tell that isn't here. */
function isInStep(view: MeshView | undefined): boolean {
  const connected = view?.peers.filter(({ isConnected }) => isConnected) ?? [];
  return view?.catchUp === null && connected.length > 0 && connected.every((it) => it.isHeardOut);
}
