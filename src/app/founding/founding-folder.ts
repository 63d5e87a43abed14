/**
 * A shop is founded as a whole or not at all: made in a folder inside of its store, then moved up
 * with the ledger's file last, because that file is what makes a folder a shop. A founding that was
 * cut short leaves nothing that the next one doesn't sweep away.
 */

import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";

import { takeLock } from "../../ledger/exclusive-lock.ts";
import { putKeyAside } from "../../ledger/key/ledger-key.ts";
import { hasLedger } from "../../ledger/open-ledger.ts";
import { StoreError } from "../../ledger/store-error.ts";

const FOLDER = ".founding";

/** `found` closes what it makes in the folder. Throws StoreError when there is a shop already. */
export async function inFoundingFolder<Value>(
  dir: string,
  found: (folder: string) => Promise<Value>,
): Promise<Value> {
  refuseSecondShop(dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const duties = takeLock(dir, "duties");
  if (duties === undefined) {
    throw new StoreError("store/locked", `Another program is at work in ${dir}: try again.`, {
      facts: { trouble: "at-work", place: dir },
    });
  }
  try {
    // Somebody may have founded one between the look and the lock.
    refuseSecondShop(dir);
    const folder = path.join(dir, FOLDER);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    const value = await foundOrNothing(folder, found);
    putKeyAside(dir);
    for (const file of readdirSync(folder).toSorted(ledgerLast)) {
      renameSync(path.join(folder, file), path.join(dir, file));
    }
    rmdirSync(folder);
    return value;
  } finally {
    duties.release();
  }
}

/** Removes what was made when founding is given up, so that no key and no ledger stays there. */
async function foundOrNothing<Value>(
  folder: string,
  found: (folder: string) => Promise<Value>,
): Promise<Value> {
  try {
    return await found(folder);
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  }
}

/** Throws StoreError when there is a shop already. */
export function refuseSecondShop(dir: string): void {
  if (!hasLedger(dir)) return;
  throw new StoreError("store/exists", `There is a shop in ${dir} already.`, {
    facts: { trouble: "exists", place: dir },
  });
}

function ledgerLast(one: string, other: string): number {
  return Number(one.endsWith(".db")) - Number(other.endsWith(".db"));
}
