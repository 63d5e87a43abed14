/**
 * Connections that behave as TCP does. Nothing on one is lost, doubled or out of order: what the cable
 * loses comes later, what it can't carry waits, and in the end the connection breaks. Whether it is still
 * there a side learns only from what it hears. Where a box is broken on purpose, messages come twice, or
 * two that follow each other the other way round.
 */

import { type Host, RETRY_MS, type Paths } from "./network-paths.ts";
import { type VirtualTime } from "./virtual-time.ts";

/** One side of a connection, as the process has it. */
export interface End {
  readonly id: number;
  readonly host: Host;
  readonly remote: Host;
  /** The key in the other side's certificate. */
  readonly linkKey: string;
  readonly isDialled: boolean;
  /** False when so much waits that nothing big should follow before it has drained. */
  readonly send: (payload: Uint8Array) => boolean;
  readonly close: (reason: string) => void;
  readonly unsentBytes: () => number;
}

/** The process that holds a host's ends. */
export interface Listener {
  readonly linkKey: string;
  readonly onLink: (end: End) => void;
  readonly onPayload: (end: End, payload: Uint8Array) => void;
  readonly onDrain: (end: End) => void;
  readonly onClose: (end: End, reason: string) => void;
}

export interface Wires {
  readonly time: VirtualTime;
  readonly ways: Paths;
  readonly bytesPerSecond: number;
  /** Sides with something that hasn't arrived, because the way is cut. */
  readonly waiting: Set<Side>;
  readonly figures: { bytes: number; payloads: number; links: number };
  /** Bytes by the host that sent them and the one that they were for. */
  readonly sent: Map<Host, Map<Host, number>>;
}

export interface Side extends End {
  /** Undefined once nothing is heard or said here any more. */
  listener: Listener | undefined;
  /** The open sides of the process. */
  readonly siblings: Set<Side>;
  other: Side | undefined;
  /** Whether the side is gone: without power no system sends again what didn't arrive. */
  isGone: boolean;
  readonly outgoing: Outgoing;
}

interface Outgoing {
  lastArrivalMs: number;
  freeAtMs: number;
  unsentBytes: number;
  isFull: boolean;
  /** Arrives after the next one. */
  late: Uint8Array | undefined;
  /** The messages that arrive as soon as the path is open. */
  readonly held: Array<() => void>;
}

/** The limits of the real links. */
const HIGH_WATER_BYTES = 256 * 1024;
const UNSENT_BYTES_MAX = 8 * 1024 * 1024;
const FRAME_HEAD_BYTES = 4;

export interface SideFacts extends Pick<Side, "id" | "host" | "remote" | "linkKey" | "isDialled"> {
  readonly listener: Listener;
  readonly siblings: Set<Side>;
}

export function createSide(wires: Wires, facts: SideFacts): Side {
  const outgoing: Outgoing = {
    lastArrivalMs: 0,
    freeAtMs: 0,
    unsentBytes: 0,
    isFull: false,
    late: undefined,
    held: [],
  };
  const side: Side = {
    ...facts,
    outgoing,
    other: undefined,
    isGone: false,
    send: (payload) => send(wires, side, payload),
    close: (reason) => {
      hangUp(wires, side, reason);
    },
    unsentBytes: () => outgoing.unsentBytes,
  };
  facts.siblings.add(side);
  return side;
}

/** Drops the link on its own side, at once; the other side learns nothing. */
export function drop(side: Side): Listener | undefined {
  const { listener } = side;
  side.listener = undefined;
  side.siblings.delete(side);
  return listener;
}

/** The other side hears of it, as far as anything is heard there. */
export function hangUp(wires: Wires, side: Side, reason: string): void {
  if (drop(side) === undefined) return;
  carry(wires, side, {
    bytes: 0,
    arrive: () => {
      const { other } = side;
      if (other !== undefined) drop(other)?.onClose(other, `closed: ${reason}`);
    },
  });
}

