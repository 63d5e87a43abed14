/**
 * Lets a box into a shop whose store lies on the same machine: enrolled, with keys for links, and told all
 * that there is. What a code does for a box that is somewhere else (`till mesh invite`, `till join`).
 */

import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../app/mesh/mesh-keys.ts";
import { openTill, systemStoreDeps } from "../app/open-till.ts";
import { type Till } from "../app/till.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type Random } from "../domain/ports.ts";
import { ok } from "../domain/result.ts";
import { endsOf } from "../ledger/exchange.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { joinLedger } from "../ledger/open-ledger.ts";

export interface SecondTill {
  /** Where its store is made. */
  readonly dir: string;
  /** Its letters. */
  readonly code: string;
  readonly name: string;
}

const SEED_BYTES = 32;

export async function letInBeside(
  store: string,
  second: SecondTill,
  random: Random,
): Promise<void> {
  const host = openTill(store);
  const joined = await enrolBeside(host.till, second, random);
  tellAll(host.till.ledger, joined);
  joined.close();
  await host.close();
}

/** The same, and it is told nothing yet. */
export async function enrolBeside(
  { ledger, founding: { zone } }: Pick<Till, "ledger" | "founding">,
  { dir, code, name }: SecondTill,
  random: Random,
): Promise<Ledger> {
  const root = await openDoor(ledger, random);
  const { shop, founder } = ledger.identity;
  const seed = random.bytes(SEED_BYTES);
  const joined = joinLedger(dir, { shop, founder, seed, zone }, systemStoreDeps);
  const keys = await newOwnKeys(random);
  const { device, publicKey: key } = joined.identity.key;
  const enrolled = { device, key, code, name, rights: ["till"] };
  const events: ReadonlyArray<Draft> = [
    { kind: "device/enrolled", streams: [], body: enrolled },
    { kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } },
  ];
  ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) });
  const certificate = certificateBy(root, keys, { shop, device, random });
  keepLinkIdentity(joined.store, keys, { certificate, roots: [root.certificate] });
  return joined;
}

function tellAll(from: Ledger, to: Ledger): void {
  for (let taken = 1; taken > 0;) {
    const results = from.missingFor(endsOf(to.heads())).map((bytes) => to.receive(bytes));
    taken = results.filter((result) => result.ok && result.value.type === "stored").length;
  }
  for (const row of from.secrets.rows()) to.secrets.receive(row);
}
