/** What a long history costs: to take in, to hold, to open, to check, and to fold a late event into. */

import { execFileSync } from "node:child_process";
import { closeSync, cpSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { boundedEnvironment, MEMORY_FLAGS } from "../bin/memory-flags.js";
import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { ok } from "../src/domain/base/result.ts";
import { type EventId, type Origin, toEventId, toStreamId } from "../src/domain/identity.ts";
import { openDatabase } from "../src/ledger/database.ts";
import { type Ledger } from "../src/ledger/ledger.ts";
import { deviceKeyFromSeed } from "../src/ledger/log/chain.ts";
import { joinLedger, openLedger } from "../src/ledger/open-ledger.ts";
import { verifyLedger } from "../src/ledger/verify.ts";
import { makeHistory } from "./history.ts";
import {
  type Measurement,
  quantile,
  type ReceiveFigures,
  rounded,
  timeEach,
} from "./measurement.ts";
import { foundBenchShop, openBenchTill } from "./shop.ts";

const CHILD = fileURLToPath(new URL("receive-child.ts", import.meta.url));
const BYTES_PER_MB = 1_000_000;

interface LongHistorySizes {
  /** Events. */
  readonly short: number;
  readonly long: number;
  readonly openings: number;
  readonly lateEvents: number;
}

export async function measureLongHistory(
  dir: string,
  sizes: LongHistorySizes,
): Promise<ReadonlyArray<Measurement>> {
  const open = openBenchTill(await foundBenchShop(dir, "told"));
  const seed = systemStoreDeps.random.bytes(32);
  enrol(open.till.ledger, seed);
  const { shop, founder } = open.till.ledger.identity;
  const history = await makeHistory(open, sizes.long);
  writePieces(path.join(dir, "pieces"), history.pieces);
  const child = [...MEMORY_FLAGS, CHILD, dir, shop, founder];
  const figures = JSON.parse(
    execFileSync(process.execPath, child, { encoding: "utf8", env: boundedEnvironment() }),
  ) as ReceiveFigures;
  const store = path.join(dir, "received");
  const joining = { shop, founder, zone: "Europe/Amsterdam" };
  const short = joinLedger(path.join(dir, "short"), { ...joining, seed: other() }, systemStoreDeps);
  takeSome(short, history.pieces, sizes.short);
  short.close();
  const late = joinLedger(path.join(dir, "late"), { ...joining, seed }, systemStoreDeps);
  takeSome(late, history.pieces, 1);
  const measurements = [
    ...receiving(figures),
    ...disk(store, path.join(dir, "copy.db"), figures.events),
    ...opening(path.join(dir, "short"), store, sizes),
    ...lateEvents(store, { late, origin: open.till.ledger.identity.origin }, sizes.lateEvents),
    checking(store, figures.events),
  ];
  late.close();
  await open.close();
  return measurements;
}

function other(): Uint8Array {
  return systemStoreDeps.random.bytes(32);
}

function enrol(ledger: Ledger, seed: Uint8Array): void {
  const { device, publicKey: key } = deviceKeyFromSeed(seed);
  const body = { device, key, code: "B", name: "Late", rights: ["till"] };
  ledger.commit({
    by: "",
    name: "enrol",
    decide: () => ok({ events: [{ kind: "device/enrolled", streams: [], body }] }),
  });
}

/** So many events, or a little more. */
function takeSome(ledger: Ledger, pieces: ReadonlyArray<Uint8Array>, events: number): void {
  for (const piece of pieces) {
    if ([...ledger.heads().values()].reduce((sum, { seq }) => sum + seq, 0) >= events) break;
    ledger.receive(piece);
  }
  ledger.flush();
}

function receiving(figures: ReceiveFigures): ReadonlyArray<Measurement> {
  const { events, rawMs, takeMs, receiveMs, longestSliceMs, peakMb } = figures;
  const name = `receive ${events.toLocaleString("en")} events`;
  const note = "beside unpacking, hashing and inserting the same bytes";
  return [
    { name: `${name}, verified, durable`, value: rounded(takeMs / rawMs), unit: "×", note },
    {
      name: `${name}, verified, durable, folded`,
      value: rounded(receiveMs / rawMs),
      unit: "×",
      note,
    },
    { name, value: rounded(receiveMs / 1000), unit: "s", note: "on its own" },
    {
      name: `${name}, longest slice`,
      value: rounded(longestSliceMs),
      unit: "ms",
      note: "one segment",
    },
    {
      name: `${name}, peak memory`,
      value: rounded(peakMb, 0),
      unit: "MB",
      note: "whole process, V8 bounded as by the launcher",
    },
  ];
}

/** With nothing in the file but the ledger and its index. */
function disk(store: string, copy: string, events: number): ReadonlyArray<Measurement> {
  cpSync(path.join(store, "ledger.db"), copy);
  const whole = statSync(copy).size;
  const db = openDatabase(copy, readFileSync(path.join(store, "ledger.key"), "utf8").trim());
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_[0-9]*'")
    .pluck()
    .all() as ReadonlyArray<string>;
  for (const table of tables) db.exec(`DROP TABLE ${table}`);
  db.exec("VACUUM");
  db.close();
  return [
    {
      name: "disk per event, segments and index",
      value: rounded(statSync(copy).size / events, 1),
      unit: "bytes",
      limit: 60,
      note: "all that is left when the folded state is taken away",
    },
    {
      name: "disk per event, folded state",
      value: rounded((whole - statSync(copy).size) / events, 1),
      unit: "bytes",
      note: "can be made anew",
    },
    { name: "the whole store", value: rounded(whole / BYTES_PER_MB, 1), unit: "MB", note: "" },
  ];
}

function opening(short: string, long: string, sizes: LongHistorySizes): ReadonlyArray<Measurement> {
  const [few, many] = [short, long].map((store) => openMedian(store, sizes.openings));
  return [
    opened(sizes.short, few ?? 0),
    opened(sizes.long, many ?? 0),
    {
      name: "opening, a long history beside a short one",
      value: rounded((many ?? 0) / (few ?? 1)),
      unit: "×",
      limit: 1.3,
      note: "the ledger alone",
    },
  ];
}

function opened(events: number, value: number): Measurement {
  const name = `open the ledger with ${events.toLocaleString("en")} events`;
  return { name, value: rounded(value), unit: "ms", note: "median, first look included" };
}

function openMedian(store: string, openings: number): number {
  const times = Array.from({ length: openings }, () => {
    const opened: Ledger[] = [];
    const [time = 0] = timeEach(1, () => {
      const ledger = openLedger(store, systemStoreDeps);
      ledger.read((view) => view.tagged("order/open"));
      opened.push(ledger);
    });
    for (const ledger of opened) ledger.close();
    return time;
  });
  return (
    quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    ) / 1000
  );
}

