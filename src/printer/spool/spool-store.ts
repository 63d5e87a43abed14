/**
 * The durable queue that the spool prints from. Every call is durable when it returns, and the
 * spool sends the first byte only then.
 */

import { type DocumentKind } from "../document.ts";

/**
 * The state of a job. `queued` waits for its printer; `sending` is being handed to it; `printed`
 * and `sent` are done. `uncertain` may be on paper, `stale` is too old to print unasked, `failed`
 * cannot be printed: these wait for a person. `dismissed` was put aside by one.
 */
export type JobState =
  | "queued"
  | "sending"
  | "printed"
  | "sent"
  | "uncertain"
  | "stale"
  | "failed"
  | "dismissed";

/** The states of a job that prints by itself as soon as it can. */
export const WAITING: ReadonlyArray<JobState> = ["queued", "sending"];
/** The states of a job that waits for a person. */
export const ASKING: ReadonlyArray<JobState> = ["uncertain", "stale", "failed"];
/** The states of a job that is not done and in no printer's hands: it can be put aside or printed elsewhere. */
export const OPEN: ReadonlyArray<JobState> = ["queued", ...ASKING];

export interface NewSpoolJob {
  /** The id of what is printed: of the receipt, the ticket or the report. */
  readonly documentId: string;
  /** The name of the printer. */
  readonly printer: string;
  /** The number of the copy: 1 for the original, and on from there for copies that people asked for. */
  readonly copy: number;
  readonly kind: DocumentKind;
  /** The document as JSON. */
  readonly document: string;
  readonly createdMs: number;
}

export interface SpoolJob extends NewSpoolJob {
  /** The job's number, which rises in the order of creation. */
  readonly id: number;
  readonly state: JobState;
  /** The moment since when the job is fresh: its creation, or its release by a person. */
  readonly freshFromMs: number;
  /** How often the job was handed to the printer. */
  readonly attempts: number;
  /** How often the job was handed over without a known result; its next paper is marked. */
  readonly doubts: number;
  /** The type of the last fault; empty for none. */
  readonly lastFault: string;
  /**
   * The id by which the printer is asked for the result, while that is not known; empty
   * otherwise.
   */
  readonly note: string;
  /** Whether the outcome has been passed on to those who record it. */
  readonly outcomeReported: boolean;
}

export interface SpoolQuery {
  readonly printer?: string;
  readonly states: ReadonlyArray<JobState>;
  /** All kinds but this one, of one printer. */
  readonly except?: DocumentKind;
  /** Selects only jobs whose outcome was not reported yet. */
  readonly outcomeReported?: false;
  readonly limit: number;
}

export interface SpoolStore {
  /** The new job; or, where (document id, printer, copy) is there already, that job, unchanged. */
  readonly add: (job: NewSpoolJob) => SpoolJob;
  readonly byId: (id: number) => SpoolJob | undefined;
  /** The oldest first. */
  readonly find: (query: SpoolQuery) => ReadonlyArray<SpoolJob>;
  /**
   * Jobs that a printer has to be asked about before it prints anything else, because it only
   * remembers the last one. All of them, of every process; the oldest first.
   */
  readonly noted: (printer: string) => ReadonlyArray<SpoolJob>;
  readonly count: (printer: string, states: ReadonlyArray<JobState>) => number;
  /** Printers that have a job in one of these states, by name. */
  readonly printersWith: (states: ReadonlyArray<JobState>) => ReadonlyArray<string>;
  /**
   * Writes state, freshFromMs, attempts, doubts, lastFault, note and outcomeReported of the job with that id,
   * if its stored state is still `from` and it is still that printer's; says whether it was.
   */
  readonly save: (job: SpoolJob, from: JobState) => boolean;
  /**
   * Saves several jobs, all in one transaction, each only over the state `from`; in which it is where that
   * is missing. Returns those that were saved.
   */
  readonly saveAll: (jobs: ReadonlyArray<SpoolJob>, from?: JobState) => ReadonlyArray<SpoolJob>;
  /** Replaces the document of a job, in whatever state the job is. */
  readonly rewrite: (jobId: number, document: string) => void;
}
