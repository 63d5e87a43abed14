/** Many shops on one office over the evening's peak: what each takes of processor and memory, and how late rows are. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serialize } from "node:v8";

import { sql } from "kysely";

import { openRows, type Rows } from "../../hub/rows/rows-database.ts";
import { startPostgres, stopPostgres, whyNoPostgres } from "../../test/support/postgres-server.ts";
import { type Measurement, rounded } from "../measurement.ts";
import { startBuilt } from "../mesh/asked.ts";
import { type AlikeShop, makeAlike, sellShop, type SoldShop } from "./alike-shops.ts";

interface ShopSizes {
  readonly shops: number;
  /** How many shops really sell; the others are told like them. */
  readonly sold: number;
  readonly forMs: number;
  /** 300 orders in twelve hours, five times as often at the peak. */
  readonly salesEach: number;
}

const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
const SHOPS_PROGRAM = new URL("shops-program.ts", import.meta.url);
const LAG_MS_MAX = 60_000;
const LOOK_EVERY_MS = 1000;
/** So much is waited for rows after the last sale. */
const REST_MS = 15_000;
const SALES_BEFORE = 10;
/** A tick of the kernel's clock, as it counts processor time. */
const JIFFY_MS = 10;

export async function measureThousandShops(
  place: string,
  sizes: ShopSizes,
): Promise<ReadonlyArray<Measurement>> {
  if (whyNoPostgres() !== undefined) return [];
  const server = mkdtempSync("/tmp/till-bench-");
  try {
    const rows = await openRows(startPostgres(server));
    const hub = path.join(place, "hub");
    const shops = await makeShops(place, { hub, ...sizes });
    const file = path.join(place, "shops");
    writeFileSync(file, serialize(shops));
    const url = `postgres://hub@/postgres?host=${encodeURIComponent(server)}`;
    const words = ["hub", "run", "--hub", hub, "--port", "0", "--postgres", url];
    const office = spawn(process.execPath, [TILL, ...words], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      return await measured({ office, rows, file, sizes });
    } finally {
      office.kill("SIGKILL");
      await once(office, "exit");
      await rows.destroy();
    }
  } finally {
    stopPostgres(server);
    rmSync(server, { recursive: true, force: true });
  }
}

async function makeShops(
  place: string,
  { hub, shops, sold, salesEach }: ShopSizes & { readonly hub: string },
): Promise<ReadonlyArray<AlikeShop>> {
  const models: SoldShop[] = [];
  for (let index = 0; index < sold; index += 1) {
    const dir = path.join(place, `sold-${index}`);
    models.push(await sellShop(dir, { before: SALES_BEFORE, after: salesEach }));
  }
  return Array.from({ length: shops }, (_, index) => {
    const model = models[index % models.length];
    if (model === undefined) throw new Error("No shop has sold anything.");
    return makeAlike(model, hub, `Shop ${index}`);
  });
}

async function measured({
  office,
  rows,
  file,
  sizes: { shops, forMs, salesEach },
}: {
  readonly office: ChildProcess;
  readonly rows: Rows;
  readonly file: string;
  readonly sizes: ShopSizes;
}): Promise<ReadonlyArray<Measurement>> {
  const port = await portOf(office);
  while ((await arrivals(rows)).size < shops) await pause(LOOK_EVERY_MS);
  const tills = startBuilt(SHOPS_PROGRAM, file);
  try {
    const linked = await tills.ask<number>("link", port);
    const base = await arrivals(rows);
    const seen: Array<readonly [atMs: number, arrivals: ReadonlyMap<string, number>]> = [];
    const before = { atMs: performance.now(), usedMs: usedMs(office) };
    const selling = { isOver: false };
    const sold = tills.ask<number>("sell", forMs, salesEach).finally(() => (selling.isOver = true));
    let overAtMs = Number.POSITIVE_INFINITY;
    while (performance.now() < overAtMs) {
      await pause(LOOK_EVERY_MS);
      seen.push([Date.now(), await arrivals(rows)]);
      if (selling.isOver) overAtMs = Math.min(overAtMs, performance.now() + REST_MS);
    }
    await sold;
    const tookMs = performance.now() - before.atMs;
    const share = (usedMs(office) - before.usedMs) / tookMs;
    const sent = await tills.ask<ReadonlyArray<readonly [string, number, number]>>("sent");
    const lags = sent.map(([shop, count, atMs]) => {
      const wanted = (base.get(shop) ?? 0) + count;
      const held = seen.find(([at, now]) => at >= atMs && (now.get(shop) ?? 0) >= wanted);
      return held === undefined ? Number.POSITIVE_INFINITY : held[0] - atMs;
    });
    const name = `${shops.toLocaleString("en")} shops on one office at the evening's peak`;
    const note = `${linked} linked over TLS; ${sent.length} transactions in ${forMs / 1000} s`;
    return [
      {
        name: `${name}: the longest until rows stand in PostgreSQL`,
        value: rounded(Math.max(...lags) / 1000, 1),
        unit: "s",
        limit: LAG_MS_MAX / 1000,
        note,
      },
      {
        name: "the same: of a core, for each shop",
        value: rounded((share * 100) / shops, 3),
        unit: "%",
        note: "the office's process, without the database's",
      },
      {
        name: "the same: memory for each shop",
        value: rounded(residentMb(office) / shops),
        unit: "MB",
        note: "resident, the program itself included",
      },
    ];
  } finally {
    await tills.end();
  }
}

async function arrivals(rows: Rows): Promise<ReadonlyMap<string, number>> {
  const { rows: found } = await sql<{ shop: string; arrival: number }>`
    SELECT shop, arrival FROM till.progress`.execute(rows);
  return new Map(found.map(({ shop, arrival }) => [shop, arrival]));
}

async function portOf({ stderr }: ChildProcess): Promise<number> {
  if (stderr === null) throw new Error("The office says nothing.");
  const lines = createInterface({ input: stderr });
  const { promise, resolve } = Promise.withResolvers<number>();
  lines.on("line", (line) => {
    const port = /takes links on port (?<port>\d+)/u.exec(line)?.groups?.["port"];
    if (port !== undefined) resolve(Number(port));
  });
  return promise;
}

function usedMs({ pid }: ChildProcess): number {
  const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const fields = rest.split(" ").map(Number);
  return ((fields[11] ?? 0) + (fields[12] ?? 0)) * JIFFY_MS;
}

function residentMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(?<kb>\d+)/u.exec(status)?.groups?.["kb"]) / 1024;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
