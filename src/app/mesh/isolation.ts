/**
 * Whether the network seems to keep this box apart from the other tills: none of those that should be on
 * it answers, nobody is heard by multicast, and yet the way out of it answers. So do access points with
 * "client isolation", and so does a network on which the others are switched off: a person has to look.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { isIpv4, readAddress } from "../../mesh/address.ts";
import {
  isOn,
  type MachineNetwork,
  machineNetworks,
} from "../../mesh/discovery/machine-networks.ts";
import { type MulticastCheck } from "../../mesh/discovery/multicast-check.ts";
import { answers } from "../../mesh/discovery/reach.ts";
import { readNeighbours } from "../../printer/transports/neighbours.ts";
import { type MeshView } from "../mesh-view.ts";
import { type Gateway, readGateways } from "../system-gateway.ts";

export interface Isolation {
  /** Of the interface, such as `eth0`. */
  readonly network: string;
  readonly gateway: string;
  /** Where no other till answers; at least one. */
  readonly addresses: ReadonlyArray<string>;
}

interface Surroundings {
  readonly networks: ReadonlyArray<MachineNetwork>;
  readonly gateways: ReadonlyArray<Gateway>;
}

/** Routers that drop what they don't serve have answered the question for their hardware address. */
const GATEWAY_PORT = 53;
const ASKED_MAX = 8;

/** Takes two seconds where nobody answers; asks nobody where a till is connected or anybody is heard. */
export async function findIsolation(
  view: Pick<MeshView, "addresses" | "peers">,
  { others }: Pick<MulticastCheck, "others">,
  { clock, surroundings }: { readonly clock: Clock; readonly surroundings?: Surroundings },
): Promise<Isolation | undefined> {
  if (others.length > 0) return undefined;
  const { networks, gateways } = surroundings ?? {
    networks: machineNetworks(),
    gateways: await readGateways(),
  };
  for (const network of networks) {
    const gateway = gateways.find((one) => one.network === network.name)?.host;
    const known = knownOn(network, view, gateway);
    if (gateway === undefined || known === undefined) continue;
    const heard = await Promise.all(known.map((text) => answersAt(text, clock)));
    if (heard.includes(true)) continue;
    if (await isGatewayThere(gateway, clock)) {
      return { network: network.name, gateway, addresses: known };
    }
  }
  return undefined;
}

/** Undefined where a till is connected on this network, or none is known of it. */
function knownOn(
  network: MachineNetwork,
  { addresses, peers }: Pick<MeshView, "addresses" | "peers">,
  gateway: string | undefined,
): ReadonlyArray<string> | undefined {
  function isHere(text: string | null): boolean {
    const host = text === null ? undefined : readAddress(text)?.host;
    return host !== undefined && isIpv4(host) && isOn(network, host);
  }

  if (peers.some(({ isConnected, remote }) => isConnected && isHere(remote))) return undefined;
  const connected = new Set<DeviceId | null>(
    peers.flatMap(({ device, isConnected }) => (isConnected ? device : [])),
  );
  const known = addresses.filter(({ address, device, sources, lastEnd }) => {
    const host = readAddress(address)?.host ?? "";
    if (network.hosts.includes(host) || host === gateway || lastEnd === "ourselves") return false;
    // Multicast that anybody has forged says nothing; what a person or a till of the shop says does.
    return (
      isHere(address) && !connected.has(device) && sources.some((source) => source !== "heard")
    );
  });
  return known.length === 0 ? undefined : known.slice(0, ASKED_MAX).map(({ address }) => address);
}

async function answersAt(text: string, clock: Clock): Promise<boolean> {
  const address = readAddress(text);
  return address !== undefined && (await answers(address, clock));
}

async function isGatewayThere(host: string, clock: Clock): Promise<boolean> {
  if (await answers({ host, port: GATEWAY_PORT }, clock)) return true;
  return [...(await readNeighbours()).values()].includes(host);
}
