/**
 * Segments that have come and wait for their turn are read by a thread of their own meanwhile: on a box with two
 * processors a long history is heard in half the time. What it says is as good as what this process works out
 * itself; where it says nothing, because it has died or can't be started, everything goes on without it.
 */

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import { type Clock } from "../../domain/ports.ts";
import { type Cut } from "../../ledger/log/segment.ts";
import { type ReadAnswer, type ReadRequest } from "../../ledger/read-ahead-thread.ts";
import { fromMessage, type SegmentAhead } from "../../ledger/read-ahead.ts";
import { type Store } from "../../ledger/store.ts";

export interface ReadingAhead {
  /** Begins to read a segment that will soon have its turn. */
  readonly begin: (segment: Uint8Array) => void;
  /** Whether it is being read: whoever waits for that is called. */
  readonly isReading: (segment: Uint8Array) => boolean;
  /** Returns what was read of it, once; undefined where nothing was. */
  readonly take: (segment: Uint8Array) => SegmentAhead | undefined;
  readonly close: () => void;
}

export interface ReadingAheadDeps {
  readonly store: Pick<Store, "origins" | "head">;
  readonly cut: Cut;
  readonly clock: Pick<Clock, "after">;
  /** Something is not being read any more. */
  readonly onRead: () => void;
}

/** A thread that answers messages; the tests have one that dies. */
export interface ReadingThread {
  readonly ask: (request: ReadRequest) => void;
  readonly end: () => void;
}

export type StartThread = (listener: {
  readonly onAnswer: (answer: ReadAnswer) => void;
  /** It is no more: nothing else will be answered. */
  readonly onEnd: () => void;
}) => ReadingThread | undefined;

/** Those that are read, or were and have not been taken: with some 1 MB each. */
const READ_MAX = 4;
/** The thread goes when nothing has come for so long: it takes some 40 MB. */
const IDLE_MS = 10_000;
/** A segment is read in a tenth of a second, or ten times that on the smallest boxes. */
const LATE_MS = 10_000;

interface Reading {
  readonly id: number;
  readonly segment: Uint8Array;
  isDone: boolean;
  ahead: SegmentAhead | undefined;
}

export function createReadingAhead(
  { store, cut, clock, onRead }: ReadingAheadDeps,
  startThread: StartThread = startOwnThread,
): ReadingAhead {
  let thread: ReadingThread | undefined;
  let isOver = false;
  let lastId = 0;
  let cancel: (() => void) | undefined;
  const readings: Reading[] = [];

  function isBusy(): boolean {
    return readings.some(({ isDone }) => !isDone);
  }

  function stop(): void {
    cancel?.();
    cancel = undefined;
    const ended = thread;
    thread = undefined;
    ended?.end();
  }

  /** It isn't started again: whatever was the matter with it may still be. */
  function giveUp(): void {
    if (isOver) return;
    isOver = true;
    stop();
    const wasBusy = isBusy();
    readings.length = 0;
    if (wasBusy) onRead();
  }

  function watch(): void {
    cancel?.();
    cancel = clock.after(isBusy() ? LATE_MS : IDLE_MS, () => {
      if (isBusy()) giveUp();
      else stop();
    });
  }

  function hear({ id, ahead }: ReadAnswer): void {
    const reading = readings.find((one) => one.id === id);
    watch();
    if (reading === undefined) return;
    reading.isDone = true;
    reading.ahead = ahead && fromMessage(ahead);
    onRead();
  }

  function find(segment: Uint8Array): Reading | undefined {
    return readings.find((one) => Buffer.compare(one.segment, segment) === 0);
  }

  return {
    begin: (segment) => {
      if (isOver || find(segment) !== undefined) return;
      // Of what a link brought that has ended since, nothing is ever taken.
      const oldest = readings.findIndex(({ isDone }) => isDone);
      if (readings.length >= READ_MAX && oldest === -1) return;
      if (readings.length >= READ_MAX) readings.splice(oldest, 1);
      thread ??= startThread({ onAnswer: hear, onEnd: giveUp });
      if (thread === undefined) return giveUp();
      const ends = isBusy() ? undefined : endsOf(store);
      lastId += 1;
      readings.push({ id: lastId, segment, isDone: false, ahead: undefined });
      // What came in one piece with other messages would go with all of that.
      thread.ask({ id: lastId, bytes: new Uint8Array(segment), cut, ...(ends && { ends }) });
      watch();
    },
    isReading: (segment) => find(segment)?.isDone === false,
    take: (segment) => {
      const reading = find(segment);
      if (reading?.isDone !== true) return undefined;
      readings.splice(readings.indexOf(reading), 1);
      return reading.ahead;
    },
    close: () => {
      isOver = true;
      readings.length = 0;
      stop();
    },
  };
}

function endsOf({ origins, head }: ReadingAheadDeps["store"]): NonNullable<ReadRequest["ends"]> {
  return origins().flatMap((origin) => {
    const end = head(origin);
    return end === undefined ? [] : [[origin, end.seq, end.hash] as const];
  });
}

/** Beside the bundles that the build or a benchmark makes, or among the sources. */
const FILES = [
  "read-ahead.js",
  "read-ahead.mjs",
  "../read-ahead.js",
  "../../ledger/read-ahead-thread.ts",
];
/** Next to all that it makes is garbage by the next segment, so a large young space saves most of collecting it. */
const MEMORY = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 128 };

/** Undefined where the box has one processor, or a part of one: there a thread would gain nothing. */
function startOwnThread({
  onAnswer,
  onEnd,
}: Parameters<StartThread>[0]): ReadingThread | undefined {
  const file = FILES.map((each) => new URL(each, import.meta.url)).find((url) =>
    existsSync(fileURLToPath(url)),
  );
  if (availableParallelism() < 2 || file === undefined) return undefined;
  const worker = new Worker(file, {
    name: "read ahead",
    execArgv: [],
    resourceLimits: MEMORY,
    stderr: true,
  });
  worker.unref();
  worker.on("message", onAnswer);
  worker.on("error", onEnd);
  worker.on("exit", onEnd);
  return {
    ask: (request) => {
      worker.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    },
    end: () => {
      worker.removeAllListeners();
      // What goes wrong once nobody listens is no news.
      worker.on("error", () => undefined);
      worker.terminate().catch(() => undefined);
    },
  };
}
