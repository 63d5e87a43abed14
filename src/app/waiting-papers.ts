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

export interface WaitingCounts {
  /** By themselves, for a printer. */
  readonly waiting: number;
  /** For a person. */
  readonly asking: number;
}

export function countWaiting(jobs: ReadonlyArray<Pick<SpoolJob, "state">>): WaitingCounts {
  return {
    waiting: jobs.filter(({ state }) => WAITING.includes(state)).length,
    asking: jobs.filter(({ state }) => ASKING.includes(state)).length,
  };
}

/** `waiting` or `asking` as long as one of its copies is, else what became of the last; undefined for none. */
export function stateOfPaper(
  { jobs }: Pick<OpenTill, "jobs">,
  document: string,
): "waiting" | "asking" | SpoolJob["state"] | undefined {
  const all = jobs.ofDocument(document);
  const { waiting, asking } = countWaiting(all);
  if (asking > 0) return "asking";
  return waiting > 0 ? "waiting" : all.at(-1)?.state;
}
