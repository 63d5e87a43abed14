/**
 * A printer that gets another address is found by its hardware address: real boxes, and a program each.
 *
 * Size: whole.
 */

import { readFile } from "node:fs/promises";
import path from "node:path";

import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";

import { ON_A_NETWORK } from "../support/commands.ts";
import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { addShopBox, type ShopBox } from "../support/shop-boxes.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NODE, TILL } from "../support/till-process.ts";

const BRIDGE = "10.78.0.254";
const PREFIX_LENGTH = 24;
const WAIT = { timeout: 60_000, interval: 500 };
const shopCopy = shopCopies(async () => undefined);
const printersSchema = z.object({
  printers: z.array(z.looseObject({ id: z.string(), at: z.string(), waiting: z.number() })),
});

beforeEach((ctx) => {
  const reason = whyNoNetwork(["bridge"]);
  if (reason !== undefined) ctx.skip(reason);
});

test("a printer that moves prints on, and nobody has to speak to it first", async () => {
  const network = createNetwork(BRIDGE, onTestFinished, PREFIX_LENGTH);
  const roll = path.join(await temporaryFolder(), "roll.txt");
  const shop = addShopBox(network, await shopCopy(), "10.78.0.1");
  const printer = network.addBox("grill", "10.78.0.9");
  printer.start(NODE, [TILL, "printer", "emulate", "--host", "0.0.0.0", "--roll", roll], {
    env: { ...process.env, ...ON_A_NETWORK },
    stdio: "ignore",
  });
  await shop.till("printer", "add", "grill", "at=10.78.0.9", "profile=epson-80");
  await vi.waitFor(async () => {
    const probed = await shop.till("printer", "probe", "grill");
    if (probed.code !== 0) throw new Error(probed.stderr);
  }, WAIT);
  await shop.till("printer", "replace", "kitchen", "grill");
  shop.startNode();
  await shop.node().says(/^has the printers/mu);
  shop.sellNow();
  await vi.waitFor(async () => expect(await ticketsOn(roll)).toBe(1), WAIT);

  // The line is kept for a second, for the next paper of the same sale.
  await vi.waitFor(() => expect(linesTo(shop)).toEqual([]), WAIT);

  printer.setAddress("10.78.0.23");
  shop.sellNow();

  await vi.waitFor(async () => expect(await ticketsOn(roll)).toBe(2), WAIT);
  await vi.waitFor(async () => {
    const listed = await shop.ask("printer", "list", "--json");
    const { printers } = printersSchema.parse(JSON.parse(listed.stdout));
    expect(printers.find(({ id }) => id === "grill")).toMatchObject({ waiting: 0 });
  }, WAIT);
});

/** Connections to port 9100. */
function linesTo({ box }: ShopBox): ReadonlyArray<string> {
  const rows = box.run("cat", "/proc/net/tcp").split("\n");
  return rows.filter((row) => /:238C 01 /u.test(row));
}

async function ticketsOn(roll: string): Promise<number> {
  const text = await readFile(roll, "utf8").catch(() => "");
  return text.split("- - - 8<").length - 1;
}
