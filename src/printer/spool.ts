/**
 * The queue in front of the printers.
 *
 * A paper is printed at least once, and a second one says so. That rests on two things: `sending` is
 * durable before the first byte, and nothing that was in `sending` when we stopped, or whose printer
 * fell silent, is printed again without a mark (tickets) or a person (everything else).
 *
 * Every printer has a lane of its own, so that one that is off delays nothing else.
 */

import { assertNever } from "../domain/assert-never.ts";
import { type Clock } from "../domain/ports.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { documentToJson, jsonToDocument, markReprint, type PrintDocument } from "./document.ts";
import { createLane, type Lane, type StepOutcome } from "./lane.ts";
import {
  ASKING,
  type JobState,
  type NewSpoolJob,
  type SpoolJob,
  type SpoolStore,
  WAITING,
} from "./spool-store.ts";
import { type Delivery, type PrinterFault, type Transport } from "./transport.ts";

export interface SpoolDeps {
  readonly store: SpoolStore;
  readonly transportsByPrinter: ReadonlyMap<string, Transport>;
  readonly encode: (document: PrintDocument, printer: string) => Uint8Array;
  readonly clock: Clock;
  /** On top of what may be on paper already; English when nothing is said. */
  readonly repeatMark?: string;
  /** Something that `status` tells has changed. */
  readonly onChange?: () => void;
  /**
   * A job came to an end, or now waits for a person. Told at least once, also across a crash: the
   * listener dedups by job id and state.
   */
  readonly onOutcome?: (job: SpoolJob) => void;
  /** Something threw: the store, or a listener. It is tried again, with the lanes' pauses. */
  readonly onFault: (error: unknown) => void;
}

export interface SpoolRequest {
  readonly documentId: string;
  readonly printer: string;
  /** 1 unless a person asked for another copy. */
  readonly copy?: number;
  readonly document: PrintDocument;
}

export interface SpoolStatus {
  readonly printer: string;
  /** `off` when it could not be reached the last time, `waiting` when something is to be done. */
  readonly state: "ok" | "off" | "waiting";
  /** Jobs that will print by themselves. */
  readonly waitingJobs: number;
  /** Jobs that wait for a person. */
  readonly askingJobs: number;
}

export interface Spool {
  /** Tries every printer now, whatever its back-off: a person wants it, or it was just started. */
  readonly wake: () => void;
  /**
   * There is a new job for this printer: tries it now. Only a printer that never answered is left
   * to its back-off, because each try may be another paper.
   */
  readonly offer: (printer: string) => void;
  /** Resolves when nothing can be done right now: all is printed, or waits for time or people. */
  readonly idle: () => Promise<void>;
  readonly status: () => ReadonlyArray<SpoolStatus>;
  /** Stops; waits for what is being sent. The transports stay with whoever made them. */
  readonly close: () => Promise<void>;
}

/** A printer that comes back in the morning must not print the evening. */
const FRESH_MS_MAX = 10 * 60_000;
/** A printer that never answers must not print one ticket until its roll is empty. */
const UNASKED_REPRINTS_MAX = 2;
/** Only what asks for a person, or was cut short by a stop, is read in bulk. */
const READ_MAX = 1000;

const OUTCOMES: ReadonlyArray<JobState> = ["printed", "sent", ...ASKING];

/** A printer as it is known to this process; what must survive is in the store. */
interface Printer {
  readonly name: string;
  readonly transport: Transport;
  readonly lane: Lane;
  /** It took no job the last time, or never answered. */
  isOff: boolean;
  /** After a stop or a fault: its jobs may lie half done. */
  isBehind: boolean;
  /** What came of the last job, until the store has taken it. */
  unsettled: Unsettled | undefined;
}

interface Unsettled {
  readonly job: SpoolJob;
  readonly outcome: Result<Delivery, PrinterFault>;
}

interface Works extends SpoolDeps {
  /** An outcome may be left to tell: from before a stop, or because the listener threw. */
  hasUntold: boolean;
}

