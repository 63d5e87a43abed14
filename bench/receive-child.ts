/**
 * Takes a long history from another till, in a process of its own, so that its memory can be told; and
 * beside it the same bytes with nothing done that a ledger does.
 */

import { hash as digest } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";

import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { type DeviceId, type ShopId } from "../src/domain/identity.ts";
import { openDatabase } from "../src/ledger/database.ts";
import { isSegment } from "../src/ledger/log/segment.ts";
import { joinLedger } from "../src/ledger/open-ledger.ts";
import { type ReceiveFigures, timeEach } from "./measurement.ts";
import { peakMb } from "./peak-memory.ts";

const [dir = "", shop, founder] = process.argv.slice(2);
const pieces = readPieces(path.join(dir, "pieces"));
const receiveFigures = receive();
process.stdout.write(JSON.stringify({ ...receiveFigures, rawMs: raw() }));

function receive(): Omit<ReceiveFigures, "rawMs"> {
  const ledger = joinLedger(
    path.join(dir, "received"),
    {
      shop: shop as ShopId,
      founder: founder as DeviceId,
      seed: systemStoreDeps.random.bytes(32),
      zone: "Europe/Amsterdam",
    },
    systemStoreDeps,
  );
  // As who listens to another till does it: others get a turn between two slices.
  const taking: number[] = [];
  const slices = pieces.flatMap((piece) => {
    const received = timeEach(1, () => {
      const taken = ledger.receive(piece);
      if (!taken.ok) throw new Error(taken.fault.type);
    });
    taking.push(...received);
    const pending = { more: true };
    const folded: number[] = [];
    while (pending.more) {
      folded.push(
        ...timeEach(1, () => {
          pending.more = ledger.foldSome();
        }),
      );
    }
    return [...received, ...folded];
  });
  slices.push(...timeEach(1, ledger.flush));
  const events = [...ledger.heads().values()].reduce((sum, { seq }) => sum + seq, 0);
  ledger.close();
  return {
    events,
    takeMs: sum(taking) / 1000,
    receiveMs: sum(slices) / 1000,
    longestSliceMs: Math.max(...slices) / 1000,
    peakMb: peakMb(),
  };
}

/** Unpacked, hashed event by event, and put into a table. */
function raw(): number {
  const db = openDatabase(path.join(dir, "raw.db"), "0".repeat(64));
  db.exec("CREATE TABLE raw (id INTEGER PRIMARY KEY, bytes BLOB)");
  const insert = db.prepare<[Uint8Array]>("INSERT INTO raw (bytes) VALUES (?)");
  const times = timeEach(pieces.length, (index) => {
    const bytes = pieces[index] ?? new Uint8Array();
    for (const part of partsOf(bytes)) digest("sha256", part);
    insert.run(bytes);
  });
  db.close();
  return sum(times) / 1000;
}

/** Header and body of each event, without looking into them. */
function* partsOf(bytes: Uint8Array): Generator<Uint8Array> {
  const content = isSegment(bytes)
    ? zstdDecompressSync(bytes.subarray(65))
    : bytes.subarray(1, -64);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let offset = 0; offset < content.length;) {
    const count = view.getUint16(offset);
    offset += 2;
    for (let part = 0; part < 2 * count; part += 1) {
      const end = offset + 4 + view.getUint32(offset);
      yield content.subarray(offset + 4, end);
      offset = end;
    }
  }
}

function sum(values: ReadonlyArray<number>): number {
  return values.reduce((all, value) => all + value, 0);
}

function readPieces(file: string): ReadonlyArray<Uint8Array> {
  const bytes = readFileSync(file);
  const found: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const end = offset + 4 + bytes.readUInt32BE(offset);
    found.push(bytes.subarray(offset + 4, end));
    offset = end;
  }
  return found;
}
