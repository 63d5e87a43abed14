/** Papers that wait, for a printer or for a person. */

import { type EventId, streamName } from "../../domain/identity.ts";
import {
  type PrinterTrouble,
  printerTroubleSchema,
} from "../../domain/printers/printer-trouble.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { ASKING, type JobState, type SpoolJob, WAITING } from "../../printer/spool/spool-store.ts";
import { orderOfEvent } from "../known-event.ts";
import { type OpenTill } from "../open-till.ts";
import { orderState } from "../orders/orders.ts";
import { NO_PRINTER } from "../printing/papers.ts";
import { drivenPrinters } from "../printing/printer-drive.ts";
import { type PrinterState } from "../printing/printer-states.ts";
import { type Till } from "../till/till.ts";
import { troubleOf } from "./paper-queue.ts";
import { type Paper, type PaperKind, papersNamed } from "./reprint.ts";

export interface WaitingPaper {
  readonly documentId: string;
  readonly kind: string;
  /** The name of the printer; `none` where no printer serves such a paper. */
  readonly printer: string;
  readonly state: SpoolJob["state"];
}

const SHOWN_MAX = 1000;

/** The reason of the wait: the printer's trouble, the paper's own, or only its turn. */
export type WhyWaiting =
  | { readonly type: "trouble"; readonly trouble: PrinterTrouble }
  | { readonly type: "no-printer" | "printer-gone" | "in-hand" | "its-turn" }
  /** A person has to say what becomes of it. */
  | { readonly type: "uncertain" | "stale" | "failed" };

export interface ExplainedPaper {
  readonly job: SpoolJob;
  readonly kind: PaperKind;
  /** The name of the printer; undefined where no current printer serves the paper. */
  readonly printer: string | undefined;
  /** `A-000012` of a receipt, `A12 Kitchen` of a ticket; empty where it has none. */
  readonly name: string;
  /** `A12`; empty where it is of none. */
  readonly order: string;
  readonly why: WhyWaiting;
}

/** The oldest first. */
export function listWaitingPapers(open: OpenTill): ReadonlyArray<ExplainedPaper> {
  return explainWaiting(
    open,
    open.jobs.find({ states: [...WAITING, ...ASKING], limit: SHOWN_MAX }),
  );
}

/** Each of these papers that wait, with what a person asks about it. */
export function explainWaiting(
  open: OpenTill,
  waiting: ReadonlyArray<SpoolJob>,
): ReadonlyArray<ExplainedPaper> {
  const printers = new Map(drivenPrinters(open.till.ledger).map(({ id, name }) => [id, name]));
  const states = new Map(open.printing.printers().map((state) => [state.id, state]));
  const papers = papersNamed(
    open,
    waiting.map(({ documentId }) => documentId as EventId),
  );
  return waiting.map((job) => {
    const paper = papers.get(job.documentId as EventId);
    const printer = printers.get(job.printer);
    const order = orderOf(open.till, job, paper);
    const why = whyWaiting(job, printer === undefined ? undefined : states.get(job.printer));
    const { kind, name } = paper ?? { kind: job.kind, name: "" };
    return { job, kind, printer, name, order, why };
  });
}

/** The printer of a paper that waits for one, or undefined where it has none. */
function whyWaiting(job: SpoolJob, printer: PrinterState | undefined): WhyWaiting {
  const { state } = job;
  if (isAsking(state)) return { type: state };
  if (job.printer === NO_PRINTER) return { type: "no-printer" };
  if (printer === undefined) return { type: "printer-gone" };
  const trouble = troubleOf(printer) ?? printerTroubleSchema.safeParse(job.lastFault).data;
  if (trouble !== undefined) return { type: "trouble", trouble };
  return { type: state === "sending" ? "in-hand" : "its-turn" };
}

function isAsking(state: JobState): state is "uncertain" | "stale" | "failed" {
  return ASKING.includes(state);
}

/** Returns the order of a paper by its event: a payment slip has no number of its own. */
function orderOf(till: Till, { documentId }: SpoolJob, paper: Paper | undefined): string {
  const [id = ""] = documentId.split("/");
  const order = paper?.order ?? orderOfEvent(till.ledger, id);
  if (order === undefined) return "";
  const name = streamName(order) as EventId;
  return till.ledger.read((view) => orderState(view, name).opened?.number ?? "");
}

export function toWaitingPaper(printers: ReadonlyArray<Printer>, job: SpoolJob): WaitingPaper {
  const printer = printers.find(({ id }) => id === job.printer)?.name ?? job.printer;
  const { documentId, kind, state } = job;
  return { documentId, kind, printer, state };
}

export interface WaitingCounts {
  /** The papers that wait for a printer alone. */
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
