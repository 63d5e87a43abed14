/**
 * Which network printers the tills around drive, whichever shop they are of: one that another shop's till
 * prints on looks free, as it takes whoever comes.
 */

import { type Connection } from "../../domain/events/printer-connection.ts";
import { printersOf } from "../../domain/printers/printers.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { readDriven } from "../../mesh/discovery/dns-sd.ts";
import { printerMark } from "../../mesh/discovery/service-name.ts";
import { type AnnouncedService } from "../../printer/transports/discover-printers.ts";

/** The kind of service under which tills say what they drive. */
export const TILLS = "_tillmesh._tcp";

/**
 * Returns the marks of this till's own printers; also by MAC, where that is known, because an
 * address may change. Several printers may be behind one MAC, and their serial numbers tell them apart.
 */
export function drivenMarks({ read, identity }: Ledger): ReadonlyArray<string> {
  const printers = read((view) => printersOf(view, identity.key.device));
  return [...new Set(printers.flatMap(({ connection }) => marksOf(connection, saidOf)))].toSorted();
}

/** Returns a check whether a till on the network announces that it drives the printer. */
export function drivenAmong(
  services: ReadonlyArray<AnnouncedService>,
): (connection: Connection) => boolean {
  const driven = new Set(
    services.flatMap(({ service, text }) => (service === TILLS ? readDriven(text) : [])),
  );
  return (connection) => marksOf(connection, meantBy).some((mark) => driven.has(mark));
}

type Named = Extract<Connection, { readonly type: "network" }> & { readonly mac: string };

function marksOf(
  connection: Connection,
  namesOf: (named: Named) => ReadonlyArray<string>,
): ReadonlyArray<string> {
  if (connection.type !== "network") return [];
  const { host, port, mac } = connection;
  const names = mac === undefined ? [] : namesOf({ ...connection, mac });
  return [`${host}:${port}`, ...names].map(printerMark);
}

/** The names that a till says: by the hardware address alone where it knows no serial number. */
function saidOf({ mac, serial }: Named): ReadonlyArray<string> {
  return serial === undefined ? [mac] : [someOf(mac), numbered(mac, serial)];
}

/** The names under which whoever asks would know that printer, or can't tell it from that one. */
function meantBy({ mac, serial }: Named): ReadonlyArray<string> {
  return [mac, serial === undefined ? someOf(mac) : numbered(mac, serial)];
}

/** One of those behind a hardware address that tell their serial numbers. */
function someOf(mac: string): string {
  return `${mac} numbered`;
}

function numbered(mac: string, serial: string): string {
  return `${mac} ${serial}`;
}
