/** The spool's store in memory: what it returns are copies, so nothing changes without `save`. */

import {
  type JobState,
  type SpoolJob,
  type SpoolStore,
} from "../../src/printer/spool/spool-store.ts";

/** It is not known yet what became of it, if anything did. */
const UNKNOWN: ReadonlyArray<JobState> = ["queued", "sending", "uncertain"];

export function createMemorySpoolStore(): SpoolStore {
  const jobsById = new Map<number, SpoolJob>();
  const idsByKey = new Map<string, number>();
  // Most questions are about states that no job is in, however many are done.
  const countByState = new Map<JobState, number>();
  const notedIds = new Set<number>();

  function keep(job: SpoolJob, was?: SpoolJob): void {
    if (was !== undefined) countByState.set(was.state, (countByState.get(was.state) ?? 0) - 1);
    if (job.note === "") notedIds.delete(job.id);
    else notedIds.add(job.id);
    countByState.set(job.state, (countByState.get(job.state) ?? 0) + 1);
    jobsById.set(job.id, job);
  }

  function inStates(
    states: ReadonlyArray<JobState>,
    fits: (job: SpoolJob) => boolean,
    limit = Number.POSITIVE_INFINITY,
  ): ReadonlyArray<SpoolJob> {
    const found: SpoolJob[] = [];
    if (states.every((state) => (countByState.get(state) ?? 0) === 0)) return found;
    for (const job of jobsById.values()) {
      if (found.length >= limit) break;
      if (states.includes(job.state) && fits(job)) found.push(structuredClone(job));
    }
    return found;
  }

  const store: SpoolStore = {
    add(job) {
      const key = JSON.stringify([job.documentId, job.printer, job.copy]);
      const present = jobsById.get(idsByKey.get(key) ?? 0);
      if (present !== undefined) return structuredClone(present);
      const added: SpoolJob = {
        ...job,
        id: jobsById.size + 1,
        state: "queued",
        freshFromMs: job.createdMs,
        attempts: 0,
        doubts: 0,
        lastFault: "",
        note: "",
        outcomeReported: false,
      };
      idsByKey.set(key, added.id);
      keep(added);
      return structuredClone(added);
    },
    byId: (id) => structuredClone(jobsById.get(id)),
    find: ({ printer, states, except, outcomeReported, limit }) =>
      inStates(
        states,
        (job) =>
          (printer === undefined || job.printer === printer) &&
          job.kind !== except &&
          (outcomeReported === undefined || job.outcomeReported === outcomeReported),
        limit,
      ),
    noted: (printer) =>
      notedIds.size === 0
        ? []
        : inStates(UNKNOWN, (job) => job.printer === printer && job.note !== ""),
    count: (printer, states) => inStates(states, (job) => job.printer === printer).length,
    printersWith: (states) =>
      [...new Set(inStates(states, () => true).map((job) => job.printer))].toSorted(),
    rewrite(jobId, document) {
      const stored = jobsById.get(jobId);
      if (stored !== undefined) jobsById.set(jobId, { ...stored, document });
    },
    save(job, from) {
      const stored = jobsById.get(job.id);
      if (stored?.state !== from || stored.printer !== job.printer) return false;
      const { state, freshFromMs, attempts, doubts, lastFault, note, outcomeReported } = job;
      keep(
        { ...stored, state, freshFromMs, attempts, doubts, lastFault, note, outcomeReported },
        stored,
      );
      return true;
    },
    saveAll: (jobs, from) => jobs.filter((job) => store.save(job, from ?? job.state)),
  };
  return store;
}
