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
import { type JobState, type NewSpoolJob, type SpoolJob, type SpoolStore } from "./spool-store.ts";
import { type PrinterFault, type Transport } from "./transport.ts";

export interface SpoolDeps {
  readonly store: SpoolStore;
  readonly transportsByPrinter: ReadonlyMap<string, Transport>;
  readonly encode: (document: PrintDocument, printer: string) => Uint8Array;
  readonly clock: Clock;
  /** Something that `status` tells has changed. */
  readonly onChange?: () => void;
  /**
   * A job came to an end, or now waits for a person. Told at least once, also across a crash: the
   * listener dedups by job id and state.
   */
  readonly onOutcome?: (job: SpoolJob) => void;
  /** Whether an error is the disk's, and nobody's fault: the queue waits then, as for a printer. */
  readonly isDiskTrouble?: (error: unknown) => boolean;
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
  /** Asking twice for the same (document id, printer, copy) prints once. */
  readonly enqueue: (request: SpoolRequest) => SpoolJob;
  /** Tries every printer now, whatever its back-off. */
  readonly wake: () => void;
  /** Resolves when nothing can be done right now: all is printed, or waits for time or people. */
  readonly idle: () => Promise<void>;
  readonly status: () => ReadonlyArray<SpoolStatus>;
  /** The jobs that wait for a person, oldest first. */
  readonly asking: () => ReadonlyArray<SpoolJob>;
  /** A person wants it printed now; marked, if it may be on paper. False when it doesn't ask. */
  readonly release: (jobId: number) => boolean;
  /** A person wants no paper, or has it. False when the job doesn't ask. */
  readonly dismiss: (jobId: number) => boolean;
  /** Stops; waits for what is being sent. The transports stay with whoever made them. */
  readonly close: () => Promise<void>;
}

/** A printer that comes back in the morning must not print the evening. */
const FRESH_MS_MAX = 10 * 60_000;
/** A printer that never answers must not print one ticket until its roll is empty. */
const UNASKED_REPRINTS_MAX = 2;
/** Only what asks for a person, or was cut short by a stop, is read in bulk. */
const READ_MAX = 1000;

const ASKING: ReadonlyArray<JobState> = ["uncertain", "stale", "failed"];
const WAITING: ReadonlyArray<JobState> = ["queued", "sending"];
const OUTCOMES: ReadonlyArray<JobState> = ["printed", "sent", ...ASKING];

/** A printer as it is known to this process; what must survive is in the store. */
interface Printer {
  readonly name: string;
  readonly transport: Transport;
  readonly lane: Lane;
  /** It took no job the last time, or never answered. */
  isOff: boolean;
}

/** For those who put the job into the store themselves, in the transaction that made its cause. */
export function requestToJob(request: SpoolRequest, createdMs: number): NewSpoolJob {
  const { documentId, printer, copy = 1, document } = request;
  const json = documentToJson(document);
  return { documentId, printer, copy, kind: document.kind, document: json, createdMs };
}

/**
 * Nothing is sent before the first `wake`. What an earlier run left in `sending` is uncertain from
 * here on.
 */
export function createSpool(deps: SpoolDeps): Spool {
  const { store, clock } = deps;
  const printers = [...deps.transportsByPrinter].map(([name, transport]) =>
    createPrinter(deps, name, transport),
  );

  recover(deps);

  return {
    enqueue(request) {
      const job = store.add(requestToJob(request, clock.nowMs()));
      deps.onChange?.();
      wake();
      return job;
    },
    wake,
    async idle() {
      while (printers.some(({ lane }) => lane.isRunning())) {
        await Promise.all(printers.map(({ lane }) => lane.settled()));
      }
    },
    status: () => statusOf(store, printers),
    asking: () => store.find({ states: ASKING, limit: READ_MAX }),
    release: (jobId) => answerJob(jobId, { state: "queued", freshFromMs: clock.nowMs() }),
    dismiss: (jobId) => answerJob(jobId, { state: "dismissed" }),
    async close() {
      await Promise.all(printers.map(({ lane }) => lane.close()));
    },
  };

  function wake(): void {
    for (const { lane } of printers) lane.wake();
  }

  function answerJob(jobId: number, change: Partial<SpoolJob>): boolean {
    const job = store.byId(jobId);
    if (job === undefined || !ASKING.includes(job.state)) return false;
    if (!store.save({ ...job, ...change }, job.state)) return false;
    deps.onChange?.();
    wake();
    return true;
  }
}

