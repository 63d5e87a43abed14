/**
 * Who is heard when. Whoever has used up its share waits, behind everybody else: its messages in their
 * order, one of each such till in turn, as shares grow again.
 */

import { runLength } from "./gathering.ts";
import { isPiece } from "./messages.ts";
import { type Peer } from "./peer.ts";
import { type MeshOut } from "./ports.ts";
import { type Work } from "./work.ts";

export interface Hearing<Now> {
  /** Takes a message that has just arrived, or several pieces. */
  readonly come: (peer: Peer, payloads: ReadonlyArray<Uint8Array>, now: Now) => void;
  /** Handles waiting messages as far as the peers' shares allow; call it with each tick. */
  readonly goOn: (now: Now) => void;
}

interface HearingDeps<Now> {
  readonly work: Work;
  readonly out: Pick<MeshOut, "rest">;
  readonly peers: () => Iterable<Peer>;
  /** Whether the piece is a segment, which is taken alone. */
  readonly isPacked: (piece: Uint8Array) => boolean;
  readonly hear: (peer: Peer, payloads: ReadonlyArray<Uint8Array>, now: Now) => void;
  /** Called when more messages of a peer wait than may. */
  readonly onOverflow: (peer: Peer, now: Now) => void;
}

/** A link that rests sends no more than what had arrived: so much comes only where nothing can rest. */
const WAITING_MAX = 4096;
const WAITING_BYTES_MAX = 8 * 1024 * 1024;

export function createHearing<Now>({
  work,
  out,
  peers,
  isPacked,
  hear,
  onOverflow,
}: HearingDeps<Now>): Hearing<Now> {
  function hearAtCost(peer: Peer, payloads: ReadonlyArray<Uint8Array>, now: Now): void {
    work.at(peer.facts.linkKey, () => {
      for (const { length } of payloads) work.effort.bytes(length);
      hear(peer, payloads, now);
    });
  }

  /** Pieces that we asked for don't wait behind the peer's own requests. */
  function isHeardNow(
    { facts, waiting, want }: Peer,
    payloads: ReadonlyArray<Uint8Array>,
  ): boolean {
    if (waiting.length > 0) return false;
    if (!work.isOverdrawn(facts.linkKey)) return true;
    return want !== undefined && payloads.every(isPiece) && !work.isDeepInDebt(facts.linkKey);
  }

  /** Handles one message, or some pieces. Returns whether more wait for which there is a share. */
  function hearNext(peer: Peer, now: Now): boolean {
    const { facts, waiting } = peer;
    if (waiting.length === 0 || work.isOverdrawn(facts.linkKey)) return false;
    const payloads = waiting.splice(0, runLength(waiting, isPacked));
    for (const { length } of payloads) peer.waitingBytes -= length;
    hearAtCost(peer, payloads, now);
    if (waiting.length === 0) out.rest?.(facts.id, false);
    return waiting.length > 0;
  }

  return {
    come: (peer, payloads, now) => {
      if (isHeardNow(peer, payloads)) return hearAtCost(peer, payloads, now);
      if (peer.waiting.length === 0) out.rest?.(peer.facts.id, true);
      peer.waiting.push(...payloads);
      for (const { length } of payloads) peer.waitingBytes += length;
      const isTooMuch = peer.waiting.length > WAITING_MAX || peer.waitingBytes > WAITING_BYTES_MAX;
      return isTooMuch ? onOverflow(peer, now) : undefined;
    },
    goOn: (now) => {
      let waiting = [...peers()];
      while (waiting.length > 0) waiting = waiting.filter((peer) => hearNext(peer, now));
    },
  };
}
