/**
 * A queue with 10,000 waiting papers beside one with 10: what a paper costs, what the status line does,
 * and how long a receipt takes that has 1,000 reports before it. The store is the till's; the printer takes
 * no time.
 */

import { type OpenTill } from "../src/app/open-till.ts";
import { encodeFor } from "../src/app/printing/printer-drive.ts";
import { systemClock } from "../src/app/system/clock.ts";
import { ok } from "../src/domain/base/result.ts";
import { createSpool, requestToJob } from "../src/printer/spool/spool.ts";
import { type Transport } from "../src/printer/transport.ts";
import { type Measurement, quantile, rounded, timeEach } from "./measurement.ts";
import { foundBenchShop, openBenchTill } from "./shop.ts";

const RATIO_MAX = 1.5;
const STATUS_MS_MAX = 5;
/** One of the shop's, and one that has nothing to do but reports. */
const PRINTERS = { receipts: "receipt", reports: "office" };
const WORDS = { blocks: [{ type: "text", text: "Croissant" }, { type: "cut" }] } as const;

interface PapersSizes {
  readonly waiting: Readonly<Record<"few" | "many", number>>;
  readonly reports: Readonly<Record<"few" | "many", number>>;
  /** Of each in turn, so that a busy moment of the machine hits both. */
  readonly rounds: number;
  readonly papers: number;
  readonly looks: number;
}

interface Work {
  readonly printer: string;
  readonly kind: "receipt" | "report";
  readonly count: number;
}

export async function measureWaitingPapers(
  dir: string,
  { waiting, reports, rounds, papers: each, looks }: PapersSizes,
): Promise<ReadonlyArray<Measurement>> {
  const few = openBenchTill(await foundBenchShop(dir, "few"));
  const many = openBenchTill(await foundBenchShop(dir, "many"));
  const receipts = { printer: PRINTERS.receipts, kind: "receipt" } as const;
  fill(few, { ...receipts, count: waiting.few });
  fill(many, { ...receipts, count: waiting.many });
  const papers = await inTurn([few, many], rounds, async (till) => {
    const ms = await msToPrint(till, PRINTERS.receipts, each);
    fill(till, { ...receipts, count: each });
    return ms / each;
  });
  const status = [few, many].map((till) => rounded(quantile(statusTimes(till, looks), 0.5) / 1000));
  fill(few, { printer: PRINTERS.reports, kind: "report", count: reports.few });
  fill(many, { printer: PRINTERS.reports, kind: "report", count: reports.many });
  const receipt = await inTurn([few, many], rounds, (till) => {
    fill(till, { ...receipts, printer: PRINTERS.reports, count: 1 });
    return msToPrint(till, PRINTERS.reports, 1);
  });
  await few.close();
  await many.close();
  const [most, least] = [waiting.many.toLocaleString("en"), waiting.few];
  return [
    {
      name: `a paper with ${most} waiting, beside one with ${least}`,
      value: papers.ratio,
      unit: "×",
      limit: RATIO_MAX,
      note: `the queue alone, the same in turn, beside ${papers.few} ms; medians`,
    },
    {
      name: `printers for the status line, ${most} papers waiting`,
      value: status[1] ?? 0,
      unit: "ms",
      limit: STATUS_MS_MAX,
      note: `median; with ${least} waiting ${status[0] ?? 0} ms`,
    },
    {
      name: `a receipt behind ${reports.many.toLocaleString("en")} reports, beside one behind one`,
      value: receipt.ratio,
      unit: "×",
      limit: RATIO_MAX,
      note: `it passes them; the same in turn, beside ${receipt.few} ms; medians`,
    },
  ];
}

/** The medians of both, and how often the first goes into the second. */
async function inTurn(
  tills: readonly [OpenTill, OpenTill],
  rounds: number,
  msOf: (till: OpenTill) => Promise<number>,
): Promise<{ readonly few: number; readonly ratio: number }> {
  const times = tills.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, till] of tills.entries()) times[index]?.push(await msOf(till));
  }
  const [few = 1, many = 0] = times.map((each) =>
    quantile(
      each.toSorted((a, b) => a - b),
      0.5,
    ),
  );
  return { few: rounded(few), ratio: rounded(many / few) };
}

let papersMade = 0;

function fill({ jobs, till }: OpenTill, { printer, kind, count }: Work): void {
  const nowMs = systemClock.nowMs();
  till.ledger.db.write(() => {
    for (let paper = 0; paper < count; paper += 1) {
      papersMade += 1;
      const document = { ...WORDS, kind };
      jobs.add(requestToJob({ documentId: `paper-${papersMade}`, printer, document }, nowMs));
    }
  });
}

/** From the wish until so many are written down as printed. */
async function msToPrint({ jobs }: OpenTill, printer: string, papers: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let printed = 0;
  const spool = createSpool({
    store: jobs,
    clock: systemClock,
    transportsByPrinter: new Map([[printer, ready]]),
    encode: (document) => encodeFor(document, undefined).bytes,
    onOutcome: () => {
      printed += 1;
      if (printed === papers) resolve(spool.close().then(() => performance.now() - start));
    },
    onFault: (error) => {
      throw error;
    },
  });
  const start = performance.now();
  spool.wake();
  return promise;
}

/** Has printed as soon as it is told to. */
const ready: Transport = {
  send: async () => ok("printed"),
  close: async () => undefined,
};

/** Each after a change: of what has not changed since, nothing is asked again. */
function statusTimes({ printing, jobs }: OpenTill, looks: number): ReadonlyArray<number> {
  const times = Array.from({ length: looks }, () => {
    const [newest] = jobs.latest(1);
    if (newest !== undefined) jobs.save(newest, newest.state);
    return timeEach(1, printing.printers);
  });
  return times.flat().toSorted((a, b) => a - b);
}
