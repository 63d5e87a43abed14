/**
 * A tablet whose radio is out of reach for a while, in a network of real processes: what it sent comes out once.
 *
 * Size: whole.
 */

import { beforeEach, expect, test, vi } from "vitest";

import { openTill } from "../../src/app/open-till.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { pause } from "../../src/domain/base/pause.ts";
import { joinStore } from "../support/joined-stores.ts";
import { createNetwork, whyNoNetwork } from "../support/network.ts";
import { startTill } from "../support/node-process.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { addShopBox, untilLinked } from "../support/shop-boxes.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { hangKitchenPrinters } from "../support/ticket-boxes.ts";

const shopCopy = ownShopCopies();
const COUNTER = "10.77.0.1";
const TABLET = "10.77.0.2";
const PRINTER_PORT = 9100;
const DISHES = 4;
const HOLE_MS = 5000;
const WAIT = { timeout: 45_000, interval: 10 };

beforeEach((ctx) => {
  const reason = whyNoNetwork();
  if (reason !== undefined) ctx.skip(reason);
});

test("what is sent while the radio is out of reach comes out, each once, and not as LATE", async () => {
  const { tablet, printer, sell } = await floor();
  const { box } = tablet;
  const sold = [sell()];
  await vi.waitFor(() => expect(ordersOn(printer.said())).toEqual(sold), WAIT);

  for (const radio of [
    // As where people stand in the way, and as where the access point is gone.
    { goes: () => box.lose(100), comes: () => box.heal() },
    { goes: () => box.pullCable(), comes: () => box.plugIn() },
  ]) {
    const before = [...sold];
    radio.goes();
    // Each new paper doubles the printer's pause.
    for (let dish = 0; dish < DISHES; dish += 1) sold.push(sell());
    await pause(systemClock, HOLE_MS);
    expect(ordersOn(printer.said())).toEqual(before);

    radio.comes();
    await vi.waitFor(() => expect(ordersOn(printer.said())).toEqual(sold), WAIT);
  }

  // Whatever would print one of them again has had its turn.
  await pause(systemClock, 1000);
  expect(ordersOn(printer.said())).toEqual(sold);
  expect(printer.said()).not.toMatch(/LATE|SENT|DUPLICATE|REPRINT/u);
});

/** A counter beside which the kitchen's printer stands, and a tablet that drives it. */
async function floor() {
  const store = await shopCopy();
  const joined = await joinStore(store, "B", "Tablet");
  const network = createNetwork("10.77.255.254");
  const counter = addShopBox(network, store, COUNTER);
  const tablet = addShopBox(network, joined, TABLET);
  const words = ["--host", "0.0.0.0", "--port", `${PRINTER_PORT}`, "--speed", "0"];
  const printer = startTill(["printer", "emulate", ...words], { box: counter.box });
  await printer.says(/^Prints what comes to /mu);
  const open = openTill(joined);
  const till = open.till.ledger.identity.key.device;
  await open.close();
  const connection = { type: "network", host: COUNTER, port: PRINTER_PORT } as const;
  await hangKitchenPrinters(joined, (stations) => [
    { id: "oven", name: "Oven", till, connection, stations },
  ]);
  for (const { startNode } of [counter, tablet]) startNode();
  await untilLinked({ A: counter, B: tablet });
  const beside = openTill(joined);
  return {
    tablet,
    printer,
    sell: () => sellGoods(beside.till, ["100"], { cash: 280 }).order.number,
  };
}

function ordersOn(paper: string): ReadonlyArray<string | undefined> {
  return [...paper.matchAll(/ (B\d+)$/gmu)].map(([, number]) => number);
}
