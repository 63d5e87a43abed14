/** Real stores of one shop, each with keys for links, as boxes have them once they have joined. */

import path from "node:path";

import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../../src/app/mesh-keys.ts";
import { openTill, systemStoreDeps } from "../../src/app/open-till.ts";
import { systemRandom } from "../../src/app/system-random.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { ok } from "../../src/domain/result.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { synchroniseLedgers } from "./shop.ts";

const SEED_BYTES = 32;

/** Lets a box into the shop of `store`, under these letters; returns its store, beside the other. */
export async function joinStore(store: string, code: string, name: string): Promise<string> {
  const random = systemRandom;
  const dir = path.join(path.dirname(store), `joined-${code}`);
  const host = openTill(store);
  const { ledger } = host.till;
  const root = await openDoor(ledger, random);
  const { shop, founder } = ledger.identity;
  const { zone } = host.till.founding;
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
  synchroniseLedgers(ledger, joined);
  for (const row of ledger.secrets.rows()) joined.secrets.receive(row);
  joined.close();
  await host.close();
  return dir;
}
