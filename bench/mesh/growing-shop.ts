/**
 * What a shop of more tills costs, while each of them sells once a second: simulated, for up to 64 of
 * them, and as real processes linked over loopback, for as many as this machine can bear.
 */

import { cpus } from "node:os";
import path from "node:path";

import { createWorld } from "../../proof/sim/create-world.ts";
import { completeOptions, TROUBLES } from "../../proof/sim/options.ts";
import { found, joinAll } from "../../proof/sim/shop.ts";
import { type World } from "../../proof/sim/world.ts";
import { joinStore } from "../../test/support/joined-stores.ts";
import { type Measurement, quantile, rounded } from "../measurement.ts";
import { foundBenchShop } from "../shop.ts";
import { type Asked, startBuilt } from "./asked.ts";
import { type SellingFigures } from "./selling-figures.ts";

const SECOND_MS = 1000;
/** A shop of so many has as many sales in less time, and takes long to simulate. */
const MANY = 20;
const MANY_SELLING_MS = 3000;
const LINKED_MS_MAX = 60_000;
const HEARD_MS_MAX = 20_000;
/** On a machine with other work a till that has fallen behind takes its time to catch up. */
const HEARD_BUSY_MS_MAX = 60_000;
const SETTLE_MS = 5000;
const LOOK_MS = 250;
const STEP_MS = 1;

interface ShopSizes {
  /** Tills of each shop. */
  readonly simulated: ReadonlyArray<number>;
  readonly real: ReadonlyArray<number>;
  readonly sellingMs: number;
}

export async function measureGrowingShop(
  dir: string,
  sizes: ShopSizes,
): Promise<ReadonlyArray<Measurement>> {
  const rows: Measurement[] = [];
  for (const tills of sizes.simulated) {
    rows.push(
      ...toMeasurements(await simulated(tills, sizes.sellingMs), `${tills} tills, simulated`),
    );
  }
  for (const tills of sizes.real) {
    const how = `${tills} processes on ${cpus().length} cores`;
    const figures = await real(path.join(dir, `tills-${tills}`), tills, sizes.sellingMs);
    rows.push(...toMeasurements(figures, how));
  }
  return rows;
}

interface Figures {
  /** From a sale until the last till has it: sorted. */
  readonly heardMs: ReadonlyArray<number>;
  /** For each event that was said anywhere; undefined where nobody counts them. */
  readonly messages: number | undefined;
  readonly bytes: number;
  /** For each event and each till that holds it. */
  readonly cpuMs: number;
}

async function simulated(tills: number, sellingMs: number): Promise<Figures> {
  const options = completeOptions({
    seed: 1,
    tills,
    hours: 1,
    lossPercent: 0,
    manners: "silence",
    without: new Set(TROUBLES),
  });
  const sales = createSales(tills);
  const world = createWorld(options, {
    wrap: {
      meshLedger: (ledger) => ({
        ...ledger,
        receive: (pieces) => {
          const taken = ledger.receive(pieces);
          for (const one of taken) {
            if (one.type === "stored") sales.heard(one.end, world.time.nowMs());
          }
          return taken;
        },
      }),
    },
  });
  using _ = world;
  await linked(world, tills);
  const before = { ...world.network.figures(), cpu: process.cpuUsage(), events: eventsOf(world) };
  await sell(world, sales, tills > MANY ? MANY_SELLING_MS : sellingMs);
  const { payloads, bytes } = world.network.figures();
  const { user, system } = process.cpuUsage(before.cpu);
  const events = eventsOf(world) - before.events;
  const [problem] = world.problems();
  if (problem !== undefined) throw new Error(problem.sentence);
  return {
    heardMs: sales.heardMs(),
    messages: (payloads - before.payloads) / events,
    bytes: (bytes - before.bytes) / events,
    cpuMs: (user + system) / 1000 / events / tills,
  };
}

async function linked(world: World, tills: number): Promise<void> {
  found(world);
  await joinAll(world, tills);
  const { time, boxes } = world;
  const untilMs = time.nowMs() + LINKED_MS_MAX;
  while (time.nowMs() < untilMs) {
    await time.runUntil(time.nowMs() + LOOK_MS);
    const areWhole = boxes.every((box) => {
      const { mesh, open } = box.process() ?? {};
      return open?.() !== undefined && mesh?.node.connections().length === tills - 1;
    });
    if (areWhole) break;
  }
  // What opening has said is known to all.
  await time.runUntil(time.nowMs() + SETTLE_MS);
}

/** Each till once a second, not all in step; until the last sale is everywhere. */
async function sell({ boxes, time }: World, sales: Sales, sellingMs: number): Promise<void> {
  const beganMs = time.nowMs();
  for (const [at, box] of boxes.entries()) {
    const process = box.process();
    if (process === undefined) throw new Error(`${box.name} doesn't run.`);
    const offsetMs = (at * SECOND_MS) / boxes.length;
    for (let atMs = offsetMs; atMs < sellingMs; atMs += SECOND_MS) {
      time.after(atMs, () => {
        const fault = process.sellOne();
        if (fault !== undefined) throw new Error(fault);
        const { origin } = process.ledger.identity;
        sales.sold({ origin, seq: process.ledger.head(origin)?.seq ?? 0 }, time.nowMs());
      });
    }
  }
  await time.runUntil(beganMs + sellingMs);
  while (!sales.areHeard() && time.nowMs() < beganMs + sellingMs + HEARD_MS_MAX) {
    await time.runUntil(time.nowMs() + STEP_MS);
  }
}

