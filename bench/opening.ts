/** What opening a till costs after little and after much history. */

import { oneUnit } from "../src/domain/money/amounts.ts";
import { type Measurement, quantile, rounded, timeEach } from "./measurement.ts";
import { foundBenchShop, openBenchTill, sessionOf } from "./shop.ts";

interface OpeningSizes {
  /** Orders of one line, paid. */
  readonly short: number;
  readonly long: number;
  readonly openings: number;
}

export async function measureOpening(
  dir: string,
  { short, long, openings }: OpeningSizes,
): Promise<ReadonlyArray<Measurement>> {
  const store = await foundBenchShop(dir, "opening");
  await sellOrders(store, short);
  const early = await openMedian(store, openings);
  await sellOrders(store, long - short);
  const late = await openMedian(store, openings);
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

async function openMedian(store: string, openings: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < openings; round += 1) {
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
