/** Which hardware address has which IP address just now, as the kernel has learned it. */

import { readFile } from "node:fs/promises";

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

/** Hosts by hardware address, in small letters. */
export function neighboursOf(table: string): ReadonlyMap<string, string> {
  const rows = table.split("\n").slice(1);
  const entries = rows.flatMap((row): ReadonlyArray<[string, string]> => {
    const [host = "", , , mac = ""] = row.split(/\s+/u);
    return mac === "" || mac === NOBODY ? [] : [[mac.toLowerCase(), host]];
  });
  return new Map(entries);
}
