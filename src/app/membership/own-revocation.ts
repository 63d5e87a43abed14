/** Whether this till is shut out, and by whom. */

import { type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";
import { revokedId, revokerIn } from "../../mesh/gossip/door.ts";

/**
 * Another till has told it so, and the revocation itself has not been heard. Of one that was heard,
 * stage 1 says whether it counts: of two who revoke each other one stays.
 */
export function hasUnheardRevokers(ledger: Ledger): boolean {
  return unheardRevokers(ledger).length > 0;
}

/** Returns the tills that told this one of its revocation. */
export function unheardRevokers(ledger: Ledger): ReadonlyArray<DeviceId> {
  const { device } = ledger.identity.key;
  const said = ledger.words
    .idsFrom(revokedId(device, ""))
    .flatMap((id) => revokerIn(id, device) ?? []);
  if (said.length === 0) return [];
  const held = revokersOf(ledger, device);
  const heard = new Set(held.filter((revoker) => !isSeconded(ledger, revoker)));
  // The purged device's events that count are here. The others are thrown away, and with them that
  // they were received.
  const purged = ledger.purged();
  return said.filter(
    (revoker) => !heard.has(revoker) && !purged.has(revoker) && !isOverruled(ledger, revoker),
  );
}

/**
 * Whether a till of the shop has said in its own name that a revocation by that one counts. Those that are
 * here then, and don't count, are others: a thief may have written them to hide it.
 */
function isSeconded({ words, identity, admission }: Ledger, revoker: DeviceId): boolean {
  const seconders = words.seconders(revokedId(identity.key.device, revoker));
  return seconders.some((by) => admission().get(by)?.revoked === false);
}

/**
 * Whether a senior till has revoked it, at ends that are all here: its decisions that are not here lie
 * beyond these, and count for nothing. An end that isn't here may have one of them on its chain: a till
 * that is out hears no chain, so that end may never come. Of several revocations the most senior one says.
 */
function isOverruled(ledger: Ledger, revoker: DeviceId): boolean {
  const { compareDevices } = ledger;
  const revocations = ledger.controlActs().flatMap(({ event }) => {
    const by = deviceOf(event.key.origin);
    if (event.kind !== "device/revoked" || event.body.device !== revoker) return [];
    return compareDevices(by, revoker) < 0 ? [{ by, heads: event.body.heads }] : [];
  });
  const [senior] = revocations.toSorted((one, other) => compareDevices(one.by, other.by));
  return revocations
    .filter(({ by }) => by === senior?.by)
    .some(({ heads }) => heads.every((end) => ledger.store.withEnd(end) !== undefined));
}

/**
 * Whether this till is revoked, by another till's statement or by the revocation itself: then its
 * events count for nothing.
 */
export function isSelfRevoked(ledger: Ledger): boolean {
  const self = ledger.admission().get(ledger.identity.key.device);
  return self?.revoked === true || hasUnheardRevokers(ledger);
}

/** Returns the devices that revoked it on their chains, whether that counts or not. */
export function revokersOf({ store }: Ledger, device: DeviceId): ReadonlyArray<DeviceId> {
  const revokers = store
    .control()
    .filter((row) =>
      toTransaction(row).events.some(
        ({ known }) => known?.kind === "device/revoked" && known.body.device === device,
      ),
    )
    .map(({ origin }) => deviceOf(origin));
  return [...new Set(revokers)];
}
