/**
 * An office that may hold fewer ledgers open than it has shops: they take turns, and nothing that was said is lost.
 *
 * Size: whole.
 */

import path from "node:path";

import { sql } from "kysely";
import { afterEach, expect, test, vi } from "vitest";

import { shopFolder } from "../../hub/hub-folder.ts";
import { openRows } from "../../hub/rows/rows-database.ts";
import { runHub } from "../../hub/run-hub.ts";
import { keepStaticAddresses } from "../../src/app/mesh/mesh-addresses.ts";
import {
  certificateBy,
  keepLinkIdentity,
  namesOf,
  newOwnKeys,
  openDoor,
} from "../../src/app/mesh/mesh-keys.ts";
import { createResidentMesh } from "../../src/app/mesh/resident-mesh.ts";
import { systemClock, systemSteadyMs } from "../../src/app/system/clock.ts";
import { systemStoreDeps } from "../../src/app/system/store-deps.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { joinLedger } from "../../src/ledger/open-ledger.ts";
import { setting } from "../support/one-setting.ts";
import { PATIENCE } from "../support/patience.ts";
import { placeOf } from "../support/rows-engines.ts";
import { createShop, type TestShop, ZONE } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testRandom } from "../support/test-random.ts";

const place = placeOf("server");
const ends: Array<() => Promise<void> | void> = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test("two shops at an office with room for one are both heard", async () => {
  const hub = path.join(await temporaryFolder(), "hub");
  const shops = ["north", "south"].map((name) => createShop(name));
  for (const shop of shops) await letIn(shop, hub);
  const where = place();
  const url = where.type === "server" ? where.url : "";
  const office = await runHub({
    hub,
    store: systemStoreDeps,
    postgres: url,
    host: "127.0.0.1",
    port: 0,
    openMax: 1,
    onLog: () => undefined,
    onFault: fail,
  });
  if ("type" in office) throw new Error(office.type);
  ends.push(office.close);
  const rows = await openRows(where);
  ends.push(() => rows.destroy());
  for (const shop of shops) connect(shop, office.port());

  for (const { a } of shops) a.write(setting(7));

  const said = shops.map(({ a }) => {
    const { origin } = a.ledger().identity;
    return { origin, last: a.ledger().head(origin)?.seq };
  });
  await vi.waitFor(async () => {
    const { rows: found } = await sql`
      SELECT origin, max(last)::bigint AS last FROM till.piece GROUP BY origin`.execute(rows);
    expect(found).toEqual(expect.arrayContaining(said));
  }, PATIENCE);
  expect(office.status().shops).toHaveLength(2);
});

/** Lets the office into a shop, which has told it nothing yet. */
async function letIn(testShop: TestShop, hub: string): Promise<void> {
  ends.push(() => testShop[Symbol.dispose]());
  const { a } = testShop;
  const random = testRandom;
  const root = await openDoor(a.ledger(), random);
  const keys = await newOwnKeys(random);
  const seed = random.bytes(32);
  const { device, publicKey: key } = deviceKeyFromSeed(seed);
  a.write(
    {
      kind: "device/enrolled",
      streams: [],
      body: { device, key, code: "H", name: "Office", rights: ["hub"] },
    },
    { kind: "device/keyed", streams: [], body: { device, ...namesOf(keys) } },
  );
  const { shop, founder } = a.ledger().identity;
  const joining = { shop, founder, seed, zone: ZONE };
  const ledger = joinLedger(shopFolder(hub, shop), joining, systemStoreDeps);
  const certificate = certificateBy(root, keys, { shop, device, random });
  keepLinkIdentity(ledger.store, keys, { certificate, roots: [root.certificate] });
  ledger.close();
}

function connect({ a }: TestShop, port: number): void {
  keepStaticAddresses(a.ledger().store, [`127.0.0.1:${port}`]);
  const mesh = createResidentMesh({
    dir: a.dir,
    ledger: a.ledger(),
    clock: systemClock,
    steadyMs: systemSteadyMs,
    random: testRandom,
    hasDuties: () => true,
    host: "127.0.0.1",
    onFault: fail,
  });
  ends.push(mesh.close);
  mesh.begin({ onChange: () => undefined, onLog: () => undefined });
}

function fail(cause: unknown): never {
  throw cause;
}
