/** A sale at one till until another one holds it and has said so, beside the least that it can take. */

import { joinStore } from "../../test/support/joined-stores.ts";
import { type Measurement, quantile, rounded } from "../measurement.ts";
import { foundBenchShop } from "../shop.ts";
import { type Asked, startAsked } from "./asked.ts";
import { startTillNode } from "./node-program.ts";
import { whyNoRivals } from "./rivals.ts";

const TENTH = 0.1;
const LOOK_EVERY_MS = 50;

interface ToldSizes {
  readonly rounds: number;
  readonly eachRound: number;
  readonly rivals: boolean;
}

/** In milliseconds, sorted. */
interface Taken {
  readonly raw: ReadonlyArray<number>;
  readonly payments: ReadonlyArray<number>;
  /** The same payments, from their commits on. */
  readonly committed: ReadonlyArray<number>;
  readonly sales: ReadonlyArray<number>;
  readonly events: ReadonlyArray<number>;
  /** The sentence that says why it was not measured. */
  readonly hypercore: ReadonlyArray<number> | string;
}

export async function measureToldSales(
  dir: string,
  sizes: ToldSizes,
): Promise<ReadonlyArray<Measurement>> {
  const near = await foundBenchShop(dir, "near");
  const far = await joinStore(near, "B", "Bar");
  const node = await startTillNode(far);
  const till = startAsked(new URL("linked-till.ts", import.meta.url), near, node.port);
  while (!(await till.ask<boolean>("isWhole"))) await pause();
  const bytes = await till.ask<number>("saleBytes");
  const raw = startAsked(new URL("raw-link.ts", import.meta.url), dir, bytes);
  const without = whyNoRivals(sizes.rivals);
  const hypercore =
    without === undefined
      ? startAsked(new URL("hypercore-pair.ts", import.meta.url), dir, bytes)
      : undefined;
  const sides = {
    raw: { asked: raw, question: "times", taken: [] },
    payments: { asked: till, question: "payments", taken: [] },
    committed: { asked: till, question: "sinceCommit", taken: [] },
    sales: { asked: till, question: "sales", taken: [] },
    events: { asked: till, question: "events", taken: [] },
    hypercore: { asked: hypercore, question: "times", taken: [] },
  };
  await inTurns(Object.values(sides), sizes);
  for (const { end } of [till, raw, node]) await end();
  await hypercore?.end();
  return toMeasurements({
    raw: sorted(sides.raw),
    payments: sorted(sides.payments),
    committed: sorted(sides.committed),
    sales: sorted(sides.sales),
    events: sorted(sides.events),
    hypercore: without ?? sorted(sides.hypercore),
  });
}

interface Side {
  readonly asked: Asked | undefined;
  readonly question: string;
  readonly taken: number[];
}

/** So that a busy moment of the machine hits all alike. The first round is for warming up. */
async function inTurns(
  sides: ReadonlyArray<Side>,
  { rounds, eachRound }: ToldSizes,
): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const { asked, question, taken } of sides) {
      const times = await asked?.ask<ReadonlyArray<number>>(question, eachRound);
      if (round > 0) taken.push(...(times ?? []));
    }
  }
}

function sorted({ taken }: Side): ReadonlyArray<number> {
  return taken.toSorted((a, b) => a - b);
}

function toMeasurements(taken: Taken): ReadonlyArray<Measurement> {
  const { raw, payments, committed, sales, events } = taken;
  const limit = quantile(raw, 0.5);
  const payment = quantile(payments, 0.5);
  const sale = "a sale until another till has it";
  return [
    ms("synced, told, synced there, acknowledged, median", limit, "the limit: a file, TLS, a file"),
    ms("the same, 99 of 100", quantile(raw, 0.99), "the limit: a file, TLS, a file"),
    {
      ...times(`${sale}, median`, payment / limit),
      note: "verified, durable, folded, acknowledged; beside the limit",
    },
    {
      ...times("the same, 99 of 100", quantile(payments, 0.99) / limit),
      note: "beside the limit's median",
    },
    {
      ...times("the same, a tenth are faster", quantile(payments, TENTH) / quantile(raw, TENTH)),
      note: "beside the limit's; when nobody else wants the processors",
    },
    {
      ...times(
        "a committed sale until another till has it, median",
        quantile(committed, 0.5) / limit,
      ),
      note: "beside the limit, which writes on both sides; from the commit on",
    },
    ms("the same", quantile(committed, 0.5), "median"),
    ms("the same, 99 of 100", quantile(committed, 0.99), "from the commit on"),
    ms(`${sale}, median`, payment, "from the key that takes the money"),
    ms("the same, 99 of 100", quantile(payments, 0.99), "from the key that takes the money"),
    ms(`${sale}, median`, quantile(sales, 0.5), "all of it in one command, as scripts sell"),
    ms("one event until another till has it, median", quantile(events, 0.5), "a setting"),
    ms("the same, 99 of 100", quantile(events, 0.99), "a setting"),
    {
      ...times("the same, a tenth are faster", quantile(events, TENTH) / quantile(raw, TENTH)),
      note: "beside the limit's",
    },
    ...besideHypercore(taken),
  ];
}

function besideHypercore({ payments, events, hypercore }: Taken): ReadonlyArray<Measurement> {
  if (typeof hypercore === "string") return [];
  const median = quantile(hypercore, 0.5);
  const note = "medians; it proves a block of the same bytes, and syncs nothing to the disk";
  return [
    {
      ...times(
        "a sale until another till has it, beside Hypercore",
        quantile(payments, 0.5) / median,
      ),
      note,
    },
    { ...times("one event, beside Hypercore", quantile(events, 0.5) / median), note },
    ms("Hypercore, median", median, "two processes, loopback"),
    ms("the same, 99 of 100", quantile(hypercore, 0.99), "two processes, loopback"),
  ];
}

function ms(name: string, value: number, note: string): Measurement {
  return { name, value: rounded(value), unit: "ms", note };
}

function times(name: string, value: number): Omit<Measurement, "note"> {
  return { name, value: rounded(value), unit: "×" };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LOOK_EVERY_MS);
  });
}
