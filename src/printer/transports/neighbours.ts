/** Which hardware address has which IP address just now, as the kernel has learned it. */

import { readFile } from "node:fs/promises";

import { type Connection } from "../../domain/events/printer-connection.ts";
import { type TcpAddress } from "./tcp-channel.ts";

const TABLE = "/proc/net/arp";
const NOBODY = "00:00:00:00:00:00";

export async function readNeighbours(table = TABLE): Promise<ReadonlyMap<string, string>> {
  try {
    return neighboursOf(await readFile(table, "utf8"));
  } catch {
    // A system without this table knows no neighbours.
    return new Map();
  }
}

/** Returns the present address of a printer by its hardware address; undefined where nobody has seen it. */
export async function locateByMac(
  { mac, port }: Extract<Connection, { readonly type: "network" }>,
  neighbours: () => Promise<ReadonlyMap<string, string>> = readNeighbours,
): Promise<TcpAddress | undefined> {
  const host = mac === undefined ? undefined : (await neighbours()).get(mac.toLowerCase());
  return host === undefined ? undefined : { host, port };
}

/** The hardware address of what was reached at that address; undefined for a name, or behind a router. */
export async function macOf(
  { host }: Pick<TcpAddress, "host">,
  neighbours: () => Promise<ReadonlyMap<string, string>> = readNeighbours,
): Promise<string | undefined> {
  return [...(await neighbours())].find(([, place]) => place === host)?.[0];
}

export interface Neighbour {
  /** In small letters. */
  readonly mac: string;
  readonly host: string;
}

/** Returns all that the system has seen; one hardware address may have several others. */
export async function readNeighbourRows(table = TABLE): Promise<ReadonlyArray<Neighbour>> {
  try {
    return neighbourRows(await readFile(table, "utf8"));
  } catch {
    return [];
  }
}

/** Hosts by hardware address, in small letters. */
export function neighboursOf(table: string): ReadonlyMap<string, string> {
  return new Map(neighbourRows(table).map(({ mac, host }) => [mac, host]));
}

function neighbourRows(table: string): ReadonlyArray<Neighbour> {
  const rows = table.split("\n").slice(1);
  return rows.flatMap((row) => {
    const [host = "", , , mac = ""] = row.split(/\s+/u);
    return mac === "" || mac === NOBODY ? [] : [{ mac: mac.toLowerCase(), host }];
  });
}
