/** Whose rights to guarded goods are whose, as far as is stored at this till. */

import { type DeviceId, deviceOf, firstOrigin, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Standing, standingOf, type StoredTo } from "../../domain/stock/rights.ts";
import { type Ledger } from "../../ledger/ledger.ts";

/** Returns what is whose of an article, as this till knows. */
export function standingHere(ledger: Ledger, view: LedgerView, sku: string): Standing {
  return standingOf(view, sku, storedHere(ledger));
}

/** Returns how much of each chain this till knows. */
export function storedHere({ present }: Pick<Ledger, "present">): StoredTo {
  return present.knownTo;
}

/** Returns the chain in which a device speaks now, as far as is known here. */
export function presentOrigin(ledger: Pick<Ledger, "store">, device: DeviceId): Origin {
  const [latest] = ledger.store
    .origins()
    .filter((origin) => deviceOf(origin) === device)
    .map((origin) => ({ origin, hlc: lastHlc(ledger, origin) }))
    .toSorted((one, other) => other.hlc - one.hlc);
  return latest?.origin ?? firstOrigin(device);
}

/** Returns the clock of a chain's last transaction; zero for one that has said nothing here. */
export function lastHlc({ store }: Pick<Ledger, "store">, origin: Origin): number {
  const head = store.head(origin);
  return (head && store.at(origin, head.seq)?.content.first.hlc) ?? 0;
}