/** As it goes into the store, in the transaction that made its cause. */
export function requestToJob(request: SpoolRequest, createdMs: number): NewSpoolJob {
  const { documentId, printer, copy = 1, document } = request;
  const json = documentToJson(document);
  return { documentId, printer, copy, kind: document.kind, document: json, createdMs };
}

/**
 * Nothing is sent before the first `wake`. What an earlier run left in `sending` is uncertain from
 * there on.
 */
export function createSpool(deps: SpoolDeps): Spool {
  const works: Works = { ...deps, hasUntold: true };
  const printers = [...deps.transportsByPrinter].map(([name, transport]) =>
    createPrinter(works, name, transport),
  );

  recoverGone(works);

  return {
    wake: () => {
      for (const { lane } of printers) lane.wake();
    },
    offer: (printer) => {
      printers.find(({ name }) => name === printer)?.lane.offer();
    },
    async idle() {
      while (printers.some(({ lane }) => lane.isRunning())) {
        await Promise.all(printers.map(({ lane }) => lane.settled()));
      }
    },
    status: () => statusOf(deps.store, printers),
    async close() {
      await Promise.all(printers.map(({ lane }) => lane.close()));
    },
  };
}

function createPrinter(works: Works, name: string, transport: Transport): Printer {
  const printer: Printer = {
    name,
    transport,
    isOff: false,
    isBehind: true,
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
  return printer;
}

/** No lane works for a printer that is not set up any more, but its jobs must not look alive. */
function recoverGone(works: Works): void {
  const { store, transportsByPrinter } = works;
  try {
    for (const name of store.printersWith(["sending", "uncertain"])) {
      if (!transportsByPrinter.has(name)) recover(works, name);
    }
  } catch (error) {
    works.onFault(error);
  }
}

/** After a stop or a fault: what was being sent may be on paper. */
function recover(works: Works, printer: string): void {
  const { store } = works;
  for (const job of store.find({ printer, states: ["sending"], limit: READ_MAX })) {
    doubt(works, job, "spool/interrupted");
  }
  for (const job of store.find({ printer, states: ["uncertain"], limit: READ_MAX })) {
    reprintUnasked(works, job);
  }
}

async function printNext(works: Works, printer: Printer): Promise<StepOutcome> {
  const { store, clock } = works;
  if (printer.unsettled !== undefined) return settle(works, printer, printer.unsettled);
  if (works.hasUntold) tellUntold(works);
  if (printer.isBehind) recover(works, printer.name);
  printer.isBehind = works.hasUntold;
  const [job] = store.find({ printer: printer.name, states: ["queued"], limit: 1 });
  if (job === undefined) return works.hasUntold ? "trouble" : "done";
  if (clock.nowMs() - job.freshFromMs > FRESH_MS_MAX) {
    conclude(works, job, { state: "stale" });
    return "more";
  }
  const encoded = toBytes(works, job);
  if (!encoded.ok) {
    conclude(works, job, { state: "failed", lastFault: encoded.fault });
    return "more";
  }
  const sending: SpoolJob = { ...job, state: "sending", attempts: job.attempts + 1 };
  // Another process took it or answered for it meanwhile.
  if (!store.save(sending, "queued")) return "more";
  changed(works);

  const outcome = await handOver(works, printer, encoded.value);
  printer.unsettled = { job: sending, outcome };
  return settle(works, printer, printer.unsettled);
}

async function handOver(
  works: Works,
  { transport }: Printer,
  bytes: Uint8Array,
): Promise<Unsettled["outcome"]> {
  try {
    return await transport.send(bytes);
  } catch (cause) {
    // A mistake of the driver: nobody knows how much of the job it has sent.
    works.onFault(cause);
    return err({ type: "printer/unacknowledged", cause });
  }
}

/** Throws when the store doesn't take it: then the next step comes here again. */
function settle(works: Works, printer: Printer, { job, outcome }: Unsettled): StepOutcome {
  printer.isOff = !outcome.ok;
  if (outcome.ok) conclude(works, job, { state: outcome.value, lastFault: "" });
  else settleFault(works, job, outcome.fault);
  printer.unsettled = undefined;
  printer.isBehind ||= works.hasUntold;
  if (outcome.ok) return "more";
  return outcome.fault.type === "printer/unreachable" ? "trouble" : "doubt";
}

function settleFault(works: Works, job: SpoolJob, fault: PrinterFault): void {
  switch (fault.type) {
    case "printer/unreachable":
      works.store.save({ ...job, state: "queued", lastFault: fault.type }, job.state);
      changed(works);
      return;
    case "printer/unacknowledged":
      doubt(works, job, fault.type);
      return;
    default:
      assertNever(fault, "printer fault");
  }
}

function doubt(works: Works, job: SpoolJob, lastFault: string): void {
  const doubts = job.doubts + 1;
  const uncertain = conclude(works, job, { state: "uncertain", doubts, lastFault });
  if (uncertain !== undefined) reprintUnasked(works, uncertain);
}

/**
 * A kitchen would rather have a ticket twice, marked, than not at all. Not before its doubt is told:
 * once it is queued again, nobody would know of it.
 */
function reprintUnasked(works: Works, job: SpoolJob): void {
  if (!job.outcomeTold || job.kind !== "ticket" || job.doubts > UNASKED_REPRINTS_MAX) return;
  works.store.save({ ...job, state: "queued" }, "uncertain");
  changed(works);
}

/** Makes the outcome durable before anybody hears of it. Undefined when others changed the job. */
function conclude(
  works: Works,
  job: SpoolJob,
  change: Pick<SpoolJob, "state"> & Partial<SpoolJob>,
): SpoolJob | undefined {
  const concluded: SpoolJob = { ...job, ...change, outcomeTold: false };
  if (!works.store.save(concluded, job.state)) return undefined;
  changed(works);
  return tell(works, concluded);
}

function tellUntold(works: Works): void {
  const untold = works.store.find({ states: OUTCOMES, outcomeTold: false, limit: READ_MAX });
  works.hasUntold = false;
  for (const job of untold) tell(works, job);
}

/** Who can't listen now is told again before the next job, and keeps no paper from the printers. */
function tell(works: Works, job: SpoolJob): SpoolJob {
  try {
    works.onOutcome?.(job);
    const told: SpoolJob = { ...job, outcomeTold: true };
    works.store.save(told, job.state);
    return told;
  } catch (error) {
    works.hasUntold = true;
    works.onFault(error);
    return job;
  }
}

function changed(works: Works): void {
  try {
    works.onChange?.();
  } catch (error) {
    works.onFault(error);
  }
}

function toBytes(
  deps: SpoolDeps,
  job: SpoolJob,
): Result<Uint8Array, "spool/unreadable" | "spool/unencodable"> {
  const document = jsonToDocument(job.document);
  if (document === undefined) return err("spool/unreadable");
  try {
    return ok(
      deps.encode(job.doubts > 0 ? markReprint(document, deps.repeatMark) : document, job.printer),
    );
  } catch {
    // A mistake of ours, but the job is durable: thrown, it would stop the till at every start.
    return err("spool/unencodable");
  }
}

function statusOf(store: SpoolStore, printers: ReadonlyArray<Printer>): ReadonlyArray<SpoolStatus> {
  const known = new Set(printers.map(({ name }) => name));
  const gone = store.printersWith([...WAITING, ...ASKING]).filter((name) => !known.has(name));
  return [
    ...printers.map(({ name, isOff }) => printerStatus(store, name, isOff)),
    // Work for a printer that is not set up any more must not vanish from sight.
    ...gone.map((name) => printerStatus(store, name, true)),
  ];
}

function printerStatus(store: SpoolStore, printer: string, isOff: boolean): SpoolStatus {
  const waitingJobs = store.count(printer, WAITING);
  const askingJobs = store.count(printer, ASKING);
  const busy = waitingJobs + askingJobs > 0 ? "waiting" : "ok";
  return { printer, state: isOff ? "off" : busy, waitingJobs, askingJobs };
}
