/** Errors of the store, for those above who may not know the ledger. */
import { StoreError } from "../ledger/database.ts";

export function asStoreError(cause: unknown): StoreError | undefined {
  return cause instanceof StoreError ? cause : undefined;
}
