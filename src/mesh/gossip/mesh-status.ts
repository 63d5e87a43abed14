/** How one till sees the others, for screens and commands. */

import { type ChainEnd, type DeviceId, deviceOf, type Origin } from "../../domain/identity.ts";
import { addressText, readAddress } from "../address.ts";
import { type CatchUpProgress } from "./catching-up.ts";
import { type DeviceKnowledge, type DeviceSafety, hasNamed, type Knowledge } from "./knowledge.ts";
import { connectedMembers, isConnected, type Peer } from "./peer.ts";
import { type MeshLedger } from "./ports.ts";
import { type SecretDifferences } from "./secret-differences.ts";
import { type SecretExchange } from "./secret-exchange.ts";
import { type Violation } from "./violation-log.ts";
import { type Costs } from "./work.ts";

/** What is asked several times a second: it costs next to nothing, however many tills there are. */
export interface MeshGlance {
  readonly peers: ReadonlyArray<PeerGlance>;
  /** Undefined when nothing is known that isn't here. */
  readonly catchUp: CatchUpProgress | undefined;
  /** On how many other devices the last thing that this one said is known to be; undefined: it said nothing. */
  readonly safeOn: number | undefined;
}

export interface MeshStatus extends MeshGlance {
  readonly peers: ReadonlyArray<PeerStatus>;
  /** What each other device has cost this one since this run began. */
  readonly costs: ReadonlyArray<Costs>;
  /** Who said what no honest till says. */
  readonly violations: ReadonlyArray<Violation>;
  /** As `safeOn`, of each device, without itself: as far as it is known here what it said. */
  readonly safety: ReadonlyArray<DeviceSafety>;
  /** Devices that speak out of several boxes at once, because a disk was copied; this one too. */
  readonly copied: ReadonlyArray<DeviceId>;
  /** The disk has no room for what others tell. */
  readonly isPaused: boolean;
}

export interface PeerGlance {
  readonly device: DeviceId;
  readonly isConnected: boolean;
  /** By our steady clock. */
  readonly heardAtMs: number;
}

export interface PeerStatus extends PeerGlance {
  /** Between the first and the last time. */
  readonly heardForMs: number;
  /** It was heard as a till at which somebody works; not known of builds that don't say so. */
  readonly wasOpen: boolean;
  /** Undefined when it isn't connected, or not measured yet. */
  readonly roundTripMs: number | undefined;
  readonly clockAheadMs: number | undefined;
  /** Events that it is not known to hold. */
  readonly behind: number;
  /** Number of the last event of this device that it is known to hold. */
  readonly holdsOwn: number;
  /** All that it has said, by its own word, is here. */
  readonly isHeardOut: boolean;
  /** Where it can be dialled; of one that takes no links, where its own link comes from. */
  readonly remote: string | undefined;
  /** It has the same secrets: who signs in here can sign in there. */
  readonly hasSecrets: boolean;
  /** What it has of the secrets that count here is here: who signs in there can sign in here. */
  readonly lacksSameSecrets: boolean;
  /** How long its secrets have differed from ours with nothing left to fetch; undefined where they don't. */
  readonly secretsDifferForMs: number | undefined;
}

export interface StatusParts {
  readonly ledger: MeshLedger;
  readonly peers: ReadonlyArray<Peer>;
  readonly knowledge: Knowledge;
  readonly secrets: Pick<SecretExchange, "areSame" | "lacksTheSame">;
  readonly differences: Pick<SecretDifferences, "lastedMs">;
}

/** Of every other device that was connected since this run began: a copy of this one's disk is none. */
export function peerGlances({
  ledger,
  peers,
  knowledge,
}: Pick<StatusParts, "ledger" | "peers" | "knowledge">): ReadonlyArray<PeerGlance> {
  const connected = new Set(peers.filter(isConnected).map(({ device }) => device));
  return [...knowledge.devices()].flatMap(([device, { heardAtMs }]) =>
    device === ledger.device ? [] : [{ device, isConnected: connected.has(device), heardAtMs }],
  );
}

