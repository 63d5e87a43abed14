/**
 * Who has a link to whom: each till tells its own, so that the others know what they have to pass on, on
 * how many devices a sale is safe beyond the next one, and where a device can be reached.
 */

import { deviceOf } from "../domain/identity.ts";
import { type Knowledge } from "./knowledge.ts";
import { type MessageOf } from "./messages.ts";
import { connectedMembers, endsText, type Peer } from "./peer.ts";
import { type MeshLedger, type MeshOut } from "./ports.ts";

export interface Neighbourhood {
  readonly tell: (nowMs: number) => void;
  /** Says whether it has lost a neighbour, whom others have to tell things now. */
  readonly hear: (peer: Peer, message: MessageOf<"neighbours">) => boolean;
  readonly hearHeld: (message: MessageOf<"held">) => void;
}

export interface NeighbourhoodDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
  readonly knowledge: Knowledge;
}

const EVERY_MS = 500;
/** Should the last word not have been the last to arrive. */
const AGAIN_EVERY_MS = 30_000;
const ADDRESSES_TOLD_MAX = 64;

export function createNeighbourhood(deps: NeighbourhoodDeps): Neighbourhood {
  const { ledger, out, peers, knowledge } = deps;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let againAtMs: number | undefined;

  /** What a third one holds of its chains, to a peer that can't ask it. */
  function tellHeld(peer: Peer, third: Peer): void {
    const { device } = third;
    if (device === undefined || peer.neighbours.devices.includes(device)) return;
    const ends = [...third.told]
      .filter(([origin]) => deviceOf(origin) === peer.device)
      .flatMap(([, own]) => own);
    const text = endsText(ends);
    if (ends.length === 0 || peer.heldTold.get(device) === text) return;
    peer.heldTold.set(device, text);
    out.send(peer.facts.id, { type: "held", device, ends });
  }

  return {
    tell: (nowMs) => {
      if (nowMs - toldAtMs < EVERY_MS) return;
      toldAtMs = nowMs;
      againAtMs ??= nowMs;
      if (nowMs - againAtMs >= AGAIN_EVERY_MS) {
        againAtMs = nowMs;
        for (const peer of peers()) {
          peer.neighboursText = "";
          peer.heldTold.clear();
        }
      }
      const connected = connectedMembers(peers());
      const message = neighboursMessage(connected);
      const text = JSON.stringify(message);
      for (const peer of connected) {
        if (peer.neighboursText !== text) out.send(peer.facts.id, message);
        peer.neighboursText = text;
        for (const third of connected) if (third !== peer) tellHeld(peer, third);
      }
    },
    hear: (peer, message) => {
      const now = new Set(message.devices);
      const hasLost = peer.neighbours.devices.some((device) => !now.has(device));
      peer.neighbours = message;
      return hasLost;
    },
    hearHeld: ({ device, ends }) => {
      const own = ends.filter(({ origin }) => deviceOf(origin) === ledger.device);
      if (ledger.isActive(device)) knowledge.holds(device, own);
    },
  };
}

function neighboursMessage(connected: ReadonlyArray<Peer>): MessageOf<"neighbours"> {
  const devices = connected.flatMap(({ device }) => device ?? []).toSorted();
  const addresses = connected.flatMap(({ device, hello, facts }) => {
    const port = hello?.port ?? undefined;
    return device === undefined || port === undefined
      ? []
      : [{ device, host: hostOf(facts.remote), port }];
  });
  return { type: "neighbours", devices, addresses: addresses.slice(0, ADDRESSES_TOLD_MAX) };
}

/** Of `192.0.2.7:7777`, or of `[2001:db8::7]:7777`. */
function hostOf(remote: string): string {
  return remote.slice(0, remote.lastIndexOf(":")).replaceAll(/[[\]]/gu, "");
}
