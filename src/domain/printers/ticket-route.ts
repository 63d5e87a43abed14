/**
 * Which till prints a station's ticket, and which one does when that can't: said in the ticket itself, by
 * the till that sends, so that no two tills ever reckon it out differently.
 */

import { isShared } from "../events/printer-connection.ts";
import { type DeviceId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { isDrivenBy, type Printer, printersOf, readPrinters } from "./printers.ts";

export interface TicketRoute {
  readonly owner: DeviceId;
  /** Null where no other till could. */
  readonly fallback: DeviceId | null;
}

/**
 * The till's own printer of the station, else another till's, else whichever stands in for it. Where nobody
 * can now the ticket stays with the till that sends it, in sight, until the printer's own till is back.
 */
export function ticketRoute(view: LedgerView, station: string, self: DeviceId): TicketRoute {
  const printers = readPrinters(view);
  const main = printers.filter(({ stations }) => stations.includes(station));
  const standIns = printers.filter(({ standsInFor }) => standsInFor.includes(station));
  const owner = driverOf(main, self) ?? driverOf(standIns, self);
  if (owner === undefined) {
    return { owner: self, fallback: absentOf([...main, ...standIns], self) };
  }
  return { owner, fallback: fallbackOf({ main, standIns }, owner, self) };
}

/** Returns the printer of a till for a station's tickets: its own, else the one that stands in. */
export function ticketPrinter(
  printers: ReadonlyArray<Printer>,
  station: string,
): Printer | undefined {
  return (
    printers.find(({ stations }) => stations.includes(station)) ??
    printers.find(({ standsInFor }) => standsInFor.includes(station))
  );
}

/** The till itself where it can: what nobody has to be asked for is surest. */
function driverOf(printers: ReadonlyArray<Printer>, self: DeviceId): DeviceId | undefined {
  if (printers.some((printer) => isDrivenBy(printer, self))) return self;
  return printers.flatMap(({ driver }) => driver ?? [])[0];
}

/** Returns the absent till whose printer it would be. */
function absentOf(printers: ReadonlyArray<Printer>, self: DeviceId): DeviceId | null {
  return printers.flatMap(({ till }) => till ?? []).find((till) => till !== self) ?? null;
}

/** Whether that till could print the station's tickets now. */
export function canPrint(view: LedgerView, station: string, device: DeviceId): boolean {
  return ticketPrinter(printersOf(view, device), station) !== undefined;
}

/**
 * A till with a printer that stands in, or the one that sends, where it reaches the printer over the
 * network itself.
 */
function fallbackOf(
  { main, standIns }: Readonly<Record<"main" | "standIns", ReadonlyArray<Printer>>>,
  owner: DeviceId,
  self: DeviceId,
): DeviceId | null {
  const otherStandIns = standIns.filter((printer) => !isDrivenBy(printer, owner));
  const standIn = driverOf(otherStandIns, self);
  if (standIn !== undefined && standIn !== owner) return standIn;
  if (owner === self) return null;
  const reaches = main.some(({ connection, driver }) => driver === owner && isShared(connection));
  return reaches || otherStandIns.some(({ till }) => till === null) ? self : null;
}
