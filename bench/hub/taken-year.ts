/** A busy shop's history as head office takes it in, beside a till that does: the same, and rows of it. */

import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

import { projectSome } from "../../hub/rows/project.ts";
import { openRows } from "../../hub/rows/rows-database.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { startPostgres, stopPostgres, whyNoPostgres } from "../../test/support/postgres-server.ts";
import { makeHistory } from "../history.ts";
import { hear } from "../joined-till.ts";
import { type Measurement, rounded } from "../measurement.ts";
import { foundBenchShop, openBenchTill } from "../shop.ts";

const TIMES_MAX = 2;

interface YearSizes {
  readonly events: number;
  readonly days: number;
  readonly rounds: number;
}

export async function measureTakenYear(
  place: string,
  { events, days, rounds }: YearSizes,
): Promise<ReadonlyArray<Measurement>> {
  if (whyNoPostgres() !== undefined) return [];
  const open = openBenchTill(await foundBenchShop(place, "shop"));
  const { shop, founder } = open.till.ledger.identity;
  const history = await makeHistory(open, events, { days });
  await open.close();
  const seed = systemStoreDeps.random.bytes(32);
  const server = mkdtempSync("/tmp/till-bench-");
  try {
    const where = startPostgres(server);
    let [tillMs, officeMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < rounds; round += 1) {
      const dir = path.join(place, `taken-${round}`);
      const ledger = joinLedger(
        dir,
        { shop, founder, seed, zone: "Europe/Amsterdam" },
        systemStoreDeps,
      );
      const began = performance.now();
      hear(ledger, history.pieces);
      ledger.flush();
      const heardMs = performance.now() - began;
      const rowsMs = await rowsWritten(ledger, where);
      ledger.close();
      rmSync(dir, { recursive: true, force: true });
      tillMs = Math.min(tillMs, heardMs);
      officeMs = Math.min(officeMs, heardMs + rowsMs);
    }
    const of = `${history.events.toLocaleString("en")} events`;
    return [
      {
        name: `${of} of a shop, heard by head office`,
        value: rounded(officeMs / tillMs),
        unit: "×",
        limit: TIMES_MAX,
        note: `beside a till that hears them; rows in PostgreSQL; ${days} days, the least of ${rounds}`,
      },
      {
        name: "the same",
        value: rounded(officeMs / 1000),
        unit: "s",
        note: "from the first piece to the last row",
      },
    ];
  } finally {
    stopPostgres(server);
    rmSync(server, { recursive: true, force: true });
  }
}

async function rowsWritten(ledger: Ledger, where: Parameters<typeof openRows>[0]): Promise<number> {
  const rows = await openRows(where);
  const began = performance.now();
  while ((await projectSome(rows, ledger)) === "more");
  const took = performance.now() - began;
  await rows.destroy();
  return took;
}
