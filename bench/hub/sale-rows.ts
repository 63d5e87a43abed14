/** A sale at a till until its rows stand in PostgreSQL, beside a sale that another till holds and one synced commit. */

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { sql } from "kysely";

import { openRows, type Rows } from "../../hub/rows/rows-database.ts";
import { stayResident } from "../../src/app/resident/stay-resident.ts";
import { oneUnit } from "../../src/domain/money/amounts.ts";
import { joinStore } from "../../test/support/joined-stores.ts";
import { startPostgres, stopPostgres, whyNoPostgres } from "../../test/support/postgres-server.ts";
import { type Measurement, quantile, rounded } from "../measurement.ts";
import { startAsked } from "../mesh/asked.ts";
import { startTillNode } from "../mesh/node-program.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "../shop.ts";

const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" };
const ENV = { PATH: process.env["PATH"] ?? "", HOME: "/nowhere", TZ: "UTC", ...OWNER };
const LINKED_TILL = new URL("../mesh/linked-till.ts", import.meta.url);
const TIMES_MAX = 5;
const LOOK_EVERY_MS = 50;
/** The office has nothing left to do then. */
const REST_MS = 120;

interface SaleSizes {
  readonly sales: number;
}

export async function measureSaleRows(
  place: string,
  { sales }: SaleSizes,
): Promise<ReadonlyArray<Measurement>> {
  if (whyNoPostgres() !== undefined) return [];
  const server = mkdtempSync("/tmp/till-bench-");
  try {
    const where = startPostgres(server);
    const rows = await openRows(where);
    const told = await toldMs(path.join(place, "told"), sales);
    const committed = await committedMs(rows, sales);
    const written = await writtenMs(path.join(place, "written"), { server, rows, sales });
    await rows.destroy();
    const median = quantile(written, 0.5);
    const name = "a sale until its rows stand in head office's PostgreSQL";
    return [
      {
        name: `${name}, median`,
        value: rounded(median / (told + committed)),
        unit: "×",
        limit: TIMES_MAX,
        note: `beside ${rounded(told)} ms until another till holds it, and ${rounded(committed)} ms for a synced commit`,
      },
      {
        name: "the same",
        value: rounded(median),
        unit: "ms",
        note: "from the key that takes the money",
      },
      {
        name: "the same, 9 of 10",
        value: rounded(quantile(written, 0.9)),
        unit: "ms",
        note: "from the key that takes the money",
      },
    ];
  } finally {
    stopPostgres(server);
    rmSync(server, { recursive: true, force: true });
  }
}

/** The median of sales until another till holds them. */
async function toldMs(place: string, sales: number): Promise<number> {
  const near = await foundBenchShop(place, "near");
  const node = await startTillNode(await joinStore(near, "B", "Bar"));
  const till = startAsked(LINKED_TILL, near, node.port);
  while (!(await till.ask<boolean>("isWhole"))) await pause(LOOK_EVERY_MS);
  await till.ask("payments", sales);
  const taken = await till.ask<ReadonlyArray<number>>("payments", sales);
  await till.end();
  await node.end();
  return quantile(
    taken.toSorted((a, b) => a - b),
    0.5,
  );
}

async function committedMs(rows: Rows, count: number): Promise<number> {
  await sql`CREATE TABLE public.bench (id bigint PRIMARY KEY, text text)`.execute(rows);
  const taken: number[] = [];
  for (let id = 0; id < count; id += 1) {
    const began = performance.now();
    await sql`INSERT INTO public.bench VALUES (${id}, 'as long as a line of a receipt')`.execute(
      rows,
    );
    taken.push(performance.now() - began);
  }
  return quantile(
    taken.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Sales until their rows are there, sorted. */
async function writtenMs(
  place: string,
  { server, rows, sales }: { readonly server: string; readonly rows: Rows; readonly sales: number },
): Promise<ReadonlyArray<number>> {
  const store = await foundBenchShop(place, "shop");
  const hub = path.join(place, "hub");
  await letIn(store, hub);
  const url = `postgres://hub@/postgres?host=${encodeURIComponent(server)}`;
  const office = spawn(
    process.execPath,
    [TILL, "hub", "run", "--hub", hub, "--port", "0", "--postgres", url],
    {
      env: ENV,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const port = await said(office.stderr, /takes links on port (?<said>\d+)/u);
  run(["settings", "set", "hub", `127.0.0.1:${port}`, "--store", store]);
  process.env["TILL_MESH_HOST"] = "127.0.0.1";
  const open = openBenchTill(store);
  try {
    stayResident(open, {
      onChange: () => undefined,
      onLook: () => undefined,
      onLog: () => undefined,
    });
    while (open.mesh.view()?.peers.some(({ isConnected }) => isConnected) !== true) {
      await pause(LOOK_EVERY_MS);
    }
    const session = sessionOf(open);
    const taken: number[] = [];
    // The first are for warming up.
    for (let sale = 1; sale <= 2 * sales; sale += 1) {
      session.newOrder();
      for (const sku of ["COFFEE", "FLAT-WHITE", "CROISSANT"]) {
        session.perform({ act: "add", sku, quantity: oneUnit });
      }
      await pause(REST_MS);
      const began = performance.now();
      session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
      while ((await receiptsIn(rows)) < sale) await pause(0);
      if (sale > sales) taken.push(performance.now() - began);
    }
    return taken.toSorted((a, b) => a - b);
  } finally {
    await open.close();
    office.kill("SIGKILL");
    await once(office, "exit");
  }
}

async function letIn(store: string, hub: string): Promise<void> {
  const words = ["mesh", "invite", "--hub", "--no-slip", "--json", "--store", store];
  const inviting = spawn(process.execPath, [TILL, ...words], {
    env: ENV,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(inviting, "exit");
  let text = "";
  for await (const piece of inviting.stdout) {
    text += String(piece);
    if (/\}\s*$/u.test(text)) break;
  }
  const { code, port } = JSON.parse(text) as { readonly code: string; readonly port: number };
  run(["hub", "join", code, "--hub", hub, "--at", `127.0.0.1:${port}`]);
  await exit;
}

function run(words: ReadonlyArray<string>): void {
  execFileSync(process.execPath, [TILL, ...words], {
    env: ENV,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function said(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  for await (const line of createInterface({ input: stream })) {
    const found = pattern.exec(line)?.groups?.["said"];
    if (found === undefined) continue;
    stream.resume();
    return found;
  }
  throw new Error("The office never took links.");
}

async function receiptsIn(rows: Rows): Promise<number> {
  const { rows: found } = await sql<{ count: number }>`
    SELECT count(*)::bigint AS count FROM till.receipt`.execute(rows);
  return found[0]?.count ?? 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
