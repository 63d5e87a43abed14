/**
 * Checks the chain of one origin from its first event: bytes, places, hashes, signatures.
 *
 * Of each chain the first wrong event is named, because everything after it hangs on it. Memory stays
 * flat: of what went before, only the ends are kept that the next may follow.
 */

import { type Hash, type Origin, type ShopId } from "../domain/identity.ts";
import { type ChainRange } from "./day-range.ts";
import { chainStart, isSignedBy, transactionHash, transactionHashes } from "./log/chain.ts";
import { type Content, decodeEnvelope, TRANSACTION_EVENTS_MAX } from "./log/envelope.ts";
import { type Cut, decodeSegment, isCutRight } from "./log/segment.ts";
import { AFTER_HASHES, BEYOND } from "./log/tail-table.ts";
import { fromRuns, type SegmentName, type TailRecord } from "./log/transaction-row.ts";
import { type Store } from "./store.ts";

export interface Wrong {
  readonly seq: number;
  /** The text that follows "Event 7 of <origin>". */
  readonly reason: string;
}

export interface ChainToCheck {
  readonly store: Store;
  readonly shop: ShopId;
  readonly origin: Origin;
  /** Public key of its device; undefined when the shop has no such device. */
  readonly key: string | undefined;
  readonly cut: Cut;
  /** Called with each transaction that is right. */
  readonly onRight: (content: Content, hash: Hash) => void;
  /** Whole rows and segments, of a chain without branches; all of it where nobody says. */
  readonly range?: ChainRange | undefined;
}

