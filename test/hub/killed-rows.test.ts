/**
 * A process that writes rows is killed again and again, wherever it is: the rows are as if nobody had killed it.
 *
 * Size: whole.
 */

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { forgetShop } from "../../hub/rows/forget-shop.ts";
import { openRows, type RowsPlace } from "../../hub/rows/rows-database.ts";
import { createDice, type Dice } from "../../proof/sim/dice.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { cafeCopies } from "../support/cafe.ts";
import { whyNoPostgres } from "../support/postgres-server.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { dumpOf, projectAll } from "../support/rows-dump.ts";
import { ENGINES, placeOf } from "../support/rows-engines.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const NODE = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
const LOOP = fileURLToPath(new URL("../support/rows-loop.ts", import.meta.url));
const LEAD = { number: "3", name: "Noor" };
/** In each database. */
const KILLS = proofRuns(3);
const SALES = 10;

describe("rows whose process is killed", () => {
  const newCafe = cafeCopies({
    cut: { events: 20, bytes: 100_000 },
    before: ({ till }) => {
      for (let sale = 0; sale < SALES; sale += 1) {
        sellGoods(till, ["2*croissant", "flat white"], { cash: 2000 });
      }
    },
  });
  const engines = ENGINES.filter((engine) => engine === "folder" || whyNoPostgres() === undefined);
  const places = engines.map((engine) => ({ engine, place: placeOf(engine) }));

  test("end as rows of an empty database do, in both databases alike", async () => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    const { receipts } = sellGoods(till, ["flat white"], { cash: 2000 });
    const number = receipts[0]?.number ?? "";
    valueOf(refund(till, LEAD, { number, method: "cash", parts: [], reason: "cold" }));
    const dumps: Array<ReadonlyArray<string>> = [];

    for (const { engine, place } of places) {
      const dice = createDice(`kills of a ${engine}`);
      // The tables are there, so that rows are what is written when it is killed.
      await (await openRows(place())).destroy();
      const killed: boolean[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        killed.push(await writeUntilKilled(cafe.dir, place(), dice));
      }
      expect(killed).toContain(true);
      dumps.push(...(await dumpsOf(place(), till.ledger)));
    }

    expect(dumps[0]?.length).toBeGreaterThan(SALES);
    for (const dump of dumps) expect(dump).toEqual(dumps[0]);
  });
});

/** The rows once the rest is written, and those that are made of nothing. */
async function dumpsOf(
  place: RowsPlace,
  ledger: Ledger,
): Promise<ReadonlyArray<ReadonlyArray<string>>> {
  const rows = await openRows(place);
  try {
    const { shop } = ledger.identity;
    await projectAll(rows, ledger);
    const killed = await dumpOf(rows, shop);
    await forgetShop(rows, shop);
    await projectAll(rows, ledger);
    return [killed, await dumpOf(rows, shop)];
  } finally {
    await rows.destroy();
  }
}

/** False where it was done before it was killed. */
function writeUntilKilled(dir: string, place: RowsPlace, dice: Dice): Promise<boolean> {
  const child = spawn(NODE, [LOOP, dir, JSON.stringify(place)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  let isAwaited = true;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  child.stdout.on("data", () => {
    if (!isAwaited) return;
    isAwaited = false;
    systemClock.after(dice.nat(KILL_WITHIN_MS), () => child.kill("SIGKILL"));
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL" || code === 0) resolve(signal === "SIGKILL");
      else reject(new Error(`The rows could not be written: ${complaint}`));
    });
  });
}

const KILL_WITHIN_MS = 60;
