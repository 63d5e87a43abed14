/**
 * Who is heard when. Whoever has used up its share waits, behind everybody else: its messages in their
 * order, one of each such till in turn, as shares grow again.
 */

import { isPiece } from "./messages.ts";
import { type Peer } from "./peer.ts";
import { type MeshOut } from "./ports.ts";
import { type Work } from "./work.ts";

export interface Hearing<Now> {
  /** What has just come. */
  readonly come: (peer: Peer, payload: Uint8Array, now: Now) => void;
  /** What waits, as far as there are shares for it; call with each tick. */
  readonly goOn: (now: Now) => void;
}

export interface HearingDeps<Now> {
  readonly work: Work;
  readonly out: Pick<MeshOut, "rest">;
  readonly peers: () => Iterable<Peer>;
  readonly hear: (peer: Peer, payload: Uint8Array, now: Now) => void;
  /** More waits than may. */
  readonly onOverflow: (peer: Peer, now: Now) => void;
}

/** A link that rests sends no more than what had arrived: so much comes only where nothing can rest. */
const WAITING_MAX = 4096;
const WAITING_BYTES_MAX = 8 * 1024 * 1024;

export function createHearing<Now>({
  work,
  out,
  peers,
  hear,
  onOverflow,
}: HearingDeps<Now>): Hearing<Now> {
  function hearAtCost(peer: Peer, payload: Uint8Array, now: Now): void {
    work.at(peer.facts.linkKey, () => {
      work.effort.bytes(payload.length);
      hear(peer, payload, now);
    });
  }

  /** What was asked for isn't held up by what its teller has asked for. */
  function isHeardNow({ facts, waiting, want }: Peer, payload: Uint8Array): boolean {
    if (waiting.length > 0) return false;
    if (!work.isSpent(facts.linkKey)) return true;
    return want !== undefined && isPiece(payload) && !work.isDeepInDebt(facts.linkKey);
  }

  /** One message; whether more waits for which there is a share. */
  function hearNext(peer: Peer, now: Now): boolean {
    const { facts, waiting } = peer;
    if (waiting.length === 0 || work.isSpent(facts.linkKey)) return false;
    const payload = waiting.shift();
    if (payload === undefined) return false;
    peer.waitingBytes -= payload.length;
    hearAtCost(peer, payload, now);
    if (waiting.length === 0) out.rest?.(facts.id, false);
    return waiting.length > 0;
  }

  return {
    come: (peer, payload, now) => {
      if (isHeardNow(peer, payload)) return hearAtCost(peer, payload, now);
      peer.waiting.push(payload);
      peer.waitingBytes += payload.length;
      if (peer.waiting.length === 1) out.rest?.(peer.facts.id, true);
      const isTooMuch = peer.waiting.length > WAITING_MAX || peer.waitingBytes > WAITING_BYTES_MAX;
      return isTooMuch ? onOverflow(peer, now) : undefined;
    },
    goOn: (now) => {
      let waiting = [...peers()];
      while (waiting.length > 0) waiting = waiting.filter((peer) => hearNext(peer, now));
    },
  };
}
