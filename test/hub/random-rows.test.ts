/**
 * Rows of shops with random histories: late events, forks, revocations and batches that end when their parts were heard
 * long ago. However the ledger came to be, its rows say what it does, and are those of an empty database.
 *
 * Size: both.
 */

import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";

import { forgetShop } from "../../hub/rows/forget-shop.ts";
import { type Rows } from "../../hub/rows/rows-database.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { keptByTill } from "../../src/report/figures.ts";
import { whyNoPostgres } from "../support/postgres-server.ts";
import { proofRuns } from "../support/proof-runs.ts";
import {
  ACTIONS,
  beginHistory,
  closeBesides,
  deliverEverything,
  endHistory,
  play,
  settleSome,
  type Step,
} from "../support/random-history.ts";
import { dumpOf, projectAll } from "../support/rows-dump.ts";
import { ENGINES, rowsOf } from "../support/rows-engines.ts";
import { type TestTill } from "../support/shop.ts";
import { growAll, sealAll } from "../support/upkeep.ts";

const HISTORIES = { small: 2, whole: 12 };

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({ till: fc.nat(3), action: fc.constantFrom(...ACTIONS), seed: fc.nat() }),
  { maxLength: 70, size: "max" },
);

describe("rows of a shop with a random history", () => {
  const engines = ENGINES.filter((engine) => engine === "folder" || whyNoPostgres() === undefined);
  const databases = engines.map((engine) => rowsOf(engine));

  test("say what its ledger does, in both databases alike, and are those of an empty one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 4 }),
        fc.nat(),
        steps,
        async (count, seed, told) => {
          const history = beginHistory(count, seed);
          using shop = history.shop;
          const office = shop.tills()[1] as TestTill;
          const { shop: id } = office.ledger().identity;
          for (const database of databases) await forgetShop(database(), id);

          for (const [index, step] of told.entries()) {
            await play(history, step);
            const database = databases[index % (2 * databases.length)];
            if (database !== undefined) await projectAll(database(), office.ledger());
          }
          endHistory(history, seed);
          deliverEverything(history, seed);
          for (const database of databases) await projectAll(database(), office.ledger());
          settleSome(history, seed);
          deliverEverything(history, seed + 1);
          closeBesides(history, () => undefined);
          growAll(office.ledger());
          if (seed % 5 > 0) await sealAll(office.ledger());

          const dumps: Array<ReadonlyArray<string>> = [];
          for (const database of databases) {
            expect(await projectAll(database(), office.ledger())).toBe("done");
            expect(await daySumsIn(database(), id)).toEqual(daySumsOf(office.ledger()));
            dumps.push(await dumpOf(database(), id));
          }
          await forgetShop(databases[0]?.() as Rows, id);
          await projectAll(databases[0]?.() as Rows, office.ledger());
          dumps.push(await dumpOf(databases[0]?.() as Rows, id));
          for (const dump of dumps) expect(dump).toEqual(dumps[0]);
        },
      ),
      { seed: 20_261_128, numRuns: proofRuns(HISTORIES) },
    );
  });
});

function daySumsOf(ledger: Ledger): ReadonlyArray<string> {
  return ledger.read((view) => {
    const days = new Set(view.sums("day/").map(([key]) => key.split("/")[1] as BusinessDay));
    return [...days]
      .flatMap((day) =>
        [...keptByTill(view, day)].flatMap(([till, sums]) =>
          [...sums].map(([what, amount]) => JSON.stringify([day, till, what, amount])),
        ),
      )
      .toSorted();
  });
}

async function daySumsIn(rows: Rows, shop: string): Promise<ReadonlyArray<string>> {
  const { rows: found } = await sql<{ day: string; till: string; what: string; amount: number }>`
    SELECT day, till, what, amount FROM till.day_sum WHERE shop = ${shop}`.execute(rows);
  return found
    .map(({ day, till, what, amount }) => JSON.stringify([day, till, what, amount]))
    .toSorted();
}
