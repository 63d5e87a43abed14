/**
 * Which of a printer's papers is next: the oldest, but who stands at the counter or in the kitchen does
 * not wait for a report. A report that has waited long takes turns with them, so that it comes out too.
 */

import { type SpoolJob, type SpoolStore } from "./spool-store.ts";

export interface Turn {
  readonly printer: string;
  readonly nowMs: number;
  /** A report was printed last. */
  readonly wasReport: boolean;
}

const PATIENT_MS = 60_000;

export function nextJob(
  store: SpoolStore,
  { printer, nowMs, wasReport }: Turn,
): SpoolJob | undefined {
  const queued = { printer, states: ["queued"], limit: 1 } as const;
  const [oldest] = store.find(queued);
  if (oldest?.kind !== "report") return oldest;
  const isPatient = nowMs - oldest.freshFromMs < PATIENT_MS;
  const [urgent] = isPatient || wasReport ? store.find({ ...queued, except: "report" }) : [];
  return urgent ?? oldest;
}
