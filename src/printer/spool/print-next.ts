/** One printer's next step: it reports earlier papers first, then prints the next one. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { mayBeInUse, type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { jsonToDocument, markHead, markReprint, type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
import { type Delivery, type PrinterFault, type Transport } from "../transport.ts";
import { type DrawerSensor } from "./drawer-sensor.ts";
import { type Idling } from "./idle-poll.ts";
import { type Lane, type StepOutcome } from "./lane.ts";
import {
  attempt,
  changed,
  conclude,
  concludeStale,
  doubt,
  type Outcomes,
  reportOutcomes,
  READ_MAX,
  reprintUnasked,
} from "./outcomes.ts";
import { type SpoolJob, type SpoolStore } from "./spool-store.ts";
import {
  type StuckJobsDeps,
  keepStuck,
  mayOpenDrawer,
  opensDrawer,
  withoutPulse,
} from "./stuck-jobs.ts";

/** The parts that all printers of a spool work with. */
export interface Works extends Outcomes, StuckJobsDeps {
  readonly encode: (document: PrintDocument, printer: string) => Uint8Array;
  /**
   * Returns the mark on a paper that may be printed already; English when it is missing. `paper` is
   * the number of the paper within its job, from 2.
   */
  readonly repeatMark?: (paper: number) => string;
  /** Returns the mark on a paper that is printed late; undefined for one in time. */
  readonly lateMark?: (job: SpoolJob, nowMs: number) => string | undefined;
  /** The first byte of this job is about to be sent. */
  readonly onStart?: (job: SpoolJob) => void;
  /** Whether nobody waits long for the end of a paper there; missing where somebody does everywhere. */
  readonly isHasty?: ((printer: string) => boolean) | undefined;
  /** Lets the process do what else is due, where there is something else. */
  readonly otherWork?: () => Promise<void>;
}

/** A printer that comes back in the morning must not print the evening. */
const FRESH_MS_MAX = 10 * 60_000;
/** The most jobs that are set to stale at once, before the process does something else. */
const STALE_AT_ONCE = 50;

/** A printer as it is known to this process; what must survive is in the store. */
export interface PrinterAtWork {
  readonly name: string;
  readonly transport: Transport;
  readonly lane: Lane;
  /** The time since which the printer takes no job or does not answer; undefined where it does. */
  offSinceMs: number | undefined;
  /** The trouble that kept it from printing the last time. */
  trouble: PrinterTrouble | undefined;
  /** The trouble that keeps it from going on with the job in hand. */
  stuck: PrinterTrouble | undefined;
  stuckSinceMs: number | undefined;
  /** The transport is about to be closed: the job in hand is for the process that prints there next. */
  isLeaving: boolean;
  /** The letting go of the printer, which resolves when it is done. */
  leaving: Promise<void> | undefined;
  /** The printer was stopped or had a fault, so its jobs may be half done. */
  isBehind: boolean;
  /** A job of it is uncertain, and it may be able to say more. */
  isAsked: boolean;
  wasReport: boolean;
  /** A paper may hang out of it that was not cut; undefined where this process has not seen one end. */
  isTorn: boolean | undefined;
  /** The results of idle looks, which say nothing of where papers come out. */
  readonly idling: Idling;
  /** The sensor of the drawer on its plug; undefined where nobody wants to know. */
  readonly sensor: DrawerSensor | undefined;
  /** The result of the last job, until the store has taken it. */
  unsettled: Unsettled | undefined;
}

interface Unsettled {
  readonly job: SpoolJob;
  readonly outcome: Result<Delivery, PrinterFault>;
}

