/** A till that belongs to the shop, and that nobody has ever heard. */

import { type OpenTill } from "../../src/app/open-till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { valueOf } from "./shop.ts";

const SEED_BYTES = 32;

export function enrolTill({ till: { ledger } }: OpenTill, code: string): void {
  const { device, publicKey: key } = deviceKeyFromSeed(Buffer.alloc(SEED_BYTES, code));
  const body = { device, key, code, name: `Till ${code}`, rights: ["till"] };
  const events = [{ kind: "device/enrolled", streams: [], body } as const];
  valueOf(ledger.commit({ by: "", name: "enrol", decide: () => ok({ events }) }));
}
