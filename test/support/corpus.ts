/**
 * The corpus: transactions and segments as builds wrote them, kept for ever, with what they fold to.
 *
 * A chapter is a small shop. Its file is named after its bytes, so that nobody changes them unnoticed;
 * `npm run corpus` adds a chapter when this build writes something that none has.
 */

import { hash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { z } from "zod";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { sharedTables } from "../../proof/sim/shared-rows.ts";
import { KINDS } from "../../src/domain/events/kinds.ts";
import { type DeviceId, type ShopId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type Content, decodeEnvelope, parseBody } from "../../src/ledger/log/envelope.ts";
import { decodeSegment, isSegment } from "../../src/ledger/log/segment.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { toRange } from "../../src/ledger/quarantine.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createManualClock } from "./manual-clock.ts";
import { NOON_MS, type TestShop, valueOf, ZONE } from "./shop.ts";

const FOLDER = fileURLToPath(new URL("../corpus", import.meta.url));

export interface Chapter {
  readonly shop: ShopId;
  readonly founder: DeviceId;
  /** In an order in which a till may hear them. */
  readonly transactions: ReadonlyArray<CorpusTransaction>;
  readonly folded: Folded;
}

/** What a shop has told, before anybody folds it. */
export type Told = Omit<Chapter, "folded">;

interface CorpusTransaction {
  /** As it was written, in base64: a transaction, or a segment of many. */
  readonly envelope: string;
  /** The same for the reader; a segment has too many. */
  readonly events?: ReadonlyArray<CorpusEvent>;
}

export interface CorpusEvent {
  readonly header: { readonly kind: string; readonly v: number };
  readonly body: unknown;
}

/** What a till shows that holds exactly this. */
export interface Folded {
  readonly devices: ReadonlyArray<unknown>;
  readonly attention: ReadonlyArray<unknown>;
  readonly inQuestion: ReadonlyArray<unknown>;
  /** Folded rows, sums and tags. */
  readonly rows: ReadonlyArray<string>;
}

export function chapterFiles(): ReadonlyArray<string> {
  return globSync(path.join(FOLDER, "*.json")).toSorted();
}

export function readChapter(file: string): Chapter {
  return JSON.parse(readFileSync(file, "utf8")) as Chapter;
}

/** Where a chapter belongs: after those that are there, under a name that its bytes give. */
export function chapterFile(place: number, { transactions }: Chapter): string {
  const bytes = transactions.map(({ envelope }) => envelope).join("\n");
  const name = `${String(place).padStart(3, "0")}-${hash("sha256", bytes).slice(0, 12)}.json`;
  return path.join(FOLDER, name);
}

/** Said of a corpus that has none. */
export const NO_SEGMENT = "a segment";

/** The same: a tip of nothing has the field all the same. */
const NO_TIP = "a tip";
const TIPPED = z.object({ tip: z.int().positive() });

/**
 * What this build knows and no chapter has: versions of kinds as `order/opened v1`, fields of the
 * version that is written now as `order/opened v1 .table`, a tip, and a segment.
 */
export function uncovered(chapters: ReadonlyArray<Told>): ReadonlyArray<string> {
  const bodiesByVersion = Map.groupBy(chapters.flatMap(eventsOf), ({ header: { kind, v } }) =>
    versionName(kind, v),
  );
  const isPacked = chapters.some(({ transactions }) =>
    transactions.some(({ envelope }) => isSegment(Buffer.from(envelope, "base64"))),
  );
  const untoldKinds = Object.entries(KINDS).flatMap(([kind, { v, schema }]) => {
    const names = Array.from({ length: v }, (_, index) => versionName(kind, index + 1));
    const told = (bodiesByVersion.get(versionName(kind, v)) ?? []).map(({ body }) => body);
    // A plain tree of what zod says: its own type allows for much that no schema here has.
    const tree = z.toJSONSchema(schema()) as JsonSchema;
    const fields = told.length === 0 ? [] : untold(tree, told);
    return names
      .filter((name) => !bodiesByVersion.has(name))
      .concat(fields.map((field) => `${versionName(kind, v)} ${field}`));
  });
  const captured = bodiesByVersion.get(versionName("payment/captured", 1)) ?? [];
  const hasTip = captured.some(({ body }) => TIPPED.safeParse(body).success);
  return [...untoldKinds, ...(hasTip ? [] : [NO_TIP]), ...(isPacked ? [] : [NO_SEGMENT])];
}

