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
import { type PrinterTrouble } from "../domain/printer-trouble.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { documentToJson, jsonToDocument, markReprint, type PrintDocument } from "./document.ts";
import { type HeldUpDeps, holdUp, mayOpenDrawer, withoutPulse } from "./held-up.ts";
import { createIdling, type Idling, lookFromTimeToTime } from "./idle-look.ts";
import { createLane, type Lane, type StepOutcome } from "./lane.ts";
import { nextJob } from "./next-job.ts";
import {
  attempt,
  changed,
  conclude,
  doubt,
  type Outcomes,
  READ_MAX,
  reprintUnasked,
  tellUntold,
} from "./outcomes.ts";
import { ask, askNoted, concludePrinted, recover } from "./recollections.ts";
import {
  ASKING,
  type NewSpoolJob,
  type SpoolJob,
  type SpoolStore,
  WAITING,
} from "./spool-store.ts";
import { type Delivery, type PrinterFault, type Transport } from "./transport.ts";
import { en } from "./words/en.ts";

export interface SpoolDeps extends Pick<HeldUpDeps, "drawerPulse"> {
  readonly store: SpoolStore;
  readonly transportsByPrinter: ReadonlyMap<string, Transport>;
  readonly encode: (document: PrintDocument, printer: string) => Uint8Array;
  readonly clock: Clock;
  /**
   * On top of what may be on paper already; English when nothing is said. `paper`: which of the papers of
   * one job it is, from 2.
   */
  readonly repeatMark?: (paper: number) => string;
  /** Something that `status` tells has changed. */
  readonly onChange?: () => void;
  /**
   * A job came to an end, or now waits for a person. Told at least once, also across a crash: the
   * listener dedups by job id and state.
   */
  readonly onOutcome?: (job: SpoolJob) => void;
  /** The first byte of this job is about to be sent. */
  readonly onStart?: (job: SpoolJob) => void;
  /** Which printers are looked at from time to time while nothing is printed; none unless it is said. */
  readonly looksAt?: (printer: string) => boolean;
  /** Lets the process do what else is due, where there is something else. */
  readonly otherWork?: () => Promise<void>;
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
  /** `off` when it could not print the last time, `waiting` when something is to be done. */
  readonly state: "ok" | "off" | "waiting";
  /** It was seen to be well, by a paper or by a look; missing where it can't be looked at. */
  readonly isSeen?: boolean | undefined;
  /** Why it is off, where that is known. */
  readonly trouble?: PrinterTrouble | undefined;
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
  /** Resolves when nothing can be done right now: all is printed, or waits for time or people. Also
   * while a printer holds a job that it can't finish. */
  readonly idle: () => Promise<void>;
  readonly status: () => ReadonlyArray<SpoolStatus>;
  /** The printers that can't print now, by name, and since when they could not. */
  readonly offSinceMs: () => ReadonlyMap<string, number>;
  /**
   * Stops; waits a moment for what is being sent. The transports stay with whoever made them, save that
   * one is closed whose printer is still not done then.
   */
  readonly close: () => Promise<void>;
}

/** A printer that comes back in the morning must not print the evening. */
const FRESH_MS_MAX = 10 * 60_000;
/** Then the process does something else. */
const STALE_AT_ONCE = 8;
/** What a printer has in hand when we leave is finished, unless it is held up or takes longer. */
const LEAVING_MS_MAX = 3000;

/** A printer as it is known to this process; what must survive is in the store. */
interface Printer {
  readonly name: string;
  readonly transport: Transport;
  readonly lane: Lane;
  /** It took no job the last time, or never answered: since when; undefined where it did. */
  offSinceMs: number | undefined;
  /** What kept it from printing the last time. */
  trouble: PrinterTrouble | undefined;
  /** What keeps it from going on with the job that it has in hand. */
  heldUp: PrinterTrouble | undefined;
  heldUpSinceMs: number | undefined;
  /** After a stop or a fault: its jobs may lie half done. */
  isBehind: boolean;
  /** A job of it is uncertain, and it may be able to say more. */
  isAsked: boolean;
  wasReport: boolean;
  /** What looks at it have shown; they say nothing of where its papers come out. */
  readonly idling: Idling;
  /** What came of the last job, until the store has taken it. */
  unsettled: Unsettled | undefined;
}

