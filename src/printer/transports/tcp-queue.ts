/** What the other end of a TCP connection has not acknowledged yet, as the kernel counts it. */

import { readFileSync } from "node:fs";

export interface TcpPorts {
  readonly local: number | undefined;
  readonly remote: number | undefined;
}

const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];
/** Of a connection that was ended here. */
const END_BYTES = 1;

/** Of a connection that was ended here. False where the system doesn't say. */
export function isAllAcknowledged(
  ports: TcpPorts,
  tables: ReadonlyArray<string> = TABLES.map(textOf),
): boolean {
  // There may be others with the same two ports, to other addresses.
  const queues = tables.flatMap((table) => queuesOf(table, ports));
  return queues.length > 0 && queues.every((bytes) => bytes <= END_BYTES);
}

function queuesOf(table: string, { local, remote }: TcpPorts): ReadonlyArray<number> {
  return table.split("\n").flatMap((row) => {
    const [, from = "", to = "", , queue = ""] = row.trim().split(/\s+/u);
    const isSame = portOf(from) === local && portOf(to) === remote;
    return isSame ? [Number.parseInt(queue, 16)] : [];
  });
}

function portOf(address: string): number {
  return Number.parseInt(address.slice(address.indexOf(":") + 1), 16);
}

function textOf(table: string): string {
  try {
    return readFileSync(table, "utf8");
  } catch {
    return "";
  }
}
