/**
 * What is taken from others. Only the envelope can make a transaction unacceptable, by rules that are
 * equal in every build: whether it counts is another question, and never asked here.
 *
 * A second transaction with one predecessor is taken like the first: a device that spoke with two
 * voices is heard with both, and stage 1 puts them in question.
 */

import { deviceEnrolledSchema, shopFoundedSchema } from "../domain/events/control-events.ts";
import {
  type DeviceId,
  deviceOf,
  type Hash,
  type Origin,
  type ShopId,
} from "../domain/identity.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { endsBefore } from "./chain-links.ts";
import { deviceIdOf, isSignedBy, shopIdOf, transactionHash } from "./chain.ts";
import { decodeEnvelope, type Envelope, type EnvelopeFault, parseBody } from "./envelope.ts";
import { type Follower } from "./follower.ts";
import { isSheetEnrolment } from "./sheet-act.ts";
import { type Store } from "./store.ts";
import { isControl, toStoredTransaction } from "./stored-transaction.ts";

export type ReceiveFault =
  | EnvelopeFault
  /** No enrolment of its device is stored (yet). */
  | { readonly type: "receive/unknown-device"; readonly device: DeviceId }
  /** What comes before it is missing. */
  | { readonly type: "receive/gap"; readonly origin: Origin; readonly nextSeq: number }
  /** Not its device's, or on a branch whose beginning is missing. */
  | { readonly type: "receive/bad-signature"; readonly origin: Origin };

export type Received = "stored" | "already-present";

export interface ReceivingDeps {
  readonly shop: ShopId;
  readonly store: Store;
  readonly follower: Follower;
}

/** Call inside a write transaction. */
export function receive(deps: ReceivingDeps, bytes: Uint8Array): Result<Received, ReceiveFault> {
  const { shop, store, follower } = deps;
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) return decoded;
  follower.catchUp();
  const { first } = decoded.value;
  const { origin, seq } = first;
  const device = deviceOf(origin);
  const publicKey = follower.keyOf(device) ?? ownKey(deps, decoded.value);
  if (publicKey === undefined) return err({ type: "receive/unknown-device", device });
  const there = store.startingAt(origin, seq);
  if (there.some((row) => Buffer.compare(row.bytes, bytes) === 0)) return ok("already-present");
  const before = endsBefore(store, { shop, origin, first: seq });
  if (before.length === 0)
    return err({ type: "receive/gap", origin, nextSeq: nextSeq(deps, first) });
  const hash = signedHash(before, decoded.value, publicKey);
  if (hash === undefined) return err({ type: "receive/bad-signature", origin });
  // Signed a second time it is still the same.
  if (there.some((row) => row.hash === hash)) return ok("already-present");
  const transaction = toStoredTransaction(decoded.value, hash);
  const control = isControl(transaction);
  const arrival = store.insert({ envelope: decoded.value, hash, control });
  follower.applied(transaction, arrival);
  return ok("stored");
}

function signedHash(
  before: ReadonlyArray<Hash>,
  { events, signature }: Envelope,
  publicKey: string,
): Hash | undefined {
  return before
    .map((previous) => transactionHash(previous, events))
    .find((hash) => isSignedBy(publicKey, hash, signature));
}

/** From where the sender has to begin. */
function nextSeq(
  { store, follower }: ReceivingDeps,
  { origin, seq }: { readonly origin: Origin; readonly seq: number },
): number {
  const lastSeq = follower.head(origin)?.seq ?? 0;
  if (seq > lastSeq) return lastSeq + 1;
  return store.at(origin, seq - 1)?.first ?? 1;
}

/** Two acts prove their author's key themselves: the founding, and what the recovery sheet signed. */
function ownKey(
  { shop, follower }: ReceivingDeps,
  { first, events }: Envelope,
): string | undefined {
  if (first.seq !== 1) return undefined;
  const device = deviceOf(first.origin);
  const body = parseBody(events[0]?.bodyBytes ?? new Uint8Array());
  if (first.kind === "shop/founded") return founderKey(shop, device, body);
  if (first.kind !== "device/enrolled") return undefined;
  const enrolled = deviceEnrolledSchema.safeParse(body);
  const sheetKey = follower.founding()?.sheetKey;
  if (!enrolled.success || sheetKey === undefined) return undefined;
  const { key } = enrolled.data;
  const isOwn = enrolled.data.device === device && deviceIdOf(key) === device;
  return isOwn && isSheetEnrolment(enrolled.data, { shop, sheetKey }) ? key : undefined;
}

/** The founding act of our shop proves itself: the shop's name commits to its founder's key. */
function founderKey(shop: ShopId, author: DeviceId, body: unknown): string | undefined {
  const founded = shopFoundedSchema.safeParse(body);
  if (!founded.success) return undefined;
  const { key, sheetKey, nonce, device } = founded.data;
  const isOurs = shopIdOf({ founderKey: key, sheetKey, nonce }) === shop;
  return isOurs && deviceIdOf(key) === device && author === device ? key : undefined;
}
