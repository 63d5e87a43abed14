/** What the close of a day costs after a year: a till's Z, and the report of one day. */

import path from "node:path";

import { closeOwnZ } from "../src/app/day/close-day.ts";
import { dayReport } from "../src/app/day/day-report.ts";
import { oneUnit } from "../src/domain/money/amounts.ts";
import { addDays } from "../src/domain/text/civil-time.ts";
import { type Measurement, rounded, timeEach } from "./measurement.ts";
import { sessionOf } from "./shop.ts";
import { type AfterYear, tillAfterYear } from "./year.ts";

const REPORT_MS_MAX = 300;

interface NightSizes {
  /** Events of the year. */
  readonly short: number;
  readonly long: number;
  /** The year has so many days, and this one of them is reported. */
  readonly days: number;
  readonly day: number;
  /** Sales in one Z. */
  readonly sales: number;
  readonly rounds: number;
}

/** Each of them is a shop of its own; the least of some rounds in turn, whatever else the machine does. */
export async function measureNight(
  dir: string,
  sizes: NightSizes,
): Promise<ReadonlyArray<Measurement>> {
  const { rounds, sales } = sizes;
  const few = await tillAfterYear(path.join(dir, "few"), sizes.short, sizes.days);
  const many = await tillAfterYear(path.join(dir, "many"), sizes.long, sizes.days);
  const zs = Array.from(
    { length: rounds + 1 },
    () => [closeOnce(few, sales), closeOnce(many, sales)] as const,
  );
  // The first of each loads what it needs.
  const [short, long] = [0, 1].map((at) => Math.min(...zs.slice(1).map((z) => z[at] ?? 0)));
  const report = Math.min(...Array.from({ length: rounds }, () => reportOnce(many, sizes.day)));
  const sold = Math.min(...Array.from({ length: rounds }, () => reportOnce(few, sizes.day)));
  await few.open.close();
  await many.open.close();
  return [
    {
      name: `a Z of ${sales} sales after ${sizes.long.toLocaleString("en")} events`,
      value: rounded((long ?? 0) / (short ?? 1)),
      unit: "×",
      limit: 1.2,
      note: `beside ${rounded(short ?? 0)} ms after ${sizes.short.toLocaleString("en")}; the same in turn, the least of ${rounds}`,
    },
    {
      name: `a day reconciled after ${sizes.long.toLocaleString("en")} events`,
      value: rounded(report),
      unit: "ms",
      limit: REPORT_MS_MAX,
      note: `one of ${sizes.days}, beyond start-up and catching up; after ${sizes.short.toLocaleString("en")} events ${rounded(sold)} ms; the least of ${rounds}`,
    },
  ];
}

/** In milliseconds. */
function closeOnce({ open, today }: AfterYear, sales: number): number {
  const session = sessionOf(open);
  for (let sale = 0; sale < sales; sale += 1) {
    session.perform({ act: "add", sku: "COFFEE", quantity: oneUnit });
    session.perform({ act: "pay", type: "cash", tendered: session.cashDue() });
    session.newOrder();
  }
  open.till.ledger.flush();
  return once(() => {
    if (closeOwnZ(open.till, today).length !== 1) throw new Error("There was no Z.");
  });
}

function reportOnce({ open: { till }, first }: AfterYear, day: number): number {
  return once(() => {
    const { receipts } = dayReport(till, addDays(first, day));
    if (receipts === 0) throw new Error("Nothing was sold on the day.");
  });
}

function once(work: () => void): number {
  return (timeEach(1, work)[0] ?? 0) / 1000;
}
