/** Papers that wait, for a printer or for a person. */

import { type Printer } from "../domain/printers.ts";
import { ASKING, type SpoolJob, WAITING } from "../printer/spool-store.ts";
import { type OpenTill } from "./open-till.ts";
import { drivenPrinters } from "./printer-drive.ts";

export interface WaitingPaper {
  readonly documentId: string;
  readonly kind: string;
  /** As it is called; `none` where no printer serves such a paper. */
  readonly printer: string;
  readonly state: SpoolJob["state"];
}

const SHOWN_MAX = 1000;

/** The oldest first. */
export function listWaitingPapers(open: OpenTill): ReadonlyArray<WaitingPaper> {
  const waiting = open.jobs.find({ states: [...WAITING, ...ASKING], limit: SHOWN_MAX });
  const printers = drivenPrinters(open.till.ledger);
  return waiting.map((job) => toWaitingPaper(printers, job));
}

export function toWaitingPaper(printers: ReadonlyArray<Printer>, job: SpoolJob): WaitingPaper {
  const printer = printers.find(({ id }) => id === job.printer)?.name ?? job.printer;
  const { documentId, kind, state } = job;
  return { documentId, kind, printer, state };
}
