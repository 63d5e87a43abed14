/** What the key of a till can say that no till says. */

import { type Draft } from "../../src/domain/events/kinds.ts";
import { toOrigin } from "../../src/domain/identity.ts";
import { chainStart, transactionHash } from "../../src/ledger/log/chain.ts";
import { decodeEnvelope } from "../../src/ledger/log/envelope.ts";
import { type RawEvent, type RawPlace, rawTransaction } from "./raw-transaction.ts";
import { receiveFault, type TestTill } from "./shop.ts";

export function begun(till: TestTill, n: number): { readonly bytes: Uint8Array } {
  const place = beginning(till, n);
  return { bytes: rawTransaction(place, [started()]) };
}

export function beginning({ device, key, ledger }: TestTill, n: number): RawPlace {
  const origin = toOrigin(device, `b${String(n).padStart(12, "0")}`);
  return { origin, key, seq: 1, previous: chainStart(ledger().identity.shop, origin) };
}

function started(): RawEvent {
  return { kind: "incarnation/started", body: { n: 2, follows: null, cause: "person" } };
}

export function note(n: number): RawEvent {
  return { kind: "attention/resolved", streams: [`attention/${n}`], body: { n } };
}

/** Says one thing after another until something isn't taken. */
export function flood(
  to: TestTill,
  from: RawPlace,
  count: number,
): { readonly taken: number; readonly fault: string } {
  let place = from;
  for (let taken = 0; taken < count; taken += 1) {
    const bytes = rawTransaction(place, [note(taken)]);
    const fault = receiveFault(to, bytes);
    if (fault !== "taken") return { taken, fault };
    place = after(place, bytes);
  }
  return { taken: count, fault: "none" };
}

export function after(place: RawPlace, bytes: Uint8Array): RawPlace {
  const read = decodeEnvelope(bytes);
  if (!read.ok) throw new Error(read.fault.reason);
  const { events } = read.value;
  return {
    ...place,
    seq: place.seq + events.length,
    previous: transactionHash(place.previous, events),
  };
}

export function purgeOf({ device }: TestTill): Draft {
  return { kind: "chain/purged", streams: [], body: { device, reason: "stolen" } };
}

export function pass(till: TestTill, ms: number): void {
  till.clock.set(till.clock.nowMs() + ms);
  till.ledger().purge();
}