/** Of the same devices. */
export function peerStatuses({
  ledger,
  peers,
  knowledge,
  secrets,
  differences,
}: StatusParts): ReadonlyArray<PeerStatus> {
  const ends = ledger.ends();
  const ownOrigin = ledger.ownOrigin();
  const held = new Set(ends.map(endText));
  const others = [...knowledge.devices()].filter(([device]) => device !== ledger.device);
  return others.map(([device, known]) => {
    const peer = peers.find((other) => other.device === device && isConnected(other));
    return {
      device,
      isConnected: peer !== undefined,
      heardAtMs: known.heardAtMs,
      heardForMs: Math.max(0, known.heardAtMs - known.firstHeardAtMs),
      wasOpen: known.wasOpen,
      roundTripMs: peer?.roundTripMs,
      clockAheadMs: peer?.clockAheadMs,
      behind: behind(ends, known),
      holdsOwn: holdsOf(ledger, known, ledger.endsOf(ownOrigin)),
      isHeardOut: peer !== undefined && isHeardOut(ledger, held, peer),
      remote: peer && placeOf(peer),
      hasSecrets: peer === undefined ? known.hadSecrets : secrets.areSame(peer),
      lacksSameSecrets: peer !== undefined && secrets.lacksTheSame(peer),
      secretsDifferForMs: peer && differences.lastedMs(peer),
    };
  });
}

/** A till that has just been started again has two links for a moment, of which one is dead. */
const BOTH_HEARD_MS = 5000;

/** Each run of a box has one link, so several are several boxes. */
export function copiedDevices(self: DeviceId, peers: ReadonlyArray<Peer>): ReadonlyArray<DeviceId> {
  const byDevice = Map.groupBy(connectedMembers(peers), ({ device }) => device);
  return [...byDevice].flatMap(([device, boxes]) => {
    if (device === undefined || boxes.length < (device === self ? 1 : 2)) return [];
    const heardAtMs = Math.min(...boxes.map((box) => box.heardAtMs));
    const upAtMs = Math.max(...boxes.map((box) => box.upAtMs));
    return heardAtMs - upAtMs < BOTH_HEARD_MS ? [] : [device];
  });
}

/** The port of a link that came in is another one each time. */
function placeOf({ facts: { remote, isDialled }, hello }: Peer): string {
  const host = readAddress(remote)?.host;
  const port = hello?.port ?? undefined;
  if (isDialled || host === undefined || port === undefined) return remote;
  return addressText({ host, port });
}

/** Of its own chains, once it has said what it holds. */
function isHeardOut(
  ledger: MeshLedger,
  held: ReadonlySet<string>,
  { device, claimedEnds }: Peer,
): boolean {
  if (claimedEnds.size === 0) return false;
  const own = [...claimedEnds].flatMap(([origin, ends]) =>
    deviceOf(origin) === device ? ends : [],
  );
  return own.every((end) => held.has(endText(end)) || ledger.holds(end));
}

function endText({ origin, seq, hash }: ChainEnd): string {
  return `${origin} ${seq} ${hash}`;
}

/** How far it is known to hold a chain, with all that its branches say up to there. */
function holdsOf(
  ledger: MeshLedger,
  { held }: DeviceKnowledge,
  ends: ReadonlyArray<ChainEnd>,
): number {
  const [end] = ends;
  const lacked = ends.filter((one) => !hasNamed(held, one));
  if (end === undefined || lacked.length === 0) return end?.seq ?? 0;
  const here = held.get(end.origin)?.filter(ledger.holds) ?? [];
  return Math.min(furthest(here), ...lacked.map(({ seq }) => seq - 1));
}

function furthest(ends: ReadonlyArray<ChainEnd>): number {
  return Math.max(0, ...ends.map(({ seq }) => seq));
}

/** Only its longest chain counts of a forked one. */
function behind(ends: ReadonlyArray<ChainEnd>, { held }: DeviceKnowledge): number {
  const furthest = new Map<Origin, number>();
  for (const { origin, seq } of ends) {
    furthest.set(origin, Math.max(seq, furthest.get(origin) ?? 0));
  }
  return furthest.entries().reduce((sum, [origin, seq]) => {
    const named = held.get(origin)?.map((end) => end.seq) ?? [];
    return sum + Math.max(0, seq - Math.max(0, ...named));
  }, 0);
}
