/** Whether this till is shut out, and by whom. */

import { type DeviceId, deviceOf } from "../domain/identity.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { toTransaction } from "../ledger/log/stored-transaction.ts";
import { revokedId, revokerIn } from "../mesh/gossip/door.ts";

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
  const heard = revokersOf(ledger, device);
  // The purged device's events that count are here. The others are thrown away, and with them that
  // they were received.
  const purged = ledger.purged();
  return said.filter(
    (revoker) => !heard.includes(revoker) && !purged.has(revoker) && !isOverruled(ledger, revoker),
  );
}

/**
 * Whether a senior till has revoked it: its later decisions that nobody here has received count for
 * nothing.
 */
function isOverruled(ledger: Ledger, revoker: DeviceId): boolean {
  return ledger.controlActs().some(({ event }) => {
    if (event.kind !== "device/revoked" || event.body.device !== revoker) return false;
    return ledger.compareDevices(deviceOf(event.key.origin), revoker) < 0;
  });
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
