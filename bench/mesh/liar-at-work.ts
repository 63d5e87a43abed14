/**
 * What a member that makes others work costs a shop: a sale at the till that it is linked to, a key there, an
 * exchange after two tills were apart, and `till sell`, with it and without it in turn.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { machineMs } from "../../src/app/system/clock.ts";
import { minor, oneUnit } from "../../src/domain/money/amounts.ts";
import { joinStore } from "../../test/support/joined-stores.ts";
import { type Measurement, quantile, rounded } from "../measurement.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "../shop.ts";
import { type Asked, startBuilt } from "./asked.ts";
import { type SellingFigures } from "./selling-figures.ts";

/** Seldom enough that no sale waits for the one before. */
const SALE_EVERY_MS = 100;
const LOOK_MS = 50;
const HEARD_MS_MAX = 60_000;
/** What all comes in one piece has no time between its first and its last, and would be divided by. */
const EXCHANGE_MS_MIN = 1;
/** One bad link slows the others by less than that. */
const SLOWER_MAX = 1.2;
const TILL = fileURLToPath(new URL("../../bin/till.js", import.meta.url));
const ENV = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nowhere",
  TZ: "UTC",
  TILL_MESH_HOST: "127.0.0.1",
  TILL_STAFF: "1",
  TILL_PIN: "1111",
};

const WHY =
  "Whoever has used up its share of a till waits; what it may use is a tenth, and less once it has wasted some. On a machine with fewer processors than programs, as here liar, till and command, they also take them from each other.";

interface LiarSizes {
  /** The first of them is for warming up, and is not counted. */
  readonly rounds: number;
  readonly sales: number;
  readonly apartSales: number;
  /** The member that makes others work says more as often as that, as much as is read. */
  readonly liesEveryMs: number;
  /** After so long it is at work, and has used up what it had saved; or it has gone. */
  readonly settleMs: number;
}

interface Taken {
  readonly sales: number[];
  readonly keys: number[];
  readonly exchanges: number[];
  readonly commands: number[];
}

export async function measureLiarAtWork(
  dir: string,
  sizes: LiarSizes,
): Promise<ReadonlyArray<Measurement>> {
  const near = await foundBenchShop(dir, "near");
  const far = await joinStore(near, "B", "Bar");
  const bad = await joinStore(near, "C", "Bad");
  const till = startBuilt(new URL("shop-till.ts", import.meta.url), near);
  const port = await till.ask<number>("port");
  const liar = startBuilt(new URL("liar.ts", import.meta.url), bad);
  const without = nothingTaken();
  const beside = nothingTaken();
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const taken of [without, beside]) {
      await (taken === beside ? liar.ask("attack", port, sizes.liesEveryMs) : liar.ask("rest"));
      await pause(sizes.settleMs);
      const isWarmUp = round === 0 && sizes.rounds > 1;
      await measure({ till, port, near, far }, sizes, isWarmUp ? nothingTaken() : taken);
    }
  }
  await liar.end();
  await till.end();
  return toMeasurements(without, beside);
}

interface Shop {
  readonly till: Asked;
  readonly port: number;
  readonly near: string;
  readonly far: string;
}

async function measure(
  { till, port, near, far }: Shop,
  { sales, apartSales }: LiarSizes,
  taken: Taken,
): Promise<void> {
  taken.sales.push(...(await till.ask<ReadonlyArray<number>>("timeSales", sales, SALE_EVERY_MS)));
  taken.keys.push(...(await till.ask<ReadonlyArray<number>>("timeKeys", sales, SALE_EVERY_MS)));
  taken.exchanges.push(await exchange({ till, port, far }, apartSales));
  const began = machineMs();
  const words = ["sell", "croissant", "--store", near, "--cash", "100"];
  const child = spawn(process.execPath, [TILL, ...words], { env: ENV, stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [number];
  if (code !== 0) throw new Error(`till sell ended with ${code}.`);
  taken.commands.push(machineMs() - began);
}

/** The other till has sold alone, and comes: from the first of it that is here to the last. */
async function exchange(
  { till, port, far }: Omit<Shop, "near">,
  apartSales: number,
): Promise<number> {
  const alone = openBenchTill(far);
  const session = sessionOf(alone);
  for (let sale = 0; sale < apartSales; sale += 1) {
    session.newOrder();
    session.perform({ act: "add", sku: "CROISSANT", quantity: oneUnit });
    session.perform({ act: "pay", type: "cash", tendered: minor(session.cashDue()) });
  }
  const { ledger } = alone.till;
  const { origin } = ledger.identity;
  const seq = ledger.head(origin)?.seq ?? 0;
  await alone.close();
  await till.ask("begin");
  const other = startBuilt(new URL("shop-till.ts", import.meta.url), far);
  await other.ask("know", port);
  const untilMs = machineMs() + HEARD_MS_MAX;
  for (;;) {
    const { heard } = await till.ask<SellingFigures>("figures");
    const own = heard.filter(({ end }) => end.origin === origin);
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined && last.end.seq >= seq) {
      await other.end();
      return Math.max(EXCHANGE_MS_MIN, last.atMs - first.atMs);
    }
    if (machineMs() > untilMs) throw new Error("The two tills don't come to hold the same.");
    await pause(LOOK_MS);
  }
}

function nothingTaken(): Taken {
  return { sales: [], keys: [], exchanges: [], commands: [] };
}

function toMeasurements(without: Taken, beside: Taken): ReadonlyArray<Measurement> {
  return [
    ratio("a sale, beside a member that makes others work", without.sales, beside.sales),
    ratio("a key that adds goods, beside it", without.keys, beside.keys),
    ratio("an exchange after a cut, beside it", without.exchanges, beside.exchanges),
    ratio("till sell, beside it", without.commands, beside.commands),
  ];
}

function ratio(
  name: string,
  without: ReadonlyArray<number>,
  beside: ReadonlyArray<number>,
): Measurement {
  const alone = medianOf(without);
  return {
    name,
    value: rounded(medianOf(beside) / alone),
    unit: "×",
    limit: SLOWER_MAX,
    note: `medians, in turn; without it ${rounded(alone)} ms`,
    why: WHY,
  };
}

function medianOf(taken: ReadonlyArray<number>): number {
  return quantile(
    taken.toSorted((a, b) => a - b),
    0.5,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
