/**
 * What is taken from others. Only the envelope can make a transaction unacceptable, by rules that are
 * equal in every build: whether it counts is another question, and never asked here.
 *
 * A second transaction with one predecessor is taken like the first: a device that spoke with two
 * voices is heard with both, and stage 1 puts them in question.
 */

import { err, ok, type Result } from "../domain/base/result.ts";
import {
  deviceEnrolledSchema,
  incarnationStartedSchema,
  shopFoundedSchema,
} from "../domain/events/control-events.ts";
import { type Kind } from "../domain/events/kinds.ts";
import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Hash,
  isFirstOrigin,
  type Origin,
  type ShopId,
} from "../domain/identity.ts";
import { type Doubt } from "./doubt.ts";
import { endsBefore, rowBefore } from "./log/chain-links.ts";
import { deviceIdOf, isSignedBy, shopIdOf, transactionHashes } from "./log/chain.ts";
import { type Content, decodeEnvelope, type EnvelopeFault, parseBody } from "./log/envelope.ts";
import {
  type Cut,
  decodeSegment,
  emptyFill,
  fillWith,
  isCutRight,
  isFull,
  isSegment,
  type Segment,
} from "./log/segment.ts";
import { isSheetEnrolment } from "./log/sheet-act.ts";
import { isControl, toStoredTransaction } from "./log/stored-transaction.ts";
import { fromReadSegment, toRuns, type TransactionRow } from "./log/transaction-row.ts";
import { type StoredAhead } from "./projection/follower-state.ts";
import { type Follower } from "./projection/follower.ts";
import { type Latest, latestOf, type SegmentAhead, toSegment } from "./read-ahead.ts";
import { type Store } from "./store.ts";
import { thin } from "./thinning.ts";

export type ReceiveFault =
  | EnvelopeFault
  /** The disk is nearly full: what is left is for this till's own sales. Others keep what they tell. */
  | { readonly type: "receive/no-room" }
  /** No enrolment of its device is stored (yet). */
  | { readonly type: "receive/unknown-device"; readonly device: DeviceId }
  /** The piece before it is missing. */
  | { readonly type: "receive/gap"; readonly origin: Origin; readonly nextSeq: number }
  /** Nobody needs it, and of its device so much of that kind is kept here that no more is taken. */
  | { readonly type: "receive/no-place"; readonly device: DeviceId }
  /** The signature is not the device's, or the piece is on a branch whose beginning is missing. */
  | { readonly type: "receive/bad-signature"; readonly origin: Origin };

export interface Received {
  readonly type: "stored" | "already-present";
  /** The end of what was offered. */
  readonly end: ChainEnd;
  /** Tells of what was stored. */
  readonly latest?: Latest;
}

export interface ReceivingDeps {
  readonly shop: ShopId;
  readonly store: Store;
  readonly follower: Follower;
  readonly doubt: Doubt;
  readonly cut: Cut;
  /** The id of this till. */
  readonly device: DeviceId;
}

/** A piece as it came and was read. */
export interface Parcel {
  readonly bytes: Uint8Array;
  /** Undefined when it is one transaction. */
  readonly segment: Segment | undefined;
  readonly transactions: ReadonlyArray<Content>;
  /** The signature of the last one. */
  readonly signature: Uint8Array;
  /** Returns the hash at the end of each transaction, given the hash before; worked out once. */
  readonly hashesAfter: (previous: Hash) => ReadonlyArray<Hash>;
  /** What was read of it ahead of its turn. */
  readonly ahead?: SegmentAhead;
}

/** Reads a transaction or a whole segment. Needs nothing of the ledger, so that nobody waits for it. */
export function readParcel(bytes: Uint8Array, cut: Cut): Result<Parcel, EnvelopeFault> {
  if (!isSegment(bytes)) {
    const decoded = decodeEnvelope(bytes);
    if (!decoded.ok) return decoded;
    const { signature } = decoded.value;
    return ok(toParcel({ bytes, segment: undefined, transactions: [decoded.value], signature }));
  }
  const decoded = decodeSegment(bytes);
  if (!decoded.ok) return decoded;
  const { value: segment } = decoded;
  if (!isCutRight(segment, cut)) {
    return err({ type: "envelope/malformed", reason: "a segment that is cut elsewhere" });
  }
  const { transactions, signature } = segment;
  return ok(toParcel({ bytes, segment, transactions, signature }));
}

