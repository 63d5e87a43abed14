/** An ear on each network of the machine, also on those that come later. */

import { type MachineNetwork, isOn } from "./machine-networks.ts";
import { type Ear, type EarPacket, type OpenEar, type Peer } from "./multicast-ear.ts";

export interface NetworkEar {
  readonly network: MachineNetwork;
  readonly ear: Ear;
}

export interface MulticastEars {
  readonly all: () => ReadonlyArray<NetworkEar>;
  /** Which networks have come, gone or changed since the last look: those that changed have both. */
  readonly look: () => {
    readonly opened: ReadonlyArray<NetworkEar>;
    readonly closed: ReadonlyArray<NetworkEar>;
  };
  readonly isOurs: (host: string) => boolean;
  readonly close: () => Promise<void>;
}

export interface MulticastEarsOptions {
  readonly networks: () => ReadonlyArray<MachineNetwork>;
  readonly openEar: OpenEar;
  /** Counted forward only. */
  readonly steadyMs: () => number;
  readonly onPacket: (network: MachineNetwork, packet: EarPacket, from: Peer) => void;
}

/** A port that is taken may be free again. */
const REOPEN_MS = 5000;

export function createMulticastEars(options: MulticastEarsOptions): MulticastEars {
  const { networks, openEar, steadyMs, onPacket } = options;
  const earsByName = new Map<string, NetworkEar & { readonly openedAtMs: number }>();
  const closing = new Set<Promise<void>>();

  return {
    all: () => [...earsByName.values()],
    look: () => {
      const now = new Map(networks().map((network) => [network.name, network]));
      const closed = [...earsByName.values()].filter(({ network, ear, openedAtMs }) => {
        if (ear.isDead() && steadyMs() - openedAtMs >= REOPEN_MS) return true;
        return !isSame(network, now.get(network.name));
      });
      for (const { network, ear } of closed) {
        earsByName.delete(network.name);
        close(ear);
      }
      const added = [...now.values()].filter(({ name }) => !earsByName.has(name));
      return { opened: added.map(open), closed };
    },
    isOurs: (host) => [...earsByName.values()].some(({ network }) => network.hosts.includes(host)),
    close: async () => {
      for (const { ear } of earsByName.values()) close(ear);
      await Promise.all(closing);
    },
  };

  function open(network: MachineNetwork): NetworkEar {
    const [host = ""] = network.hosts;
    const ear = openEar({
      host,
      onPacket: (packet, from) => {
        if (isFor(network, from)) onPacket(network, packet, from);
      },
    });
    const opened = { network, ear, openedAtMs: steadyMs() };
    earsByName.set(network.name, opened);
    return opened;
  }

  /** Each ear hears what came in anywhere: what is of nobody's network is for the first one. */
  function isFor(network: MachineNetwork, { address }: Peer): boolean {
    if (isOn(network, address)) return true;
    const all = [...earsByName.values()];
    return all[0]?.network === network && all.every((other) => !isOn(other.network, address));
  }

  function close(ear: Ear): void {
    const closed = ear.close();
    closing.add(closed);
    closed.then(
      () => closing.delete(closed),
      () => undefined,
    );
  }
}

function isSame(left: MachineNetwork, right: MachineNetwork | undefined): boolean {
  return left.hosts.join(" ") === right?.hosts.join(" ");
}
