/**
 * Power cuts at every point of a print: before and after each write to the store and each job on
 * paper. A new spool on the same store must finish the work, and nobody may be misled by the paper.
 */

import { expect, test } from "vitest";

import { type DocumentKind } from "../../src/printer/document.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../src/printer/encoding/profile.ts";
import { ASKING, type SpoolJob, type SpoolStore } from "../../src/printer/spool/spool-store.ts";
import {
  createSpool,
  requestToJob,
  type Spool,
  type SpoolRequest,
} from "../../src/printer/spool/spool.ts";
import { type Transport } from "../../src/printer/transport.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { createMemorySpoolStore } from "../support/memory-spool-store.ts";
import { createPaperPrinter } from "../support/paper-printer.ts";
import { REPRINT_MARK } from "../support/reprint-mark.ts";

/** More than the steps of a run without a crash, as the first test makes sure. */
const CRASH_POINTS = Array.from({ length: 24 }, (_, point) => point);

class PowerCut extends Error {}

test("the crash points cover a whole run", async () => {
  const { steps } = await runUntil("ticket", Number.POSITIVE_INFINITY);

  expect(steps).toBeGreaterThan(10);
  expect(steps).toBeLessThan(CRASH_POINTS.length);
});

test.each(CRASH_POINTS)(
  "a power cut at step %i prints no ticket twice without its mark",
  async (point) => {
    const { papers, outcomes, asking } = await runUntil("ticket", point);

    for (const text of ["first", "second"]) {
      const [original = "", ...reprints] = papers.filter((paper) => paper.includes(text));
      expect(original).not.toBe("");
      expect(reprints.length).toBeLessThanOrEqual(1);
      expect(reprints.every((paper) => paper.includes(REPRINT_MARK))).toBe(true);
      expect(outcomes).toContain(`${text} printed`);
    }
    expect(asking).toEqual([]);
  },
);

test.each(CRASH_POINTS)("a power cut at step %i prints no receipt twice unasked", async (point) => {
  const { papers, outcomes, asking } = await runUntil("receipt", point);

  for (const text of ["first", "second"]) {
    const copies = papers.filter((paper) => paper.includes(text));
    const isCertain = outcomes.includes(`${text} printed`);
    expect(copies.length).toBeGreaterThanOrEqual(isCertain ? 1 : 0);
    expect(copies.length).toBeLessThanOrEqual(1);
    expect(copies.join("")).not.toContain(REPRINT_MARK);
    // Either it is on paper for certain, or a person is asked.
    expect(asking.includes(text)).toBe(!isCertain);
  }
});

test("two power cuts in a row mislead nobody either", async () => {
  for (const first of CRASH_POINTS) {
    for (const second of CRASH_POINTS) {
      const { papers, outcomes } = await runUntil("ticket", first, second);

      for (const text of ["first", "second"]) {
        const [, ...reprints] = papers.filter((paper) => paper.includes(text));
        expect(reprints.every((paper) => paper.includes(REPRINT_MARK))).toBe(true);
        expect(outcomes).toContain(`${text} printed`);
      }
    }
  }
});

interface Aftermath {
  readonly papers: ReadonlyArray<string>;
  /** Every outcome that was told, before and after the cut. */
  readonly outcomes: ReadonlyArray<string>;
  readonly asking: ReadonlyArray<string>;
  /** How many steps the first run took. */
  readonly steps: number;
}

/** Two documents; power cuts at the given steps of the first runs; then a run to the end. */
async function runUntil(kind: DocumentKind, ...cuts: ReadonlyArray<number>): Promise<Aftermath> {
  const disk = createMemorySpoolStore();
  const printer = createPaperPrinter();
  const outcomes: string[] = [];
  // The jobs are put there by the transactions of their sales: durable, whatever happens next.
  for (const text of ["first", "second"]) disk.add(requestToJob(requestFor(text, kind), 0));

  function startOn(store: SpoolStore, transport: Transport): Spool {
    return createSpool({
      store,
      transportsByPrinter: new Map([["kitchen", transport]]),
      encode: (document) => encodeDocument(document, epson80).bytes,
      clock: createManualClock(),
      onOutcome: (job: SpoolJob) => void outcomes.push(`${job.documentId} ${job.state}`),
      onFault: (error) => {
        if (!(error instanceof PowerCut)) throw error;
      },
    });
  }

  let steps = 0;
  for (const cut of cuts) {
    steps = 0;
    function step(): void {
      if (steps >= cut) throw new PowerCut();
      steps += 1;
    }
    const cutOff = startOn(failingStore(disk, step), failingTransport(printer, step));
    cutOff.wake();
    await cutOff.idle();
  }
  const spool = startOn(disk, printer);
  spool.wake();
  await spool.idle();
  return {
    papers: printer.papers,
    outcomes,
    asking: disk.find({ states: ASKING, limit: 1000 }).map((job) => job.documentId),
    steps,
  };
}

function failingStore(disk: SpoolStore, step: () => void): SpoolStore {
  return {
    ...disk,
    save(job, from) {
      step();
      const saved = disk.save(job, from);
      step();
      return saved;
    },
  };
}

function failingTransport(printer: Transport, step: () => void): Transport {
  return {
    ...printer,
    async send(bytes) {
      step();
      const outcome = await printer.send(bytes);
      step();
      return outcome;
    },
  };
}

function requestFor(text: string, kind: DocumentKind): SpoolRequest {
  return {
    documentId: text,
    printer: "kitchen",
    document: { kind, blocks: [{ type: "text", text }] },
  };
}