/** Does one step of the printer's lane. */
export async function printNext(works: Works, printer: PrinterAtWork): Promise<StepOutcome> {
  const { store, clock } = works;
  if (printer.unsettled !== undefined) return settle(works, printer, printer.unsettled);
  if (works.hasUnreported) reportOutcomes(works);
  const away = hasEarlier(works, printer) ? await askEarlier(works, printer) : undefined;
  if (away !== undefined) return isAway(works, printer, away);
  const turn = { printer: printer.name, nowMs: clock.nowMs(), wasReport: printer.wasReport };
  const job = nextJob(store, turn);
  if (job === undefined) {
    if (works.hasUnreported) return "trouble";
    if (await printer.idling.lookIfDue(works, printer)) isWell(works, printer);
    return "done";
  }
  if (isStale(job, turn)) {
    await concludeOld(works, turn, job);
    return "more";
  }
  const encoded = toBytes(works, job, printer.isTorn ?? job.doubts > 0);
  if (!encoded.ok) {
    conclude(works, job, { state: "failed", lastFault: encoded.fault });
    return "more";
  }
  return printOne(works, printer, { job, ...encoded.value });
}

function isStale({ freshFromMs }: SpoolJob, { nowMs }: Turn): boolean {
  return nowMs - freshFromMs > FRESH_MS_MAX;
}

/** No printer takes time for these: the papers of a night, or of weeks, would stop everything else. */
async function concludeOld(works: Works, turn: Turn, job: SpoolJob): Promise<void> {
  const { printer } = turn;
  const queued = works.store.find({ printer, states: ["queued"], limit: STALE_AT_ONCE });
  const old = queued.filter((other) => isStale(other, turn));
  concludeStale(works, old.length > 0 ? old : [job]);
  if (old.length >= STALE_AT_ONCE) await works.otherWork?.();
}

function hasEarlier({ store, hasUnreported }: Works, printer: PrinterAtWork): boolean {
  const states = ["sending", "uncertain"] as const;
  const isThere =
    store.find({ printer: printer.name, states, limit: 1 }).length > 0 ||
    store.noted(printer.name).length > 0;
  if (!isThere) printer.isBehind = hasUnreported;
  return isThere && (printer.isBehind || printer.isAsked);
}

/** Asks the printer what became of earlier jobs; returns a fault when it cannot be asked. */
async function askEarlier(works: Works, printer: PrinterAtWork): Promise<PrinterFault | undefined> {
  let fault: PrinterFault | undefined;
  if (printer.isBehind) fault = await recover(works, printer);
  else if (printer.isAsked) fault = await askNoted(works, printer);
  printer.isBehind = works.hasUnreported;
  printer.isAsked = fault !== undefined;
  return fault;
}

async function printOne(
  works: Works,
  printer: PrinterAtWork,
  { job, bytes, pulses }: Encoded & { readonly job: SpoolJob },
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
  // Another process took the job or settled it meanwhile.
  if (!store.save(sending, "queued")) return "more";
  printer.wasReport = job.kind === "report";
  changed(works);
  attempt(works, () => works.onStart?.(sending));

  if (pulses) printer.sensor?.pulseBegins(works.clock.nowMs());
  const outcome = await handOver(works, printer, bytes);
  if (pulses) printer.sensor?.pulseEnds(works.clock.nowMs(), isInDoubt(outcome));
  printer.unsettled = { job: sending, outcome };
  return settle(works, printer, printer.unsettled);
}

/** Looked at, not printed on: what kept it from printing is over. */
function isWell(works: Works, printer: PrinterAtWork): void {
  printer.offSinceMs = undefined;
  printer.trouble = undefined;
  changed(works);
}

/** Nothing was sent. */
async function isAway(
  works: Works,
  printer: PrinterAtWork,
  fault: PrinterFault,
): Promise<StepOutcome> {
  printer.offSinceMs ??= works.clock.nowMs();
  printer.trouble = fault.trouble;
  changed(works);
  await keepStuck(works, printer, fault);
  return mayBeInUse(fault.trouble) ? "taken" : "trouble";
}

