/** Where a till's chain ends, and what people who look at the chains of others write down. */

import { type Draft } from "../../src/domain/events/kinds.ts";
import { type ChainEnd } from "../../src/domain/identity.ts";
import { type QuarantinedRange } from "../../src/ledger/quarantine.ts";
import { type TestTill } from "./shop.ts";

/** Of the till's own chain; it must have said something. */
export function endOf(till: TestTill): ChainEnd {
  const { origin } = till.ledger().identity;
  const head = till.ledger().heads().get(origin);
  if (head === undefined) throw new Error(`${origin} has said nothing yet.`);
  return { origin, seq: head.seq, hash: head.hash };
}

/** What a person says of a chain up to there. */
export function settled(
  kind: "chain/admitted" | "chain/retired",
  end: ChainEnd | QuarantinedRange | undefined,
): Draft {
  if (end === undefined) throw new Error("There is nothing to settle.");
  const seq = "toSeq" in end ? end.toSeq : end.seq;
  return { kind, streams: [], body: { origin: end.origin, seq, hash: end.hash, reason: "looked" } };
}

/** The till was stolen; what it had said up to these places stays. */
export function revocation({ device }: TestTill, ...heads: ReadonlyArray<ChainEnd>): Draft {
  return {
    kind: "device/revoked",
    streams: [],
    body: { device, heads: [...heads], reason: "stolen" },
  };
}
