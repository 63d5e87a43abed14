/**
 * The ledger's events as lines of JSON, for whoever wants to check them without this program.
 *
 * docs/ledger.md has the format, docs/audit/verify.js reads it. Headers and bodies stand there as the
 * text that was written, so that a stranger can work out every hash from the lines alone. Nothing but
 * events is exported: no secret, no key of the box, nothing local.
 */

import { hash as digest } from "node:crypto";

import { type KnownEvent } from "../domain/events/kinds.ts";
import {
  type BusinessDay,
  type ChainEnd,
  type DeviceId,
  deviceOf,
  isFirstOrigin,
  type Hash,
  type Origin,
} from "../domain/identity.ts";
import { concernsStageOne } from "../domain/membership/admission.ts";
import { escapedJson } from "../domain/text/clean-text.ts";
import { type Ledger } from "./ledger.ts";
import { commonPart, endsBefore } from "./log/chain-links.ts";
import { chainStart, eventHash } from "./log/chain.ts";
import { type Content, type EnvelopeEvent } from "./log/envelope.ts";
import { isSheetEnrolment } from "./log/sheet-act.ts";
import { toTransaction } from "./log/stored-transaction.ts";
import { type TransactionRow } from "./log/transaction-row.ts";
import { StoreError } from "./store-error.ts";

export interface EventSelection {
  /**
   * Whether bodies are written; else each body is replaced by its hash. Control events keep theirs:
   * they hold the keys, and name chains.
   */
  readonly bodies: boolean;
  /** First and last business day, both included; control events of other days come along. */
  readonly from: BusinessDay | undefined;
  readonly to: BusinessDay | undefined;
}

const FORMAT = "tillmesh/events";
const VERSION = 1;

/**
 * Yields one line of head, then one line per event: chain by chain, the founder's first, each in
 * its own order. It reads all transactions twice, because the head names the ends of the chains.
 * Throws StoreError at the first event that doesn't match its chain.
 */
export function* exportLines(
  ledger: Ledger,
  selection: EventSelection,
  onProgress?: (done: number, total: number) => void,
): Generator<string, void> {
  const { store } = ledger;
  const { shop } = ledger.identity;
  const until = store.lastArrival();
  const total = 2 * store.count();
  let done = 0;
  function onLook(): void {
    done += 1;
    onProgress?.(done, total);
  }
  const chains = inOrderOfAuthority(ledger).map((origin) => ({
    origin,
    rows: () => selectedRows(ledger, origin, { ...selection, until, onLook }),
  }));
  const questions = questionsByHash(ledger);
  yield escapedJson({
    format: FORMAT,
    version: VERSION,
    shop,
    founding: ledger.founding() ?? null,
    bodies: selection.bodies,
    from: selection.from ?? null,
    to: selection.to ?? null,
    heads: chains.flatMap(({ origin, rows }) => headOf(ledger, origin, rows())),
  });
  for (const { origin, rows } of chains) {
    let end = { seq: 0, hash: chainStart(shop, origin) };
    for (const { row, bodies } of rows()) {
      const isNext = row.first === end.seq + 1;
      const before = [
        ...(isNext ? [end.hash] : []),
        ...endsBefore(store, { shop, origin, first: row.first }),
      ];
      const question = questions.get(row.hash);
      yield* transactionLines(row, { before, written: end.hash, bodies, question });
      end = { seq: row.last, hash: row.hash };
    }
  }
}

interface SelectedRow {
  readonly row: TransactionRow;
  readonly bodies: boolean;
}

/**
 * Yields the selected rows, and behind each the rest of its segment, because only a segment's end
 * is signed. A forked chain also comes with all that follows the fork, without bodies, so that a
 * reader sees both branches. Rows that other processes store meanwhile stay out.
 */
function* selectedRows(
  { store, heads }: Ledger,
  origin: Origin,
  {
    from,
    to,
    bodies,
    until,
    onLook,
  }: EventSelection & { readonly until: number; readonly onLook: () => void },
): Generator<SelectedRow> {
  /** Places: of a forked chain, branches take turns. */
  const unproved = new Set<number>();
  const isForked = (heads().get(origin)?.others.length ?? 0) > 0;
  const common = (isForked ? commonPart(store.ofOrigin(origin, 1)) : undefined) ?? Infinity;
  for (const row of store.ofOrigin(origin, 1)) {
    if (row.arrival > until) continue;
    onLook();
    const { first, events } = contentOf(row);
    const isAsked =
      ((from ?? "") <= first.day && first.day <= (to ?? first.day)) ||
      events.some(({ header }) => concernsStageOne(header.kind));
    if (isAsked) yield { row, bodies };
    else if (row.first > common || unproved.has(row.place)) yield { row, bodies: false };
    if (row.signature !== undefined) unproved.delete(row.place);
    else if (isAsked) unproved.add(row.place);
  }
}

/**
 * Returns what counts for nothing, by the hash of its transaction, as a reader is told it. The rest of a
 * batch that has not ended is in no question: no receipt stands in one.
 */
function questionsByHash(ledger: Ledger): ReadonlyMap<Hash, string> {
  const chains = ledger.quarantined().filter(({ reason }) => !reason.startsWith("batch/"));
  return new Map(
    chains.flatMap(({ origin, fromSeq, toSeq, hash: id, reason, transactions }) => {
      const range = `events ${fromSeq} to ${toSeq} of ${origin}`;
      const question = `IN QUESTION (${reason} ${id.slice(0, 8)}): ${range}, receipts in no sum`;
      return transactions.map(({ hash }) => [hash, question] as const);
    }),
  );
}

