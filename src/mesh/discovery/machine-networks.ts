/** The networks that this machine is on, as far as tills may find each other there by multicast. */

import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

import { isPrivate, isReachable } from "../address.ts";

export interface MachineNetwork {
  /** The name of the interface, such as `eth0`. */
  readonly name: string;
  /** Our addresses there, all of networks at home (IPv4); at least one. */
  readonly hosts: ReadonlyArray<string>;
  readonly subnets: ReadonlyArray<Subnet>;
}

interface Subnet {
  readonly base: number;
  readonly mask: number;
}

type Interfaces = Readonly<Record<string, ReadonlyArray<NetworkInterfaceInfo> | undefined>>;

/** Returns the networks of the interfaces that are up and have a carrier. */
export function machineNetworks(): ReadonlyArray<MachineNetwork> {
  return networksOf(machineInterfaces());
}

/** IPv4 alone: the multicast package has no interfaces for the other one. */
export function networksOf(interfaces: Interfaces): ReadonlyArray<MachineNetwork> {
  return Object.entries(interfaces).flatMap(([name, infos = []]) => {
    const ours = infos.filter(
      ({ family, internal, address }) => family === "IPv4" && !internal && isPrivate(address),
    );
    if (ours.length === 0) return [];
    const hosts = ours.map(({ address }) => address);
    const subnets = ours.map(({ address, netmask }) => {
      const mask = numberOf(netmask);
      return { base: (numberOf(address) & mask) >>> 0, mask };
    });
    return [{ name, hosts, subnets }];
  });
}

/** Addresses of ours that anybody in the world may know (IPv4): there tills aren't looked for. */
export function publicHosts(interfaces: Interfaces = machineInterfaces()): ReadonlyArray<string> {
  return Object.values(interfaces).flatMap((infos = []) =>
    infos.flatMap(({ family, internal, address }) =>
      family === "IPv4" && !internal && isReachable(address) && !isPrivate(address) ? address : [],
    ),
  );
}

/** A machine that may not say so is treated as one without a network. */
function machineInterfaces(): Interfaces {
  try {
    return networkInterfaces();
  } catch {
    return {};
  }
}

export function isOn({ subnets }: MachineNetwork, host: string): boolean {
  return subnets.some(({ base, mask }) => (numberOf(host) & mask) >>> 0 === base);
}

function numberOf(ipv4: string): number {
  return ipv4.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}
