/** The way out of each network, as the kernel has it: a machine that is mostly there and mostly answers. */

import { readFile } from "node:fs/promises";

const TABLE = "/proc/net/route";
const EVERYWHERE = "00000000";

export interface Gateway {
  /** The name of the interface, such as `eth0`. */
  readonly network: string;
  readonly host: string;
}

/** IPv4; nothing on a system without this table. */
export async function readGateways(table = TABLE): Promise<ReadonlyArray<Gateway>> {
  try {
    return gatewaysOf(await readFile(table, "utf8"));
  } catch {
    return [];
  }
}

export function gatewaysOf(table: string): ReadonlyArray<Gateway> {
  const rows = table.split("\n").slice(1);
  return rows.flatMap((row) => {
    const [network = "", to, by = ""] = row.split(/\s+/u);
    if (to !== EVERYWHERE || by === EVERYWHERE || !/^[0-9A-F]{8}$/u.test(by)) return [];
    // The bytes stand as the machine keeps numbers: the last one first.
    const host = (by.match(/../gu) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16));
    return [{ network, host: host.join(".") }];
  });
}
