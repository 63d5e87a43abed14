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

/**
 * The part of the status that is read several times a second: it costs next to nothing, however
 * many tills there are.
 */
export interface MeshGlance {
  readonly peers: ReadonlyArray<PeerGlance>;
  /** Undefined when nothing is known that isn't here. */
  readonly catchUp: CatchUpProgress | undefined;
  /** The number of other devices that are known to hold this one's last event; undefined: it has none. */
  readonly safeOn: number | undefined;
}

export interface MeshStatus extends MeshGlance {
  readonly peers: ReadonlyArray<PeerStatus>;
  /** The cost of each other device to this one since this run began. */
  readonly costs: ReadonlyArray<Costs>;
  /** Who said what no honest till says. */
  readonly violations: ReadonlyArray<Violation>;
  /** The same as `safeOn` for each device, without itself, as far as its events are known here. */
  readonly safety: ReadonlyArray<DeviceSafety>;
  /** Devices that speak out of several boxes at once, because a disk was copied; this one too. */
  readonly copied: ReadonlyArray<DeviceId>;
  /** The disk has no room for what others tell. */
  readonly isPaused: boolean;
}

export interface PeerGlance {
  readonly device: DeviceId;
  readonly isConnected: boolean;
  /** The time of its last message by our steady clock. */
  readonly heardAtMs: number;
}

export interface PeerStatus extends PeerGlance {
  /** The time between its first and its last message. */
  readonly heardForMs: number;
  /** Whether a person works at it; unknown for builds that don't say so. */
  readonly wasOpen: boolean;
  /** Undefined when it isn't connected, or not measured yet. */
  readonly roundTripMs: number | undefined;
  readonly clockAheadMs: number | undefined;
  /**
   * When the last question was sent that it has answered: what it had said by then has arrived. Undefined
   * when it isn't connected, or has not answered yet.
   */
  readonly answeredAtMs: number | undefined;
  /** Events that it is not known to hold. */
  readonly behind: number;
  /** Number of the last event of this device that it is known to hold. */
  readonly holdsOwn: number;
  /** All that it has said, by its own word, is here. */
  readonly isHeardOut: boolean;
  /** The address to dial; for a device that takes no links, the source of its own link. */
  readonly remote: string | undefined;
  /** Whether it has the same secrets: then who signs in here can sign in there. */
  readonly hasSecrets: boolean;
  /**
   * Whether all the secrets that it has and that count here are here: then who signs in there can
   * sign in here.
   */
  readonly lacksSameSecrets: boolean;
  /** How long its secrets have differed from ours with nothing left to fetch; undefined where they don't. */
  readonly secretsDifferForMs: number | undefined;
  /** Of head office: the events that it is not known to hold, by chain. Missing for tills. */
  readonly lacks?: ReadonlyArray<LackedEvents> | undefined;
}

export interface LackedEvents {
  readonly origin: Origin;
  /** The numbers of the first and the last one. */
  readonly first: number;
  readonly last: number;
}

export interface StatusParts {
  readonly ledger: MeshLedger;
  readonly peers: ReadonlyArray<Peer>;
  readonly knowledge: Knowledge;
  readonly secrets: Pick<SecretExchange, "areSame" | "lacksTheSame">;
  readonly differences: Pick<SecretDifferences, "lastedMs">;
}

/** Returns every other device that was connected since this run began, without copies of this one's disk. */
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

/** Returns the full status of the same devices. */
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
      answeredAtMs: peer?.answeredAtMs,
      behind: behind(ends, known),
      holdsOwn: holdsOf(ledger, known, ledger.endsOf(ownOrigin)),
      isHeardOut: peer !== undefined && isHeardOut(ledger, held, peer),
      remote: peer && placeOf(peer),
      hasSecrets: peer === undefined ? known.hadSecrets : secrets.areSame(peer),
      lacksSameSecrets: peer !== undefined && secrets.lacksTheSame(peer),
      secretsDifferForMs: peer && differences.lastedMs(peer),
      lacks: ledger.mayHaveSecrets(device) ? undefined : lackedBy(known, ends),
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

/** Whether we hold all of its own chains, once it has named what it holds. */
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

/** Counts only the longest branch of a forked chain. */
function behind(ends: ReadonlyArray<ChainEnd>, known: DeviceKnowledge): number {
  return lackedBy(known, ends).reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function lackedBy(
  { held }: DeviceKnowledge,
  ends: ReadonlyArray<ChainEnd>,
): ReadonlyArray<LackedEvents> {
  const lasts = new Map<Origin, number>();
  for (const { origin, seq } of ends) lasts.set(origin, Math.max(seq, lasts.get(origin) ?? 0));
  return [...lasts].flatMap(([origin, last]) => {
    const first = furthest(held.get(origin) ?? []) + 1;
    return first > last ? [] : [{ origin, first, last }];
  });
}
