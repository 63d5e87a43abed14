/** A box that joins a shop with a long past sells by what today rests on, and hears the past behind it. Size: whole. */

import path from "node:path";

import { expect, test } from "vitest";

import { founderAfter } from "../../bench/founder-after.ts";
import { MIA } from "../support/commands.ts";
import { startNode, startTill } from "../support/node-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
/** More than a box hears before it would ask for the present. */
const LONG = { events: 6000, days: 3 };

test("a box that joins a long past sells at today's price before it has heard it", async () => {
  const dir = await temporaryFolder();
  const [a, b] = [path.join(dir, "a"), path.join(dir, "b")];
  await founderAfter(a, LONG);
  const raised = await tillHere(["catalog", "set", "ESPRESSO", "price=9.90", "--store", a], {
    env: OWNER,
  });
  const node = startNode(a);
  const inviting = startTill(["mesh", "invite", "--store", a, "--no-slip", "--json"], {
    env: OWNER,
  });
  const [, code = "", port = ""] = await inviting.says(/"code": "(\S+)"[^]*"port": (\d+)[^]*\}\n/u);

  const place = ["--at", `127.0.0.1:${port}`];
  const joined = await till(["join", code, "--device", "Bar", ...place, "--store", b], {
    env: OWNER,
  });
  node.kill("SIGTERM");
  await node.exit;
  const sold = await tillHere(["sell", "esp", "--cash", "10", "--store", b], { env: MIA });

  expect(raised).toMatchObject({ code: 0 });
  expect(joined).toMatchObject({ code: 0, stderr: "" });
  // On a busy machine the past may be there before the secrets are.
  expect(joined.stdout).toMatch(/It has (?:what today rests on: prices|all of the shop)/u);
  expect(sold).toMatchObject({ code: 0 });
  expect(sold.stdout).toMatch(/Espresso +9\.90[^]*Receipt B-000001/u);
});
