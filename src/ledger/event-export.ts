/**
 * The ledger's events as lines of JSON, for whoever wants to check them without this program.
 *
 * docs/ledger.md has the format, docs/audit/verify.js reads it. Headers and bodies stand there as the
 * text that was written, so that a stranger can work out every hash from the lines alone. Nothing but
 * events is exported: no secret, no key of the box, nothing local.
 */

import { hash as digest } from "node:crypto";

import { isControlKind } from "../domain/admission.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type Hash,
  type Origin,
} from "../domain/identity.ts";
import { chainStart, eventHash } from "./chain.ts";
import { decodeEnvelope, type Envelope, type EnvelopeEvent } from "./envelope.ts";
import { toTransaction } from "./follower.ts";
import { type Ledger } from "./ledger.ts";
import { StoreError } from "./store-error.ts";
import { type TransactionRow } from "./store.ts";

export interface EventSelection {
  /** Without them each body is its hash; those of control events stay, because they hold the keys. */
  readonly bodies: boolean;
  /** First and last business day, both included; control events of other days come along. */
  readonly from: BusinessDay | undefined;
  readonly to: BusinessDay | undefined;
}

const FORMAT = "tillmesh/events";
const VERSION = 1;

/** So many transactions are in memory at a time: 16 MB when each is as big as it may be. */
const PAGE_ROWS = 64;

/** Characters that some readers of lines take for the end of one, though JSON allows them in text. */
const LINE_ENDS = /[\u0085\u2028\u2029]/gu;

/**
 * One line of head, then one per event: chain by chain, the founder's first, each in its own order.
 * Throws StoreError at the first event that isn't what its chain says.
 */
export function* exportLines(ledger: Ledger, selection: EventSelection): Generator<string, void> {
  const rows = createRows(ledger, selection);
  const heads = rows.heads();
  yield toLine({
    format: FORMAT,
    version: VERSION,
    shop: ledger.identity.shop,
    founding: ledger.founding() ?? null,
    bodies: selection.bodies,
    from: selection.from ?? null,
    to: selection.to ?? null,
    heads,
  });
  for (const { origin } of heads) {
    let end: ChainEnd = { seq: 0, hash: chainStart(ledger.identity.shop, origin) };
    for (const row of rows.of(origin)) {
      const isNext = row.first === end.seq + 1;
      const before = [...(isNext ? [end.hash] : []), ...rows.hashesBefore(row)];
      yield* transactionLines(row, { before, written: end.hash, bodies: selection.bodies });
      end = { seq: row.last, hash: row.hash };
    }
  }
}

interface ChainEnd {
  readonly seq: number;
  readonly hash: Hash;
}

interface Head extends ChainEnd {
  readonly origin: Origin;
}

interface Rows {
  /** Where each chain ends in this export. */
  readonly heads: () => ReadonlyArray<Head>;
  readonly of: (origin: Origin) => Generator<TransactionRow>;
  /** What a transaction may follow: after a fork more than one. */
  readonly hashesBefore: (row: TransactionRow) => ReadonlyArray<Hash>;
}

/** What is stored when it is made; what other processes add meanwhile stays out. */
function createRows(ledger: Ledger, { from, to }: EventSelection): Rows {
  const { db } = ledger;
  const until = db.prepare<[], { readonly until: number }>(
    "SELECT coalesce(max(arrival), 0) AS until FROM tx",
  );
  const bounds = { from: from ?? "", to: to ?? "9999-99-99", until: until.get()?.until ?? 0 };
  const selected = "arrival <= :until AND (control = 1 OR day BETWEEN :from AND :to)";
  type Bounds = typeof bounds & { readonly origin: Origin };
  const head = db.prepare<[Bounds], Head>(
    `SELECT origin, last AS seq, hash FROM tx WHERE origin = :origin AND ${selected}
     ORDER BY last DESC, hash LIMIT 1`,
  );
  interface Position {
    readonly after: number;
    readonly afterHash: string;
  }
  const page = db.prepare<[Bounds & Position], TransactionRow>(
    `SELECT arrival, origin, first, last, hash, bytes FROM tx
     WHERE origin = :origin AND (last, hash) > (:after, :afterHash) AND ${selected}
     ORDER BY last, hash LIMIT ${PAGE_ROWS}`,
  );
  const endAt = db.prepare<[Origin, number], { readonly hash: Hash }>(
    "SELECT hash FROM tx WHERE origin = ? AND last = ?",
  );
  return {
    heads: () =>
      inOrderOfAuthority(ledger).flatMap((origin) => head.get({ ...bounds, origin }) ?? []),
    of: function* pages(origin) {
      for (let position: Position = { after: 0, afterHash: "" }; ;) {
        const rows = page.all({ ...bounds, origin, ...position });
        yield* rows;
        const last = rows.at(-1);
        if (rows.length < PAGE_ROWS || last === undefined) return;
        position = { after: last.last, afterHash: last.hash };
      }
    },
    hashesBefore: ({ origin, first }) =>
      first === 1
        ? [chainStart(ledger.identity.shop, origin)]
        : endAt.all(origin, first - 1).map(({ hash }) => hash),
  };
}

