/** A shop of three boxes and more: whole tills, each on an address of its own, on a network that fails. Size: whole. */

import { cp } from "node:fs/promises";
import path from "node:path";

import { beforeEach, describe, expect, onTestFinished, test, vi, type TestContext } from "vitest";
import { z } from "zod";

import { joinStore } from "../support/joined-stores.ts";
import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { proofRuns } from "../support/proof-runs.ts";
import {
  addShopBox,
  expectSameDay,
  type ShopBox,
  untilEqual,
  untilLinked,
  untilWhole,
} from "../support/shop-boxes.ts";
import { shopCopies } from "../support/shop-copies.ts";

const BRIDGE = "10.75.255.254";
const HISTORY = 100;
/** The founder's box before it has let anybody in. */
const FRESH = "fresh";
const WAIT = { timeout: 45_000, interval: 20 };

const shopCopy = shopCopies(async (store) => {
  await cp(store, beside(store, FRESH), { recursive: true });
  await joinStore(store, "B", "Bar");
  await joinStore(store, "C", "Kitchen");
});
const invitedSchema = z.object({ code: z.string() });
const questionsSchema = z.object({
  questions: z.array(
    z.object({ till: z.string(), reason: z.string(), receipts: z.array(z.string()) }),
  ),
});

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

/** The same of links alone is tried each time (test/mesh/mesh-network.test.ts). */
function onlyAsProof(ctx: TestContext): void {
  if (proofRuns(0) === 0) ctx.skip("TILL_PROOF_RUNS=1 tries it with whole tills");
}

describe("three boxes", () => {
  test("become one shop by a code alone, and each sale is on all of them", async () => {
    const store = beside(await shopCopy(), FRESH);
    const network = createNetwork(BRIDGE);
    const a = addShopBox(network, store, "10.75.0.1");
    const b = addShopBox(network, beside(store, "bar"), "10.75.0.2");
    const c = addShopBox(network, beside(store, "kitchen"), "10.75.0.3");
    a.startNode();
    await a.node().says(/^has the printers/mu);

    await letIn(a, b, "Bar");
    await letIn(a, c, "Kitchen");
    b.startNode();
    c.startNode();
    await untilLinked({ A: a, B: b, C: c });

    const sold = [await a.sell()];
    await untilEqual([a, b, c], sold);
    sold.push(await b.sell(), await c.sell());
    await untilEqual([a, b, c], sold);
    expect(sold).toEqual(["A-000001", "B-000001", "C-000001"]);
    await untilWhole([a, b, c]);
    await expectSameDay([a, b, c]);
  });

  test("that were cut apart and sold on are equal within seconds", async () => {
    const { a, b, c } = await linkedShop();
    const sold = await Promise.all([a, b, c].map(({ sell }) => sell()));
    await untilEqual([a, b, c], sold);

    for (const { box } of [a, b, c]) box.pullCable();
    sold.push(...(await Promise.all([a, b, c].map(({ sell }) => sell()))));
    for (let count = 0; count < 5; count += 1) {
      sold.push(...[a, b, c].map(({ sellNow }) => sellNow()));
    }
    for (const { receipts } of [a, b, c]) expect(receipts()).toHaveLength(9);
    for (const { box } of [a, b, c]) box.plugIn();

    await untilEqual([a, b, c], sold);
    expect(new Set(sold).size).toBe(21);
    await expectSameDay([a, b, c]);
  });

  test("lose nothing when one is killed while they sell, and it comes back", async () => {
    const { a, b, c } = await linkedShop();
    const sold: string[] = [];
    const selling = sellInTurns([a, b, c], sold);
    await vi.waitFor(() => expect(sold.length).toBeGreaterThan(9), WAIT);

    b.node().kill("SIGKILL");
    expect(await b.node().exit).toBe("SIGKILL");
    const before = sold.length;
    await vi.waitFor(() => expect(sold.length).toBeGreaterThan(before + 9), WAIT);
    b.startNode();
    await b.node().says(/^connected to A /mu);
    selling.end();

    await untilEqual([a, b, c], sold);
    await expectSameDay([a, b, c]);
  });

  test("are together again soon after one got another address while they sold", async () => {
    const { a, b, c } = await linkedShop();
    const sold: string[] = [];
    const selling = sellInTurns([a, b, c], sold);
    await vi.waitFor(() => expect(sold.length).toBeGreaterThan(9), WAIT);

    b.box.setAddress("10.75.0.77");
    const after = b.sellNow();
    sold.push(after);
    await vi.waitFor(() => {
      for (const { receipts } of [a, c]) expect(receipts()).toContain(after);
    }, WAIT);

    selling.end();
    await untilEqual([a, b, c], sold);
  });

  test("agree across 200 ms of delay and with a fifth of the packets lost", async (ctx) => {
    onlyAsProof(ctx);
    const { a, b, c, network } = await joinedShop();
    await network.delay({ from: a.box, to: b.box, port: 7777, delayMs: 200 });
    await network.delay({ from: b.box, to: a.box, port: 7777, delayMs: 200 });
    for (const { box } of [a, b, c]) box.lose(20);
    for (const { startNode } of [a, b, c]) startNode();

    const sold: string[] = [];
    const selling = sellInTurns([a, b, c], sold);
    await vi.waitFor(() => expect(sold.length).toBeGreaterThan(20), WAIT);
    selling.end();

    await untilEqual([a, b, c], sold);
  });
});

