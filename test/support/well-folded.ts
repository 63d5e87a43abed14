/** What every test asks of what is folded, whatever it did to the ledger before. */

import { expect } from "vitest";

import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { refoldedTables } from "./shared-tables.ts";

/** The tables as they were last flushed are what a fold of everything from scratch gives. */
export function expectWellFolded(ledger: Ledger): void {
  expect(sharedTables(ledger)).toEqual(refoldedTables(ledger));
}
