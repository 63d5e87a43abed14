/** How the printers of a till are, for those who look at them. */

import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { type Clock } from "../../domain/ports.ts";
import {
  mayBeInUse,
  type PrinterTrouble,
  printerTroubleSchema,
} from "../../domain/printers/printer-trouble.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { jsonToDocument } from "../../printer/document.ts";
import { type SpoolStatus } from "../../printer/spool/spool-status.ts";
import { ASKING, type SpoolJob, WAITING } from "../../printer/spool/spool-store.ts";
import { isAnswering, mayOpenDrawer, opensDrawer } from "../../printer/spool/stuck-jobs.ts";
import { NO_PRINTER } from "./papers.ts";
import { type PrintJobStore } from "./print-job-store.ts";
import { drivenPrinters, ownPrinters } from "./printer-drive.ts";

const MINUTE_MS = 60_000;
/** No till makes more papers within the moment in which a drawer may open; asked at each key. */
const DRAWERS_LOOKED_AT_MAX = 20;
/** The papers of another till's sale, and the moment that it keeps the printer for its next one. */
export const IN_USE_MS_MAX = 4000;

export interface PrinterState {
  readonly id: string;
  readonly name: string;
  /** False where papers wait for a printer that nobody has set up, or not any more. */
  readonly isSetUp: boolean;
  /** Whether tickets of a station come out of it. */
  readonly isKitchens: boolean;
  readonly state: "ok" | "off" | "waiting" | "asking";
  /** Whether nobody has seen its state yet. */
  readonly isUnasked: boolean;
  /** The trouble that keeps it from printing, where that is known. */
  readonly trouble: PrinterTrouble | undefined;
  /** Cash was taken a moment ago, and its drawer can't be opened from here. */
  readonly isDrawerShut: boolean;
  /** Papers that come out by themselves as soon as they can. */
  readonly waitingJobs: number;
  /** Papers that come out only when a person says so. */
  readonly askingJobs: number;
  /** The kind of all its papers; undefined where they are of several kinds, or none. */
  readonly papers: "tickets" | "receipts" | undefined;
  /** For so long the oldest of those that come out by themselves has waited. */
  readonly waitMinutes: number;
  /** When the oldest of all its papers was made; undefined for none. */
  readonly sinceMs: number | undefined;
}

/**
 * Returns the printers that are set up, in their order, then others' printers on which this till
 * has to print, and then all that have jobs. `seen` is what the printing process knows of them.
 */
export function printerStates(
  deps: Papers & { readonly ledger: Ledger },
  seen: ReadonlyArray<SpoolStatus>,
): ReadonlyArray<PrinterState> {
  const { ledger, store } = deps;
  const busy = store.printersWith([...WAITING, ...ASKING]);
  const drivenHere = new Set(ownPrinters(ledger).map(({ id }) => id));
  const setUp = drivenPrinters(ledger).filter(({ id }) => drivenHere.has(id) || busy.includes(id));
  const off = new Map(
    seen.flatMap(({ printer, state, trouble }) =>
      state === "off" ? [[printer, trouble] as const] : [],
    ),
  );
  const inUse = new Set(seen.flatMap((it) => (isPerhapsInUse(deps, it) ? it.printer : [])));
  const printersSeen = new Set(seen.map(({ printer }) => printer));
  const wasSeen = new Set(seen.flatMap(({ printer, isSeen }) => (isSeen === true ? printer : [])));
  const unknown = busy.filter((printer) => !setUp.some(({ id }) => id === printer));
  function ownState(printer: Printer): PrinterState {
    const { id, name, connection, drawer, stations, standsInFor } = printer;
    const papers = papersOf(deps, id);
    const quiet = papers.waitingJobs > 0 ? "waiting" : "ok";
    const state = papers.askingJobs > 0 ? "asking" : quiet;
    // Where no process prints now, the last one has left the trouble in the store.
    const left = printersSeen.has(id) ? undefined : rememberedTrouble(deps.store, id);
    const shown = off.has(id) || left !== undefined ? "off" : state;
    const trouble = off.get(id) ?? left;
    const isUnasked = !isInSoftware(connection) && shown === "ok" && !wasSeen.has(id);
    const { waitingJobs, askingJobs, waitMinutes, sinceMs } = papers;
    const isAway = shown === "off" && !isAnswering(trouble) && drawer !== "none";
    const isDrawerShut = isAway && !inUse.has(id) && hasShutDrawer(deps, id);
    const jobs = { waitingJobs, askingJobs, waitMinutes, sinceMs, papers: papers.kind };
    const isKitchens = stations.length + standsInFor.length > 0;
    const how = { state: shown, isUnasked, trouble, isDrawerShut } as const;
    return { id, name, isSetUp: true, isKitchens, ...how, ...jobs };
  }

  return [...setUp.map(ownState), ...unknown.map((id) => goneState(deps, id))];
}

