/** The addresses of this box on its own networks, for a person who types them at another one. */

import { addressText } from "../../mesh/address.ts";
import { machineNetworks } from "../../mesh/discovery/machine-networks.ts";
import { readMeshHost } from "../system-environment.ts";

/** `192.0.2.7:7778`; none where the box is on no network, or on a public one alone. */
export function ownAddresses(port: number): ReadonlyArray<string> {
  const host = readMeshHost();
  const hosts = host === undefined ? machineNetworks().flatMap((network) => network.hosts) : [host];
  return hosts.map((own) => addressText({ host: own, port }));
}
