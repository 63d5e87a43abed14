/**
 * Three tills of a shop as real processes: the kitchen's one is killed before, while and after its
 * printer prints. Each ticket is on paper once, or again with its mark, and every till knows what was.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type DeviceId } from "../../src/domain/identity.ts";
import { joinStore } from "../support/joined-stores.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import {
  hangKitchenPrinters,
  networkPrinter,
  type NetworkPrinter,
  restart,
  type TicketBox,
  ticketBox,
  until,
  untilHeard,
} from "../support/ticket-boxes.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies(async (store) => {
  await joinStore(store, "B", "Kitchen");
  await joinStore(store, "C", "Bar");
});

const MARKS = /REROUTED|DUPLICATE|REPRINT|LATE/u;

test("a ticket whose owner dies before, while or after it prints is there, and twice only with a mark", async () => {
  const { counter, kitchen, bar, oven, spare } = await threeTills();
  /** What is cut before a paper that follows an uncertain one has nothing on it where that one was whole. */
  function printed(): ReadonlyArray<string> {
    return oven.papers().filter((text) => !text.startsWith("- - - 8<"));
  }

  const usual = counter.sell();
  await untilHeard([counter, kitchen, bar], usual, ["kitchen started", "kitchen printed"]);

  // Half of it is on paper when the kitchen's till dies; the printer holds the rest.
  oven.device.setAfter({ lines: 3 }, { printing: "stalled" });
  const half = counter.sell();
  await until(() => expect(oven.papers()).toHaveLength(2));
  await untilHeard([counter, bar], half, ["kitchen started"]);
  await kitchen.kill();

  // This one it never hears of. Nobody knows that, so the paper says what it may be.
  const unheard = counter.sell();
  await untilHeard([bar], unheard, []);
  await bar.passUntil(() => expect(bar.heard(unheard)).toContain("bar claimed"));
  await untilHeard([counter, bar], unheard, ["bar started", "bar claimed", "bar printed"]);
  expect(spare.papers()).toEqual([expect.stringMatching(/REROUTED[^]*Oven[^]*DUPLICATE/u)]);
  expect(bar.heard(half)).toEqual(["counter issued", "kitchen started"]);

  // Its printer goes on by itself, and says so when it is asked.
  oven.device.set({ printing: "normal" });
  await restart(kitchen);
  await untilHeard([counter, kitchen, bar], half, ["kitchen started", "kitchen printed"]);
  await untilHeard([kitchen], unheard, ["bar started", "bar claimed", "bar printed"]);

  // All of it is on paper, and the till dies before it hears so. The printer's counter is no proof where
  // other tills reach it.
  oven.device.setAfter({ lines: 5 }, { answering: "nothing" });
  const whole = counter.sell();
  await until(() => expect(oven.device.status().cuts).toBe(3));
  await untilHeard([counter, bar], whole, ["kitchen started"]);
  await kitchen.kill();
  oven.device.set({ answering: "normal" });
  await restart(kitchen);
  const twice = ["kitchen started", "kitchen uncertain", "kitchen printed"];
  await untilHeard([counter, kitchen, bar], whole, twice);
  expect(printed().slice(0, 3).join("")).not.toMatch(MARKS);
  expect(printed().slice(3)).toEqual([expect.stringMatching(/REPRINT[^]*A4/u)]);

  // The printer's power goes in the middle of a paper, and then the till: nobody can say what came of it.
  oven.device.setAfter({ lines: 5 }, { power: "off" });
  const torn = counter.sell();
  await untilHeard([counter, bar], torn, ["kitchen started", "kitchen uncertain"]);
  for (const { doubts } of [counter, bar]) expect(doubts()).toEqual([torn]);
  await kitchen.kill();
  oven.device.set({ power: "on" });
  await restart(kitchen);
  await untilHeard([counter, kitchen, bar], torn, twice);
  for (const { doubts } of [counter, kitchen, bar]) expect(doubts()).toEqual([]);
  // The torn half is cut off.
  const [torn5, whole5, ...more] = printed().slice(4);
  expect([torn5, whole5]).toEqual([
    expect.stringMatching(/^(?![^]*REPRINT)[^]*A5/u),
    expect.stringMatching(/REPRINT[^]*A5/u),
  ]);
  expect(more).toEqual([]);
  expect(spare.papers()).toHaveLength(1);
});

interface ThreeTills {
  readonly counter: TicketBox;
  readonly kitchen: TicketBox;
  readonly bar: TicketBox;
  readonly oven: NetworkPrinter;
  readonly spare: NetworkPrinter;
}

/** The counter sells, the oven's printer is the kitchen's, and the one at the bar stands in for it. */
async function threeTills(): Promise<ThreeTills> {
  const store = await shopCopy();
  const names = new Map<DeviceId, string>();
  const counter = ticketBox(store, names, "counter");
  const kitchen = ticketBox(store.replace(/shop$/u, "joined-B"), names, "kitchen");
  const bar = ticketBox(store.replace(/shop$/u, "joined-C"), names, "bar");
  const [oven, spare] = [await networkPrinter(), await networkPrinter()];
  await hangKitchenPrinters(store, (stations) => [
    { id: "oven", name: "Oven", till: kitchen.device, connection: oven.connection, stations },
    {
      id: "spare",
      name: "Spare",
      till: bar.device,
      connection: spare.connection,
      standsInFor: stations,
    },
  ]);
  const [, port = ""] = await counter.start().says(/^takes links on port (\d+)$/mu);
  for (const box of [kitchen, bar]) {
    await till(["mesh", "add", `127.0.0.1:${port}`, "--store", box.store]);
    await restart(box);
  }
  return { counter, kitchen, bar, oven, spare };
}
