/** PINs that cost next to nothing to check: everybody knows those of the fixtures. */

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { systemStoreDeps } from "../../src/app/open-till.ts";
import {
  bytesToVerifier,
  makePinVerifier,
  type PinCost,
  verifierToBytes,
} from "../../src/app/people/pin.ts";
import { readStaffMember } from "../../src/domain/people/staff.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";

export const QUICK_PINS: PinCost = { N: 2, r: 1, p: 1 };

/** In a shop that `till init` has just made of the café, and that no other till has heard of. */
export async function quickenPins(store: string): Promise<void> {
  const fixture = loadFixture("cafe");
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const ledger = openLedger(store, systemStoreDeps);
  try {
    for (const { number, pin } of fixture.value.staff) {
      await quicken(ledger, String(number), pin);
    }
  } finally {
    ledger.close();
  }
}

/** Under the same id: as if it had been made so. Nobody else takes it, because no event names it. */
async function quicken({ db, secrets, read }: Ledger, no: string, pin: string): Promise<void> {
  const id = read((view) => readStaffMember(view, no))?.verifierId ?? "";
  const made = secrets.get(id);
  if (made === undefined) throw new Error(`Staff number ${no} has no PIN.`);
  const pepper = bytesToVerifier(made)?.pepper ?? "";
  const key = secrets.get(pepper);
  if (key === undefined) throw new Error("The shop has no pepper.");
  const { random } = systemStoreDeps;
  const quick = await makePinVerifier(no, pin, {
    pepper: { id: pepper, key },
    random,
    cost: QUICK_PINS,
  });
  const value = Buffer.from(verifierToBytes(quick)).toString("base64");
  db.write(() => {
    db.prepare("UPDATE secret_value SET value = ? WHERE id = ?").run(value, id);
  });
}
