/** Answering those who ask for what they lack, as quickly as their links take it. */

import { type MessageOf } from "./messages.ts";
import { hasTold, noteAsked, noteSent, type Peer, type Served } from "./peer.ts";
import { type MeshLedger, type MeshOut, type MeshPiece } from "./ports.ts";

export interface Serving {
  /** Whoever asks again has given up what it asked before. */
  readonly serve: (peer: Peer, want: MessageOf<"want">) => void;
  /** Its link has room again, or it has said what it holds. */
  readonly goOn: (peer: Peer) => void;
  /** The same, where it has said nothing for long of what was sent; call with each tick. */
  readonly nudge: (peer: Peer, nowMs: number) => void;
}

export interface ServingDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly areSecretsSame: (peer: Peer) => boolean;
}

/** A piece that couldn't be taken is not answered. */
const PATIENCE_MS = 1000;

/**
 * A whole history must not stand before the secrets on a slow line: without them nobody could sign in.
 * Who has only just joined knows whom to exchange them with once it has heard a chain or two, and says
 * so by its digests: until then there is a rest between chains, and from then on one between pieces,
 * until it has answered and as long as it lacks any.
 */
export function createServing({ ledger, out, areSecretsSame }: ServingDeps): Serving {
  function goOn(peer: Peer): void {
    const { serving } = peer;
    if (serving === undefined) return;
    while (!peer.isFull) {
      serving.next ??= nextOf(serving.pieces);
      const { next } = serving;
      if (next === undefined) {
        peer.serving = undefined;
        out.send(peer.facts.id, { type: "want-end", id: serving.id });
        return;
      }
      if (rests(peer, serving)) return;
      serving.next = undefined;
      const bytes = next.bytes();
      // It was put together with others meanwhile: whoever lacks it asks again.
      if (bytes.length === 0) continue;
      peer.isFull = !out.send(peer.facts.id, { type: "piece", bytes });
      noteSent(peer, next);
      serving.last = { origin: next.origin, seq: next.last, hash: next.hash };
      serving.restsSinceMs = undefined;
      serving.isLate = false;
    }
  }

  function rests(peer: Peer, { next, last, isLate }: Served): boolean {
    if (last === undefined || isLate || areSecretsSame(peer)) return false;
    return peer.secretDigests === undefined ? next?.origin !== last.origin : !hasTold(peer, last);
  }

  return {
    serve: (peer, { id, origins, ends }) => {
      for (const origin of origins) {
        noteAsked(
          peer,
          origin,
          ends.filter((end) => end.origin === origin),
        );
      }
      peer.serving = newServed(id, ledger.missing(origins, ends));
      goOn(peer);
    },
    goOn,
    nudge: (peer, nowMs) => {
      const { serving } = peer;
      if (serving?.last === undefined) return;
      serving.restsSinceMs ??= nowMs;
      if (nowMs - serving.restsSinceMs < PATIENCE_MS) return;
      serving.isLate = true;
      goOn(peer);
    },
  };
}

function newServed(id: number, pieces: Iterator<MeshPiece>): Served {
  return { id, pieces, next: undefined, last: undefined, restsSinceMs: undefined, isLate: false };
}

function nextOf(pieces: Iterator<MeshPiece>): MeshPiece | undefined {
  const step = pieces.next();
  return step.done === true ? undefined : step.value;
}
