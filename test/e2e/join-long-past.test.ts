/** A box joins a shop with a long past over a slow line: it waits, or what it sells before says so. Size: whole. */

import path from "node:path";

import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { openTill } from "../../src/app/open-till.ts";
import { joinStore } from "../support/joined-stores.ts";
import { createNetwork, type TestNetwork, whyNoNetwork } from "../support/network.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { addShopBox, type ShopBox } from "../support/shop-boxes.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { synchroniseLedgers } from "../support/shop.ts";
import { tillHere as ask } from "../support/till-here.ts";

/** Six events each: 3,000 events, and tens of thousands where it is a proof. */
const SALES = proofRuns(0) === 0 ? 500 : 5000;
const BYTES_PER_SECOND = 400 * SALES;
const WAIT = { timeout: 60_000, interval: 100 };

const shopCopy = shopCopies((store) => joinStore(store, "B", "Bar"));
const invitedSchema = z.object({ code: z.string() });
const shownSchema = z.object({
  order: z.object({ behind: z.object({ events: z.int() }).nullable() }),
  receipts: z.array(z.object({ behind: z.object({ events: z.int() }).nullable() })),
});

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("a box that joins waits for the shop's past, and sells without a mark then", async () => {
  const { shop, slow } = await shopWithPast();

  const joined = await slow.till("join", "--device", "Slow", await codeOf(shop));
  const sold = await slow.sell();

  expect(joined).toMatchObject({ code: 0, stderr: "" });
  expect(joined.stdout).toContain("It has all of the shop.");
  expect(slow.receipts()).toHaveLength(SALES + 1);
  expect(await behindOf(slow, sold)).toEqual([null, null]);
});

test("who goes on before is told so, and each sale says so until all has come, also after a restart", async () => {
  const { shop, slow } = await shopWithPast();

  const joined = await slow.till("join", "--device", "Slow", "--no-wait", await codeOf(shop));
  const first = await slow.sell();

  expect(joined).toMatchObject({ code: 0, stderr: "" });
  expect(joined.stdout).toMatch(/^It can sell, and has [0-9]+ % of the shop: /mu);
  expect(joined.stdout).toMatch(/This box has only [0-9]+ % of the shop\./u);
  const [opened, issued] = await behindOf(slow, first);
  expect(opened?.events).toBeGreaterThan(0);
  expect(issued?.events).toBeGreaterThan(0);

  slow.startNode();
  await vi.waitFor(() => expect(slow.receipts()).toHaveLength(SALES + 1), WAIT);
  const later = await slow.sell();
  expect(await behindOf(slow, later)).toEqual([null, null]);
  const history = await ask(["attention", "history", "--store", slow.store]);
  expect(history.stdout).toContain("Till had not heard all of the shop yet: C1, C-000001");
  expect(history.stdout).not.toContain("C-000002");
});

async function shopWithPast(): Promise<{ readonly shop: ShopBox; readonly slow: ShopBox }> {
  const store = await shopCopy();
  const network = createNetwork("10.76.255.254");
  const shop = addShopBox(network, store, "10.76.0.1");
  await sellAtBar(store);
  shop.startNode();
  const slow = addShopBox(network, path.join(path.dirname(store), "slow"), "10.76.0.4");
  await slowDown(network, { shop, slow });
  return { shop, slow };
}

/** The bar has sold all of it, and the shop's first till has heard it: a newcomer's enrolment comes before. */
async function sellAtBar(store: string): Promise<void> {
  const [shop, bar] = [store, path.join(path.dirname(store), "joined-B")].map((dir) =>
    openTill(dir),
  );
  if (shop === undefined || bar === undefined) throw new Error("There are two stores.");
  for (let sales = 0; sales < SALES; sales += 1) sellGoods(bar.till, ["latte"], { cash: 1000 });
  synchroniseLedgers(bar.till.ledger, shop.till.ledger);
  await bar.close();
  await shop.close();
}

/** The one way takes long, and the other way there is no line. */
async function slowDown(
  network: TestNetwork,
  { shop, slow }: { readonly shop: ShopBox; readonly slow: ShopBox },
): Promise<void> {
  const line = { port: 7777, delayMs: 1, bytesPerSecond: BYTES_PER_SECOND };
  await network.delay({ from: slow.box, to: shop.box, ...line });
  slow.box.run("nft", "add table inet door");
  slow.box.run("nft", "add chain inet door in { type filter hook input priority 0 ; }");
  slow.box.run("nft", "add rule inet door in tcp dport 7777 drop");
}

/** Once its node takes links. */
async function codeOf(host: ShopBox): Promise<string> {
  const invited = await vi.waitFor(async () => {
    const asked = await host.till("mesh", "invite", "--no-wait", "--no-slip", "--json");
    expect(asked).toMatchObject({ code: 0, stderr: "" });
    return asked;
  }, WAIT);
  return invitedSchema.parse(JSON.parse(invited.stdout)).code;
}

/** What the opening of its order and the receipt say of how far the till was. */
async function behindOf({ store }: ShopBox, receipt: string) {
  const shown = await ask(["order", "show", receipt, "--json", "--store", store]);
  const { order, receipts } = shownSchema.parse(JSON.parse(shown.stdout));
  return [order.behind, receipts[0]?.behind];
}
