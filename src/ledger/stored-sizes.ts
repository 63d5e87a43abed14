/** How much stands in the store, by whose chain it is on. */

import { type DeviceId, deviceOf, type Origin } from "../domain/identity.ts";
import { type Db } from "./database.ts";

export interface StoredSize {
  readonly transactions: number;
  /** The size on disk, without the folded state. */
  readonly bytes: number;
  readonly chains: number;
}

interface OriginSize {
  readonly origin: Origin;
  readonly transactions: number;
  readonly bytes: number;
}

/** The length of a blob is known without reading it. */
const SIZES = `
SELECT origin, SUM(transactions) AS transactions, SUM(bytes) AS bytes FROM (
  SELECT origin, COUNT(*) AS transactions, SUM(LENGTH(bytes)) AS bytes FROM tx GROUP BY origin
  UNION ALL
  SELECT origin, SUM(transactions), SUM(LENGTH(bytes)) FROM segment GROUP BY origin
) GROUP BY origin`;

export function storedSizes(db: Pick<Db, "prepare">): ReadonlyMap<DeviceId, StoredSize> {
  const sizes = new Map<DeviceId, StoredSize>();
  for (const { origin, transactions, bytes } of db.prepare<[], OriginSize>(SIZES).all()) {
    const device = deviceOf(origin);
    const before = sizes.get(device) ?? { transactions: 0, bytes: 0, chains: 0 };
    sizes.set(device, {
      transactions: before.transactions + transactions,
      bytes: before.bytes + bytes,
      chains: before.chains + 1,
    });
  }
  return sizes;
}
