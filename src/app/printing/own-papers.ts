/**
 * The papers that this process has queued, as a queue of their own: a command prints these and leaves
 * what others have queued to them.
 */

import { type SpoolJob, type SpoolStore } from "../../printer/spool/spool-store.ts";
import { type PrintJobStore } from "./print-job-store.ts";

export interface OwnPapers {
  /** The whole queue, for those who add to it. What is added through it counts as own. */
  readonly noting: SpoolStore;
  /** `also`: this document counts as own too, whoever queued it. */
  readonly own: (also?: string) => SpoolStore;
  /**
   * Stops the list: a process that prints everything needs none, and it would grow for as long as
   * the process runs.
   */
  readonly stopNoting: () => void;
}

export function createOwnPapers(store: PrintJobStore): OwnPapers {
  // The papers are kept by document, not by job: where a transaction is undone, its job's number is
  // given again.
  let documents: Set<string> | undefined = new Set();

  function jobs(): ReadonlyArray<SpoolJob> {
    return [...(documents ?? [])].flatMap(store.ofDocument);
  }

  const own: SpoolStore = {
    ...store,
    find: ({ printer, states, except, outcomeReported, limit }) =>
      jobs()
        .filter((job) => printer === undefined || job.printer === printer)
        .filter((job) => states.includes(job.state) && job.kind !== except)
        .filter((job) => outcomeReported === undefined || job.outcomeReported === outcomeReported)
        .toSorted((a, b) => a.id - b.id)
        .slice(0, limit),
    count: (printer, states) =>
      jobs().filter((job) => job.printer === printer && states.includes(job.state)).length,
    printersWith: (states) => {
      const found = jobs().filter(({ state }) => states.includes(state));
      return [...new Set(found.map(({ printer }) => printer))].toSorted();
    },
  };

  return {
    noting: {
      ...store,
      add: (job) => {
        documents?.add(job.documentId);
        return store.add(job);
      },
    },
    own: (also) => {
      if (also !== undefined) documents?.add(also);
      return own;
    },
    stopNoting: () => {
      documents = undefined;
    },
  };
}