/** The same of a segment that was read ahead. */
export function parcelAhead(bytes: Uint8Array, ahead: SegmentAhead): Parcel {
  const segment = toSegment(bytes, ahead);
  const { transactions, signature } = segment;
  return toParcel({ bytes, segment, transactions, signature, ahead });
}

function toParcel(parts: Omit<Parcel, "hashesAfter">): Parcel {
  const known = new Map<Hash, ReadonlyArray<Hash>>();
  const { previous: expected, hashes: worked = [] } = parts.ahead ?? {};
  if (expected !== undefined) known.set(expected, worked);
  return {
    ...parts,
    hashesAfter: (previous) => {
      const hashes = known.get(previous) ?? transactionHashes(previous, parts.transactions);
      known.set(previous, hashes);
      return hashes;
    },
  };
}

/** Looks where a segment belongs, before anybody has to wait: it has many hashes. */
export function findPredecessor(deps: ReceivingDeps, parcel: Parcel): void {
  hang(deps, parcel);
}

/** Takes a transaction, and folds it. Call inside a write transaction. */
export function receiveTransaction(
  deps: ReceivingDeps,
  parcel: Parcel,
): Result<Received, ReceiveFault> {
  const { store, follower } = deps;
  follower.catchUp();
  const hung = hang(deps, parcel);
  if (!hung.ok) return hung;
  const { bytes, transactions } = parcel;
  const [content] = transactions;
  const [hash] = hung.value.hashes;
  if (content === undefined || hash === undefined) throw new Error("A run has a transaction.");
  const { origin, seq } = content.first;
  const received = { origin, seq: seq + content.events.length - 1, hash };
  if (hung.value.known > 0) return ok({ type: "already-present", end: received });
  const placed = refuseUnneeded(deps, transactions, hung.value);
  if (!placed.ok) return placed;
  const transaction = toStoredTransaction(content, { hash });
  const isBranch = (store.head(origin)?.seq ?? 0) >= seq;
  const arrival = store.insert({ content, bytes, hash, control: isControl(content) });
  follower.applied(transaction, { arrival, place: arrival });
  // A new branch may put in doubt what was needed before it.
  if (isBranch) thin(deps, deviceOf(origin));
  return ok({ type: "stored", end: received, latest: latestOf(transactions) });
}

/**
 * Takes a whole segment, and leaves the folding to `catchUp`, which may do it bit by bit. What stands in
 * rows already goes into the segment, which proves it as well as they did. Call inside a write
 * transaction.
 */
export function receiveSegment(
  deps: ReceivingDeps,
  parcel: Parcel & { readonly segment: Segment },
): Result<Received, ReceiveFault> {
  const { store, follower } = deps;
  const { bytes, transactions } = parcel;
  const hung = hang(deps, parcel);
  if (!hung.ok) return hung;
  const { previous, hashes, known } = hung.value;
  const [head, end, hash] = [transactions[0], transactions.at(-1), hashes.at(-1)];
  if (!head || !end || hash === undefined) throw new Error("A segment has a transaction.");
  const { origin, seq: first, day } = { ...head.first, day: end.first.day };
  const range = { origin, first, last: end.first.seq + end.events.length - 1, hash, previous };
  const received = { origin, seq: range.last, hash };
  if (known === transactions.length) return ok({ type: "already-present", end: received });
  const placed = refuseUnneeded(deps, transactions, hung.value);
  if (!placed.ok) return placed;
  if (!isBoundary(deps, { origin, seq: first - 1, hash: previous })) {
    return err({ type: "envelope/malformed", reason: "a segment that begins elsewhere" });
  }
  // Rows may move only once the index says where they stand.
  if (known > 0) {
    follower.catchUp();
    follower.flush();
  }
  const before = heldRows(store, transactions.slice(0, known), hashes);
  const next = store.lastArrival() + 1;
  const arrivals = transactions.map((_, index) => before[index]?.arrival ?? next + index - known);
  const place = next + transactions.length - known - 1;
  const name = { arrival: place, since: Math.min(...arrivals), arrivals: toRuns(arrivals) };
  const segment = { ...name, ...range, transactions: transactions.length, day };
  const rows = fromReadSegment(segment, parcel.segment, hashes);
  store.pack({ ...segment, bytes }, before, rows);
  const { ahead } = parcel;
  if (ahead === undefined) {
    for (const [index, content] of transactions.entries()) {
      const [arrival, own] = [arrivals[index], hashes[index]];
      if (index < known || arrival === undefined || own === undefined) continue;
      if (isControl(content)) store.segments.keepControl({ arrival, hash: own, content });
    }
    follower.missed();
    return ok({ type: "stored", end: received, latest: latestOf(transactions) });
  }
  follower.missed(known === 0 ? storedAhead(ahead, { place, rows, hashes }) : undefined);
  return ok({ type: "stored", end: received, latest: ahead.latest });
}