function eventsOf({ boxes }: World): number {
  return boxes.reduce((sum, box) => {
    const ledger = box.process()?.ledger;
    return sum + (ledger?.head(ledger.identity.origin)?.seq ?? 0);
  }, 0);
}

interface End {
  readonly origin: string;
  readonly seq: number;
}

interface Sales {
  readonly sold: (end: End, atMs: number) => void;
  /** By one of the others. */
  readonly heard: (end: End, atMs: number) => void;
  readonly areHeard: () => boolean;
  readonly heardMs: () => ReadonlyArray<number>;
}

function createSales(tills: number): Sales {
  const waiting = new Map<string, { readonly soldAtMs: number; left: number }>();
  const times: number[] = [];
  return {
    sold: ({ origin, seq }, soldAtMs) => {
      waiting.set(`${origin} ${seq}`, { soldAtMs, left: tills - 1 });
    },
    heard: ({ origin, seq }, atMs) => {
      const sale = waiting.get(`${origin} ${seq}`);
      if (sale === undefined) return;
      sale.left -= 1;
      if (sale.left > 0) return;
      waiting.delete(`${origin} ${seq}`);
      times.push(atMs - sale.soldAtMs);
    },
    areHeard: () => waiting.size === 0,
    heardMs: () => times.toSorted((a, b) => a - b),
  };
}

async function real(dir: string, tills: number, sellingMs: number): Promise<Figures> {
  const first = await foundBenchShop(dir, "shop");
  const stores = [first];
  for (let at = 1; at < tills; at += 1) {
    stores.push(await joinStore(first, String.fromCodePoint(65 + at), `Till ${at + 1}`));
  }
  const all = stores.map((store) => startBuilt(new URL("shop-till.ts", import.meta.url), store));
  try {
    await linkAll(all);
    await Promise.all(all.map((one) => one.ask("begin")));
    const wishes = all.map((one, at) =>
      one.ask("sell", sellingMs / SECOND_MS, SECOND_MS, (at * SECOND_MS) / tills),
    );
    await Promise.all(wishes);
    return toFigures(await figuresOnceHeard(all));
  } finally {
    await Promise.all(all.map(({ end }) => end()));
  }
}

/** Nobody tells others of addresses that are the machine's own, so each is told them all. */
async function linkAll(all: ReadonlyArray<Asked>): Promise<void> {
  const ports = await Promise.all(all.map((one) => one.ask<number>("port")));
  for (const [at, one] of all.entries()) {
    for (const port of ports.slice(0, at)) await one.ask("know", port);
  }
  const untilMs = performance.now() + LINKED_MS_MAX;
  for (const one of all) {
    while ((await one.ask<number>("links")) < all.length - 1) {
      if (performance.now() > untilMs) throw new Error("The tills never came to be linked.");
      await pause(LOOK_MS);
    }
  }
  await pause(SECOND_MS);
}

/** A machine that is busy takes seconds to hear the last sale everywhere. */
async function figuresOnceHeard(all: ReadonlyArray<Asked>): Promise<ReadonlyArray<SellingFigures>> {
  const untilMs = performance.now() + HEARD_BUSY_MS_MAX;
  for (;;) {
    await pause(SECOND_MS);
    const told = await Promise.all(all.map((one) => one.ask<SellingFigures>("figures")));
    const isHeard = told.every(({ sold }) =>
      sold.every(({ end }) => heardBy(told, end).length === told.length - 1),
    );
    if (isHeard || performance.now() > untilMs) return told;
  }
}

/** When each of the others had it. */
function heardBy(told: ReadonlyArray<SellingFigures>, end: End): ReadonlyArray<number> {
  return told.flatMap(({ heard }) => heard.find((one) => covers(one.end, end))?.atMs ?? []);
}

function toFigures(told: ReadonlyArray<SellingFigures>): Figures {
  const heardMs = told.flatMap(({ sold }) =>
    sold.map(({ end, atMs }) => {
      const others = heardBy(told, end);
      if (others.length < told.length - 1) throw new Error("A sale was not heard everywhere.");
      return Math.max(...others) - atMs;
    }),
  );
  const events = told.reduce((sum, one) => sum + one.events, 0);
  return {
    heardMs: heardMs.toSorted((a, b) => a - b),
    messages: undefined,
    bytes: told.reduce((sum, { bytes }) => sum + bytes, 0) / events,
    cpuMs: told.reduce((sum, one) => sum + one.cpuMs, 0) / events / told.length,
  };
}

function covers(heard: End, sold: End): boolean {
  return heard.origin === sold.origin && heard.seq >= sold.seq;
}

function toMeasurements(
  { heardMs, messages, bytes, cpuMs }: Figures,
  how: string,
): ReadonlyArray<Measurement> {
  const note = "pings included";
  return [
    {
      name: `${how}: a sale until the last till has it, median`,
      value: rounded(quantile(heardMs, 0.5), 1),
      unit: "ms",
      note: `99 of 100 in ${rounded(quantile(heardMs, 0.99), 1)} ms; a sale per second and till`,
    },
    ...(messages === undefined
      ? []
      : [{ name: "messages per event", value: rounded(messages, 1), unit: "", note }]),
    { name: "bytes per event", value: rounded(bytes, 0), unit: "bytes", note },
    {
      name: "processor per event and till",
      value: rounded(cpuMs),
      unit: "ms",
      note: "deciding, telling, hearing, folding",
    },
  ];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
