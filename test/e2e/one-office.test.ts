/** A head office as a process: a shop lets it in, and its figures are there. Other files have more of it. */

import { expect, test, vi } from "vitest";
import { z } from "zod";

import { MIA } from "../support/commands.ts";
import { startNode, startTill } from "../support/node-process.ts";
import { OWNER, officeOf } from "../support/office-of.ts";
import { PATIENCE } from "../support/patience.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere } from "../support/till-here.ts";

const shopCopy = shopCopies();
/** Each look opens the office's database. */
const LOOKS = { ...PATIENCE, interval: 500 };
const reportSchema = z.object({ shops: z.array(z.object({ receipts: z.int(), sales: z.int() })) });

test("an office that a shop has let in hears what the shop sells", async () => {
  const store = await shopCopy();
  const hub = await officeOf(store);
  const running = startTill(["hub", "run", "--hub", hub, "--port", "0"]);
  const [, port] = await running.says(/takes links on port (\d+)\.$/mu);
  const told = await tillHere(["settings", "set", "hub", `127.0.0.1:${port}`, "--store", store], {
    env: OWNER,
  });
  const node = startNode(store);
  await node.says(/^connected to B Head office$/mu);
  const sold = await tillHere(["sell", "--store", store, "2*100", "--cash", "10"], { env: MIA });

  expect([told.code, sold.code]).toEqual([0, 0]);
  await vi.waitFor(async () => {
    const { stdout } = await tillHere(["hub", "report", "sales", "--hub", hub, "--json"]);
    expect(reportSchema.parse(JSON.parse(stdout)).shops).toMatchObject([{ receipts: 1 }]);
  }, LOOKS);
});
