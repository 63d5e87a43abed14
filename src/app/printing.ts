/**
 * The printers of a till: its spool over the ledger's queue, driven by whoever has the duties.
 *
 * A process without them leaves its papers in the queue, and tries to take over from time to time.
 */

import path from "node:path";

import { type EventId, toStreamId } from "../domain/identity.ts";
import { type Clock } from "../domain/ports.ts";
import { ok } from "../domain/result.ts";
import { readSetting } from "../domain/settings.ts";
import { type ExclusiveLock, takeLock } from "../ledger/exclusive-lock.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { type PrintDocument } from "../printer/document.ts";
import { encodeDocument } from "../printer/encoder.ts";
import { createFileTransport } from "../printer/file-transport.ts";
import { generic80, profileNamed, type PrinterProfile } from "../printer/profile.ts";
import { type SpoolJob } from "../printer/spool-store.ts";
import { createSpool, type Spool } from "../printer/spool.ts";
import { type Transport } from "../printer/transport.ts";
import { createVirtualPrinter } from "../printer/virtual-printer.ts";
import { type PrinterSetting } from "./papers.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { asStoreError } from "./store-errors.ts";

export interface Printing {
  readonly printers: () => ReadonlyArray<PrinterState>;
  /** Prints what waits, as far as it can be done now. */
  readonly settle: () => Promise<void>;
  /** Whether papers wait because the store's disk takes nothing. */
  readonly waitsForDisk: () => boolean;
  /** Prints what waits for a person, marked where it may be on paper already; says how many. */
  readonly printAsking: () => number;
  /** Something was queued: try now. */
  readonly wake: () => void;
  /** Looks at the queue now and from time to time, until it is closed. */
  readonly keepDriving: (onChange: () => void) => void;
  readonly close: () => Promise<void>;
}

export interface PrinterState {
  readonly name: string;
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

const LOOK_EVERY_MS = 1000;
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
  const { store, clock } = deps;
  let onChange: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;
  /** The newest job when the printers were last asked to look. */
  let seenJob = 0;
  const drive = createDrive(deps, () => onChange?.());

  function newestJob(): number {
    return store.latest(1)[0]?.id ?? 0;
  }

  function wake(): Spool | undefined {
    const spool = drive.take();
    if (spool !== undefined) seenJob = newestJob();
    spool?.wake();
    return spool;
  }

  function look(): void {
    wake();
    cancelLook = clock.after(LOOK_EVERY_MS, look);
  }

  return {
    printers: () =>
      settings(deps).map(({ id, name }) => {
        const waitingJobs = store.count(id, ["queued", "sending"]);
        const askingJobs = store.count(id, ["uncertain", "stale", "failed"]);
        const known = drive
          .spool()
          ?.status()
          .find(({ printer }) => printer === id);
        const quiet = waitingJobs > 0 ? "waiting" : "ok";
        const state = askingJobs > 0 ? "asking" : quiet;
        return { name, state: known?.state === "off" ? "off" : state, waitingJobs, askingJobs };
      }),
    printAsking: () => {
      const spool = drive.take();
      const asking = spool?.asking() ?? [];
      return asking.filter(({ id }) => spool?.release(id) === true).length;
    },
    settle: async () => {
      await wake()?.idle();
    },
    waitsForDisk: drive.isInDiskTrouble,
    wake: () => {
      wake();
    },
    keepDriving: (listener) => {
      onChange = listener;
      look();
    },
    close: async () => {
      cancelLook?.();
      if (drive.spool() === undefined) return;
      await drive.letGo();
      // Another process may have found the duties taken, left its paper in the queue and gone.
      for (let round = 0; round < LAST_LOOKS_MAX && newestJob() > seenJob; round += 1) {
        await wake()?.idle();
        await drive.letGo();
      }
    },
  };
}

/** The spool over this store's printers, for as long as this process has the duties. */
interface Drive {
  /** Undefined while another process has them. */
  readonly take: () => Spool | undefined;
  /** Undefined when this process doesn't have them. */
  readonly spool: () => Spool | undefined;
  readonly isInDiskTrouble: () => boolean;
  readonly letGo: () => Promise<void>;
}

function createDrive(deps: PrintingDeps, onChange: () => void): Drive {
  const { dir, ledger, store, clock } = deps;
  let duties: ExclusiveLock | undefined;
  let spool: Spool | undefined;
  let transports: ReadonlyMap<string, Transport> = new Map();
  let inDiskTrouble = false;

  function isDiskTrouble(cause: unknown): boolean {
    const isTrouble = asStoreError(cause) !== undefined;
    inDiskTrouble ||= isTrouble;
    return isTrouble;
  }

  function openSpool(): Spool {
    const printers = settings(deps);
    transports = new Map(printers.map((printer) => [printer.id, openTransport(dir, printer)]));
    const profiles = new Map(printers.map((printer) => [printer.id, profileOf(printer)]));
    return createSpool({
      store,
      clock,
      transportsByPrinter: transports,
      encode: (document, printer) =>
        encodeDocument(document, profiles.get(printer) ?? generic80).bytes,
      onChange,
      onOutcome: (job) => {
        recordOutcome(ledger, job);
      },
      isDiskTrouble,
    });
  }

  return {
    take: () => {
      if (spool !== undefined) return spool;
      try {
        duties = takeLock(dir, "duties");
        if (duties !== undefined) spool = openSpool();
      } catch (cause) {
        duties?.release();
        // Papers wait for the disk as they wait for a printer: what was sold is sold.
        if (!isDiskTrouble(cause)) throw cause;
      }
      return spool;
    },
    spool: () => spool,
    isInDiskTrouble: () => inDiskTrouble,
    letGo: async () => {
      await spool?.close();
      await Promise.all([...transports.values()].map((transport) => transport.close()));
      duties?.release();
      spool = undefined;
      duties = undefined;
    },
  };
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
  if (kind !== "ticket" || !["printed", "sent", "uncertain"].includes(state)) return;
  const eventKind = state === "uncertain" ? "ticket/uncertain" : "ticket/printed";
  const ticket = documentId as EventId;
  const job = `${id}/${copy}`;
  ledger.commit({
    by: "",
    name: `${eventKind} ${job}`,
    decide: ({ view }) => {
      const { printed, uncertain } = view.state("ticket", ticket);
      const known = eventKind === "ticket/printed" ? printed : uncertain;
      if (known.length > 0) return { ok: false, fault: "told already" as const };
      const streams = [toStreamId("ticket", ticket)];
      return ok({ events: [{ kind: eventKind, streams, body: { job } }] });
    },
  });
}
