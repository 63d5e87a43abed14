/** What the holder of the duties does bit by bit where nobody waits, done to its end at once. */

import { type Ledger } from "../../src/ledger/ledger.ts";

/** Packs what can be packed. */
export async function sealAll(ledger: Ledger): Promise<void> {
  ledger.flush();
  while (await ledger.seal());
}

/** Folds anew what is still to be. */
export function growAll(ledger: Ledger): void {
  while (ledger.grow());
}
