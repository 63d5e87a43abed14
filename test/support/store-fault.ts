/** What a store refuses by throwing. */

import { StoreError } from "../../src/ledger/store-error.ts";

/** The refusal of work that must be refused; anything else that it throws goes on its way. */
export function storeFaultOf(work: () => unknown): StoreError {
  try {
    work();
  } catch (cause) {
    if (cause instanceof StoreError) return cause;
    throw cause;
  }
  throw new Error("Nothing was refused.");
}
