/** Papers that their printer can't print now, as whoever has just queued them hears of it. */

import { pause } from "../../domain/base/pause.ts";
import { mayBeInUse, type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";
import { type OpenTill } from "../open-till.ts";
import { NO_PRINTER } from "../printing/papers.ts";
import { opensDrawerOf, type PrinterState } from "../printing/printer-states.ts";
import { type Settled } from "../printing/printing.ts";

/** Papers that wait at one printer. */
export interface StuckPapers {
  readonly printer: string;
  readonly name: string;
  readonly papers: number;
  /** Undefined where nobody knows of any. */
  readonly trouble: PrinterTrouble | undefined;
  /** A drawer should have opened for one of them, and has not. */
  readonly isDrawerShut: boolean;
}

/** The longest wait: more than a paper takes to come out of a good printer, also after another till's. */
const PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 100;

/**
 * Returns this process's papers that wait. Where a resident process prints them, it gets a moment
 * for it first, unless it is known that it cannot.
 */
export async function stuckPapers(
  { printing, clock }: Pick<OpenTill, "printing" | "clock">,
  settled: Settled,
): Promise<ReadonlyArray<StuckPapers>> {
  const patienceMs = settled.type === "handed-over" ? PATIENCE_MS : 0;
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const waiting = printing.ownOpen();
    if (waiting.length === 0) return [];
    if (settled.type === "handed-over") await printing.askHolder();
    const held = stuckAt(printing.printers(), waiting);
    const isKnown = held.every(
      ({ trouble, printer }) =>
        (trouble !== undefined && !mayBeInUse(trouble)) || printer === NO_PRINTER,
    );
    if (isKnown || waitedMs >= patienceMs) return held;
    await pause(clock, LOOK_EVERY_MS);
  }
}

function stuckAt(
  printers: ReadonlyArray<PrinterState>,
  waiting: ReadonlyArray<SpoolJob>,
): ReadonlyArray<StuckPapers> {
  return [...Map.groupBy(waiting, ({ printer }) => printer)].map(([printer, jobs]) => {
    const { name = printer, trouble } = printers.find(({ id }) => id === printer) ?? {};
    return { printer, name, trouble, papers: jobs.length, isDrawerShut: jobs.some(opensDrawerOf) };
  });
}
