/** A till that is ended is closed, and one that dies is missed: real programs on a network of boxes. Size: whole. */

import path from "node:path";

import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { joinStore } from "../support/joined-stores.ts";
import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { addShopBox, type ShopBox, untilLinked } from "../support/shop-boxes.ts";
import { shopCopies } from "../support/shop-copies.ts";

const BRIDGE = "10.77.255.254";
const WAIT = { timeout: 45_000, interval: 200 };

const shopCopy = shopCopies(async (store) => {
  await joinStore(store, "B", "Bar");
  await joinStore(store, "C", "Cellar");
});
const devicesSchema = z.object({
  devices: z.array(
    z.looseObject({ code: z.string(), connected: z.boolean(), closedAt: z.string().nullable() }),
  ),
});

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("who was ended is closed also for those who were cut off then; who was killed is missed", async () => {
  const { a, b, c } = await threeBoxes();
  await c.end();

  await b.end();
  await vi.waitFor(async () => expect(await a.sees("B")).toMatchObject({ isClosed: true }), WAIT);
  c.startNode();
  await vi.waitFor(async () => expect(await c.sees("B")).toMatchObject({ isClosed: true }), WAIT);
  const status = await a.till("mesh", "status");
  expect(status.stdout).toMatch(/^B Bar +closed since /mu);

  b.startNode();
  await vi.waitFor(async () => expect(await b.sees("A")).toMatchObject({ connected: true }), WAIT);
  // Until it has said that it is open again, a connection alone leaves it closed.
  await vi.waitFor(
    async () => expect(await a.sees("B")).toMatchObject({ connected: true, isClosed: false }),
    WAIT,
  );
  b.node().kill("SIGKILL");
  await b.node().exit;
  await vi.waitFor(
    async () => expect(await a.sees("B")).toMatchObject({ connected: false, isClosed: false }),
    WAIT,
  );
});

interface WatchedBox extends ShopBox {
  readonly end: () => Promise<unknown>;
  readonly sees: (
    code: string,
  ) => Promise<{ readonly connected: boolean; readonly isClosed: boolean } | undefined>;
}

async function threeBoxes(): Promise<Record<"a" | "b" | "c", WatchedBox>> {
  const network = createNetwork(BRIDGE);
  const store = await shopCopy();
  const a = watched(addShopBox(network, store, "10.77.0.1"));
  const b = watched(addShopBox(network, joinedAs(store, "B"), "10.77.0.2"));
  const c = watched(addShopBox(network, joinedAs(store, "C"), "10.77.0.3"));
  for (const box of [a, b, c]) box.startNode();
  await untilLinked({ A: a, B: b });
  await untilLinked({ A: a, C: c });
  return { a, b, c };
}

function joinedAs(store: string, code: string): string {
  return path.join(path.dirname(store), `joined-${code}`);
}

function watched(box: ShopBox): WatchedBox {
  return {
    ...box,
    end: async () => {
      box.node().kill("SIGTERM");
      return box.node().exit;
    },
    sees: async (code) => {
      const { stdout } = await box.ask("mesh", "status", "--json");
      const { devices } = devicesSchema.parse(JSON.parse(stdout));
      const device = devices.find((one) => one.code === code);
      return device && { connected: device.connected, isClosed: device.closedAt !== null };
    },
  };
}