function storedAhead(
  { origin, day, leastHlc, latest, rows: folded, streams }: SegmentAhead,
  stored: Pick<StoredAhead, "place" | "rows" | "hashes">,
): StoredAhead {
  const transactionsOf = new Map(streams);
  const own = new Set(folded.map(({ stream }) => stream));
  const others = [...transactionsOf.keys()].filter((stream) => !own.has(stream));
  return {
    ...stored,
    origin,
    day,
    leastHlc,
    mostHlc: latest.hlc,
    trade: { rows: folded, others },
    transactionsOf,
  };
}

/** Refuses events that no rule needs, once a device has sent more of them than there is room for. */
function refuseUnneeded(
  { doubt, follower }: ReceivingDeps,
  transactions: ReadonlyArray<Content>,
  { previous, hashes, known }: Hung,
): Result<undefined, ReceiveFault> {
  const offered = {
    transactions: transactions.slice(known),
    hashes: hashes.slice(known),
    previous: known === 0 ? previous : (hashes[known - 1] ?? previous),
  };
  if (doubt.mayKeep(offered)) return ok(undefined);
  // The follower catches up first, because a segment that is stored and not folded yet may hold the
  // enrolment.
  follower.catchUp();
  if (doubt.mayKeep(offered)) return ok(undefined);
  const [head] = transactions;
  if (head === undefined) throw new Error("A run has a transaction.");
  const device = deviceOf(head.first.origin);
  doubt.refuse(device, offered);
  return err({ type: "receive/no-place", device });
}

/**
 * Whether a chain is cut here. One that began elsewhere would leave rows before it that no segment can
 * ever hold. Mostly another segment ends here; else its rows are counted, from the cut before.
 */
function isBoundary({ store, cut }: ReceivingDeps, end: ChainEnd): boolean {
  const rows: TransactionRow[] = [];
  for (let row = store.withEnd(end); row !== undefined && !isPackedEnd(store, row);) {
    rows.push(row);
    row = rowBefore(store, row);
  }
  let fill = emptyFill;
  for (const { content } of rows.toReversed()) {
    fill = fillWith(isFull(fill, cut) ? emptyFill : fill, content.events);
  }
  return rows.length === 0 || isFull(fill, cut);
}

function isPackedEnd({ segments }: Store, { origin, last, hash }: TransactionRow): boolean {
  return segments.covering(origin, last, last).some((name) => name.hash === hash);
}

function heldRows(
  store: Store,
  transactions: ReadonlyArray<Content>,
  hashes: ReadonlyArray<Hash>,
): ReadonlyArray<TransactionRow> {
  return transactions.flatMap((content, index) => rowOf(store, content, hashes[index]) ?? []);
}

function rowOf(
  store: Store,
  { first: { origin, seq }, events }: Content,
  hash: Hash | undefined,
): TransactionRow | undefined {
  if (hash === undefined) return undefined;
  return store.withEnd({ origin, seq: seq + events.length - 1, hash });
}

interface Hung {
  readonly previous: Hash;
  /** The hash at the end of each transaction. */
  readonly hashes: ReadonlyArray<Hash>;
  /** How many of them are here already: whoever holds one holds all before it. */
  readonly known: number;
}

