/**
 * Two tills with one network printer between them, and the drawer on it. It takes one connection at a time:
 * who comes while the other prints waits a moment, and nobody is sent for the drawer's key.
 */

import { expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openShop, printerOf, SERIAL, type Shop } from "../../support/shop-with-printer.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });
const SALES = 6;

test.each(["wait", "refuse"] as const)(
  "each of two tills opens the drawer on a printer that lets others %s",
  async (others) => {
    const [bar, terrace] = await twoTills(others);
    const asked: string[] = [];

    for (let sale = 1; sale <= SALES; sale += 1) {
      terrace.sell();
      await terrace.time.pass(300);
      bar.sell();
      if (asksForKey(bar)) asked.push(`bar ${sale}`);
      await bar.time.pass(2700);
      if (asksForKey(bar)) asked.push(`bar ${sale}, later`);
      if (asksForKey(terrace)) asked.push(`terrace ${sale}`);
    }
    await bar.until(() => [bar, terrace].every((shop) => shop.areAllOut()));

    expect(asked).toEqual([]);
    expect(bar.printer.status().drawerPulses).toBe(2 * SALES);
  },
);

test("a printer that lets nobody in for longer sends for the key", async () => {
  const [bar, terrace] = await twoTills("refuse");
  bar.printer.set({ cable: "pulled" });
  terrace.sell();
  bar.sell();

  await bar.until(() => asksForKey(bar));
  bar.sell();

  expect(asksForKey(bar)).toBe(true);
});

interface SellingTill extends Shop {
  readonly areAllOut: () => boolean;
}

async function twoTills(others: "wait" | "refuse"): Promise<readonly [SellingTill, SellingTill]> {
  const bar = await openShop(newCafe);
  const terrace = await openShop(newCafe, { beside: bar });
  const printer = printerOf(bar.cafe.clock, SERIAL);
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer, others });
  onTestFinished(() => server.close());
  for (const shop of [bar, terrace]) shop.hangReceipts(server.port);
  await bar.time.pass(3000);
  return [selling({ ...bar, printer }), selling({ ...terrace, printer })];
}

function selling(shop: Shop): SellingTill {
  return {
    ...shop,
    areAllOut: () =>
      [...shop.statesOf("receipt"), ...shop.statesOf("ticket")].every((it) => it === "printed"),
  };
}

function asksForKey({ open }: Shop): boolean {
  return open.printing.printers().some(({ isDrawerShut }) => isDrawerShut);
}