/** Whether another till may just print there: then its turn comes, and with it that of the drawer. */
function isPerhapsInUse({ clock }: Papers, { trouble, offSinceMs }: SpoolStatus): boolean {
  if (!mayBeInUse(trouble) || offSinceMs === undefined) return false;
  return clock.nowMs() - offSinceMs < IN_USE_MS_MAX;
}

/** No person can print these: they don't ask. */
function goneState(deps: Papers, id: string): PrinterState {
  const [name, state] =
    id === NO_PRINTER ? (["no printer", "waiting"] as const) : ([id, "off"] as const);
  const { kind, ...jobs } = papersOf(deps, id);
  return {
    id,
    name,
    isSetUp: false,
    isKitchens: kind === "tickets",
    state,
    isUnasked: false,
    trouble: undefined,
    isDrawerShut: false,
    ...jobs,
    papers: kind,
  };
}

/** Returns the trouble of the last try, while a job still waits for the printer. */
function rememberedTrouble(store: PrintJobStore, printer: string): PrinterTrouble | undefined {
  const [oldest] = store.find({ printer, states: WAITING, limit: 1 });
  return printerTroubleSchema.safeParse(oldest?.lastFault).data;
}

/** Whether a drawer should have opened while the cashier still stands there. */
function hasShutDrawer({ store, clock }: Papers, printer: string): boolean {
  const nowMs = clock.nowMs();
  return store.latest(DRAWERS_LOOKED_AT_MAX).some((job) => {
    const isWaiting = job.printer === printer && WAITING.includes(job.state);
    return isWaiting && mayOpenDrawer(job, nowMs) && opensDrawerOf(job);
  });
}

/** Whether the paper opens a drawer that is not open yet. */
export function opensDrawerOf({ document }: Pick<SpoolJob, "document">): boolean {
  const read = jsonToDocument(document);
  return read !== undefined && opensDrawer(read);
}

interface Papers {
  readonly store: PrintJobStore;
  readonly clock: Clock;
}

interface WaitingPapers extends Pick<
  PrinterState,
  "waitingJobs" | "askingJobs" | "waitMinutes" | "sinceMs"
> {
  readonly kind: PrinterState["papers"];
}

function papersOf({ store, clock }: Papers, printer: string): WaitingPapers {
  const waitingJobs = store.count(printer, WAITING);
  const askingJobs = store.count(printer, ASKING);
  const waiting = waitingJobs === 0 ? undefined : store.oldest(printer, WAITING);
  const asking = askingJobs === 0 ? undefined : store.oldest(printer, ASKING);
  const kinds = new Set([...(waiting?.kinds ?? []), ...(asking?.kinds ?? [])]);
  const [only] = kinds.size === 1 ? kinds : [];
  const waitedMs = waiting === undefined ? 0 : clock.nowMs() - waiting.sinceMs;
  const waitMinutes = Math.max(0, Math.floor(waitedMs / MINUTE_MS));
  const kind = { ticket: "tickets", receipt: "receipts", other: undefined } as const;
  const which = only === "ticket" || only === "receipt" ? only : "other";
  const made = [waiting, asking].flatMap((oldest) => oldest?.sinceMs ?? []);
  const sinceMs = made.length === 0 ? undefined : Math.min(...made);
  return { waitingJobs, askingJobs, kind: kind[which], waitMinutes, sinceMs };
}