/** Finds what a run of transactions follows, and checks the signature at its end. */
function hang(
  deps: ReceivingDeps,
  { transactions, signature, hashesAfter }: Parcel,
): Result<Hung, ReceiveFault> {
  const { shop, store, follower } = deps;
  const [head] = transactions;
  if (head === undefined) throw new Error("A run has a transaction.");
  const { origin, seq: first } = head.first;
  if (!isBegun(head))
    return err({ type: "envelope/malformed", reason: "a chain that follows nothing" });
  const device = deviceOf(origin);
  const publicKey = follower.keyOf(device) ?? laterKey(deps, device) ?? ownKey(deps, head);
  if (publicKey === undefined) return err({ type: "receive/unknown-device", device });
  const before = endsBefore(store, { shop, origin, first });
  if (before.length === 0) {
    return err({ type: "receive/gap", origin, nextSeq: nextSeq(deps, head.first) });
  }
  for (const previous of before) {
    const hashes = hashesAfter(previous);
    const known = countKnown(store, transactions, hashes);
    // Signed a second time it is still the same.
    if (known === transactions.length) return ok({ previous, hashes, known });
    const end = hashes.at(-1);
    if (end !== undefined && isSignedBy(publicKey, end, signature)) {
      return ok({ previous, hashes, known });
    }
  }
  return err({ type: "receive/bad-signature", origin });
}

/**
 * Which of a device's chains is its first one is known, and every other says which of its own it follows, or
 * that it had said nothing yet. The place need not be here; one on another device's chain would end that.
 */
function isBegun({ first: { origin, seq, kind }, events }: Content): boolean {
  if (seq > 1 || isFirstOrigin(origin)) return true;
  if (kind !== ("incarnation/started" satisfies Kind)) return false;
  const body = parseBody(events[0]?.bodyBytes ?? new Uint8Array());
  const started = incarnationStartedSchema().safeParse(body);
  if (!started.success) return false;
  const { follows } = started.data;
  return (
    follows === null || (follows.origin !== origin && deviceOf(follows.origin) === deviceOf(origin))
  );
}

/** Returns a key that came later: the enrolment may be stored and not folded yet. */
function laterKey({ follower }: ReceivingDeps, device: DeviceId): string | undefined {
  follower.catchUp();
  return follower.keyOf(device);
}

function countKnown(
  store: Store,
  transactions: ReadonlyArray<Content>,
  hashes: ReadonlyArray<Hash>,
): number {
  const unknown = transactions.findIndex(
    (content, index) => rowOf(store, content, hashes[index]) === undefined,
  );
  return unknown === -1 ? transactions.length : unknown;
}

/** Returns the number from which the sender has to begin. */
function nextSeq(
  { store }: ReceivingDeps,
  { origin, seq }: { readonly origin: Origin; readonly seq: number },
): number {
  const lastSeq = store.head(origin)?.seq ?? 0;
  if (seq > lastSeq) return lastSeq + 1;
  return store.at(origin, seq - 1)?.first ?? 1;
}

/** Two acts prove their author's key themselves: the founding, and what the recovery sheet signed. */
function ownKey({ shop, follower }: ReceivingDeps, { first, events }: Content): string | undefined {
  if (first.seq !== 1) return undefined;
  const device = deviceOf(first.origin);
  const body = parseBody(events[0]?.bodyBytes ?? new Uint8Array());
  if (first.kind === "shop/founded") return founderKey(shop, device, body);
  if (first.kind !== "device/enrolled") return undefined;
  const enrolled = deviceEnrolledSchema().safeParse(body);
  const sheetKey = follower.founding()?.sheetKey;
  if (!enrolled.success || sheetKey === undefined) return undefined;
  const { key } = enrolled.data;
  const isOwn = enrolled.data.device === device && deviceIdOf(key) === device;
  return isOwn && isSheetEnrolment(enrolled.data, { shop, sheetKey }) ? key : undefined;
}

/** The founding act of our shop proves itself: the shop's name commits to its founder's key. */
function founderKey(shop: ShopId, author: DeviceId, body: unknown): string | undefined {
  const founded = shopFoundedSchema().safeParse(body);
  if (!founded.success) return undefined;
  const { key, device } = founded.data;
  return shopIdOf(founded.data) === shop && deviceIdOf(key) === device && author === device
    ? key
    : undefined;
}
