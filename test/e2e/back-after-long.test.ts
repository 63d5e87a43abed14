/**
 * A box that was off for long, while the others sold, sells by what today rests on, and hears the past behind it.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { makeHistory } from "../../bench/history.ts";
import { foundBenchShop, openBenchTill } from "../../bench/shop.ts";
import { MIA } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { type NodeProcess, startNode } from "../support/node-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";

const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
/** More than a box hears before it would ask for the present. */
const LONG = { events: 5500, days: 3 };
/** On a busy machine links break, and who has asked is told again after twenty seconds. */
const PATIENCE_MS = 90_000;

test("a box that was off for long sells at today's price, and has the past in the end", async () => {
  const a = await foundBenchShop(await temporaryFolder(), "a");
  const b = await joinStore(a, "B", "Bar");
  await sellForLong(a);
  const raised = await till(["catalog", "set", "ESPRESSO", "price=9.90", "--store", a], {
    env: OWNER,
  });
  const host = startNode(a);
  const back = startNode(b);
  await till(["mesh", "add", `127.0.0.1:${await portOf(host)}`, "--store", b]);

  await back.says(/sells by what A .*told of today/u, PATIENCE_MS);
  const sold = await till(["sell", "esp", "--cash", "10", "--store", b], { env: MIA });
  await back.says(/has heard the past/u, PATIENCE_MS);
  const old = await till(["order", "show", "A-000500", "--store", b]);

  expect(raised).toMatchObject({ code: 0 });
  expect(sold).toMatchObject({ code: 0 });
  expect(sold.stdout).toMatch(/Espresso +9\.90[^]*Receipt B-000001/u);
  expect(old).toMatchObject({ code: 0, stderr: "" });
});

/** The other box sold for days, while this one was off. */
async function sellForLong(store: string): Promise<void> {
  const open = openBenchTill(store);
  const { ledger } = open.till;
  const { pieces } = await makeHistory(open, LONG.events, LONG);
  for (const piece of pieces) {
    expect(ledger.receive(piece)).toMatchObject({ ok: true });
    while (ledger.foldSome());
  }
  await open.close();
}

async function portOf(node: NodeProcess): Promise<string> {
  const [, port = ""] = await node.says(/takes links on port (\d+)/u);
  return port;
}
