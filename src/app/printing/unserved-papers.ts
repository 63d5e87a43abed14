/**
 * Papers that no printer of the shop prints, such as those of a bar that works from its screen: nobody is
 * asked for them. They lie in the queue, put aside, for whoever wants one.
 */

import { type LedgerView } from "../../domain/ledger-view.ts";
import { readPrinters } from "../../domain/printers/printers.ts";
import { ticketPrinter } from "../../domain/printers/ticket-route.ts";
import { type SpoolJob, type SpoolStore } from "../../printer/spool/spool-store.ts";
import { type PrintJobStore } from "./print-job-store.ts";

/** The spool's word for a paper that no printer of the shop prints. */
const UNSERVED = "paper/unserved";
/** A printer that is set up later must not print what is long over. */
const REVIVED_MS_MAX = 10 * 60_000;
const REVIVED_MAX = 200;

/** Puts a paper without a printer aside where the shop has none for it, here or at another till. */
export function putUnservedAside(view: LedgerView, store: SpoolStore, job: SpoolJob): void {
  if (isServedInShop(view, job)) return;
  const aside = { state: "dismissed", lastFault: UNSERVED, outcomeReported: true } as const;
  store.save({ ...job, ...aside }, job.state);
}

/** Whether the paper was put aside because the shop has no printer for it. */
export function isUnserved({ state, lastFault }: SpoolJob): boolean {
  return state === "dismissed" && lastFault === UNSERVED;
}

/** Hands what was put aside a moment ago to the printer that serves it by now; returns those printers. */
export function reviveUnserved(
  store: PrintJobStore,
  {
    nowMs,
    printerOf,
  }: { readonly nowMs: number; readonly printerOf: (job: SpoolJob) => string | undefined },
): ReadonlyArray<string> {
  const recent = store
    .latest(REVIVED_MAX)
    .filter((job) => isUnserved(job) && nowMs - job.freshFromMs <= REVIVED_MS_MAX);
  return recent.toReversed().flatMap((job) => {
    const printer = printerOf(job);
    if (printer === undefined) return [];
    store.move({ job, printer, releasedMs: job.freshFromMs });
    return printer;
  });
}

function isServedInShop(
  view: LedgerView,
  { kind, documentId }: Pick<SpoolJob, "kind" | "documentId">,
): boolean {
  const printers = readPrinters(view);
  if (kind !== "ticket") return printers.length > 0;
  const station = view.state("ticket", documentId).issued?.body.station;
  return station !== undefined && ticketPrinter(printers, station) !== undefined;
}
