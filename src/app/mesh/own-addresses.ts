/** The addresses of this box on its own networks, for a person who types them at another one. */

import { addressText } from "../../mesh/address.ts";
import { machineNetworks } from "../../mesh/discovery/machine-networks.ts";
import { readMeshHost } from "../system/environment.ts";

/** `192.0.2.7:7778`; none where the box is on no network, or on a public one alone. */
export function ownAddresses(port: number): ReadonlyArray<string> {
  return ownHosts().map((host) => addressText({ host, port }));
}

/** The same without a port. */
export function ownHosts(): ReadonlyArray<string> {
  const host = readMeshHost();
  return host === undefined ? machineNetworks().flatMap((network) => network.hosts) : [host];
}