async function handOver(
  works: Works,
  printer: PrinterAtWork,
  bytes: Uint8Array,
): Promise<Unsettled["outcome"]> {
  const stopWaiting = losePatience(works, printer);
  try {
    return await printer.transport.send(bytes);
  } catch (cause) {
    // A mistake of the driver: nobody knows how much of the job it has sent.
    works.onFault(cause);
    return err({ type: "printer/unacknowledged", cause });
  } finally {
    stopWaiting();
  }
}

/** What follows in a shop's line of commands waits no longer, with the greeting before it. */
const UNHEARD_MS_MAX = 2500;

/** A printer that may never say that it has printed holds up whoever has sold something for a moment only. */
function losePatience(works: Works, printer: PrinterAtWork): () => void {
  if (works.isHasty?.(printer.name) !== true) return () => undefined;
  let isLost = false;
  const cancel = works.clock.after(UNHEARD_MS_MAX, () => {
    if (printer.stuck !== undefined) return;
    isLost = true;
    printer.stuck = "silent";
    keepStuck(works, printer, { trouble: "silent" }).catch(works.onFault);
    changed(works);
  });
  return () => {
    cancel();
    if (isLost) printer.stuck = undefined;
  };
}

/** Throws when the store doesn't take it: then the next step comes here again. */
function settle(works: Works, printer: PrinterAtWork, { job, outcome }: Unsettled): StepOutcome {
  printer.offSinceMs = outcome.ok ? undefined : (printer.offSinceMs ?? works.clock.nowMs());
  printer.trouble = outcome.ok ? undefined : outcome.fault.trouble;
  if (outcome.ok) printer.idling.hasPrinted();
  if (outcome.ok) printer.isTorn = false;
  else if (isInDoubt(outcome)) printer.isTorn = true;
  if (outcome.ok) conclude(works, job, { state: outcome.value, lastFault: "", note: "" });
  else settleFault(works, { job, printer }, outcome.fault);
  printer.unsettled = undefined;
  printer.isBehind ||= works.hasUnreported;
  if (outcome.ok) return "more";
  if (outcome.fault.type === "printer/unreachable") return "trouble";
  printer.isAsked = true;
  return "doubt";
}

function settleFault(
  works: Works,
  { job, printer }: { readonly job: SpoolJob; readonly printer: PrinterAtWork },
  fault: PrinterFault,
): void {
  switch (fault.type) {
    case "printer/unreachable":
      works.store.save(
        { ...job, state: "queued", lastFault: fault.trouble ?? fault.type, note: "" },
        job.state,
      );
      changed(works);
      return;
    case "printer/unacknowledged":
      if (!printer.isLeaving || job.note === "") doubt(works, job, fault.type);
      return;
    default:
      assertNever(fault, "printer fault");
  }
}

function isInDoubt(outcome: Unsettled["outcome"]): boolean {
  return !outcome.ok && outcome.fault.type === "printer/unacknowledged";
}

interface Encoded {
  readonly bytes: Uint8Array;
  /** The document opens a drawer. */
  readonly pulses: boolean;
}

function toBytes(
  deps: Works,
  job: SpoolJob,
  isTorn: boolean,
): Result<Encoded, "spool/unreadable" | "spool/unencodable"> {
  const document = jsonToDocument(job.document);
  if (document === undefined) return err("spool/unreadable");
  try {
    const nowMs = deps.clock.nowMs();
    const timely = mayOpenDrawer(job, nowMs) ? document : withoutPulse(document);
    const late = deps.lateMark?.(job, nowMs);
    const dated = late === undefined ? timely : markHead(timely, late);
    const { repeatMark = (paper) => paperWords("en").marks.perhapsTwice({ paper }) } = deps;
    const mark = repeatMark(job.doubts + 1);
    const paper = job.doubts > 0 ? markReprint(dated, mark) : dated;
    const strip = isTorn ? cutFirst(paper) : paper;
    return ok({ bytes: deps.encode(strip, job.printer), pulses: opensDrawer(paper) });
  } catch {
    // A mistake of ours, but the job is durable: thrown, it would stop the till at every start.
    return err("spool/unencodable");
  }
}

