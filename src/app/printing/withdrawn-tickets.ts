/** Tickets whose paper is kept back before anybody has read it. */

import { type EventId } from "../../domain/identity.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type PrintJobStore } from "./print-job-store.ts";

/** Whether the paper waits in this till's queue, and no byte of it is on its way. */
export function isInQueue(jobs: PrintJobStore, ticket: EventId): boolean {
  const jobsOfTicket = jobs.ofDocument(ticket);
  return jobsOfTicket.length > 0 && jobsOfTicket.every(({ state }) => state === "queued");
}

/**
 * Puts aside tickets that the tickets of the same act make pointless: a void that was taken back, a move that
 * another one replaced. What a person cancels is put aside, and answered, by that act itself.
 */
export function putAsideCancelled(jobs: PrintJobStore, { events }: Committed): void {
  if (!events.some(({ known }) => known?.kind === "ticket/issued")) return;
  for (const { known } of events) {
    if (known?.kind !== "attention/resolved" || known.body.type !== "paper/cancelled") continue;
    for (const job of jobs.ofDocument(known.body.subject)) {
      const aside = { ...job, state: "dismissed", outcomeReported: true } as const;
      if (job.state === "queued") jobs.save(aside, job.state);
    }
  }
}
