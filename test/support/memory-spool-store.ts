/** The spool's store in memory: what it returns are copies, so nothing changes without `save`. */

import { type SpoolJob, type SpoolStore, UNKNOWN } from "../../src/printer/spool-store.ts";

export function createMemorySpoolStore(): SpoolStore {
  const jobsById = new Map<number, SpoolJob>();

  const store: SpoolStore = {
    add(job) {
      const present = [...jobsById.values()].find(
        (other) =>
          other.documentId === job.documentId &&
          other.printer === job.printer &&
          other.copy === job.copy,
      );
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
        outcomeTold: false,
      };
      jobsById.set(added.id, added);
      return structuredClone(added);
    },
    byId: (id) => structuredClone(jobsById.get(id)),
    find({ printer, states, except, outcomeTold, limit }) {
      return [...jobsById.values()]
        .filter((job) => printer === undefined || job.printer === printer)
        .filter((job) => states.includes(job.state) && job.kind !== except)
        .filter((job) => outcomeTold === undefined || job.outcomeTold === outcomeTold)
        .slice(0, limit)
        .map((job) => structuredClone(job));
    },
    noted: (printer) =>
      [...jobsById.values()]
        .filter((job) => job.printer === printer && job.note !== "" && UNKNOWN.includes(job.state))
        .map((job) => structuredClone(job)),
    count: (printer, states) =>
      [...jobsById.values()].filter((job) => job.printer === printer && states.includes(job.state))
        .length,
    printersWith(states) {
      const jobs = [...jobsById.values()].filter((job) => states.includes(job.state));
      return [...new Set(jobs.map((job) => job.printer))].toSorted();
    },
    rewrite(jobId, document) {
      const stored = jobsById.get(jobId);
      if (stored !== undefined) jobsById.set(jobId, { ...stored, document });
    },
    save(job, from) {
      const stored = jobsById.get(job.id);
      if (stored?.state !== from || stored.printer !== job.printer) return false;
      const { state, freshFromMs, attempts, doubts, lastFault, note, outcomeTold } = job;
      jobsById.set(job.id, {
        ...stored,
        state,
        freshFromMs,
        attempts,
        doubts,
        lastFault,
        note,
        outcomeTold,
      });
      return true;
    },
    saveAll(jobs) {
      for (const job of jobs) store.save(job, job.state);
    },
  };
  return store;
}
