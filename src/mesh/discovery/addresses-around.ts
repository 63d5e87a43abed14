/** Every address of the networks that this machine is on, as far as there are few enough to ask each. */

import { type MachineNetwork } from "./machine-networks.ts";

export interface AddressSpan {
  /** The name of the interface, such as `eth0`. */
  readonly network: string;
  /** The addresses to ask, such as `192.168.1.0/24`; they may be fewer than the network has. */
  readonly text: string;
  /** A network with more addresses is asked around ours only. */
  readonly isPart: boolean;
  /** The hosts without our own, and without the network's and the broadcast address. */
  readonly hosts: ReadonlyArray<string>;
}

/** 1,022 addresses: more of them take minutes, and look like an attack to whoever watches the network. */
const BITS_MIN = 22;
const BITS = 32;
/** A box with more has networks of its own inside, where no till is. */
const SPANS_MAX = 4;

export function addressesAround(
  networks: ReadonlyArray<MachineNetwork>,
): ReadonlyArray<AddressSpan> {
  const ours = new Set(networks.flatMap(({ hosts }) => hosts));
  const spans = networks.flatMap(({ name, hosts, subnets }) =>
    subnets.map(({ base, mask }, at) => spanOf(name, { base, mask, own: hosts[at] ?? "" }, ours)),
  );
  const byText = new Map(spans.map((span) => [span.text, span]));
  return [...byText.values()].filter(({ hosts }) => hosts.length > 0).slice(0, SPANS_MAX);
}

function spanOf(
  network: string,
  { base, mask, own }: { readonly base: number; readonly mask: number; readonly own: string },
  ours: ReadonlySet<string>,
): AddressSpan {
  const bits = BITS - Math.log2((~mask >>> 0) + 1);
  const isPart = bits < BITS_MIN;
  const kept = isPart ? BITS_MIN : bits;
  const size = 2 ** (BITS - kept);
  const first = isPart ? numberOf(own) - (numberOf(own) % size) : base;
  const [lowest, highest] = [base, base + 2 ** (BITS - bits) - 1];
  // A line between two hosts has no broadcast address.
  const hosts = Array.from({ length: size }, (_, at) => first + at)
    .filter((host) => size <= 2 || (host !== lowest && host !== highest))
    .map(textOf)
    .filter((host) => !ours.has(host));
  return { network, text: `${textOf(first)}/${kept}`, isPart, hosts };
}

function numberOf(ipv4: string): number {
  return ipv4.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(host: number): string {
  return [24, 16, 8, 0].map((shift) => (host >>> shift) & 255).join(".");
}
