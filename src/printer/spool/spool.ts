/**
 * The queue in front of the printers.
 *
 * A paper is printed at least once, and a second one says so. That rests on two things: `sending` is
 * durable before the first byte, and nothing that was in `sending` when we stopped, or whose printer
 * fell silent, is printed again without a mark (tickets) or a person (everything else).
 *
 * Every printer has a lane of its own, so that one that is off delays nothing else.
 */

import { type Clock } from "../../domain/ports.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { documentToJson, type PrintDocument } from "../document.ts";
import { type Transport } from "../transport.ts";
import { createDrawerSensor, type SensorMemory } from "./drawer-sensor.ts";
import { createIdling, type Idling, pollWhenIdle } from "./idle-poll.ts";
import { createLane } from "./lane.ts";
import { attempt, changed, doubt, READ_MAX, reprintUnasked } from "./outcomes.ts";
import { type PrinterAtWork, printNext, type Works } from "./print-next.ts";
import { type SpoolStatus, statusOf } from "./spool-status.ts";
import { type NewSpoolJob, type SpoolJob, WAITING } from "./spool-store.ts";
import { keepStuck } from "./stuck-jobs.ts";

export interface SpoolDeps extends Omit<Works, "hasUnreported"> {
  readonly transportsByPrinter: TransportsByPrinter;
  readonly clock: Clock;
  /** Something that `status` tells has changed. */
  readonly onChange?: () => void;
  /**
   * A job came to an end, or now waits for a person. Told at least once, also across a crash: the
   * listener dedups by job id and state.
   */
  readonly onOutcome?: (job: SpoolJob) => void;
  /** Which printers are looked at from time to time while nothing is printed; none unless it is said. */
  readonly looksAt?: (printer: string) => boolean;
  /** The drawers on the plugs of those printers, where somebody wants to know of them. */
  readonly drawers?: DrawersHeard;
  /** Something threw: the store, or a listener. It is tried again, with the lanes' pauses. */
  readonly onFault: (error: unknown) => void;
}

export interface DrawersHeard {
  /** Undefined for a printer whose plug tells nothing that anybody wants to know. */
  readonly memoryOf: (printer: string) => SensorMemory | undefined;
  /** Somebody has opened the drawer of that printer, and no pulse did. */
  readonly onOpened: (printer: string) => void;
}

/** The spool closes them when it is closed, and each that it is told no more of. */
export type TransportsByPrinter = ReadonlyMap<string, Transport>;

export interface SpoolRequest {
  readonly documentId: string;
  readonly printer: string;
  /** 1 unless a person asked for another copy. */
  readonly copy?: number;
  readonly document: PrintDocument;
}

export interface Spool {
  /** Tries every printer now, whatever its back-off: a person wants it, or it was just started. */
  readonly wake: () => void;
  /**
   * Tries the printer now, because there is a new job for it. Only a printer that never answered
   * keeps its back-off, because each try may print once more.
   */
  readonly offer: (printer: string) => void;
  /**
   * Tries every printer now and with short pauses again, because this box may have its network back.
   * Only a printer that never answered keeps its back-off.
   */
  readonly retry: () => void;
  /** Resolves when nothing can be done right now: all is printed, or waits for time or people. Also
   * while a printer holds a job that it can't finish. */
  readonly idle: () => Promise<void>;
  readonly status: () => ReadonlyArray<SpoolStatus>;
  /** The printers that can't print now, by name, and since when they could not. */
  readonly offSinceMs: () => ReadonlyMap<string, number>;
  /**
   * Sets the printers. A printer with the same transport goes on with its job; others are closed as
   * by `close`; new ones are tried at once. Call it only after an earlier change is done.
   */
  readonly changePrinters: (transportsByPrinter: TransportsByPrinter) => Promise<void>;
  /** Stops; waits a moment for what is being sent. */
  readonly close: () => Promise<void>;
}

/** For the paper in hand. */
const LEAVING_MS_MAX = 3000;

/** Makes the job's row, which is stored in the transaction of its cause. */
export function requestToJob(request: SpoolRequest, createdMs: number): NewSpoolJob {
  const { documentId, printer, copy = 1, document } = request;
  const json = documentToJson(document);
  return { documentId, printer, copy, kind: document.kind, document: json, createdMs };
}

