/** Whole tills in the boxes of a test's network: real processes on real stores, and what each holds. */

import path from "node:path";

import { expect, onTestFinished, vi } from "vitest";
import { z } from "zod";

import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { type Finished, MIA, ON_A_NETWORK } from "./commands.ts";
import { type Box, type TestNetwork } from "./network.ts";
import { type NodeProcess, startNode } from "./node-process.ts";
import { sellGoods } from "./sell-goods.ts";
import { tillHere } from "./till-here.ts";
import { BRIEF, NODE, runProcess, TILL } from "./till-process.ts";

export interface ShopBox {
  readonly box: Box;
  readonly store: string;
  /** `till node` in the box; of several the last one is meant. */
  readonly startNode: () => NodeProcess;
  readonly node: () => NodeProcess;
  /** `till …` in the box, to its end, as the owner. */
  readonly till: (...words: ReadonlyArray<string>) => Promise<Finished>;
  /** The same beside the box, in the process of the test: for what the network has no part in. */
  readonly ask: (...words: ReadonlyArray<string>) => Promise<Finished>;
  /** `till sell` in the box, by Mia; the receipt's number. */
  readonly sell: () => Promise<string>;
  /** The same by a process that has the store open, in a moment. */
  readonly sellNow: () => string;
  /** What is old is packed, and there is such. */
  readonly pack: () => Promise<void>;
  readonly receipts: () => ReadonlyArray<string>;
  /** The end of every chain that is here. */
  readonly heads: () => ReadonlyArray<string>;
}

const OWNER = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const GOODS = "latte";
const PATIENCE_MS = 45_000;
const figuresSchema = z.looseObject({ tills: z.array(z.unknown()) });
const soldSchema = z.object({ receipts: z.array(z.object({ number: z.string() })) });

export function addShopBox(network: TestNetwork, store: string, address: string): ShopBox {
  const box = network.addBox(path.basename(store).toLowerCase().replaceAll("-", ""), address);
  let node: NodeProcess | undefined;
  let open: OpenTill | undefined;

  function opened(): OpenTill {
    if (open === undefined) {
      const beside = openTill(store);
      onTestFinished(() => beside.close());
      open = beside;
    }
    return open;
  }

  function run(words: ReadonlyArray<string>, env: Readonly<Record<string, string>>) {
    const command = [
      "netns",
      "exec",
      box.namespace,
      NODE,
      ...BRIEF,
      TILL,
      ...words,
      "--store",
      store,
    ];
    return runProcess("ip", command, { env: { ...ON_A_NETWORK, ...env } });
  }

  return {
    box,
    store,
    startNode: () => (node = startNode(store, { box })),
    node: () => {
      if (node === undefined) throw new Error(`no node runs in ${box.name}`);
      return node;
    },
    till: (...words) => run(words, OWNER),
    ask: (...words) => tillHere([...words, "--store", store], { env: OWNER }),
    sell: async () => {
      const sold = await run(["sell", "--json", "--cash", "10", GOODS], MIA);
      expect(sold).toMatchObject({ code: 0, stderr: "" });
      return numberOf(soldSchema.parse(JSON.parse(sold.stdout)));
    },
    sellNow: () => numberOf(sellGoods(opened().till, [GOODS], { cash: 1000 })),
    pack: async () => {
      const { ledger } = opened().till;
      ledger.flush();
      expect(await ledger.seal()).toBe(true);
    },
    receipts: () => {
      const { till } = opened();
      const orders = listOrders(till, { day: till.days().now, openOnly: false });
      return orders.flatMap(({ receipts }) => receipts).toSorted();
    },
    heads: () => {
      const ends = opened().till.ledger.read(() => endsOf(opened().till.ledger.heads()));
      return ends.map(({ origin, seq, hash }) => `${origin} ${seq} ${hash}`).toSorted();
    },
  };
}

interface Sold {
  readonly receipts: ReadonlyArray<{ readonly number: string }>;
}

function numberOf({ receipts: [receipt] }: Sold): string {
  if (receipt === undefined) throw new Error("The sale has no receipt.");
  return receipt.number;
}

/** All of them hold these receipts, no other one, and the same chains to the same end. */
export async function untilEqual(
  boxes: ReadonlyArray<ShopBox>,
  receipts: ReadonlyArray<string>,
): Promise<void> {
  const sold = receipts.toSorted();
  await vi.waitFor(
    () => {
      for (const { receipts } of boxes) expect(receipts()).toEqual(sold);
      const [first, ...others] = boxes.map(({ heads }) => heads());
      for (const heads of others) expect(heads).toEqual(first);
    },
    { timeout: PATIENCE_MS, interval: 20 },
  );
}

/** What each makes of the day, once it is in step with the others; all the same, and without a difference. */
export async function expectSameDay(boxes: ReadonlyArray<ShopBox>): Promise<void> {
  const reports = await vi.waitFor(
    async () => {
      const asked = await Promise.all(
        boxes.map(({ store }) => tillHere(["reconcile", "--json", "--store", store])),
      );
      for (const report of asked) expect(report).toMatchObject({ code: 0, stderr: "" });
      return asked;
    },
    { timeout: PATIENCE_MS, interval: 100 },
  );
  // How each sees the others is its own.
  const [first, ...others] = reports.map(({ stdout }) => {
    const { tills: _, ...figures } = figuresSchema.parse(JSON.parse(stdout));
    return figures;
  });
  expect(first).toMatchObject({ complete: true, tiesOut: true, incomplete: [], attention: [] });
  for (const other of others) expect(other).toEqual(first);
}

/** Every one of them knows that everything is everywhere. */
export async function untilWhole(boxes: ReadonlyArray<ShopBox>): Promise<void> {
  // One after the other: whoever knows it goes on knowing it.
  for (const { store } of boxes) {
    await vi.waitFor(
      async () => {
        const { code, stdout } = await tillHere(["mesh", "status", "--json", "--store", store]);
        expect({ code, stdout }).toMatchObject({ code: 0 });
      },
      { timeout: PATIENCE_MS, interval: 100 },
    );
  }
}

/** Each has said so of each other one, by its letters. */
export async function untilLinked(boxes: Readonly<Record<string, ShopBox>>): Promise<void> {
  for (const [letters, { node }] of Object.entries(boxes)) {
    for (const other of Object.keys(boxes)) {
      if (other !== letters) await node().says(new RegExp(`^connected to ${other} `, "mu"));
    }
  }
}
