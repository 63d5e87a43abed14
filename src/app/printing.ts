/**
 * The printers of a till: its spool over the ledger's queue, driven by whoever has the duties.
 *
 * A process without them leaves its papers in the queue, and tries to take over from time to time.
 */

import path from "node:path";

import { type Draft } from "../domain/events/kinds.ts";
import { type EventId, type StreamId, toStreamId } from "../domain/identity.ts";
import { type Clock } from "../domain/ports.ts";
import { ok, type Result } from "../domain/result.ts";
import { readSetting } from "../domain/settings.ts";
import { type ExclusiveLock, takeLock } from "../ledger/exclusive-lock.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type PrintDocument } from "../printer/document.ts";
import { encodeDocument } from "../printer/encoder.ts";
import { createFileTransport } from "../printer/file-transport.ts";
import { generic80, profileNamed, type PrinterProfile } from "../printer/profile.ts";
import { ASKING, type SpoolJob, WAITING } from "../printer/spool-store.ts";
import { createSpool, type Spool } from "../printer/spool.ts";
import { type Delivery, type PrinterFault, type Transport } from "../printer/transport.ts";
import { createVirtualPrinter } from "../printer/virtual-printer.ts";
import { NO_PRINTER, printerFor, type PrinterSetting } from "./papers.ts";
import { type PrintJobStore } from "./print-job-store.ts";

export interface Printing {
  readonly printers: () => ReadonlyArray<PrinterState>;
  /** Whether this process drives the store's devices. */
  readonly hasDuties: () => boolean;
  /** Prints what waits, as far as it can be done now, whatever a printer's back-off. */
  readonly settle: () => Promise<void>;
  /** Prints what waits for a person, marked where it may be on paper already; says how many. */
  readonly printAsking: () => number;
  /** Something may have been queued: looks now. */
  readonly wake: () => void;
  /** Looks at the queue now and from time to time, until it is closed. */
  readonly keepDriving: (onChange: () => void) => void;
  /** A fault below: it is tried again by itself, and no sale is in danger. For the log. */
  readonly onFault: (listener: (error: unknown) => void) => void;
  readonly close: () => Promise<void>;
}

export interface PrinterState {
  readonly name: string;
  /** False where papers wait for a printer that nobody has set up, or not any more. */
  readonly isSetUp: boolean;
  readonly state: "ok" | "off" | "waiting" | "asking";
  /** Papers that come out by themselves as soon as they can. */
  readonly waitingJobs: number;
  /** Papers that come out only when a person says so. */
  readonly askingJobs: number;
}

export interface PrintingDeps {
  readonly dir: string;
  readonly ledger: Ledger;
  readonly store: PrintJobStore;
  readonly clock: Clock;
}

/** Whoever waits for the duties has them, and works, within a second of their holder's death. */
const LOOK_EVERY_MS = 250;
/** A shop that never had a printer must not hold up its first one. */
const REROUTED_AT_ONCE = 1000;
const SAME_FAULT_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** A paper that is done can be looked at again for so long. */
const KEPT_DAYS = 30;
const FORGET_EVERY_MS = 3_600_000;
/** More than a busy shop prints in an hour, and no more than the queue can drop between two sales. */
const FORGOTTEN_AT_ONCE = 500;
/** Who closes while others keep queueing leaves the rest to them. */
const LAST_LOOKS_MAX = 3;

/** Where the rolls of virtual printers lie: beside the store, because paper is not encrypted. */
export function paperDir(storeDir: string): string {
  return `${storeDir.replace(/\/+$/u, "")}.paper`;
}

export function rollPath(storeDir: string, printer: string): string {
  return path.join(paperDir(storeDir), `${printer}.txt`);
}

export function createPrinting(deps: PrintingDeps): Printing {
  const { clock } = deps;
  let onChange: (() => void) | undefined;
  let onFault: ((error: unknown) => void) | undefined;
  let cancelLook: (() => void) | undefined;
  const tellFault = seldom(clock, (error) => onFault?.(error));
  const drive = createDrive(deps, { onChange: () => onChange?.(), onFault: tellFault });
  const { wake, look, hasNewJobs } = createLooks(deps, drive);

  /** A printer or a queue that can't be used now must not end a sale, nor the register. */
  function attempt<Value>(work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      tellFault(error);
      return undefined;
    }
  }

  function keepLooking(): void {
    attempt(look);
    cancelLook = clock.after(LOOK_EVERY_MS, keepLooking);
  }

  return {
    printers: () => printerStates(deps, drive.spool()),
    hasDuties: () => drive.spool() !== undefined,
    printAsking: () => attempt(() => printAsking(deps, wake())) ?? 0,
    settle: async () => {
      await attempt(wake)?.idle();
    },
    wake: () => {
      attempt(look);
    },
    keepDriving: (listener) => {
      onChange = listener;
      keepLooking();
    },
    onFault: (listener) => {
      onFault = listener;
    },
    close: async () => {
      cancelLook?.();
      const drove = drive.spool() !== undefined;
      await drive.letGo();
      if (!drove) return;
      // Another process may have found the duties taken, left its paper in the queue and gone.
      for (let round = 0; round < LAST_LOOKS_MAX && attempt(hasNewJobs) === true; round += 1) {
        await attempt(wake)?.idle();
        await drive.letGo();
      }
    },
  };
}