interface Spooling extends Works {
  readonly drawers?: DrawersHeard;
  readonly looksAt?: (printer: string) => boolean;
  readonly printers: Map<string, PrinterAtWork>;
  /** The callers who wait until nothing can be done. */
  readonly watchers: Set<() => void>;
  isClosed: boolean;
}

/**
 * Nothing is sent before the first `wake`. What an earlier run left in `sending` is uncertain from
 * there on.
 */
export function createSpool(deps: SpoolDeps): Spool {
  const watchers = new Set<() => void>();
  const spooling: Spooling = {
    ...deps,
    onChange: () => {
      for (const look of watchers) look();
      deps.onChange?.();
    },
    printers: new Map(),
    hasUnreported: true,
    watchers,
    isClosed: false,
  };
  const { store } = deps;
  const { printers } = spooling;
  takeOn(spooling, deps.transportsByPrinter);
  recoverGone(spooling);
  const stopLooking = keepLooking(spooling);

  return {
    wake: () => {
      for (const { lane } of printers.values()) lane.wake();
    },
    offer: (name) => {
      const printer = printers.get(name);
      printer?.lane.offer();
      // The lane waits while it has a job in hand.
      if (printer?.stuck !== undefined) holdUpBeside(spooling, printer, printer.stuck);
    },
    retry: () => {
      for (const { lane } of printers.values()) lane.retry();
    },
    idle: () => idle(spooling, [...printers.values()]),
    status: () => statusOf(store, [...printers.values()]),
    offSinceMs: () => new Map([...printers.values()].flatMap(offSince)),
    changePrinters: (transportsByPrinter) => changePrinters(spooling, transportsByPrinter),
    close: async () => {
      stopLooking();
      spooling.isClosed = true;
      await Promise.all([...printers.values()].map((printer) => letGo(spooling, printer)));
    },
  };
}

/** All that are let go of before any other begins: what is changed may be two names of one printer. */
async function changePrinters(spooling: Spooling, now: TransportsByPrinter): Promise<void> {
  const { printers } = spooling;
  const gone = [...printers.values()].filter(({ name, transport }) => now.get(name) !== transport);
  await Promise.all(gone.map((printer) => letGo(spooling, printer)));
  if (spooling.isClosed) {
    const unused = [...now].filter(
      ([name, transport]) => printers.get(name)?.transport !== transport,
    );
    await Promise.all(unused.map(([, transport]) => transport.close()));
    return;
  }
  for (const { name } of gone) printers.delete(name);
  const added = takeOn(spooling, now);
  recoverGone(spooling);
  for (const { lane } of added) lane.wake();
  changed(spooling);
}

/** Adds the printers that aren't there yet. */
function takeOn(
  spooling: Spooling,
  transportsByPrinter: TransportsByPrinter,
): ReadonlyArray<PrinterAtWork> {
  const { printers } = spooling;
  const added = [...transportsByPrinter]
    .filter(([name]) => !printers.has(name))
    .map(([name, transport]) => createPrinter(spooling, name, transport));
  for (const printer of added) printers.set(printer.name, printer);
  return added;
}

function createPrinter(works: Spooling, name: string, transport: Transport): PrinterAtWork {
  const memory = works.drawers?.memoryOf(name);
  const printer: PrinterAtWork = {
    name,
    transport,
    offSinceMs: undefined,
    trouble: undefined,
    stuck: undefined,
    stuckSinceMs: undefined,
    isBehind: true,
    isLeaving: false,
    leaving: undefined,
    isAsked: false,
    wasReport: false,
    isTorn: undefined,
    idling: createIdling(),
    sensor: memory && createDrawerSensor(memory),
    unsettled: undefined,
    lane: createLane({
      clock: works.clock,
      step: () => printNext(works, printer),
      onFault: (error) => {
        printer.isBehind = true;
        works.onFault(error);
      },
    }),
  };
  transport.onDrawer?.((level) => {
    const isOpened = printer.sensor?.see(level, works.clock.nowMs()) === true;
    if (isOpened) attempt(works, () => works.drawers?.onOpened(name));
  });
  transport.onBack?.(() => {
    printer.lane.wake();
  });
  transport.onTrouble?.((trouble) => {
    printer.stuck = trouble;
    if (trouble === undefined) printer.stuckSinceMs = undefined;
    else {
      printer.stuckSinceMs ??= works.clock.nowMs();
      holdUpBeside(works, printer, trouble);
    }
    changed(works);
  });
  return printer;
}

