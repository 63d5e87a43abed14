/** How the printers of a till are, for those who look at them. */

import { type Clock } from "../domain/ports.ts";
import { type PrinterTrouble } from "../domain/printer-trouble.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { ASKING, WAITING } from "../printer/spool-store.ts";
import { type SpoolStatus } from "../printer/spool.ts";
import { NO_PRINTER } from "./papers.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { drivenPrinters, ownPrinters } from "./printer-drive.ts";

const MINUTE_MS = 60_000;

export interface PrinterState {
  readonly id: string;
  readonly name: string;
  /** False where papers wait for a printer that nobody has set up, or not any more. */
  readonly isSetUp: boolean;
  readonly state: "ok" | "off" | "waiting" | "asking";
  /** What keeps it from printing, where that is known. */
  readonly trouble: PrinterTrouble | undefined;
  /** Papers that come out by themselves as soon as they can. */
  readonly waitingJobs: number;
  /** Papers that come out only when a person says so. */
  readonly askingJobs: number;
  /** What all of these are; missing where they are of several kinds, or none. */
  readonly papers?: "tickets" | "receipts";
  /** For so long the oldest of those that come out by themselves has waited. */
  readonly waitMinutes: number;
}

/**
 * Those that are set up, in their order, then others' on which this till has to print, and after them
 * whatever else has work. `seen` is what the
 * process that prints knows of them.
 */
export function printerStates(
  deps: Papers & { readonly ledger: Ledger },
  seen: ReadonlyArray<SpoolStatus>,
): ReadonlyArray<PrinterState> {
  const { ledger, store } = deps;
  const busy = store.printersWith([...WAITING, ...ASKING]);
  const own = new Set(ownPrinters(ledger).map(({ id }) => id));
  const setUp = drivenPrinters(ledger).filter(({ id }) => own.has(id) || busy.includes(id));
  const off = new Map(
    seen.flatMap(({ printer, state, trouble }) =>
      state === "off" ? [[printer, trouble] as const] : [],
    ),
  );
  const unknown = busy.filter((printer) => !setUp.some(({ id }) => id === printer));
  return [
    ...setUp.map(({ id, name }) => {
      const jobs = jobsOf(deps, id);
      const { waitingJobs, askingJobs } = jobs;
      const quiet = waitingJobs > 0 ? "waiting" : "ok";
      const state = askingJobs > 0 ? "asking" : quiet;
      const shown = off.has(id) ? "off" : state;
      const trouble = off.get(id);
      return { id, name, isSetUp: true, state: shown, trouble, ...jobs } as const;
    }),
    // No person can print these: they don't ask.
    ...unknown.map((id) => {
      const [name, state] =
        id === NO_PRINTER ? (["no printer", "waiting"] as const) : ([id, "off"] as const);
      const trouble = undefined;
      return { id, name, isSetUp: false, state, trouble, ...jobsOf(deps, id) } as const;
    }),
  ];
}

interface Papers {
  readonly store: PrintJobStore;
  readonly clock: Clock;
}

function jobsOf(
  { store, clock }: Papers,
  printer: string,
): Pick<PrinterState, "waitingJobs" | "askingJobs" | "papers" | "waitMinutes"> {
  const waitingJobs = store.count(printer, WAITING);
  const askingJobs = store.count(printer, ASKING);
  if (waitingJobs + askingJobs === 0) return { waitingJobs, askingJobs, waitMinutes: 0 };
  const waiting = store.oldest(printer, WAITING);
  const kinds = new Set([
    ...(waiting?.kinds ?? []),
    ...(store.oldest(printer, ASKING)?.kinds ?? []),
  ]);
  const [only] = kinds.size === 1 ? kinds : [];
  const waitedMs = waiting === undefined ? 0 : clock.nowMs() - waiting.sinceMs;
  const waitMinutes = Math.max(0, Math.floor(waitedMs / MINUTE_MS));
  if (only === "ticket") return { waitingJobs, askingJobs, papers: "tickets", waitMinutes };
  if (only === "receipt") return { waitingJobs, askingJobs, papers: "receipts", waitMinutes };
  return { waitingJobs, askingJobs, waitMinutes };
}
