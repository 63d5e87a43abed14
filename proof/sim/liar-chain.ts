/**
 * Transactions that a liar writes by hand: with a right signature, at any slot of any chain of a key that
 * it has.
 */

import {
  type BusinessDay,
  type ChainEnd,
  type Hash,
  type Origin,
} from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { chainStart, type DeviceKey, transactionHash } from "../../src/ledger/log/chain.ts";
import { encodeEnvelope, type EventBytes } from "../../src/ledger/log/envelope.ts";
import { type TransactionRow } from "../../src/ledger/log/transaction-row.ts";

/** A position at which a chain goes on. */
export interface Slot {
  readonly origin: Origin;
  readonly first: number;
  readonly previous: Hash;
  readonly key: Pick<DeviceKey, "sign">;
}

export interface Claim {
  readonly kind: string;
  readonly v?: number;
  readonly streams?: ReadonlyArray<string>;
  /** JSON, unless it is bytes already. */
  readonly body: unknown;
}

export interface Stamp {
  /** Eight hexadecimal digits. */
  readonly tag: string;
  readonly wallMs: number;
  readonly day: BusinessDay;
}

export interface Lie {
  readonly end: ChainEnd;
  readonly bytes: Uint8Array;
  readonly next: Slot;
}

/** Minutes to add to UTC. */
const ZONE = 60;
const HLC_PER_MS = 1024;

export function writeLie(slot: Slot, claims: ReadonlyArray<Claim>, stamp: Stamp): Lie {
  const { origin, first, previous, key } = slot;
  const written = claims.map((claim, index) => eventOf(slot, claim, { stamp, index }));
  const hash = transactionHash(previous, written);
  const seq = first + claims.length - 1;
  return {
    end: { origin, seq, hash },
    bytes: encodeEnvelope(written, key.sign(hash)),
    next: { ...slot, first: seq + 1, previous: hash },
  };
}

function eventOf(
  { origin, first }: Slot,
  { kind, v = 1, streams = [], body }: Claim,
  { stamp, index }: { readonly stamp: Stamp; readonly index: number },
): EventBytes {
  const { tag, wallMs, day } = stamp;
  const act = { by: "1", approved: "", wall: wallMs, zone: ZONE, day };
  const place = { origin, seq: first + index, tx: first, tag };
  const hlc = 1 + index + wallMs * HLC_PER_MS;
  const header = { ...place, hlc, kind, v, streams, ...(index === 0 ? act : {}) };
  return {
    headerBytes: toBytes(header),
    bodyBytes: body instanceof Uint8Array ? body : toBytes(body),
  };
}

function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/** The slot at which a chain begins. */
export function firstSlot(ledger: Ledger, origin: Origin, key: Slot["key"]): Slot {
  return { origin, first: 1, previous: chainStart(ledger.identity.shop, origin), key };
}

/** Returns the claims of a chain, to be repeated elsewhere: a sale that nobody made. */
export function claimsOf({ content }: TransactionRow): ReadonlyArray<Claim> {
  return content.events.map(({ header: { kind, v, streams }, bodyBytes }) => {
    return { kind, v, streams, body: bodyBytes };
  });
}
