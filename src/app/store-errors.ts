/** Errors of the store, for those above who may not know the ledger. */

import { type StoreError, storeErrorOf } from "../ledger/store-error.ts";

/** Undefined for anything that no store and no file system says: a fault of ours. */
export function asStoreError(cause: unknown): StoreError | undefined {
  return storeErrorOf(cause);
}
