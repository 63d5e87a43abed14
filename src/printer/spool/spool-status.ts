/** How the printers of a spool are, for those who look at them. */

import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type PrinterAtWork } from "./print-next.ts";
import { ASKING, type SpoolStore, WAITING } from "./spool-store.ts";

export interface SpoolStatus {
  readonly printer: string;
  /** `off` when it could not print the last time, `waiting` when something is to be done. */
  readonly state: "ok" | "off" | "waiting";
  /** Whether the printer was seen to be well, by a paper or a look; missing where it cannot be looked at. */
  readonly isSeen?: boolean | undefined;
  /** Why it is off, where that is known. */
  readonly trouble?: PrinterTrouble | undefined;
  /** Since when it could not print; missing where a look alone has found it so. */
  readonly offSinceMs?: number | undefined;
  /** Jobs that will print by themselves. */
  readonly waitingJobs: number;
  /** Jobs that wait for a person. */
  readonly askingJobs: number;
}

export function statusOf(
  store: SpoolStore,
  printers: ReadonlyArray<PrinterAtWork>,
): ReadonlyArray<SpoolStatus> {
  const known = new Set(printers.map(({ name }) => name));
  const gone = store.printersWith([...WAITING, ...ASKING]).filter((name) => !known.has(name));
  return [
    ...printers.map((printer) => printerStatus(store, printer.name, printer)),
    // Work for a printer that is not set up any more must not vanish from sight.
    ...gone.map((name) => printerStatus(store, name, { isGone: true })),
  ];
}

function printerStatus(
  store: SpoolStore,
  printer: string,
  seen: Partial<
    Pick<PrinterAtWork, "offSinceMs" | "trouble" | "stuck" | "idling" | "transport">
  > & {
    readonly isGone?: true;
  },
): SpoolStatus {
  const waitingJobs = store.count(printer, WAITING);
  const askingJobs = store.count(printer, ASKING);
  const busy = waitingJobs + askingJobs > 0 ? "waiting" : "ok";
  const trouble = seen.stuck ?? seen.trouble ?? seen.idling?.trouble();
  const isOff = seen.isGone === true || seen.offSinceMs !== undefined || trouble !== undefined;
  const state = isOff ? "off" : busy;
  const isSeen = seen.transport?.look === undefined ? undefined : seen.idling?.isSeen();
  const { offSinceMs } = seen;
  const since = offSinceMs === undefined ? {} : { offSinceMs };
  return { printer, state, trouble, isSeen, ...since, waitingJobs, askingJobs };
}