function eventsOf({ transactions }: Told): ReadonlyArray<CorpusEvent> {
  return transactions.flatMap(({ envelope, events }) => events ?? readEvents(envelope));
}

function versionName(kind: string, v: number): string {
  return `${kind} v${v}`;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: ReadonlyArray<JsonSchema>;
}

/** Fields of a schema that none of these values has, by their paths. */
function untold(
  schema: JsonSchema,
  values: ReadonlyArray<unknown>,
  at = "",
): ReadonlyArray<string> {
  const inner = schema.anyOf?.find(({ properties, items }) => properties ?? items) ?? schema;
  if (inner.items !== undefined) return untold(inner.items, values.flat(), `${at}[]`);
  return Object.entries(inner.properties ?? {}).flatMap(([name, node]) => {
    const told = values
      .filter((value) => typeof value === "object" && value !== null)
      .flatMap((value) =>
        Object.hasOwn(value, name) ? [Reflect.get(value, name) as unknown] : [],
      );
    return told.length === 0 ? [`${at}.${name}`] : untold(node, told, `${at}.${name}`);
  });
}

export function chapterOf(shop: TestShop): Chapter {
  const told = toldBy(shop);
  return { ...told, folded: foldedBy(told) };
}

export function toldBy({ a }: TestShop): Told {
  const { shop, founder } = a.ledger().identity;
  const pieces = a
    .ledger()
    .pieces()
    .toSorted((one, other) => one.place - other.place);
  const transactions = pieces.map(({ bytes, isPacked }) => {
    const envelope = Buffer.from(bytes()).toString("base64");
    return isPacked ? { envelope } : { envelope, events: readEvents(envelope) };
  });
  return { shop, founder, transactions };
}

export function readEvents(envelope: string): ReadonlyArray<CorpusEvent> {
  return readContents(envelope).flatMap(({ events }) =>
    events.map(({ header, bodyBytes }) => ({ header, body: parseBody(bodyBytes) })),
  );
}

/** Transactions, of which a segment has many. */
export function readContents(envelope: string): ReadonlyArray<Content> {
  const bytes = Buffer.from(envelope, "base64");
  return isSegment(bytes)
    ? valueOf(decodeSegment(bytes)).transactions
    : [valueOf(decodeEnvelope(bytes))];
}

/** What makes a chapter unfit, in sentences: events that this build can't read, and what its till finds wrong. */
export function faultsIn(ledger: Ledger): ReadonlyArray<string> {
  const events = [...ledger.store.after(0)].flatMap((row) => toTransaction(row).events);
  const unread = events.filter(({ known }) => known === undefined);
  return [
    ...unread.map(({ event: { kind, v } }) => `This build doesn't read ${kind} v${v}.`),
    ...verifyLedger(ledger).findings.map(({ sentence }) => sentence),
  ];
}

export function foldedBy(chapter: Told): Folded {
  return withChapter(chapter, (ledger) => {
    ledger.flush();
    const inQuestion = ledger.quarantined().map(toRange);
    const devices = [...ledger.admission().values()];
    return { devices, attention: ledger.attention(), inQuestion, rows: sharedTables(ledger) };
  });
}

/**
 * A till that has heard the chapter and nothing else: each signature and each hash was checked. It is a
 * stranger's, unless `seed` gives the key of one of the shop.
 */
export function withChapter<Value>(
  { shop, founder, transactions }: Told,
  look: (ledger: Ledger) => Value,
  seed: Uint8Array = new Uint8Array(32).fill(7),
): Value {
  const dir = mkdtempSync(path.join(tmpdir(), "tillmesh-corpus-"));
  const ledger = joinLedger(
    path.join(dir, "store"),
    { shop, founder, seed, zone: ZONE },
    {
      clock: createManualClock(NOON_MS),
      random: createSeededRandom("corpus"),
      offsetMinutes: () => 60,
    },
  );
  try {
    for (const [index, { envelope }] of transactions.entries()) {
      const received = ledger.receive(Buffer.from(envelope, "base64"));
      if (!received.ok) throw new Error(`Transaction ${index}: ${received.fault.type}`);
    }
    return look(ledger);
  } finally {
    ledger.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
