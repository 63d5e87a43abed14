/** The outcomes of jobs: each is durable before anybody gets it, and offered until somebody has taken it. */

import { type JobState, ASKING, type SpoolJob, type SpoolStore } from "./spool-store.ts";

export interface Outcomes {
  readonly store: SpoolStore;
  /** Something that the status tells has changed. */
  readonly onChange?: () => void;
  readonly onOutcome?: (job: SpoolJob) => void;
  readonly onFault: (error: unknown) => void;
  /** An outcome may be left to tell: from before a stop, or because the listener threw. */
  hasUnreported: boolean;
}

/** A printer that never answers must not print one ticket until its roll is empty. */
const UNASKED_REPRINTS_MAX = 2;
/** Only jobs that need a person, or that a stop cut short, are read in bulk. */
export const READ_MAX = 1000;

const OUTCOMES: ReadonlyArray<JobState> = ["printed", "sent", ...ASKING];

/** Undefined when others changed the job. */
export function conclude(
  outcomes: Outcomes,
  job: SpoolJob,
  change: Pick<SpoolJob, "state"> & Partial<SpoolJob>,
): SpoolJob | undefined {
  const concluded: SpoolJob = { ...job, ...change, outcomeReported: false };
  if (!outcomes.store.save(concluded, job.state)) return undefined;
  changed(outcomes);
  return tell(outcomes, concluded);
}

/** Together: thousands may have become too old, and a sync for each would take minutes. */
export function concludeStale(outcomes: Outcomes, jobs: ReadonlyArray<SpoolJob>): void {
  const stale = jobs.map((job): SpoolJob => ({ ...job, state: "stale", outcomeReported: false }));
  const saved = outcomes.store.saveAll(stale, "queued");
  changed(outcomes);
  const told = saved.filter((job) => isHeard(outcomes, () => outcomes.onOutcome?.(job)));
  isHeard(outcomes, () => {
    outcomes.store.saveAll(told.map(asReported));
  });
}

export function doubt(outcomes: Outcomes, job: SpoolJob, lastFault: string): void {
  const doubts = job.doubts + 1;
  const uncertain = conclude(outcomes, job, { state: "uncertain", doubts, lastFault });
  if (uncertain !== undefined) reprintUnasked(outcomes, uncertain);
}

/**
 * A kitchen would rather have a ticket twice, marked, than not at all. Not before its doubt is told:
 * once it is queued again, nobody would know of it.
 */
export function reprintUnasked(outcomes: Outcomes, job: SpoolJob): void {
  if (!job.outcomeReported || job.kind !== "ticket" || job.doubts > UNASKED_REPRINTS_MAX) return;
  outcomes.store.save({ ...job, state: "queued" }, "uncertain");
  changed(outcomes);
}

export function reportOutcomes(outcomes: Outcomes): void {
  const unreported = outcomes.store.find({
    states: OUTCOMES,
    outcomeReported: false,
    limit: READ_MAX,
  });
  outcomes.hasUnreported = unreported.length === READ_MAX;
  for (const job of unreported) tell(outcomes, job);
}

export function changed(outcomes: Pick<Outcomes, "onChange" | "onFault">): void {
  attempt(outcomes, () => outcomes.onChange?.());
}

/** A listener that throws keeps no paper from the printers. */
export function attempt({ onFault }: Pick<Outcomes, "onFault">, tellThem: () => void): void {
  try {
    tellThem();
  } catch (error) {
    onFault(error);
  }
}

function asReported(job: SpoolJob): SpoolJob {
  return { ...job, outcomeReported: true };
}

function tell(outcomes: Outcomes, job: SpoolJob): SpoolJob {
  const reported = asReported(job);
  const isTold = isHeard(outcomes, () => {
    outcomes.onOutcome?.(job);
    outcomes.store.save(reported, job.state);
  });
  return isTold ? reported : job;
}

/** Who can't listen now is told again before the next job, and keeps no paper from the printers. */
function isHeard(outcomes: Outcomes, tellThem: () => void): boolean {
  try {
    tellThem();
    return true;
  } catch (error) {
    outcomes.hasUnreported = true;
    outcomes.onFault(error);
    return false;
  }
}
