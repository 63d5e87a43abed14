/** Whether this box's network lets multicast through, by which tills find each other by themselves. */

import { type DeviceId } from "../../domain/identity.ts";
import { type Clock } from "../../domain/ports.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { isIpv4, readAddress } from "../../mesh/address.ts";
import {
  isOn,
  type MachineNetwork,
  machineNetworks,
  publicHosts,
} from "../../mesh/discovery/machine-networks.ts";
import {
  checkMulticast,
  type MulticastCheck,
  answers,
} from "../../mesh/discovery/multicast-check.ts";
import { readNeighbours } from "../../printer/transports/neighbours.ts";
import { type Finding } from "../finding.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { readMeshHost } from "../system/environment.ts";
import { type Gateway, readGateways } from "../system/gateway.ts";
import { type TillHere } from "../till/till.ts";
import { findingsIn } from "../words/findings-in.ts";
import { linkIdentity } from "./mesh-keys.ts";
import { tillName } from "./mesh-report.ts";

const FINE = { check: "multicast", state: "ok" } as const;
const NOTE = { check: "multicast", state: "note" } as const;
const WRONG = { check: "multicast", state: "wrong" } as const;
const LISTENED_MS = 1500;

/** The other facts about the links of the box and of the other tills. */
export interface KnownLinks {
  /** The addresses of this box outside private networks. */
  readonly publicHosts: ReadonlyArray<string>;
  /** Tills that are connected on one of the networks: were they ever heard there by multicast? */
  readonly tills: ReadonlyArray<{
    readonly name: string;
    readonly network: string;
    readonly isHeard: boolean;
  }>;
  /** The network seems to keep this box apart from the others. */
  readonly isolation?: Isolation | undefined;
}

/** Takes a moment, and nothing where the box has no links, or says nothing by multicast. */
export async function findMulticast(
  { till, clock, random }: Pick<TillHere, "till" | "clock" | "random">,
  view: MeshView | undefined,
  locale: Locale = "en",
): Promise<ReadonlyArray<Finding>> {
  if (linkIdentity(till.ledger) === undefined || readMeshHost() !== undefined) return [];
  const check = await checkMulticast({ clock, random, patienceMs: LISTENED_MS });
  const tills = view === undefined ? [] : connectedTills(till.ledger, { view, check });
  const isolation = view === undefined ? undefined : await findIsolation(view, check, { clock });
  return multicastFindings(check, { publicHosts: publicHosts(), tills, isolation }, locale);
}

/** Returns only tills on a network of ours, because multicast crosses no router. */
export function connectedTills(
  ledger: Pick<Ledger, "admission">,
  {
    view,
    check: { others },
    networks = machineNetworks(),
  }: {
    readonly view: MeshView;
    readonly check: Pick<MulticastCheck, "others">;
    readonly networks?: ReadonlyArray<MachineNetwork>;
  },
): KnownLinks["tills"] {
  const heard = new Set(others);
  for (const { address, sources } of view.addresses) {
    const host = readAddress(address)?.host;
    if (host !== undefined && sources.includes("heard")) heard.add(host);
  }
  return view.peers.flatMap(({ device, isConnected, remote }) => {
    const host = remote === null ? undefined : hostOf(remote);
    const network = networks.find((one) => host !== undefined && isOn(one, host));
    if (!isConnected || host === undefined || network === undefined) return [];
    const name = tillName(ledger.admission(), device);
    return [{ name, network: network.name, isHeard: heard.has(host) }];
  });
}

/** A link that came in has a port of its own, which names no till. */
function hostOf(remote: string): string | undefined {
  const host = readAddress(remote)?.host;
  return host !== undefined && isIpv4(host) ? host : undefined;
}

export function multicastFindings(
  { networks, others }: MulticastCheck,
  { publicHosts: ours, tills, isolation }: KnownLinks = { publicHosts: [], tills: [] },
  locale: Locale = "en",
): ReadonlyArray<Finding> {
  const found = findingsIn(locale);
  if (networks.length === 0) {
    const [host] = ours;
    return host === undefined
      ? [found(WRONG, "multicastNoNetwork")]
      : [found(NOTE, "multicastPublic", { host })];
  }
  const bad = networks.flatMap(({ name, fault, cameBack }) => {
    if (fault !== undefined) return [found(WRONG, "multicastFails", { network: name, fault })];
    return cameBack ? [] : [found(WRONG, "multicastFilteredHere", { network: name })];
  });
  if (bad.length > 0) return bad;
  if (isolation !== undefined) {
    const { network, gateway, addresses } = isolation;
    return [found(WRONG, "isolated", { network, addresses: addresses.join(", "), gateway })];
  }
  const unheard = tills.filter(({ isHeard }) => !isHeard);
  const [first] = unheard;
  if (first !== undefined) {
    const names = unheard.map(({ name }) => name);
    return [
      found(WRONG, "multicastFiltered", {
        network: first.network,
        tills: names,
        count: names.length,
      }),
    ];
  }
  return tills.length > 0 || others.length > 0
    ? [found(FINE, "multicastThrough")]
    : [found(NOTE, "multicastQuiet")];
}

/*
 * Whether the network seems to keep this box apart from the other tills: none of those that should be on
 * it answers, nobody is heard by multicast, and yet the way out of it answers. So do access points with
 * "client isolation", and so does a network on which the others are switched off: a person has to look.
 */

interface Isolation {
  /** The name of the interface, such as `eth0`. */
  readonly network: string;
  readonly gateway: string;
  /** The addresses at which no other till answers; at least one. */
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
    const tillsHere = knownOn(network, view, gateway);
    if (gateway === undefined || tillsHere === undefined) continue;
    const heard = await Promise.all(tillsHere.map((text) => answersAt(text, clock)));
    if (heard.includes(true)) continue;
    if (await isGatewayThere(gateway, clock)) {
      return { network: network.name, gateway, addresses: tillsHere };
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