function createPrinter(deps: SpoolDeps, name: string, transport: Transport): Printer {
  const printer: Printer = {
    name,
    transport,
    isOff: false,
    lane: createLane({ clock: deps.clock, step: () => printIfPossible(deps, printer) }),
  };
  return printer;
}

/** After a stop: what was being sent may be on paper, and what was not told is told. */
function recover(deps: SpoolDeps): void {
  const { store } = deps;
  for (const job of store.find({ states: ["sending"], limit: READ_MAX })) {
    doubt(deps, job, "spool/interrupted");
  }
  for (const job of store.find({ states: ["uncertain"], limit: READ_MAX })) {
    reprintUnasked(deps, job);
  }
  for (const job of store.find({ states: OUTCOMES, outcomeTold: false, limit: READ_MAX })) {
    tell(deps, job);
  }
}

/**
 * On a full disk papers wait. A job whose outcome could not be written stays in `sending`: whoever
 * takes the queue up next doubts it, and nothing comes out twice without a mark.
 */
async function printIfPossible(deps: SpoolDeps, printer: Printer): Promise<StepOutcome> {
  try {
    return await printNext(deps, printer);
  } catch (cause) {
    if (deps.isDiskTrouble?.(cause) !== true) throw cause;
    return "trouble";
  }
}

async function printNext(deps: SpoolDeps, printer: Printer): Promise<StepOutcome> {
  const { store, clock } = deps;
  const [job] = store.find({ printer: printer.name, states: ["queued"], limit: 1 });
  if (job === undefined) return "done";
  if (clock.nowMs() - job.freshFromMs > FRESH_MS_MAX) {
    conclude(deps, job, { state: "stale" });
    return "more";
  }
  const encoded = toBytes(deps, job);
  if (!encoded.ok) {
    conclude(deps, job, { state: "failed", lastFault: encoded.fault });
    return "more";
  }
  const sending: SpoolJob = { ...job, state: "sending", attempts: job.attempts + 1 };
  // Another process took it or answered for it meanwhile.
  if (!store.save(sending, "queued")) return "more";
  deps.onChange?.();

  const outcome = await printer.transport.send(encoded.value);
  printer.isOff = !outcome.ok;
  if (outcome.ok) conclude(deps, sending, { state: outcome.value, lastFault: "" });
  else settleFault(deps, sending, outcome.fault);
  return outcome.ok ? "more" : "trouble";
}

function settleFault(deps: SpoolDeps, job: SpoolJob, fault: PrinterFault): void {
  switch (fault.type) {
    case "printer/unreachable":
      deps.store.save({ ...job, state: "queued", lastFault: fault.type }, job.state);
      deps.onChange?.();
      return;
    case "printer/unacknowledged":
      doubt(deps, job, fault.type);
      return;
    default:
      assertNever(fault, "printer fault");
  }
}

function doubt(deps: SpoolDeps, job: SpoolJob, lastFault: string): void {
  const uncertain = conclude(deps, job, {
    state: "uncertain",
    doubts: job.doubts + 1,
    lastFault,
  });
  reprintUnasked(deps, uncertain);
}

/** A kitchen would rather have a ticket twice, marked, than not at all. */
function reprintUnasked(deps: SpoolDeps, job: SpoolJob): void {
  if (job.kind !== "ticket" || job.doubts > UNASKED_REPRINTS_MAX) return;
  deps.store.save({ ...job, state: "queued" }, "uncertain");
  deps.onChange?.();
}

/** Makes the outcome durable before anybody hears of it. */
function conclude(
  deps: SpoolDeps,
  job: SpoolJob,
  change: Pick<SpoolJob, "state"> & Partial<SpoolJob>,
): SpoolJob {
  const concluded: SpoolJob = { ...job, ...change, outcomeTold: false };
  if (!deps.store.save(concluded, job.state)) return job;
  deps.onChange?.();
  return tell(deps, concluded);
}

function tell(deps: SpoolDeps, job: SpoolJob): SpoolJob {
  deps.onOutcome?.(job);
  const told: SpoolJob = { ...job, outcomeTold: true };
  deps.store.save(told, job.state);
  return told;
}

function toBytes(
  deps: SpoolDeps,
  job: SpoolJob,
): Result<Uint8Array, "spool/unreadable" | "spool/unencodable"> {
  const document = jsonToDocument(job.document);
  if (document === undefined) return err("spool/unreadable");
  try {
    return ok(deps.encode(job.doubts > 0 ? markReprint(document) : document, job.printer));
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
