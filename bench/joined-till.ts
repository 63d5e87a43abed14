/** More tills of a shop that is measured: enrolled by the founder, each with a store of its own. */

import { openTill, type OpenTill } from "../src/app/open-till.ts";
import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { ok } from "../src/domain/base/result.ts";
import { type BusinessDay, toStreamId } from "../src/domain/identity.ts";
import { endsOf } from "../src/ledger/exchange.ts";
import { type Ledger } from "../src/ledger/ledger.ts";
import { deviceKeyFromSeed } from "../src/ledger/log/chain.ts";
import { joinLedger } from "../src/ledger/open-ledger.ts";

/** Enrols a till, and returns its ledger, which knows nothing yet but whose shop it is. */
export function enrolTill(founder: Ledger, store: string, code: string): Ledger {
  const seed = systemStoreDeps.random.bytes(32);
  const { device, publicKey: key } = deviceKeyFromSeed(seed);
  const body = { device, key, code, name: `Till ${code}`, rights: ["till"] };
  const enrolled = { kind: "device/enrolled", streams: [], body } as const;
  founder.commit({ by: "", name: "enrol", decide: () => ok({ events: [enrolled] }) });
  const { shop, founder: by } = founder.identity;
  const joining = { shop, founder: by, seed, zone: "Europe/Amsterdam" };
  return joinLedger(store, joining, systemStoreDeps);
}

/** Begins the business day of a ledger that has heard of its shop, and opens the till. */
export function openJoined(joined: Ledger, store: string, day: BusinessDay): OpenTill {
  const streams = [toStreamId("day", day)];
  const began = { kind: "day/began", streams, body: { how: "clock" } } as const;
  joined.commit({ by: "", name: "begin day", decide: () => ok({ day, events: [began] }) });
  joined.flush();
  joined.close();
  return openTill(store);
}

/** Makes one more till, which knows what the founder knows, and is on the same business day. */
export function joinTill({ till }: OpenTill, store: string, code: string): OpenTill {
  const joined = enrolTill(till.ledger, store, code);
  tell(till.ledger, joined);
  const open = openJoined(joined, store, till.days().now);
  tell(open.till.ledger, till.ledger);
  return open;
}

/** Tells one till all that another one has: whose enrolment is not there yet is heard the next time. */
export function tell(from: Ledger, to: Ledger): void {
  for (let isNew = true; isNew;) {
    const taken = from.missingFor(endsOf(to.heads())).map((bytes) => to.receive(bytes));
    while (to.foldSome());
    isNew = taken.some((one) => one.ok && one.value.type === "stored");
  }
}

/** Takes what others have told, in their order. */
export function hear(ledger: Ledger, pieces: ReadonlyArray<Uint8Array>): void {
  for (const bytes of pieces) {
    const taken = ledger.receive(bytes);
    if (!taken.ok) throw new Error(taken.fault.type);
    while (ledger.foldSome());
  }
}