/** Cuts off what a torn paper left in the printer, so that nobody takes both for one. */
function cutFirst(document: PrintDocument): PrintDocument {
  return { ...document, blocks: [{ type: "cut" }, ...document.blocks] };
}

interface Turn {
  readonly printer: string;
  readonly nowMs: number;
  /** A report was printed last. */
  readonly wasReport: boolean;
}

const PATIENT_MS = 60_000;

/**
 * Which of a printer's papers is next: the oldest, but who stands at the counter or in the kitchen does
 * not wait for a report. A report that has waited long takes turns with them, so that it comes out too.
 */
function nextJob(store: SpoolStore, { printer, nowMs, wasReport }: Turn): SpoolJob | undefined {
  const queued = { printer, states: ["queued"], limit: 1 } as const;
  const [oldest] = store.find(queued);
  if (oldest?.kind !== "report") return oldest;
  const isPatient = nowMs - oldest.freshFromMs < PATIENT_MS;
  const [urgent] = isPatient || wasReport ? store.find({ ...queued, except: "report" }) : [];
  return urgent ?? oldest;
}

/*
 * What a printer is asked about jobs whose answer was lost: before they are told uncertain where that
 * can be, and before anything else is printed, because what it has kept to say is of the last job alone.
 */

interface Asked {
  readonly name: string;
  readonly transport: Transport;
  /** The time since which the printer does not answer. */
  offSinceMs: number | undefined;
  trouble: PrinterTrouble | undefined;
  isTorn: boolean | undefined;
}

/** `away`: the printer can't be asked now. */
type Answer =
  | { readonly type: "printed" }
  | { readonly type: "unknown" }
  | { readonly type: "away"; readonly fault: PrinterFault };

/**
 * Asks after a stop or a fault: the paper that was being sent may be printed. Returns the printer's
 * fault, if any.
 */
async function recover(outcomes: Outcomes, asked: Asked): Promise<PrinterFault | undefined> {
  const { store } = outcomes;
  const { name: printer } = asked;
  let fault: PrinterFault | undefined;
  for (const job of store.find({ printer, states: ["sending"], limit: READ_MAX })) {
    const answer = await ask(asked, job);
    if (answer.type === "away") fault = answer.fault;
    if (answer.type === "printed") concludePrinted(outcomes, job);
    else {
      const note = answer.type === "away" ? job.note : "";
      asked.isTorn = true;
      doubt(outcomes, { ...job, note }, "spool/interrupted");
    }
  }
  return fault ?? (await askNoted(outcomes, asked));
}

/** Asks about the noted jobs: those that wait for a person may need none, and others are printed again. */
async function askNoted(outcomes: Outcomes, asked: Asked): Promise<PrinterFault | undefined> {
  const { store } = outcomes;
  for (const job of store.noted(asked.name)) {
    const answer = await ask(asked, job);
    if (answer.type === "away") return answer.fault;
    const plain: SpoolJob = { ...job, note: "" };
    if (answer.type === "printed") concludePrinted(outcomes, job);
    else if (job.state === "sending") doubt(outcomes, plain, "spool/interrupted");
    else store.save(plain, job.state);
  }
  for (const job of store.find({ printer: asked.name, states: ["uncertain"], limit: READ_MAX })) {
    reprintUnasked(outcomes, job);
  }
  return undefined;
}

async function ask(asked: Asked, { note }: SpoolJob): Promise<Answer> {
  if (note === "" || asked.transport.recall === undefined) return { type: "unknown" };
  const recalled = await asked.transport.recall(note);
  if (!recalled.ok) return { type: "away", fault: recalled.fault };
  asked.offSinceMs = undefined;
  asked.trouble = undefined;
  asked.isTorn = recalled.value === "unknown";
  return { type: recalled.value };
}

function concludePrinted(outcomes: Outcomes, job: SpoolJob): void {
  conclude(outcomes, job, { state: "printed", lastFault: "", note: "" });
}
