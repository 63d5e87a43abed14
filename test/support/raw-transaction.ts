/**
 * Transactions written by hand, with a right signature and whatever else a test wants: what a newer
 * build, a broken one, or a rogue device of the shop would send.
 */

import { type Hash, type Origin } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { chainStart, type DeviceKey, transactionHash } from "../../src/ledger/log/chain.ts";
import { encodeEnvelope, type EventBytes } from "../../src/ledger/log/envelope.ts";
import { TODAY } from "./shop.ts";

export interface RawEvent {
  readonly kind: string;
  readonly v?: number;
  readonly streams?: ReadonlyArray<string>;
  readonly hlc?: number;
  /** JSON unless it is bytes already. */
  readonly body?: unknown;
  /** Over whatever the header would say otherwise. */
  readonly header?: Readonly<Record<string, unknown>>;
}

export interface RawPlace {
  readonly origin: Origin;
  readonly seq: number;
  readonly previous: Hash;
  readonly key: Pick<DeviceKey, "sign">;
}

export const RAW_TAG = "0badcafe";

/** The next place on the chain of a ledger's own device. */
export function nextPlace(ledger: Ledger): RawPlace {
  const { origin, shop, key } = ledger.identity;
  const head = ledger.heads().get(origin);
  const previous = head?.hash ?? chainStart(shop, origin);
  return { origin, key, previous, seq: (head?.seq ?? 0) + 1 };
}

export function rawTransaction(place: RawPlace, events: ReadonlyArray<RawEvent>): Uint8Array {
  const written = events.map((event, index) => rawEvent(place, event, index));
  return encodeEnvelope(written, place.key.sign(transactionHash(place.previous, written)));
}

function rawEvent({ origin, seq }: RawPlace, event: RawEvent, index: number): EventBytes {
  const { kind, v = 1, streams = [], hlc = 1, body = {} } = event;
  const act = { by: "1", approved: "", wall: 0, zone: 0, day: TODAY };
  const place = { origin, seq: seq + index, tx: seq, tag: RAW_TAG };
  const header = {
    ...place,
    hlc,
    kind,
    v,
    streams,
    ...(index === 0 ? act : {}),
    ...event.header,
  };
  const bodyBytes = body instanceof Uint8Array ? body : toBytes(body);
  return { headerBytes: toBytes(header), bodyBytes };
}

function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
