/** PINs that cost next to nothing to check: everybody knows those of the fixtures. */

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { newVerifierId } from "../../src/app/till/person-secrets.ts";
import {
  bytesToVerifier,
  makePinVerifier,
  type PinCost,
  verifierToBytes,
} from "../../src/app/till/pin.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { readStaffMember } from "../../src/domain/people/staff.ts";
import { PIN_FIELD } from "../../src/domain/state/entry-state.ts";
import { openWriteIds } from "../../src/domain/state/register.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { stageSecrets } from "../../src/ledger/staged-secrets.ts";

export const QUICK_PINS: PinCost = { N: 2, r: 1, p: 1 };

/** In a shop that `till init` has just made of the café: everybody has another PIN's verifier, of the same PIN. */
export async function quickenPins(store: string): Promise<void> {
  const fixture = loadFixture("cafe");
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const ledger = openLedger(store, systemStoreDeps);
  try {
    const { staff } = fixture.value;
    const quick = await Promise.all(
      staff.map(({ number, pin }) => quickened(ledger, String(number), pin)),
    );
    const staged = stageSecrets(ledger.secrets);
    for (const { id, value } of quick) staged.put(id, value);
    ledger.commit({
      by: "",
      name: "quicken pins",
      decide: () => {
        staged.keep();
        return ok({ events: [...quick.map(({ draft }) => draft), ...staged.written()] });
      },
    });
    ledger.flush();
  } finally {
    ledger.close();
  }
}

interface Quickened {
  readonly id: string;
  readonly value: Uint8Array;
  readonly draft: Draft;
}

async function quickened(
  { secrets, read }: Ledger,
  number: string,
  pin: string,
): Promise<Quickened> {
  const before = read((view) => readStaffMember(view, number))?.verifierId ?? "";
  const made = secrets.get(before);
  if (made === undefined) throw new Error(`Staff number ${number} has no PIN.`);
  const pepper = bytesToVerifier(made)?.pepper ?? "";
  const key = secrets.get(pepper);
  if (key === undefined) throw new Error("The shop has no pepper.");
  const { random } = systemStoreDeps;
  const verifier = await makePinVerifier(number, pin, {
    pepper: { id: pepper, key },
    random,
    cost: QUICK_PINS,
  });
  const id = newVerifierId(number, random);
  const over = read((view) => openWriteIds(view.state("staff", number).fields[PIN_FIELD]));
  const streams = [toStreamId("staff", number)];
  const draft: Draft = { kind: "staff/pin-set", streams, body: { verifierId: id, over } };
  return { id, value: verifierToBytes(verifier), draft };
}
