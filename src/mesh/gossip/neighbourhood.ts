/**
 * Who has a link to whom: each till tells its own, so that the others know what they have to pass on, on
 * how many devices a sale is safe beyond the next one, and where a device can be reached.
 */

import { type ChainEnd, type DeviceId, deviceOf } from "../../domain/identity.ts";
import { type Knowledge } from "./knowledge.ts";
import { type MessageOf } from "./messages.ts";
import { connectedMembers, endsText, type Peer } from "./peer.ts";
import { type MeshLedger, type MeshOut } from "./ports.ts";

export interface Neighbourhood {
  readonly tell: (nowMs: number) => void;
  /** Says whether it has lost a neighbour, whom others have to tell things now. */
  readonly hear: (peer: Peer, message: MessageOf<"neighbours">) => boolean;
  readonly hearHeld: (peer: Peer, message: MessageOf<"held">) => void;
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
const ADDRESSES_SENT_MAX = 64;

export function createNeighbourhood(deps: NeighbourhoodDeps): Neighbourhood {
  const { ledger, out, peers, knowledge } = deps;
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let againAtMs: number | undefined;

  /**
   * Sends a peer the ends that we hold of a third device's chains. The third one is linked to the
   * peer, and can't ask us.
   */
  function tellHeld(peer: Peer, third: DeviceId, all: ReadonlyArray<ChainEnd>): void {
    const ends = all.filter(({ origin }) => deviceOf(origin) === third);
    const text = endsText(ends);
    if (ends.length === 0 || peer.sentHoldings.get(third) === text) return;
    peer.sentHoldings.set(third, text);
    const signature = ledger.sign(heldStatement(ledger.shop, { device: ledger.device, ends }));
    out.send(peer.facts.id, { type: "held", device: ledger.device, ends, signature });
  }

  function tellThirds(connected: ReadonlyArray<Peer>): void {
    const linked = new Set([ledger.device, ...connected.map(({ device }) => device)]);
    let all: ReadonlyArray<ChainEnd> | undefined;
    for (const peer of connected) {
      for (const third of peer.neighbours.devices) {
        if (linked.has(third) || !ledger.isActive(third)) continue;
        all ??= ledger.ends();
        tellHeld(peer, third, all);
      }
    }
  }

  /** Passes the statement on as it was signed: the device that it is about checks it. */
  function passOn(message: MessageOf<"held">): void {
    const [first] = message.ends;
    const about = first && deviceOf(first.origin);
    const to = connectedMembers(peers()).find(({ device }) => device === about);
    if (to !== undefined) out.send(to.facts.id, message);
  }

  return {
    tell: (nowMs) => {
      if (nowMs - sentAtMs < EVERY_MS) return;
      sentAtMs = nowMs;
      againAtMs ??= nowMs;
      if (nowMs - againAtMs >= AGAIN_EVERY_MS) {
        againAtMs = nowMs;
        for (const peer of peers()) {
          peer.neighboursText = "";
          peer.sentHoldings.clear();
        }
      }
      const connected = connectedMembers(peers());
      const message = neighboursMessage(connected);
      const text = JSON.stringify(message);
      for (const peer of connected) {
        if (peer.neighboursText !== text) out.send(peer.facts.id, message);
        peer.neighboursText = text;
      }
      tellThirds(connected);
    },
    hear: (peer, message) => {
      const now = new Set(message.devices);
      const hasLost = peer.neighbours.devices.some((device) => !now.has(device));
      peer.neighbours = message;
      return hasLost;
    },
    hearHeld: (peer, message) => {
      const { device, ends, signature } = message;
      const isOurs = ends.every(({ origin }) => deviceOf(origin) === ledger.device);
      if (!isOurs) {
        // Only a device's own statement is passed on, so nothing goes round in circles.
        if (device === peer.device) passOn(message);
        return;
      }
      if (signature === undefined || !ledger.isActive(device)) return;
      const statement = heldStatement(ledger.shop, { device, ends });
      if (ledger.isSigned(device, statement, signature)) knowledge.holds(device, ends);
    },
  };
}

function heldStatement(
  shop: string,
  { device, ends }: Pick<MessageOf<"held">, "device" | "ends">,
): string {
  const held = ends.map(({ origin, seq, hash }) => [origin, seq, hash]);
  return JSON.stringify(["held", shop, device, held]);
}

function neighboursMessage(connected: ReadonlyArray<Peer>): MessageOf<"neighbours"> {
  const devices = connected.flatMap(({ device }) => device ?? []).toSorted();
  const addresses = connected.flatMap(({ device, hello, facts }) => {
    const port = hello?.port ?? undefined;
    return device === undefined || port === undefined
      ? []
      : [{ device, host: hostOf(facts.remote), port }];
  });
  return { type: "neighbours", devices, addresses: addresses.slice(0, ADDRESSES_SENT_MAX) };
}

/** Returns the host of `192.0.2.7:7777`, or of `[2001:db8::7]:7777`. */
function hostOf(remote: string): string {
  return remote.slice(0, remote.lastIndexOf(":")).replaceAll(/[[\]]/gu, "");
}
