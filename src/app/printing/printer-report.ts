/** How all printers of the shop are, as far as this till knows: its own, and those that other tills drive. */

import { type DeviceId } from "../../domain/identity.ts";
import { awaitedTickets } from "../../domain/kitchen/awaited-tickets.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { isDrivenBy, type Printer, readPrinters } from "../../domain/printers/printers.ts";
import { ticketPrinter } from "../../domain/printers/ticket-route.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { type TillHere } from "../till/till.ts";
import { type PrinterState } from "./printer-states.ts";
import { type Printing } from "./printing.ts";

/**
 * `far`: another till knows. `undriven`: its till is off, and nobody prints on it. `gone`: it was removed,
 * or there never was one, and papers wait for it.
 */
export type PrinterCondition = PrinterState["state"] | "far" | "undriven" | "gone";

export interface PrinterReport {
  readonly id: string;
  readonly name: string;
  readonly state: PrinterCondition;
  /** Whether this till drives it, and has not seen its state yet. */
  readonly isUnasked: boolean;
  readonly trouble: PrinterTrouble | undefined;
  readonly waiting: number;
  readonly asking: number;
  /** The tickets that another till's printer was given, and that are not known to be printed. */
  readonly awaited: number;
  /** When each of these was sent, the oldest first. */
  readonly awaitedSinceMs: ReadonlyArray<number>;
  /** Undefined where each till has one of its own, and for one that nobody drives. */
  readonly driver: DeviceId | undefined;
  /** Whether that till is connected; undefined where it is this one, or where nobody here has links. */
  readonly isConnected: boolean | undefined;
}

/** A till with the papers that it prints. */
export interface PrintingTill extends Pick<TillHere, "till" | "clock"> {
  readonly printing: Printing;
}

/** Reports the printers that are set up, then all others that papers of this till wait for. */
export function reportPrinters(
  { till: { ledger }, printing }: PrintingTill,
  mesh: MeshView | undefined,
): ReadonlyArray<PrinterReport> {
  const self = ledger.identity.key.device;
  const states = printing.printers();
  return ledger.read((view) => {
    const printers = readPrinters(view);
    const gone = states.filter(({ isSetUp }) => !isSetUp);
    return [
      ...printers.map((printer) => {
        const state = states.find(({ id }) => id === printer.id);
        return isDrivenBy(printer, self) && state !== undefined
          ? ownReport(state, printer.driver ?? undefined)
          : farReport(view, { printer, printers, mesh, own: state });
      }),
      ...gone.map((seen) => ownReport(seen, undefined)),
    ];
  });
}

function ownReport(seen: PrinterState, driver: DeviceId | undefined): PrinterReport {
  const { id, name, isSetUp, isUnasked, trouble, waitingJobs, askingJobs } = seen;
  const state = isSetUp ? seen.state : "gone";
  const papers = { waiting: waitingJobs, asking: askingJobs, awaited: 0, awaitedSinceMs: [] };
  return { id, name, state, isUnasked, trouble, ...papers, driver, isConnected: undefined };
}

interface Far {
  readonly printer: Printer;
  readonly printers: ReadonlyArray<Printer>;
  readonly mesh: MeshView | undefined;
  /** This till's own printer, where it prints in the other till's place. */
  readonly own: PrinterState | undefined;
}

function farReport(view: LedgerView, { printer, printers, mesh, own }: Far): PrinterReport {
  const { id, name, driver } = printer;
  const since = driver === null ? [] : awaited(view, printer, printersAt(printers, driver));
  const peer = mesh?.peers.find(({ device }) => device === driver);
  return {
    id,
    name,
    state: driver === null ? "undriven" : "far",
    isUnasked: false,
    trouble: own?.trouble,
    waiting: own?.waitingJobs ?? 0,
    asking: own?.askingJobs ?? 0,
    awaited: since.length,
    awaitedSinceMs: since,
    driver: driver ?? undefined,
    isConnected: mesh === undefined ? undefined : peer?.isConnected === true,
  };
}

function printersAt(printers: ReadonlyArray<Printer>, device: DeviceId): ReadonlyArray<Printer> {
  return printers.filter((printer) => isDrivenBy(printer, device));
}

function awaited(
  view: LedgerView,
  { id, driver }: Printer,
  beside: ReadonlyArray<Printer>,
): ReadonlyArray<number> {
  const tickets = awaitedTickets(view).map((id) => view.glance("ticket", id));
  return tickets
    .flatMap(({ issued }) => {
      if (issued === null || issued.body.owner !== driver) return [];
      return ticketPrinter(beside, issued.body.station)?.id === id ? [issued.wallMs] : [];
    })
    .toSorted((one, other) => one - other);
}