interface Looks {
  /** Tries every printer now. Undefined while another process has the duties. */
  readonly wake: () => Spool | undefined;
  /** Tries the printers that have something new, and all of them when they were just taken over. */
  readonly look: () => void;
  readonly hasNewJobs: () => boolean;
}

/** Throws what the store throws. */
function createLooks({ store, clock }: PrintingDeps, drive: Drive): Looks {
  /** The newest job when the printers were last told of new ones. */
  let seenJob = 0;
  let forgetAtMs = Number.NEGATIVE_INFINITY;

  function seeNewJobs(): ReadonlyArray<string> {
    const newest = store.newestSince(seenJob);
    seenJob = Math.max(seenJob, ...newest.map(({ id }) => id));
    return newest.map(({ printer }) => printer);
  }

  function wake(): Spool | undefined {
    const spool = drive.take();
    if (spool === undefined) return undefined;
    seeNewJobs();
    spool.wake();
    forgetOld();
    return spool;
  }

  function forgetOld(): void {
    const nowMs = clock.nowMs();
    if (nowMs < forgetAtMs) return;
    forgetAtMs = nowMs + FORGET_EVERY_MS;
    store.forget(nowMs - KEPT_DAYS * DAY_MS, FORGOTTEN_AT_ONCE);
  }

  return {
    wake,
    look: () => {
      const spool = drive.spool();
      if (spool === undefined) {
        wake();
        return;
      }
      for (const printer of seeNewJobs()) spool.offer(printer);
      forgetOld();
    },
    hasNewJobs: () => store.newestSince(seenJob).length > 0,
  };
}

/** A fault that comes with every look is told once a minute. */
function seldom(clock: Clock, tell: (error: unknown) => void): (error: unknown) => void {
  let last = { words: "", atMs: Number.NEGATIVE_INFINITY };
  return (error) => {
    const told = { words: String(error), atMs: clock.nowMs() };
    if (told.words === last.words && told.atMs - last.atMs < SAME_FAULT_EVERY_MS) return;
    last = told;
    tell(error);
  };
}

/** Those that are set up, in their order, and after them whatever else has work. */
function printerStates(deps: PrintingDeps, spool: Spool | undefined): ReadonlyArray<PrinterState> {
  const { store } = deps;
  const setUp = settings(deps);
  const off = new Set(
    (spool?.status() ?? []).filter(({ state }) => state === "off").map(({ printer }) => printer),
  );
  const unknown = store
    .printersWith([...WAITING, ...ASKING])
    .filter((printer) => !setUp.some(({ id }) => id === printer));
  return [
    ...setUp.map(({ id, name }) => {
      const { waitingJobs, askingJobs } = jobsOf(store, id);
      const quiet = waitingJobs > 0 ? "waiting" : "ok";
      const state = askingJobs > 0 ? "asking" : quiet;
      const shown = off.has(id) ? "off" : state;
      return { name, isSetUp: true, state: shown, waitingJobs, askingJobs } as const;
    }),
    // No person can print these: they don't ask.
    ...unknown.map((id) => {
      const { waitingJobs, askingJobs } = jobsOf(store, id);
      const [name, state] =
        id === NO_PRINTER ? (["no printer", "waiting"] as const) : ([id, "off"] as const);
      return { name, isSetUp: false, state, waitingJobs, askingJobs } as const;
    }),
  ];
}

function jobsOf(
  store: PrintJobStore,
  printer: string,
): Pick<PrinterState, "waitingJobs" | "askingJobs"> {
  return {
    waitingJobs: store.count(printer, WAITING),
    askingJobs: store.count(printer, ASKING),
  };
}

/** Only where there is a printer that it can come out of. */
function printAsking(deps: PrintingDeps, spool: Spool | undefined): number {
  if (spool === undefined) return 0;
  const setUp = new Set(settings(deps).map(({ id }) => id));
  const asking = spool.asking().filter(({ printer }) => setUp.has(printer));
  return asking.filter(({ id }) => spool.release(id)).length;
}

