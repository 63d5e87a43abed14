/** How long a till waits for its turn to write while another process sells at full speed beside it. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { type OpenTill } from "../src/app/open-till.ts";
import { minor, oneUnit } from "../src/domain/money/amounts.ts";
import { type Measurement, quantile, rounded } from "./measurement.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "./shop.ts";

const SELL_LOOP = fileURLToPath(new URL("sell-loop.ts", import.meta.url));
interface WaitingSizes {
  readonly sales: number;
  /** Sales of each process before it is measured: what is done for the first time is no waiting. */
  readonly warmUp: number;
}

export async function measureWaiting(
  dir: string,
  sizes: WaitingSizes,
): Promise<ReadonlyArray<Measurement>> {
  const open = openBenchTill(await foundBenchShop(dir, "waiting"));
  const alone = waits(open, sizes);
  const beside = await besideSeller(open, sizes, () => waits(open, sizes));
  await open.close();
  const [usual, worst] = [quantile(alone, 0.5), beside.at(-1) ?? 0];
  return [
    figure("turn to write, alone, median", usual),
    figure("turn to write, beside a till at full speed, median", quantile(beside, 0.5)),
    figure("the same, 99 of 100", quantile(beside, 0.99)),
    figure("the same, longest", worst),
  ];
}

async function besideSeller<Value>(
  { dir }: OpenTill,
  { warmUp }: WaitingSizes,
  work: () => Value,
): Promise<Value> {
  const seller = spawn(process.execPath, [SELL_LOOP, dir, String(warmUp)]);
  try {
    await once(seller.stdout, "data");
    return work();
  } finally {
    await end(seller);
  }
}

async function end(seller: ChildProcessWithoutNullStreams): Promise<void> {
  const closed = once(seller, "close");
  seller.kill("SIGKILL");
  await closed;
}

/** In microseconds, sorted: from the call of each command until it decides. */
function waits(open: OpenTill, { sales, warmUp }: WaitingSizes): ReadonlyArray<number> {
  const { till } = open;
  const seen: number[] = [];
  let asked = 0n;
  const listening: OpenTill = {
    ...open,
    till: {
      ...till,
      act: (actor, name, decide) => {
        asked = process.hrtime.bigint();
        let began = asked;
        const done = till.act(actor, name, (context) => {
          // A rehearsal comes first: the last call counts.
          began = process.hrtime.bigint();
          return decide(context);
        });
        seen.push(Number(began - asked) / 1000);
        return done;
      },
    },
  };
  const session = sessionOf(listening);
  for (let sale = 0; sale < sales + warmUp; sale += 1) {
    if (sale === warmUp) seen.length = 0;
    session.perform({ act: "add", sku: "COFFEE", quantity: oneUnit });
    session.perform({ act: "pay", type: "cash", tendered: minor(session.cashDue()) });
    session.newOrder();
  }
  return seen.toSorted((a, b) => a - b);
}

function figure(name: string, microseconds: number): Measurement {
  return {
    name,
    value: rounded(microseconds / 1000),
    unit: "ms",
    note: "two processes, one store",
  };
}
