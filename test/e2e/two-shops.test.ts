/**
 * Two shops and a demo on one network, with the same names and letters: none hears anything of another.
 *
 * Size: whole.
 */

import path from "node:path";

import { beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { addShopBox, type ShopBox, untilEqual, untilLinked } from "../support/shop-boxes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";

const BRIDGE = "10.76.255.254";
const invitedSchema = z.object({ code: z.string() });

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("each code joins its own shop, nothing leaks, and the logs stay quiet", async () => {
  const network = createNetwork(BRIDGE);
  const folder = await temporaryFolder();
  const [one, other, demo] = [
    addShopBox(network, await newShop(path.join(folder, "one")), "10.76.0.1"),
    addShopBox(network, await newShop(path.join(folder, "other")), "10.76.0.2"),
    addShopBox(network, await newShop(path.join(folder, "demo"), "--demo"), "10.76.0.3"),
  ];
  const bars = [
    addShopBox(network, path.join(folder, "bar-of-one"), "10.76.0.4"),
    addShopBox(network, path.join(folder, "bar-of-other"), "10.76.0.5"),
  ] as const;
  const oven = ["printer", "add", "oven", "at=10.76.0.77"] as const;
  const added = await one.till(...oven);
  expect(added.code).toBe(0);
  // Nobody is there yet.
  expect(added.stderr).toMatch(/can't be reached/u);
  for (const { startNode, node } of [one, other, demo]) {
    startNode();
    await node().says(/^has the printers/mu);
  }

  // Its hardware address is learned as it answers; here nobody does.
  await one.till("printer", "set", "oven", "at=10.76.0.77@00:26:ab:12:34:56");
  const [codeOfOne, codeOfOther] = [await codeOf(one), await codeOf(other)];
  await join(bars[1], codeOfOther);
  await join(bars[0], codeOfOne);
  for (const { startNode } of bars) startNode();
  await untilLinked({ A: one, B: bars[0] });
  await untilLinked({ A: other, B: bars[1] });
  const soldInOne = [await one.sell(), await bars[0].sell(), await one.sell()];
  const soldInOther = [await other.sell(), await bars[1].sell()];
  const soldInDemo = [await demo.sell()];

  await untilEqual([one, bars[0]], soldInOne);
  await untilEqual([other, bars[1]], soldInOther);
  await untilEqual([demo], soldInDemo);
  expect(soldInOther).toEqual(["A-000001", "B-000001"]);
  const own = await bars[0].till("printer", "add", "grill", "at=10.76.0.77");
  expect(own.stderr).toContain("oven is the same printer");
  expect(own.code).toBe(0);
  const taken = await other.till(...oven);
  expect(taken.code).toBe(5);
  expect(taken.stderr).toContain("A till of another shop prints on 10.76.0.77:9100: take another");
  expect(await other.till(...oven, "--shared")).toMatchObject({ code: 0 });
  expect(new Set([...one.heads(), ...other.heads(), ...demo.heads()]).size).toBe(5);
  for (const shop of [[one, bars[0]], [other, bars[1]], [demo]]) {
    for (const { node } of shop) expect(strangersIn(node().said(), shop)).toEqual([]);
  }
});

async function newShop(store: string, ...words: ReadonlyArray<string>): Promise<string> {
  const founded = await till(["init", "--fixture", "cafe", "--store", store, ...words]);
  expect(founded).toMatchObject({ code: 0 });
  return store;
}

async function codeOf({ till: run }: ShopBox): Promise<string> {
  const invited = await run("mesh", "invite", "--no-wait", "--no-slip", "--json");
  expect(invited).toMatchObject({ code: 0, stderr: "" });
  return invitedSchema.parse(JSON.parse(invited.stdout)).code;
}

async function join({ till: run }: ShopBox, code: string): Promise<void> {
  expect(await run("join", "--device", "Bar", code)).toMatchObject({ code: 0, stderr: "" });
}

/** Of all that a node has said what is about somebody who is not of its shop. */
function strangersIn(said: string, shop: ReadonlyArray<ShopBox>): ReadonlyArray<string> {
  const own = new Set(shop.map(({ box }) => box.address()));
  return said.split("\n").filter((line) => {
    const told = line.match(/10\.76\.\d+\.\d+/gu) ?? [];
    return /refused|stranger|sent what/u.test(line) || told.some((it) => !own.has(it));
  });
}
