/**
 * Reads a store as docs/ledger.md says, and as somebody would who has that page and nothing else:
 * nothing here comes from src.
 */

import {
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  pbkdf2Sync,
  verify,
} from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";

import Database from "better-sqlite3";
import { z } from "zod";

export const PREFIXES = {
  event: "tillmesh/event/1\0",
  chain: "tillmesh/chain/1\0",
  transaction: "tillmesh/tx/1\0",
  device: "tillmesh/device/1\0",
  shop: "tillmesh/shop/1\0",
} as const;

const PAGE_BYTES = 4096;
const SALT_BYTES = 16;
const IV_BYTES = 16;
const MAC_BYTES = 64;

const headerSchema = z.looseObject({
  origin: z.string(),
  seq: z.int(),
  tx: z.int(),
  tag: z.string(),
  hlc: z.int(),
  kind: z.string(),
  v: z.int(),
  streams: z.array(z.string()),
});

const keysSchema = z.looseObject({ device: z.string(), key: z.string() });

export interface ReadEvent {
  readonly header: z.infer<typeof headerSchema>;
  readonly headerText: string;
  readonly bodyText: string;
  /** Worked out from the bytes. */
  readonly hash: string;
}

export interface ReadTransaction {
  readonly events: ReadonlyArray<ReadEvent>;
  readonly signature: Buffer;
  readonly row: TransactionRow;
}

interface TransactionRow {
  readonly arrival: number;
  readonly origin: string;
  readonly first: number;
  readonly last: number;
  readonly hash: string;
  readonly day: string;
  readonly control: number;
  readonly bytes: Buffer;
}

export function openStore(dir: string): Database.Database {
  const key = readFileSync(path.join(dir, "ledger.key"), "utf8").trim();
  const db = new Database(path.join(dir, "ledger.db"), { readonly: true });
  db.pragma("cipher='sqlcipher'");
  db.pragma("legacy=4");
  db.pragma(`key="x'${key}'"`);
  return db;
}

/** Chain by chain, each in its own order. */
export function readTransactions(db: Database.Database, shop: string): ReadTransaction[] {
  const rows = db.prepare<[], TransactionRow>("SELECT * FROM tx ORDER BY origin, first").all();
  const hashes = new Map<string, string>();
  return rows.map((row) => {
    const { parts, signature } = readEnvelope(row.bytes);
    const events = parts.map(([headerBytes, bodyBytes]) => {
      const previous = hashes.get(row.origin) ?? chainStart(shop, row.origin);
      const hash = eventHash(previous, headerBytes, bodyBytes);
      hashes.set(row.origin, hash);
      return toEvent(headerBytes, bodyBytes, hash);
    });
    return { events, signature, row };
  });
}

export interface ReadSegment {
  readonly events: ReadonlyArray<ReadEvent>;
  /** Of its last event. */
  readonly signature: Buffer;
  readonly row: SegmentRow;
}

interface SegmentRow {
  readonly origin: string;
  readonly hash: string;
  readonly previous: string;
  readonly bytes: Buffer;
}

export function readSegments(db: Database.Database, shop: string): ReadSegment[] {
  const rows = db.prepare<[], SegmentRow>("SELECT * FROM segment ORDER BY origin, first").all();
  const hashes = new Map<string, string>();
  return rows.map((row) => {
    if (row.bytes.readUInt8(0) !== 2) throw new Error("No segment.");
    const content = zstdDecompressSync(row.bytes.subarray(65));
    const events: ReadEvent[] = [];
    let offset = 0;
    while (offset < content.length) {
      const read = readContent(content, offset);
      offset = read.end;
      for (const [headerBytes, bodyBytes] of read.parts) {
        const previous = hashes.get(row.origin) ?? chainStart(shop, row.origin);
        if (events.length === 0 && previous !== row.previous) throw new Error("Another chain.");
        const hash = eventHash(previous, headerBytes, bodyBytes);
        hashes.set(row.origin, hash);
        events.push(toEvent(headerBytes, bodyBytes, hash));
      }
    }
    return { events, signature: row.bytes.subarray(1, 65), row };
  });
}

function toEvent(headerBytes: Buffer, bodyBytes: Buffer, hash: string): ReadEvent {
  const headerText = headerBytes.toString("utf8");
  const header = headerSchema.parse(JSON.parse(headerText));
  return { header, headerText, bodyText: bodyBytes.toString("utf8"), hash };
}

