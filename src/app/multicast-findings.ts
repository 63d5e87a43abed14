/** Whether this box's network lets multicast through, by which tills find each other by themselves. */

import { type Ledger } from "../ledger/ledger.ts";
import { isIpv4, readAddress } from "../mesh/address.ts";
import {
  isOn,
  type MachineNetwork,
  machineNetworks,
  publicHosts,
} from "../mesh/machine-networks.ts";
import { checkMulticast, type MulticastCheck } from "../mesh/multicast-check.ts";
import { type Finding } from "./finding.ts";
import { findIsolation, type Isolation } from "./isolation.ts";
import { linkIdentity } from "./mesh-keys.ts";
import { tillName } from "./mesh-report.ts";
import { type MeshView } from "./mesh-view.ts";
import { type OpenTill } from "./open-till.ts";
import { readMeshHost } from "./system-environment.ts";

const CHECK = "multicast";
const LISTENED_MS = 1500;
const OTHERWISE = "tills find each other by `till mesh find` or `till mesh add HOST:PORT` there";

/** What else is known of the box and of the other tills. */
export interface KnownLinks {
  /** Of this box, beyond networks at home. */
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
  { till, clock, random }: OpenTill,
  view: MeshView | undefined,
): Promise<ReadonlyArray<Finding>> {
  if (linkIdentity(till.ledger) === undefined || readMeshHost() !== undefined) return [];
  const check = await checkMulticast({ clock, random, patienceMs: LISTENED_MS });
  const tills = view === undefined ? [] : connectedTills(till.ledger, { view, check });
  const isolation = view === undefined ? undefined : await findIsolation(view, check, { clock });
  return multicastFindings(check, { publicHosts: publicHosts(), tills, isolation });
}

/** Only of those on a network of ours: multicast crosses no router. */
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
): ReadonlyArray<Finding> {
  if (networks.length === 0) {
    const [host] = ours;
    if (host !== undefined) {
      const sentence = `This box has a public address (${host}), where tills aren't looked for by multicast: ${OTHERWISE}, and a firewall keeps everybody else out.`;
      return [{ check: CHECK, state: "note", sentence }];
    }
    const sentence = "This box is in no network that tills find each other on: check its cable.";
    return [{ check: CHECK, state: "wrong", sentence }];
  }
  const bad = networks.flatMap(({ name, fault, cameBack }): ReadonlyArray<Finding> => {
    if (fault !== undefined) {
      const sentence = `Multicast on ${name} fails (${fault}): ${OTHERWISE}.`;
      return [{ check: CHECK, state: "wrong", sentence }];
    }
    if (cameBack) return [];
    const sentence = `Multicast on ${name} is filtered, on this very box: let UDP 5353 through, or ${OTHERWISE}.`;
    return [{ check: CHECK, state: "wrong", sentence }];
  });
  if (bad.length > 0) return bad;
  if (isolation !== undefined) {
    const { network, gateway, addresses } = isolation;
    const sentence = `On ${network} neither multicast nor ${addresses.join(", ")} answers, and the way out (${gateway}) does: if the other tills are on, the network keeps devices apart. Switch off "client isolation" (AP isolation, guest network) at the access point, or use cables (docs/network.md).`;
    return [{ check: CHECK, state: "wrong", sentence }];
  }
  const unheard = tills.filter(({ isHeard }) => !isHeard);
  const [first] = unheard;
  if (first !== undefined) {
    const names = unheard.map(({ name }) => name).join(", ");
    const verb = unheard.length === 1 ? "is" : "are";
    const sentence = `Multicast is filtered on ${first.network}: ${names} ${verb} connected there and not heard by it, so a new box may find nobody: let it through (docs/network.md), or ${OTHERWISE}.`;
    return [{ check: CHECK, state: "wrong", sentence }];
  }
  if (tills.length > 0) return [{ check: CHECK, state: "ok", sentence: "Multicast goes through." }];
  return others.length === 0
    ? [
        {
          check: CHECK,
          state: "note",
          sentence: `Nobody else is heard by multicast: if there are others, it is filtered in between, and ${OTHERWISE}.`,
        },
      ]
    : [{ check: CHECK, state: "ok", sentence: "Multicast goes through." }];
}
