/** Whether this box's network lets multicast through, by which tills find each other by themselves. */

import { checkMulticast, type MulticastCheck } from "../mesh/multicast-check.ts";
import { type Finding } from "./finding.ts";
import { linkIdentity } from "./mesh-keys.ts";
import { type OpenTill } from "./open-till.ts";
import { readMeshHost } from "./system-environment.ts";

const CHECK = "multicast";
const LISTENED_MS = 1500;
const OTHERWISE = "tills find each other by `till mesh add HOST:PORT` there";

/** Takes a moment, and nothing where the box has no links, or says nothing by multicast. */
export async function findMulticast({
  till,
  clock,
  random,
}: OpenTill): Promise<ReadonlyArray<Finding>> {
  if (linkIdentity(till.ledger) === undefined || readMeshHost() !== undefined) return [];
  return multicastFindings(await checkMulticast({ clock, random, patienceMs: LISTENED_MS }));
}

export function multicastFindings({ networks, others }: MulticastCheck): ReadonlyArray<Finding> {
  if (networks.length === 0) {
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
