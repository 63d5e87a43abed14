/**
 * How far a device's chains were here at a time of day: what a stolen till said since is taken back by naming
 * no more of it. By the order in which this box stored things, since what a thief writes says any time.
 */

import { type ChainEnd, type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { rowBefore } from "../../ledger/log/chain-links.ts";
import { toTransaction } from "../../ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../ledger/log/transaction-row.ts";

type HeardLedger = Pick<Ledger, "identity" | "read" | "soundEnds" | "store">;

/** Of the device's chains that count, the ends that were here before this box's last own word before `atMs`. */
export function heardBefore(
  { identity, read, soundEnds, store }: HeardLedger,
  device: DeviceId,
  atMs: number,
): ReadonlyArray<ChainEnd> {
  return read(() => {
    const until = lastArrivalBefore(store, identity.key.device, atMs);
    return soundEnds()
      .filter(({ origin }) => deviceOf(origin) === device)
      .flatMap((end) => {
        let row = store.withEnd(end);
        while (row !== undefined && row.arrival > until) row = rowBefore(store, row);
        return row === undefined ? [] : [{ origin: end.origin, seq: row.last, hash: row.hash }];
      });
  });
}

/**
 * The ends of the device's chains before it shut this one out: whoever answers that names nothing of it from
 * there on.
 */
export function endsBeforeShutOut(
  { identity, read, soundEnds, store }: HeardLedger,
  device: DeviceId,
): ReadonlyArray<ChainEnd> {
  const self = identity.key.device;
  return read(() => {
    const acts = store
      .control()
      .filter((row) => deviceOf(row.origin) === device && shutsOut(row, self));
    return soundEnds()
      .filter(({ origin }) => deviceOf(origin) === device)
      .flatMap((end) => {
        const firsts = acts.filter((act) => act.origin === end.origin).map(({ first }) => first);
        let row = store.withEnd(end);
        while (row !== undefined && row.last >= Math.min(...firsts)) row = rowBefore(store, row);
        return row === undefined ? [] : [{ origin: end.origin, seq: row.last, hash: row.hash }];
      });
  });
}

function shutsOut(row: TransactionRow, self: DeviceId): boolean {
  return toTransaction(row).events.some(
    ({ known }) => known?.kind === "device/revoked" && known.body.device === self,
  );
}

/** What came between that word and the time isn't believed: nothing shows when it came. */
function lastArrivalBefore(store: Ledger["store"], self: DeviceId, atMs: number): number {
  let last = 0;
  for (const origin of store.origins()) {
    if (deviceOf(origin) !== self) continue;
    for (const { arrival, content } of store.ofOrigin(origin, 1)) {
      if (content.first.wall < atMs) last = Math.max(last, arrival);
    }
  }
  return last;
}