/** The spool over this store's printers, for as long as this process has the duties. */
interface Drive {
  /** Undefined while another process has them. */
  readonly take: () => Spool | undefined;
  /** Undefined when this process doesn't have them. */
  readonly spool: () => Spool | undefined;
  readonly letGo: () => Promise<void>;
}

function createDrive(
  deps: PrintingDeps,
  told: { readonly onChange: () => void; readonly onFault: (error: unknown) => void },
): Drive {
  const { dir, ledger, store, clock } = deps;
  let duties: ExclusiveLock | undefined;
  let spool: Spool | undefined;
  let transports: ReadonlyMap<string, Transport> = new Map();

  return {
    take: () => {
      if (spool !== undefined) return spool;
      duties ??= takeLock(dir, "duties");
      if (duties === undefined) return undefined;
      const printers = settings(deps);
      rerouteStranded(deps, printers);
      transports = new Map(printers.map((printer) => [printer.id, openTransport(dir, printer)]));
      const profiles = new Map(printers.map((printer) => [printer.id, profileOf(printer)]));
      spool = createSpool({
        store,
        clock,
        transportsByPrinter: transports,
        encode: (document, printer) =>
          encodeDocument(document, profiles.get(printer) ?? generic80).bytes,
        ...told,
        onOutcome: (job) => {
          recordOutcome(ledger, job);
        },
      });
      return spool;
    },
    spool: () => spool,
    letGo: async () => {
      await spool?.close();
      await Promise.all([...transports.values()].map((transport) => transport.close()));
      duties?.release();
      spool = undefined;
      duties = undefined;
    },
  };
}

/** A paper that had no printer when it was made comes out of the one that serves it by now. */
function rerouteStranded(
  { ledger, store }: PrintingDeps,
  printers: ReadonlyArray<PrinterSetting>,
): void {
  const states = [...WAITING, ...ASKING];
  const stranded = store.find({ printer: NO_PRINTER, states, limit: REROUTED_AT_ONCE });
  for (const job of stranded) {
    const printer = ledger.read((view) => printerFor(view, printers, job));
    if (printer !== undefined) store.moveTo(printer.id, job);
  }
}

function settings({ ledger }: PrintingDeps): ReadonlyArray<PrinterSetting> {
  return ledger.read((view) => readSetting(view, "printers"));
}

/** The paper of one document, as this printer would print it. */
export function encodeFor(
  document: PrintDocument,
  printer: PrinterSetting | undefined,
): Uint8Array {
  const profile = printer === undefined ? generic80 : profileOf(printer);
  return encodeDocument(document, profile).bytes;
}

/**
 * Prints at once and past the queue: for what must not be stored on the way. The caller has the
 * store's duties.
 */
export async function printDirectly(
  dir: string,
  printer: PrinterSetting,
  document: PrintDocument,
): Promise<Result<Delivery, PrinterFault>> {
  const transport = openTransport(dir, printer);
  try {
    return await transport.send(encodeFor(document, printer));
  } finally {
    await transport.close();
  }
}

function openTransport(dir: string, { id, type, columns }: PrinterSetting): Transport {
  return type === "virtual"
    ? createVirtualPrinter({ rollPath: rollPath(dir, id), columns })
    : createFileTransport(path.join(paperDir(dir), `${id}.bin`));
}

function profileOf({ profile, columns }: PrinterSetting): PrinterProfile {
  return { ...(profileNamed(profile) ?? generic80), columns };
}

/** A kitchen ticket's paper is part of its story, on every till. Told at least once: dedup here. */
function recordOutcome(ledger: Ledger, { kind, state, documentId, id, copy }: SpoolJob): void {
  if (kind !== "ticket") return;
  const draft = outcomeDraft(documentId as EventId, state, `${id}/${copy}`);
  if (draft === undefined) return;
  ledger.commit({
    by: "",
    name: `${draft.kind} ${id}/${copy}`,
    decide: ({ view }) => {
      const { printed, uncertain } = view.state("ticket", documentId);
      const known = draft.kind === "ticket/uncertain" ? uncertain : printed;
      if (known.length > 0) return { ok: false, fault: "told already" as const };
      return ok({ events: [draft] });
    },
  });
}

/** What its printer said of a ticket, and no more. */
function outcomeDraft(ticket: EventId, state: SpoolJob["state"], job: string): Draft | undefined {
  const streams: [StreamId] = [toStreamId("ticket", ticket)];
  switch (state) {
    case "printed":
    case "sent":
      return { kind: "ticket/printed", streams, body: { job, how: state } };
    case "uncertain":
      return { kind: "ticket/uncertain", streams, body: { job } };
    default:
      return undefined;
  }
}
