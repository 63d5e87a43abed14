/** A reader of copies, written from docs/backup.md and docs/recovery.md alone: none of our code. */

import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash,
  hkdfSync,
} from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";

export interface ReadCopy {
  readonly manifest: {
    readonly generation: number;
    readonly heads: ReadonlyArray<{
      readonly origin: string;
      readonly seq: number;
      readonly hash: string;
    }>;
    readonly segments: ReadonlyArray<{ readonly hash: string; readonly size: number }>;
    readonly tail: { readonly size: number; readonly sha256: string };
    readonly secrets: ReadonlyArray<{ readonly id: string }>;
    readonly founding: { readonly name: string };
  };
  /** Of all segments, then of the tail. */
  readonly records: ReadonlyArray<Buffer>;
}

interface Line {
  readonly shop: string;
  readonly sheetSealKey: string;
  readonly ephemeral: string;
  readonly sealed: string;
}

const PRIVATE_HEAD = "302e020100300506032b656e04220420";
const PUBLIC_HEAD = "302a300506032b656e032100";

/** The backup of one slot. */
export function readCopy(folder: string, slot: "a" | "b", code: string): ReadCopy {
  const file = readFileSync(path.join(folder, `manifest-${slot}`));
  const end = file.indexOf("\n");
  const text = file.toString("utf8", 0, end);
  const line = JSON.parse(text) as Line;
  const key = keyOf(line, code);

  function open(bytes: Buffer, name: string): Buffer {
    if (bytes[0] !== 1) throw new Error(`${name} is of another version.`);
    const about = Buffer.from(`tillmesh/backup/file/1\0${line.shop}\0${name}`);
    const plain = decrypt(key, bytes.subarray(1, 13), { about, sealed: bytes.subarray(13) });
    return zstdDecompressSync(plain);
  }

  function recordsOf(name: string): ReadonlyArray<Buffer> {
    return toRecords(open(readFileSync(path.join(folder, name)), name));
  }

  const plain = open(file.subarray(end + 1), `manifest-${slot}\0${text}`);
  const manifest = JSON.parse(plain.toString("utf8")) as ReadCopy["manifest"];
  return {
    manifest,
    records: [
      ...manifest.segments.flatMap(({ hash }) => recordsOf(`segment-${hash}`)),
      ...recordsOf(`tail-${slot}`),
    ],
  };
}

function keyOf({ shop, sheetSealKey, ephemeral, sealed }: Line, code: string): Buffer {
  const characters = code.replaceAll("-", "").slice(0, 32);
  const seed = hash("sha256", `tillmesh/recovery/seal/1\0${characters}`);
  const shared = diffieHellman({
    privateKey: createPrivateKey({
      key: Buffer.from(PRIVATE_HEAD + seed, "hex"),
      format: "der",
      type: "pkcs8",
    }),
    publicKey: createPublicKey({
      key: Buffer.from(PUBLIC_HEAD + ephemeral, "hex"),
      format: "der",
      type: "spki",
    }),
  });
  const salt = Buffer.from(ephemeral + sheetSealKey, "hex");
  const wrapping = hkdfSync("sha256", shared, salt, `tillmesh/backup/key/1\0${shop}`, 32);
  return decrypt(Buffer.from(wrapping), Buffer.alloc(12), {
    about: Buffer.alloc(0),
    sealed: Buffer.from(sealed, "hex"),
  });
}

function decrypt(
  key: Buffer,
  nonce: Buffer,
  { about, sealed }: { readonly about: Buffer; readonly sealed: Buffer },
): Buffer {
  const end = sealed.length - 16;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAAD(about);
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
}

function toRecords(bytes: Buffer): ReadonlyArray<Buffer> {
  const records: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + 4;
    at = start + bytes.readUInt32BE(at);
    records.push(bytes.subarray(start, at));
  }
  return records;
}
