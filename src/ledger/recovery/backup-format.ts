/**
 * What a copy of a shop consists of, to the byte; docs/backup.md describes it.
 *
 * Segments are written once and never again. Manifest and tail there are two of, `a` and `b`, written
 * in turn: the newest whole backup is not touched before the next one is whole.
 */

import { hash as digest } from "node:crypto";

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { shopFoundedSchema, publicKeySchema } from "../../domain/events/control-events.ts";
import {
  chainEndSchema,
  type DeviceId,
  deviceIdSchema,
  type Hash,
  hashSchema,
  originSchema,
  type ShopId,
  shopIdSchema,
} from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { secretRowSchema } from "../secret-table.ts";
import { wordRowSchema } from "../words.ts";
import { type BackupKey, openFile, sealFile } from "./backup-seal.ts";
import { sheetSecretSchema } from "./sheet-secret.ts";

export type Slot = "a" | "b";
export const SLOTS: ReadonlyArray<Slot> = ["a", "b"];

export type Manifest = z.infer<ReturnType<typeof manifestSchema>>;
const manifestSchema = lazy(() =>
  z.object({
    /** Rises with each backup of this device in this place, also when the clock goes back. */
    generation: z.int().min(1),
    /** The time by the till's clock, ms since 1970. */
    at: z.int(),
    device: deviceIdSchema,
    deviceName: z.string(),
    founding: shopFoundedSchema(),
    /** The ends of all chains, branches included, that segments and tail hold together. */
    heads: z.array(chainEndSchema),
    /** Each after those that it follows; `size` is the file's. */
    segments: z.array(
      z.object({
        origin: originSchema,
        first: z.int().min(1),
        last: z.int().min(1),
        hash: hashSchema,
        size: z.int().min(1),
      }),
    ),
    tail: z.object({ size: z.int().min(1), sha256: hashSchema }),
    secrets: z.array(secretRowSchema()),
    /** Secrets of a copy by head office, which can't read them: each sealed for the sheet once more. */
    sealed: z.array(sheetSecretSchema()).optional(),
    /** The signed statements that devices are revoked. */
    words: z.array(wordRowSchema),
  }),
);

export type ManifestHead = z.infer<ReturnType<typeof manifestHeadSchema>>;
/** Readable without any key: which shop it is of, and how the sheet makes the key of the rest. */
const manifestHeadSchema = lazy(() =>
  z.object({
    format: z.literal("tillmesh/backup"),
    version: z.int(),
    shop: shopIdSchema,
    device: deviceIdSchema,
    sheetSealKey: publicKeySchema(),
    ephemeral: publicKeySchema(),
    sealed: z.string().regex(/^[0-9a-f]{96}$/u),
  }),
);

export const BACKUP_VERSION = 1;
const FOLDER = /^tillmesh-[0-9a-z]{26}$/u;
const LENGTH_BYTES = 4;
const NEWLINE = 10;

/** The folder of a device's copy, wherever it lies. */
export function copyFolder(device: DeviceId): string {
  return `tillmesh-${device}`;
}

export function isCopyFolder(name: string): boolean {
  return FOLDER.test(name);
}

/** Returns the segment's file name, which names its last event and so the whole chain up to it. */
export function segmentName({ hash }: { readonly hash: Hash }): string {
  return `segment-${hash}`;
}

export function tailName(slot: Slot): string {
  return `tail-${slot}`;
}

export function manifestName(slot: Slot): string {
  return `manifest-${slot}`;
}

export function sha256(bytes: Uint8Array): Hash {
  return digest("sha256", bytes) as Hash;
}

/** Each with its length before it. */
export function joinRecords(records: Iterable<Uint8Array>): Buffer {
  const parts: Uint8Array[] = [];
  for (const record of records) {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(record.length);
    parts.push(length, record);
  }
  return Buffer.concat(parts);
}

/** Yields the complete records: a length that points beyond the end counts as the end. */
export function* splitRecords(bytes: Buffer): Generator<Uint8Array, void> {
  for (let at = 0; at + LENGTH_BYTES <= bytes.length;) {
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32BE(at);
    if (at > bytes.length) return;
    yield bytes.subarray(start, at);
  }
}

/** A line of JSON that anybody reads, then the sealed rest, bound to that line. */
export async function sealManifest(
  manifest: Manifest,
  { slot, key, random }: { readonly slot: Slot; readonly key: BackupKey; readonly random: Random },
): Promise<Buffer> {
  const { founding, device } = manifest;
  const head: ManifestHead = {
    format: "tillmesh/backup",
    version: BACKUP_VERSION,
    shop: founding.shop,
    device,
    sheetSealKey: founding.sheetSealKey,
    ephemeral: key.ephemeral,
    sealed: key.sealed,
  };
  const line = JSON.stringify(head);
  const plain = Buffer.from(JSON.stringify(manifest));
  const name = boundName(slot, line);
  const sealed = await sealFile(key.key, { shop: founding.shop, name }, { plain, random });
  return Buffer.concat([Buffer.from(`${line}\n`), sealed]);
}

/** Undefined when it is no manifest at all. */
export function readManifestHead(file: Buffer): ManifestHead | undefined {
  const end = file.indexOf(NEWLINE);
  if (end < 0) return undefined;
  try {
    return manifestHeadSchema().safeParse(JSON.parse(file.toString("utf8", 0, end))).data;
  } catch {
    return undefined;
  }
}

/** Undefined when the key doesn't open it, or when one bit of it differs. */
export async function openManifest(
  file: Buffer,
  { slot, key, shop }: { readonly slot: Slot; readonly key: string; readonly shop: ShopId },
): Promise<Manifest | undefined> {
  const end = file.indexOf(NEWLINE);
  const name = boundName(slot, file.toString("utf8", 0, Math.max(0, end)));
  const plain = await openFile(key, { shop, name }, file.subarray(end + 1));
  return plain === undefined ? undefined : toManifest(plain);
}

function toManifest(plain: Buffer): Manifest | undefined {
  try {
    return manifestSchema().safeParse(JSON.parse(plain.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

function boundName(slot: Slot, line: string): string {
  return `${manifestName(slot)}\0${line}`;
}