/** Another till names orders of long ago, twice each: the first time their segment has to be opened. */
function lateEvents(
  store: string,
  { late, origin }: { readonly late: Ledger; readonly origin: Origin },
  count: number,
): ReadonlyArray<Measurement> {
  const ledger = openLedger(store, systemStoreDeps);
  const orders = someOrders(ledger, origin, count);
  for (const order of orders.flatMap((one) => [one, one])) change(late, order);
  const pieces = late.piecesOf(late.identity.origin, 1);
  const times = pieces.map(
    (piece) =>
      timeEach(1, () => ledger.receive(piece).ok && ledger.read((view) => view.sums("day/")))[0] ??
      0,
  );
  ledger.close();
  const [cold, warm] = [0, 1]
    .map((turn) => times.filter((_, index) => index % 2 === turn))
    .map((some) =>
      quantile(
        some.toSorted((a, b) => a - b),
        0.5,
      ),
    );
  return [
    {
      name: "a late event, cold stream",
      value: rounded((cold ?? 0) / 1000),
      unit: "ms",
      note: "received, folded, durable",
    },
    {
      name: "a late event, warm stream",
      value: rounded((warm ?? 0) / 1000),
      unit: "ms",
      note: "received, folded, durable",
    },
  ];
}

/** Far from each other. */
function someOrders(ledger: Ledger, origin: Origin, count: number): ReadonlyArray<EventId> {
  const last = ledger.store.head(origin)?.seq ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const from = 200 + Math.floor(((last - 1000) * index) / count);
    for (const { content } of ledger.store.ofOrigin(origin, from)) {
      const opened = content.events.find(({ header }) => header.kind === "order/opened");
      if (opened === undefined) continue;
      return toEventId(origin, opened.header.seq, opened.header.tag);
    }
    throw new Error("No order there.");
  });
}

function change(late: Ledger, order: EventId): void {
  late.commit({
    by: "1",
    name: "bench",
    decide: ({ day = "2026-01-01" as never }) =>
      ok({
        day,
        events: [
          {
            kind: "order/changed",
            streams: [toStreamId("order", order)],
            body: { set: { name: "late" }, over: {} },
          },
        ],
      }),
  });
}

function checking(store: string, events: number): Measurement {
  const ledger = openLedger(store, systemStoreDeps);
  const [time = 0] = timeEach(1, () => {
    const { findings } = verifyLedger(ledger);
    if (findings.length > 0) throw new Error(findings[0]?.sentence);
  });
  ledger.close();
  return {
    name: `verify ${events.toLocaleString("en")} events`,
    value: rounded(time / 1_000_000, 1),
    unit: "s",
    note: "chains, signatures, numbers, folded state",
  };
}

function writePieces(file: string, pieces: ReadonlyArray<Uint8Array>): void {
  const handle = openSync(file, "w");
  for (const piece of pieces) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    writeSync(handle, length);
    writeSync(handle, piece);
  }
  closeSync(handle);
}