/** The end of a chain in this export, with its device as this till judges it. */
interface ExportedHead extends ChainEnd {
  /** Raw, hexadecimal; empty where nobody has named it. */
  readonly key: string;
  /** Null where no enrolment of the device counts. */
  readonly rights: ReadonlyArray<string> | null;
}

function headOf(
  ledger: Ledger,
  origin: Origin,
  rows: Iterable<SelectedRow>,
): ReadonlyArray<ExportedHead> {
  let head: ChainEnd | undefined;
  for (const { row } of rows) {
    // Of two branches that end at one number, the first in the export wins.
    if (head === undefined || row.last > head.seq) head = { origin, seq: row.last, hash: row.hash };
  }
  if (head === undefined) return [];
  const device = deviceOf(origin);
  const rights = ledger.admission().get(device)?.rights ?? null;
  return [{ ...head, key: ledger.keyOf(device) ?? "", rights }];
}

/**
 * The founder's chains, then each authority's after those that made it one, then the others, whoever
 * enrolled them: so a reader knows each device's key when it comes to its first line. A box may carry the recovery sheet's word
 * for itself, which stands on that line.
 */
function inOrderOfAuthority(ledger: Ledger): ReadonlyArray<Origin> {
  const { store, identity } = ledger;
  const acts = store
    .control()
    .flatMap((row) => toTransaction(row).events.flatMap(({ known }) => known ?? []));
  const placed: DeviceId[] = [identity.founder];
  for (;;) {
    const placedActs = acts.filter(({ key }) => placed.includes(deviceOf(key.origin)));
    const enrolled = new Set(
      placedActs.flatMap((act) => (act.kind === "device/enrolled" ? [act.body.device] : [])),
    );
    const promoted = placedActs
      .flatMap((act) => (act.kind === "device/promoted" ? [act.body.device] : []))
      .filter((device) => enrolled.has(device));
    const bySheet = enrolledBySheet(ledger, acts)
      .filter((act) => placedActs.includes(act) || act.body.device === deviceOf(act.key.origin))
      .map(({ body }) => body.device);
    const next = [...promoted, ...bySheet, ...enrolled].find((device) => !placed.includes(device));
    if (next === undefined) break;
    placed.push(next);
  }
  // The founder's first chain has the founding, which a reader has to know before all else.
  const origins = store
    .origins()
    .toSorted((a, b) => Number(isFirstOrigin(b)) - Number(isFirstOrigin(a)));
  return [
    ...placed.flatMap((device) => origins.filter((origin) => deviceOf(origin) === device)),
    ...origins.filter((origin) => !placed.includes(deviceOf(origin))),
  ];
}

type Enrolment = Extract<KnownEvent, { readonly kind: "device/enrolled" }>;

function enrolledBySheet(
  ledger: Ledger,
  acts: ReadonlyArray<KnownEvent>,
): ReadonlyArray<Enrolment> {
  const { shop } = ledger.identity;
  const sheetKey = ledger.founding()?.sheetKey;
  if (sheetKey === undefined) return [];
  return acts
    .filter((act) => act.kind === "device/enrolled")
    .filter(({ body }) => isSheetEnrolment(body, { shop, sheetKey }));
}

function* transactionLines(
  row: TransactionRow,
  options: {
    readonly before: ReadonlyArray<Hash>;
    /** Hash of the line before: what follows something else says so. */
    readonly written: Hash;
    readonly bodies: boolean;
    readonly question: string | undefined;
  },
): Generator<string> {
  const { origin, first, hash: end, signature } = row;
  const { before, written, question } = options;
  const { events } = contentOf(row);
  const { events: read } = toTransaction(row);
  if (before.length === 0) throw damaged(origin, first - 1, "it is missing");
  const previous = before.find((hash) => hashesOf(events, hash).at(-1) === end);
  if (previous === undefined) throw damaged(origin, first, "its hash is not the one stored");
  const hashes = hashesOf(events, previous);
  for (const [index, event] of events.entries()) {
    yield escapedJson({
      ...(previous !== written && index === 0 ? { after: previous } : {}),
      ...(question !== undefined && index === 0 ? { question } : {}),
      ...(read[index]?.known === undefined ? { unread: true } : {}),
      header: toText(event.headerBytes),
      ...bodyOf(event, options.bodies),
      hash: hashes[index],
      ...(index === events.length - 1 && signature !== undefined
        ? { signature: hex(signature) }
        : {}),
    });
  }
}

function contentOf(row: TransactionRow): Content {
  try {
    return row.content;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "";
    throw damaged(row.origin, row.first, reason);
  }
}

function hashesOf(events: Content["events"], before: Hash): ReadonlyArray<Hash> {
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
  if (!bodies && !concernsStageOne(header.kind)) return { bodyHash: digest("sha256", bodyBytes) };
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

function damaged(origin: Origin, seq: number, reason: string): StoreError {
  return new StoreError(
    "store/unreadable",
    `Event ${seq} of ${origin} can't be exported: ${reason}. \`till verify\` says more.`,
  );
}
