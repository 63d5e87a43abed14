/**
 * Finds a network printer that has moved to another address, by its hardware address. The system knows
 * those that something spoke to lately; where it does not know this one, each address around is spoken to
 * once: only on this box's own networks of 254 addresses at most, only for a printer that can't be reached,
 * and once a minute at most, however many of them are away.
 */

import { pause } from "../../domain/base/pause.ts";
import { type Connection } from "../../domain/events/printer-connection.ts";
import { type Clock } from "../../domain/ports.ts";
import { addressesAround } from "../../mesh/discovery/addresses-around.ts";
import { type MachineNetwork, machineNetworks } from "../../mesh/discovery/machine-networks.ts";
import { speakToEach } from "../../mesh/discovery/speak-to-each.ts";
import { type Neighbour, readNeighbourRows } from "../../printer/transports/neighbours.ts";
import { type TcpAddress } from "../../printer/transports/tcp-channel.ts";

type NetworkConnection = Extract<Connection, { readonly type: "network" }>;

export interface PrinterSearch {
  /** Returns the printer's present address; undefined where nobody has seen it elsewhere. */
  readonly locate: (
    printer: NetworkConnection,
    isOthers: (address: TcpAddress) => boolean,
  ) => Promise<TcpAddress | undefined>;
}

export interface PrinterSearchDeps {
  readonly clock: Clock;
  /** A process that goes in a moment asks nobody: the next one would ask again. */
  readonly asksAround: boolean;
  /** The system's own unless said otherwise. */
  readonly neighbours?: () => Promise<ReadonlyArray<Neighbour>>;
  readonly networks?: () => ReadonlyArray<MachineNetwork>;
  readonly speakTo?: (hosts: ReadonlyArray<string>) => Promise<void>;
}

/** A network of /24; a larger one takes longer, and whoever watches it would take this for an attack. */
const HOSTS_MAX = 254;
const ASKED_EVERY_MS = 60_000;
/** The time in which the kernel hears who is there. */
const HEARD_MS = 1000;

export function createPrinterSearch({
  clock,
  asksAround,
  neighbours = readNeighbourRows,
  networks = machineNetworks,
  speakTo = speakToEach,
}: PrinterSearchDeps): PrinterSearch {
  let askedAtMs = Number.NEGATIVE_INFINITY;

  function isDue(): boolean {
    return asksAround && clock.nowMs() - askedAtMs >= ASKED_EVERY_MS;
  }

  async function askAround(): Promise<void> {
    askedAtMs = clock.nowMs();
    const spans = addressesAround(networks());
    const small = spans.filter(({ isPart, hosts }) => !isPart && hosts.length <= HOSTS_MAX);
    const hosts = small.flatMap((span) => span.hosts);
    if (hosts.length === 0) return;
    await speakTo(hosts);
    await pause(clock, HEARD_MS);
  }

  return {
    locate: async (printer, isOthers) => {
      const { mac, host: before, port } = printer;
      if (mac === undefined) return undefined;
      async function seen(): Promise<TcpAddress | undefined> {
        const neighbouring = await neighbours();
        const here = neighbouring.filter(
          (one) => one.mac === mac?.toLowerCase() && one.host !== before,
        );
        // Several printers may be behind one hardware address.
        return here.map(({ host }) => ({ host, port })).find((address) => !isOthers(address));
      }
      const seenNow = await seen();
      if (seenNow !== undefined || !isDue()) return seenNow;
      await askAround();
      return seen();
    },
  };
}
