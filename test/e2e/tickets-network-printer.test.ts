/** One network printer and two tills as real processes: who has it prints, and no ticket waits for it. Size: whole. */

import { expect, test } from "vitest";

import { type DeviceId } from "../../src/domain/identity.ts";
import { joinStore } from "../support/joined-stores.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import {
  hangKitchenPrinters,
  networkPrinter,
  restart,
  ticketBox,
  until,
  untilHeard,
} from "../support/ticket-boxes.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies(async (store) => {
  await joinStore(store, "B", "Kitchen");
});

test("a network printer goes to another till with a farewell, back with a greeting, and is borrowed from the dead", async () => {
  const store = await shopCopy();
  const names = new Map<DeviceId, string>();
  const counter = ticketBox(store, names, "counter");
  const kitchen = ticketBox(store.replace(/shop$/u, "joined-B"), names, "kitchen");
  const both = [counter, kitchen];
  const oven = await networkPrinter();
  const { connection } = oven;
  await hangKitchenPrinters(store, (stations) => [
    { id: "oven", name: "Oven", till: kitchen.device, connection, stations },
  ]);
  const [, port = ""] = await counter.start().says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", kitchen.store]);
  await restart(kitchen);

  const usual = counter.sell();
  await untilHeard(both, usual, ["kitchen started", "kitchen printed"]);

  await kitchen.shutDown();
  const without = counter.sell();
  await untilHeard([counter], without, ["counter printed"]);

  await restart(kitchen);
  await until(() => expect(counter.drives("oven")).toBe(false));
  const again = counter.sell();
  await untilHeard(both, again, ["kitchen started", "kitchen printed"]);
  expect(oven.papers()).toHaveLength(3);
  expect(oven.papers().join("")).not.toMatch(/REROUTED|DUPLICATE|REPRINT|LATE/u);

  await kitchen.kill();
  const alone = counter.sell();
  await counter.passUntil(() => expect(counter.heard(alone)).toContain("counter claimed"));
  await untilHeard([counter], alone, ["counter started", "counter claimed", "counter printed"]);
  expect(oven.papers().slice(3)).toEqual([expect.stringMatching(/POSSIBLE DUPLICATE[^]*A4/u)]);

  await restart(kitchen);
  const last = counter.sell();
  await untilHeard(both, last, ["kitchen started", "kitchen printed"]);
  expect(oven.papers()).toHaveLength(5);
});
