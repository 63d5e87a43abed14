/** Pieces of the present as they come: read, checked and searched. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { deviceEnrolledSchema, shopFoundedSchema } from "../../domain/events/control-events.ts";
import { type DeviceId, deviceOf, type Origin, type StreamId } from "../../domain/identity.ts";
import { deviceIdOf, isSignedBy } from "../log/chain.ts";
import { type Content, parseBody } from "../log/envelope.ts";
import { type Cut } from "../log/segment.ts";
import {
  isControl,
  type StoredTransaction,
  toStoredTransaction,
  type TransactionEvent,
  shownIn,
} from "../log/stored-transaction.ts";
import { type Parcel, readParcel } from "../receiving.ts";
import { type KeptPiece } from "./present-table.ts";
import { type PresentPiece } from "./tell-present.ts";

export type PresentFault =
  /** A piece that no till writes. */
  | { readonly type: "present/malformed"; readonly reason: string }
  /** A piece that its device hasn't signed, or of a device of which no enrolment was told. */
  | { readonly type: "present/bad-signature"; readonly origin: Origin };

/** A piece with its transactions, in the order of its chain. */
export interface ReadPiece {
  readonly piece: KeptPiece;
  readonly transactions: ReadonlyArray<StoredTransaction>;
}

/** Device ids and raw public keys. */
export type Keys = ReadonlyMap<DeviceId, string>;

/** Reads a piece that was checked when it came. Throws when its bytes can't be read. */
export function readKept(piece: KeptPiece, cut: Cut): ReadPiece {
  const parcel = readParcel(piece.bytes, cut);
  if (!parcel.ok) throw new Error(`A piece of the present can't be read: ${parcel.fault.type}`);
  return { piece, transactions: transactionsOf(parcel.value, piece) };
}

/**
 * Reads pieces as they were told, and checks that their devices have signed them. `known`: the keys of pieces
 * before; those of new devices are in the pieces, and each is named by its hash. Pieces of a device without a key are
 * left out.
 */
export function readTold(
  told: ReadonlyArray<PresentPiece>,
  { cut, known }: { readonly cut: Cut; readonly known: Keys },
): Result<ReadonlyArray<ReadPiece>, PresentFault> {
  const parcels: Array<readonly [PresentPiece, Parcel]> = [];
  for (const piece of told) {
    const parcel = readParcel(piece.bytes, cut);
    if (!parcel.ok) return err({ type: "present/malformed", reason: parcel.fault.type });
    parcels.push([piece, parcel.value]);
  }
  const keys = new Map(known);
  for (const [, { transactions }] of parcels) {
    for (const content of transactions) noteKeys(keys, content);
  }
  const pieces: ReadPiece[] = [];
  for (const [{ previous }, parcel] of parcels) {
    const [head] = parcel.transactions;
    const hash = parcel.hashesAfter(previous).at(-1);
    if (head === undefined || hash === undefined) {
      return err({ type: "present/malformed", reason: "it is empty" });
    }
    const { origin, seq: first } = head.first;
    const key = keys.get(deviceOf(origin));
    // Its enrolment was thrown away with what somebody forked: it counts for nothing, and nobody can check it.
    if (key === undefined) continue;
    if (!isSignedBy(key, hash, parcel.signature)) {
      return err({ type: "present/bad-signature", origin });
    }
    const control = parcel.transactions.some(isControl) ? 1 : 0;
    const kept: KeptPiece = { origin, first, hash, previous, control, bytes: parcel.bytes };
    pieces.push({ piece: kept, transactions: transactionsOf(parcel, kept) });
  }
  return ok(pieces);
}

function transactionsOf(
  { transactions, hashesAfter }: Parcel,
  { previous }: KeptPiece,
): ReadonlyArray<StoredTransaction> {
  return transactions.map((content, index) =>
    toStoredTransaction(content, {
      get hash() {
        return hashesAfter(previous)[index] ?? previous;
      },
    }),
  );
}

/** Returns the keys of the devices that the pieces enrol, whether that counts or not. */
export function keysIn(pieces: ReadonlyArray<ReadPiece>): Keys {
  const keys = new Map<DeviceId, string>();
  for (const { transactions } of pieces) {
    for (const { content } of transactions) noteKeys(keys, content);
  }
  return keys;
}

function noteKeys(keys: Map<DeviceId, string>, { events }: Content): void {
  for (const { header, bodyBytes } of events) {
    if (header.kind !== "device/enrolled" && header.kind !== "shop/founded") continue;
    const schema = header.kind === "shop/founded" ? shopFoundedSchema() : deviceEnrolledSchema();
    const body = schema.safeParse(parseBody(bodyBytes));
    if (!body.success) continue;
    const { device, key } = body.data;
    if (deviceIdOf(key) === device) keys.set(device, key);
  }
}

/** Returns the events of each of the streams that are in these transactions, each event once. */
export function eventsByStream(
  streams: ReadonlySet<StreamId>,
  transactions: Iterable<StoredTransaction>,
): Map<StreamId, TransactionEvent[]> {
  const found = new Map<StreamId, TransactionEvent[]>();
  const seen = new Set<string>();
  for (const transaction of transactions) {
    const { content, origin, first } = transaction;
    if (!content.events.some(({ header }) => header.streams.some((it) => streams.has(it))))
      continue;
    // Two tellers may have cut a chain otherwise: in a segment here, as a row there.
    const name = `${origin} ${first} ${content.first.tag}`;
    if (seen.has(name)) continue;
    seen.add(name);
    for (const event of transaction.events) {
      const shown = new Set(shownIn(event).filter((stream) => streams.has(stream)));
      for (const stream of shown) pushTo(found, stream, event);
    }
  }
  return found;
}

function pushTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
