/** What opening a till costs after little and after much history. */

import { oneUnit } from "../src/domain/money/amounts.ts";
import { type Measurement, quantile, rounded, timeEach } from "./measurement.ts";
import { openBenchTill, sessionOf } from "./shop.ts";

const OPENINGS = 15;

export interface HistorySizes {
  readonly short: number;
  readonly long: number;
}

/** `store` has just been founded; it is sold from until it holds so many orders. */
export async function measureOpening(
  store: string,
  { short, long }: HistorySizes,
): Promise<ReadonlyArray<Measurement>> {
  await sellOrders(store, short);
  const early = await openMedian(store);
  await sellOrders(store, long - short);
  const late = await openMedian(store);
  return [
    { name: `open after ${short} orders`, value: rounded(early), unit: "ms", note: "median" },
    { name: `open after ${long} orders`, value: rounded(late), unit: "ms", note: "median" },
    {
      name: "opening, much history beside little",
      value: rounded(late / early),
      unit: "×",
      limit: 1.3,
      note: "store, folded state and catalogue",
    },
  ];
}

async function openMedian(store: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    const opened: Array<ReturnType<typeof openBenchTill>> = [];
    times.push(
      ...timeEach(1, () => {
        const open = openBenchTill(store);
        open.till.catalogue();
        opened.push(open);
      }),
    );
    for (const open of opened) await open.close();
  }
  return (
    quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    ) / 1000
  );
}

async function sellOrders(store: string, count: number): Promise<void> {
  const open = openBenchTill(store);
  const session = sessionOf(open);
  for (let order = 0; order < count; order += 1) {
    session.perform({ act: "add", sku: "COFFEE", quantity: oneUnit });
    session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
    session.newOrder();
  }
  await open.close();
}