/**
 * The founder's chains, then each authority's after those that made it one, then the others: so a
 * reader knows each device when it comes to its first line.
 */
function inOrderOfAuthority({ store, identity }: Ledger): ReadonlyArray<Origin> {
  const acts = store
    .control()
    .flatMap((row) => toTransaction(row).events.flatMap(({ known }) => known ?? []));
  const placed: DeviceId[] = [identity.founder];
  for (;;) {
    const told = acts.filter(({ key }) => placed.includes(deviceOf(key.origin)));
    const enrolled = new Set(
      told.flatMap((act) => (act.kind === "device/enrolled" ? [act.body.device] : [])),
    );
    const next = told
      .flatMap((act) => (act.kind === "device/promoted" ? [act.body.device] : []))
      .find((device) => enrolled.has(device) && !placed.includes(device));
    if (next === undefined) break;
    placed.push(next);
  }
  const origins = store.origins();
  return [
    ...placed.flatMap((device) => origins.filter((origin) => deviceOf(origin) === device)),
    ...origins.filter((origin) => !placed.includes(deviceOf(origin))),
  ];
}

function* transactionLines(
  { origin, first, hash: end, bytes }: TransactionRow,
  options: {
    readonly before: ReadonlyArray<Hash>;
    /** Hash of the line before: what follows something else says so. */
    readonly written: Hash;
    readonly bodies: boolean;
  },
): Generator<string> {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) throw damaged(origin, first, decoded.fault.reason);
  const { events, signature } = decoded.value;
  const { before, written } = options;
  if (before.length === 0) throw damaged(origin, first - 1, "it is missing");
  const previous = before.find((hash) => hashesOf(decoded.value, hash).at(-1) === end);
  if (previous === undefined) throw damaged(origin, first, "its hash is not the one stored");
  const hashes = hashesOf(decoded.value, previous);
  for (const [index, event] of events.entries()) {
    yield toLine({
      ...(previous !== written && index === 0 ? { after: previous } : {}),
      header: toText(event.headerBytes),
      ...bodyOf(event, options.bodies),
      hash: hashes[index],
      ...(index === events.length - 1 ? { signature: hex(signature) } : {}),
    });
  }
}

function hashesOf({ events }: Envelope, before: Hash): ReadonlyArray<Hash> {
  let hash = before;
  return events.map((event) => {
    hash = eventHash(hash, event);
    return hash;
  });
}

/** A body is opaque to the chain: one that is no text is written in base64. */
function bodyOf(
  { header, bodyBytes }: EnvelopeEvent,
  bodies: boolean,
): Readonly<Record<string, string>> {
  if (!bodies && !isControlKind(header.kind)) return { bodyHash: digest("sha256", bodyBytes) };
  const body = toText(bodyBytes);
  return body === undefined ? { bodyBase64: Buffer.from(bodyBytes).toString("base64") } : { body };
}

/** Exactly the bytes, also a byte order mark; undefined when they are no UTF-8. */
function toText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function toLine(value: unknown): string {
  return JSON.stringify(value).replace(
    LINE_ENDS,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function damaged(origin: Origin, seq: number, reason: string): StoreError {
  return new StoreError(
    "store/unreadable",
    `Event ${seq} of ${origin} can't be exported: ${reason}. \`till verify\` says more.`,
  );
}
