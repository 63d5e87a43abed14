/**
 * A queue with 10,000 waiting papers beside one with 10: what a paper costs, what the status line does,
 * and how long a receipt takes that has 1,000 reports before it. The store is the till's; the printer takes
 * no time.
 */

import { type OpenTill } from "../src/app/open-till.ts";
import { encodeFor } from "../src/app/printing/printer-drive.ts";
import { systemClock } from "../src/app/system-clock.ts";
import { ok } from "../src/domain/result.ts";
import { createSpool, requestToJob } from "../src/printer/spool/spool.ts";
import { type Transport } from "../src/printer/transport.ts";
import { type Measurement, quantile, rounded, timeEach } from "./measurement.ts";

const WAITING = { few: 10, many: 10_000 };
const REPORTS = { few: 1, many: 1000 };
/** Of each in turn, so that a busy moment of the machine hits both. */
const ROUNDS = 60;
const PAPERS = 10;
const LOOKS = 50;
const RATIO_MAX = 1.5;
const STATUS_MS_MAX = 5;
/** One of the shop's, and one that has nothing to do but reports. */
const PRINTERS = { receipts: "receipt", reports: "office" };
const WORDS = { blocks: [{ type: "text", text: "Croissant" }, { type: "cut" }] } as const;

interface Work {
  readonly printer: string;
  readonly kind: "receipt" | "report";
  readonly count: number;
}

export async function measureWaitingPapers(
  few: OpenTill,
  many: OpenTill,
): Promise<ReadonlyArray<Measurement>> {
  const receipts = { printer: PRINTERS.receipts, kind: "receipt" } as const;
  fill(few, { ...receipts, count: WAITING.few });
  fill(many, { ...receipts, count: WAITING.many });
  const papers = await inTurn([few, many], async (till) => {
    const ms = await msToPrint(till, PRINTERS.receipts, PAPERS);
    fill(till, { ...receipts, count: PAPERS });
    return ms / PAPERS;
  });
  const status = [few, many].map((till) => rounded(quantile(statusTimes(till), 0.5) / 1000));
  fill(few, { printer: PRINTERS.reports, kind: "report", count: REPORTS.few });
  fill(many, { printer: PRINTERS.reports, kind: "report", count: REPORTS.many });
  const receipt = await inTurn([few, many], (till) => {
    fill(till, { ...receipts, printer: PRINTERS.reports, count: 1 });
    return msToPrint(till, PRINTERS.reports, 1);
  });
  return [
    {
      name: "a paper with 10,000 waiting, beside one with 10",
      value: papers.ratio,
      unit: "×",
      limit: RATIO_MAX,
      note: `the queue alone, the same in turn, beside ${papers.few} ms; medians`,
    },
    {
      name: "printers for the status line, 10,000 papers waiting",
      value: status[1] ?? 0,
      unit: "ms",
      limit: STATUS_MS_MAX,
      note: `median; with 10 waiting ${status[0] ?? 0} ms`,
    },
    {
      name: "a receipt behind 1,000 reports, beside one behind one",
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
  msOf: (till: OpenTill) => Promise<number>,
): Promise<{ readonly few: number; readonly ratio: number }> {
  const times = tills.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
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
function statusTimes({ printing, jobs }: OpenTill): ReadonlyArray<number> {
  const times = Array.from({ length: LOOKS }, () => {
    const [newest] = jobs.latest(1);
    if (newest !== undefined) jobs.save(newest, newest.state);
    return timeEach(1, printing.printers);
  });
  return times.flat().toSorted((a, b) => a - b);
}
