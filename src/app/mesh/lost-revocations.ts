/**
 * A revocation of this till's that its disk has lost, while the word of it had spread: the device sells
 * nothing more because of that word, and everybody takes it for one of the shop. So this till does again
 * what a person has done at it, once it has its own word back and the act is nowhere.
 *
 * Nobody does it for another till: a word stands outside the chains, so nothing says whether its writer had
 * been shut out by then, and an act of somebody senior would count all the same.
 */

import { err, ok } from "../../domain/base/result.ts";
import { revocation } from "../../domain/commands/office/change-device.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { revokedId } from "../../mesh/gossip/door.ts";
import { type MeshStatus } from "../../mesh/gossip/mesh-status.ts";
import { isSelfRevoked, revokersOf } from "../membership/own-revocation.ts";

export interface LostRevocationsDeps {
  readonly ledger: Ledger;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
  readonly status: () => Pick<MeshStatus, "peers" | "catchUp">;
}

/** The act may come later than its word; and whoever knows less of the device would cut more of it. */
const IN_STEP_MS = 10_000;

/** To be looked at every second or so. */
export function createLostRevocations({
  ledger,
  steadyMs,
  status,
}: LostRevocationsDeps): () => void {
  const lostNow = createLookout(ledger);
  let sinceMs: number | undefined;
  return () => {
    if (lostNow().length === 0 || !isInStep(status())) {
      sinceMs = undefined;
      return;
    }
    sinceMs ??= steadyMs();
    if (steadyMs() - sinceMs < IN_STEP_MS) return;
    sinceMs = undefined;
    for (const device of lostNow()) actAgain(ledger, device);
  };
}

/** Somebody is there, and has nothing to tell that isn't here. */
function isInStep({ peers, catchUp }: ReturnType<LostRevocationsDeps["status"]>): boolean {
  const connected = peers.filter(({ isConnected }) => isConnected);
  return catchUp === undefined && connected.length > 0 && connected.every((it) => it.isHeardOut);
}

/** Looked up anew when a word, or who belongs to the shop, has changed. */
function createLookout(ledger: Ledger): () => ReadonlyArray<DeviceId> {
  let known: { readonly of: object; readonly revision: number } | undefined;
  let lost: ReadonlyArray<DeviceId> = [];
  return () => {
    const of = ledger.admission();
    const revision = ledger.words.revision();
    if (known?.of === of && known.revision === revision) return lost;
    known = { of, revision };
    lost = lostRevocations(ledger);
    return lost;
  };
}

/** Whom this till has told in its own words that they are out, and nothing else says so. */
function lostRevocations(ledger: Ledger): ReadonlyArray<DeviceId> {
  const { words, identity } = ledger;
  const self = identity.key.device;
  const devices = ledger.admission();
  if (devices.get(self)?.authority !== true || isSelfRevoked(ledger)) return [];
  return [...devices.values()].flatMap(({ device, revoked }) => {
    const word = revoked ? undefined : words.row(revokedId(device, self));
    const isOwn = word !== undefined && word.by === self && word.value !== null;
    return isOwn && !revokersOf(ledger, device).includes(self) ? [device] : [];
  });
}

function actAgain(ledger: Ledger, device: DeviceId): void {
  const reason = Buffer.from(ledger.words.get(revokedId(device, ledger.identity.key.device)) ?? []);
  ledger.commit({
    by: "",
    name: "revoke device again",
    decide: ({ view }) => {
      // Another process may have received the revocation by now.
      if (!lostRevocations(ledger).includes(device)) return err("is not lost" as const);
      const wish = { by: ledger.identity.key.device, device, ends: ledger.soundEnds() };
      return ok({ events: revocation(view, { ...wish, reason: reason.toString("utf8") }) });
    },
  });
}