/** The first event that is wrong; undefined when all is right. */
export function firstWrong(chain: ChainToCheck): Wrong | undefined {
  const { store, shop, origin, range = WHOLE } = chain;
  // The hash before the range is trusted: a caller who wants to know more checks the whole chain.
  const before = store.endingAt(origin, range.from - 1).map(({ hash }) => hash);
  const ends = createEnds(
    range.from - 1,
    range.from === WHOLE.from ? [chainStart(shop, origin)] : before,
  );
  for (const unit of unitsOf(store, origin, range)) {
    ends.forgetBefore(unit.key);
    const wrong = unit.isPacked
      ? checkSegment(chain, unit.name, ends)
      : checkRow(chain, unit.row, ends);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

type Unit =
  | { readonly isPacked: true; readonly key: number; readonly name: SegmentName }
  | { readonly isPacked: false; readonly key: number; readonly row: TailRecord };

const PAGE_ROWS = 256;
const WHOLE: ChainRange = { from: 1, to: BEYOND };

/**
 * Rows and segments, each after what it follows. A row follows one that ends before it; a segment, also
 * of another branch, begins before all that follow something in it.
 */
function* unitsOf(
  { tail, segments }: Store,
  origin: Origin,
  { from, to }: ChainRange,
): Generator<Unit> {
  const names = segments
    .covering(origin, from === WHOLE.from ? 0 : from, to)
    .map((name): Unit => ({ isPacked: true, key: name.first, name }))
    .toSorted((a, b) => a.key - b.key);
  let after = { last: from === WHOLE.from ? -1 : from - 1, hash: AFTER_HASHES };
  let next = 0;
  for (;;) {
    const rows = tail.ofOrigin(origin, { after, to, limit: PAGE_ROWS });
    for (const row of rows) {
      for (let name = names[next]; name !== undefined && name.key <= row.last; name = names[next]) {
        yield name;
        next += 1;
      }
      yield { isPacked: false, key: row.last, row };
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE_ROWS) break;
    after = end;
  }
  yield* names.slice(next);
}

interface Ends {
  /** The hashes of the transactions that end with a number: several after a fork. */
  readonly at: (seq: number) => ReadonlyArray<Hash>;
  readonly add: (seq: number, hash: Hash) => void;
  readonly lastSeq: () => number;
  /** Forgets the ends before this number: no later transaction begins much before it. */
  readonly forgetBefore: (key: number) => void;
}

function createEnds(before: number, hashes: ReadonlyArray<Hash>): Ends {
  const ends = new Map<number, ReadonlyArray<Hash>>([[before, hashes]]);
  let lastSeq = before;
  return {
    at: (seq) => ends.get(seq) ?? [],
    add: (seq, hash) => {
      ends.set(seq, [...(ends.get(seq) ?? []), hash]);
      lastSeq = Math.max(lastSeq, seq);
    },
    lastSeq: () => lastSeq,
    forgetBefore: (key) => {
      for (const seq of ends.keys()) {
        if (seq >= key - TRANSACTION_EVENTS_MAX - 1) break;
        ends.delete(seq);
      }
    },
  };
}

function checkRow(chain: ChainToCheck, row: TailRecord, ends: Ends): Wrong | undefined {
  const decoded = decodeEnvelope(row.bytes);
  if (!decoded.ok) {
    return { seq: row.first, reason: `its bytes can't be read (${decoded.fault.reason}).` };
  }
  const { value: content } = decoded;
  const { origin, seq } = content.first;
  const last = seq + content.events.length - 1;
  const misplaced = wrongRange(
    { origin, first: seq, last },
    { ...row, origin: chain.origin },
    ends,
  );
  if (misplaced !== undefined) return misplaced;
  const isOnChain = ends
    .at(seq - 1)
    .some((end) => transactionHash(end, content.events) === row.hash);
  if (!isOnChain)
    return { seq, reason: "its hash is not the one that was stored: it was changed." };
  const unsigned = wrongSignature(chain, row.hash, content.signature);
  if (unsigned !== undefined) return { seq, reason: unsigned };
  if (row.day !== content.first.day) return { seq, reason: "its row is filed under another day." };
  ends.add(last, row.hash);
  chain.onRight(content, row.hash);
  return undefined;
}

function checkSegment(chain: ChainToCheck, name: SegmentName, ends: Ends): Wrong | undefined {
  const { segments } = chain.store;
  const decoded = decodeSegment(segments.bytes(name.arrival) ?? new Uint8Array());
  if (!decoded.ok) {
    return { seq: name.first, reason: `its segment can't be read (${decoded.fault.reason}).` };
  }
  const { value: segment } = decoded;
  const misplaced = wrongRange(segment, { ...name, origin: chain.origin }, ends);
  if (misplaced !== undefined) return misplaced;
  const { first: seq, transactions, signature } = segment;
  if (!isCutRight(segment, chain.cut)) return { seq, reason: "its segment is cut elsewhere." };
  const known = ends.at(seq - 1).includes(name.previous);
  const hashes = transactionHashes(name.previous, transactions);
  if (!known || hashes.at(-1) !== name.hash) {
    const reason = `the hash of its segment, up to ${name.last}, is not the one that was stored: it was changed.`;
    return { seq, reason };
  }
  const unsigned = wrongSignature(chain, name.hash, signature);
  if (unsigned !== undefined) return { seq, reason: unsigned };
  const misfiled = wrongFiling(name, transactions);
  if (misfiled !== undefined) return { seq, reason: misfiled };
  for (const [index, content] of transactions.entries()) {
    const hash = hashes[index] ?? name.hash;
    const last = content.first.seq + content.events.length - 1;
    // A part that two branches share is stored in the segments of both.
    if (ends.at(last).includes(hash)) continue;
    ends.add(last, hash);
    chain.onRight(content, hash);
  }
  return undefined;
}

/** When the transactions of a segment came: each after the one that it follows. */
function wrongFiling(name: SegmentName, transactions: ReadonlyArray<Content>): string | undefined {
  const arrivals = arrivalsOf(name);
  const isRising = arrivals.every((arrival, index) => arrival > (arrivals[index - 1] ?? 0));
  const isInside = arrivals[0] === name.since && arrivals.at(-1) === name.arrival;
  if (arrivals.length !== transactions.length || !isRising || !isInside) {
    return "when its segment came is filed wrongly.";
  }
  const day = transactions.at(-1)?.first.day;
  return day === name.day ? undefined : "its segment is filed under another day.";
}

/** Returns no arrivals when the text can't be read. */
function arrivalsOf({ arrivals }: SegmentName): ReadonlyArray<number> {
  try {
    return fromRuns(arrivals);
  } catch {
    return [];
  }
}

interface Range {
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
}

function wrongRange(said: Range, filed: Range, ends: Ends): Wrong | undefined {
  const { first: seq } = said;
  if (said.origin !== filed.origin) {
    return { seq, reason: `it is of another origin, ${said.origin}.` };
  }
  if (filed.first !== seq || filed.last !== said.last) {
    return { seq, reason: "its row is filed under another number." };
  }
  if (ends.at(seq - 1).length > 0) return undefined;
  const lastSeq = ends.lastSeq();
  return seq > lastSeq
    ? { seq: lastSeq + 1, reason: `it is missing; the next one is ${seq}.` }
    : { seq, reason: "what it follows is missing." };
}

function wrongSignature(
  { key }: ChainToCheck,
  hash: Hash,
  signature: Uint8Array,
): string | undefined {
  if (key === undefined) return "no device of the shop has this name.";
  return isSignedBy(key, hash, signature) ? undefined : "its signature is not its device's.";
}
