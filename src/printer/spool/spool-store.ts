/**
 * The durable queue as the spool needs it. Every call is durable when it returns: the spool sends
 * the first byte on the strength of that.
 */

import { type DocumentKind } from "../document.ts";

/**
 * `queued` waits for its printer; `sending` has been, or is being, handed to it. `printed` and
 * `sent` are done. The others wait for a person: `uncertain` may be on paper, `stale` is too old to
 * come out unasked, `failed` can't be printed. `dismissed` is what a person put aside.
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

/** A job that prints by itself as soon as it can. */
export const WAITING: ReadonlyArray<JobState> = ["queued", "sending"];
/** A job that waits for a person. */
export const ASKING: ReadonlyArray<JobState> = ["uncertain", "stale", "failed"];
/** Not done with and in no printer's hands: it can be put aside, or come out of another printer. */
export const OPEN: ReadonlyArray<JobState> = ["queued", ...ASKING];

export interface NewSpoolJob {
  /** What it prints: the id of the receipt, of the ticket, of the report. */
  readonly documentId: string;
  /** Name of the printer. */
  readonly printer: string;
  /** 1 for the original; further copies that a person asked for count on. */
  readonly copy: number;
  readonly kind: DocumentKind;
  /** The document as JSON. */
  readonly document: string;
  readonly createdMs: number;
}

export interface SpoolJob extends NewSpoolJob {
  /** Rises in the order of creation. */
  readonly id: number;
  readonly state: JobState;
  /** Since when the job is fresh: its creation, or the moment in which a person released it. */
  readonly freshFromMs: number;
  /** How often it was handed to the printer. */
  readonly attempts: number;
  /** How often it was handed over and nobody knows what came of it. Its next paper is marked. */
  readonly doubts: number;
  /** The type of the last fault, or empty. */
  readonly lastFault: string;
  /** What the printer is asked by what became of it, while that is not known; or empty. */
  readonly note: string;
  /** Whether the outcome has been passed on to those who record it. */
  readonly outcomeReported: boolean;
}

export interface SpoolQuery {
  readonly printer?: string;
  readonly states: ReadonlyArray<JobState>;
  /** All kinds but this one. Of one printer. */
  readonly except?: DocumentKind;
  /** Only those whose outcome nobody has been told yet. */
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
   * Those that a printer has to be asked about before it prints anything else: what it has kept to say is
   * of the last paper alone. All of it, whoever queued them; the oldest first.
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
  /** The same for several, each in the state in which it was read, and all durable together. */
  readonly saveAll: (jobs: ReadonlyArray<SpoolJob>) => void;
  /** It is to say something else, whatever has become of it. */
  readonly rewrite: (jobId: number, document: string) => void;
}
