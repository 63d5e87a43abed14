/** The queue in front of this till's printers: what waits, and one paper printed now or elsewhere. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { ASKING, OPEN, type SpoolJob, WAITING } from "../../printer/spool/spool-store.ts";
import { type OpenTill } from "../open-till.ts";
import { reroutedDocument } from "../printing/papers.ts";
import { drivenPrinters, ownPrinters } from "../printing/printer-drive.ts";
import { type PrinterState } from "../printing/printer-states.ts";
import { type PaperKind, papersNamed } from "./reprint.ts";

export interface QueuedJob {
  readonly job: SpoolJob;
  readonly kind: PaperKind;
  /** `A-000012`, `A12 Bar`; empty where it has none. */
  readonly name: string;
  /** Undefined where no printer of this till serves it. */
  readonly printer: { readonly id: string; readonly name: string } | undefined;
  readonly trouble: PrinterTrouble | undefined;
}

type Queue = Pick<OpenTill, "till" | "jobs" | "clock">;

/** The most papers shown: nobody looks through more. */
const SHOWN_MAX = 200;

/** The oldest first: a paper keeps its place as long as it waits. */
export function listQueue(open: Queue & Pick<OpenTill, "printing">): ReadonlyArray<QueuedJob> {
  const { till, jobs, printing } = open;
  const waiting = jobs.find({ states: [...WAITING, ...ASKING], limit: SHOWN_MAX });
  if (waiting.length === 0) return [];
  const printers = new Map(drivenPrinters(till.ledger).map((printer) => [printer.id, printer]));
  const troubles = new Map(
    printing.printers().map((printer) => [printer.name, troubleOf(printer)]),
  );
  const named = papersNamed(
    open,
    waiting.map(({ documentId }) => documentId as EventId),
  );
  return waiting.map((job) => {
    const { kind, name } = named.get(job.documentId as EventId) ?? { kind: job.kind, name: "" };
    const printer = printers.get(job.printer);
    return { job, kind, name, printer, trouble: troubles.get(printer?.name ?? "") };
  });
}

/** Returns the printer's trouble; a printer that is only known to be in trouble counts as off. */
export function troubleOf({ state, trouble }: PrinterState): PrinterTrouble | undefined {
  return trouble ?? (state === "off" ? "off" : undefined);
}

/** A person wants it, whatever the printer would say of the last one. Wake the printers after it. */
export function printNow({ jobs, clock }: Queue, id: number): Result<undefined, Refusal> {
  const job = jobs.byId(id);
  // A waiting paper prints by itself, so its printer is tried again.
  if (job !== undefined && WAITING.includes(job.state)) return ok(undefined);
  if (job === undefined || !OPEN.includes(job.state)) return err(goneFault(job));
  return jobs.save(released(job, clock.nowMs()), job.state) ? ok(undefined) : err(goneFault(job));
}

/** A ticket says where people look for it first. Wake the printers after it. */
export function moveJob(
  { till, jobs, clock }: Queue,
  { id, printer }: { readonly id: number; readonly printer: string },
): Result<undefined, Refusal> {
  const printers = ownPrinters(till.ledger);
  if (!printers.some((other) => other.id === printer)) {
    return err({ type: "printer/unknown", text: printer, printers: printers.map((it) => it.id) });
  }
  const job = jobs.byId(id);
  if (job === undefined || !OPEN.includes(job.state)) return err(goneFault(job));
  const document = reroutedDocument(till, job);
  const moved = jobs.move({ job, printer, document, releasedMs: clock.nowMs() });
  return moved === "moved" ? ok(undefined) : err(goneFault(jobs.byId(id)));
}

function released(job: SpoolJob, nowMs: number): SpoolJob {
  return { ...job, state: "queued", note: "", freshFromMs: nowMs };
}

function goneFault(job: SpoolJob | undefined): Refusal {
  const text = job?.documentId ?? "";
  return { type: job?.state === "sending" ? "paper/printing" : "paper/done", text };
}