/** While its lane is at work. */
function holdUpBeside(works: Works, printer: PrinterAtWork, trouble: PrinterTrouble): void {
  keepStuck(works, printer, { trouble }).catch(works.onFault);
}

/** A printer that waits for paper with a job in hand may do so for hours. */
async function idle({ watchers }: Spooling, printers: ReadonlyArray<PrinterAtWork>): Promise<void> {
  for (;;) {
    const busy = printers.filter(
      ({ lane, stuck, idling }) =>
        lane.isRunning() && stuck === undefined && !idling.isBeingAsked(),
    );
    if (busy.length === 0) return;
    const { promise: isHeldUp, resolve } = Promise.withResolvers<void>();
    watchers.add(resolve);
    await Promise.race([isHeldUp, Promise.all(busy.map(({ lane }) => lane.settled()))]);
    watchers.delete(resolve);
  }
}

/**
 * Lets go of a printer. Its job is waited for, unless it is stuck or takes longer; then the job
 * stays with the printer, and the next process asks it.
 */
function letGo(spooling: Spooling, printer: PrinterAtWork): Promise<void> {
  return (printer.leaving ??= leave(spooling, printer).catch(spooling.onFault));
}

async function leave(spooling: Spooling, printer: PrinterAtWork): Promise<void> {
  const { lane, transport } = printer;
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const cancel = spooling.clock.after(LEAVING_MS_MAX, resolve);
  const closing = lane.close();
  await Promise.race([isLate, idle(spooling, [printer])]);
  cancel();
  printer.isLeaving = true;
  await transport.close();
  await closing;
}

/** No lane works for a printer that is not set up any more, but its jobs must not look alive. */
function recoverGone(works: Spooling): void {
  const { store, printers } = works;
  try {
    for (const printer of store.printersWith(["sending", "uncertain"])) {
      if (printers.has(printer)) continue;
      for (const job of store.find({ printer, states: ["sending"], limit: READ_MAX })) {
        doubt(works, job, "spool/interrupted");
      }
      for (const job of store.find({ printer, states: ["uncertain"], limit: READ_MAX })) {
        reprintUnasked(works, job);
      }
    }
  } catch (error) {
    works.onFault(error);
  }
}

/** Polls only printers that have nothing to print: the others are tried anyway, by their own pauses. */
function keepLooking(spooling: Spooling): () => void {
  const { store, clock, looksAt, onFault, printers } = spooling;
  if (looksAt === undefined) return () => undefined;
  const looks = looksAt;

  function lookAt(due: NonNullable<Idling["due"]>, isMeant: (printer: PrinterAtWork) => boolean) {
    try {
      const meant = [...printers.values()].filter((printer) => isMeant(printer));
      if (meant.length === 0) return;
      const busy = new Set(store.printersWith(WAITING));
      for (const { name, lane, idling } of meant) {
        if (!looks(name) || busy.has(name) || lane.isRunning()) continue;
        idling.due = due;
        lane.offer();
      }
    } catch (error) {
      onFault(error);
    }
  }

  const ends = [
    pollWhenIdle(clock, () => {
      lookAt("all", () => true);
    }),
    pollWhenIdle(
      clock,
      () => {
        lookAt("drawer", (printer) => isDrawerDue(printer, clock.nowMs()));
      },
      DRAWER_TICK_MS,
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}

const DRAWER_TICK_MS = 500;

/** A printer that can't be reached reports nothing of its drawer, however often it is asked. */
function isDrawerDue({ sensor, idling, offSinceMs, stuck }: PrinterAtWork, nowMs: number): boolean {
  if (offSinceMs !== undefined || stuck !== undefined || idling.trouble() !== undefined)
    return false;
  return sensor?.isDue(nowMs) === true;
}

function offSince({
  name,
  offSinceMs,
  stuckSinceMs,
}: PrinterAtWork): ReadonlyArray<[string, number]> {
  const sinceMs = offSinceMs ?? stuckSinceMs;
  return sinceMs === undefined ? [] : [[name, sinceMs]];
}
