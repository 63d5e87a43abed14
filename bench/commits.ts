/** What a commit costs, beside one synced write of 4 KB to the same disk. */

import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import path from "node:path";

import { type OpenTill } from "../src/app/open-till.ts";
import { ok } from "../src/domain/base/result.ts";
import { toStreamId } from "../src/domain/identity.ts";
import { minor, oneUnit } from "../src/domain/money/amounts.ts";
import { type Measurement, quantile, rounded, timeEach } from "./measurement.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "./shop.ts";

const PAGE_BYTES = 4096;

export async function measureCommits(
  dir: string,
  { rounds }: { readonly rounds: number },
): Promise<ReadonlyArray<Measurement>> {
  const open = openBenchTill(await foundBenchShop(dir, "commits"));
  // Interleaved, so that a busy moment of the machine hits both alike.
  const raw: number[] = [];
  const single: number[] = [];
  const sale: number[] = [];
  const session = sessionOf(open);
  const write = createRawWrite(dir);
  for (let round = 0; round < rounds; round += 1) {
    raw.push(...timeEach(1, write.once));
    single.push(...timeEach(1, () => commitOne(open, round)));
    sale.push(...timeSale(session));
  }
  write.close();
  await open.close();
  const [limit, one, each] = [raw, single, sale].map((times) =>
    quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    ),
  );
  return [
    figure("write and fdatasync of 4 KB, median", limit ?? 0),
    {
      ...ratio("one command with one event", (one ?? 0) / (limit ?? 1), 2),
      why: "The disk of this run syncs in about a fifth of a millisecond, and a command takes about as much of one processor beside that: 0.05 for the two pages that its commit encrypts, as much for the turns at the lock, 0.04 for the signature, the rest for deciding, reading back what was written as others will, and folding. On a card that syncs in a millisecond it is 1.3 times.",
    },
    {
      ...ratio("each command of a cashier's sale", (each ?? 0) / (limit ?? 1), 2.5),
      why: "The same; the bill is worked out with its taxes before and after each, and with the payment three papers are laid out and queued in the same commit, ten pages in all.",
    },
  ];
}

/** Three lines and a payment, with what the register reads after each. */
function timeSale(session: ReturnType<typeof sessionOf>): ReadonlyArray<number> {
  const goods = ["COFFEE", "FLAT-WHITE", "CROISSANT"];
  const lines = timeEach(goods.length, (index) => {
    session.perform({ act: "add", sku: goods[index] ?? "", quantity: oneUnit });
  });
  const due = session.cashDue();
  const paid = timeEach(1, () => {
    session.perform({ act: "pay", type: "cash", tendered: minor(due) });
  });
  session.newOrder();
  return [...lines, ...paid];
}

function commitOne({ till }: OpenTill, round: number): void {
  till.ledger.commit({
    by: "1",
    name: "bench",
    decide: () =>
      ok({
        events: [
          {
            kind: "setting/set",
            streams: [toStreamId("set", `bench-${round}`)],
            body: { value: round, over: [] },
          },
        ],
      }),
  });
}

interface RawWrite {
  readonly once: () => void;
  readonly close: () => void;
}

/** Writes and syncs 4 KB of a file in that folder. */
export function createRawWrite(dir: string): RawWrite {
  const file = openSync(path.join(dir, "raw"), "w");
  const page = Buffer.alloc(PAGE_BYTES, 7);
  for (let index = 0; index < 8; index += 1)
    writeSync(file, page, 0, PAGE_BYTES, index * PAGE_BYTES);
  let at = 0;
  return {
    once: () => {
      writeSync(file, page, 0, PAGE_BYTES, (at % 8) * PAGE_BYTES);
      fdatasyncSync(file);
      at += 1;
    },
    close: () => {
      closeSync(file);
    },
  };
}

function figure(name: string, microseconds: number): Measurement {
  return { name, value: rounded(microseconds / 1000, 3), unit: "ms", note: "the limit" };
}

function ratio(name: string, value: number, limit: number): Measurement {
  return {
    name,
    value: rounded(value),
    unit: "×",
    limit,
    note: "median, beside the synced write",
  };
}