interface Unsettled {
  readonly job: SpoolJob;
  readonly outcome: Result<Delivery, PrinterFault>;
}

interface Works extends SpoolDeps, Outcomes {
  isLeaving: boolean;
  staleOnes: number;
  /** Whoever waits until nothing can be done. */
  readonly watchers: Set<() => void>;
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
  const watchers = new Set<() => void>();
  const works: Works = {
    ...deps,
    onChange: () => {
      for (const look of watchers) look();
      deps.onChange?.();
    },
    hasUntold: true,
    isLeaving: false,
    staleOnes: 0,
    watchers,
  };
  const printers = [...deps.transportsByPrinter].map(([name, transport]) =>
    createPrinter(works, name, transport),
  );

  recoverGone(works);
  const stopLooking = keepLooking(works, printers);

  return {
    wake: () => {
      for (const { lane } of printers) lane.wake();
    },
    offer: (name) => {
      const printer = printers.find((other) => other.name === name);
      printer?.lane.offer();
      // Its lane waits with the job in hand.
      if (printer?.heldUp !== undefined) holdUpBeside(works, printer, printer.heldUp);
    },
    idle: () => idle(works, printers),
    status: () => statusOf(deps.store, printers),
    offSinceMs: () => new Map(printers.flatMap(offSince)),
    close: () => {
      stopLooking();
      return leave(works, printers);
    },
  };
}