interface Parcel {
  readonly bytes: number;
  readonly arrive: () => void;
}

/** Arrives in the order of sending: when the way is open then, else as soon as it is. */
export function carry(
  { time, ways, bytesPerSecond, waiting }: Wires,
  side: Side,
  { bytes, arrive }: Parcel,
): void {
  const { outgoing, host, remote } = side;
  const sendingMs = (bytes / bytesPerSecond) * 1000;
  outgoing.freeAtMs = Math.max(outgoing.freeAtMs, time.nowMs()) + sendingMs;
  const fastestMs = outgoing.freeAtMs + ways.wayMs(host, remote);
  outgoing.lastArrivalMs = Math.max(outgoing.lastArrivalMs, fastestMs);
  time.after(outgoing.lastArrivalMs - time.nowMs(), () => {
    if (outgoing.held.length === 0 && ways.reaches(host, remote)) return arrive();
    outgoing.held.push(arrive);
    waiting.add(side);
  });
}

/** Some ways may be open again: what waited for that arrives after another try. */
export function release({ time, ways, waiting }: Wires): void {
  for (const side of waiting) {
    const { outgoing, host, remote } = side;
    if (!ways.reaches(host, remote)) continue;
    waiting.delete(side);
    const held = outgoing.held.splice(0);
    if (side.isGone) continue;
    const delayMs = RETRY_MS + ways.wayMs(host, remote);
    outgoing.lastArrivalMs = Math.max(outgoing.lastArrivalMs, time.nowMs() + delayMs);
    time.after(delayMs, () => {
      for (const arrive of held) arrive();
    });
  }
}

function send(wires: Wires, side: Side, payload: Uint8Array): boolean {
  if (side.listener === undefined) return false;
  const { outgoing } = side;
  const { figures, time } = wires;
  const bytes = payload.length + FRAME_HEAD_BYTES;
  figures.bytes += bytes;
  noteSent(wires, side, bytes);
  figures.payloads += 1;
  outgoing.unsentBytes += bytes;
  if (outgoing.unsentBytes > UNSENT_BYTES_MAX) {
    time.after(0, () => drop(side)?.onClose(side, "does not listen"));
    return false;
  }
  carry(wires, side, {
    bytes,
    arrive: () => {
      outgoing.unsentBytes -= bytes;
      for (const said of garbled(wires, side, payload)) deliver(wires, side, said);
      if (!outgoing.isFull || outgoing.unsentBytes > HIGH_WATER_BYTES / 2) return;
      outgoing.isFull = false;
      side.listener?.onDrain(side);
    },
  });
  outgoing.isFull ||= outgoing.unsentBytes > HIGH_WATER_BYTES;
  return !outgoing.isFull;
}

function noteSent({ sent }: Wires, { host, remote }: Side, bytes: number): void {
  const byRemote = sent.get(host) ?? new Map<Host, number>();
  sent.set(host, byRemote);
  byRemote.set(remote, (byRemote.get(remote) ?? 0) + bytes);
}

/** Returns the messages that arrive now: of this one and of the one before. */
function garbled(
  { ways }: Wires,
  { outgoing, host, remote }: Side,
  payload: Uint8Array,
): ReadonlyArray<Uint8Array> {
  const { late } = outgoing;
  outgoing.late = undefined;
  if (late !== undefined) return [payload, late];
  const fate = ways.fate(host, remote);
  if (fate === "plain") return [payload];
  if (fate === "twice") return [payload, payload];
  outgoing.late = payload;
  return [];
}

function deliver({ time, ways }: Wires, side: Side, payload: Uint8Array): void {
  const { other, host, remote } = side;
  if (other?.listener !== undefined) return other.listener.onPayload(other, payload);
  // Nobody has this connection any more, and the system there says so.
  if (!ways.reaches(remote, host)) return;
  time.after(ways.wayMs(remote, host), () => drop(side)?.onClose(side, "reset"));
}
