/**
 * Which network printers the tills around drive, whichever shop they are of: one that another shop's till
 * prints on looks free, as it takes whoever comes.
 */

import { type Connection } from "../../domain/printer-connection.ts";
import { printersOf } from "../../domain/printers.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { readDriven } from "../../mesh/discovery/dns-sd.ts";
import { printerMark } from "../../mesh/discovery/service-name.ts";
import { type AnnouncedService } from "../../printer/transports/discover-printers.ts";

/** The kind of service under which tills say what they drive. */
export const TILLS = "_tillmesh._tcp";

/**
 * Returns the marks of this till's own printers; also by MAC, where that is known, because an
 * address may change.
 */
export function drivenMarks({ read, identity }: Ledger): ReadonlyArray<string> {
  const printers = read((view) => printersOf(view, identity.key.device));
  return [...new Set(printers.flatMap(({ connection }) => marksOf(connection)))].toSorted();
}

/** Returns a check whether a till on the network announces that it drives the printer. */
export function drivenAmong(
  services: ReadonlyArray<AnnouncedService>,
): (connection: Connection) => boolean {
  const driven = new Set(
    services.flatMap(({ service, text }) => (service === TILLS ? readDriven(text) : [])),
  );
  return (connection) => marksOf(connection).some((mark) => driven.has(mark));
}

function marksOf(connection: Connection): ReadonlyArray<string> {
  if (connection.type !== "network") return [];
  const { host, port, mac } = connection;
  return [`${host}:${port}`, ...(mac === undefined ? [] : [mac])].map(printerMark);
}