function createPrinter(works: Works, name: string, transport: Transport): Printer {
  const printer: Printer = {
    name,
    transport,
    offSinceMs: undefined,
    trouble: undefined,
    heldUp: undefined,
    heldUpSinceMs: undefined,
    isBehind: true,
    isAsked: false,
    wasReport: false,
    idling: createIdling(),
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
  transport.onBack?.(() => {
    printer.lane.wake();
  });
  transport.onTrouble?.((trouble) => {
    printer.heldUp = trouble;
    if (trouble === undefined) printer.heldUpSinceMs = undefined;
    else {
      printer.heldUpSinceMs ??= works.clock.nowMs();
      holdUpBeside(works, printer, trouble);
    }
    changed(works);
  });
  return printer;
}

/** While its lane is at work. */
function holdUpBeside(works: Works, printer: Printer, trouble: PrinterTrouble): void {
  holdUp(works, printer, { trouble }).catch(works.onFault);
}

/** A printer that waits for paper with a job in hand may do so for hours. */
async function idle({ watchers }: Works, printers: ReadonlyArray<Printer>): Promise<void> {
  for (;;) {
    const busy = printers.filter(
      ({ lane, heldUp, idling }) =>
        lane.isRunning() && heldUp === undefined && !idling.isBeingAsked(),
    );
    if (busy.length === 0) return;
    const { promise: isHeldUp, resolve } = Promise.withResolvers<void>();
    watchers.add(resolve);
    await Promise.race([isHeldUp, Promise.all(busy.map(({ lane }) => lane.settled()))]);
    watchers.delete(resolve);
  }
}

/** A job that is still in a printer's hands stays so: whoever prints next asks the printer. */
async function leave(works: Works, printers: ReadonlyArray<Printer>): Promise<void> {
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const cancel = works.clock.after(LEAVING_MS_MAX, resolve);
  const closing = Promise.all(printers.map(({ lane }) => lane.close()));
  await Promise.race([isLate, idle(works, printers)]);
  cancel();
  works.isLeaving = true;
  const late = printers.filter(({ lane }) => lane.isRunning());
  await Promise.all(late.map(({ transport }) => transport.close()));
  await closing;
}

/** No lane works for a printer that is not set up any more, but its jobs must not look alive. */
function recoverGone(works: Works): void {
  const { store, transportsByPrinter } = works;
  try {
    for (const printer of store.printersWith(["sending", "uncertain"])) {
      if (transportsByPrinter.has(printer)) continue;
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

async function printNext(works: Works, printer: Printer): Promise<StepOutcome> {
  const { store, clock } = works;
  if (printer.unsettled !== undefined) return settle(works, printer, printer.unsettled);
  if (works.hasUntold) tellUntold(works);
  const away = hasEarlier(works, printer) ? await askEarlier(works, printer) : undefined;
  if (away !== undefined) return isAway(works, printer, away);
  const turn = { printer: printer.name, nowMs: clock.nowMs(), wasReport: printer.wasReport };
  const job = nextJob(store, turn);
  if (job === undefined) {
    if (works.hasUntold) return "trouble";
    if (await printer.idling.lookIfDue(works, printer)) isWell(works, printer);
    return "done";
  }
  if (clock.nowMs() - job.freshFromMs > FRESH_MS_MAX) {
    conclude(works, job, { state: "stale" });
    works.staleOnes += 1;
    // No printer takes time for these: a night's papers would stop everything else.
    if (works.staleOnes % STALE_AT_ONCE === 0) await works.otherWork?.();
    return "more";
  }
  const encoded = toBytes(works, job);
  if (!encoded.ok) {
    conclude(works, job, { state: "failed", lastFault: encoded.fault });
    return "more";
  }
  return printOne(works, printer, { job, bytes: encoded.value });
}

function hasEarlier({ store, hasUntold }: Works, printer: Printer): boolean {
  const states = ["sending", "uncertain"] as const;
  const isThere =
    store.find({ printer: printer.name, states, limit: 1 }).length > 0 ||
    store.noted(printer.name).length > 0;
  if (!isThere) printer.isBehind = hasUntold;
  return isThere && (printer.isBehind || printer.isAsked);
}

/** What became of earlier jobs: a fault when the printer can't be asked. */
async function askEarlier(works: Works, printer: Printer): Promise<PrinterFault | undefined> {
  let fault: PrinterFault | undefined;
  if (printer.isBehind) fault = await recover(works, printer);
  else if (printer.isAsked) fault = await askNoted(works, printer);
  printer.isBehind = works.hasUntold;
  printer.isAsked = fault !== undefined;
  return fault;
}

async function printOne(
  works: Works,
  printer: Printer,
  { job, bytes }: { readonly job: SpoolJob; readonly bytes: Uint8Array },
): Promise<StepOutcome> {
  const { store } = works;
  const earlier = await ask(printer, job);
  if (earlier.type === "away") return isAway(works, printer, earlier.fault);
  if (earlier.type === "printed") {
    concludePrinted(works, job);
    return "more";
  }
  const prepared = await printer.transport.prepare?.(bytes);
  if (prepared?.ok === false) return isAway(works, printer, prepared.fault);
  const note = prepared?.value ?? "";
  const sending: SpoolJob = { ...job, state: "sending", attempts: job.attempts + 1, note };
  // Another process took it or answered for it meanwhile.
  if (!store.save(sending, "queued")) return "more";
  printer.wasReport = job.kind === "report";
  changed(works);
  attempt(works, () => works.onStart?.(sending));

  const outcome = await handOver(works, printer, bytes);
  printer.unsettled = { job: sending, outcome };
  return settle(works, printer, printer.unsettled);
}

function offSince({ name, offSinceMs, heldUpSinceMs }: Printer): ReadonlyArray<[string, number]> {
  const sinceMs = offSinceMs ?? heldUpSinceMs;
  return sinceMs === undefined ? [] : [[name, sinceMs]];
}

/** Looked at, not printed on: what kept it from printing is over. */
function isWell(works: Works, printer: Printer): void {
  printer.offSinceMs = undefined;
  printer.trouble = undefined;
  changed(works);
}

/** Only those that have nothing to print: the others are tried anyway, by their own pauses. */
function keepLooking(works: Works, printers: ReadonlyArray<Printer>): () => void {
  const { store, clock, looksAt, onFault } = works;
  const looked = printers.filter(({ name }) => looksAt?.(name) === true);
  if (looked.length === 0) return () => undefined;
  return lookFromTimeToTime(clock, () => {
    try {
      const busy = new Set(store.printersWith(WAITING));
      for (const { name, lane, idling } of looked) {
        if (busy.has(name) || lane.isRunning()) continue;
        idling.isDue = true;
        lane.offer();
      }
    } catch (error) {
      onFault(error);
    }
  });
}

/** Nothing was sent. */
async function isAway(works: Works, printer: Printer, fault: PrinterFault): Promise<StepOutcome> {
  printer.offSinceMs ??= works.clock.nowMs();
  printer.trouble = fault.trouble;
  changed(works);
  await holdUp(works, printer, fault);
  return "trouble";
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
  printer.offSinceMs = outcome.ok ? undefined : (printer.offSinceMs ?? works.clock.nowMs());
  printer.trouble = outcome.ok ? undefined : outcome.fault.trouble;
  if (outcome.ok) printer.idling.hasPrinted();
  if (outcome.ok) conclude(works, job, { state: outcome.value, lastFault: "", note: "" });
  else settleFault(works, job, outcome.fault);
  printer.unsettled = undefined;
  printer.isBehind ||= works.hasUntold;
  if (outcome.ok) return "more";
  if (outcome.fault.type === "printer/unreachable") return "trouble";
  printer.isAsked = true;
  return "doubt";
}

function settleFault(works: Works, job: SpoolJob, fault: PrinterFault): void {
  switch (fault.type) {
    case "printer/unreachable":
      works.store.save(
        { ...job, state: "queued", lastFault: fault.trouble ?? fault.type, note: "" },
        job.state,
      );
      changed(works);
      return;
    case "printer/unacknowledged":
      if (!works.isLeaving || job.note === "") doubt(works, job, fault.type);
      return;
    default:
      assertNever(fault, "printer fault");
  }
}

function toBytes(
  deps: SpoolDeps,
  job: SpoolJob,
): Result<Uint8Array, "spool/unreadable" | "spool/unencodable"> {
  const document = jsonToDocument(job.document);
  if (document === undefined) return err("spool/unreadable");
  try {
    const isTimely = mayOpenDrawer(job, deps.clock.nowMs());
    const timely = isTimely ? document : withoutPulse(document);
    const { repeatMark = en.marks.perhapsTwice } = deps;
    const mark = repeatMark(job.doubts + 1);
    return ok(deps.encode(job.doubts > 0 ? markReprint(timely, mark) : timely, job.printer));
  } catch {
    // A mistake of ours, but the job is durable: thrown, it would stop the till at every start.
    return err("spool/unencodable");
  }
}

function statusOf(store: SpoolStore, printers: ReadonlyArray<Printer>): ReadonlyArray<SpoolStatus> {
  const known = new Set(printers.map(({ name }) => name));
  const gone = store.printersWith([...WAITING, ...ASKING]).filter((name) => !known.has(name));
  return [
    ...printers.map((printer) => printerStatus(store, printer.name, printer)),
    // Work for a printer that is not set up any more must not vanish from sight.
    ...gone.map((name) => printerStatus(store, name, { isGone: true })),
  ];
}

function printerStatus(
  store: SpoolStore,
  printer: string,
  seen: Partial<Pick<Printer, "offSinceMs" | "trouble" | "heldUp" | "idling" | "transport">> & {
    readonly isGone?: true;
  },
): SpoolStatus {
  const waitingJobs = store.count(printer, WAITING);
  const askingJobs = store.count(printer, ASKING);
  const busy = waitingJobs + askingJobs > 0 ? "waiting" : "ok";
  const trouble = seen.heldUp ?? seen.trouble ?? seen.idling?.trouble();
  const isOff = seen.isGone === true || seen.offSinceMs !== undefined || trouble !== undefined;
  const state = isOff ? "off" : busy;
  const isSeen = seen.transport?.look === undefined ? undefined : seen.idling?.isSeen();
  return { printer, state, trouble, isSeen, waitingJobs, askingJobs };
}
