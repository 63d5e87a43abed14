/**
 * A till whose disk was put into a second box: on a real network both find each other, and a person hears of it.
 *
 * Size: whole.
 */

import { cp } from "node:fs/promises";
import path from "node:path";

import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { addShopBox, type ShopBox, untilEqual } from "../support/shop-boxes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";

const WAIT = { timeout: 45_000, interval: 200 };
const invitedSchema = z.object({ code: z.string() });

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("a box and its copy are alone, sell on under two series, and a manager is told", async () => {
  const network = createNetwork("10.76.255.254");
  const folder = await temporaryFolder();
  const store = path.join(folder, "one");
  expect(await till(["init", "--fixture", "cafe", "--store", store])).toMatchObject({ code: 0 });
  const one = addShopBox(network, store, "10.76.0.1");
  await letBarIn(one, addShopBox(network, path.join(folder, "bar"), "10.76.0.2"));
  const first = await one.sell();
  await stopped(one);
  await cp(store, path.join(folder, "copy"), { recursive: true });
  const copy = addShopBox(network, path.join(folder, "copy"), "10.76.0.3");

  for (const { startNode } of [one, copy]) startNode();
  for (const box of [one, copy]) {
    await vi.waitFor(async () => {
      const asked = await box.ask("attention", "list", "--json");
      expect(asked.stdout).toContain("till/copied");
    }, WAIT);
  }
  const second = await one.sell();
  await untilEqual([one, copy], [first, second]);
  const third = await copy.sell();
  await untilEqual([one, copy], [first, second, third]);

  expect(first).toBe("A-000001");
  // Both have said that they began, so neither goes on in the series that they shared.
  const series = [second, third].map((receipt) => /^(A[23][A-Z]{2})-000001$/u.exec(receipt)?.[1]);
  expect(new Set([...series, undefined]).size).toBe(3);
  for (const { node } of [one, copy]) expect(node().said()).not.toContain("very box");
});

/** So that the till has keys for links; the bar's box is off afterwards. */
async function letBarIn(one: ShopBox, bar: ShopBox): Promise<void> {
  one.startNode();
  await one.node().says(/^has the printers/mu);
  const invited = await one.till("mesh", "invite", "--no-wait", "--no-slip", "--json");
  const { code } = invitedSchema.parse(JSON.parse(invited.stdout));
  expect(await bar.till("join", "--device", "Bar", code)).toMatchObject({ code: 0 });
}

async function stopped({ node }: ShopBox): Promise<void> {
  node().kill("SIGTERM");
  await node().exit;
}
