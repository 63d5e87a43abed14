/**
 * A shop's copy out of the office's database, in the form of a till's backup (docs/backup.md): `till restore` takes it
 * with the recovery sheet. It is sealed for that sheet, so it may lie wherever there is room.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { sql } from "kysely";

import { type ShopFounded } from "../src/domain/events/control-events.ts";
import { type ChainEnd, type DeviceId, type Hash, type Origin } from "../src/domain/identity.ts";
import { type Random } from "../src/domain/ports.ts";
import {
  copyFolder,
  joinRecords,
  type Manifest,
  manifestName,
  sealManifest,
  segmentName,
  sha256,
  tailName,
} from "../src/ledger/recovery/backup-format.ts";
import { newBackupKey, sealFile } from "../src/ledger/recovery/backup-seal.ts";
import { type SheetSecret } from "../src/ledger/recovery/sheet-secret.ts";
import { type WordRow } from "../src/ledger/words.ts";
import { recoveryOf, type RecoveryRow } from "./rows/recovery.ts";
import { type Rows } from "./rows/rows-database.ts";

export type ShopCopy =
  | {
      readonly type: "written";
      readonly shop: string;
      readonly name: string;
      readonly folder: string;
      /** Null where the office never heard it since it joined. */
      readonly heardAtMs: number | null;
    }
  | { readonly type: "no-shop" }
  /** The rows of the shop are being made anew. */
  | { readonly type: "unfinished"; readonly name: string };

/**
 * `wanted`: the id of a shop, or its name where no other shop has that. All is of one state of the database. Throws
 * what the folder does.
 */
export async function writeShopCopy(
  rows: Rows,
  { wanted, to, random }: { readonly wanted: string; readonly to: string; readonly random: Random },
): Promise<ShopCopy> {
  return rows
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (state) => {
      const found = await shopNamed(state, wanted);
      if (found === undefined) return { type: "no-shop" };
      const { shop, name, heardAtMs, isWhole } = found;
      const recovery = await recoveryOf(state, shop);
      const [founding] = bodiesOf(recovery, "founding") as ShopFounded[];
      if (founding === undefined || !isWhole) return { type: "unfinished", name };
      const device = found.device ?? founding.device;
      const folder = path.join(to, copyFolder(device));
      mkdirSync(folder, { recursive: true });
      const key = newBackupKey(founding, random);
      const writer = { folder, founding, key: key.key, random };
      const written = await writePieces(state, shop, writer);
      const manifest: Manifest = {
        ...written,
        generation: 1,
        at: heardAtMs ?? 0,
        device,
        deviceName: found.deviceName ?? name,
        founding,
        secrets: [],
        sealed: bodiesOf(recovery, "sealed") as SheetSecret[],
        words: bodiesOf(recovery, "word") as WordRow[],
      };
      const sealed = await sealManifest(manifest, { slot: "a", key, random });
      writeFileSync(path.join(folder, manifestName("a")), sealed);
      return { type: "written", shop, name, folder, heardAtMs };
    });
}

interface FoundShop {
  readonly shop: string;
  readonly name: string;
  readonly heardAtMs: number | null;
  /** Whether all pieces are there. */
  readonly isWhole: boolean;
  /** The office in the shop; null where it was shut out. */
  readonly device: DeviceId | null;
  readonly deviceName: string | null;
}

async function shopNamed(rows: Rows, wanted: string): Promise<FoundShop | undefined> {
  const { rows: found } = await sql<FoundShop>`
    SELECT shop.shop, shop.name, heard.at_ms AS "heardAtMs",
      coalesce(progress.packed <> '' AND progress.tail = progress.arrival, false) AS "isWhole",
      office.device, office.name AS "deviceName"
    FROM till.shop AS shop
    LEFT JOIN till.heard AS heard ON heard.shop = shop.shop
    LEFT JOIN till.progress AS progress ON progress.shop = shop.shop
    LEFT JOIN till.device AS office ON office.shop = shop.shop AND office.rights = 'hub' AND NOT office.revoked
    WHERE shop.shop = ${wanted} OR shop.name = ${wanted}
    ORDER BY shop.shop = ${wanted} DESC, office.code`.execute(rows);
  const [first] = found;
  const isClear = first?.shop === wanted || new Set(found.map(({ shop }) => shop)).size === 1;
  return isClear ? first : undefined;
}

interface CopyWriter {
  readonly folder: string;
  readonly founding: ShopFounded;
  readonly key: string;
  readonly random: Random;
}

/** Piece by piece: a shop of many years does not stand in memory. */
async function writePieces(
  rows: Rows,
  shop: string,
  writer: CopyWriter,
): Promise<Pick<Manifest, "heads" | "segments" | "tail">> {
  const pieces = await piecesOf(rows, shop);
  const segments: Array<Manifest["segments"][number]> = [];
  for (const piece of pieces.filter(({ packed }) => packed)) {
    const { origin, first, last, hash } = piece;
    const record = joinRecords([await bytesOf(rows, shop, piece)]);
    const { length: size } = await writeSealed(writer, segmentName(piece), record);
    segments.push({ origin, first, last, hash, size });
  }
  const records: Uint8Array[] = [];
  for (const piece of pieces.filter(({ packed }) => !packed)) {
    records.push(await bytesOf(rows, shop, piece));
  }
  const tail = await writeSealed(writer, tailName("a"), joinRecords(records));
  return { heads: endsOf(pieces), segments, tail: { size: tail.length, sha256: sha256(tail) } };
}

async function writeSealed(
  { folder, founding: { shop }, key, random }: CopyWriter,
  name: string,
  plain: Uint8Array,
): Promise<Buffer> {
  const sealed = await sealFile(key, { shop, name }, { plain, random });
  writeFileSync(path.join(folder, name), sealed);
  return sealed;
}

interface Piece {
  readonly origin: Origin;
  readonly first: number;
  readonly last: number;
  readonly hash: Hash;
  readonly packed: boolean;
}

async function piecesOf(rows: Rows, shop: string): Promise<ReadonlyArray<Piece>> {
  const { rows: found } = await sql<Piece>`
    SELECT origin, first, last, hash, packed FROM till.piece WHERE shop = ${shop}
    ORDER BY origin, first, last, hash`.execute(rows);
  return found;
}

async function bytesOf(
  rows: Rows,
  shop: string,
  { origin, last, hash, packed }: Piece,
): Promise<Uint8Array> {
  const { rows: found } = await sql<{ readonly bytes: Uint8Array }>`
    SELECT bytes FROM till.piece
    WHERE shop = ${shop} AND origin = ${origin} AND last = ${last} AND hash = ${hash} AND packed = ${packed}`.execute(
    rows,
  );
  return found[0]?.bytes ?? new Uint8Array();
}

/** Returns the furthest end of each chain: a file that was lost later is missed by it. */
function endsOf(pieces: ReadonlyArray<Piece>): ChainEnd[] {
  const ends = new Map<Origin, ChainEnd>();
  for (const { origin, last: seq, hash } of pieces) {
    if (seq > (ends.get(origin)?.seq ?? 0)) ends.set(origin, { origin, seq, hash });
  }
  return [...ends.values()];
}

function bodiesOf(
  rows: ReadonlyArray<RecoveryRow>,
  wanted: "founding" | "sealed" | "word",
): unknown[] {
  return rows.flatMap(({ what, body }) => (what === wanted ? [JSON.parse(body) as unknown] : []));
}
