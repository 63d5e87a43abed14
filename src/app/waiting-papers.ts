/** Papers that wait, for a printer or for a person, and what a person makes of one that nobody needs. */

import { type Printer } from "../domain/printers.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { ASKING, type SpoolJob, WAITING } from "../printer/spool-store.ts";
import { type OpenTill } from "./open-till.ts";
import { ownPrinters } from "./printer-drive.ts";
import { documentOf } from "./shown-paper.ts";

export interface WaitingPaper {
  readonly documentId: string;
  readonly kind: string;
  /** As it is called; `none` where no printer serves such a paper. */
  readonly printer: string;
  readonly state: SpoolJob["state"];
}

export type DismissFault = "paper/unknown" | "paper/done" | "paper/printing";

const SHOWN_MAX = 1000;

/** The oldest first. */
export function listWaitingPapers(open: OpenTill): ReadonlyArray<WaitingPaper> {
  const waiting = open.jobs.find({ states: [...WAITING, ...ASKING], limit: SHOWN_MAX });
  const printers = ownPrinters(open.till.ledger);
  return waiting.map((job) => toWaitingPaper(printers, job));
}

/** By receipt number or by document id. What is on its way to a printer can't be called back. */
export function dismissPaper(
  open: Pick<OpenTill, "till" | "jobs">,
  text: string,
): Result<ReadonlyArray<WaitingPaper>, DismissFault> {
  const jobs = open.jobs.ofDocument(documentOf(open.till, text));
  if (jobs.length === 0) return err("paper/unknown");
  const dismissed = jobs.filter((job) => dismiss(open, job));
  if (dismissed.length > 0) {
    const printers = ownPrinters(open.till.ledger);
    return ok(dismissed.map((job) => toWaitingPaper(printers, { ...job, state: "dismissed" })));
  }
  const isPrinting = jobs.some(({ state }) => state === "sending");
  return err(isPrinting ? "paper/printing" : "paper/done");
}

/** False when it doesn't wait, or when a printer was faster. */
function dismiss({ jobs }: Pick<OpenTill, "jobs">, job: SpoolJob): boolean {
  if (job.state !== "queued" && !ASKING.includes(job.state)) return false;
  // What was queued has no outcome to tell, and may be forgotten like any that is done.
  const outcomeTold = job.outcomeTold || job.state === "queued";
  return jobs.save({ ...job, state: "dismissed", outcomeTold }, job.state);
}

function toWaitingPaper(printers: ReadonlyArray<Printer>, job: SpoolJob): WaitingPaper {
  const printer = printers.find(({ id }) => id === job.printer)?.name ?? job.printer;
  const { documentId, kind, state } = job;
  return { documentId, kind, printer, state };
}