test("a box sells while it still fetches what the others have sold, over a line on which that takes long", async () => {
  const { a, c, network } = await joinedShop();
  for (const { startNode } of [a, c]) startNode();
  await untilLinked({ A: a, C: c });
  const sold = Array.from({ length: HISTORY }, c.sellNow);
  await untilEqual([a, c], sold);
  c.node().kill("SIGKILL");
  const d = addShopBox(network, beside(a.store, "slow"), "10.75.0.4");
  await network.delay({ from: d.box, to: a.box, port: 7777, delayMs: 1, bytesPerSecond: 40_000 });
  // The other way there is no line.
  d.box.run("nft", "add table inet door");
  d.box.run("nft", "add chain inet door in { type filter hook input priority 0 ; }");
  d.box.run("nft", "add rule inet door in tcp dport 7777 drop");

  const joined = await d.till("join", "--device", "Slow", "--no-wait", await codeOf(a));
  const first = await d.sell();
  const before = d.receipts();

  expect(joined).toMatchObject({ code: 0, stderr: "" });
  expect(joined.stdout).toMatch(/^It can sell, and has [0-9]+ % of the shop: the rest comes/mu);
  expect(first).toBe("D-000001");
  expect(before.length).toBeLessThan(sold.length);
  d.startNode();
  await untilEqual([a, d], [...sold, first]);
});

test("a stolen till that wakes up hears so, sells nothing more, and what it sold is in question", async () => {
  const { a, b, c } = await linkedShop();
  const sold = await c.sell();
  await untilEqual([a, b, c], [sold]);
  c.box.pullCable();
  await a.node().says(/^lost C Kitchen$/mu);

  const revoked = await a.till("mesh", "revoke", "C", "--reason", "stolen", "--yes");
  const meanwhile = [await c.sell(), c.sellNow()];
  c.box.plugIn();

  expect(revoked).toMatchObject({ code: 0, stderr: "" });
  await c.node().says(/^another till has shut this one out: it sells nothing more$/mu);
  const standing = await c.till("mesh", "status");
  expect(standing).toMatchObject({ code: 4, stderr: "" });
  expect(standing.stdout).toContain("Another till has shut this one out, for ever");
  const refusedSale = await c.till("sell", "latte", "--cash", "10");
  expect(refusedSale).toMatchObject({ code: 4, stdout: "" });
  await vi.waitFor(async () => {
    for (const { till } of [a, b]) {
      const { stdout } = await till("ledger", "quarantine", "list", "--json");
      const { questions } = questionsSchema.parse(JSON.parse(stdout));
      expect(questions).toMatchObject([{ till: "C Kitchen", receipts: meanwhile }]);
    }
  }, WAIT);
  expect(a.receipts()).toEqual([sold]);
});

/** Three boxes of one shop, on three addresses; nothing runs in them yet. */
async function joinedShop() {
  const store = await shopCopy();
  const network = createNetwork(BRIDGE);
  return {
    network,
    a: addShopBox(network, store, "10.75.0.1"),
    b: addShopBox(network, beside(store, "joined-B"), "10.75.0.2"),
    c: addShopBox(network, beside(store, "joined-C"), "10.75.0.3"),
  };
}

/** The same, and they have found each other. */
async function linkedShop() {
  const shop = await joinedShop();
  const { a, b, c } = shop;
  for (const { startNode } of [a, b, c]) startNode();
  await untilLinked({ A: a, B: b, C: c });
  return shop;
}

function beside(store: string, name: string): string {
  return path.join(path.dirname(store), name);
}

/** As people do it: a code on the one, the code typed at the other, which finds the first by itself. */
async function letIn(host: ShopBox, guest: ShopBox, name: string): Promise<void> {
  const joined = await guest.till("join", "--device", name, await codeOf(host));
  expect(joined).toMatchObject({ code: 0, stderr: "" });
}

async function codeOf(host: ShopBox): Promise<string> {
  const invited = await host.till("mesh", "invite", "--no-wait", "--no-slip", "--json");
  expect(invited).toMatchObject({ code: 0, stderr: "" });
  return invitedSchema.parse(JSON.parse(invited.stdout)).code;
}

/** One sale after another, here and there, until it is told to end. */
function sellInTurns(boxes: ReadonlyArray<ShopBox>, sold: string[]) {
  const turn = setInterval(() => {
    sold.push(...boxes.map(({ sellNow }) => sellNow()));
  }, 50);
  function end(): void {
    clearInterval(turn);
  }
  onTestFinished(end);
  return { end };
}