export function isSigned(
  { events, signature }: Pick<ReadTransaction, "events" | "signature">,
  key: string,
): boolean {
  const text = `${PREFIXES.transaction}${events.at(-1)?.hash ?? ""}`;
  return isTextSigned(key, { text, signature });
}

export function isTextSigned(
  key: string,
  { text, signature }: { readonly text: string; readonly signature: Buffer },
): boolean {
  const x = Buffer.from(key, "hex").toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, Buffer.from(text), publicKey, signature);
}

/** The keys that founding and enrolments name, by device; only those whose names fit. */
export function readKeys(
  transactions: ReadonlyArray<ReadTransaction>,
  shop: string,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { header, bodyText } of transactions.flatMap(({ events }) => events)) {
    if (header.kind !== "shop/founded" && header.kind !== "device/enrolled") continue;
    const { shop: _, ...said } = keysSchema.parse(JSON.parse(bodyText));
    const fields = Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const shopName = nameOf(PREFIXES.shop, Buffer.from(JSON.stringify(fields)));
    if (header.kind === "shop/founded" && shopName !== shop) continue;
    const { device, key } = said;
    if (nameOf(PREFIXES.device, Buffer.from(key, "hex")) === device) keys.set(device, key);
  }
  return keys;
}

/** Page 1 as SQLite sees it, by SQLCipher's own rules; undefined when its authentication fails. */
export function decryptFirstPage(dir: string): Buffer | undefined {
  const key = Buffer.from(readFileSync(path.join(dir, "ledger.key"), "utf8").trim(), "hex");
  const page = readFileSync(path.join(dir, "ledger.db")).subarray(0, PAGE_BYTES);
  const salt = page.subarray(0, SALT_BYTES);
  const macAt = PAGE_BYTES - MAC_BYTES;
  const ivAt = macAt - IV_BYTES;
  const macSalt = Buffer.from(salt.map((byte) => byte ^ 0x3a));
  const macKey = pbkdf2Sync(key, macSalt, 2, 32, "sha512");
  const pageNumber = Buffer.from([1, 0, 0, 0]);
  const mac = createHmac("sha512", macKey).update(page.subarray(SALT_BYTES, macAt));
  if (!mac.update(pageNumber).digest().equals(page.subarray(macAt))) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", key, page.subarray(ivAt, macAt));
  decipher.setAutoPadding(false);
  const plain = decipher.update(page.subarray(SALT_BYTES, ivAt));
  return Buffer.concat([Buffer.from("SQLite format 3\0"), plain, decipher.final()]);
}

function readEnvelope(bytes: Buffer): {
  readonly parts: ReadonlyArray<readonly [header: Buffer, body: Buffer]>;
  readonly signature: Buffer;
} {
  if (bytes.readUInt8(0) !== 1) throw new Error("Another version of the envelope.");
  const { parts, end } = readContent(bytes, 1);
  if (bytes.length - end !== 64) throw new Error("The signature is not 64 bytes.");
  return { parts, signature: bytes.subarray(end) };
}

function readContent(
  bytes: Buffer,
  start: number,
): {
  readonly parts: ReadonlyArray<readonly [header: Buffer, body: Buffer]>;
  readonly end: number;
} {
  let offset = start + 2;
  function next(): Buffer {
    const from = offset + 4;
    offset = from + bytes.readUInt32BE(offset);
    return bytes.subarray(from, offset);
  }
  const parts = Array.from({ length: bytes.readUInt16BE(start) }, () => [next(), next()] as const);
  return { parts, end: offset };
}

function chainStart(shop: string, origin: string): string {
  return sha256(Buffer.from(`${PREFIXES.chain}${shop}\0${origin}`)).toString("hex");
}

function eventHash(previous: string, headerBytes: Buffer, bodyBytes: Buffer): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(headerBytes.length);
  const parts = [
    Buffer.from(PREFIXES.event),
    Buffer.from(previous, "hex"),
    length,
    headerBytes,
    sha256(bodyBytes),
  ];
  return sha256(Buffer.concat(parts)).toString("hex");
}

function nameOf(prefix: string, named: Buffer): string {
  const hash = sha256(Buffer.concat([Buffer.from(prefix), named]));
  const bits = [...hash].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{5}/gu) ?? [];
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return fives
    .slice(0, 26)
    .map((five) => letters[Number.parseInt(five, 2)])
    .join("");
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
